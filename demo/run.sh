#!/bin/sh
# run.sh
#	  The main job on figures of July 2024: the press writes about a maker of
#	  artificial intelligence, and PostgreSQL answers what the figures allow.
#
# It needs a database without the extension, PGHOST and its kin, and psql
# first in PATH; `make demo` provides them.  Any failure ends it with a status
# that is not zero.
#
#	  figures.sql    what the press gave, read out of notes in French
#	  scenarios.sql  what it did not give, as assumptions, and the plans
#	  questions.sql  the questions; each answer on the screen is a query's
set -eu
cd "$(dirname "$0")"

# All of it is sent as UTF-8, whatever the locale.  Terminals of another
# charset get plain signs; C and POSIX say nothing about the terminal.
PGCLIENTENCODING=UTF8
export PGCLIENTENCODING
sure='█'
maybe='░'
lines=unicode
accents=
letters=
case $(locale charmap 2>/dev/null || echo UTF-8) in
	UTF-8 | utf8 | ANSI_X3.4-1968 | US-ASCII) ;;
	*)
		sure='#'
		maybe=.
		lines=ascii
		accents=Àéèçàûôêî
		letters=Aeecauoei
		;;
esac

# Headings are bold where somebody looks.
bold=
plain=
if [ -t 1 ] && [ -z "${NO_COLOR:-}" ] && [ "${TERM:-dumb}" != dumb ]; then
	bold=$(printf '\033[1m')
	plain=$(printf '\033[0m')
fi

# A pager would stop a demo that runs from top to bottom.
exec psql -X -q -v ON_ERROR_STOP=1 -P pager=off -P footer=off -P border=0 \
	-P linestyle="$lines" -P null=unknown \
	-v sure="$sure" -v maybe="$maybe" -v bold="$bold" -v plain="$plain" \
	-v accents="$accents" -v letters="$letters" \
	-f figures.sql -f scenarios.sql -f questions.sql
