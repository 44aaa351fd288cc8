/* Writing and replaying the command log. Engine thread, or no thread at all. */
#include "engine/record.h"

#include <errno.h>
#include <inttypes.h>
#include <openssl/evp.h>
#include <stdlib.h>

#include "base/log.h"
#include "engine/internal.h"

enum err record_open(struct engine *e, const char *path)
{
	e->record = fopen(path, "ae");
	if (e->record)
		return ERR_OK;
	log_error("record_unusable", "path", path, "reason", strerror(errno));
	return ERR_INTERNAL;
}

/* `of`: how many lines this transaction has. */
static void write_line(struct engine *e, const struct outcome *out, size_t of, struct buf *line)
{
	const struct command *c = out->command;
	char seed[CRYPT_BASE64_LEN(SEED_BYTES)];
	char *args = c->args_text.len ? NULL : json_dumps(c->json, JSON_COMPACT);

	crypt_base64(c->seed, SEED_BYTES, seed);
	buf_printf(line, "{\"seq\":%" PRId64 ",\"of\":%zu,\"now\":%" PRId64 ",\"seed\":\"%s\"",
		   e->app_seq, of, c->now_ms, seed);
	buf_printf(line, ",\"account\":%" PRId64 ",\"system\":%s,\"timer\":%" PRId64, c->account,
		   c->is_system ? "true" : "false", c->timer_id);
	BUF_LIT(line, ",\"key\":");
	buf_json(line, c->key);
	BUF_LIT(line, ",\"session\":");
	buf_json(line, c->session_token);
	BUF_LIT(line, ",\"ask\":");
	buf_json(line, c->ask_token);
	buf_printf(line, ",\"network\":%" PRId64, c->network);
	BUF_LIT(line, ",\"cmd\":");
	buf_json(line, str_of(e->options.tables.commands[c->which].name));
	BUF_LIT(line, ",\"args\":");
	buf_str(line, args ? str_of(args) : c->args_text);
	BUF_LIT(line, "}\n");
	free(args);
}

static bool is_recorded(const struct outcome *out)
{
	return out->is_executed || out->command->timer_id;
}

void record_batch(struct engine *e)
{
	AUTO(buf_done) struct buf lines = { 0 };
	size_t of = 0;

	if (!e->record)
		return;
	for (size_t i = 0; i < e->n_outcomes; i++)
		of += is_recorded(&e->outcomes[i]);
	for (size_t i = 0; i < e->n_outcomes; i++) {
		if (is_recorded(&e->outcomes[i]))
			write_line(e, &e->outcomes[i], of, &lines);
	}
	if (fwrite(lines.at, 1, lines.len, e->record) != lines.len || fflush(e->record))
		log_error("record_failed", "reason", strerror(errno));
}

/* ---- replay ---- */

struct replay {
	struct engine *engine;
	int64_t now_ms;
	int64_t seq;   /* of the transaction at hand */
	int64_t n, of; /* its lines so far, and all of them */
};

static int64_t replay_now(void *arg)
{
	const struct replay *r = arg;

	return r->now_ms;
}

static void drop_delivery(void *arg, unsigned io, struct delivery *d)
{
	(void)arg;
	(void)io;
	delivery_free(d);
}

static struct str text_at(struct arena *a, const json_t *line, const char *name)
{
	const json_t *v = json_object_get(line, name);

	return arena_str(a, (struct str){ json_string_value(v), json_string_length(v) });
}

static enum err command_from(const struct engine_options *options, const json_t *line,
			     struct command **ret)
{
	struct fault fault = { 0 };
	const json_t *name = json_object_get(line, "cmd");
	const char *seed = json_string_value(json_object_get(line, "seed"));
	unsigned char decoded[SEED_BYTES + 4];
	struct command *c;
	enum err err;

	if (!seed || strlen(seed) != CRYPT_BASE64_LEN(SEED_BYTES) - 1 ||
	    EVP_DecodeBlock(decoded, (const unsigned char *)seed, (int)strlen(seed)) < SEED_BYTES)
		return ERR_BAD_JSON;
	err = command_make(options->tables.commands,
			   (struct str){ json_string_value(name), json_string_length(name) },
			   json_object_get(line, "args"), &c, &fault);
	if (err)
		return err;
	memcpy(c->seed, decoded, SEED_BYTES);
	c->now_ms = json_integer_value(json_object_get(line, "now"));
	c->account = json_integer_value(json_object_get(line, "account"));
	c->is_system = json_is_true(json_object_get(line, "system"));
	c->timer_id = json_integer_value(json_object_get(line, "timer"));
	c->key = text_at(&c->arena, line, "key");
	c->session_token = text_at(&c->arena, line, "session");
	c->ask_token = text_at(&c->arena, line, "ask");
	c->network = json_integer_value(json_object_get(line, "network"));
	*ret = c;
	return ERR_OK;
}

/* Runs the transaction at hand, which must be whole and must come to what it came to. */
static enum err run_transaction(struct replay *r)
{
	if (r->n == r->of)
		engine_step(r->engine);
	if (r->n == r->of && r->engine->app_seq == r->seq)
		return ERR_OK;
	log_error("replay_differs", "seq", log_i(r->seq), "lines", log_i(r->n), "of", log_i(r->of),
		  "app_seq", log_i(r->engine->app_seq));
	return ERR_INTERNAL;
}

/* The first line of a transaction: the one before is run, and nothing is missing between them. */
static enum err begin_transaction(struct replay *r, int64_t seq, const json_t *line)
{
	enum err err = run_transaction(r);

	if (!err && seq != r->seq + 1) {
		log_error("replay_hole", "after", log_i(r->seq), "next", log_i(seq));
		err = ERR_INTERNAL;
	}
	r->seq = seq;
	r->n = 0;
	r->of = json_integer_value(json_object_get(line, "of"));
	return err;
}

/* Commands of one sequence were one transaction, and are one again. */
static enum err run_line(struct replay *r, const struct engine_options *options, const json_t *line)
{
	int64_t seq = json_integer_value(json_object_get(line, "seq"));
	struct command *c;
	enum err err = seq == r->seq && r->n < r->of ? ERR_OK : begin_transaction(r, seq, line);

	if (!err)
		err = command_from(options, line, &c);
	if (err)
		return err;
	r->n++;
	r->now_ms = c->now_ms;
	if (engine_post(r->engine, c))
		return ERR_OK;
	command_free(c);
	return ERR_BUSY;
}

static enum err run_lines(struct replay *r, const struct engine_options *options, FILE *file)
{
	char *line = NULL;
	size_t size = 0;
	ssize_t len;
	int64_t number = 0;
	enum err err = ERR_OK;

	while (!err && (len = getline(&line, &size, file)) > 0) {
		json_t *json = json_loadb(line, (size_t)len, 0, NULL);

		number++;
		err = json ? run_line(r, options, json) : ERR_BAD_JSON;
		json_decref(json);
	}
	free(line);
	if (!err)
		err = run_transaction(r);
	if (err)
		log_error("replay_failed", "line", log_i(number), "reason", err_name(err));
	return err;
}

enum err record_replay(const char *path, const struct engine_options *options)
{
	struct engine_options own = *options;
	struct replay replay = { 0 };
	FILE *file = fopen(path, "re");
	enum err err;

	if (!file) {
		log_error("replay_failed", "path", path, "reason", strerror(errno));
		return ERR_INTERNAL;
	}
	own.is_replay = true;
	own.now = replay_now;
	own.now_arg = &replay;
	own.deliver = drop_delivery;
	own.n_io = 0;
	err = engine_open(&own, &replay.engine);
	if (!err) {
		replay.seq = replay.engine->app_seq;
		err = run_lines(&replay, &own, file);
		engine_close(replay.engine);
	}
	fclose(file);
	return err;
}
