/*
 * What the engine promises whatever the feature: idempotency, resumable topics, determinism (design
 * §3). Through real commands on a real database.
 */
#define SQLITE_ENABLE_SESSION
#define SQLITE_ENABLE_PREUPDATE_HOOK
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/clock.h"
#include "engine/internal.h"
#include "engine/record.h"
#include "engine/tables.h"
#include "fixture.h"
#include "store/db_internal.h"

#define J fixture_json

static int start(void **state)
{
	struct fixture *f = calloc(1, sizeof(*f));

	fixture_start(f, true);
	*state = f;
	return 0;
}

static int stop(void **state)
{
	struct fixture *f = *state;

	fixture_stop(f);
	free(f);
	return 0;
}

/* A bit of everything: refusals, misses, timers, a talk, chat, a restart's shift. */
static void live_a_while(struct fixture *f)
{
	int64_t seat, call, pair;

	seat = int_of(fixture_ok(f, RECRUITER, "seat.take", J("{\"booth\":21}")), "seat");
	fixture_send_key(f, STUDENT, "queue.join", J("{\"booth\":21,\"question\":\"Hoe laat?\"}"),
			 "first-key");
	for (int i = 1; i < 5; i++)
		fixture_ok(f, STUDENT + i, "queue.join", J("{\"booth\":21}"));
	fixture_refused(f, STUDENT, "queue.join", J("{\"booth\":22}"), "booth_unstaffed");
	fixture_ok(f, STUDENT, "slot.book", J("{\"slot\":301}"));
	fixture_refused(f, STUDENT + 1, "slot.book", J("{\"slot\":301}"), "slot_taken");
	fixture_ok(f, STUDENT, "chat.post", J("{\"chat\":201,\"text\":\"Hallo!\"}"));
	fixture_ok(f, RECRUITER, "call.next", J("{\"seat\":%lld}", (long long)seat));
	fixture_pass(f, 50 * 1000);
	call = int_of(fixture_ok(f, RECRUITER, "call.next", J("{\"seat\":%lld}", (long long)seat)),
		      "call");
	fixture_ok(f, STUDENT + 1, "call.accept", J("{\"call\":%lld}", (long long)call));
	fixture_ok(f, STUDENT + 1, "call.join", J("{\"call\":%lld}", (long long)call));
	fixture_ok(f, RECRUITER, "call.join", J("{\"call\":%lld}", (long long)call));
	pair = int_of(fixture_item(f, RECRUITER, "me", "call", call), "pair");
	fixture_ok(f, RECRUITER, "call.connected",
		   J("{\"call\":%lld,\"pair\":%lld}", (long long)call, (long long)pair));
	fixture_connect(f, STUDENT + 2, 5);
	fixture_disconnect(f, STUDENT + 2, 5);
	fixture_pass(f, 20 * 60 * 1000);
	fixture_ok(f, ORGANISER, "fair.close", J("{\"fair\":1}"));
}

static void a_recorded_evening_replays_to_the_same_database(void **state)
{
	struct fixture *f = *state;
	struct engine_options again = f->options;
	char path[128], record[128];
	char *lived, *replayed;

	live_a_while(f);
	snprintf(path, sizeof(path), "%s/again.db", f->dir);
	snprintf(record, sizeof(record), "%s/record", f->dir);
	fixture_make_fair(path);
	again.db_path = path;
	again.record_path = NULL;
	assert_int_equal(record_replay(record, &again), ERR_OK);
	lived = fixture_dump(f->db_path);
	replayed = fixture_dump(path);
	assert_string_equal(lived, replayed);
	assert_true(strlen(lived) > 5000);
	free(lived);
	free(replayed);
}

/* ---- changesets (design §10.8) ---- */

static int abort_on_conflict(void *arg, int what, sqlite3_changeset_iter *it)
{
	(void)arg;
	(void)it;
	fail_msg("changeset conflict %d", what);
	return SQLITE_CHANGESET_ABORT;
}

static void the_changes_of_a_run_make_the_same_database_elsewhere(void **state)
{
	struct fixture *f = *state;
	sqlite3_session *session;
	sqlite3 *copy;
	void *changes;
	int n;
	char path[128], *lived, *copied;

	snprintf(path, sizeof(path), "%s/copy.db", f->dir);
	assert_int_equal(db_backup(f->engine->db, path), ERR_OK);
	assert_int_equal(sqlite3session_create(f->engine->db->sqlite, "main", &session), SQLITE_OK);
	assert_int_equal(sqlite3session_attach(session, NULL), SQLITE_OK);
	live_a_while(f);
	assert_int_equal(sqlite3session_changeset(session, &n, &changes), SQLITE_OK);
	sqlite3session_delete(session);
	assert_int_equal(sqlite3_open(path, &copy), SQLITE_OK);
	assert_int_equal(sqlite3changeset_apply(copy, n, changes, NULL, abort_on_conflict, NULL),
			 SQLITE_OK);
	sqlite3_free(changes);
	sqlite3_close(copy);
	lived = fixture_dump(f->db_path);
	copied = fixture_dump(path);
	assert_string_equal(lived, copied);
	free(lived);
	free(copied);
}

/* ---- idempotency ---- */

static void a_command_sent_again_changes_nothing_and_gets_the_first_reply(void **state)
{
	struct fixture *f = *state;
	char *first, *second;

	fixture_ok(f, RECRUITER, "seat.take", J("{\"booth\":21}"));
	first = json_dumps(json_object_get(fixture_send_key(f, STUDENT, "queue.join",
							    J("{\"booth\":21}"), "key-0001"),
					   "ok"),
			   0);
	fixture_restart(f, 1000);
	second = json_dumps(json_object_get(fixture_send_key(f, STUDENT, "queue.join",
							     J("{\"booth\":21}"), "key-0001"),
					    "ok"),
			    0);
	assert_non_null(first);
	assert_string_equal(first, second);
	assert_int_equal(fixture_sql(f, "SELECT count(*) FROM queue_entry"), 1);
	free(first);
	free(second);
}

static void a_key_belongs_to_one_person_and_one_command(void **state)
{
	struct fixture *f = *state;
	const json_t *reply;

	fixture_ok(f, RECRUITER, "seat.take", J("{\"booth\":21}"));
	fixture_send_key(f, STUDENT, "queue.join", J("{\"booth\":21}"), "key-0001");
	reply = fixture_send_key(f, STUDENT + 1, "queue.join", J("{\"booth\":21}"), "key-0001");
	assert_int_equal(int_of(json_object_get(reply, "ok"), "number"), 2);
	reply = fixture_send_key(f, STUDENT, "slot.book", J("{\"slot\":301}"), "key-0001");
	assert_string_equal(text_of(json_object_get(reply, "err"), "code"), "bad_value");
}

static void a_refusal_is_not_remembered(void **state)
{
	struct fixture *f = *state;
	const json_t *reply =
		fixture_send_key(f, STUDENT, "queue.join", J("{\"booth\":21}"), "key-0001");

	assert_string_equal(text_of(json_object_get(reply, "err"), "code"), "booth_unstaffed");
	fixture_ok(f, RECRUITER, "seat.take", J("{\"booth\":21}"));
	reply = fixture_send_key(f, STUDENT, "queue.join", J("{\"booth\":21}"), "key-0001");
	assert_non_null(json_object_get(reply, "ok"));
}

/* Whoever reads the database, or a backup of it, opens nobody's account by that. */
static void a_reply_that_opens_an_account_is_kept_nowhere(void **state)
{
	struct fixture *f = *state;
	char tokens[2][65];

	for (int i = 0; i < 2; i++) {
		const json_t *reply = fixture_send_key(
			f, MANAGER, "staff.invite",
			J("{\"booth\":21,\"email\":\"eva@test.example\",\"name\":\"Eva\",\"role\":\"recruiter\"}"),
			"key-0001");

		snprintf(tokens[i], sizeof(tokens[i]), "%s", text_of(json_object_get(reply, "ok"), "token"));
	}
	assert_true(strlen(tokens[0]) >= 20);
	assert_string_not_equal(tokens[0], tokens[1]);
	assert_int_equal(fixture_sql(f, "SELECT count(*) FROM idempotency"), 0);
	/* Both lead to the one who was invited. */
	assert_int_equal(fixture_sql(f, "SELECT count(DISTINCT account_id) FROM login_link"), 1);
}

/* ---- topics ---- */

static const json_t *subscribe(struct fixture *f, int64_t account, const char *topic, int64_t since)
{
	return fixture_ok(f, account, "subscribe",
			  since < 0 ? J("{\"topic\":\"%s\"}", topic) :
				      J("{\"topic\":\"%s\",\"since\":%lld}", topic,
					(long long)since));
}

/* The frames of a topic since the last clearing must chain from `seq`; the newest sequence. */
static int64_t follow(struct fixture *f, const char *topic, int64_t seq)
{
	size_t i;
	json_t *frame;

	json_array_foreach(f->frames, i, frame) {
		if (strcmp(text_of(frame, "t"), topic) != 0 || !json_object_get(frame, "seq"))
			continue;
		assert_int_equal(int_of(frame, "prev"), seq);
		assert_true(int_of(frame, "seq") > seq);
		seq = int_of(frame, "seq");
	}
	json_array_clear(f->frames);
	return seq;
}

static void frames_chain_and_who_comes_back_gets_what_they_missed(void **state)
{
	struct fixture *f = *state;
	int64_t seq = int_of(subscribe(f, STUDENT, "chat:201", -1), "seq"), missed;
	const json_t *back;

	json_array_clear(f->frames);
	for (int i = 0; i < 3; i++)
		fixture_ok(f, STUDENT, "chat.post", J("{\"chat\":201,\"text\":\"%d\"}", i));
	missed = seq = follow(f, "chat:201", seq);
	for (int i = 3; i < 6; i++)
		fixture_ok(f, STUDENT, "chat.post", J("{\"chat\":201,\"text\":\"%d\"}", i));
	seq = follow(f, "chat:201", seq);
	back = subscribe(f, STUDENT, "chat:201", missed);
	assert_int_equal(json_array_size(json_object_get(back, "events")), 3);
	assert_int_equal(int_of(back, "seq"), seq);
	back = subscribe(f, STUDENT, "chat:201", seq);
	assert_int_equal(json_array_size(json_object_get(back, "events")), 0);
}

static void a_sequence_that_is_too_old_or_of_the_future_gets_a_snapshot(void **state)
{
	struct fixture *f = *state;
	int64_t seq = int_of(subscribe(f, STUDENT, "queue:21", -1), "seq");

	fixture_ok(f, RECRUITER, "seat.take", J("{\"booth\":21}"));
	for (int i = 0; i < 40; i++) {
		fixture_ok(f, RECRUITER, "seat.leave",
			   J("{\"seat\":%lld}", (long long)fixture_sql(f, "SELECT id FROM seat")));
		fixture_ok(f, RECRUITER, "seat.take", J("{\"booth\":21}"));
	}
	assert_non_null(json_object_get(subscribe(f, STUDENT, "queue:21", seq), "snapshot"));
	assert_non_null(json_object_get(subscribe(f, STUDENT, "chat:201", seq + 100000), "snapshot"));
	fixture_restart(f, 1000);
	assert_non_null(json_object_get(subscribe(f, STUDENT, "queue:21", seq), "snapshot"));
}

/* One event of this type about this item, with or without the item itself. */
static bool has_event(const json_t *reply, const char *type, int64_t id, bool is_gone)
{
	const json_t *events = json_object_get(reply, "events");
	size_t i;
	json_t *event;

	json_array_foreach((json_t *)events, i, event) {
		int64_t about = is_gone ? int_of(event, "gone") :
					  int_of(json_object_get(event, "item"), "id");

		if (strcmp(text_of(event, "type"), type) == 0 && about == id)
			return true;
	}
	return false;
}

static void who_comes_back_after_a_restart_gets_just_what_changed(void **state)
{
	struct fixture *f = *state;
	int64_t chat, me, left, kept, message;
	const json_t *back;

	fixture_ok(f, RECRUITER, "seat.take", J("{\"booth\":21}"));
	kept = int_of(fixture_ok(f, STUDENT, "slot.book", J("{\"slot\":301}")), "booking");
	left = int_of(fixture_ok(f, STUDENT, "queue.join", J("{\"booth\":21}")), "entry");
	fixture_ok(f, STUDENT, "chat.post", J("{\"chat\":201,\"text\":\"seen\"}"));
	me = int_of(subscribe(f, STUDENT, "me", -1), "seq");
	chat = int_of(subscribe(f, STUDENT, "chat:201", -1), "seq");
	message = int_of(fixture_ok(f, STUDENT, "chat.post", J("{\"chat\":201,\"text\":\"missed\"}")),
			 "message");
	fixture_ok(f, STUDENT, "queue.leave", J("{\"entry\":%lld}", (long long)left));
	fixture_restart(f, 1000);
	back = subscribe(f, STUDENT, "chat:201", chat);
	assert_int_equal(json_array_size(json_object_get(back, "events")), 1);
	assert_true(has_event(back, "message", message, false));
	back = subscribe(f, STUDENT, "me", me);
	assert_true(has_event(back, "entry", left, true));
	assert_false(has_event(back, "booking", kept, false));
	back = subscribe(f, STUDENT, "me", int_of(back, "seq"));
	assert_int_equal(json_array_size(json_object_get(back, "events")), 0);
}

static void what_changed_very_long_ago_is_forgotten(void **state)
{
	struct fixture *f = *state;
	int64_t seq;

	seq = int_of(subscribe(f, STUDENT, "chat:201", -1), "seq");
	fixture_ok(f, STUDENT, "chat.post", J("{\"chat\":201,\"text\":\"long ago\"}"));
	assert_int_equal(fixture_sql(f, "SELECT count(*) FROM change WHERE topic = 'chat'"), 1);
	fixture_sql_write(f, "UPDATE meta SET app_seq = app_seq + 200000");
	fixture_restart(f, 1000);
	assert_non_null(json_object_get(subscribe(f, STUDENT, "chat:201", seq), "snapshot"));
	for (int i = 0; i < 64; i++)
		fixture_ok(f, STUDENT + 1 + i % 8, "chat.post", J("{\"chat\":201,\"text\":\"now\"}"));
	assert_int_equal(fixture_sql(f, "SELECT count(*) FROM change WHERE topic = 'chat'"), 64);
	assert_int_equal(fixture_sql(f, "SELECT count(*) FROM message"), 65);
}

static void who_missed_more_than_a_snapshot_holds_gets_a_snapshot(void **state)
{
	struct fixture *f = *state;
	int64_t seq = int_of(subscribe(f, STUDENT, "chat:201", -1), "seq");

	for (int i = 0; i < 300; i++)
		fixture_ok(f, STUDENT, "chat.post", J("{\"chat\":201,\"text\":\"%d\"}", i));
	fixture_restart(f, 1000);
	assert_non_null(json_object_get(subscribe(f, STUDENT, "chat:201", seq), "snapshot"));
	assert_non_null(json_object_get(subscribe(f, STUDENT, "chat:201", seq + 100), "events"));
}

static void a_read_says_which_transaction_it_saw(void **state)
{
	struct fixture *f = *state;
	int64_t seq;

	fixture_ok(f, RECRUITER, "seat.take", J("{\"booth\":21}"));
	seq = fixture_sql(f, "SELECT app_seq FROM meta");
	assert_int_equal(int_of(fixture_send(f, STUDENT, "fair.list", json_object()), "seq"), seq);
}

static void a_state_topic_sends_the_latest_value_once_a_tick(void **state)
{
	struct fixture *f = *state;
	int64_t seq;
	size_t frames = 0, i;
	json_t *frame;

	fixture_ok(f, RECRUITER, "seat.take", J("{\"booth\":21}"));
	fixture_pass(f, 2000);
	seq = int_of(subscribe(f, STUDENT, "room:11", -1), "seq");
	json_array_clear(f->frames);
	for (int n = 0; n < 8; n++)
		fixture_ok(f, STUDENT + n, "queue.join", J("{\"booth\":21}"));
	fixture_pass(f, 249);
	fixture_pass(f, 1);
	json_array_foreach(f->frames, i, frame) {
		if (strcmp(text_of(frame, "t"), "room:11") == 0) {
			frames++;
			assert_int_equal(json_array_size(json_object_get(frame, "ev")), 1);
		}
	}
	/* The first change may leave at once; the rest is one frame. */
	assert_in_range(frames, 1, 2);
	frame = json_array_get(f->frames, json_array_size(f->frames) - 1);
	follow(f, "room:11", seq);
	assert_int_equal(int_of(fixture_item(f, STUDENT, "room:11", "booth", 21), "waiting"), 8);
}

static void ones_own_place_is_never_held_back_by_a_tick(void **state)
{
	struct fixture *f = *state;
	int64_t seq, before;

	fixture_ok(f, RECRUITER, "seat.take", J("{\"booth\":21}"));
	fixture_ok(f, STUDENT, "queue.join", J("{\"booth\":21}"));
	seq = before = int_of(subscribe(f, STUDENT, "queue:21", -1), "seq");
	json_array_clear(f->frames);
	for (int n = 1; n < 4; n++)
		fixture_ok(f, STUDENT + n, "queue.join", J("{\"booth\":21}"));
	seq = follow(f, "queue:21", seq);
	assert_int_equal(seq, before + 3);
}

/* Somebody joins the line of a booth in room 11; how many frames of the room that made. */
static size_t room_frames(struct fixture *f, int64_t student)
{
	size_t n = 0, i;
	json_t *frame;

	json_array_clear(f->frames);
	fixture_ok(f, student, "queue.join", J("{\"booth\":21}"));
	fixture_pass(f, 1000);
	json_array_foreach(f->frames, i, frame) n += strcmp(text_of(frame, "t"), "room:11") == 0;
	return n;
}

static void say_nobody_follows(struct fixture *f)
{
	fixture_ok(f, 0, "topic.unfollowed",
		   fixture_json("{\"topic\":\"room:11\",\"ask\":%u}", f->ask));
}

static void a_state_topic_that_nobody_follows_is_not_rendered(void **state)
{
	struct fixture *f = *state;
	int64_t seq;

	fixture_ok(f, RECRUITER, "seat.take", J("{\"booth\":21}"));
	subscribe(f, STUDENT, "room:11", -1);
	fixture_pass(f, 61 * 1000);
	assert_int_equal(room_frames(f, STUDENT), 1);
	assert_int_not_equal(f->ask, 0);
	/* Somebody came before the answer did. */
	seq = int_of(subscribe(f, STUDENT, "room:11", -1), "seq");
	say_nobody_follows(f);
	assert_int_equal(room_frames(f, STUDENT + 1), 1);
	fixture_pass(f, 61 * 1000);
	assert_int_equal(room_frames(f, STUDENT + 2), 1);
	say_nobody_follows(f);
	assert_int_equal(room_frames(f, STUDENT + 3), 0);
	assert_non_null(json_object_get(subscribe(f, STUDENT, "room:11", seq), "snapshot"));
	assert_int_equal(room_frames(f, STUDENT + 4), 1);
}

static void who_follows_a_topic_that_is_forgotten_is_told_to_ask_again(void **state)
{
	struct fixture *f = *state;
	int64_t seq = int_of(subscribe(f, STUDENT, "room:11", -1), "seq");
	const json_t *last;

	json_array_clear(f->frames);
	for (int minute = 0; minute < 62; minute++)
		fixture_pass(f, 60 * 1000); /* nothing is said or done */
	assert_int_equal(json_array_size(f->frames), 1);
	last = json_array_get(f->frames, 0);
	/* As a client judges it: neither old nor the next one. */
	assert_true(int_of(last, "seq") > seq && int_of(last, "prev") > seq);
	subscribe(f, STUDENT, "room:11", seq);
	json_array_clear(f->frames);
	fixture_ok(f, RECRUITER, "seat.take", J("{\"booth\":21}"));
	fixture_pass(f, 250);
	assert_int_equal(json_array_size(f->frames), 1);
}

static void nothing_is_published_of_a_command_that_was_refused(void **state)
{
	struct fixture *f = *state;

	subscribe(f, STUDENT, "me", -1);
	json_array_clear(f->frames);
	fixture_refused(f, STUDENT, "queue.join", J("{\"booth\":21}"), "booth_unstaffed");
	fixture_refused(f, STUDENT, "slot.book", J("{\"slot\":999}"), "not_found");
	assert_int_equal(json_array_size(f->frames), 0);
}

static void a_topic_of_somebody_else_is_refused(void **state)
{
	struct fixture *f = *state;

	fixture_refused(f, STUDENT, "subscribe", J("{\"topic\":\"console:21\"}"), "forbidden");
	fixture_refused(f, OTHER_RECRUITER, "subscribe", J("{\"topic\":\"console:21\"}"), "not_found");
	fixture_refused(f, STUDENT, "subscribe", J("{\"topic\":\"nothing:1\"}"), "unknown_topic");
	fixture_refused(f, STUDENT, "subscribe", J("{\"topic\":\"room:x\"}"), "unknown_topic");
	fixture_refused(f, STUDENT, "subscribe", J("{\"topic\":\"room:99999\"}"), "not_found");
}

static void a_session_opens_once_per_link_and_ends_everywhere(void **state)
{
	struct fixture *f = *state;
	const json_t *link = fixture_ok(f, 0, "account.link",
					J("{\"email\":\"student601@test.example\"}"));
	const char *token = text_of(link, "token");

	fixture_ok(f, 0, "session.redeem", J("{\"token\":\"%s\"}", token));
	fixture_refused(f, 0, "session.redeem", J("{\"token\":\"%s\"}", token), "link_invalid");
	fixture_refused(f, 0, "account.link", J("{\"email\":\"nobody@test.example\"}"), "not_found");
	link = fixture_ok(f, 0, "account.link", J("{\"email\":\"STUDENT601@test.example\"}"));
	fixture_pass(f, 24 * 3600 * 1000 + 1);
	fixture_refused(f, 0, "session.redeem", J("{\"token\":\"%s\"}", text_of(link, "token")),
			"link_invalid");
}

/* A command of this student, who asked that many µs ago, from a connection or none; whether the engine takes it. */
static bool is_taken_from(struct fixture *f, int64_t account, uint64_t conn, const char *cmd, json_t *args,
			  int64_t ago_us)
{
	struct fault fault;
	struct command *c;
	bool is_posted;

	assert_int_equal(command_make(command_table, str_of(cmd), args, &c, &fault), ERR_OK);
	json_decref(args);
	c->account = account;
	c->is_system = !account;
	c->origin = (struct origin){ .conn = conn, .id = ++f->next_id, .wants_reply = true };
	c->posted_us = clock_mono_us() - ago_us;
	is_posted = engine_post(f->engine, c);
	if (!is_posted)
		command_free(c);
	return is_posted;
}

static bool is_taken(struct fixture *f, int64_t account, const char *cmd, json_t *args, int64_t ago_us)
{
	return is_taken_from(f, account, 0, cmd, args, ago_us);
}

#define JOIN "queue.join", J("{\"booth\":21}")
#define LINK "account.link", J("{\"email\":\"student601@test.example\"}")

static void who_changes_something_is_put_off_while_others_wait_for_long(void **state)
{
	struct fixture *f = *state;

	assert_true(is_taken(f, STUDENT, JOIN, 2 * BEHIND_US));
	assert_true(is_taken(f, STUDENT + 1, JOIN, 0)); /* nobody was served late yet */
	engine_step(f->engine);
	assert_true(is_taken(f, STUDENT + 2, JOIN, 0)); /* nobody waits now */
	assert_false(is_taken(f, STUDENT + 3, JOIN, 0));
	assert_true(is_taken(f, STUDENT + 3, "fair.list", J("{}"), 0)); /* reading changes nothing */
	assert_true(is_taken(f, 0, LINK, 0));				/* nor is the system put off */
	engine_step(f->engine);
	assert_true(is_taken(f, STUDENT + 4, JOIN, 0)); /* who was served now had not waited */
	assert_true(is_taken(f, STUDENT + 3, JOIN, 0));
}

static void what_many_type_at_once_is_said_in_one_frame(void **state)
{
	struct fixture *f = *state;
	const json_t *events;

	fixture_ok(f, STUDENT, "subscribe", J("{\"topic\":\"chat:%lld\"}", (long long)BOOTH_CHAT));
	json_array_clear(f->frames);
	for (int64_t i = 1; i <= 3; i++)
		assert_true(is_taken(f, STUDENT + i, "chat.typing",
				     J("{\"chat\":%lld}", (long long)BOOTH_CHAT), 0));
	engine_step(f->engine);
	assert_int_equal(json_array_size(f->frames), 1);
	events = json_object_get(json_array_get(f->frames, 0), "ev");
	assert_int_equal(json_array_size(events), 3);
	for (size_t i = 0; i < 3; i++)
		assert_int_equal(int_of(json_object_get(json_array_get(events, i), "item"), "account"),
				 STUDENT + 1 + (int64_t)i);
	engine_step(f->engine);
	assert_int_equal(json_array_size(f->frames), 1); /* and once */
}

/* The engine finds out when others of its transaction are done, and their turn has come again. */
static void what_is_refused_after_it_wrote_takes_nothing_from_the_others(void **state)
{
	struct fixture *f = *state;
	long long lead;
	int64_t at_first;

	fixture_ok(f, STUDENT, "slot.book", J("{\"slot\":301}"));
	lead = (long long)fixture_sql(f, "SELECT id FROM lead");
	fixture_ok(f, RECRUITER, "lead.save", J("{\"lead\":%lld,\"tags\":[\"zorg\"]}", lead));
	at_first = fixture_sql(f, "SELECT app_seq FROM meta");
	assert_true(is_taken(f, STUDENT, "chat.post", J("{\"chat\":201,\"text\":\"Hallo!\"}"), 0));
	assert_true(is_taken(f, RECRUITER, "lead.save", J("{\"lead\":%lld,\"rating\":6,\"tags\":[]}", lead), 0));
	assert_true(is_taken(f, STUDENT + 1, "slot.book", J("{\"slot\":302}"), 0));
	engine_step(f->engine);
	assert_int_equal(fixture_sql(f, "SELECT count(*) FROM lead_tag WHERE tag = 'zorg'"), 1);
	assert_int_equal(fixture_sql(f, "SELECT count(*) FROM message"), 1);
	assert_int_equal(fixture_sql(f, "SELECT count(*) FROM booking"), 2);
	assert_int_equal(fixture_sql(f, "SELECT app_seq FROM meta"), at_first + 1);
}

/* Nor is anything left twice of those who had their turn again: a page that goes is told of once. */
static void a_turn_that_comes_again_leaves_one_farewell(void **state)
{
	struct fixture *f = *state;
	long long seat, call, lead;
	unsigned long long before;

	seat = (long long)int_of(fixture_ok(f, RECRUITER, "seat.take", J("{\"booth\":21}")), "seat");
	fixture_connect(f, STUDENT, 5);
	fixture_ok(f, STUDENT, "queue.join", J("{\"booth\":21}"));
	call = (long long)int_of(fixture_ok(f, RECRUITER, "call.next", J("{\"seat\":%lld}", seat)), "call");
	fixture_ok(f, STUDENT, "call.accept", J("{\"call\":%lld}", call));
	lead = (long long)fixture_sql(f, "SELECT id FROM lead");
	fixture_ok(f, RECRUITER, "lead.save", J("{\"lead\":%lld,\"tags\":[\"zorg\"]}", lead));
	assert_true(is_taken_from(f, STUDENT, 5, "call.join", J("{\"call\":%lld}", call), 0));
	assert_true(is_taken(f, RECRUITER, "lead.save", J("{\"lead\":%lld,\"rating\":6,\"tags\":[]}", lead), 0));
	engine_step(f->engine);
	before = atomic_load(&f->engine->metrics.commands_committed);
	fixture_disconnect(f, STUDENT, 5);
	fixture_pass(f, 1);
	/* That nobody of them is there any more, and that this page is gone. */
	assert_int_equal(atomic_load(&f->engine->metrics.commands_committed) - before, 2);
}

int main(void)
{
	static const struct CMUnitTest TESTS[] = {
#define T(name) cmocka_unit_test_setup_teardown(name, start, stop)
		T(a_recorded_evening_replays_to_the_same_database),
		T(the_changes_of_a_run_make_the_same_database_elsewhere),
		T(a_command_sent_again_changes_nothing_and_gets_the_first_reply),
		T(a_key_belongs_to_one_person_and_one_command),
		T(a_refusal_is_not_remembered),
		T(a_reply_that_opens_an_account_is_kept_nowhere),
		T(frames_chain_and_who_comes_back_gets_what_they_missed),
		T(a_sequence_that_is_too_old_or_of_the_future_gets_a_snapshot),
		T(who_comes_back_after_a_restart_gets_just_what_changed),
		T(what_changed_very_long_ago_is_forgotten),
		T(who_missed_more_than_a_snapshot_holds_gets_a_snapshot),
		T(a_read_says_which_transaction_it_saw),
		T(a_state_topic_sends_the_latest_value_once_a_tick),
		T(ones_own_place_is_never_held_back_by_a_tick),
		T(a_state_topic_that_nobody_follows_is_not_rendered),
		T(who_follows_a_topic_that_is_forgotten_is_told_to_ask_again),
		T(nothing_is_published_of_a_command_that_was_refused),
		T(a_topic_of_somebody_else_is_refused),
		T(a_session_opens_once_per_link_and_ends_everywhere),
		T(who_changes_something_is_put_off_while_others_wait_for_long),
		T(what_many_type_at_once_is_said_in_one_frame),
		T(what_is_refused_after_it_wrote_takes_nothing_from_the_others),
		T(a_turn_that_comes_again_leaves_one_farewell),
#undef T
	};

	return cmocka_run_group_tests(TESTS, NULL, NULL);
}
