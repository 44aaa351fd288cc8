/* See index.h. */
#include "features/search/index.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/crypt.h"
#include "base/log.h"
#include "base/map.h"
#include "base/mem.h"
#include "engine/aside.h"
#include "features/search/index_db.h"

/* Between attempts to make an index that could not be made, as on a full disk. */
#define AGAIN_MS 5000

struct index {
	char *path;
	struct db *db; /* NULL: it could not be opened */
	struct search_moment moment;
	bool is_settled; /* it is of `moment` */
	int64_t opened_seq; /* where the database was then: an index of it needs only what is followed since */
	int64_t again_ms; /* no attempt before this */
};

struct index *index_open(const char *path, int64_t seq)
{
	struct index *x = mem_alloc(sizeof(*x));

	x->path = mem_alloc(strlen(path) + 1);
	memcpy(x->path, path, strlen(path));
	x->opened_seq = seq;
	return x;
}

static void close_file(struct index *x)
{
	db_close(x->db);
	x->db = NULL;
	x->is_settled = false;
}

static bool commit(struct db *db)
{
	return db_commit(db) == DB_COMMITTED;
}

void index_close(struct index *x, int64_t seq)
{
	if (x->is_settled && seq != x->moment.seq && !db_begin(x->db)) {
		x->moment.seq = seq;
		if (index_db_set_moment(x->db, &x->moment) || !commit(x->db))
			db_rollback(x->db); /* then it is made anew at the next start */
	}
	close_file(x);
	free(x->path);
	free(x);
}

/* ---- one document ---- */

struct words {
	struct arena *arena;
	struct index_word *at;
	size_t n, size;
};

static void add_word(struct words *w, struct str text, enum rank_field field)
{
	if (w->n == w->size) {
		struct index_word *grown;

		w->size = w->size ? w->size * 2 : 64;
		grown = arena_array(w->arena, w->size, sizeof(*grown));
		if (w->n)
			memcpy(grown, w->at, w->n * sizeof(*grown));
		w->at = grown;
	}
	w->at[w->n++] = (struct index_word){ arena_str(w->arena, text), field };
}

static int by_text(const void *a, const void *b)
{
	const struct index_word *one = a, *other = b;
	size_t len = one->text.len < other->text.len ? one->text.len : other->text.len;
	int order = memcmp(one->text.at, other->text.at, len);

	if (!order)
		order = (one->text.len > other->text.len) - (one->text.len < other->text.len);
	return order ? order : (int)one->field - (int)other->field;
}

/* Each word once, of the best field in which it stands. */
static void keep_best(struct words *w)
{
	size_t n = 0;

	if (w->n)
		qsort(w->at, w->n, sizeof(*w->at), by_text);
	for (size_t i = 0; i < w->n; i++) {
		if (!n || !str_eq(w->at[n - 1].text, w->at[i].text))
			w->at[n++] = w->at[i];
	}
	w->n = n;
}

static void words_of(const struct search_doc *doc, struct words *w)
{
	for (int field = RANK_TITLE; field <= RANK_TEXT; field++) {
		struct folded word;
		char text[FOLD_BYTES];

		for (size_t i = 0; fold_next(doc->fields[field], &i, &word);)
			add_word(w, fold_text(&word, text), (enum rank_field)field);
	}
	keep_best(w);
}

/* Equal for documents with the same words: most changes of a row are none of what it says. */
static int64_t digest_of(struct arena *a, int64_t fair, const struct words *w)
{
	struct str all = arena_printf(a, "%lld", (long long)fair);
	unsigned char hash[SHA256_BYTES];
	size_t len = all.len;
	int64_t digest;
	char *text;

	for (size_t i = 0; i < w->n; i++)
		len += w->at[i].text.len + 2;
	text = arena_alloc(a, len + 1);
	memcpy(text, all.at, all.len);
	len = all.len;
	for (size_t i = 0; i < w->n; i++) {
		text[len++] = (char)('0' + (int)w->at[i].field);
		memcpy(text + len, w->at[i].text.at, w->at[i].text.len);
		len += w->at[i].text.len;
		text[len++] = ' ';
	}
	crypt_sha256((struct str){ text, len }, hash);
	memcpy(&digest, hash, sizeof(digest));
	return digest;
}

static enum err update(struct index *x, struct db *db, int64_t id, bool *ret_words)
{
	AUTO(arena_done) struct arena arena = { 0 };
	struct words words = { .arena = &arena };
	struct search_doc doc;
	int64_t old = 0, digest = 0;
	bool is_there = false, was_there = false;
	enum err e = search_db_doc(db, &arena, id, &doc, &is_there);

	if (!e && is_there) {
		words_of(&doc, &words);
		digest = digest_of(&arena, doc.fair, &words);
	}
	if (!e)
		e = index_db_digest(x->db, id, &old, &was_there);
	if (e || (is_there && was_there && old == digest))
		return e;
	if (was_there)
		e = index_db_remove(x->db, &arena, id, ret_words);
	if (!e && is_there)
		e = index_db_add(x->db, id, doc.fair, digest, words.at, words.n);
	return e;
}

/* ---- all of them ---- */

static enum err add_all(struct index *x, struct db *db, size_t *ret_n)
{
	enum err e = index_db_empty(x->db);

	for (int kind = 0; kind < DOC_KINDS && !e; kind++) {
		AUTO(arena_done) struct arena arena = { 0 };
		struct ids docs = { 0 };
		bool has_words = false;

		e = search_db_docs(db, &arena, (enum search_kind)kind, &docs);
		for (size_t i = 0; i < docs.n && !e; i++)
			e = update(x, db, docs.at[i], &has_words);
		*ret_n += docs.n;
	}
	return e ? e : index_db_tidy(x->db);
}

/* In a read transaction of the database, so that it is of one moment. */
static enum err make(struct index *x, struct db *db, const struct search_moment *now)
{
	int64_t started_us = clock_mono_us();
	size_t n = 0;
	enum err e = db_begin(x->db);

	if (e)
		return e;
	e = add_all(x, db, &n);
	if (!e)
		e = index_db_set_moment(x->db, now);
	if (e || !commit(x->db)) {
		db_rollback(x->db);
		return ERR_INTERNAL;
	}
	db_shed(x->db);
	log_info("search_index_made", "documents", log_i((int64_t)n), "ms", log_i((clock_mono_us() - started_us) / 1000));
	return ERR_OK;
}

static enum err settle_at(struct index *x, struct db *db)
{
	struct search_moment now, kept = { 0 };
	bool is_kept = false;
	enum err e = search_db_moment(db, &now);

	if (!e)
		e = index_db_moment(x->db, &kept, &is_kept);
	x->moment = now;
	if (!e && is_kept && kept.seq == x->opened_seq && kept.incarnation == now.incarnation && kept.schema == now.schema) {
		x->moment.seq = kept.seq;
		x->is_settled = true;
		return ERR_OK;
	}
	if (!e && is_kept)
		log_info("search_index_old", "app_seq", log_i(kept.seq), "database", log_i(x->opened_seq));
	if (!e)
		e = make(x, db, &now);
	x->is_settled = !e;
	return e;
}

/* What fails here is not of this moment, or damaged: away with it. */
static void fail(struct index *x)
{
	log_warn("search_index_lost", "hint", "it is made anew");
	close_file(x);
	db_derived_remove(x->path);
}

static bool settle(struct index *x, struct db *db)
{
	bool is_new = false;
	enum err e = ERR_OK;

	if (x->is_settled)
		return true;
	if (clock_mono_ms() < x->again_ms)
		return false;
	if (!x->db)
		e = db_open_derived(x->path, &index_db_file, &x->db, &is_new);
	if (!e && !db_read_begin(db)) {
		e = settle_at(x, db);
		db_read_end(db);
	}
	if (x->is_settled)
		return true;
	x->again_ms = clock_mono_ms() + AGAIN_MS;
	if (x->db)
		fail(x);
	return false;
}

/* ---- what changed ---- */

static int by_number(const void *a, const void *b)
{
	const int64_t *one = a, *other = b;

	return (*one > *other) - (*one < *other);
}

static enum err docs_of_rows(struct db *db, struct arena *a, const struct row_change *rows, size_t n, struct ids *ret)
{
	size_t size = 0;
	enum err e = ERR_OK;

	*ret = (struct ids){ 0 };
	for (size_t i = 0; i < n && !e; i++) {
		struct ids docs = { 0 };

		e = search_db_docs_of_row(db, a, rows[i].table, rows[i].id, &docs);
		if (ret->n + docs.n > size) {
			int64_t *grown;

			size = (ret->n + docs.n) * 2;
			grown = arena_array(a, size, sizeof(*grown));
			if (ret->n)
				memcpy(grown, ret->at, ret->n * sizeof(*grown));
			ret->at = grown;
		}
		if (docs.n)
			memcpy(ret->at + ret->n, docs.at, docs.n * sizeof(*docs.at));
		ret->n += docs.n;
	}
	if (ret->n)
		qsort(ret->at, ret->n, sizeof(*ret->at), by_number);
	return e;
}

static enum err update_rows(struct index *x, struct db *db, const struct row_change *rows, size_t n, bool *ret_words)
{
	AUTO(arena_done) struct arena arena = { 0 };
	struct ids docs;
	enum err e = docs_of_rows(db, &arena, rows, n, &docs);

	for (size_t i = 0; i < docs.n && !e; i++) {
		if (!i || docs.at[i] != docs.at[i - 1])
			e = update(x, db, docs.at[i], ret_words);
	}
	return e ? e : *ret_words ? index_db_tidy(x->db) : ERR_OK;
}

void index_follow(struct index *x, struct db *db, int64_t seq, const struct row_change *rows, size_t n)
{
	bool has_words = false;
	enum err e;

	/* An index that is made now, or was of a later moment already, has seen these rows. */
	if (!x->is_settled || seq <= x->moment.seq) {
		settle(x, db);
		return;
	}
	e = db_begin(x->db);
	if (!e) {
		e = update_rows(x, db, rows, n, &has_words);
		x->moment.seq = seq;
		if (!e)
			e = index_db_set_moment(x->db, &x->moment);
		if (e || !commit(x->db)) {
			db_rollback(x->db);
			e = ERR_INTERNAL;
		}
	}
	if (e)
		fail(x);
	else if (has_words)
		db_shed(x->db); /* what somebody removed is not to be read in the file either */
}

/* ---- asking ---- */

#define WORDS_MOST 8
/* Of one typed word: words that it may be, and places where they stand. Enough to fill a page many times. */
#define TERMS_MOST 80
#define PLACES_MOST 5000

struct tally {
	int64_t doc;
	unsigned words, cost; /* typed words that were found, and what they cost */
	size_t newest;	      /* the last of them, from 1, and its cost */
	unsigned newest_cost;
	unsigned best_cost; /* the best of all, which is shown */
	enum rank_field field;
	struct str word;
};

struct search {
	struct index *index;
	struct arena *arena;
	int64_t fair;
	struct map by_doc; /* → struct tally */
	size_t n;
};

struct graded {
	struct index_term term;
	enum rank_grade grade;
};

static int by_grade(const void *a, const void *b)
{
	const struct graded *one = a, *other = b;

	if (one->grade != other->grade)
		return (int)one->grade - (int)other->grade;
	/* Of equals the shortest says the most of what was typed; the same one twice stands side by side. */
	if (one->term.word.len != other->term.word.len)
		return one->term.word.len < other->term.word.len ? -1 : 1;
	return by_number(&one->term.id, &other->term.id);
}

/* Words of this fair that a typed one may be, the best first. */
static enum err find_terms(struct search *s, const struct folded *typed, struct graded **ret, size_t *ret_n)
{
	struct index_term *terms;
	struct graded *at;
	enum rank_grade worst = RANK_NONE;
	size_t n_terms, n = 0, kept = 0;
	enum err e = index_db_alike(s->index->db, s->fair, s->arena, typed, &terms, &n_terms);

	*ret = NULL;
	*ret_n = 0;
	if (e)
		return e;
	at = arena_array(s->arena, n_terms + 1, sizeof(*at));
	for (size_t i = 0; i < n_terms; i++) {
		struct folded word;

		fold_from(terms[i].word, &word);
		at[n] = (struct graded){ terms[i], rank_word(typed, &word) };
		n += at[n].grade != RANK_NONE;
	}
	qsort(at, n, sizeof(*at), by_grade);
	for (size_t i = 0; i < n && kept < TERMS_MOST; i++) {
		if (kept && (at[i].grade > worst || at[i].term.id == at[kept - 1].term.id))
			continue;
		if (!kept)
			worst = rank_worst(at[i].grade);
		at[kept++] = at[i];
	}
	*ret = at;
	*ret_n = kept;
	return ERR_OK;
}

static void add_place(struct search *s, size_t nth, const struct graded *by, const struct index_place *place)
{
	unsigned cost = rank_cost(by->grade, place->field);
	struct tally *t = map_get(&s->by_doc, (uint64_t)place->doc);

	if (!t) {
		t = arena_alloc(s->arena, sizeof(*t));
		*t = (struct tally){ .doc = place->doc, .best_cost = UINT32_MAX };
		map_set(&s->by_doc, (uint64_t)place->doc, t);
		s->n++;
	}
	if (t->newest != nth) {
		t->newest = nth;
		t->words++;
		t->cost += cost;
		t->newest_cost = cost;
	} else if (cost < t->newest_cost) {
		t->cost -= t->newest_cost - cost;
		t->newest_cost = cost;
	}
	if (cost < t->best_cost) {
		t->best_cost = cost;
		t->field = place->field;
		t->word = by->term.word;
	}
}

static enum err find_word(struct search *s, size_t nth, const struct folded *typed)
{
	struct graded *terms;
	size_t n, left = PLACES_MOST;
	enum err e = find_terms(s, typed, &terms, &n);

	for (size_t i = 0; i < n && left && !e; i++) {
		struct index_place *places;
		size_t n_places;

		e = index_db_places(s->index->db, s->arena, terms[i].term.id, s->fair, left, &places, &n_places);
		for (size_t j = 0; j < n_places && !e; j++)
			add_place(s, nth, &terms[i], &places[j]);
		left -= n_places;
	}
	return e;
}

static int by_cost(const void *a, const void *b)
{
	const struct tally *one = *(const struct tally *const *)a, *other = *(const struct tally *const *)b;

	if (one->words != other->words)
		return one->words > other->words ? -1 : 1;
	if (one->cost != other->cost)
		return one->cost < other->cost ? -1 : 1;
	return by_number(&one->doc, &other->doc);
}

/* Who typed three words means all three: with fewer is found only where nothing has them all. */
static void take_best(const struct search *s, struct index_hit **ret, size_t *ret_n)
{
	struct tally **all = arena_array(s->arena, s->n + 1, sizeof(*all));
	struct index_hit *at = arena_array(s->arena, DOC_KINDS * INDEX_HITS_MOST, sizeof(*at));
	size_t n = 0, of_kind[DOC_KINDS] = { 0 }, pos = 0;
	uint64_t key;
	void *value;

	for (size_t i = 0; map_next(&s->by_doc, &pos, &key, &value);)
		all[i++] = value;
	qsort(all, s->n, sizeof(*all), by_cost);
	for (size_t i = 0; i < s->n && all[i]->words == all[0]->words; i++) {
		if (of_kind[DOC_KIND(all[i]->doc)]++ < INDEX_HITS_MOST)
			at[n++] = (struct index_hit){ all[i]->doc, all[i]->field, all[i]->word };
	}
	*ret = at;
	*ret_n = n;
}

/* Words that say nothing by themselves, in Dutch and English; folded, by their letters. */
static const char *const EMPTY[] = {
	"a",   "aan", "als", "an",  "and", "at",  "bij", "by",	"dat", "de",  "die", "een", "en",  "for",
	"het", "ik",  "in",  "is",  "met", "mijn", "my", "naar", "of", "om",  "on",  "ook", "op",  "or",
	"te",  "the", "to",  "tot", "uit", "van", "voor", "wil", "with", "zoek",
};

static int by_letters(const void *key, const void *at)
{
	return strcmp(key, *(const char *const *)at);
}

static bool says_nothing(const struct folded *word)
{
	char text[FOLD_BYTES + 1];
	struct str s = fold_text(word, text);

	text[s.len] = '\0';
	return bsearch(text, EMPTY, ARRAY_LEN(EMPTY), sizeof(EMPTY[0]), by_letters) != NULL;
}

/* The words that are looked for: those that say something, or all where none does. */
static size_t words_typed(struct str text, struct folded ret[WORDS_MOST])
{
	size_t n = 0, n_all = 0;
	struct folded word;

	for (size_t i = 0; n < WORDS_MOST && fold_next(text, &i, &word);) {
		if (!says_nothing(&word))
			ret[n++] = word;
	}
	if (n)
		return n;
	for (size_t i = 0; n_all < WORDS_MOST && fold_next(text, &i, &word);)
		ret[n_all++] = word;
	return n_all;
}

enum err index_find(struct index *x, struct db *db, struct arena *a, int64_t fair, struct str text,
		    struct index_hit **ret, size_t *ret_n)
{
	struct search s = { .index = x, .arena = a, .fair = fair };
	struct folded words[WORDS_MOST];
	size_t n = words_typed(text, words);
	enum err e = ERR_OK;

	if (!settle(x, db))
		return ERR_BUSY;
	for (size_t i = 0; i < n && !e; i++)
		e = find_word(&s, i + 1, &words[i]);
	if (e)
		fail(x);
	else
		take_best(&s, ret, ret_n);
	map_done(&s.by_doc);
	return e;
}
