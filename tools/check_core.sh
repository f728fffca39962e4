#!/bin/sh
# check_core.sh [DIRECTORY]
#	  Checks what src/core may not do: include anything but C11 headers and the
#	  core headers below it, allocate, print, read clock, locale or environment,
#	  use floating point, or name __int128 outside wide.h.  And that the server's
#	  version is tested in src/pg_compat.h only.
#
# One file of src is one test.  DIRECTORY is the source tree, for tests of this
# script; by default the one that the script stands in.
set -u
. "$(dirname "$0")/tally.sh"
cd "${1:-$(dirname "$0")/..}" || exit 1

# Which part stands directly on which; what is below those may be included too.
# A part is a file name up to its first underscore: text_read.c and text.h
# are of the part text.  Files of one part may include one another.
order='
	base
	wide		base
	decimal		wide
	currency	decimal
	amount		currency
	allocate	amount
	estimate	amount
	valuation	estimate
	sum			estimate
	totals		sum
	sort		estimate
	hash		estimate
	overlap		sort
	deque		base
	extreme		deque estimate
	text		estimate
	abbreviate	text
	percentile	wide
	random		wide
	fixed		wide
	shape		fixed
	normal		base
	shock		fixed decimal normal
	calendar	base
	rates		currency calendar
	ecb			rates
	growth		decimal
	line		calendar estimate
	schedule	growth line
	plan		schedule
	projection	plan
	runway		projection
	raise		projection
	simulation	percentile random shape shock plan
	chart		line
	actuals		projection
	sensitivity	runway
	lexicon		estimate
	written		lexicon
'

passed=0
failed=0
for file in src/*.[ch] src/core/*.[ch]; do
	[ -f "$file" ] || continue
	if awk -v file="$file" -v order="$order" '
	BEGIN {
		core = file ~ /^src\/core\//
		part = file
		sub(/^.*\//, "", part)
		name = part
		sub(/\.[ch]$/, "", part)
		sub(/_.*$/, "", part)

		# below[a, b]: a may include b
		lines = split(order, line, "\n")
		for (i = 1; i <= lines; i++)
		{
			words = split(line[i], word, " ")
			if (words == 0)
				continue
			known[word[1]] = 1
			below[word[1], word[1]] = 1
			for (j = 2; j <= words; j++)
				for (k in known)
					if ((word[j], k) in below)
						below[word[1], k] = 1
		}
		if (core && !(part in known))
			complain("the part \"" part "\" is not in the order of " \
					 "tools/check_core.sh")

		words = split("assert complex ctype errno fenv float inttypes " \
					  "iso646 limits locale math setjmp signal stdalign " \
					  "stdarg stdatomic stdbool stddef stdint stdio " \
					  "stdlib stdnoreturn string tgmath threads time " \
					  "uchar wchar wctype", word, " ")
		for (i = 1; i <= words; i++)
			standard[word[i] ".h"] = 1

		words = split("malloc calloc realloc aligned_alloc free alloca " \
					  "printf fprintf vprintf vfprintf puts fputs putchar " \
					  "putc fputc fwrite perror getenv setenv setlocale " \
					  "localeconv time clock clock_gettime gettimeofday " \
					  "localtime gmtime mktime strftime rand srand abort " \
					  "exit atof strtod strtof strtold", word, " ")
		for (i = 1; i <= words; i++)
			forbidden[word[i]] = 1
	}

	function complain(what)
	{
		print file ":" NR ": " what
		bad = 1
	}

	# Sets code (comments gone, strings emptied) and text (comments gone).
	function strip(s,	i, c, two, quote)
	{
		code = ""
		text = ""
		quote = ""
		for (i = 1; i <= length(s); i++)
		{
			c = substr(s, i, 1)
			two = substr(s, i, 2)
			if (in_comment)
			{
				if (two == "*/")
				{
					in_comment = 0
					i++
				}
				continue
			}
			if (quote != "")
			{
				text = text c
				if (c == "\\")
				{
					i++
					text = text substr(s, i, 1)
				}
				else if (c == quote)
				{
					quote = ""
					code = code c
				}
				continue
			}
			if (two == "/*")
			{
				in_comment = 1
				i++
				code = code " "
				continue
			}
			if (two == "//")
				break
			if (c == "\"" || c == "\047")
				quote = c
			code = code c
			text = text c
		}
	}

	function check_include(s,	header, other)
	{
		header = s
		sub(/^[ \t]*#[ \t]*include[ \t]*/, "", header)
		sub(/[ \t]*$/, "", header)
		if (header ~ /^<.*>$/)
		{
			header = substr(header, 2, length(header) - 2)
			if (!(header in standard))
				complain("<" header "> is no C11 header")
			return
		}
		gsub(/"/, "", header)
		sub(/^core\//, "", header)
		other = header
		sub(/\.(h|inc|c)$/, "", other)
		sub(/_.*$/, "", other)
		if (header ~ /\//)
			complain("\"" header "\" is not a core header")
		else if (!(other in known))
			complain("\"" header "\" is not a core header")
		else if (!((part, other) in below))
			complain("\"" header "\" stands above or beside this file")
	}

	{
		strip($0)
		if (core && text ~ /^[ \t]*#[ \t]*include/)
		{
			check_include(text)
			next
		}
		rest = code
		while (match(rest, /[A-Za-z_][A-Za-z0-9_]*/))
		{
			token = substr(rest, RSTART, RLENGTH)
			rest = substr(rest, RSTART + RLENGTH)
			if (token == "PG_VERSION_NUM" && file != "src/pg_compat.h")
				complain("PG_VERSION_NUM belongs to src/pg_compat.h")
			if (!core)
				continue
			if (token == "double" || token == "float")
				complain("floating point (" token ")")
			else if (token == "__int128" && name != "wide.h")
				complain("__int128 outside wide.h")
			else if ((token in forbidden) && rest ~ /^[ \t]*\(/)
				complain(token "() is not for the core")
		}
	}

	END { exit bad }' "$file"; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
	fi
done

tally core-rules "$passed" "$failed"
[ "$failed" -eq 0 ]
