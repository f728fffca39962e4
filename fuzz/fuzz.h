/*
 * fuzz.h
 *	  What the fuzz targets share: the entry point, and how they complain.
 *
 * A target is fuzz/fuzz_<name>.c and defines LLVMFuzzerTestOneInput, which
 * reads bytes that nobody checked and holds what comes of them against the
 * promises of the headers of src/core.  libFuzzer drives it in `make fuzz`;
 * replay.c drives it over fuzz/corpus/<name> in `make check-unit`.  See
 * fuzz/README.md.
 */
#ifndef FUZZ_H
#define FUZZ_H

#include <inttypes.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

extern int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Both drivers take an abort for what it is, and show the input. */
#define REQUIRE(cond) \
	do \
	{ \
		if (!(cond)) \
		{ \
			fprintf(stderr, "%s:%d: %s does not hold\n", __FILE__, __LINE__, \
					#cond); \
			abort(); \
		} \
	} while (0)

/* The input that is left. */
typedef struct fuzz_input
{
	const uint8_t *data;
	size_t		size;
} fuzz_input;

/* The next bytes, if there are so many; otherwise nothing is taken. */
static inline bool
fuzz_take(fuzz_input *input, void *bytes, size_t size)
{
	if (input->size < size)
		return false;
	memcpy(bytes, input->data, size);
	input->data += size;
	input->size -= size;
	return true;
}

#endif /* FUZZ_H */
