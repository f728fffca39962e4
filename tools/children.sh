# children.sh
#	  Commands that end with the script which runs them, for the scripts that
#	  source this file.
#
# A shell answers a signal only once the command in front has ended, and what
# it started outlives it.  So commands run in the background here, and the
# shell waits for them.  On HUP, INT or TERM the script ends with 129, 130 or
# 143.  Whichever way it ends, what still runs gets a TERM and is waited for,
# so that it can clean up after itself; then at_end is called, a function that
# a script defines, after it has sourced this file, if it has something to
# remove.
#
#	  run COMMAND...		to its end; the status is the command's
#	  behind COMMAND...		starts it, beside what follows; one at a time
#	  wait_behind			to its end; the status is the command's
#
# A COMMAND reads nothing.  One that is a function gets a shell of its own:
# what it sets is not seen outside, and what it runs by run ends with it too.

child=
child_behind=

at_end()
{
	:
}

children_end()
{
	trap '' HUP INT TERM
	for child_pid in $child $child_behind; do
		kill "$child_pid" 2>/dev/null
	done
	for child_pid in $child $child_behind; do
		wait "$child_pid"
	done
	at_end
}

children_traps()
{
	trap children_end EXIT
	trap 'exit 129' HUP
	trap 'exit 130' INT
	trap 'exit 143' TERM
}
children_traps

# child_start COMMAND...: what a child does, in the process that it is.
child_start()
{
	case $(command -v "$1") in
		*/*) exec "$@" ;;
	esac
	child=
	child_behind=
	at_end()
	{
		:
	}
	children_traps
	"$@"
}

run()
{
	child_start "$@" </dev/null &
	child=$!
	run_status=0
	wait "$child" || run_status=$?
	child=
	return "$run_status"
}

behind()
{
	child_start "$@" </dev/null &
	child_behind=$!
}

wait_behind()
{
	run_status=0
	wait "$child_behind" || run_status=$?
	child_behind=
	return "$run_status"
}
