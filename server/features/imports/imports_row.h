/* A row on its way into the database: what imports.c and imports_apply.c share; nobody else
 * includes it. Engine thread; everything lives as long as the command. */
#pragma once

#include "engine/command.h"
#include "features/imports/csv.h"
#include "features/imports/imports_db.h"
#include "features/imports/imports_rules.h"
#include "features/imports/zone.h"

/* One import, from its first file to its last. */
struct imports {
	struct cmd *cmd;
	const struct wire_import_file *file; /* the one at hand; NULL: a list that was handed in */
	enum import_kind kind;		     /* what its rows are, and their columns */
	const struct import_columns *columns;
	struct imports_fair fair; /* looked up last; id 0: none */
	struct str zone_name;	  /* loaded last; empty: none */
	struct zone zone;
	int64_t newest_fair;
	size_t n_slots;
	uint32_t n_rows;
	struct wire_import_row *rows; /* what becomes of each is written here; NULL: the first fault ends it */
};

struct imports_row {
	struct imports *load;
	size_t line;
	struct import_cell cells[IMPORT_COLUMNS_MOST];
	enum import_outcome outcome;
	struct wire_import_fault faults[IMPORT_COLUMNS_MOST]; /* of a list that tells all of them */
	size_t n_faults;
};

/* Refuses the value in this column, or the row as a whole (IMPORTS_WHOLE_ROW): ERR_BAD_IMPORT. */
#define IMPORTS_WHOLE_ROW (-1)
enum err imports_refuse(struct imports_row *row, int column, const char *format, ...) PRINTF(3, 4);

/* The same, with the reason in the words of the protocol; `number` as ImportFault has it. */
enum err imports_refuse_why(struct imports_row *row, int column, enum import_problem problem,
			    uint32_t number, const char *expected);

/* Whether a row that was refused so far is looked at further, for all its faults. */
bool imports_goes_on(const struct imports *load, enum err e);

/* Rows of the kind of load->columns: load->n_rows counts them. */
enum err imports_load_rows(struct imports *load, const struct csv_row *rows, size_t n) MUST_CHECK;

/* The moment that a TIME column speaks of, in this zone. */
enum err imports_time(struct imports_row *row, int column, struct str zone,
		      int64_t *ret) MUST_CHECK;

/* Writes a row whose values and references have been checked one by one; refuses what does not fit
 * together. One that has faults already is only looked at. */
enum err imports_apply_employer(struct imports_row *row) MUST_CHECK;
enum err imports_apply_enrolment(struct imports_row *row) MUST_CHECK;
extern enum err (*const imports_apply[IMPORT_KIND_COUNT])(struct imports_row *row);
