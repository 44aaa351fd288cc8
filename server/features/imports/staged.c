/*
 * Lists that an organiser hands in from a browser. They come in parts that fit a frame, and are rows of their
 * own until they are accepted, so that they survive a reload and a restart. What would come of a list is found
 * by importing it: all of that is taken back, and what became of each row is told. Accepting runs the very same
 * code. Rows are those of docs/import.md; the fair is the one at hand. Engine thread.
 */
#include <stdio.h>

#include "features/handlers.h"
#include "features/imports/csv.h"
#include "features/imports/imports_row.h"
#include "features/imports/staged_db.h"

#define DAY_MS (24 * 60 * 60 * INT64_C(1000))
/* As many employers as a region's fair has; of students, the next thousand is another list. */
#define ROWS_MOST 1000

/* ---- handing in ---- */

/* Rows of their number in the file, and all columns of the kind but the fair, which comes first. */
static bool read_part(struct arena *a, enum import_kind kind, struct str csv, struct csv_table *ret)
{
	struct csv_fault fault;

	if (!csv_read(a, csv, ret, &fault))
		return false;
	for (size_t i = 0; i < ret->n_rows; i++) {
		long long number;

		if (ret->rows[i].n_fields != import_columns[kind].n ||
		    !str_to_i64(ret->rows[i].fields[0], &number) || number < 1 || number > UINT32_MAX)
			return false;
		ret->rows[i].line = (size_t)number;
	}
	return true;
}

static enum err begin(struct cmd *cmd, struct staged *staged)
{
	char args[48];
	enum err e = staged->id ? staged_db_forget(cmd->db, staged->id) : ERR_OK;

	staged->id = cmd_id(cmd);
	staged->n_rows = staged->n_parts = 0;
	staged->is_whole = false;
	if (!e)
		e = staged_db_add(cmd->db, staged, cmd->now_ms);
	snprintf(args, sizeof(args), "{\"staged\":%lld}", (long long)staged->id);
	return e ? e : cmd_timer(cmd, cmd->now_ms + DAY_MS, CMD_IMPORT_EXPIRE, str_of(args));
}

enum err on_import_stage(struct cmd *cmd, const struct import_stage_args *args,
			 struct import_stage_reply *ret_reply)
{
	struct staged staged = { .fair = args->fair, .account = cmd->who.account, .kind = args->kind,
				 .name = args->name };
	struct csv_table table;
	enum err e;

	if (!import_columns[args->kind].is_list)
		return cmd_refuse(cmd, ERR_BAD_VALUE, "args.kind", "employers or enrolments");
	if (!read_part(cmd->arena, args->kind, args->csv, &table))
		return cmd_refuse(cmd, ERR_BAD_VALUE, "args.csv", "rows of a number and the columns of the kind");
	e = staged_db_of(cmd->db, &staged, &staged);
	if (!e && args->part == 0)
		e = begin(cmd, &staged);
	if (!e && (!staged.id || staged.is_whole || staged.n_parts != args->part))
		return cmd_refuse(cmd, ERR_WRONG_STATE, "args.part", "the next one");
	if (!e && (size_t)staged.n_rows + table.n_rows > ROWS_MOST)
		return cmd_refuse(cmd, ERR_BAD_VALUE, "args.csv", "at most 1000 rows");
	ret_reply->staged = staged.id;
	ret_reply->rows = (uint32_t)((size_t)staged.n_rows + table.n_rows);
	return e ? e : staged_db_add_part(cmd->db, &staged, args->csv, table.n_rows, args->is_last);
}

enum err on_import_staged(struct cmd *cmd, const struct import_staged_args *args,
			  struct import_staged_reply *ret_reply)
{
	return staged_db_list(cmd->db, cmd->arena, args->fair, cmd->who.account, &ret_reply->imports,
			      &ret_reply->n_imports);
}

/* One of the caller's own at this fair. */
static enum err mine(struct cmd *cmd, int64_t fair, int64_t id, struct staged *ret)
{
	enum err e = staged_db_get(cmd->db, cmd->arena, id, ret);

	if (e)
		return e;
	return ret->id && ret->fair == fair && ret->account == cmd->who.account ? ERR_OK : ERR_NOT_FOUND;
}

enum err on_import_forget(struct cmd *cmd, const struct import_forget_args *args,
			  struct import_forget_reply *ret_reply)
{
	struct staged staged;
	enum err e = mine(cmd, args->fair, args->staged, &staged);

	(void)ret_reply;
	return e ? e : staged_db_forget(cmd->db, staged.id);
}

enum err on_import_expire(struct cmd *cmd, const struct import_expire_args *args,
			  struct import_expire_reply *ret_reply)
{
	(void)ret_reply;
	return staged_db_forget(cmd->db, args->staged);
}

/* ---- importing ---- */

/* All rows of a list, with the fair at hand in the place of their number. */
static enum err read_rows(struct cmd *cmd, const struct staged *staged, struct str fair, struct csv_row *ret)
{
	struct csv_table table;
	struct str csv;
	size_t n = 0;
	enum err e = ERR_OK;

	for (int64_t part = 0; !e && part < staged->n_parts; part++) {
		e = staged_db_part(cmd->db, cmd->arena, staged->id, part, &csv);
		if (!e && !read_part(cmd->arena, staged->kind, csv, &table))
			return ERR_INTERNAL;
		for (size_t i = 0; !e && i < table.n_rows; i++) {
			ret[n] = table.rows[i];
			ret[n++].fields[0] = fair;
		}
	}
	return e;
}

/* Imports what is good of a list; load->rows says what became of each row. */
static enum err run(struct cmd *cmd, int64_t fair, int64_t id, struct imports *load)
{
	struct staged staged;
	struct str slug;
	struct csv_row *rows;
	enum err e = mine(cmd, fair, id, &staged);

	if (!e && !staged.is_whole)
		return ERR_WRONG_STATE;
	if (!e)
		e = imports_db_slug(cmd->db, cmd->arena, fair, &slug);
	if (e)
		return e;
	rows = arena_array(cmd->arena, (size_t)staged.n_rows, sizeof(*rows));
	e = read_rows(cmd, &staged, slug, rows);
	*load = (struct imports){
		.cmd = cmd,
		.kind = staged.kind,
		.columns = &import_columns[staged.kind],
		.rows = arena_array(cmd->arena, (size_t)staged.n_rows, sizeof(*load->rows)),
	};
	return e ? e : imports_load_rows(load, rows, (size_t)staged.n_rows);
}

enum err on_import_check(struct cmd *cmd, const struct import_check_args *args,
			 struct import_check_reply *ret_reply)
{
	struct imports load;
	enum err e;

	e = cmd_try(cmd);
	if (!e)
		e = run(cmd, args->fair, args->staged, &load);
	if (e)
		return e;
	ret_reply->rows = load.rows;
	ret_reply->n_rows = load.n_rows;
	return ERR_OK;
}

static uint32_t count(const struct imports *load, enum import_outcome outcome)
{
	uint32_t n = 0;

	for (size_t i = 0; i < load->n_rows; i++)
		n += load->rows[i].outcome == outcome;
	return n;
}

enum err on_import_accept(struct cmd *cmd, const struct import_accept_args *args,
			  struct import_accept_reply *ret_reply)
{
	struct imports load;
	enum err e = run(cmd, args->fair, args->staged, &load);

	if (e)
		return e;
	*ret_reply = (struct import_accept_reply){
		.added = count(&load, IMPORT_OUTCOME_ADDED),
		.completed = count(&load, IMPORT_OUTCOME_COMPLETED),
		.unchanged = count(&load, IMPORT_OUTCOME_UNCHANGED),
		.faulty = count(&load, IMPORT_OUTCOME_FAULTY),
	};
	if (ret_reply->faulty != args->faulty)
		return ERR_BAD_IMPORT;
	return staged_db_forget(cmd->db, args->staged);
}
