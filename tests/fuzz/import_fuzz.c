/*
 * CSV files that an organiser loads (features/imports/csv.h, imports_rules.h). A second reader,
 * written from RFC 4180, takes the same files and reads the same fields; what was read is read
 * again when it is written out; and a value that passes a column's rules lies within them.
 *
 * The first byte of an input says which kind of file the rest is.
 */
#include "fuzz.h"

#include <time.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "features/imports/csv.h"
#include "features/imports/imports_rules.h"

#define FIELDS_MOST 32

/* ---- a second reader ---- */

/* Reads one field at *i into ret; false when it is none. *ret_end says what ended it: a comma, a
 * line feed, or 0 for the end of the text. */
static bool read_field(struct str s, size_t *i, struct buf *ret, char *ret_end)
{
	bool is_quoted = *i < s.len && s.at[*i] == '"';

	*i += is_quoted;
	for (; *i < s.len; ++*i) {
		char c = s.at[*i];

		if (!is_quoted && (c == ',' || c == '\r' || c == '\n'))
			break;
		if (c == '"' && !is_quoted)
			return false;
		if (c == '"' && !(*i + 1 < s.len && s.at[*i + 1] == '"'))
			break;
		*i += c == '"';
		buf_char(ret, c);
	}
	if (is_quoted && *i == s.len)
		return false;
	*i += is_quoted;
	if (*i < s.len && s.at[*i] == '\r' && (*i + 1 == s.len || s.at[++*i] != '\n'))
		return false;
	*ret_end = '\0';
	if (*i < s.len)
		*ret_end = s.at[(*i)++];
	return !*ret_end || *ret_end == ',' || *ret_end == '\n';
}

/* Reads a row at *i, and compares it with the first reader's where there is one; false when it is
 * none. */
static bool same_row(struct str s, size_t *i, const struct csv_row *row)
{
	AUTO(buf_done) struct buf field = { 0 };
	char end = ',';
	size_t n = 0;

	for (; end == ','; n++) {
		buf_clear(&field);
		if (!read_field(s, i, &field, &end))
			return false;
		if (row && n < FIELDS_MOST)
			assert(n < row->n_fields && str_eq(buf_view(&field), row->fields[n]));
	}
	assert(!row || row->n_fields == (n < FIELDS_MOST ? n : FIELDS_MOST));
	return true;
}

/* Reads the text without the help of the first reader, and compares where that read something. */
static bool read_second(struct str s, const struct csv_table *table)
{
	size_t i = 0, n = 0;

	if (str_starts(s, STR("\xEF\xBB\xBF")))
		i = 3;
	while (i < s.len) {
		if (s.at[i] == '\n') {
			i++;
			continue;
		}
		if (s.at[i] == '\r' && i + 1 < s.len && s.at[i + 1] == '\n') {
			i += 2;
			continue;
		}
		assert(!table || n < table->n_rows);
		if (!same_row(s, &i, table ? &table->rows[n] : NULL))
			return false;
		n++;
	}
	assert(!table || n == table->n_rows);
	return n > 0;
}

/* ---- written out again ---- */

static void write_table(struct buf *to, const struct csv_table *table)
{
	for (size_t r = 0; r < table->n_rows; r++) {
		for (size_t f = 0; f < table->rows[r].n_fields; f++) {
			struct str field = table->rows[r].fields[f];

			buf_char(to, f ? ',' : '"');
			if (f)
				buf_char(to, '"');
			for (size_t i = 0; i < field.len; i++) {
				if (field.at[i] == '"')
					buf_char(to, '"');
				buf_char(to, field.at[i]);
			}
			buf_char(to, '"');
		}
		BUF_LIT(to, "\r\n");
	}
}

static void check_again(const struct csv_table *table)
{
	AUTO(arena_done) struct arena arena = { 0 };
	AUTO(buf_done) struct buf text = { 0 };
	struct csv_table again;
	struct csv_fault fault;
	bool is_read;

	write_table(&text, table);
	is_read = csv_read(&arena, buf_view(&text), &again, &fault);
	assert(is_read && again.n_rows == table->n_rows);
	for (size_t r = 0; r < table->n_rows; r++) {
		const struct csv_row *a = &table->rows[r], *b = &again.rows[r];

		assert(a->n_fields == b->n_fields && (!r || a->line > table->rows[r - 1].line));
		for (size_t f = 0; f < a->n_fields; f++)
			assert(str_eq(a->fields[f], b->fields[f]));
	}
}

/* ---- values ---- */

static void check_codes(const struct import_cell *cell)
{
	size_t len = 0;

	assert(cell->n_codes <= IMPORT_CODES_MOST);
	for (size_t i = 0; i < cell->n_codes; i++) {
		len += cell->codes[i].len + (i > 0);
		for (size_t k = 0; k < i; k++)
			assert(!str_eq(cell->codes[i], cell->codes[k]));
	}
	assert(len == cell->text.len);
}

static void check_email(struct str s)
{
	size_t n_ats = 0;

	for (size_t i = 0; i < s.len; i++) {
		assert(!(s.at[i] >= 'A' && s.at[i] <= 'Z') && s.at[i] != ' ');
		n_ats += s.at[i] == '@';
	}
	assert(n_ats == 1);
}

/* A time of the wall's clock reads, by the C library's calendar, as it was written. */
static void check_time(const struct import_when *when, struct str text)
{
	time_t local_s = (time_t)when->local_s;
	struct tm date;
	char again[32];

	if (when->is_relative) {
		assert(llabs((long long)when->relative_ms) <= 99999LL * 3600 * 1000);
		return;
	}
	assert(gmtime_r(&local_s, &date));
	assert(strftime(again, sizeof(again), "%Y-%m-%d %H:%M", &date));
	assert(str_eq(str_of(again), text));
}

static void check_cell(const struct import_column *c, const struct import_cell *cell)
{
	if (!cell->text.len && c->may_be_empty)
		return;
	switch (c->type) {
	case IMPORT_SLUG:
	case IMPORT_REFERENCE:
		assert(cell->text.len >= 1 && cell->text.len <= 60);
		break;
	case IMPORT_LINE:
	case IMPORT_TEXT:
		assert(utf8_is_text(cell->text, c->lo, c->hi, c->type == IMPORT_LINE));
		break;
	case IMPORT_NUMBER:
		assert(cell->number >= c->lo && cell->number <= c->hi);
		break;
	case IMPORT_CHOICE:
		assert(cell->text.len && strstr(c->choices, cell->text.at));
		break;
	case IMPORT_EMAIL:
		check_email(cell->text);
		break;
	case IMPORT_TIME:
		check_time(&cell->when, cell->text);
		break;
	case IMPORT_CODES:
		check_codes(cell);
		break;
	}
}

static void take_value(const struct import_column *c, struct str value)
{
	AUTO(arena_done) struct arena arena = { 0 };
	struct import_cell cell, again;
	char expected[IMPORT_EXPECTED_BYTES] = "";
	bool is_taken;

	if (!import_cell(c, value, &arena, &cell, expected)) {
		assert(expected[0] && memchr(expected, '\0', sizeof(expected)));
		for (size_t i = 0; expected[i]; i++)
			assert(expected[i] >= ' ' && expected[i] < 0x7f);
		return;
	}
	check_cell(c, &cell);
	/* What it became passes, and becomes itself. */
	is_taken = import_cell(c, cell.text, &arena, &again, expected);
	assert(is_taken && str_eq(again.text, cell.text) && again.number == cell.number);
}

static void take_table(const struct import_columns *columns, const struct csv_table *table)
{
	for (size_t r = 1; r < table->n_rows; r++) {
		for (size_t f = 0; f < table->rows[r].n_fields && f < columns->n; f++)
			take_value(&columns->at[f], table->rows[r].fields[f]);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	AUTO(arena_done) struct arena arena = { 0 };
	struct csv_table table = { 0 };
	struct csv_fault fault = { 0 };
	struct str text = fuzz_bytes(data, size);
	bool is_text, is_read;

	if (!size)
		return 0;
	text = str_from(text, 1);
	is_text = csv_is_text(text, &fault);
	is_read = csv_read(&arena, text, &table, &fault);
	assert(is_text || !is_read);
	if (is_text)
		assert(read_second(text, is_read ? &table : NULL) == is_read);
	if (!is_read) {
		assert(fault.line >= 1 && fault.expected);
		return 0;
	}
	check_again(&table);
	take_table(&import_columns[data[0] % IMPORT_KIND_COUNT], &table);
	return 0;
}
