/*
 * The loop of a simulated evening: the engine's own clock and what people plan, in one order. See
 * sim.h and internal.h.
 */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "base/mem.h"
#include "sim/ledger.h"

/* Virtual time begins here: a Thursday afternoon. */
#define BEGINS_MS INT64_C(1796310000000)
/* What comes within this time is one batch, as while a disk is busy with the one before. */
#define BATCH_MS 50
/* A crash takes at most this long to be noticed and restarted. */
#define DOWN_MOST_MS (40 * SECOND_MS)
/* After the doors closed: calls end, people go home. */
#define LINGER_MS (45 * MINUTE_MS)

void sim_fail(struct sim *s, const char *format, ...)
{
	char what[360];
	va_list args;

	if (s->failure[0])
		return; /* the first is the cause */
	va_start(args, format);
	vsnprintf(what, sizeof(what), format, args);
	va_end(args);
	snprintf(s->failure, 512, "%s, seed %llu, step %llu, minute %lld: %s",
		 s->options.scenario->name, (unsigned long long)s->options.seed,
		 (unsigned long long)s->report->steps,
		 (long long)((s->now_ms - s->opens_ms) / MINUTE_MS), what);
}

/* ---- plans: a heap by time, then by the order in which they were made ---- */

static bool is_before(const struct happening *a, const struct happening *b)
{
	return a->at_ms != b->at_ms ? a->at_ms < b->at_ms : a->order < b->order;
}

static void swap(struct happening *a, struct happening *b)
{
	struct happening c = *a;

	*a = *b;
	*b = c;
}

static void heap_push(struct sim *s, struct happening h)
{
	size_t i = s->n_heap++;

	if (s->n_heap > s->size_heap) {
		s->size_heap = s->size_heap ? s->size_heap * 2 : 1024;
		s->heap = mem_resize(s->heap, s->size_heap * sizeof(*s->heap));
	}
	s->heap[i] = h;
	for (; i && is_before(&s->heap[i], &s->heap[(i - 1) / 2]); i = (i - 1) / 2)
		swap(&s->heap[i], &s->heap[(i - 1) / 2]);
}

static struct happening heap_pop(struct sim *s)
{
	struct happening first = s->heap[0];
	size_t i = 0;

	s->heap[0] = s->heap[--s->n_heap];
	for (;;) {
		size_t next = i, left = 2 * i + 1, right = left + 1;

		if (left < s->n_heap && is_before(&s->heap[left], &s->heap[next]))
			next = left;
		if (right < s->n_heap && is_before(&s->heap[right], &s->heap[next]))
			next = right;
		if (next == i)
			return first;
		swap(&s->heap[i], &s->heap[next]);
		i = next;
	}
}

static void add_plan(struct sim *s, struct person *p, int64_t in_ms, bool is_always,
		     void (*act)(struct sim *s, struct person *p, int64_t arg), int64_t arg)
{
	heap_push(s, (struct happening){ .at_ms = s->now_ms + in_ms,
					 .order = s->order++,
					 .visit = p->visit,
					 .who = p,
					 .act = act,
					 .arg = arg,
					 .is_always = is_always });
}

void plan(struct sim *s, struct person *p, int64_t in_ms,
	  void (*act)(struct sim *s, struct person *p, int64_t arg), int64_t arg)
{
	add_plan(s, p, in_ms, false, act, arg);
}

void plan_always(struct sim *s, struct person *p, int64_t in_ms,
		 void (*act)(struct sim *s, struct person *p, int64_t arg), int64_t arg)
{
	add_plan(s, p, in_ms, true, act, arg);
}

/* ---- questions ---- */

/* The system's own (NULL) are never repeated: a crash comes only after the fair was made. */
static void post_question(struct sim *s, const struct question *q)
{
	struct fault fault = { 0 };
	struct command *c;

	if (command_make(s->options.tables.commands, str_of(q->cmd), q->args, &c, &fault)) {
		sim_fail(s, "%s: %s %s, expected %s", q->cmd, err_name(fault.code), fault.field,
			 fault.expected);
		return;
	}
	c->account = q->who ? q->who->account : 0;
	c->is_system = !q->who;
	c->origin = (struct origin){ .conn = q->who ? q->who->conn : 0, .id = q->id,
				     .wants_reply = true };
	if (s->options.tables.commands[c->which].kind == COMMAND_DURABLE)
		c->key = arena_str(&c->arena, str_of(q->key));
	s->report->commands++;
	if (!engine_post(s->engine, c)) {
		command_free(c);
		sim_fail(s, "%s: the engine takes no more", q->cmd);
	}
}

void ask(struct sim *s, struct person *p, const char *cmd, json_t *args, int64_t about)
{
	struct question *q = mem_alloc(sizeof(*q));

	*q = (struct question){ .who = p, .id = ++s->next_question, .cmd = cmd, .args = args,
				.about = about };
	snprintf(q->key, sizeof(q->key), QUESTION_KEY, (long long)q->id);
	map_set(&s->questions, (uint64_t)q->id, q);
	post_question(s, q);
}

static void question_free(struct question *q)
{
	if (!q)
		return;
	json_decref(q->args);
	free(q);
}

/* What an I/O thread sends of itself. args is stolen. */
static void send_own(struct sim *s, uint64_t conn, enum command_id which, json_t *args)
{
	struct fault fault = { 0 };
	struct command *c;

	if (command_make(s->options.tables.commands,
			 str_of(s->options.tables.commands[which].name), args, &c, &fault))
		abort(); /* our own JSON */
	json_decref(args);
	c->is_system = true;
	c->origin = (struct origin){ .conn = conn, .wants_reply = conn != 0 };
	if (!engine_post(s->engine, c))
		command_free(c);
}

/* ---- what the engine says ---- */

static void note_acked(struct sim *s, const struct question *q)
{
	const struct command_def *table = s->options.tables.commands;
	const struct command_def *def = &table[command_find(table, str_of(q->cmd))];

	if (def->kind != COMMAND_DURABLE || def->is_repeatable)
		return;
	if (s->n_acked == s->size_acked) {
		s->size_acked = s->size_acked ? s->size_acked * 2 : 1024;
		s->acked = mem_resize(s->acked, s->size_acked * sizeof(*s->acked));
	}
	s->acked[s->n_acked++] = (struct acked){ q->who->account, q->id };
}

static void on_reply(struct sim *s, const struct delivery *d, const json_t *json)
{
	struct question *q = map_remove(&s->questions, (uint64_t)d->origin.id);
	const json_t *error = json_object_get(json, "err");
	const char *code = json_string_value(json_object_get(error, "code"));

	if (!q)
		return; /* asked before a crash, answered after it: the repetition was first */
	if (code && (!strcmp(code, "internal") || !strcmp(code, "forbidden")))
		sim_fail(s, "%s was answered %s", q->cmd, code);
	if (!q->who && code)
		sim_fail(s, "%s: %s %s", q->cmd, code,
			 json_string_value(json_object_get(error, "field")));
	if (q->who && d->set_session[0])
		memcpy(q->who->token, d->set_session, sizeof(q->who->token));
	if (q->who && !code)
		note_acked(s, q);
	people_answered(s, q, json_object_get(json, "ok"), code);
	question_free(q);
}

/* Those who follow: of a console the staff of the booth, linked by colleague. */
static struct person *followers(struct sim *s, const struct delivery *d)
{
	const struct booth_info *booth;

	if (d->topic.kind == TOPIC_ME)
		return map_get(&s->by_account, (uint64_t)d->topic.id);
	booth = d->topic.kind == TOPIC_CONSOLE ? map_get(&s->by_booth, (uint64_t)d->topic.id) : NULL;
	return booth ? booth->staff : NULL;
}

static void touched(struct sim *s, struct person *p)
{
	if (!p->is_touched)
		s->touched[s->n_touched++] = p;
	p->is_touched = true;
}

/* A topic that was forgotten breaks its chain: who follows asks again, as the page does. */
static bool is_broken(const struct delivery *d)
{
	static const char EMPTY[] = "\"ev\":[]}";
	struct str text = frame_text(d->frame);
	size_t len = sizeof(EMPTY) - 1;

	return text.len > len && !memcmp(text.at + text.len - len, EMPTY, len);
}

static void follow_again(struct sim *s, const struct delivery *d, struct person *p)
{
	bool is_mine = d->topic.kind == TOPIC_ME;

	for (; p; p = is_mine ? NULL : p->colleague) {
		if (p->conn)
			person_follows(s, p, is_mine ? "me" : "console", is_mine ? 0 : d->topic.id);
	}
}

/* Whether somebody looks: at a console whoever is free. */
static bool is_heard(const struct delivery *d, const struct person *p)
{
	if (d->topic.kind == TOPIC_ME)
		return p && p->conn;
	while (p && (!p->conn || strcmp(p->seat_state, "free") != 0))
		p = p->colleague;
	return p;
}

static void on_frame(struct sim *s, const struct delivery *d, const json_t *json, struct person *p)
{
	const char *topic = s->options.tables.topics[d->topic.kind].name;
	const json_t *events = json_object_get(json, "ev");
	bool is_mine = d->topic.kind == TOPIC_ME;

	for (; p; p = is_mine ? NULL : p->colleague) {
		for (size_t i = 0; p->conn && i < json_array_size(events); i++)
			people_heard(s, p, topic, json_array_get(events, i));
	}
}

/* Pages of booths are looked at and left again: nobody stays on one here. */
static void nobody_follows(struct sim *s, const struct delivery *d)
{
	json_t *args = json_pack("{s:o,s:I}", "topic",
				 json_sprintf("%s:%lld", s->options.tables.topics[d->topic.kind].name,
					      (long long)d->topic.id),
				 "ask", (json_int_t)d->ask);

	send_own(s, 0, CMD_TOPIC_UNFOLLOWED, args);
}

static void deliver(void *arg, unsigned io, struct delivery *d)
{
	struct sim *s = arg;
	struct person *followed_by = d->kind == DELIVER_FRAME ? followers(s, d) : NULL;
	json_t *json = NULL;

	(void)io;
	if (d->ask)
		nobody_follows(s, d);
	if (followed_by && d->topic.kind == TOPIC_ME)
		touched(s, followed_by);
	if (followed_by && is_broken(d)) {
		follow_again(s, d, followed_by);
	} else if (d->kind == DELIVER_REPLY || is_heard(d, followed_by)) {
		struct str text = frame_text(d->frame);

		json = json_loadb(text.at, text.len, 0, NULL);
		if (!json)
			sim_fail(s, "a frame is no JSON");
		else if (d->kind == DELIVER_REPLY)
			on_reply(s, d, json);
		else
			on_frame(s, d, json, followed_by);
	} else if (d->kind == DELIVER_CONNECTED) {
		struct person *p = map_get(&s->by_account, (uint64_t)d->account);

		if (p && p->conn == d->origin.conn)
			people_connected(s, p);
	}
	json_decref(json);
	delivery_free(d);
}

/* ---- connections ---- */

void person_connect(struct sim *s, struct person *p)
{
	if (p->conn || p->is_gone)
		return;
	p->conn = ++s->next_conn;
	p->visit++;
	send_own(s, p->conn, CMD_SESSION_CONNECT, json_pack("{s:s}", "token", p->token));
}

void person_disconnect(struct sim *s, struct person *p)
{
	if (!p->conn)
		return;
	send_own(s, p->conn, CMD_SESSION_DISCONNECT,
		 json_pack("{s:I}", "account", (json_int_t)p->account));
	p->conn = 0;
	p->lost_ms = s->now_ms;
	p->visit++;
}

static void come_back(struct sim *s, struct person *p, int64_t arg)
{
	(void)arg;
	person_connect(s, p);
}

static int by_id(const void *left, const void *right)
{
	const struct question *a = *(struct question *const *)left, *b = *(struct question *const *)right;

	return (a->id > b->id) - (a->id < b->id);
}

/* What was asked and not answered is asked again, with the same key and in the same order. */
static void ask_again(struct sim *s)
{
	struct question **all = mem_alloc((s->questions.n + 1) * sizeof(struct question *));
	size_t pos = 0, n = 0;
	uint64_t key;
	void *value;

	while (map_next(&s->questions, &pos, &key, &value))
		all[n++] = value;
	qsort(all, n, sizeof(struct question *), by_id);
	for (size_t i = 0; i < n; i++)
		post_question(s, all[i]);
	free(all);
}

/* ---- the server ---- */

static int64_t virtual_now(void *arg)
{
	const struct sim *s = arg;

	return s->now_ms;
}

static bool server_start(struct sim *s)
{
	struct engine_options options = {
		.tables = s->options.tables,
		.conf = s->conf,
		.db_path = s->db_path,
		.is_simulated = true,
		.n_io = 1,
		.deliver = deliver,
		.deliver_arg = s,
		.now = virtual_now,
		.now_arg = s,
	};

	return !engine_open(&options, &s->engine);
}

/* As a kill: what was posted and not run is lost, all connections are gone. */
static void crash(struct sim *s)
{
	engine_close(s->engine);
	s->engine = NULL;
	s->report->crashes++;
	s->now_ms += chance_between(&s->chance, 1, DOWN_MOST_MS);
	s->crashed_ms = s->now_ms;
	if (!server_start(s)) {
		sim_fail(s, "the server does not start again");
		return;
	}
	check_acked(s);
	for (unsigned i = 0; i < s->n_people; i++) {
		struct person *p = &s->people[i];

		if (!p->conn)
			continue;
		p->conn = 0;
		p->visit++;
		plan_always(s, p, chance_between(&p->chance, 100, 4 * SECOND_MS), come_back, 0);
	}
	ask_again(s);
}

/* ---- the evening ---- */

/* All that people do from the next moment on, until the batch is closed or the engine has to run. */
static void happen(struct sim *s, int64_t due_ms)
{
	int64_t until_ms = s->heap[0].at_ms + BATCH_MS;

	while (s->n_heap && s->heap[0].at_ms <= until_ms && s->heap[0].at_ms <= due_ms) {
		struct happening h = heap_pop(s);

		if (h.at_ms > s->now_ms)
			s->now_ms = h.at_ms;
		if (h.is_always || (h.who->conn && h.who->visit == h.visit))
			h.act(s, h.who, h.arg);
	}
}

static void step(struct sim *s)
{
	int64_t due_ms = engine_step(s->engine);

	s->report->steps++;
	if (s->options.check_every && s->report->steps % s->options.check_every == 0)
		check_all(s);
	if (s->options.checks_steps)
		check_touched(s);
	if (is_open(s) && s->now_ms >= s->next_sample_ms) {
		report_sample(s);
		s->next_sample_ms = s->now_ms + SAMPLE_S * SECOND_MS;
	}
	if (due_ms <= s->now_ms)
		return;
	if (s->now_ms > s->closes_ms + LINGER_MS)
		s->is_over = true;
	else if (s->n_heap && s->heap[0].at_ms <= due_ms)
		happen(s, due_ms);
	else if (due_ms != INT64_MAX && s->n_heap)
		s->now_ms = due_ms;
	else
		s->is_over = true;
}

static void live(struct sim *s)
{
	people_begin(s);
	while (!s->is_over && !s->failure[0]) {
		if (s->options.is_over && s->options.is_over())
			sim_fail(s, "it was stopped");
		else
			step(s);
		if (s->options.crash_every && !s->failure[0] && s->now_ms > s->opens_ms &&
		    chance_is(&s->chance, 1.0 / s->options.crash_every))
			crash(s);
	}
	if (!s->failure[0])
		check_all(s);
	if (!s->failure[0])
		check_acked(s);
	if (!s->failure[0])
		results_ask(s);
	if (!s->failure[0])
		report_fill(s);
	if (!s->failure[0])
		results_check(s);
}

static void sim_done(struct sim *s)
{
	size_t pos = 0;
	uint64_t key;
	void *value;

	while (map_next(&s->questions, &pos, &key, &value))
		question_free(value);
	map_done(&s->questions);
	map_done(&s->floors);
	map_done(&s->answered);
	map_done(&s->decided);
	ledger_free(s->ledger);
	json_decref(s->results);
	json_decref(s->result_lines);
	json_decref(s->result_waits);
	map_done(&s->by_account);
	map_done(&s->by_booth);
	db_close(s->db);
	engine_close(s->engine);
	free(s->heap);
	free(s->acked);
	free(s->people);
	free(s->touched);
	free(s->booths);
}

bool sim_run(const struct sim_options *options, struct sim_report *ret, char ret_failure[512])
{
	struct conf conf = { 0 };
	struct ledger ledger = { 0 };
	struct sim s = { .options = *options,
			 .ledger = &ledger,
			 .report = ret,
			 .failure = ret_failure,
			 .conf = &conf,
			 .now_ms = BEGINS_MS,
			 .opens_ms = BEGINS_MS,
			 .chance = chance_of(options->seed, 0) };

	*ret = (struct sim_report){ .students = options->scenario->students };
	ret_failure[0] = '\0';
	snprintf(s.db_path, sizeof(s.db_path), "%s/sim.db", options->dir);
	if (!server_start(&s) || !world_make(&s))
		sim_fail(&s, "the fair cannot be made");
	else
		live(&s);
	sim_done(&s);
	return !ret_failure[0];
}
