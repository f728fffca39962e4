/*
 * fuzz_text_estimate.c
 *	  The text of estimate: whatever is accepted reads back as it was.
 *
 * A refusal names a place inside the text.
 */
#include "fuzz.h"

#include "../src/core/text.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char		buffer[FND_TEXT_MAX];
	fnd_estimate value;
	fnd_estimate again;
	fnd_text_error error;
	fnd_status	status;
	size_t		length;

	memset(&error, 0, sizeof(error));
	status = fnd_text_read_estimate((const char *) data, size, &value, &error);
	if (status != FND_OK)
	{
		REQUIRE(error.status == status);
		REQUIRE(error.at <= size && error.length <= size - error.at);
		return 0;
	}
	REQUIRE(fnd_estimate_check(&value, false) == FND_OK);
	length = fnd_text_write_estimate(&value, "\xC2\xB1", buffer);
	REQUIRE(length < sizeof(buffer) && strlen(buffer) == length);
	REQUIRE(fnd_text_read_estimate(buffer, length, &again, &error) == FND_OK);
	REQUIRE(fnd_estimate_equal(&value, &again));
	return 0;
}
