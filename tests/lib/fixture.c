/* See fixture.h. */
#include "fixture.h"

#include <setjmp.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/log.h"
#include "engine/tables.h"
#include "features/search/search.h"
#include "store/db.h"

static void exec(sqlite3 *db, const char *sql)
{
	char *error = NULL;

	if (sqlite3_exec(db, sql, NULL, NULL, &error))
		fail_msg("%s in %s", error, sql);
}

static void exec_format(sqlite3 *db, const char *format, ...) PRINTF(2, 3);
static void exec_format(sqlite3 *db, const char *format, ...)
{
	va_list args;
	char *sql;

	va_start(args, format);
	sql = sqlite3_vmprintf(format, args);
	va_end(args);
	exec(db, sql);
	sqlite3_free(sql);
}

static void add_booth(sqlite3 *db, int id, int org, int room)
{
	exec_format(db, "INSERT INTO organisation VALUES (%d, 'org%d', 'employer', 'Employer %d', 'Leiden')",
		    org, org, org);
	exec_format(db, "INSERT INTO chat VALUES (%d, 1, %d, NULL)", id + 180, id);
	exec_format(db,
		    "INSERT INTO booth VALUES (%d, 1, %d, %d, %d, 'booth%d', 'Booth %d', 'We make things', "
		    "'About us', 'Leiden', 480000, 1, 0, 'nl')",
		    id, room, org, id + 180, id, id);
	exec_format(db,
		    "INSERT INTO placement VALUES (%d, 1, %d, 900, 'Placement', '', 'mbo4', 'bol', '', 32, 2)",
		    id + 1000, id);
}

static void add_person(sqlite3 *db, int id, const char *role, int org)
{
	exec_format(db,
		    "INSERT INTO account (id, email, name, locale, is_admin, created_ms) "
		    "VALUES (%d, '%s%d@test.example', 'Person van %s%d', 'nl', %d, 0)",
		    id, role, id, role, id, id == ADMIN);
	if (id != ADMIN)
		exec_format(db, "INSERT INTO participation VALUES (1, %d, '%s', %d)", id, role, org);
}

void fixture_make_fair(const char *path)
{
	struct db *schema;
	sqlite3 *db;

	assert_int_equal(db_open(path, DB_WRITER, &schema), ERR_OK);
	db_close(schema);
	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	exec(db, "BEGIN");
	exec_format(db,
		    "INSERT INTO fair (id, slug, name, state, opens_ms, closes_ms, timezone, target, "
		    "max_queues, talk_ms, version) VALUES (1, 'test', 'Test fair', 'open', %lld, %lld, "
		    "'Europe/Amsterdam', 100, 3, 480000, 0)",
		    T0, T0 + 8 * 3600 * 1000);
	exec(db, "INSERT INTO organisation VALUES (100, 'school', 'school', 'School', 'Leiden')");
	exec(db, "INSERT INTO room VALUES (11, 1, 'ict', 'ICT', 'IT', 'ict', 1)");
	exec(db, "INSERT INTO room VALUES (12, 1, 'zorg', 'Zorg', 'Care', 'care', 2)");
	exec(db, "INSERT INTO programme (id, fair_id, slug, code, name, level, school_id) "
		 "VALUES (900, 1, 'dev', '25998', 'Software developer', 'mbo4', 100)");
	add_booth(db, 21, 101, 11);
	add_booth(db, 22, 102, 11);
	add_booth(db, 23, 103, 12);
	for (int i = 0; i < 6; i++)
		exec_format(db, "INSERT INTO slot VALUES (%d, 1, 21, 1, %lld, %lld, 0, 0, 0)", 301 + i,
			    T0 + 3600000 + i * 600000, T0 + 3600000 + (i + 1) * 600000);
	exec_format(db, "INSERT INTO slot VALUES (401, 1, 22, 1, %lld, %lld, 0, 0, 0)", T0 + 3900000,
		    T0 + 4500000);
	add_person(db, ORGANISER, "organiser", 100);
	exec_format(db, "INSERT INTO membership VALUES (%d, 100, 'organiser')", ORGANISER);
	exec(db, "INSERT INTO fair_school VALUES (1, 100, 1, 1)");
	add_person(db, RECRUITER, "recruiter", 101);
	add_person(db, COLLEAGUE, "recruiter", 101);
	add_person(db, OTHER_RECRUITER, "recruiter", 102);
	add_person(db, MANAGER, "manager", 101);
	add_person(db, COORDINATOR, "coordinator", 100);
	exec_format(db, "INSERT INTO membership VALUES (%d, 100, 'coordinator')", COORDINATOR);
	add_person(db, ADMIN, "admin", 0);
	for (int i = 0; i < 10; i++) {
		add_person(db, (int)STUDENT + i, "student", 100);
		exec_format(db,
			    "INSERT INTO card VALUES (1, %d, 100, 900, 'G1', 'A placement', 'Leiden', "
			    "'February', 'I like to build', NULL, NULL)",
			    (int)STUDENT + i);
	}
	exec(db, "UPDATE meta SET app_seq = 1, last_id = 10000");
	exec_format(db, "UPDATE meta SET last_ms = %lld", T0);
	exec(db, "COMMIT");
	sqlite3_close(db);
}

static int64_t virtual_now(void *arg)
{
	struct fixture *f = arg;

	return f->now_ms;
}

static void keep(void *arg, unsigned io, struct delivery *d)
{
	struct fixture *f = arg;
	json_t *json = NULL;

	(void)io;
	if (d->frame) {
		struct str text = frame_text(d->frame);
		json_error_t error;

		json = json_loadb(text.at, text.len, JSON_REJECT_DUPLICATES, &error);
		if (!json)
			fail_msg("not JSON: %s in %.*s", error.text, STR_FMT(text));
	}
	switch (d->kind) {
	case DELIVER_REPLY: {
		char key[32];

		snprintf(key, sizeof(key), "%lld", (long long)d->origin.id);
		json_object_set(f->replies, key, json);
		if (d->set_session[0])
			memcpy(f->session, d->set_session, sizeof(f->session));
		break;
	}
	case DELIVER_FRAME:
		json_object_set_new(json, "of", json_integer(d->topic.id));
		json_array_append(f->frames, json);
		if (d->ask)
			f->ask = d->ask;
		break;
	case DELIVER_CONNECTED:
		json_decref(f->hello);
		f->hello = json_incref(json);
		f->connected = d->account;
		break;
	case DELIVER_END_SESSION:
		f->n_end_sessions++;
		break;
	case DELIVER_STOP:
		break;
	}
	json_decref(json);
	delivery_free(d);
}

static void open_engine(struct fixture *f)
{
	assert_int_equal(engine_open(&f->options, &f->engine), ERR_OK);
	fixture_pass(f, 0);
}

void fixture_start(struct fixture *f, bool record)
{
	static char record_path[128];

	log_set_level(LOG_LEVEL_WARN);
	*f = (struct fixture){ .now_ms = T0 };
	snprintf(f->dir, sizeof(f->dir), "%s/stagebeurs-test-XXXXXX",
		 getenv("TMPDIR") ? getenv("TMPDIR") : "/tmp");
	assert_non_null(mkdtemp(f->dir));
	snprintf(f->db_path, sizeof(f->db_path), "%s/test.db", f->dir);
	snprintf(record_path, sizeof(record_path), "%s/record", f->dir);
	f->frames = json_array();
	f->replies = json_object();
	fixture_make_fair(f->db_path);
	f->options = (struct engine_options){
		.tables = { command_table, topic_table, resolver_table },
		.conf = &f->conf,
		.db_path = f->db_path,
		.n_io = 1,
		.deliver = keep,
		.deliver_arg = f,
		.now = virtual_now,
		.now_arg = f,
		.aside = &search_aside,
		.record_path = record ? record_path : NULL,
		.checks_plans = true,
	};
	open_engine(f);
}

void fixture_stop(struct fixture *f)
{
	char command[128];

	engine_close(f->engine);
	json_decref(f->frames);
	json_decref(f->replies);
	json_decref(f->hello);
	snprintf(command, sizeof(command), "rm -rf '%s'", f->dir);
	assert_int_equal(system(command), 0);
}

void fixture_restart(struct fixture *f, int64_t down_ms)
{
	engine_close(f->engine);
	f->now_ms += down_ms;
	open_engine(f);
}

void fixture_pass(struct fixture *f, int64_t ms)
{
	int64_t until = f->now_ms + ms;

	for (;;) {
		int64_t next = engine_step(f->engine);

		if (next > until)
			break;
		if (next > f->now_ms)
			f->now_ms = next;
	}
	f->now_ms = until;
	engine_step(f->engine);
}

json_t *fixture_json(const char *format, ...)
{
	char text[4096];
	json_error_t error;
	json_t *json;
	va_list args;

	va_start(args, format);
	vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	json = json_loads(text, 0, &error);
	if (!json)
		fail_msg("%s in %s", error.text, text);
	return json;
}

static const json_t *send(struct fixture *f, int64_t account, uint64_t conn, const char *cmd,
			  json_t *args, const char *key)
{
	struct fault fault = { 0 };
	struct command *c;
	char id[32];
	enum err e = command_make(command_table, str_of(cmd), args, &c, &fault);

	json_decref(args);
	f->next_id++;
	snprintf(id, sizeof(id), "%lld", (long long)f->next_id);
	if (e) {
		json_t *reply = json_pack("{s:I,s:{s:s,s:s}}", "re", (json_int_t)f->next_id, "err",
					  "code", err_name(e), "field", fault.field);

		json_object_set_new(f->replies, id, reply);
		return json_object_get(f->replies, id);
	}
	c->account = account < 0 ? 0 : account;
	c->is_system = account == 0;
	c->origin = (struct origin){ .conn = conn, .id = f->next_id, .wants_reply = true };
	if (key)
		c->key = arena_str(&c->arena, str_of(key));
	assert_true(engine_post(f->engine, c));
	fixture_pass(f, 0);
	if (!json_object_get(f->replies, id))
		fail_msg("no reply to %s", cmd);
	return json_object_get(f->replies, id);
}

const json_t *fixture_send(struct fixture *f, int64_t account, const char *cmd, json_t *args)
{
	return send(f, account, 0, cmd, args, NULL);
}

const json_t *fixture_send_key(struct fixture *f, int64_t account, const char *cmd, json_t *args,
			       const char *key)
{
	return send(f, account, 0, cmd, args, key);
}

const json_t *fixture_send_from(struct fixture *f, int64_t account, uint64_t conn, const char *cmd,
				json_t *args)
{
	return send(f, account, conn, cmd, args, NULL);
}

const json_t *fixture_ok(struct fixture *f, int64_t account, const char *cmd, json_t *args)
{
	const json_t *reply = fixture_send(f, account, cmd, args);

	if (!json_object_get(reply, "ok"))
		fail_msg("%s as %lld: %s", cmd, (long long)account, json_dumps(reply, 0));
	return json_object_get(reply, "ok");
}

void fixture_refused(struct fixture *f, int64_t account, const char *cmd, json_t *args,
		     const char *code)
{
	const json_t *reply = fixture_send(f, account, cmd, args);
	const char *got = text_of(json_object_get(reply, "err"), "code");

	if (!got || strcmp(got, code) != 0)
		fail_msg("%s as %lld: expected %s, got %s", cmd, (long long)account, code,
			 json_dumps(reply, 0));
}

static void post_session(struct fixture *f, struct command *c, uint64_t conn)
{
	c->is_system = true;
	c->origin = (struct origin){ .conn = conn, .wants_reply = true };
	assert_true(engine_post(f->engine, c));
	fixture_pass(f, 0);
}

void fixture_connect(struct fixture *f, int64_t account, uint64_t conn)
{
	struct command *c = command_new(CMD_SESSION_CONNECT);
	struct session_connect_args *args = arena_alloc(&c->arena, sizeof(*args));
	const json_t *link;
	char email[64];
	sqlite3 *db;
	sqlite3_stmt *s;

	/* The real way in: a link, redeemed for a session, whose cookie the connection brings. */
	assert_int_equal(sqlite3_open(f->db_path, &db), SQLITE_OK);
	sqlite3_prepare_v2(db, "SELECT email FROM account WHERE id = ?", -1, &s, NULL);
	sqlite3_bind_int64(s, 1, account);
	assert_int_equal(sqlite3_step(s), SQLITE_ROW);
	snprintf(email, sizeof(email), "%s", (const char *)sqlite3_column_text(s, 0));
	sqlite3_finalize(s);
	sqlite3_close(db);
	link = fixture_ok(f, 0, "account.link", fixture_json("{\"email\":\"%s\"}", email));
	fixture_ok(f, 0, "session.redeem",
		   fixture_json("{\"token\":\"%s\"}", text_of(link, "token")));
	args->has_token = true;
	args->token = arena_str(&c->arena, str_of(f->session));
	c->args = args;
	post_session(f, c, conn);
	assert_int_equal(f->connected, account);
}

void fixture_disconnect(struct fixture *f, int64_t account, uint64_t conn)
{
	struct command *c = command_new(CMD_SESSION_DISCONNECT);
	struct session_disconnect_args *args = arena_alloc(&c->arena, sizeof(*args));

	args->account = account;
	c->args = args;
	post_session(f, c, conn);
}

const json_t *fixture_item(struct fixture *f, int64_t account, const char *topic, const char *item,
			   int64_t id)
{
	const json_t *ok = fixture_ok(f, account, "subscribe",
				      fixture_json("{\"topic\":\"%s\"}", topic));
	const json_t *list = json_object_get(json_object_get(ok, "snapshot"), item);
	size_t i;
	json_t *one;

	if (!list)
		fail_msg("no %s in %s", item, topic);
	json_array_foreach((json_t *)list, i, one) {
		if (int_of(one, "id") == id)
			return one;
	}
	return NULL;
}

int64_t int_of(const json_t *object, const char *name)
{
	return json_integer_value(json_object_get(object, name));
}

const char *text_of(const json_t *object, const char *name)
{
	return json_string_value(json_object_get(object, name));
}

int64_t fixture_sql(struct fixture *f, const char *sql)
{
	sqlite3 *db;
	sqlite3_stmt *s;
	int64_t n;

	assert_int_equal(sqlite3_open_v2(f->db_path, &db, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
	if (sqlite3_prepare_v2(db, sql, -1, &s, NULL) != SQLITE_OK)
		fail_msg("%s in %s", sqlite3_errmsg(db), sql);
	n = sqlite3_step(s) == SQLITE_ROW ? sqlite3_column_int64(s, 0) : -1;
	sqlite3_finalize(s);
	sqlite3_close(db);
	return n;
}

void fixture_sql_write(struct fixture *f, const char *sql)
{
	sqlite3 *db;

	assert_int_equal(sqlite3_open(f->db_path, &db), SQLITE_OK);
	exec(db, sql);
	sqlite3_close(db);
}

static void dump_table(sqlite3 *db, const char *table, struct buf *to)
{
	char *sql = sqlite3_mprintf("SELECT * FROM \"%w\" ORDER BY 1, 2", table);
	sqlite3_stmt *s;

	assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &s, NULL), SQLITE_OK);
	sqlite3_free(sql);
	while (sqlite3_step(s) == SQLITE_ROW) {
		buf_printf(to, "%s:", table);
		for (int i = 0; i < sqlite3_column_count(s); i++) {
			const unsigned char *at = sqlite3_column_blob(s, i);

			buf_char(to, ' ');
			if (sqlite3_column_type(s, i) == SQLITE_BLOB) {
				for (int b = 0; b < sqlite3_column_bytes(s, i); b++)
					buf_printf(to, "%02x", at[b]);
			} else {
				const char *text = (const char *)sqlite3_column_text(s, i);

				buf_str(to, str_of(text ? text : "NULL"));
			}
		}
		buf_char(to, '\n');
	}
	sqlite3_finalize(s);
}

char *fixture_dump(const char *db_path)
{
	struct buf text = { 0 };
	sqlite3 *db;
	sqlite3_stmt *s;

	assert_int_equal(sqlite3_open_v2(db_path, &db, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_prepare_v2(db,
					    "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name",
					    -1, &s, NULL),
			 SQLITE_OK);
	while (sqlite3_step(s) == SQLITE_ROW)
		dump_table(db, (const char *)sqlite3_column_text(s, 0), &text);
	sqlite3_finalize(s);
	sqlite3_close(db);
	buf_char(&text, '\0');
	return text.at;
}
