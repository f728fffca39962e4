/*-------------------------------------------------------------------------
 *
 * funding.c
 *	  The module: its magic block.  There is no state to set up.
 *
 *-------------------------------------------------------------------------
 */
#include "funding.h"

PG_MODULE_MAGIC;
