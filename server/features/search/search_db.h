/*
 * What can be found, as it stands in the database. Read-only; the thread aside.
 *
 * A booth, a placement and a programme are each a document, whose number is their id and what they are.
 */
#pragma once

#include "features/search/rank.h"
#include "store/db.h"
#include "wire/protocol.h"

#define DOC_KINDS 3
#define DOC_OF(kind, id) ((id) * 4 + (int64_t)(kind))
#define DOC_KIND(doc) ((enum search_kind)((doc) & 3))
#define DOC_ID(doc) ((doc) >> 2)

struct search_doc {
	int64_t fair;
	struct str fields[RANK_TEXT + 1]; /* several texts of one field stand on lines of their own */
	int64_t booth; /* a placement's; 0: none */
	struct str booth_name, room, room_en, school;
	bool has_level;
	enum level level;
};

enum err search_db_doc(struct db *db, struct arena *a, int64_t doc, struct search_doc *ret, bool *ret_found)
	MUST_CHECK;

/* All documents of a kind. */
enum err search_db_docs(struct db *db, struct arena *a, enum search_kind kind, struct ids *ret) MUST_CHECK;

/* The tables that documents are made of, and the documents that a row of one of them stands in. */
#define SEARCH_DB_TABLES 6
extern const char *const search_db_tables[SEARCH_DB_TABLES];
enum err search_db_docs_of_row(struct db *db, struct arena *a, size_t table, int64_t id, struct ids *ret) MUST_CHECK;

/* Where the database is. */
struct search_moment {
	int64_t seq, incarnation, schema;
};

enum err search_db_moment(struct db *db, struct search_moment *ret) MUST_CHECK;
