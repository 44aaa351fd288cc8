/*
 * import.load: CSV files become rows, all of them or none (docs/import.md; any error makes the
 * engine take everything back). Here rows are read, checked column by column, and their references
 * are looked up; imports_apply.c writes them. An error names file, line and column. Engine thread.
 */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/map.h"
#include "base/utf8.h"
#include "features/fair/fair.h"
#include "features/handlers.h"
#include "features/imports/imports_row.h"

/* What is left of a file's name in an error, so that line and column fit behind it. */
#define NAME_BYTES 48

/* ---- refusing ---- */

/* Names and values are what somebody typed: they are cut at whole characters. */
static enum err refuse_at(struct imports *load, size_t line, const char *column,
			  struct str expected)
{
	struct fault *fault = &load->cmd->fault;
	struct str name = utf8_cut(load->file->name, NAME_BYTES);
	struct str field = arena_printf(load->cmd->arena, "%.*s:%zu%s%s", STR_FMT(name), line,
					column[0] ? ":" : "", column);

	expected = arena_str(load->cmd->arena, utf8_cut(expected, sizeof(fault->expected) - 1));
	return cmd_refuse(load->cmd, ERR_BAD_IMPORT, field.at, expected.at);
}

/* What is left of a value, and of what was expected, where all faults are told. */
#define VALUE_BYTES 120

static bool has_fault(const struct imports_row *row, const char *column)
{
	for (size_t i = 0; i < row->n_faults; i++) {
		if (str_eq(row->faults[i].column, str_of(column)))
			return true;
	}
	return false;
}

enum err imports_refuse_why(struct imports_row *row, int column, enum import_problem problem,
			    uint32_t number, const char *expected)
{
	const char *name = column < 0 ? "" : row->load->columns->at[column].name;
	struct arena *a = row->load->cmd->arena;

	if (!row->load->rows)
		return refuse_at(row->load, row->line, name, str_of(expected));
	/* The first thing that is wrong with a value says enough of it. */
	if (row->n_faults < ARRAY_LEN(row->faults) && !has_fault(row, name))
		row->faults[row->n_faults++] = (struct wire_import_fault){
			.column = str_of(name),
			.problem = problem,
			.number = number,
			.value = column < 0 ? STR("") : utf8_cut(row->cells[column].text, VALUE_BYTES),
			.expected = arena_str(a, utf8_cut(str_of(expected), VALUE_BYTES)),
		};
	return ERR_BAD_IMPORT;
}

enum err imports_refuse(struct imports_row *row, int column, const char *format, ...)
{
	char expected[512];
	va_list values;

	va_start(values, format);
	IGNORE(vsnprintf(expected, sizeof(expected), format, values) < 0); /* cut further below */
	va_end(values);
	return imports_refuse_why(row, column, IMPORT_PROBLEM_OTHER, 0, expected);
}

bool imports_goes_on(const struct imports *load, enum err e)
{
	return !e || (e == ERR_BAD_IMPORT && load->rows);
}

/* ---- times ---- */

static bool load_zone(struct imports *load, struct str name)
{
	if (str_eq(load->zone_name, name) && name.len)
		return true;
	if (!zone_load(load->cmd->arena, name, &load->zone))
		return false;
	load->zone_name = name;
	return true;
}

enum err imports_time(struct imports_row *row, int column, struct str zone, int64_t *ret)
{
	const struct import_when *when = &row->cells[column].when;
	/* People read whole minutes; so relative times count from one. */
	int64_t minute_ms = row->load->cmd->now_ms / 60000 * 60000;
	int64_t utc_s;

	if (when->is_relative) {
		*ret = minute_ms + when->relative_ms;
		return ERR_OK;
	}
	if (!load_zone(row->load, zone))
		return imports_refuse(row, column,
				      "a time zone that this server knows, not \"%.*s\"",
				      STR_FMT(zone));
	if (!zone_to_utc(&row->load->zone, when->local_s, &utc_s))
		return imports_refuse(row, column,
				      "a time that exists: clocks are put forward over this one");
	*ret = utc_s * 1000;
	return ERR_OK;
}

/* ---- references ---- */

/* The fair of a row comes first: other slugs are looked up within it. */
static enum err find_fair(struct imports_row *row, int column)
{
	struct imports *load = row->load;
	struct import_cell *cell = &row->cells[column];
	bool is_another = !load->fair.id || !str_eq(load->fair.slug, cell->text);
	enum err e;

	if (is_another) {
		e = imports_db_fair(load->cmd->db, load->cmd->arena, cell->text, &load->fair);
		if (e)
			return e;
	}
	if (!load->fair.id)
		return imports_refuse(row, column, "a fair of fairs.csv or of the server");
	if (is_another)
		fair_setup_touch(load->cmd, load->fair.id);
	if (load->fair.id > load->newest_fair)
		load->newest_fair = load->fair.id;
	cell->id = load->fair.id;
	return ERR_OK;
}

static enum err find_other(struct imports_row *row, int column)
{
	struct imports *load = row->load;
	enum import_kind to = load->columns->at[column].to;
	struct import_cell *cell = &row->cells[column];
	enum err e;

	if (!cell->text.len)
		return ERR_OK;
	e = imports_db_find(load->cmd->db, to, load->fair.id, cell->text, &cell->id);
	if (e || cell->id)
		return e;
	return imports_refuse(row, column, "%s of %s.csv or of the server", import_columns[to].row,
			      import_kind_name(to));
}

static bool is_reference(const struct import_column *c, bool to_fair)
{
	return c->type == IMPORT_REFERENCE && (c->to == IMPORT_KIND_FAIRS) == to_fair;
}

static enum err find_references(struct imports_row *row)
{
	const struct import_columns *columns = row->load->columns;
	enum err e = ERR_OK;

	for (size_t i = 0; !e && i < columns->n; i++) {
		if (is_reference(&columns->at[i], true))
			e = find_fair(row, (int)i);
	}
	for (size_t i = 0; !e && i < columns->n; i++) {
		if (is_reference(&columns->at[i], false))
			e = find_other(row, (int)i);
	}
	return e;
}

/* ---- rows ---- */

static enum err read_cells(struct imports_row *row, const struct csv_row *csv)
{
	const struct import_columns *columns = row->load->columns;
	char expected[IMPORT_EXPECTED_BYTES];
	enum err e = ERR_OK;

	if (csv->n_fields != columns->n)
		return imports_refuse(row, IMPORTS_WHOLE_ROW, "%zu columns; here are %zu",
				      columns->n, csv->n_fields);
	for (size_t i = 0; imports_goes_on(row->load, e) && i < columns->n; i++) {
		const struct import_column *c = &columns->at[i];
		struct str field = columns->is_list ? str_trim(csv->fields[i]) : csv->fields[i];
		enum import_problem problem;
		uint32_t most;

		if (import_cell(c, field, row->load->cmd->arena, &row->cells[i], expected))
			continue;
		problem = import_problem(c, field, &most);
		e = imports_refuse_why(row, (int)i, problem, most, expected);
	}
	return e;
}

/*
 * Two rows of a file with one key contradict each other or are a slip; guessing which one was meant
 * helps nobody. Keys are compared by 64 bits of SHA-256: nobody meets two alike by chance.
 */
static enum err check_seen(struct imports_row *row, int column, struct str key, struct map *seen,
			   const struct csv_row *csv)
{
	unsigned char hash[SHA256_BYTES];
	const struct csv_row *earlier;
	uint64_t short_hash;
	char expected[IMPORT_EXPECTED_BYTES];

	crypt_sha256(key, hash);
	memcpy(&short_hash, hash, sizeof(short_hash));
	earlier = map_get(seen, short_hash);
	if (!earlier) {
		map_set(seen, short_hash, (void *)csv);
		return ERR_OK;
	}
	snprintf(expected, sizeof(expected), "another one than on line %zu; that row has this key",
		 earlier->line);
	return imports_refuse_why(row, column, IMPORT_PROBLEM_TWICE, (uint32_t)earlier->line, expected);
}

static void put_key(struct buf *key, const struct import_column *c, struct str text)
{
	for (size_t i = 0; i < text.len; i++) {
		char at = text.at[i];

		buf_char(key, c->is_folded && at >= 'A' && at <= 'Z' ? (char)(at - 'A' + 'a') : at);
	}
	buf_char(key, '\n'); /* in no text of a key */
}

static enum err check_key(struct imports_row *row, struct map *seen, const struct csv_row *csv)
{
	const struct import_columns *columns = row->load->columns;
	AUTO(buf_done) struct buf key = { 0 };
	int last = IMPORTS_WHOLE_ROW;
	enum err e = ERR_OK;

	for (size_t i = 0; i < columns->n; i++) {
		if (!columns->at[i].is_key)
			continue;
		put_key(&key, &columns->at[i], row->cells[i].text);
		last = (int)i;
	}
	if (last >= 0)
		e = check_seen(row, last, buf_view(&key), seen, csv);
	for (size_t i = 0; imports_goes_on(row->load, e) && i < columns->n; i++) {
		if (!columns->at[i].is_unique)
			continue;
		buf_clear(&key);
		buf_printf(&key, "%zu ", i); /* two columns may hold the same */
		put_key(&key, &columns->at[i], row->cells[i].text);
		if (check_seen(row, (int)i, buf_view(&key), seen, csv))
			e = ERR_BAD_IMPORT;
	}
	return e;
}

static enum err check_header(struct imports *load, const struct csv_row *header)
{
	struct imports_row row = { .load = load, .line = header->line };

	for (size_t i = 0; i < load->columns->n; i++) {
		const char *name = load->columns->at[i].name;

		if (i >= header->n_fields || !str_eq(header->fields[i], str_of(name)))
			return imports_refuse(
				&row, (int)i,
				"this name at the top of column %zu, in this spelling", i + 1);
	}
	if (header->n_fields != load->columns->n)
		return imports_refuse(&row, IMPORTS_WHOLE_ROW, "%zu columns; here are %zu",
				      load->columns->n, header->n_fields);
	return ERR_OK;
}

static struct str shown(const struct imports_row *row, int column)
{
	return utf8_cut(row->cells[column].text, VALUE_BYTES);
}

/* What became of a row of a list that tells all its faults. */
static void tell(struct imports *load, const struct imports_row *row)
{
	size_t bytes = row->n_faults * sizeof(row->faults[0]);
	struct wire_import_row *to = &load->rows[load->n_rows];

	*to = (struct wire_import_row){
		.row = (uint32_t)row->line,
		.name = shown(row, load->columns->name),
		.email = shown(row, load->columns->email),
		.outcome = row->n_faults ? IMPORT_OUTCOME_FAULTY : row->outcome,
		.faults = arena_array(load->cmd->arena, row->n_faults, sizeof(row->faults[0])),
		.n_faults = row->n_faults,
	};
	memcpy(to->faults, row->faults, bytes);
}

static enum err load_row(struct imports *load, const struct csv_row *csv, struct map *seen)
{
	struct imports_row row = { .load = load, .line = csv->line };
	enum err e = read_cells(&row, csv);

	if (!e) {
		e = check_key(&row, seen, csv);
		/* One that is there twice may be wrong in other ways too. */
		if (imports_goes_on(load, e))
			e = find_references(&row);
		if (!e)
			e = imports_apply[load->kind](&row);
	}
	if (!imports_goes_on(load, e))
		return e;
	if (load->rows)
		tell(load, &row);
	load->n_rows++;
	return ERR_OK;
}

enum err imports_load_rows(struct imports *load, const struct csv_row *rows, size_t n)
{
	struct map seen = { 0 };
	enum err e = ERR_OK;

	for (size_t i = 0; !e && i < n; i++)
		e = load_row(load, &rows[i], &seen);
	map_done(&seen);
	return e;
}

static enum err load_file(struct imports *load, const struct wire_import_file *file)
{
	struct csv_fault fault = { 0 };
	struct csv_table table;
	enum err e;

	load->file = file;
	load->kind = file->kind;
	load->columns = &import_columns[file->kind];
	load->fair = (struct imports_fair){ 0 }; /* the file before may have changed it */
	if (!csv_read(load->cmd->arena, file->csv, &table, &fault))
		return refuse_at(load, fault.line, "", str_of(fault.expected));
	e = check_header(load, &table.rows[0]);
	return e ? e : imports_load_rows(load, &table.rows[1], table.n_rows - 1);
}

enum err on_import_load(struct cmd *cmd, const struct import_load_args *args,
			struct import_load_reply *ret_reply)
{
	struct imports load = { .cmd = cmd };
	enum err e = ERR_OK;

	for (int kind = 0; kind < IMPORT_KIND_COUNT; kind++) {
		for (size_t i = 0; !e && i < args->n_files; i++) {
			if ((int)args->files[i].kind == kind)
				e = load_file(&load, &args->files[i]);
		}
	}
	if (e)
		return e;
	*ret_reply = (struct import_load_reply){ .rows = load.n_rows,
						 .has_fair = load.newest_fair != 0,
						 .fair = load.newest_fair };
	return ERR_OK;
}
