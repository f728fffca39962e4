# snippets.awk
#	  Puts the named code blocks of documents into a program: a line "# doc: NAME"
#	  (or "// doc: NAME") becomes the block that begins with "```LANGUAGE NAME",
#	  as deep as that line stands.
#
# awk -v documents='A.md B.md' -v used=FILE -f snippets.awk PROGRAM.  The names
# that were put in are added to FILE; a name that is in no document, and a block
# of over ten lines whose name ends in -read, is an error.

function read_documents(    n, i, files, line, name)
{
	n = split(documents, files, " ")
	for (i = 1; i <= n; i++) {
		name = ""
		while ((getline line <files[i]) > 0) {
			if (name != "" && line ~ /^```/)
				name = ""
			else if (name != "") {
				block[name] = block[name] line "\n"
				lines[name]++
			} else if (line ~ /^```[a-z]+ [a-z0-9-]+$/) {
				name = line
				sub(/^.* /, "", name)
			}
		}
		close(files[i])
	}
}

BEGIN { read_documents() }

/^[ \t]*(#|\/\/) doc: [a-z0-9-]+$/ {
	indent = $0
	sub(/[^ \t].*$/, "", indent)
	name = $0
	sub(/^.*: /, "", name)
	if (!(name in block) || (name ~ /-read$/ && lines[name] > 10)) {
		print FILENAME ": no block of at most ten lines is called " name >"/dev/stderr"
		exit 1
	}
	print name >>used
	count = split(block[name], part, "\n")
	for (i = 1; i < count; i++)
		print (part[i] == "" ? "" : indent part[i])
	next
}

{ print }
