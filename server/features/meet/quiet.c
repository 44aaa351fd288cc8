/*
 * "Quiet booths now": where a student who fits could talk at once (design §2). Asked for by the page
 * when it is looked at; nothing about it is stored. Engine thread.
 */
#include <stdlib.h>

#include "features/handlers.h"
#include "features/meet/core.h"

#define QUIET_MOST 6

/* A booth with the placement of it that fits best. */
struct match {
	struct quiet_place place;
	uint32_t score;
	enum fit_reason reasons[FIT_REASONS_MOST];
	size_t n_reasons;
};

static int by_score(const void *left, const void *right)
{
	const struct match *a = left, *b = right;

	if (a->score != b->score)
		return a->score < b->score ? 1 : -1;
	return (a->place.booth > b->place.booth) - (a->place.booth < b->place.booth);
}

/* The matches of all places, of each booth the best; how many. Places of a booth stand together. */
static size_t match_all(struct arena *a, const struct quiet_place *places, size_t n,
			struct match **ret)
{
	struct match *at = arena_array(a, n, sizeof(*at));
	size_t kept = 0;

	for (size_t i = 0; i < n; i++) {
		struct match m = { .place = places[i] };
		bool is_same_booth = kept && at[kept - 1].place.booth == m.place.booth;

		m.score = fit_score(&m.place.facts, m.reasons, &m.n_reasons);
		if (!m.score || (is_same_booth && at[kept - 1].score >= m.score))
			continue;
		at[is_same_booth ? kept - 1 : kept++] = m;
	}
	if (kept)
		qsort(at, kept, sizeof(*at), by_score);
	*ret = at;
	return kept;
}

static void fill(struct arena *a, const struct match *m, struct wire_quiet_booth *ret)
{
	*ret = (struct wire_quiet_booth){
		.id = m->place.booth,
		.room = m->place.room,
		.name = m->place.booth_name,
		.tagline = m->place.tagline,
		.placement = m->place.title,
		.learn = m->place.facts.learn,
		.n_reasons = m->n_reasons,
		.reasons = arena_array(a, m->n_reasons, sizeof(*ret->reasons)),
	};
	for (size_t i = 0; i < m->n_reasons; i++)
		ret->reasons[i] = m->reasons[i];
}

enum err on_booth_quiet(struct cmd *cmd, const struct booth_quiet_args *args,
			struct booth_quiet_reply *ret_reply)
{
	struct quiet_place *places;
	struct match *matches;
	size_t n;
	enum err e = quiet_db_places(cmd->db, cmd->arena, args->fair, cmd->who.account, &places, &n);

	if (e)
		return e;
	n = match_all(cmd->arena, places, n, &matches);
	if (n > QUIET_MOST)
		n = QUIET_MOST;
	ret_reply->booths = arena_array(cmd->arena, n, sizeof(*ret_reply->booths));
	ret_reply->n_booths = n;
	for (size_t i = 0; i < n; i++)
		fill(cmd->arena, &matches[i], &ret_reply->booths[i]);
	return ERR_OK;
}
