/*-------------------------------------------------------------------------
 *
 * wire.h
 *	  The binary formats: big-endian words at an address of any alignment.
 *
 * Each function moves the place behind what it read or wrote.  The formats
 * themselves are in doc/types.md and beside each receive function.
 *
 *-------------------------------------------------------------------------
 */
#ifndef FUNDING_WIRE_H
#define FUNDING_WIRE_H

#include "port/pg_bswap.h"

static inline uint64
funding_wire_get64(const char **at)
{
	uint64		value;

	memcpy(&value, *at, sizeof(value));
	*at += sizeof(value);
	return pg_ntoh64(value);
}

static inline uint32
funding_wire_get32(const char **at)
{
	uint32		value;

	memcpy(&value, *at, sizeof(value));
	*at += sizeof(value);
	return pg_ntoh32(value);
}

static inline uint16
funding_wire_get16(const char **at)
{
	uint16		value;

	memcpy(&value, *at, sizeof(value));
	*at += sizeof(value);
	return pg_ntoh16(value);
}

static inline void
funding_wire_put64(char **at, uint64 value)
{
	value = pg_hton64(value);
	memcpy(*at, &value, sizeof(value));
	*at += sizeof(value);
}

static inline void
funding_wire_put32(char **at, uint32 value)
{
	value = pg_hton32(value);
	memcpy(*at, &value, sizeof(value));
	*at += sizeof(value);
}

static inline void
funding_wire_put16(char **at, uint16 value)
{
	value = pg_hton16(value);
	memcpy(*at, &value, sizeof(value));
	*at += sizeof(value);
}

#endif /* FUNDING_WIRE_H */
