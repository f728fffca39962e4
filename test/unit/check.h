/*
 * check.h
 *	  The test harness of the unit tests: counting checks, one macro each.
 *
 * What lives here: the CHECK macros, the closing line, and a seeded random
 * number generator for property tests.  What does not: anything about
 * amounts.  A test is a program of its own, test/unit/test_<name>.c:
 *
 *		#include "check.h"
 *
 *		int
 *		main(void)
 *		{
 *			CHECK(1 + 1 == 2);
 *			CHECK_EQ_I64(fnd_something(), 42);
 *			return check_done("something");
 *		}
 *
 * A failure prints "file:line: what" on standard output and the test goes
 * on.  check_done() prints "<name>: N passed, N failed", which tools/check.sh
 * adds up, and gives main() its exit status: 1 if a check failed or none ran.
 */
#ifndef CHECK_H
#define CHECK_H

#include <inttypes.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static unsigned long check_passed;
static unsigned long check_failed;
static uint64_t check_random_state;

/* After so many failures of one program only the count goes on. */
#define CHECK_FAILURES_SHOWN 50

#define CHECK(cond) \
	check_true((cond) ? true : false, __FILE__, __LINE__, #cond)
#define CHECK_EQ_I64(a, b) \
	check_eq_i64((int64_t) (a), (int64_t) (b), __FILE__, __LINE__, #a " = " #b)
#define CHECK_EQ_U64(a, b) \
	check_eq_u64((uint64_t) (a), (uint64_t) (b), __FILE__, __LINE__, \
				 #a " = " #b)
#define CHECK_STR(a, b) check_str((a), (b), __FILE__, __LINE__, #a " = " #b)
#define CHECK_STRN(a, len, b) \
	check_strn((a), (size_t) (len), (b), __FILE__, __LINE__, #a " = " #b)
#define CHECK_MEM(a, b, len) \
	check_true(memcmp((a), (b), (size_t) (len)) == 0, __FILE__, __LINE__, \
			   #a " and " #b " hold the same bytes")

/*
 * Counts one check; true if its place is to be printed.
 */
static inline bool
check_count(bool ok, const char *file, int line, const char *what)
{
	if (ok)
	{
		check_passed++;
		return false;
	}
	check_failed++;
	if (check_failed > CHECK_FAILURES_SHOWN)
		return false;
	printf("%s:%d: %s", file, line, what);
	return true;
}

static inline bool
check_true(bool ok, const char *file, int line, const char *what)
{
	if (check_count(ok, file, line, what))
		printf("\n");
	return ok;
}

static inline bool
check_eq_i64(int64_t a, int64_t b, const char *file, int line,
			 const char *what)
{
	if (check_count(a == b, file, line, what))
		printf(": %" PRId64 " is not %" PRId64 "\n", a, b);
	return a == b;
}

static inline bool
check_eq_u64(uint64_t a, uint64_t b, const char *file, int line,
			 const char *what)
{
	if (check_count(a == b, file, line, what))
		printf(": %" PRIu64 " is not %" PRIu64 "\n", a, b);
	return a == b;
}

/*
 * Two strings that end in NUL; a null pointer equals only a null pointer.
 */
static inline bool
check_str(const char *a, const char *b, const char *file, int line,
		  const char *what)
{
	bool		same = a == NULL || b == NULL ? a == b : strcmp(a, b) == 0;

	if (check_count(same, file, line, what))
		printf(": \"%s\" is not \"%s\"\n", a ? a : "(null)", b ? b : "(null)");
	return same;
}

/*
 * A text of a stated length, which need not end in NUL, and a C string.
 */
static inline bool
check_strn(const char *a, size_t len, const char *b, const char *file,
		   int line, const char *what)
{
	bool		same = strlen(b) == len && memcmp(a, b, len) == 0;

	if (check_count(same, file, line, what))
		printf(": \"%.*s\" is not \"%s\"\n", (int) len, a, b);
	return same;
}

/*
 * Starts the random numbers: from CHECK_SEED of the environment if it is
 * set, otherwise from the test's own seed.  Prints the seed.
 */
static inline void
check_seed(uint64_t seed)
{
	const char *text = getenv("CHECK_SEED");

	if (text != NULL)
		seed = (uint64_t) strtoull(text, NULL, 10);
	check_random_state = seed;
	printf("CHECK_SEED=%" PRIu64 "\n", seed);
}

/*
 * The next random number: splitmix64 of Steele, Lea and Flood, 2014.
 */
static inline uint64_t
check_random_u64(void)
{
	uint64_t	z;

	check_random_state += UINT64_C(0x9E3779B97F4A7C15);
	z = check_random_state;
	z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
	return z ^ (z >> 31);
}

/*
 * A random number below the limit, which is not 0.
 */
static inline uint64_t
check_random_below(uint64_t limit)
{
	return check_random_u64() % limit;
}

/*
 * Prints the closing line; main() returns what this returns.
 */
static inline int
check_done(const char *name)
{
	if (check_failed > CHECK_FAILURES_SHOWN)
		printf("%s: only the first %d failures are shown\n", name,
			   CHECK_FAILURES_SHOWN);
	printf("%s: %lu passed, %lu failed\n", name, check_passed, check_failed);
	return check_failed == 0 && check_passed > 0 ? 0 : 1;
}

#endif /* CHECK_H */
