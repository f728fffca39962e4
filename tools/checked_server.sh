# checked_server.sh
#	  What tools/long/valgrind.sh and tools/long/sanitizers.sh share: a private
#	  server whose every process is watched, and bugs that are put into a copy
#	  of the module to see that the watching finds them.
#
# The script that sources this, from the top of the source tree, has set
# flavour, and has sourced tools/tally.sh.  The server's user writes the reports and reads what the watcher
# needs, so both are in a directory of their own, $dir; reports are files of
# $dir/log.

. tools/children.sh

dir=$(mktemp -d /tmp/funding.XXXXXX) || exit 1
at_end()
{
	rm -rf "$dir"
}
mkdir "$dir/log" "$dir/tree" || exit 1
chmod 755 "$dir"
chmod 777 "$dir/log"

FUNDING_TALLY=$dir/tally
export FUNDING_TALLY
: >"$FUNDING_TALLY"

# watched TREE OPTION... COMMAND: a private server from that tree, under
# $FUNDING_SERVER_WRAPPER, and the command beside it.
watched()
{
	tree=$1
	shift
	rm -f "$dir"/log/*
	watched_status=0
	run sh "$tree/tools/private_server.sh" -b "$flavour" "$@" ||
		watched_status=$?
	return "$watched_status"
}

# plant FILE FUNCTION CODE: first thing in that function, in the copy.
plant()
{
	awk -v function_name="$2" -v code="$3" '
		{ print }
		index($0, function_name "(PG_FUNCTION_ARGS)") == 1 { found = 1 }
		found == 1 && /^{/ { print code; found = 2 }
		END { exit found != 2 }' "$dir/tree/$1" >"$dir/planted.c" &&
		mv "$dir/planted.c" "$dir/tree/$1"
}

# plant_bugs: a copy of the sources, and of what was built of them, with a bug
# in each of some functions.  palloc of 20 bytes gets 32 from the server, so
# what lies behind them belongs to nobody.
plant_bugs()
{
	run sh tools/build.sh "$flavour" || return
	mkdir "$dir/tree/build" &&
		cp -pPR Makefile funding.control funding--*.sql src tools "$dir/tree/" &&
		cp -pPR "build/$flavour" "$dir/tree/build/" || return

	plant src/monetary_math.c funding_monetary_negate '
		volatile char *planted = (volatile char *) palloc(20);
		planted[20] = 1;' &&
		plant src/monetary_math.c funding_monetary_abs '
		volatile char *planted = (volatile char *) palloc(20);
		if (planted[3] == 1)
			elog(LOG, "planted");' &&
		plant src/monetary_io.c funding_monetary_send '
		bytea	   *planted = (bytea *) palloc(VARHDRSZ + 4);
		SET_VARSIZE(planted, VARHDRSZ + 4);
		if (planted != NULL)
			PG_RETURN_BYTEA_P(planted);' &&
		sed 's/value\[0\] = funding_currency_to_text(info->code);/\
			value[0] = PointerGetDatum(palloc(VARHDRSZ + 3));\
			SET_VARSIZE(DatumGetPointer(value[0]), VARHDRSZ + 3);/' \
			src/currency_srf.c >"$dir/tree/src/currency_srf.c" &&
		! cmp -s src/currency_srf.c "$dir/tree/src/currency_srf.c" &&
		plant src/monetary_math.c funding_monetary_sign '
		volatile char planted[24];
		volatile int at = 24;
		*(&planted[0] + at) = 1;' &&
		plant src/monetary_math.c funding_monetary_ratio '
		static volatile char planted[24];
		volatile int at = 24;
		*(&planted[0] + at) = 1;' &&
		plant src/monetary_math.c funding_monetary_round_minor '
		volatile int32 planted = PG_INT32_MAX;
		planted = planted + 1;' &&
		plant src/monetary_func.c funding_monetary_amount '
		volatile char planted[24];
		planted[0] = *(volatile int32 *) ((uintptr_t) planted | 1);'
}
