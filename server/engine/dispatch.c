/*
 * One command from authorisation to its answer. Every gate is here, so that no handler can forget
 * one: idempotency, permission, what is taken back. Engine thread only.
 */
#include <stdlib.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/mem.h"
#include "engine/internal.h"

/* ---- what handlers call ---- */

/* Ids count from 2020, in units of 1/4096 ms: 53 bits last until 2089 (design §11). */
#define ID_EPOCH_MS INT64_C(1577836800000)

int64_t cmd_id(struct cmd *cmd)
{
	struct engine *e = cmd->engine;
	int64_t by_time = (cmd->now_ms - ID_EPOCH_MS) * 4096;

	e->last_id = by_time > e->last_id ? by_time : e->last_id + 1;
	return e->last_id;
}

struct str cmd_token(struct cmd *cmd, size_t bytes)
{
	unsigned char random[SHA256_BYTES];
	char *text = arena_alloc(cmd->arena, CRYPT_BASE64_LEN(sizeof(random)));

	rng_bytes(&cmd->rng, random, bytes);
	crypt_base64url(random, bytes, text);
	return str_of(text);
}

enum err cmd_try(struct cmd *cmd)
{
	enum err err = cmd->has_savepoint ? ERR_OK : db_savepoint(cmd->db);

	cmd->has_savepoint = !err;
	cmd->is_trial = true;
	return err;
}

void cmd_touch(struct cmd *cmd, enum topic_kind kind, unsigned item, int64_t topic, int64_t key)
{
	touches_add(&cmd->engine->touched,
		    (struct touch){ .kind = kind, .topic = topic, .item = item, .key = key });
}

void cmd_wake_jobs(struct cmd *cmd)
{
	cmd->engine->wakes_jobs = true;
}

void cmd_gauges_changed(struct cmd *cmd)
{
	cmd->engine->has_new_gauges = true;
}

void cmd_publish(struct cmd *cmd, enum topic_kind kind, int64_t topic, const struct buf *event)
{
	topic_say(cmd->engine, (struct topic){ kind, topic }, buf_view(event));
}

enum err cmd_refuse(struct cmd *cmd, enum err e, const char *field, const char *expected)
{
	cmd->fault.code = e;
	snprintf(cmd->fault.field, sizeof(cmd->fault.field), "%s", field);
	snprintf(cmd->fault.expected, sizeof(cmd->fault.expected), "%s", expected);
	return e;
}

/* ---- answers ---- */

static void write_error(struct buf *text, enum err err, const struct fault *fault)
{
	BUF_LIT(text, "\"err\":{\"code\":");
	buf_json(text, str_of(err_name(err)));
	if (fault->field[0]) {
		BUF_LIT(text, ",\"field\":");
		buf_json(text, str_of(fault->field));
	}
	if (fault->expected[0]) {
		BUF_LIT(text, ",\"expected\":");
		buf_json(text, str_of(fault->expected));
	}
	BUF_LIT(text, "}}");
}

static void write_start(struct buf *text, const struct command *c)
{
	if (c->origin.id)
		buf_printf(text, "{\"re\":%lld,", (long long)c->origin.id);
	else
		buf_char(text, '{');
}

static void count(struct engine *e, const struct command *c, enum err err)
{
	static const int64_t UP_TO_US[LATENCY_BUCKETS] = { 250,	  500,	 1000,	 2500,	 5000,
							   10000, 25000, 50000, 100000, 250000,
							   1000000, 5000000 };
	struct engine_metrics *m = &e->metrics;
	int64_t took_us = clock_mono_us() - c->posted_us;
	size_t bucket = 0;

	atomic_fetch_add(err == ERR_OK	       ? &m->commands_ok :
			 err == ERR_INTERNAL ? &m->commands_failed :
					       &m->commands_refused,
			 1);
	if (!c->posted_us)
		return;
	while (bucket < LATENCY_BUCKETS && took_us > UP_TO_US[bucket])
		bucket++;
	atomic_fetch_add(&m->latency[bucket], 1);
	atomic_fetch_add(&m->latency_us, (unsigned long long)took_us);
}

/* Takes the frame. */
static struct delivery *reply_to(const struct command *c, enum err err, struct frame *frame)
{
	struct delivery *d = mem_alloc(sizeof(*d));

	d->kind = DELIVER_REPLY;
	d->origin = c->origin;
	d->err = err;
	d->frame = frame;
	return d;
}

static void deliver(struct engine *e, struct delivery *d)
{
	e->options.deliver(e->options.deliver_arg, d->origin.io, d);
}

/* Tells every I/O thread to close the connections of a session that ended, or of an account. */
static void end_session(struct engine *e, const unsigned char hash[SHA256_BYTES], int64_t account)
{
	for (unsigned io = 0; io < e->options.n_io; io++) {
		struct delivery *d = mem_alloc(sizeof(*d));

		d->kind = DELIVER_END_SESSION;
		d->origin.io = io;
		d->account = account;
		if (hash)
			memcpy(d->session_hash, hash, SHA256_BYTES);
		deliver(e, d);
	}
}

void cmd_end_connections(struct cmd *cmd, int64_t account)
{
	struct cut *cut = arena_alloc(cmd->arena, sizeof(*cut));

	*cut = (struct cut){ .next = cmd->cuts, .account = account };
	cmd->cuts = cut;
}

void answer(struct engine *e, const struct outcome *out)
{
	const struct command *c = out->command;
	AUTO(buf_done) struct buf text = { 0 };
	struct delivery *d;

	count(e, c, out->err);
	if (c->origin.wants_reply) {
		write_start(&text, c);
		if (out->err) {
			write_error(&text, out->err, &out->fault);
		} else {
			/* What was read is as of this transaction. */
			if (e->options.tables.commands[c->which].kind == COMMAND_READ)
				buf_printf(&text, "\"seq\":%lld,", (long long)out->seq);
			BUF_LIT(&text, "\"ok\":");
			buf_str(&text, buf_view(&out->reply));
			buf_char(&text, '}');
		}
		d = reply_to(c, out->err, frame_new(buf_view(&text)));
		memcpy(d->set_session, out->set_session, sizeof(d->set_session));
		memcpy(d->set_ask, out->set_ask, sizeof(d->set_ask));
		d->clear_session = out->ends_session;
		deliver(e, d);
	}
	if (out->ends_session)
		end_session(e, out->session_hash, out->ends_account);
	for (const struct cut *cut = out->cuts; cut; cut = cut->next)
		end_session(e, NULL, cut->account);
	for (const struct farewell *f = out->farewells; f; f = f->next)
		connection_parts(e, c->origin, f);
}

/* ---- durable commands ---- */

static void begin_cmd(struct engine *e, const struct command *c, struct db *db, struct cmd *cmd)
{
	*cmd = (struct cmd){
		.db = db,
		.arena = (struct arena *)&c->arena,
		.conf = e->options.conf,
		.now_ms = c->now_ms,
		.engine = e,
		.command = c,
	};
	memcpy(cmd->rng.seed, c->seed, SEED_BYTES);
}

static enum err authorise_command(struct engine *e, struct cmd *cmd, const struct command *c)
{
	const struct command_def *def = &e->options.tables.commands[c->which];
	int64_t object = 0;

	if (def->object != OBJECT_NONE)
		memcpy(&object, (const char *)c->args + def->object_offset, sizeof(object));
	return authorise(e, cmd->db, c->account, c->is_system, def->allow, def->object, object,
			 &cmd->who, &cmd->object);
}

static enum err run_handler(struct engine *e, struct cmd *cmd, struct outcome *out)
{
	const struct command *c = out->command;
	enum err err = authorise_command(e, cmd, c);

	if (!err)
		err = e->options.tables.commands[c->which].handle(cmd, c->args, &out->reply);
	if (!err && !cmd->is_trial && !cmd->tells_secret)
		err = idem_store(e, c, buf_view(&out->reply));
	if (!err && !cmd->is_trial)
		err = audit_store(e, cmd, c);
	return err;
}

/* Takes back all that a command did, in the database and in the engine's memory; false when it had written, and there
 * is no savepoint to return to. */
static bool undo(struct engine *e, const struct cmd *cmd, int64_t mark, int64_t last_id, size_t n_touched)
{
	e->last_id = last_id;
	e->touched.n = n_touched;
	if (cmd->has_savepoint)
		db_rollback_to(e->db);
	return cmd->has_savepoint || db_is_at(e->db, mark);
}

/* What an executed command tells the engine beyond its reply. */
static void keep(struct outcome *out, const struct cmd *cmd)
{
	out->is_executed = true;
	memcpy(out->set_session, cmd->set_session, sizeof(out->set_session));
	memcpy(out->set_ask, cmd->set_ask, sizeof(out->set_ask));
	out->ends_session = cmd->ends_session.len == SHA256_BYTES;
	out->ends_account = cmd->ends_account;
	out->cuts = cmd->cuts;
	out->farewells = cmd->farewells;
	if (out->ends_session)
		memcpy(out->session_hash, cmd->ends_session.at, SHA256_BYTES);
}

bool dispatch_durable(struct engine *e, struct outcome *out, bool has_savepoint)
{
	struct command *c = out->command;
	int64_t last_id = e->last_id, mark;
	size_t n_touched = e->touched.n;
	struct cmd cmd;

	if (idem_find(e, c, &out->reply, &out->err)) {
		if (out->err)
			snprintf(out->fault.field, sizeof(out->fault.field), "key");
		return true;
	}
	/* The timer is spent whatever its command comes to, or it would come again for ever. */
	if (c->timer_id && timer_spend(e, c))
		log_error("timer_stays", "id", log_i(c->timer_id));
	begin_cmd(e, c, e->db, &cmd);
	out->err = has_savepoint ? db_savepoint(e->db) : ERR_OK;
	if (out->err)
		return true;
	cmd.has_savepoint = has_savepoint;
	mark = db_mark(e->db);
	out->err = run_handler(e, &cmd, out);
	if (!out->err && !cmd.is_trial && has_savepoint)
		out->err = db_release(e->db);
	if (!out->err && !cmd.is_trial) {
		keep(out, &cmd);
		return true;
	}
	if (out->err) {
		buf_clear(&out->reply);
		out->fault = cmd.fault;
	}
	return undo(e, &cmd, mark, last_id, n_touched);
}

/* ---- what does not write ---- */

static enum err authorise_topic(struct engine *e, const struct command *c, struct topic *topic)
{
	const struct topic_def *def = &e->options.tables.topics[topic->kind];
	struct object object;
	struct who who;

	if (topic->kind == TOPIC_ME)
		topic->id = c->account;
	return authorise(e, e->db, c->account, c->is_system, def->allow, def->object, topic->id,
			 &who, &object);
}

/* An answer whose middle was packed for everybody. */
static struct frame *frame_around(const struct buf *before, struct str packed, struct str after)
{
	AUTO(buf_done) struct buf stream = { 0 };

	pack_plain(buf_view(before), false, &stream);
	buf_str(&stream, packed);
	pack_plain(after, true, &stream);
	return frame_new_binary(buf_view(&stream));
}

static void subscribe(struct engine *e, const struct command *c)
{
	const struct subscribe_args *args = c->args;
	AUTO(buf_done) struct buf text = { 0 };
	struct fault fault = { 0 };
	struct topic topic = { 0 };
	struct str packed = { 0 };
	struct delivery *d;
	enum err err = ERR_OK;

	if (!topic_parse(e->options.tables.topics, args->topic, &topic)) {
		err = ERR_UNKNOWN_TOPIC;
		snprintf(fault.field, sizeof(fault.field), "args.topic");
	} else {
		err = authorise_topic(e, c, &topic);
	}
	write_start(&text, c);
	if (!err) {
		size_t start = text.len;

		BUF_LIT(&text, "\"ok\":{");
		err = topic_catch_up(e, topic, args->has_since ? args->since : -1,
				     c->origin.inflates, &text, &packed);
		if (err)
			text.len = start;
		else if (!packed.len)
			BUF_LIT(&text, "}}");
	}
	if (err)
		write_error(&text, err, &fault);
	count(e, c, err);
	d = reply_to(c, err, packed.len ? frame_around(&text, packed, STR("}}"))
					: frame_new(buf_view(&text)));
	d->topic = topic;
	d->subscribes = !err;
	deliver(e, d);
}

static void unsubscribe(struct engine *e, const struct command *c)
{
	const struct unsubscribe_args *args = c->args;
	AUTO(buf_done) struct buf text = { 0 };
	struct fault fault = { .field = "args.topic" };
	struct topic topic = { 0 };
	struct delivery *d;
	bool is_topic = topic_parse(e->options.tables.topics, args->topic, &topic);

	if (topic.kind == TOPIC_ME)
		topic.id = c->account;
	write_start(&text, c);
	if (is_topic)
		BUF_LIT(&text, "\"ok\":{}}");
	else
		write_error(&text, ERR_UNKNOWN_TOPIC, &fault);
	count(e, c, is_topic ? ERR_OK : ERR_UNKNOWN_TOPIC);
	d = reply_to(c, is_topic ? ERR_OK : ERR_UNKNOWN_TOPIC, frame_new(buf_view(&text)));
	d->topic = topic;
	d->unsubscribes = is_topic;
	deliver(e, d);
}

static void unfollowed(struct engine *e, const struct command *c, struct buf *reply)
{
	const struct topic_unfollowed_args *args = c->args;
	struct topic topic;

	if (topic_parse(e->options.tables.topics, args->topic, &topic))
		topic_unfollowed(e, topic, args->ask);
	BUF_LIT(reply, "{}");
}

static void connected(struct engine *e, const struct command *c, const struct cmd *cmd,
		      struct str reply)
{
	AUTO(buf_done) struct buf text = { 0 };
	struct delivery *d;

	buf_printf(&text, "{\"hello\":{\"incarnation\":%lld,\"now_ms\":%lld",
		   (long long)e->incarnation, (long long)e->now_ms);
	/* The reply is an object: its members join those of the hello. */
	if (reply.len > 2)
		buf_char(&text, ',');
	buf_str(&text, str_from(reply, 1));
	buf_char(&text, '}');
	d = reply_to(c, ERR_OK, frame_new(buf_view(&text)));
	d->kind = DELIVER_CONNECTED;
	d->account = cmd->connects;
	deliver(e, d);
	if (cmd->connects)
		connection_opened(e, cmd->connects);
}

/* The engine answered it, and everything that hangs on the answer is done. */
static void answered(struct engine *e, struct command *c, const struct cmd *cmd, const struct outcome *out)
{
	if (c->which == CMD_SESSION_CONNECT && !out->err)
		connected(e, c, cmd, buf_view(&out->reply));
	else
		answer(e, out);
	if (c->which == CMD_SESSION_DISCONNECT && !out->err)
		connection_closed(e, ((const struct session_disconnect_args *)c->args)->account,
				  c->origin);
}

static enum err handle(struct engine *e, struct cmd *cmd, struct outcome *out)
{
	struct command *c = out->command;

	if (c->which != CMD_TOPIC_UNFOLLOWED)
		return e->options.tables.commands[c->which].handle(cmd, c->args, &out->reply);
	unfollowed(e, c, &out->reply);
	return ERR_OK;
}

bool dispatch_other(struct engine *e, struct command *c)
{
	struct outcome out = { .command = c, .seq = e->app_seq };
	struct cmd cmd;

	if (c->which == CMD_SUBSCRIBE) {
		subscribe(e, c);
		return false;
	}
	if (c->which == CMD_UNSUBSCRIBE) {
		unsubscribe(e, c);
		return false;
	}
	begin_cmd(e, c, e->db, &cmd);
	out.err = authorise_command(e, &cmd, c);
	if (!out.err && e->options.tables.commands[c->which].is_aside) {
		if (aside_ask(e, c, &cmd))
			return true;
		out.err = ERR_BUSY;
	}
	if (!out.err)
		out.err = handle(e, &cmd, &out);
	out.fault = cmd.fault;
	answered(e, c, &cmd, &out);
	buf_done(&out.reply);
	return false;
}

void answer_aside(struct engine *e, struct command *c, const struct asked *asked)
{
	struct outcome out = { .command = c, .seq = asked->seq };
	struct cmd cmd;

	begin_cmd(e, c, asked->db, &cmd);
	cmd.who = asked->who;
	cmd.object = asked->object;
	cmd.aside = asked->state;
	out.err = asked->is_late ? ERR_BUSY : handle(e, &cmd, &out);
	out.fault = cmd.fault;
	answer(e, &out);
	buf_done(&out.reply);
}
