# as_server.sh
#	  Running a program as the user of the private server, for the scripts that
#	  source this file.  They set $dir, the private directory, and $user, which
#	  is empty where no other user is needed.

# as_server COMMAND...: from the private directory, which that user can read.
as_server()
{
	if [ -z "$user" ]; then
		(cd "$dir" && "$@")
	elif setpriv --reuid="$user" --regid="$(id -g "$user")" --clear-groups \
		true 2>/dev/null; then
		(cd "$dir" && HOME=$dir exec setpriv --reuid="$user" \
			--regid="$(id -g "$user")" --clear-groups "$@")
	elif command -v runuser >/dev/null 2>&1; then
		(cd "$dir" && HOME=$dir exec runuser -u "$user" -- "$@")
	else
		# su takes one string: every word here is free of quotes and spaces.
		(cd "$dir" && exec su -s /bin/sh "$user" -c "$*")
	fi
}
