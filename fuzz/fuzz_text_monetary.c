/*
 * fuzz_text_monetary.c
 *	  The text of monetary: whatever is accepted reads back as it was.
 *
 * A refusal names a place inside the text.
 */
#include "fuzz.h"

#include "../src/core/text.h"

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
	return 0;
}
