/* A row on its way into the database: what imports.c and imports_apply.c share; nobody else
 * includes it. Engine thread; everything lives as long as the command. */
#pragma once

#include "engine/command.h"
#include "features/imports/imports_db.h"
#include "features/imports/imports_rules.h"
#include "features/imports/zone.h"

/* One import, from its first file to its last. */
struct imports {
	struct cmd *cmd;
	const struct wire_import_file *file; /* the one at hand, and its columns */
	const struct import_columns *columns;
	struct imports_fair fair; /* looked up last; id 0: none */
	struct str zone_name;	  /* loaded last; empty: none */
	struct zone zone;
	int64_t newest_fair;
	size_t n_slots;
	uint32_t n_rows;
};

struct imports_row {
	struct imports *load;
	size_t line;
	struct import_cell cells[IMPORT_COLUMNS_MOST];
};

/* Refuses the value in this column, or the row as a whole (IMPORTS_WHOLE_ROW): ERR_BAD_IMPORT. */
#define IMPORTS_WHOLE_ROW (-1)
enum err imports_refuse(struct imports_row *row, int column, const char *format, ...) PRINTF(3, 4);

/* The moment that a TIME column speaks of, in this zone. */
enum err imports_time(struct imports_row *row, int column, struct str zone,
		      int64_t *ret) MUST_CHECK;

/* Writes a row whose values and references have been checked one by one; refuses what does not fit
 * together. */
extern enum err (*const imports_apply[IMPORT_KIND_COUNT])(struct imports_row *row);
