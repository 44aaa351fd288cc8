/* How the lines, the talks and the bookings of a fair went. Engine thread. */
#include "features/handlers.h"
#include "features/results/results_db.h"
#include "features/results/results_rules.h"

struct calls {
	const struct result_call *at;
	size_t n;
};

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

static void tell_talks(struct arena *a, const struct calls *calls, struct results_lines_reply *ret)
{
	int64_t *students = arena_array(a, calls->n + 1, sizeof(*students));
	int64_t *lengths = arena_array(a, calls->n + 1, sizeof(*lengths));
	struct wire_talk_result talks = { 0 };

	for (size_t i = 0; i < calls->n; i++) {
		const struct result_call *call = &calls->at[i];

		if (!call->started_ms)
			continue;
		students[talks.talks] = call->student;
		lengths[talks.talks] = call->ended_ms - call->started_ms;
		count_end(&talks, call->reason);
	}
	if (!are_enough(students, talks.talks))
		return;
	talks.p50_ms = results_percentile(lengths, talks.talks, 0.5);
	talks.p90_ms = results_percentile(lengths, talks.talks, 0.9);
	ret->has_talks = true;
	ret->talks = talks;
}

/* The first ring of a place in line since somebody was told how long it would be; NULL: it did not come to that.
 * `at` is where the one before was found: nearly all come in order. */
static const struct result_call *first_ring(const struct calls *calls, const struct result_told *told, size_t *at)
{
	while (*at && calls->at[*at - 1].entry >= told->entry)
		--*at;
	while (*at < calls->n && (calls->at[*at].entry < told->entry ||
				  (calls->at[*at].entry == told->entry && calls->at[*at].rang_ms < told->at_ms)))
		++*at;
	return *at < calls->n && calls->at[*at].entry == told->entry ? &calls->at[*at] : NULL;
}

static enum err tell_waits(struct cmd *cmd, int64_t fair, const struct calls *calls,
			   struct results_lines_reply *ret)
{
	struct wire_wait_result waits = { 0 };
	struct result_told *told;
	size_t n, at = 0;
	enum err e = results_db_told(cmd->db, cmd->arena, fair, &told, &n);
	int64_t *students, *lengths;

	if (e)
		return e;
	students = arena_array(cmd->arena, n + 1, sizeof(*students));
	lengths = arena_array(cmd->arena, n + 1, sizeof(*lengths));
	for (size_t i = 0; i < n; i++) {
		const struct result_call *call = first_ring(calls, &told[i], &at);
		int64_t waited_ms = call ? call->rang_ms - told[i].at_ms : 0;

		if (!call)
			continue;
		students[waits.waits] = call->student;
		lengths[waits.waits] = waited_ms;
		waits.waits++;
		waits.within_p50 += waited_ms <= told[i].p50_ms;
		waits.within_p90 += waited_ms <= told[i].p90_ms;
	}
	if (!are_enough(students, waits.waits))
		return ERR_OK;
	waits.p50_ms = results_percentile(lengths, waits.waits, 0.5);
	waits.p90_ms = results_percentile(lengths, waits.waits, 0.9);
	ret->has_waits = true;
	ret->waits = waits;
	return ERR_OK;
}

enum err on_results_lines(struct cmd *cmd, const struct results_lines_args *args,
			  struct results_lines_reply *ret_reply)
{
	struct result_call *at;
	struct calls calls;
	uint32_t people;
	enum err e = results_db_calls(cmd->db, cmd->arena, args->fair, &at, &calls.n);

	if (e)
		return e;
	calls.at = at;
	tell_talks(cmd->arena, &calls, ret_reply);
	e = tell_waits(cmd, args->fair, &calls, ret_reply);
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
