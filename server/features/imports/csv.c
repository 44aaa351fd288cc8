/*
 * libcsv, fed byte by byte: that tells on which line a row begins and at which byte it breaks, and
 * costs 50 ms for the largest file there may be.
 */
#include "features/imports/csv.h"

#include <csv.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/utf8.h"

/* No file has more columns; a row that has, has too many whatever its file. */
#define FIELDS_MOST 32

struct reading {
	struct arena *arena;
	struct csv_table table;
	size_t size; /* of table.rows */
	struct str fields[FIELDS_MOST];
	size_t n_fields;
	size_t row_line;
	bool is_in_row;
};

static int no_space(unsigned char c)
{
	/* libcsv would trim; RFC 4180 §2.4: spaces are part of a field. */
	(void)c;
	return 0;
}

static void on_field(void *at, size_t len, void *arg)
{
	struct reading *r = arg;
	struct str field = { at ? at : "", len };

	/* The row keeps its count, so that one with too many is seen to have them. */
	if (r->n_fields < FIELDS_MOST)
		r->fields[r->n_fields++] = arena_str(r->arena, field);
}

static void on_row(int terminator, void *arg)
{
	struct reading *r = arg;
	struct csv_row *row;

	(void)terminator;
	if (r->table.n_rows == r->size) {
		struct csv_row *grown;

		r->size = r->size ? r->size * 2 : 64;
		grown = arena_array(r->arena, r->size, sizeof(*grown));
		if (r->table.n_rows)
			memcpy(grown, r->table.rows, r->table.n_rows * sizeof(*grown));
		r->table.rows = grown;
	}
	row = &r->table.rows[r->table.n_rows++];
	row->line = r->row_line;
	row->n_fields = r->n_fields;
	row->fields = arena_array(r->arena, r->n_fields, sizeof(*row->fields));
	memcpy(row->fields, r->fields, r->n_fields * sizeof(*row->fields));
	r->n_fields = 0;
	r->is_in_row = false;
}

static bool refuse(struct csv_fault *ret_fault, size_t line, const char *expected)
{
	*ret_fault = (struct csv_fault){ line, expected };
	return false;
}

bool csv_is_text(struct str text, struct csv_fault *ret_fault)
{
	size_t line = 1, i = 0;

	while (i < text.len) {
		int32_t point = utf8_next(text, &i);

		if (point < 0)
			return refuse(ret_fault, line, "UTF-8; save the file in that encoding");
		if (!utf8_is_allowed(point, false))
			return refuse(ret_fault, line, "text without control characters");
		line += point == '\n';
	}
	return true;
}

static bool read_bytes(struct csv_parser *p, struct reading *r, struct str text,
		       struct csv_fault *ret_fault)
{
	size_t line = 1;

	for (size_t i = 0; i < text.len; i++) {
		char c = text.at[i];
		bool is_end = c == '\r' || c == '\n';

		if (!r->is_in_row && !is_end) {
			r->is_in_row = true;
			r->row_line = line;
		}
		if (csv_parse(p, &text.at[i], 1, on_field, on_row, r) != 1)
			return refuse(ret_fault, line,
				      "a field with quotes in it between quotes, and each of them "
				      "doubled");
		/* libcsv ends a row at a CR alone, too. */
		if (c == '\r' && !r->is_in_row && (i + 1 == text.len || text.at[i + 1] != '\n'))
			return refuse(ret_fault, line, "a row that ends in LF or CRLF");
		line += c == '\n';
	}
	if (csv_fini(p, on_field, on_row, r))
		return refuse(ret_fault, r->row_line, "a closing quote to the field that has none");
	return true;
}

bool csv_read(struct arena *a, struct str text, struct csv_table *ret, struct csv_fault *ret_fault)
{
	static const struct str BOM = { "\xEF\xBB\xBF", 3 };
	struct reading r = { .arena = a };
	struct csv_parser p;
	bool is_read;

	if (!csv_is_text(text, ret_fault))
		return false;
	if (str_starts(text, BOM))
		text = str_from(text, BOM.len);
	if (csv_init(&p, CSV_STRICT | CSV_STRICT_FINI))
		mem_exhausted();
	csv_set_space_func(&p, no_space);
	csv_set_realloc_func(&p, mem_resize);
	is_read = read_bytes(&p, &r, text, ret_fault);
	csv_free(&p);
	if (is_read && !r.table.n_rows)
		return refuse(ret_fault, 1, "a first row with the names of the columns");
	if (is_read)
		*ret = r.table;
	return is_read;
}
