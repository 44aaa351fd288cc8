/*
 * Full-text search over what a fair publishes: booths, placements, programmes. What it answers is read from the
 * database when it is asked, whatever the index says. What people type is kept nowhere. The thread aside.
 */
#include "features/search/search.h"

#include "base/utf8.h"
#include "features/handlers.h"
#include "features/meet/meet.h"
#include "features/search/index.h"

/* ---- the index ---- */

static void *open_index(const char *db_path, int64_t seq)
{
	AUTO(arena_done) struct arena arena = { 0 };
	const char *slash = strrchr(db_path, '/');
	int folder = slash ? (int)(slash - db_path) + 1 : 0;

	return index_open(arena_printf(&arena, "%.*sderived.db", folder, db_path).at, seq);
}

static void follow(void *state, struct db *db, int64_t seq, const struct row_change *rows, size_t n)
{
	index_follow(state, db, seq, rows, n);
}

static void close_index(void *state, int64_t seq)
{
	index_close(state, seq);
}

const struct aside_ops search_aside = {
	.tables = search_db_tables,
	.n_tables = SEARCH_DB_TABLES,
	.open = open_index,
	.follow = follow,
	.close = close_index,
};

/* ---- what is shown of a hit ---- */

#define BEFORE_BYTES 60
#define AFTER_BYTES 110

static bool is_line_end(char c)
{
	return (unsigned char)c < ' ';
}

/* Where a piece begins: at a word, BEFORE_BYTES before this one at most, on the same line. */
static size_t start_of(struct str text, size_t at)
{
	size_t start = at, word = at;

	while (start && at - start < BEFORE_BYTES && !is_line_end(text.at[start - 1])) {
		start--;
		if (text.at[start] == ' ')
			word = start + 1;
	}
	return !start || is_line_end(text.at[start - 1]) ? start : word;
}

static struct str rest_of(struct str text, size_t at)
{
	size_t end = at;

	while (end < text.len && !is_line_end(text.at[end]))
		end++;
	return utf8_cut((struct str){ text.at + at, end - at }, AFTER_BYTES);
}

/* The place of a word that was found; false where the text is another by now. */
static bool find_piece(struct str text, struct str found, struct wire_search_piece *ret)
{
	struct folded word;
	char folded[FOLD_BYTES];

	for (size_t i = 0; fold_next(text, &i, &word);) {
		size_t start;

		if (!str_eq(fold_text(&word, folded), found))
			continue;
		start = start_of(text, word.start);
		ret->before = (struct str){ text.at + start, word.start - start };
		ret->word = (struct str){ text.at + word.start, word.end - word.start };
		ret->after = rest_of(text, word.end);
		return true;
	}
	return false;
}

/* Why it fits the student, as the queue and its recruiters have it. */
static enum err add_fit(struct cmd *cmd, struct wire_search_hit *hit)
{
	int64_t booth = hit->kind == SEARCH_KIND_BOOTH ? hit->id : hit->booth;
	int64_t placement = hit->kind == SEARCH_KIND_PLACEMENT ? hit->id : 0;
	struct view v = { .db = cmd->db, .arena = cmd->arena, .now_ms = cmd->now_ms, .conf = cmd->conf };
	struct meet_fit fit;
	enum err e;

	if (hit->kind == SEARCH_KIND_PROGRAMME)
		return ERR_OK;
	e = meet_fit(&v, booth, placement, cmd->who.account, &fit);
	if (e)
		return e;
	hit->reasons = fit.reasons;
	hit->n_reasons = fit.n_reasons;
	hit->learn = fit.learn;
	return ERR_OK;
}

static enum err show(struct cmd *cmd, const struct index_hit *hit, int64_t fair, struct wire_search_hit *ret,
		     bool *ret_found)
{
	struct search_doc doc;
	enum err e = search_db_doc(cmd->db, cmd->arena, hit->doc, &doc, ret_found);

	*ret_found = *ret_found && doc.fair == fair;
	if (e || !*ret_found)
		return e;
	*ret = (struct wire_search_hit){
		.kind = DOC_KIND(hit->doc),
		.id = DOC_ID(hit->doc),
		.title = doc.fields[RANK_TITLE],
		.has_booth = doc.booth != 0,
		.booth = doc.booth,
		.booth_name = doc.booth_name,
		.room = doc.room,
		.room_en = doc.room_en,
		.school = doc.school,
		.has_level = doc.has_level,
		.level = doc.level,
		.piece.is_title = hit->field == RANK_TITLE,
	};
	ret->has_piece = find_piece(doc.fields[hit->field], hit->word, &ret->piece);
	return cmd->who.roles & 1u << CALLER_STUDENT ? add_fit(cmd, ret) : ERR_OK;
}

enum err on_search_find(struct cmd *cmd, const struct search_find_args *args, struct search_find_reply *ret_reply)
{
	struct index_hit *hits = NULL;
	size_t n = 0;
	enum err e = index_find(cmd->aside, cmd->db, cmd->arena, args->fair, args->text, &hits, &n);

	ret_reply->hits = arena_array(cmd->arena, n + 1, sizeof(*ret_reply->hits));
	for (size_t i = 0; i < n && !e; i++) {
		bool is_found = false;

		e = show(cmd, &hits[i], args->fair, &ret_reply->hits[ret_reply->n_hits], &is_found);
		ret_reply->n_hits += is_found;
	}
	return e;
}
