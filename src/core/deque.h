/*-------------------------------------------------------------------------
 *
 * deque.h
 *	  The best entry of a moving frame: a monotonic deque.
 *
 * Entries come in at the back and leave at the front in the order in which
 * they came.  An entry that a later and better one follows can never be the
 * best again and is dropped at once, so what is kept stands in order, the best
 * one first, and every entry is moved at most twice.  Of equal entries all are
 * kept: the front is then the oldest of the best, and an entry that leaves is
 * the front exactly if it is equal to it.
 *
 * Entries are bytes of one size.  The caller owns the memory; what "better"
 * means is the caller's order too.
 *
 *-------------------------------------------------------------------------
 */
#ifndef FND_DEQUE_H
#define FND_DEQUE_H

#include "base.h"

/* Below zero: a is better; zero: the two are equal; a total order. */
typedef int (*fnd_deque_order)(const void *a, const void *b);

typedef struct fnd_deque
{
	unsigned char *entries;		/* capacity * entry_size bytes */
	size_t		entry_size;
	size_t		capacity;		/* a power of two, or 0 at the beginning */
	size_t		first;			/* where the front stands */
	size_t		count;
} fnd_deque;

extern FND_LOCAL void fnd_deque_init(fnd_deque *deque, size_t entry_size);

static inline bool
fnd_deque_is_full(const fnd_deque *deque)
{
	return deque->count == deque->capacity;
}

/* Move into a new place; capacity is a power of two and above count. */
extern FND_LOCAL void fnd_deque_move(fnd_deque *deque, void *entries,
									 size_t capacity);

/* An entry comes in; the caller owes a deque that is not full. */
extern FND_LOCAL void fnd_deque_push(fnd_deque *deque, const void *entry,
									 fnd_deque_order order);

/* The oldest entry of the frame leaves. */
extern FND_LOCAL void fnd_deque_leave(fnd_deque *deque, const void *entry,
									  fnd_deque_order order);

/* The best one; the caller owes a frame that is not empty. */
static inline const void *
fnd_deque_front(const fnd_deque *deque)
{
	return deque->entries + deque->first * deque->entry_size;
}

#endif /* FND_DEQUE_H */
