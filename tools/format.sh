#!/bin/sh
# format.sh FILE...
#	  `make format`: lays out C files as PostgreSQL does, in place, if there is a
#	  clang-format.  What clang-format cannot do is done here: the name that a
#	  declaration declares stands 12 columns from where the declaration starts,
#	  the stars of a pointer before it.
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

	{ print }' >"$new"; then
		rm -f "$new"
		exit 1
	fi
	cmp -s "$new" "$file" || cat "$new" >"$file"
	rm -f "$new"
done
