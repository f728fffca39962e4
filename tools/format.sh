#!/bin/sh
# format.sh FILE...
#	  `make format`: lays out C files as PostgreSQL does, in place, if there is a
#	  clang-format.  What clang-format cannot do is done here: the name that a
#	  declaration declares stands 12 columns from where the declaration starts,
#	  the stars of a pointer before it, and a comment behind one in column 32.
set -u

if ! command -v clang-format >/dev/null 2>&1; then
	echo 'format: there is no clang-format here; nothing was changed'
	exit 0
fi

for file in "$@"; do
	new=$(mktemp) || exit 1
	if ! clang-format "$file" | awk '
	# pad(HAVE, WANT): tabs and spaces from column HAVE to column WANT
	function pad(have, want,	s)
	{
		s = ""
		while (int(have / 4) * 4 + 4 <= want)
		{
			s = s "\t"
			have = int(have / 4) * 4 + 4
		}
		while (have++ < want)
			s = s " "
		return s
	}

	BEGIN {
		type = "(static |const |volatile |extern |unsigned |signed |" \
			"struct |union |enum )*[A-Za-z_][A-Za-z0-9_]*( const| int)? "
		name = "[*]*[A-Za-z_][A-Za-z0-9_]*(\\[[^]]*\\])*( = |;|,$|:)"
		split("return goto else case typedef do sizeof", word, " ")
		for (i in word)
			statement[word[i]] = 1
	}

	/^\t+[A-Za-z_]/ {
		indent = 0
		rest = $0
		while (substr(rest, 1, 1) == "\t")
		{
			indent += 4
			rest = substr(rest, 2)
		}
		first = rest
		sub(/[^A-Za-z0-9_].*$/, "", first)
		if (!(first in statement) && match(rest, "^" type name))
		{
			match(rest, "^" type)
			left = substr(rest, 1, RLENGTH - 1)
			right = substr(rest, RLENGTH + 1)
			match(right, /^[*]*/)
			stars = RLENGTH
			if (length(left) + stars < 12)
			{
				gap = pad(indent + length(left), indent + 12 - stars)
				$0 = substr($0, 1, indent / 4) left gap right
			}
		}
	}

	# a comment behind a declaration or a name of an enum stands in column 32
	/^\t[^\t\/].*[;,A-Z0-9][ \t]*\/\* .* \*\/$/ {
		at = match($0, /[ \t]*\/\* .* \*\/$/)
		code = substr($0, 1, at - 1)
		comment = substr($0, at)
		sub(/^[ \t]*/, "", comment)
		width = 0
		for (i = 1; i <= length(code); i++)
			width = substr(code, i, 1) == "\t" ? int(width / 4) * 4 + 4 : \
				width + 1
		gap = width < 32 ? pad(width, 32) : " "
		if (width >= 32 || 32 + length(comment) <= 79)
			$0 = code gap comment
	}

	{ print }' >"$new"; then
		rm -f "$new"
		exit 1
	fi
	cmp -s "$new" "$file" || cat "$new" >"$file"
	rm -f "$new"
done
