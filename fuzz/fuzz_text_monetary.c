/*
 * fuzz_text_monetary.c
 *	  The text of monetary: whatever is accepted reads back as it was.
 *
 * A refusal names a place inside the text.  The fast path of plain texts says
 * what the grammar says, or nothing.
 */
#include "fuzz.h"

#include "../src/core/text.h"

/* What the fast path takes, of a text that ends in NUL. */
static void
require_plain(const char *text, size_t length, fnd_status status,
			  const fnd_amount *value)
{
	char	   *copy = malloc(length + 1);
	fnd_amount	plain;

	if (copy == NULL)
		return;
	memcpy(copy, text, length);
	copy[length] = '\0';
	if (strlen(copy) == length && fnd_text_read_plain(copy, &plain))
		REQUIRE(status == FND_OK && fnd_amount_equal(&plain, value));
	free(copy);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char		buffer[FND_TEXT_MAX];
	fnd_amount	value;
	fnd_amount	again;
	fnd_text_error error;
	fnd_status	status;
	size_t		length;

	memset(&error, 0, sizeof(error));
	status = fnd_text_read_amount((const char *) data, size, &value, &error);
	require_plain((const char *) data, size, status, &value);
	if (status != FND_OK)
	{
		REQUIRE(error.status == status);
		REQUIRE(error.at <= size && error.length <= size - error.at);
		return 0;
	}
	REQUIRE(fnd_amount_check(&value) == FND_OK);
	length = fnd_text_write_amount(&value, buffer);
	REQUIRE(length < sizeof(buffer) && strlen(buffer) == length);
	REQUIRE(fnd_text_read_amount(buffer, length, &again, &error) == FND_OK);
	REQUIRE(fnd_amount_equal(&value, &again));
	require_plain(buffer, length, FND_OK, &value);
	return 0;
}
