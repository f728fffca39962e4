/*-------------------------------------------------------------------------
 *
 * deque.c
 *	  The best entry of a moving frame: a monotonic deque.
 *
 *-------------------------------------------------------------------------
 */
#include <string.h>

#include "deque.h"

void
fnd_deque_init(fnd_deque *deque, size_t entry_size)
{
	memset(deque, 0, sizeof(*deque));
	deque->entry_size = entry_size;
}

/* The place of the entry with so many others before it. */
static unsigned char *
place(const fnd_deque *deque, size_t index)
{
	size_t		at = (deque->first + index) & (deque->capacity - 1);

	return deque->entries + at * deque->entry_size;
}

void
fnd_deque_move(fnd_deque *deque, void *entries, size_t capacity)
{
	size_t		size = deque->entry_size;
	size_t		unwrapped = deque->capacity - deque->first;

	if (unwrapped > deque->count)
		unwrapped = deque->count;
	if (unwrapped > 0)
		memcpy(entries, place(deque, 0), unwrapped * size);
	if (deque->count > unwrapped)
		memcpy((unsigned char *) entries + unwrapped * size, deque->entries,
			   (deque->count - unwrapped) * size);
	deque->entries = (unsigned char *) entries;
	deque->capacity = capacity;
	deque->first = 0;
}

void
fnd_deque_push(fnd_deque *deque, const void *entry, fnd_deque_order order)
{
	/* each entry is dropped once: at most count rounds */
	while (deque->count > 0 &&
		   order(place(deque, deque->count - 1), entry) > 0)
		deque->count--;
	memcpy(place(deque, deque->count), entry, deque->entry_size);
	deque->count++;
}

void
fnd_deque_leave(fnd_deque *deque, const void *entry, fnd_deque_order order)
{
	if (deque->count == 0 || order(fnd_deque_front(deque), entry) != 0)
		return;
	deque->first = (deque->first + 1) & (deque->capacity - 1);
	deque->count--;
}
