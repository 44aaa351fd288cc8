/*
 * The index file: which words there are, by their trigrams, and in which documents each stands. Made anew from the
 * database whenever it may be of another moment. The thread aside; transactions are the caller's.
 */
#pragma once

#include "features/search/search_db.h"

extern const struct derived index_db_file;

/* Which moment of the database it is of; false: of none. */
enum err index_db_moment(struct db *db, struct search_moment *ret, bool *ret_found) MUST_CHECK;
enum err index_db_set_moment(struct db *db, const struct search_moment *m) MUST_CHECK;

/* Everything is gone. */
enum err index_db_empty(struct db *db) MUST_CHECK;

/* What a document says, in few bytes; false: it is not there. */
enum err index_db_digest(struct db *db, int64_t doc, int64_t *ret, bool *ret_found) MUST_CHECK;

/* A word of a document, and the best field in which it stands. */
struct index_word {
	struct str text;
	enum rank_field field;
};

/* A document that is not there, with each of its words once. */
enum err index_db_add(struct db *db, int64_t doc, int64_t fair, int64_t digest, const struct index_word *words,
		      size_t n) MUST_CHECK;
/* A document and the words that stood nowhere else; ret_words: there were some. */
enum err index_db_remove(struct db *db, struct arena *a, int64_t doc, bool *ret_words) MUST_CHECK;

/* Nothing of removed words is left in the file. */
enum err index_db_tidy(struct db *db) MUST_CHECK;

struct index_term {
	int64_t id;
	struct str word;
};

/* Words of a fair that may be like this one: with its beginning where it is short, otherwise with a trigram in common,
 * or of nearly its length where that is little. What is said at another fair crowds nothing out. */
enum err index_db_alike(struct db *db, int64_t fair, struct arena *a, const struct folded *word, struct index_term **ret,
		       size_t *ret_n) MUST_CHECK;

struct index_place {
	int64_t doc;
	enum rank_field field;
};

/* Where it does, at most `most`. */
enum err index_db_places(struct db *db, struct arena *a, int64_t term, int64_t fair, size_t most,
			 struct index_place **ret, size_t *ret_n) MUST_CHECK;
