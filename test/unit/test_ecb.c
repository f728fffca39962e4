/*
 * test_ecb.c
 *	  The reader of the European Central Bank's files: what it gives, where it
 *	  stops, and that it never reads beyond the text.
 */
#include "check.h"
#include "random_values.h"

#include "ecb.h"

/* Everything that a text gives, as text; or where the first error is. */
static void
read_all(const char *csv, size_t length, char *out, size_t room)
{
	fnd_ecb_reader reader;
	fnd_ecb_rate rate;
	bool		is_end = false;
	size_t		at = 0;
	fnd_status	status = fnd_ecb_open(&reader, csv, length);

	out[0] = '\0';
	while (status == FND_OK)
	{
		status = fnd_ecb_next(&reader, &rate, &is_end);
		if (status != FND_OK || is_end)
			break;
		CHECK(rate.column >= 0 && rate.column < reader.columns_count);
		CHECK(rate.day >= FND_RATE_DAY_MIN && rate.day <= FND_RATE_DAY_MAX);
		CHECK(fnd_i128_sign(rate.rate.coefficient) > 0);
		if (at + 64 < room)
			at += (size_t) snprintf(
				out + at, room - at, "%s %d %" PRIu64 "e-%d;",
				reader.code[rate.column], (int) rate.day,
				fnd_i128_lo(rate.rate.coefficient), (int) rate.rate.scale);
	}
	CHECK(reader.at <= length);
	CHECK(reader.line_at <= reader.at);
	if (status != FND_OK)
	{
		CHECK(status == FND_ERR_TEXT_SYNTAX);
		CHECK(reader.expected[0] != '\0');
		(void) snprintf(out, room, "%d:%d %s", (int) reader.line_number,
						(int) (reader.at - reader.line_at) + 1,
						reader.expected);
	}
}

static void
check_read(const char *csv, const char *expected)
{
	char		out[1000];

	read_all(csv, strlen(csv), out, sizeof(out));
	CHECK_STR(out, expected);
}

static void
test_files(void)
{
	/* 2024-03-28 is day 8853 */
	check_read("Date,USD,JPY,CYP,\n2024-03-28,1.0811,163.450,N/A,\n",
			   "USD 8853 10811e-4;JPY 8853 163450e-3;");
	check_read("\xEF\xBB\xBF"
			   "Date, USD, JPY, \r\n28 March 2024, 1.0811, N/A, \r\n",
			   "USD 8853 10811e-4;");
	check_read("Date,USD\n\n \n2024-03-28,1\n\n2024-03-27,N/A\n2024-03-28,2",
			   "USD 8853 1e-0;USD 8853 2e-0;");
	check_read("Date,USD", "");
	check_read("", "1:1 \"Date\"");
	check_read("Date", "1:5 a comma and a code of three capital letters");
	check_read("Date,USD\n2024-03-28,1,2", "2:14 the end of the line");
	check_read("Date,USD\n2024-03-28",
			   "2:11 a rate for every currency of line 1");
	check_read("Date,USD\n2024-03-28,1\n1999-02-29,1",
			   "3:1 a day as 2024-03-28 or 28 March 2024");
	check_read("Date,USD\n2024-03-28,0.00",
			   "2:12 a rate above zero of at most 38 digits, or N/A");
	check_read("Date,USD,USD", "1:10 a currency that has no column yet");
	check_read("Date,UsD", "1:6 a code of three capital letters");
}

/* A header of so many currencies: AAA, AAB, ... */
static void
check_columns(int count, const char *expected)
{
	char	   *csv = (char *) malloc((size_t) count * 4 + 8);
	char	   *at = csv + sprintf(csv, "Date");

	for (int i = 0; i < count; i++)
		at += sprintf(at, ",A%c%c", 'A' + i / 26, 'A' + i % 26);
	check_read(csv, expected);
	free(csv);
}

static void
test_columns(void)
{
	check_columns(FND_ECB_COLUMNS_MAX, "");
	check_columns(FND_ECB_COLUMNS_MAX + 1,
				  "1:1030 the end of the line after 256 currencies");
}

/* Texts that are nearly right, in buffers that end where they end. */
static void
test_changed(void)
{
	static const char good[] =
		"Date,USD,JPY,CYP,\n2024-03-28,1.0811,163.45,N/A,\n"
		"27 December 2023, 1.1065, 157.0, 0.58, \r\n1999-01-04,1.1789,133.73,0.58231,\n";

	for (int round = 0; round < 20000; round++)
	{
		size_t		length = check_random_below(sizeof(good));
		char	   *text = (char *) malloc(length + 1);
		char		out[1000];

		memcpy(text, good, length);
		for (int i = random_below(3); i > 0 && length > 0; i--)
			text[check_random_below(length)] =
				",. \n\r0/AN-\xFF"[check_random_below(11)];
		{
			char	   *exact = (char *) malloc(length > 0 ? length : 1);

			memcpy(exact, text, length);
			read_all(exact, length, out, sizeof(out));
			free(exact);
		}
		free(text);
	}
}

int
main(void)
{
	check_seed(20261123);
	test_files();
	test_columns();
	test_changed();
	return check_done("ecb");
}
