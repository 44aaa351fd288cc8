/* How the lines, the talks and the bookings of a fair went. Engine thread. */
#include "features/handlers.h"
#include "features/results/results_db.h"
#include "features/results/results_rules.h"

/* Whether these are of enough people; it looks no further. */
static bool are_enough(const int64_t *students, size_t n)
{
	int64_t found[RESULTS_LEAST];
	size_t n_found = 0;

	for (size_t i = 0; i < n && n_found < RESULTS_LEAST; i++) {
		size_t at = 0;

		while (at < n_found && found[at] != students[i])
			at++;
		if (at == n_found)
			found[n_found++] = students[i];
	}
	return n_found == RESULTS_LEAST;
}

static void count_end(struct wire_talk_result *to, enum end_reason reason)
{
	to->talks++;
	to->hung_up += reason == END_REASON_HUNG_UP;
	to->time += reason == END_REASON_TIME;
	to->lost += reason == END_REASON_LOST;
	to->other += reason != END_REASON_HUNG_UP && reason != END_REASON_TIME && reason != END_REASON_LOST;
}

static enum err tell_talks(struct cmd *cmd, int64_t fair, struct results_lines_reply *ret)
{
	struct wire_talk_result talks = { 0 };
	struct result_talk *at;
	size_t n;
	enum err e = results_db_talks(cmd->db, cmd->arena, fair, &at, &n);
	int64_t *students, *lengths;

	if (e)
		return e;
	students = arena_array(cmd->arena, n + 1, sizeof(*students));
	lengths = arena_array(cmd->arena, n + 1, sizeof(*lengths));
	for (size_t i = 0; i < n; i++) {
		students[i] = at[i].student;
		lengths[i] = at[i].ms;
		count_end(&talks, at[i].reason);
	}
	if (!are_enough(students, n))
		return ERR_OK;
	talks.p50_ms = results_percentile(lengths, n, 0.5);
	talks.p90_ms = results_percentile(lengths, n, 0.9);
	ret->has_talks = true;
	ret->talks = talks;
	return ERR_OK;
}

enum err on_results_lines(struct cmd *cmd, const struct results_lines_args *args,
			  struct results_lines_reply *ret_reply)
{
	uint32_t people;
	enum err e = tell_talks(cmd, args->fair, ret_reply);

	if (!e)
		e = results_db_entries(cmd->db, cmd->arena, args->fair, &ret_reply->entries, &people);
	if (!e)
		ret_reply->has_entries = people >= RESULTS_LEAST;
	if (!e)
		e = results_db_bookings(cmd->db, args->fair, &ret_reply->bookings, &people);
	if (!e)
		ret_reply->has_bookings = people >= RESULTS_LEAST;
	return e;
}

/* ---- waits ---- */

struct rings {
	const struct result_ring *at;
	size_t n;
};

/* The first ring of a place in line since somebody was told how long it would be; NULL: it did not come to that.
 * `at` is where the one before was found: nearly all come in order. */
static const struct result_ring *first_ring(const struct rings *rings, const struct result_told *told, size_t *at)
{
	while (*at && rings->at[*at - 1].entry >= told->entry)
		--*at;
	while (*at < rings->n && (rings->at[*at].entry < told->entry ||
				  (rings->at[*at].entry == told->entry && rings->at[*at].at_ms < told->at_ms)))
		++*at;
	return *at < rings->n && rings->at[*at].entry == told->entry ? &rings->at[*at] : NULL;
}

static void count_waits(struct arena *a, const struct rings *rings, const struct result_told *told, size_t n,
			struct results_waits_reply *ret)
{
	int64_t *students = arena_array(a, n + 1, sizeof(*students));
	int64_t *lengths = arena_array(a, n + 1, sizeof(*lengths));
	struct wire_wait_result waits = { 0 };

	for (size_t i = 0, at = 0; i < n; i++) {
		const struct result_ring *ring = first_ring(rings, &told[i], &at);
		int64_t waited_ms = ring ? ring->at_ms - told[i].at_ms : 0;

		if (!ring)
			continue;
		students[waits.waits] = ring->student;
		lengths[waits.waits] = waited_ms;
		waits.waits++;
		waits.within_p50 += waited_ms <= told[i].p50_ms;
		waits.within_p90 += waited_ms <= told[i].p90_ms;
	}
	if (!are_enough(students, waits.waits))
		return;
	waits.p50_ms = results_percentile(lengths, waits.waits, 0.5);
	waits.p90_ms = results_percentile(lengths, waits.waits, 0.9);
	ret->has_waits = true;
	ret->waits = waits;
}

enum err on_results_waits(struct cmd *cmd, const struct results_waits_args *args,
			  struct results_waits_reply *ret_reply)
{
	struct result_ring *at;
	struct result_told *told;
	struct rings rings;
	size_t n;
	enum err e = results_db_rings(cmd->db, cmd->arena, args->fair, &at, &rings.n);

	if (!e)
		e = results_db_told(cmd->db, cmd->arena, args->fair, &told, &n);
	if (e)
		return e;
	rings.at = at;
	count_waits(cmd->arena, &rings, told, n, ret_reply);
	return ERR_OK;
}
