/*
 * CSV text as rows of fields: RFC 4180 to the letter, because what a lenient reader guesses ends up
 * in somebody's profile. A byte order mark at the start and empty lines are skipped; rows end in LF
 * or CRLF; spaces belong to their field. Pure, any thread.
 */
#pragma once

#include "base/arena.h"

/* One row, and the line of the file on which it begins. */
struct csv_row {
	size_t line;
	struct str *fields;
	size_t n_fields;
};

struct csv_table {
	struct csv_row *rows; /* the first one holds the column names */
	size_t n_rows;
};

/* Why a text was refused. */
struct csv_fault {
	size_t line;
	const char *expected; /* static */
};

/* UTF-8 without NUL and other control characters. False: ret_fault says where it is not. */
bool csv_is_text(struct str text, struct csv_fault *ret_fault) MUST_CHECK;

/* All rows, in the arena. False: ret_fault says what is wrong and on which line. */
bool csv_read(struct arena *a, struct str text, struct csv_table *ret,
	      struct csv_fault *ret_fault) MUST_CHECK;
