/*
 * The index of what can be found: kept in step with the database, and asked. It is of one moment of the database or
 * of none; whatever goes wrong with it, it is made anew. The thread aside.
 */
#pragma once

#include "features/search/search_db.h"

struct index;
struct row_change;

/* The database is at `seq`, and all that changes from there on is followed. */
struct index *index_open(const char *path, int64_t seq);
/* Everything up to this transaction was followed. */
void index_close(struct index *x, int64_t seq);

/* These rows of search_db_tables changed; or none, at the start. Failures are logged, and made good later. */
void index_follow(struct index *x, struct db *db, int64_t seq, const struct row_change *rows, size_t n);

/* A document that was found, and which of its words did it. */
struct index_hit {
	int64_t doc;
	enum rank_field field;
	struct str word;
};

#define INDEX_HITS_MOST 20

/* What a text finds at a fair, the best first: INDEX_HITS_MOST of each kind. ERR_BUSY: there is no index just now. */
enum err index_find(struct index *x, struct db *db, struct arena *a, int64_t fair, struct str text,
		    struct index_hit **ret, size_t *ret_n) MUST_CHECK;
