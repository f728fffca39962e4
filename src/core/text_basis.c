/*-------------------------------------------------------------------------
 *
 * text_basis.c
 *	  The names of the bases of a valuation.
 *
 * The rules are in doc/types.md, "Valuations".
 *
 *-------------------------------------------------------------------------
 */
#include "text_cursor.h"

/*
 * The stem, in any case, and behind it one of the forms of "money".  A name of
 * four letters and more whose second letter is an o can only be "post".
 */
bool
fnd_basis_from_name(const char *name, size_t length, fnd_basis *basis)
{
	static const char *const money[] = { "", "money", "-money", "_money",
										 " money" };
	size_t		stem = 3;

	if (length >= 4 && fnd_text_lower_case(name[1]) == 'o')
		stem = 4;
	if (length < stem)
		return false;
	if (fnd_text_word_stands(name, name + stem, "pre"))
		*basis = FND_BASIS_PRE;
	else if (fnd_text_word_stands(name, name + stem, "post"))
		*basis = FND_BASIS_POST;
	else
		return false;
	for (size_t i = 0; i < sizeof(money) / sizeof(money[0]); i++)
	{
		size_t		at = 0;

		while (stem + at < length && money[i][at] != '\0' &&
			   fnd_text_lower_case(name[stem + at]) == money[i][at])
			at++;
		if (stem + at == length && money[i][at] == '\0')
			return true;
	}
	return false;
}

const char *
fnd_basis_name(fnd_basis basis)
{
	switch (basis)
	{
		case FND_BASIS_PRE:
			return "pre";
		case FND_BASIS_POST:
			return "post";
		case FND_BASIS_NONE:
			break;
	}
	return NULL;
}
