/*
 * Invariant 4, by chance: people at a fair do what they like, and after each step whoever follows a topic
 * has heard of every item as it stands now. A handler that forgets to touch what it changed fails here.
 *
 * Of SEEDS seeds (from SEED on; both from the environment) each is an evening of STEPS steps. A failure
 * names its seed and the newest commands.
 */
#include <setjmp.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "engine/internal.h"
#include "engine/tables.h"
#include "evening.h"
#include "mirror_acts.h"

#define SECOND 1000
#define MINUTE (60 * SECOND)
#define SEEDS 3
#define STEPS 400
#define TICK_MS (15 * SECOND) /* of an open fair */
#define STEP_MS 1100 /* longer than the slowest tick of a topic: all that was touched is out */
#define MIRRORS_MOST 32
#define TRAIL 16
#define STUDENTS 6

/* What somebody sees who followed a topic from the start: type → id → item. */
struct mirror {
	char name[32];
	struct topic topic;
	int64_t account, seq;
	json_t *items;
};

struct run {
	bool may_be_late, is_late; /* a line, or what is needed, by a tick of the fair */
	struct fixture *f;
	unsigned seed;
	uint64_t chance;
	struct mirror mirrors[MIRRORS_MOST];
	size_t n_mirrors;
	json_t *trail; /* what was done of late */
	uint64_t next_conn;
	uint64_t conns[1000]; /* by account; 0: not connected */
};

static unsigned chance(struct run *r, unsigned n)
{
	r->chance = r->chance * 6364136223846793005U + 1442695040888963407U;
	return (unsigned)((r->chance >> 33) % n);
}

static void note(struct run *r, const char *format, ...) PRINTF(2, 3);
static void note(struct run *r, const char *format, ...)
{
	char text[1024];
	va_list args;

	va_start(args, format);
	vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	json_array_append_new(r->trail, json_string(text));
	if (json_array_size(r->trail) > TRAIL)
		json_array_remove(r->trail, 0);
}

/* ---- mirrors ---- */

static void put(json_t *items, const char *type, int64_t id, json_t *item)
{
	json_t *of_type = json_object_get(items, type);
	char key[24];

	if (!of_type) {
		of_type = json_object();
		json_object_set_new(items, type, of_type);
	}
	snprintf(key, sizeof(key), "%lld", (long long)id);
	if (item)
		json_object_set(of_type, key, item);
	else
		json_object_del(of_type, key);
}

static void apply(struct mirror *m, const json_t *events)
{
	size_t i;
	json_t *event;

	json_array_foreach((json_t *)events, i, event) {
		json_t *item = json_object_get(event, "item");

		put(m->items, text_of(event, "type"),
		    item ? int_of(item, "id") : int_of(event, "gone"), item);
	}
}

static void take_snapshot(struct mirror *m, const json_t *snapshot)
{
	const char *type;
	json_t *list, *item;
	size_t i;

	json_decref(m->items);
	m->items = json_object();
	json_object_foreach((json_t *)snapshot, type, list) {
		json_array_foreach(list, i, item)
			put(m->items, type, int_of(item, "id"), item);
	}
}

/* As the client does: from what it saw last on, where the server still knows. */
static void follow(struct fixture *f, struct mirror *m)
{
	const json_t *ok = fixture_ok(f, m->account, "subscribe",
				      J("{\"topic\":\"%s\",\"since\":%lld}", m->name,
					(long long)m->seq));

	if (json_object_get(ok, "snapshot"))
		take_snapshot(m, json_object_get(ok, "snapshot"));
	else
		apply(m, json_object_get(ok, "events"));
	m->seq = int_of(ok, "seq");
}

static void hear(struct fixture *f, struct mirror *m, const json_t *frame)
{
	if (strcmp(text_of(frame, "t"), m->name) != 0 || int_of(frame, "of") != m->topic.id ||
	    int_of(frame, "seq") <= m->seq)
		return;
	if (int_of(frame, "prev") != m->seq) {
		follow(f, m);
		return;
	}
	apply(m, json_object_get(frame, "ev"));
	m->seq = int_of(frame, "seq");
}

static void hear_all(struct run *r)
{
	size_t i;
	json_t *frame;

	json_array_foreach(r->f->frames, i, frame) {
		for (size_t k = 0; k < r->n_mirrors; k++)
			hear(r->f, &r->mirrors[k], frame);
	}
	json_array_clear(r->f->frames);
}

/* ---- what is true ---- */

/* Read from the rows, past the snapshots that the engine keeps: those, too, end with a touch. */
static json_t *items_now(const struct view *v, int64_t topic, const struct item_def *def)
{
	json_t *items = json_object();
	struct ids keys = { 0 };

	assert_int_equal(def->list(v, topic, &keys), ERR_OK);
	for (size_t i = 0; i < keys.n; i++) {
		AUTO(buf_done) struct buf text = { 0 };
		bool is_found = false;
		json_t *item;

		assert_int_equal(def->render(v, topic, keys.at[i], &text, &is_found), ERR_OK);
		if (!is_found)
			continue;
		item = json_loadb(text.at, text.len, 0, NULL);
		assert_non_null(item);
		put(items, def->name, int_of(item, "id"), item);
		json_decref(item);
	}
	return items;
}

/* An estimate and a slot's start pass by themselves: the first is looked at again by the fair's own tick,
 * the second by the page. Nobody is called from a line without staff, and who of it is kept for a time
 * elsewhere is not looked at. All else that is shown must be said. */
static void drop_what_time_changes(json_t *value)
{
	const char *name;
	json_t *one;
	size_t i;

	json_object_del(value, "wait");
	if (json_is_false(json_object_get(value, "is_staffed")))
		json_object_del(value, "places");
	json_object_foreach(value, name, one)
		drop_what_time_changes(one);
	json_array_foreach(value, i, one)
		drop_what_time_changes(one);
}

static bool is_past_slot(const struct fixture *f, const char *type, const json_t *item)
{
	return item && strcmp(type, "slot") == 0 && int_of(item, "starts_ms") <= f->now_ms;
}

static void fail_at(struct run *r, const struct mirror *m, const char *type, const json_t *heard,
		    const json_t *is)
{
	size_t i;
	json_t *line;

	json_array_foreach(r->trail, i, line)
		print_error("  %s\n", json_string_value(line));
	fail_msg("SEED=%u: %s of %lld shows another %s:\nheard %s\nis    %s", r->seed, m->name,
		 (long long)m->topic.id, type, heard ? json_dumps(heard, JSON_SORT_KEYS) : "nothing",
		 is ? json_dumps(is, JSON_SORT_KEYS) : "nothing");
}

static bool is_same(const json_t *a, const json_t *b)
{
	json_t *left, *right;
	bool is_equal = json_equal(a, b);

	if (is_equal)
		return true;
	left = json_deep_copy(a);
	right = json_deep_copy(b);
	drop_what_time_changes(left);
	drop_what_time_changes(right);
	is_equal = json_equal(left, right);
	json_decref(left);
	json_decref(right);
	return is_equal;
}

static void compare_items(struct run *r, const struct mirror *m, const char *type, json_t *now)
{
	json_t *heard = json_object_get(m->items, type), *item;
	json_t *is = json_object_get(now, type);
	const char *id;

	json_object_foreach(is, id, item) {
		const json_t *other = json_object_get(heard, id);

		if (is_past_slot(r->f, type, item) || (other && is_same(other, item)))
			continue;
		if (!r->may_be_late || (strcmp(type, "line") != 0 && strcmp(type, "needs") != 0))
			fail_at(r, m, type, other, item);
		r->is_late = true;
	}
	json_object_foreach(heard, id, item) {
		if (!json_object_get(is, id) && !is_past_slot(r->f, type, item))
			fail_at(r, m, type, item, NULL);
	}
}

static void compare(struct run *r, const struct mirror *m)
{
	const struct topic_def *def = &topic_table[m->topic.kind];
	struct arena arena = { 0 };
	struct view v = { .db = r->f->engine->db,
			  .arena = &arena,
			  .now_ms = r->f->engine->now_ms,
			  .conf = &r->f->conf };

	for (size_t i = 0; i < def->n_items; i++) {
		json_t *now = items_now(&v, m->topic.id, &def->items[i]);

		compare_items(r, m, def->items[i].name, now);
		json_decref(now);
	}
	arena_done(&arena);
}

static void compare_all(struct run *r)
{
	hear_all(r);
	for (size_t i = 0; i < r->n_mirrors; i++)
		compare(r, &r->mirrors[i]);
}

/* All that was said has arrived, and nothing is missing. */
static void mirrors_are_true(struct run *r)
{
	fixture_pass(r->f, STEP_MS);
	/* What time itself changed meanwhile is still to be said. */
	for (int i = 0; i < 5 && !list_is_empty(&r->f->engine->dirty); i++)
		fixture_pass(r->f, SECOND / 5);
	/* That a time elsewhere is near now, and keeps who waits for it, is said by the fair's tick; and so is that
	 * something has lasted long. Others may come to last as long between a tick and a look. */
	for (int looks = 4; looks; looks--) {
		r->is_late = false;
		r->may_be_late = looks > 1;
		compare_all(r);
		if (!r->is_late)
			return;
		fixture_pass(r->f, TICK_MS);
	}
}

/* ---- what people do ---- */

static void bind(sqlite3_stmt *s, const char *name, int64_t value)
{
	int at = sqlite3_bind_parameter_index(s, name);

	if (at)
		sqlite3_bind_int64(s, at, value);
}

/* One of the rows by chance; the statement stands on it. False: there is none. */
static bool pick(struct run *r, sqlite3_stmt *s)
{
	unsigned n = 0;

	bind(s, ":a", chance(r, 1000));
	bind(s, ":b", chance(r, 1000));
	bind(s, ":c", 1 + chance(r, 1000));
	bind(s, ":now", r->f->now_ms);
	while (sqlite3_step(s) == SQLITE_ROW)
		n++;
	if (!n)
		return false;
	sqlite3_reset(s);
	for (unsigned i = chance(r, n) + 1; i; i--)
		sqlite3_step(s);
	return sqlite3_column_int64(s, 0) != 0;
}

/* Whether anybody could; they may well be refused. */
static bool act(struct run *r, const struct act *a)
{
	sqlite3 *db;
	sqlite3_stmt *s;
	char sql[1024];
	int64_t who = 0;
	json_t *args = NULL;
	const char *code;

	assert_int_equal(sqlite3_open_v2(r->f->db_path, &db, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
	snprintf(sql, sizeof(sql), "SELECT %s, json_object(%s) FROM %s", a->who, a->args, a->from);
	if (sqlite3_prepare_v2(db, sql, -1, &s, NULL) != SQLITE_OK)
		fail_msg("%s in %s", sqlite3_errmsg(db), sql);
	if (pick(r, s)) {
		who = sqlite3_column_int64(s, 0);
		note(r, "%lld %s %s", (long long)who, a->cmd, (const char *)sqlite3_column_text(s, 1));
		args = J("%s", (const char *)sqlite3_column_text(s, 1));
	}
	sqlite3_finalize(s);
	sqlite3_close(db);
	if (!args)
		return false;
	code = text_of(json_object_get(fixture_send(r->f, who, a->cmd, args), "err"), "code");
	if (code && strcmp(code, "internal") == 0)
		fail_msg("SEED=%u: %s failed", r->seed, a->cmd);
	json_object_clear(r->f->replies);
	return true;
}

static const struct act *act_by_chance(struct run *r)
{
	const struct act *a = ACTS;
	unsigned total = 0, at;

	for (size_t i = 0; i < ARRAY_LEN(ACTS); i++)
		total += ACTS[i].weight;
	for (at = chance(r, total); at >= a->weight; a++)
		at -= a->weight;
	return a;
}

static void somebody_acts(struct run *r)
{
	const struct act *a;

	do
		a = act_by_chance(r);
	while (!act(r, a));
	while (++a < ACTS + ARRAY_LEN(ACTS) && !a->weight)
		act(r, a);
}

/* Comes or goes: a student, or who works at booth 21. */
static void somebody_connects(struct run *r)
{
	int64_t who = chance(r, 2) ? STUDENT + chance(r, STUDENTS) : RECRUITER + chance(r, 2);
	uint64_t *conn = &r->conns[who];

	note(r, "%lld %s", (long long)who, *conn ? "goes" : "comes");
	if (*conn) {
		fixture_disconnect(r->f, who, *conn);
		*conn = 0;
	} else {
		*conn = ++r->next_conn;
		fixture_connect(r->f, who, *conn);
	}
}

static void server_restarts(struct run *r)
{
	note(r, "the server restarts");
	fixture_restart(r->f, chance(r, 100) * SECOND);
	memset(r->conns, 0, sizeof(r->conns));
	json_array_clear(r->f->frames);
	for (size_t i = 0; i < r->n_mirrors; i++)
		follow(r->f, &r->mirrors[i]);
}

static void step(struct run *r)
{
	if (!chance(r, 25))
		somebody_connects(r);
	else
		somebody_acts(r);
	mirrors_are_true(r);
	if (!chance(r, 12)) {
		note(r, "time passes");
		fixture_pass(r->f, chance(r, 400) * SECOND);
		mirrors_are_true(r);
	}
	if (!chance(r, 150)) {
		server_restarts(r);
		mirrors_are_true(r);
	}
}

/* ---- evenings ---- */

static void add_mirror(struct run *r, int64_t account, const char *name)
{
	struct mirror *m = &r->mirrors[r->n_mirrors++];

	assert_true(r->n_mirrors <= MIRRORS_MOST);
	*m = (struct mirror){ .account = account, .seq = -1 };
	snprintf(m->name, sizeof(m->name), "%s", name);
	assert_true(topic_parse(topic_table, str_of(name), &m->topic));
	if (!m->topic.id)
		m->topic.id = account;
	follow(r->f, m);
}

static struct run *run_start(struct fixture *f, unsigned seed)
{
	struct run *r = calloc(1, sizeof(*r));
	char wall[32];

	fixture_sql_write(f, "INSERT INTO programme (id, fair_id, slug, code, name, level, school_id) "
			     "VALUES (901, 1, 'zorg', '25999', 'Care', 'mbo4', 100)");
	*r = (struct run){ .f = f, .seed = seed, .chance = seed * 7919U + 13, .trail = json_array(),
			   .next_conn = 1000 };
	if (seed) {
		/* Opened as an organiser does it, so that it ticks; every other one hides its students. */
		if (seed % 2)
			fixture_sql_write(f, "UPDATE fair SET is_blind = 1");
		fixture_ok(f, ORGANISER, "fair.close", J("{\"fair\":1}"));
		fixture_ok(f, ORGANISER, "fair.open", J("{\"fair\":1}"));
	}
	for (int i = 0; i < STUDENTS; i++)
		add_mirror(r, STUDENT + i, "me");
	add_mirror(r, RECRUITER, "me");
	add_mirror(r, OTHER_RECRUITER, "me");
	add_mirror(r, MANAGER, "console:21");
	add_mirror(r, OTHER_RECRUITER, "console:22");
	add_mirror(r, STUDENT, "booth:21");
	add_mirror(r, STUDENT, "booth:22");
	add_mirror(r, STUDENT, "queue:21");
	add_mirror(r, STUDENT, "queue:22");
	add_mirror(r, STUDENT, "room:11");
	add_mirror(r, STUDENT, "fair:1");
	add_mirror(r, ORGANISER, "setup:1");
	add_mirror(r, ORGANISER, "exhibitors:1");
	add_mirror(r, ORGANISER, "dashboard:1");
	add_mirror(r, STUDENT, "doors:1");
	add_mirror(r, MANAGER, "notes:21");
	fixture_ok(f, ORGANISER, "wall.show", J("{\"fair\":1,\"is_new\":false}"));
	snprintf(wall, sizeof(wall), "wall:%lld", (long long)fixture_sql(f, "SELECT wall_id FROM fair"));
	add_mirror(r, -1, wall);
	add_mirror(r, STUDENT, "notices:1");
	add_mirror(r, RECRUITER, "crew:1");
	add_mirror(r, STUDENT, "chat:201");
	return r;
}

static void run_stop(struct run *r)
{
	for (size_t i = 0; i < r->n_mirrors; i++)
		json_decref(r->mirrors[i].items);
	json_decref(r->trail);
	free(r);
}

static const char *watched_line(const struct run *r)
{
	return text_of(json_object_get(json_object_get(r->mirrors[0].items, "watch"), "21"), "line");
}

/* Nobody does anything, and a line takes nobody any more: whoever wants to know is told by the
 * tick. */
static void a_watcher_hears_what_only_time_does_to_a_line(void **state)
{
	struct fixture *f = *state;
	struct run *r;
	int64_t entry;

	fixture_ok(f, ORGANISER, "fair.close", J("{\"fair\":1}"));
	fixture_sql_write(f, "UPDATE fair SET closes_ms = opens_ms + 1800000");
	fixture_ok(f, ORGANISER, "fair.open", J("{\"fair\":1}"));
	take_seat(f, RECRUITER);
	entry = join(f, STUDENT + 1);
	fixture_ok(f, STUDENT, "booth.watch", J("{\"booth\":21}"));
	r = run_start(f, 0);
	assert_string_equal(watched_line(r), "open");
	for (int i = 0; i < 30 * MINUTE / TICK_MS && strcmp(watched_line(r), "full") != 0; i++) {
		fixture_pass(f, TICK_MS);
		hear_all(r);
		compare(r, &r->mirrors[0]);
	}
	assert_string_equal(watched_line(r), "full");
	/* Who gives their place up opens it again, at once. */
	fixture_ok(f, STUDENT + 1, "queue.leave", J("{\"entry\":%lld}", (long long)entry));
	mirrors_are_true(r);
	assert_string_equal(watched_line(r), "open");
	run_stop(r);
}

/* The slot is the same row, and ends earlier now. */
static void who_gave_a_time_back_sees_it_planned_anew(void **state)
{
	struct fixture *f = *state;
	int64_t booking = int_of(fixture_ok(f, STUDENT, "slot.book", J("{\"slot\":301}")), "booking");
	struct run *r;

	fixture_ok(f, STUDENT, "booking.cancel", J("{\"booking\":%lld}", (long long)booking));
	fixture_ok(f, MANAGER, "slot.remove", J("{\"slot\":301}"));
	r = run_start(f, 0);
	fixture_ok(f, MANAGER, "slot.plan",
		   J("{\"booth\":21,\"plan\":{\"from_ms\":%lld,\"until_ms\":%lld,"
		     "\"talk_minutes\":8,\"pause_minutes\":2,\"seats\":1,\"reserve_percent\":0}}",
		     T0 + 60LL * MINUTE, T0 + 120LL * MINUTE));
	mirrors_are_true(r);
	run_stop(r);
}

static unsigned number_of(const char *name, unsigned otherwise)
{
	const char *text = getenv(name);

	return text ? (unsigned)strtoul(text, NULL, 10) : otherwise;
}

static void who_follows_hears_of_all_that_changes(void **state)
{
	unsigned from = number_of("SEED", 7), n = number_of("SEEDS", getenv("SEED") ? 1 : SEEDS);

	(void)state;
	print_message("seeds %u to %u\n", from, from + n - 1);
	for (unsigned seed = from; seed < from + n; seed++) {
		void *fixture;
		struct run *r;

		evening_start(&fixture);
		r = run_start(fixture, seed);
		if (seed % 2) /* times are near */
			fixture_pass(r->f, 50 * MINUTE);
		for (unsigned i = number_of("STEPS", STEPS); i; i--)
			step(r);
		run_stop(r);
		evening_stop(&fixture);
	}
}

int main(void)
{
	static const struct CMUnitTest TESTS[] = {
		cmocka_unit_test_setup_teardown(a_watcher_hears_what_only_time_does_to_a_line,
						evening_start, evening_stop),
		cmocka_unit_test_setup_teardown(who_gave_a_time_back_sees_it_planned_anew,
						evening_start, evening_stop),
		cmocka_unit_test(who_follows_hears_of_all_that_changes),
	};

	return cmocka_run_group_tests(TESTS, NULL, NULL);
}
