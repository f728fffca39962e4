/*
 * replay.c
 *	  Runs a fuzz target over files, without a fuzzer.
 *
 * Any C compiler will do, so that what a fuzzer once found stays found.  Each
 * argument is a file; the name of the one that is being read is printed if
 * the target aborts.
 */
#include <signal.h>

#include "fuzz.h"

/* No corpus holds longer inputs. */
#define INPUT_SIZE_MAX (1 << 20)

static const char *current;

static void
say_which(int signal_number)
{
	(void) signal_number;
	fprintf(stderr, "replay: %s\n", current);
}

/* In memory of exactly its size, so that a read behind its end is seen. */
static bool
replay(const char *path)
{
	static uint8_t buffer[INPUT_SIZE_MAX];
	FILE	   *file = fopen(path, "rb");
	size_t		size;
	uint8_t	   *data;

	if (file == NULL)
		return false;
	size = fread(buffer, 1, sizeof(buffer), file);
	fclose(file);
	data = malloc(size > 0 ? size : 1);
	if (data == NULL)
		return false;
	memcpy(data, buffer, size);
	current = path;
	(void) LLVMFuzzerTestOneInput(data, size);
	free(data);
	return true;
}

int
main(int argc, char **argv)
{
	int			passed = 0;
	int			failed = 0;

	signal(SIGABRT, say_which);
	for (int i = 1; i < argc; i++)
	{
		if (replay(argv[i]))
			passed++;
		else
		{
			printf("%s cannot be read\n", argv[i]);
			failed++;
		}
	}
	printf("replay: %d passed, %d failed\n", passed, failed);
	return passed > 0 && failed == 0 ? 0 : 1;
}
