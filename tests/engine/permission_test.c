/* The permission table, cell by cell (design §3.9): every command as every role, own and foreign. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "engine/tables.h"
#include "evening.h"

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
	case OBJECT_SCHOOL:
		name = "school", object = 100;
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
	case OBJECT_PLACEMENT:
		name = "placement", object = fixture_sql(f, "SELECT min(id) FROM placement");
		break;
	case OBJECT_GROUP:
		name = "group", object = 7003;
		break;
	case OBJECT_WALL: /* of no command: a wall is followed */
		break;
	case OBJECT_REPORT:
		name = "report", object = 7002;
		break;
	case OBJECT_PROGRAMME:
		name = "programme", object = 900;
		break;
	case OBJECT_MESSAGE:
		name = "message", object = 7004;
		break;
	case OBJECT_SEAT:
		name = "seat", object = fixture_sql(f, "SELECT id FROM seat LIMIT 1");
		break;
	case OBJECT_CALL:
		name = "call", object = fixture_sql(f, "SELECT id FROM call LIMIT 1");
		break;
	case OBJECT_HANDOVER:
		name = "handover", object = fixture_sql(f, "SELECT id FROM handover LIMIT 1");
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
	case CMD_TOPIC_UNFOLLOWED:
		return "{\"topic\":\"fair:1\",\"ask\":1}";
	case CMD_SERVER_RESUMED:
		return "{\"down_ms\":0}";
	case CMD_SESSION_REDEEM:
		return "{\"token\":\"aaaaaaaaaaaaaaaaaaaaaaaa\"}";
	case CMD_SESSION_ASK:
		return "{\"email\":\"a@b.example\"}";
	case CMD_SESSION_ENTER_CODE:
		return "{\"code\":\"000000\"}";
	case CMD_SESSION_DISCONNECT:
		return "{\"account\":601}";
	case CMD_ACCOUNT_SET_LOCALE:
		return "{\"locale\":\"nl\"}";
	case CMD_ACCOUNT_GO_TO:
		return "{\"fair\":1}";
	case CMD_ACCOUNT_LINK:
		return "{\"email\":\"student601@test.example\"}";
	case CMD_ACCOUNT_CREATE:
		return "{\"email\":\"new@test.example\",\"name\":\"New\",\"is_admin\":false}";
	case CMD_IMPORT_LOAD:
		return "{\"files\":[{\"kind\":\"rooms\",\"name\":\"rooms.csv\",\"csv\":\"\"}]}";
	case CMD_IMPORT_STAGE:
		return "{\"kind\":\"rooms\",\"name\":\"rooms.csv\",\"part\":0,\"is_last\":true,"
		       "\"csv\":\"1\"}";
	case CMD_IMPORT_CHECK:
	case CMD_IMPORT_FORGET:
	case CMD_IMPORT_EXPIRE:
		return "{\"staged\":99999}";
	case CMD_IMPORT_ACCEPT:
		return "{\"staged\":99999,\"faulty\":0}";
	case CMD_EXHIBITOR_ADD:
	case CMD_EXHIBITOR_ASK:
		return "{\"draft\":{\"employer\":\" \",\"city\":\"\",\"room\":11,\"contact\":\"C\","
		       "\"email\":\"c@firm.example\",\"tagline\":\"\"}}";
	case CMD_EXHIBITOR_RENEW:
		return "{\"token\":\"aaaaaaaaaaaaaaaaaaaaaaaa\"}";
	case CMD_EXHIBITOR_APPROVE:
	case CMD_EXHIBITOR_REFUSE:
		return "{\"request\":99999}";
	case CMD_SEARCH_FIND:
		return "{\"text\":\"zorg\"}";
	case CMD_CHAT_POST:
		return "{\"text\":\"hallo\"}";
	case CMD_SEAT_SET_AUTO:
		return "{\"is_auto\":false}";
	case CMD_CALL_PICK:
		return "{\"entry\":99999}";
	case CMD_CALL_TRANSFER:
		return "{\"booth\":22,\"note\":\"\"}";
	case CMD_SEAT_PAUSE:
		return "{\"minutes\":5}";
	case CMD_CALL_REPORT:
		return "{\"reason\":\"other\",\"text\":\"\",\"is_blocked\":false}";
	case CMD_PROGRAMME_ADD:
		return "{\"school\":99999,\"draft\":{\"name\":\"A\",\"level\":\"mbo4\",\"code\":\"\",\"about\":\"\","
		       "\"requirements\":\"\",\"periods\":\"\",\"contact_name\":\"\",\"contact_email\":\"\","
		       "\"contact_phone\":\"\",\"processes\":[]}}";
	case CMD_PROGRAMME_SAVE:
		return "{\"draft\":{\"name\":\" \",\"level\":\"mbo4\",\"code\":\"\",\"about\":\"\","
		       "\"requirements\":\"\",\"periods\":\"\",\"contact_name\":\"\",\"contact_email\":\"\","
		       "\"contact_phone\":\"\",\"processes\":[]}}";
	case CMD_CERTIFICATION_SET:
		return "{\"programme\":99999,\"state\":\"applied\"}";
	case CMD_MESSAGE_REPORT:
		return "{\"reason\":\"other\",\"text\":\"\"}";
	case CMD_MESSAGE_HIDE:
		return "{\"is_hidden\":false}";
	case CMD_STUDENT_MUTE:
		return "{\"student\":99999,\"is_muted\":true}";
	case CMD_STUDENT_BAN:
		return "{\"student\":99999,\"is_banned\":true}";
	case CMD_ANNOUNCEMENT_POST:
		return "{\"audience\":\"everybody\",\"text\":\"A\",\"text_en\":\"A\",\"room\":99999}";
	case CMD_AUDIT_OF_FAIR:
		return "{\"role\":\"organiser\"}";
	case CMD_ANNOUNCEMENT_TAKE_BACK:
		return "{\"announcement\":99999}";
	case CMD_BOOTH_SAVE:
		return "{\"tagline\":\"We make things\",\"about\":\"\",\"city\":\"\",\"languages\":[\"nl\"],\"talk_minutes\":8}";
	case CMD_PLACEMENT_ADD:
	case CMD_PLACEMENT_SAVE:
		return "{\"draft\":{\"title\":\"Placement\",\"about\":\"\",\"level\":\"mbo4\",\"track\":\"bol\","
		       "\"period\":\"\",\"hours\":61,\"places\":1,\"processes\":[]}}";
	case CMD_STAFF_INVITE:
		return "{\"email\":\"No Address\",\"name\":\"New\",\"role\":\"recruiter\"}";
	case CMD_SCHOOL_STAFF_INVITE:
		return "{\"school\":99999,\"email\":\"a@b.example\",\"name\":\"New\",\"role\":\"coordinator\"}";
	case CMD_SCHOOL_STAFF_REMOVE:
		return "{\"school\":99999,\"account\":99999,\"role\":\"coordinator\"}";
	case CMD_STAFF_REMOVE:
	case CMD_STAFF_RENEW:
		return "{\"account\":99999}";
	case CMD_FAIR_HIDE_CARDS:
		return "{\"at_ms\":1}";
	case CMD_SLOT_OFFER:
	case CMD_SLOT_CHOICES:
	case CMD_LINE_CHOICES:
	case CMD_LINE_OFFER:
	case CMD_STUDENT_RESEND:
		return "{\"student\":99999}";
	case CMD_SLOT_PREVIEW:
	case CMD_SLOT_PLAN:
		return "{\"plan\":{\"from_ms\":1,\"until_ms\":2,\"talk_minutes\":0,"
		       "\"pause_minutes\":0,\"seats\":1,\"reserve_percent\":0}}";
	case CMD_BOOKING_MOVE:
		return "{\"slot\":99999}";
	case CMD_DOORS_WAVE:
		return "{\"at_ms\":1}";
	case CMD_FAIR_WIDEN:
		return "{\"by\":1}";
	case CMD_FAIR_SET_RULES:
		return "{\"max_queues\":3,\"max_bookings\":3,\"max_talks\":2,\"answer_hours\":24,"
		       "\"ring_s\":45,\"wrap_up_s\":60,\"suspension_minutes\":5,"
		     "\"no_show_minutes\":3,\"employer_minutes\":5,\"put_back\":2,\"extensions\":2,"
		     "\"is_blind\":false,\"retention_days\":28}";
	case CMD_SCHOOL_ADD:
		return "{\"name\":\" \",\"city\":\"\"}";
	case CMD_SCHOOL_ANSWER:
		return "{\"fair\":99999,\"is_yes\":true}";
	case CMD_FAIR_CREATE:
	case CMD_FAIR_SAVE:
		return "{\"draft\":{\"name\":\" \",\"kind\":\"internship\",\"opens_ms\":1,\"closes_ms\":2,"
		       "\"target\":0,\"talk_minutes\":8}}";
	case CMD_FAIR_ADD_SCHOOL:
	case CMD_FAIR_REMOVE_SCHOOL:
		return "{\"school\":99999}";
	case CMD_FAIR_COPY:
		return "{\"name\":\" \",\"opens_ms\":1}";
	case CMD_FAIR_SAVE_TEXTS:
		return "{\"welcome\":\"\",\"welcome_en\":\"\",\"privacy\":\"\",\"privacy_en\":\"\"}";
	case CMD_FAIR_PUBLISH:
		return "{\"is_listed\":true}";
	case CMD_ROOM_ADD:
	case CMD_ROOM_SAVE:
		return "{\"draft\":{\"name\":\" \",\"name_en\":\"\",\"sector\":\"ict\"}}";
	case CMD_ROOM_ORDER:
		return "{\"rooms\":[99999]}";
	case CMD_GROUP_ADD:
		return "{\"school\":99999,\"draft\":{\"name\":\"A\",\"until_ms\":1,\"most\":1}}";
	case CMD_GROUP_SAVE:
		return "{\"draft\":{\"name\":\"A\",\"until_ms\":1,\"most\":1}}";
	case CMD_GROUP_LOOK:
		return "{\"code\":\"a\"}";
	case CMD_GROUP_JOIN:
		return "{\"code\":\"a\",\"locale\":\"nl\"}";
	case CMD_SCHOOL_SET_DOMAINS:
		return "{\"domains\":[\"none\"]}";
	case CMD_STUDENT_ASK:
		return "{\"email\":\"a@b.example\",\"name\":\" \",\"locale\":\"nl\"}";
	case CMD_STUDENT_ENTER:
	case CMD_STUDENT_CONFIRM_ADDRESS:
		return "{\"code\":\"00000000\"}";
	case CMD_STUDENT_ASK_ADDRESS:
		return "{\"email\":\"a@b.example\"}";
	case CMD_CARD_PROCESSES:
		return "{\"programme\":99999}";
	case CMD_FAIR_EXTEND:
		return "{\"minutes\":0}";
	case CMD_BOOTH_TELL:
		return "{\"text\":\" \"}";
	case CMD_NOTE_DISMISS:
		return "{\"note\":99999}";
	case CMD_WALL_SHOW:
		return "{\"is_new\":false}";
	case CMD_FAIR_MOVE:
		return "{\"opens_ms\":1}";
	case CMD_BOOKING_REMIND:
		return "{\"version\":99999,\"is_soon\":true}";
	case CMD_BOOKING_EXPIRE:
	case CMD_FAIR_TICK:
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
	case CMD_LEAD_SHARE_CONTACT:
		return "{\"is_shared\":true}";
	case CMD_LEAD_CALL_BACK:
		return "{\"note\":\"\"}";
	case CMD_MAIL_CONFIGURE:
		return "{\"mode\":\"off\",\"origin\":\"\",\"sender\":\"\"}";
	case CMD_MAIL_HAND_OVER:
		return "{\"mail\":1,\"attempt\":1}";
	case CMD_MAIL_SETTLE:
		return "{\"mail\":1,\"attempt\":1,\"outcome\":\"sent\",\"detail\":\"\"}";
	case CMD_LEAD_EXPORT:
		return "{\"format\":\"csv\",\"leads\":1}";
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

/* Something of every kind of object: a line, a booking, a call, an offer, a report. */
static void fill(struct fixture *f)
{
	int64_t seat = int_of(fixture_ok(f, RECRUITER, "seat.take", J("{\"booth\":21}")), "seat");

	fixture_ok(f, STUDENT, "queue.join", J("{\"booth\":21}"));
	fixture_ok(f, STUDENT, "slot.book", J("{\"slot\":301}"));
	fixture_ok(f, RECRUITER, "call.next", J("{\"seat\":%lld}", (long long)seat));
	fixture_sql_write(f, "INSERT INTO handover VALUES (7001, 1, 601, 502, 21, 22, '', 'offered', 1, NULL)");
	fixture_sql_write(f, "INSERT INTO student_group VALUES (7003, 1, 100, NULL, 'A', 'abc', 1, 1, 0, 1)");
	fixture_sql_write(f, "INSERT INTO report SELECT 7002, 1, id, NULL, 601, 502, 'other', '', 1, NULL, NULL "
			     "FROM call");
	fixture_sql_write(f, "INSERT INTO message VALUES (7004, 1, 201, 601, 0, 'hallo', 1, NULL)");
}

static void every_cell_of_the_permission_table_is_kept(void **state)
{
	struct fixture *f = *state;
	unsigned refused = 0, allowed = 0;

	fill(f);
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

/*
 * Everybody of another fair on this server, in every role; and of the employer of booth 21 there: what they are
 * at their own fair counts for nothing here.
 */
static const struct {
	int64_t account;
	const char *role;
	int64_t org;
} NEIGHBOURS[] = {
	{ 701, "organiser", 200 }, { 702, "coordinator", 200 }, { 703, "coach", 200 },
	{ 704, "ambassador", 200 }, { 705, "recruiter", 201 },	{ 706, "manager", 201 },
	{ 707, "student", 200 },   { 708, "recruiter", 101 },	{ 709, "manager", 101 },
	{ 710, "organiser", 100 },
};

static void make_neighbours(struct fixture *f)
{
	char sql[256];

	fixture_sql_write(f, "INSERT INTO organisation VALUES (200, 'other', 'school', 'Other', '')");
	fixture_sql_write(f, "INSERT INTO organisation VALUES (201, 'firm', 'employer', 'Firm', '')");
	fixture_sql_write(f, "INSERT INTO fair (id, slug, name, state, opens_ms, closes_ms, timezone, target, "
			     "max_queues, talk_ms) SELECT 2, 'other', 'Other', 'open', opens_ms, closes_ms, "
			     "timezone, 1, 3, 480000 FROM fair");
	for (size_t i = 0; i < ARRAY_LEN(NEIGHBOURS); i++) {
		snprintf(sql, sizeof(sql),
			 "INSERT INTO account (id, email, name, locale, is_admin, created_ms) "
			 "VALUES (%lld, 'n%zu@test.example', 'N', 'nl', 0, 0)",
			 (long long)NEIGHBOURS[i].account, i);
		fixture_sql_write(f, sql);
		snprintf(sql, sizeof(sql), "INSERT INTO participation VALUES (2, %lld, '%s', %lld)",
			 (long long)NEIGHBOURS[i].account, NEIGHBOURS[i].role, (long long)NEIGHBOURS[i].org);
		fixture_sql_write(f, sql);
	}
	fixture_restart(f, 0);
}

/* What a fair publishes, anybody may see and ask. */
static bool is_public(const uint8_t allow[ROLE_COUNT])
{
	return allow[CALLER_VISITOR] != RELATION_NONE || allow[CALLER_MEMBER] == RELATION_ANY;
}

static void is_hidden(const char *what, int64_t account, const char *code)
{
	if (strcmp(code, "forbidden") != 0 && strcmp(code, "not_found") != 0)
		fail_msg("%s of another fair by account %lld: %s", what, (long long)account, code);
}

static void two_fairs_on_one_server_are_invisible_to_each_other(void **state)
{
	struct fixture *f = *state;
	unsigned tried = 0;

	make_neighbours(f);
	fill(f);
	for (int which = 0; which < COMMAND_COUNT; which++) {
		const struct command_def *def = &command_table[which];

		if (def->object == OBJECT_NONE || is_public(def->allow))
			continue;
		for (size_t i = 0; i < ARRAY_LEN(NEIGHBOURS); i++, tried++)
			is_hidden(def->name, NEIGHBOURS[i].account,
				  code_as(f, NEIGHBOURS[i].account, (enum command_id)which));
	}
	assert_true(tried > 500);
}

static void no_topic_of_a_fair_is_heard_at_another(void **state)
{
	struct fixture *f = *state;
	unsigned tried = 0;

	make_neighbours(f);
	fill(f);
	for (int kind = 0; kind < TOPIC_COUNT; kind++) {
		const struct topic_def *def = &topic_table[kind];
		int64_t id = def->object == OBJECT_FAIR	 ? FAIR :
			     def->object == OBJECT_BOOTH ? BOOTH :
			     def->object == OBJECT_ROOM	 ? ROOM :
			     def->object == OBJECT_CHAT	 ? BOOTH_CHAT :
			     def->object == OBJECT_CALL	 ? fixture_sql(f, "SELECT id FROM call") :
							   0;

		/* One's own is asked for without a name. */
		if (is_public(def->allow) || def->object == OBJECT_ACCOUNT)
			continue;
		assert_true(id > 0);
		for (size_t i = 0; i < ARRAY_LEN(NEIGHBOURS); i++, tried++) {
			const json_t *reply = fixture_send(
				f, NEIGHBOURS[i].account, "subscribe",
				J("{\"topic\":\"%s:%lld\"}", def->name, (long long)id));
			const json_t *err = json_object_get(reply, "err");

			is_hidden(def->name, NEIGHBOURS[i].account, err ? text_of(err, "code") : "ok");
		}
	}
	assert_true(tried >= 40);
}

static void the_text_of_a_call_is_between_the_two(void **state)
{
	struct fixture *f = *state;
	int64_t seat = take_seat(f, RECRUITER), chat;

	join(f, STUDENT);
	ring(f, RECRUITER, seat);
	chat = fixture_sql(f, "SELECT chat_id FROM call");
	fixture_ok(f, STUDENT, "chat.post", J("{\"chat\":%lld,\"text\":\"hoi\"}", (long long)chat));
	fixture_ok(f, RECRUITER, "chat.post", J("{\"chat\":%lld,\"text\":\"dag\"}", (long long)chat));
	for (int64_t other = ORGANISER; other <= ADMIN; other++) {
		if (other == RECRUITER)
			continue;
		fixture_refused(f, other, "chat.post",
				J("{\"chat\":%lld,\"text\":\"?\"}", (long long)chat),
				other == COORDINATOR || other == ADMIN ? "forbidden" : "not_found");
		fixture_refused(f, other, "subscribe", J("{\"topic\":\"chat:%lld\"}", (long long)chat),
				other == COORDINATOR || other == ADMIN ? "forbidden" : "not_found");
	}
	/* A booth's own chat is open to the fair. */
	fixture_ok(f, ORGANISER, "chat.post", J("{\"chat\":201,\"text\":\"welkom\"}"));
	fixture_ok(f, ORGANISER, "subscribe", J("{\"topic\":\"chat:201\"}"));
}

int main(void)
{
	static const struct CMUnitTest TESTS[] = {
#define T(name) cmocka_unit_test_setup_teardown(name, evening_start, evening_stop)
		T(every_cell_of_the_permission_table_is_kept),
		T(two_fairs_on_one_server_are_invisible_to_each_other),
		T(no_topic_of_a_fair_is_heard_at_another),
		T(the_text_of_a_call_is_between_the_two),
		T(a_foreign_object_looks_as_if_it_did_not_exist),
#undef T
	};

	return cmocka_run_group_tests(TESTS, NULL, NULL);
}
