/*
 * What the engine promises whatever the feature: idempotency, resumable topics, determinism, the
 * permission table (design §3). Through real commands on a real database.
 */
#define SQLITE_ENABLE_SESSION
#define SQLITE_ENABLE_PREUPDATE_HOOK
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

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

/* ---- the permission table, cell by cell ---- */

/* Arguments that parse, about objects that exist; what they would do does not matter here. */
static json_t *args_of(struct fixture *f, enum command_id which)
{
	static const char ENTRY[] = "SELECT id FROM queue_entry LIMIT 1";
	const struct command_def *def = &command_table[which];
	json_t *args = json_object();
	int64_t object = 0;
	const char *name = NULL;

	switch (def->object) {
	case OBJECT_NONE:
		break;
	case OBJECT_ACCOUNT:
		name = "account", object = STUDENT;
		break;
	case OBJECT_FAIR:
		name = "fair", object = FAIR;
		break;
	case OBJECT_ROOM:
		name = "room", object = ROOM;
		break;
	case OBJECT_BOOTH:
		name = "booth", object = BOOTH;
		break;
	case OBJECT_CHAT:
		name = "chat", object = BOOTH_CHAT;
		break;
	case OBJECT_ENTRY:
		name = "entry", object = fixture_sql(f, ENTRY);
		break;
	case OBJECT_SLOT:
		name = "slot", object = FIRST_SLOT;
		break;
	case OBJECT_BOOKING:
		name = "booking", object = fixture_sql(f, "SELECT id FROM booking LIMIT 1");
		break;
	case OBJECT_SEAT:
		name = "seat", object = fixture_sql(f, "SELECT id FROM seat LIMIT 1");
		break;
	case OBJECT_CALL:
		name = "call", object = fixture_sql(f, "SELECT id FROM call LIMIT 1");
		break;
	case OBJECT_LEAD:
		name = "lead", object = fixture_sql(f, "SELECT id FROM lead LIMIT 1");
		break;
	}
	if (name)
		json_object_set_new(args, name, json_integer(object));
	return args;
}

/* What else each command needs, besides its object. */
static const char *more_args(enum command_id which)
{
	switch ((int)which) {
	case CMD_SUBSCRIBE:
	case CMD_UNSUBSCRIBE:
		return "{\"topic\":\"fair:1\"}";
	case CMD_SERVER_RESUMED:
		return "{\"down_ms\":0}";
	case CMD_SESSION_REDEEM:
		return "{\"token\":\"aaaaaaaaaaaaaaaaaaaaaaaa\"}";
	case CMD_SESSION_DISCONNECT:
		return "{\"account\":601}";
	case CMD_ACCOUNT_SET_LOCALE:
		return "{\"locale\":\"nl\"}";
	case CMD_ACCOUNT_LINK:
		return "{\"email\":\"student601@test.example\"}";
	case CMD_ACCOUNT_CREATE:
		return "{\"email\":\"new@test.example\",\"name\":\"New\",\"is_admin\":false}";
	case CMD_IMPORT_LOAD:
		return "{\"files\":[{\"kind\":\"rooms\",\"name\":\"rooms.csv\",\"csv\":\"\"}]}";
	case CMD_CHAT_POST:
		return "{\"text\":\"hallo\"}";
	case CMD_SEAT_PAUSE:
		return "{\"minutes\":5}";
	case CMD_SEAT_TIMEOUT:
	case CMD_QUEUE_TIMEOUT:
	case CMD_CALL_TIMEOUT:
		return "{\"version\":99999}";
	case CMD_PERSON_TIMEOUT:
		return "{\"since_ms\":1}";
	case CMD_CALL_PAGE_LOST:
		return "{\"page\":99999}";
	case CMD_CALL_SIGNAL:
		return "{\"pair\":1,\"kind\":\"offer\",\"data\":\"\"}";
	case CMD_CALL_CONNECTED:
		return "{\"pair\":99999}";
	case CMD_LEAD_ANSWER:
		return "{\"answer\":\"maybe\",\"reason\":\"\"}";
	case CMD_LEAD_MOVE:
		return "{\"state\":\"invited\"}";
	default:
		return "{}";
	}
}

static const struct {
	enum caller_role role;
	int64_t account;
} PEOPLE[] = {
	{ CALLER_VISITOR, -1 },	     { CALLER_STUDENT, STUDENT + 9 },
	{ CALLER_RECRUITER, RECRUITER }, { CALLER_MANAGER, MANAGER },
	{ CALLER_ORGANISER, ORGANISER }, { CALLER_COORDINATOR, COORDINATOR },
	{ CALLER_ADMIN, ADMIN },
};

/* A reply's error code, "ok" where there is none. Account -1: nobody signed in. */
static const char *code_as(struct fixture *f, int64_t account, enum command_id which)
{
	struct fault fault = { 0 };
	struct command *c;
	json_t *args = args_of(f, which), *more = json_loads(more_args(which), 0, NULL);
	char id[32];

	json_object_update(args, more);
	json_decref(more);
	if (command_make(command_table, str_of(command_table[which].name), args, &c, &fault))
		fail_msg("%s: %s %s", command_table[which].name, err_name(fault.code), fault.field);
	json_decref(args);
	c->account = account < 0 ? 0 : account;
	c->origin = (struct origin){ .id = ++f->next_id, .wants_reply = true };
	snprintf(id, sizeof(id), "%lld", (long long)f->next_id);
	assert_true(engine_post(f->engine, c));
	fixture_pass(f, 0);
	if (which == CMD_SESSION_CONNECT)
		id[0] = '\0'; /* its answer is a hello, not a reply */
	if (!json_object_get(f->replies, id))
		return "ok";
	return json_object_get(json_object_get(f->replies, id), "ok") ?
		       "ok" :
		       text_of(json_object_get(json_object_get(f->replies, id), "err"), "code");
}

static bool is_allowed_somewhere(enum command_id which, enum caller_role role)
{
	const uint8_t *allow = command_table[which].allow;

	if (allow[CALLER_VISITOR] != RELATION_NONE)
		return true;
	return allow[role] != RELATION_NONE ||
	       (role != CALLER_VISITOR && allow[CALLER_MEMBER] != RELATION_NONE);
}

static void every_cell_of_the_permission_table_is_kept(void **state)
{
	struct fixture *f = *state;
	unsigned refused = 0, allowed = 0;
	int64_t seat = int_of(fixture_ok(f, RECRUITER, "seat.take", J("{\"booth\":21}")), "seat");

	fixture_ok(f, STUDENT, "queue.join", J("{\"booth\":21}"));
	fixture_ok(f, STUDENT, "slot.book", J("{\"slot\":301}"));
	fixture_ok(f, RECRUITER, "call.next", J("{\"seat\":%lld}", (long long)seat));
	for (int which = 0; which < COMMAND_COUNT; which++) {
		if (which == CMD_SESSION_CONNECT)
			continue; /* answered by a hello; a client's never reaches the engine as system */
		for (size_t i = 0; i < ARRAY_LEN(PEOPLE); i++) {
			const char *code = code_as(f, PEOPLE[i].account, (enum command_id)which);
			bool is_refused = strcmp(code, "forbidden") == 0 ||
					  strcmp(code, "not_signed_in") == 0;

			if (is_refused ==
			    is_allowed_somewhere((enum command_id)which, PEOPLE[i].role))
				fail_msg("%s as role %d: %s", command_table[which].name,
					 (int)PEOPLE[i].role, code);
			refused += is_refused;
			allowed += !is_refused;
		}
	}
	assert_true(refused > 200 && allowed > 50);
}

static void a_foreign_object_looks_as_if_it_did_not_exist(void **state)
{
	struct fixture *f = *state;
	int64_t seat = int_of(fixture_ok(f, RECRUITER, "seat.take", J("{\"booth\":21}")), "seat");
	int64_t entry = int_of(fixture_ok(f, STUDENT, "queue.join", J("{\"booth\":21}")), "entry");
	int64_t call = int_of(fixture_ok(f, RECRUITER, "call.next",
					 J("{\"seat\":%lld}", (long long)seat)),
			      "call");
	int64_t lead = fixture_sql(f, "SELECT id FROM lead");

	fixture_refused(f, STUDENT + 1, "queue.leave", J("{\"entry\":%lld}", (long long)entry),
			"not_found");
	fixture_refused(f, STUDENT + 1, "call.accept", J("{\"call\":%lld}", (long long)call),
			"not_found");
	fixture_refused(f, COLLEAGUE, "call.end", J("{\"call\":%lld}", (long long)call), "not_found");
	fixture_refused(f, OTHER_RECRUITER, "lead.save", J("{\"lead\":%lld}", (long long)lead),
			"not_found");
	fixture_refused(f, OTHER_RECRUITER, "seat.take", J("{\"booth\":21}"), "not_found");
	fixture_refused(f, COLLEAGUE, "seat.leave", J("{\"seat\":%lld}", (long long)seat),
			"not_found");
	fixture_ok(f, COLLEAGUE, "lead.save", J("{\"lead\":%lld,\"rating\":3}", (long long)lead));
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
		T(frames_chain_and_who_comes_back_gets_what_they_missed),
		T(a_sequence_that_is_too_old_or_of_the_future_gets_a_snapshot),
		T(who_comes_back_after_a_restart_gets_just_what_changed),
		T(who_missed_more_than_a_snapshot_holds_gets_a_snapshot),
		T(a_read_says_which_transaction_it_saw),
		T(a_state_topic_sends_the_latest_value_once_a_tick),
		T(ones_own_place_is_never_held_back_by_a_tick),
		T(nothing_is_published_of_a_command_that_was_refused),
		T(a_topic_of_somebody_else_is_refused),
		T(a_session_opens_once_per_link_and_ends_everywhere),
		T(every_cell_of_the_permission_table_is_kept),
		T(a_foreign_object_looks_as_if_it_did_not_exist),
#undef T
	};

	return cmocka_run_group_tests(TESTS, NULL, NULL);
}
