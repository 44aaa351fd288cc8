/* The numbered SQL files of schema/sql, embedded at build (schema/gen/sql.py makes the .c). */
#pragma once

#include <stddef.h>

struct migration {
	int number; /* of its file; the database's user_version after it */
	const char *name;
	const char *sql;
};

extern const struct migration migrations[];
extern const size_t n_migrations;

/* One place that may write a table; a table has a row for each. */
struct table_writer {
	const char *table;
	const char *folder; /* part of the path of a source file, as "/meet/" */
};

extern const struct table_writer table_writers[];
extern const size_t n_table_writers;
