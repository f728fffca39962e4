/*
 * checks.h
 *	  Counting what the clients in C compare.  The program defines CLIENT, its
 *	  name, before it includes this.
 */
#include <stdio.h>
#include <string.h>

static int	passed;
static int	failed;

/* Are the two texts the same?  NULL is equal to NULL only. */
static void
same(const char *what, const char *found, const char *expected)
{
	if (found == expected ||
		(found != NULL && expected != NULL && strcmp(found, expected) == 0))
		passed++;
	else
	{
		failed++;
		printf(CLIENT ": %s: expected %s, got %s\n", what,
			   expected ? expected : "NULL", found ? found : "NULL");
	}
}

static void
same_number(const char *what, long found, long expected)
{
	char		a[32];
	char		b[32];

	snprintf(a, sizeof(a), "%ld", found);
	snprintf(b, sizeof(b), "%ld", expected);
	same(what, a, b);
}
