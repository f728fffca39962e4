/*-------------------------------------------------------------------------
 *
 * text_figure.h
 *	  One figure of a text: a number with its sign, suffix and currency.
 *
 * Each function reads what stands at the cursor and moves it behind that, or
 * answers why it cannot; a currency that is read goes to the cursor.
 *
 *-------------------------------------------------------------------------
 */
#ifndef FND_TEXT_FIGURE_H
#define FND_TEXT_FIGURE_H

#include "text_cursor.h"

/* A number as it was written. */
typedef struct fnd_text_figure
{
	fnd_i128	coefficient;
	int			scale;
	int			written_scale;	/* where the last significant digit stands */
	bool		has_suffix;
} fnd_text_figure;

/* A symbol or a code of three letters, if one is here. */
extern FND_LOCAL fnd_status fnd_text_read_currency(fnd_text_cursor *c);

/* The digits of a number, grouped by commas or not, and its decimals. */
extern FND_LOCAL fnd_status fnd_text_read_digits(fnd_text_cursor *c,
												 fnd_text_figure *f);

/* The suffix behind them, if one is here: f becomes so many times as much. */
extern FND_LOCAL fnd_status fnd_text_read_suffix(fnd_text_cursor *c,
												 fnd_text_figure *f);

/* All of a figure; one in parentheses is negative. */
extern FND_LOCAL fnd_status fnd_text_read_figure(fnd_text_cursor *c,
												 fnd_text_figure *f);

#endif /* FND_TEXT_FIGURE_H */
