/* See index_db.h. Of what people type only folded letters get here, trigram by trigram: nothing is syntax. */
#include "features/search/index_db.h"

const struct derived index_db_file = {
	.version = 2,
	.schema =
		"CREATE TABLE moment (id INTEGER PRIMARY KEY CHECK (id = 1), app_seq INTEGER NOT NULL, "
		"  incarnation INTEGER NOT NULL, schema INTEGER NOT NULL) STRICT;"
		"CREATE TABLE doc (id INTEGER PRIMARY KEY, digest INTEGER NOT NULL) STRICT;"
		"CREATE TABLE term (id INTEGER PRIMARY KEY, word TEXT NOT NULL UNIQUE, length INTEGER NOT NULL) STRICT;"
		"CREATE INDEX term_short ON term (length) WHERE length <= 7;"
		/* A word begins and ends with a space, so that its ends are trigrams too. */
		"CREATE VIRTUAL TABLE trigram USING fts5 (word, content = '', columnsize = 0, detail = none, "
		"  tokenize = 'trigram case_sensitive 1');"
		"CREATE TABLE place (term_id INTEGER NOT NULL, fair_id INTEGER NOT NULL, doc_id INTEGER NOT NULL, "
		"  field INTEGER NOT NULL, PRIMARY KEY (term_id, fair_id, doc_id)) STRICT, WITHOUT ROWID;"
		"CREATE INDEX place_doc ON place (doc_id)",
	.check = "SELECT app_seq, incarnation, schema FROM moment; SELECT digest FROM doc LIMIT 1;"
		 "SELECT word, length FROM term LIMIT 1; SELECT field FROM place LIMIT 1;"
		 "SELECT rowid FROM trigram WHERE trigram MATCH '\"abc\"' LIMIT 1;"
		 "INSERT INTO trigram (trigram) VALUES ('integrity-check')",
};

enum err index_db_moment(struct db *db, struct search_moment *ret, bool *ret_found)
{
	struct stmt *s = db_stmt(db, "SELECT app_seq, incarnation, schema FROM moment WHERE id = 1");

	*ret_found = stmt_row(s);
	if (*ret_found)
		*ret = (struct search_moment){ col_i64(s, 0), col_i64(s, 1), col_i64(s, 2) };
	return stmt_end(s);
}

enum err index_db_set_moment(struct db *db, const struct search_moment *m)
{
	struct stmt *s = db_stmt(db, "INSERT OR REPLACE INTO moment VALUES (1, :seq, :incarnation, :schema)");

	stmt_i64(s, ":seq", m->seq);
	stmt_i64(s, ":incarnation", m->incarnation);
	stmt_i64(s, ":schema", m->schema);
	return stmt_run(s);
}

enum err index_db_empty(struct db *db)
{
	static const char *const SQL[] = {
		"DELETE FROM moment", "DELETE FROM doc", "DELETE FROM place", "DELETE FROM term",
		"INSERT INTO trigram (trigram) VALUES ('delete-all')",
	};
	enum err e = ERR_OK;

	for (size_t i = 0; i < ARRAY_LEN(SQL) && !e; i++)
		e = stmt_run(db_stmt(db, SQL[i]));
	return e;
}

enum err index_db_digest(struct db *db, int64_t doc, int64_t *ret, bool *ret_found)
{
	struct stmt *s = db_stmt(db, "SELECT digest FROM doc WHERE id = :doc");

	stmt_i64(s, ":doc", doc);
	*ret_found = stmt_row(s);
	if (*ret_found)
		*ret = col_i64(s, 0);
	return stmt_end(s);
}

/* ---- writing ---- */

/* What FTS5 knows of a word, on its way in and out. */
static struct stmt *bind_term(struct stmt *s, int64_t id, struct str word)
{
	stmt_i64(s, ":id", id);
	stmt_str(s, ":word", word);
	return s;
}

static enum err add_term(struct db *db, struct str word, int64_t *ret)
{
	static const char TERM[] = "INSERT INTO term (word, length) VALUES (:word, length(:word)) RETURNING id";
	static const char TRIGRAM[] = "INSERT INTO trigram (rowid, word) VALUES (:id, ' ' || :word || ' ')";
	struct stmt *s = db_stmt(db, TERM);
	int64_t id = 0;
	enum err e;

	stmt_str(s, ":word", word);
	while (stmt_row(s))
		id = col_i64(s, 0);
	e = stmt_end(s);
	*ret = id;
	return e ? e : stmt_run(bind_term(db_stmt(db, TRIGRAM), id, word));
}

static enum err find_or_add_term(struct db *db, struct str word, int64_t *ret)
{
	struct stmt *s = db_stmt(db, "SELECT id FROM term WHERE word = :word");
	bool is_found;
	enum err e;

	stmt_str(s, ":word", word);
	is_found = stmt_row(s);
	if (is_found)
		*ret = col_i64(s, 0);
	e = stmt_end(s);
	return e || is_found ? e : add_term(db, word, ret);
}

enum err index_db_add(struct db *db, int64_t doc, int64_t fair, int64_t digest, const struct index_word *words, size_t n)
{
	static const char PLACE[] = "INSERT INTO place (term_id, fair_id, doc_id, field) VALUES (:term, :fair, :doc, :field)";
	struct stmt *s = db_stmt(db, "INSERT INTO doc (id, digest) VALUES (:doc, :digest)");
	enum err e;

	stmt_i64(s, ":doc", doc);
	stmt_i64(s, ":digest", digest);
	e = stmt_run(s);
	for (size_t i = 0; i < n && !e; i++) {
		int64_t term = 0;

		e = find_or_add_term(db, words[i].text, &term);
		if (e)
			return e;
		s = db_stmt(db, PLACE);
		stmt_i64(s, ":term", term);
		stmt_i64(s, ":fair", fair);
		stmt_i64(s, ":doc", doc);
		stmt_i64(s, ":field", words[i].field);
		e = stmt_run(s);
	}
	return e;
}

static enum err run_for(struct db *db, const char *sql, int64_t id)
{
	struct stmt *s = db_stmt(db, sql);

	stmt_i64(s, ":id", id);
	return stmt_run(s);
}

/* A word that stands nowhere any more. */
static enum err forget_term(struct db *db, struct arena *a, int64_t term, bool *ret_words)
{
	static const char UNUSED[] = "SELECT word FROM term WHERE id = :id AND NOT EXISTS "
				     "(SELECT 1 FROM place WHERE term_id = :id)";
	static const char TRIGRAM[] = "INSERT INTO trigram (trigram, rowid, word) "
				      "VALUES ('delete', :id, ' ' || :word || ' ')";
	struct stmt *s = db_stmt(db, UNUSED);
	struct str word = { 0 };
	bool is_unused;
	enum err e;

	stmt_i64(s, ":id", term);
	is_unused = stmt_row(s);
	if (is_unused)
		word = col_str(s, 0, a);
	e = stmt_end(s);
	if (e || !is_unused)
		return e;
	*ret_words = true;
	e = stmt_run(bind_term(db_stmt(db, TRIGRAM), term, word));
	return e ? e : run_for(db, "DELETE FROM term WHERE id = :id", term);
}

enum err index_db_remove(struct db *db, struct arena *a, int64_t doc, bool *ret_words)
{
	struct stmt *s = db_stmt(db, "SELECT term_id FROM place WHERE doc_id = :doc");
	struct ids terms;
	enum err e;

	stmt_i64(s, ":doc", doc);
	e = stmt_ids(s, a, &terms);
	if (!e)
		e = run_for(db, "DELETE FROM place WHERE doc_id = :id", doc);
	if (!e)
		e = run_for(db, "DELETE FROM doc WHERE id = :id", doc);
	for (size_t i = 0; i < terms.n && !e; i++)
		e = forget_term(db, a, terms.at[i], ret_words);
	return e;
}

enum err index_db_tidy(struct db *db)
{
	/* A removed word is only marked as such until its segment is written anew. */
	return stmt_run(db_stmt(db, "INSERT INTO trigram (trigram) VALUES ('optimize')"));
}

/* ---- reading ---- */

/* Words alike that are compared, letter by letter. */
#define ALIKE_MOST 20000
/* Of these few letters a typing error can leave no trigram as it was. */
#define SHORT_LETTERS 6

struct terms {
	struct arena *arena;
	struct index_term *at;
	size_t n, size;
};

static enum err add_rows(struct stmt *s, struct terms *to)
{
	while (stmt_row(s)) {
		if (to->n == to->size) {
			struct index_term *grown;

			to->size = to->size ? to->size * 2 : 128;
			grown = arena_array(to->arena, to->size, sizeof(*grown));
			if (to->n)
				memcpy(grown, to->at, to->n * sizeof(*grown));
			to->at = grown;
		}
		to->at[to->n++] = (struct index_term){ col_i64(s, 0), col_str(s, 1, to->arena) };
	}
	return stmt_end(s);
}

/* Stands somewhere in the fair. */
#define IS_HERE "EXISTS (SELECT 1 FROM place p WHERE p.term_id = t.id AND p.fair_id = :fair)"

static enum err find_start(struct db *db, int64_t fair, struct str text, struct terms *to)
{
	/* The last code point there is: behind everything that begins so. */
	static const char SQL[] = "SELECT t.id, t.word FROM term t WHERE t.word >= :word "
				  "AND t.word < :word || char(1114111) AND " IS_HERE " ORDER BY t.word LIMIT 300";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":fair", fair);
	stmt_str(s, ":word", text);
	return add_rows(s, to);
}

static enum err find_short(struct db *db, int64_t fair, size_t letters, struct terms *to)
{
	static const char SQL[] = "SELECT t.id, t.word FROM term t WHERE t.length BETWEEN :least AND :most "
				  "AND t.length <= 7 AND " IS_HERE;
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":fair", fair);
	stmt_i64(s, ":least", (int64_t)letters - 1);
	stmt_i64(s, ":most", (int64_t)letters + 1);
	return add_rows(s, to);
}

/* Each trigram of " word" as a text of its own. The end of what is typed may not be the end of the word. */
static struct str trigrams_of(struct arena *a, const struct folded *word)
{
	struct folded padded = *word, one = { .n = 3 };
	struct str query = STR("");
	char text[FOLD_BYTES];

	memmove(padded.letters + 1, word->letters, (FOLD_LETTERS - 1) * sizeof(padded.letters[0]));
	padded.letters[0] = ' ';
	padded.n = word->n < FOLD_LETTERS ? word->n + 1 : FOLD_LETTERS;
	for (size_t i = 0; i + 3 <= padded.n; i++) {
		memcpy(one.letters, padded.letters + i, sizeof(one.letters[0]) * 3);
		query = arena_printf(a, "%.*s%s\"%.*s\"", STR_FMT(query), i ? " OR " : "",
				     STR_FMT(fold_text(&one, text)));
	}
	return query;
}

static enum err find_trigrams(struct db *db, int64_t fair, const struct folded *word, struct terms *to)
{
	static const char SQL[] = "SELECT t.id, t.word FROM trigram g CROSS JOIN term t ON t.id = g.rowid "
				  "WHERE g.trigram MATCH :query AND t.length >= :least AND " IS_HERE " LIMIT :most";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":fair", fair);
	stmt_str(s, ":query", trigrams_of(to->arena, word));
	stmt_i64(s, ":least", (int64_t)word->n - 2);
	stmt_i64(s, ":most", ALIKE_MOST);
	return add_rows(s, to);
}

enum err index_db_alike(struct db *db, int64_t fair, struct arena *a, const struct folded *word,
			struct index_term **ret, size_t *ret_n)
{
	struct terms terms = { .arena = a };
	char text[FOLD_BYTES];
	enum err e;

	if (word->n < 3)
		e = find_start(db, fair, fold_text(word, text), &terms);
	else
		e = find_trigrams(db, fair, word, &terms);
	if (!e && word->n >= 3 && word->n <= SHORT_LETTERS)
		e = find_short(db, fair, word->n, &terms);
	*ret = terms.at;
	*ret_n = terms.n;
	return e;
}

enum err index_db_places(struct db *db, struct arena *a, int64_t term, int64_t fair, size_t most,
			 struct index_place **ret, size_t *ret_n)
{
	static const char SQL[] = "SELECT doc_id, field FROM place WHERE term_id = :term AND fair_id = :fair LIMIT :most";
	struct stmt *s = db_stmt(db, SQL);
	struct index_place *at = NULL;
	size_t n = 0, size = 0;

	stmt_i64(s, ":term", term);
	stmt_i64(s, ":fair", fair);
	stmt_i64(s, ":most", (int64_t)most);
	while (stmt_row(s)) {
		if (n == size) {
			struct index_place *grown = arena_array(a, size ? size * 2 : 32, sizeof(*grown));

			size = size ? size * 2 : 32;
			if (n)
				memcpy(grown, at, n * sizeof(*grown));
			at = grown;
		}
		at[n++] = (struct index_place){ col_i64(s, 0), (enum rank_field)col_i64(s, 1) };
	}
	*ret = at;
	*ret_n = n;
	return stmt_end(s);
}
