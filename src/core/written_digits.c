/*-------------------------------------------------------------------------
 *
 * written_digits.c
 *	  Digits with their separators: which one is the decimal sign.
 *
 * The rules are in doc/written.md, "Numbers".
 *
 *-------------------------------------------------------------------------
 */
#include "written_parts.h"

/* Groups of digits between separators. */
#define GROUPS_MAX 14

/*
 * Digits that a number may have; beyond it there is no figure.  With two
 * decimals more, as of "and a half", they fit in 128 bits.
 */
#define DIGITS_MAX 36

typedef struct shape
{
	int			groups_count;
	int			digits_count;
	int			length[GROUPS_MAX]; /* digits of each group */
	fnd_class	separator[GROUPS_MAX]; /* before each group but the first */
	uint8_t		digit[DIGITS_MAX];
	int			arabic;			/* the group behind U+066B, or zero */
	bool		has_dash;		/* ends as in "24,-" */
} shape;

static bool
read_shape(const fnd_written *reader, const fnd_lexeme *lexeme, shape *s)
{
	const char *at = reader->text + lexeme->start;
	const char *end = reader->text + lexeme->end;

	s->groups_count = 1;
	s->digits_count = 0;
	s->length[0] = 0;
	s->has_dash = false;
	s->arabic = 0;
	while (at < end)
	{
		int			length;
		fnd_character c = fnd_character_at(at, end, &length);
		fnd_class	class = fnd_character_class(c);

		at += length;
		if (class == FND_CLASS_DIGIT)
		{
			if (s->digits_count == DIGITS_MAX)
				return false;
			s->digit[s->digits_count++] = (uint8_t) fnd_character_letter(c);
			s->length[s->groups_count - 1]++;
		}
		else if (class == FND_CLASS_DASH)
			s->has_dash = true;
		else if (class == FND_CLASS_SYMBOL)
			continue; /* the stroke of 5,000/- */
		else if (class == FND_CLASS_SPACE && s->groups_count > 1 &&
				 s->length[s->groups_count - 1] == 0)
			continue; /* a space behind another separator */
		else
		{
			if (s->groups_count == GROUPS_MAX)
				return false;
			s->separator[s->groups_count] = class;
			if (length == 2 && memcmp(at - 2, "\xD9\xAB", 2) == 0)
				s->arabic = s->groups_count;
			s->length[s->groups_count] = 0;
			s->groups_count++;
		}
	}
	if (s->has_dash && s->groups_count > 1 &&
		s->length[s->groups_count - 1] == 0)
		s->groups_count--;
	return s->digits_count > 0;
}

/* Are these groups thousands, or lakhs and crores (12,34,567)? */
static bool
is_grouped(const shape *s, int count)
{
	bool		is_indian = true;

	if (s->length[0] < 1 || s->length[0] > 3)
		return false;
	if (s->length[0] == 3 || s->length[count - 1] != 3)
		is_indian = false;
	for (int i = 1; i < count - 1; i++)
		is_indian = is_indian && s->length[i] == 2;
	if (is_indian && count > 2 && s->separator[1] == FND_CLASS_COMMA)
		return true;
	for (int i = 1; i < count; i++)
	{
		if (s->length[i] != 3)
			return false;
	}
	return true;
}

/*
 * How many digits stand behind the decimal sign?  -1 where the shape is no
 * number: a date, a version, a telephone number.
 */
static int
decimals_of(const fnd_written *reader, const shape *s, bool is_priced,
			bool has_magnitude, bool *is_doubtful, bool *is_grouped_once)
{
	int			last = s->groups_count - 1;
	fnd_class	sign = s->separator[last];
	int			length = s->length[last];
	char		decimal = reader->language->decimal;

	if (last == 0)
		return 0;

	/* the Arabic decimal sign is that in every region */
	if (s->arabic == last)
		return last == 1 || is_grouped(s, last) ? length : -1;

	/* every separator but the last must be of one kind */
	for (int i = 2; i < last; i++)
	{
		if (s->separator[i] != s->separator[1])
			return -1;
	}
	if (last > 1)
	{
		if (s->separator[1] == sign)
			return is_grouped(s, last + 1) ? 0 : -1;
		if ((sign != FND_CLASS_DOT && sign != FND_CLASS_COMMA) ||
			!is_grouped(s, last))
			return -1;
		return length;
	}
	/* 12'95, as shops in Spain write it */
	if (sign == FND_CLASS_APOSTROPHE && (length == 1 || length == 2))
		return length;
	if (sign != FND_CLASS_DOT && sign != FND_CLASS_COMMA)
		return is_grouped(s, 2) ? 0 : -1;
	if (length != 3 || s->length[0] == 0 || s->length[0] > 3 ||
		s->digit[0] == 0)
		return length;

	/* one separator with three digits behind it */
	if (decimal == '\0')
	{
		/* behind a currency it groups, unless that has three decimals */
		*is_doubtful = has_magnitude || !(is_priced || s->has_dash);
		*is_grouped_once = true;
		return 0;
	}
	if (decimal != (sign == FND_CLASS_DOT ? '.' : ','))
		return 0;
	if (has_magnitude)
		return length;
	if (sign == FND_CLASS_DOT && s->digit[s->digits_count - 1] == 0 &&
		s->digit[s->digits_count - 2] == 0 &&
		s->digit[s->digits_count - 3] == 0)
		*is_doubtful = true; /* "$5.000": five, or thousands? */
	if (sign == FND_CLASS_COMMA)
	{
		/* "$10,000" is written everywhere; "1,459 euros" may be either */
		if (is_priced)
		{
			*is_grouped_once = true;
			return 0;
		}
		*is_doubtful = true;
	}
	return length;
}

bool
fnd_digits_read(const fnd_written *reader, int index, bool is_priced,
				bool has_magnitude, fnd_number *result, bool *is_doubtful,
				bool *is_grouped_once)
{
	shape		s;
	int			decimals;
	int			zeros = 0;
	uint64_t	low = 0;
	fnd_i128	value = fnd_i128_zero();

	if (!read_shape(reader, &reader->lexeme[index], &s))
		return false;
	decimals = decimals_of(reader, &s, is_priced, has_magnitude, is_doubtful,
						   is_grouped_once);
	if (decimals < 0)
		return false;
	for (int i = 0; i < s.digits_count; i++)
	{
		zeros = s.digit[i] == 0 ? zeros + 1 : 0;
		if (i < 18)
		{
			low = low * 10 + s.digit[i];
			continue;
		}
		if (i == 18)
			value = fnd_i128_from_i64((int64_t) low);
		(void) fnd_i128_mul_pow10(value, 1, &value);
		(void) fnd_i128_add(value, fnd_i128_from_i64(s.digit[i]), &value);
	}
	if (s.digits_count <= 18)
		value = fnd_i128_from_i64((int64_t) low);
	result->coefficient = value;
	result->scale = decimals;
	result->written_scale = decimals;
	if (decimals == 0 && !fnd_i128_is_zero(value))
		result->written_scale = -zeros;
	return true;
}

/* Digits without separators: at most six of them. */
bool
fnd_digits_read_plain(const fnd_written *reader, int index, int64_t *decimals,
					  int *places)
{
	shape		s;

	if (!read_shape(reader, &reader->lexeme[index], &s) ||
		s.groups_count > 1 || s.digits_count > 6)
		return false;
	*decimals = 0;
	for (int i = 0; i < s.digits_count; i++)
		*decimals = *decimals * 10 + s.digit[i];
	*places = s.digits_count;
	return true;
}
