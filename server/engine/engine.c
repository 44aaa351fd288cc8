/*
 * The engine's loop: take, execute, append, COMMIT, then answer and publish (design §3, §10).
 * Everything that arrived while the last fsync ran is one transaction.
 */
#include "engine/engine.h"

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/mem.h"
#include "engine/internal.h"

/* Pages of the log that are worth a checkpoint between two batches, and commands that may wait for it. Of so few pages
 * it takes a millisecond or two, where of many it takes ten; under a crowd rare ones cost less, and commits make them. */
#define CHECKPOINT_PAGES 1000
#define CHECKPOINT_WAITERS 32
/* Between attempts of timers and of our own commands, whose batch the disk refused. */
#define RETRY_MS 1000

static int64_t ask_clock(const struct engine *e)
{
	return e->options.now ? e->options.now(e->options.now_arg) : clock_utc_ms();
}

/* now never runs back, not even over a restart (design §11). While the wall's clock is behind, it goes
 * on at the pace of the steady one: rings and talks must not stand still for an hour. */
static void advance_clock(struct engine *e)
{
	int64_t now = ask_clock(e), mono_ms = e->options.now ? 0 : clock_mono_ms();

	if (now > e->now_ms)
		e->now_ms = now;
	else if (e->mono_ms && mono_ms > e->mono_ms)
		e->now_ms += mono_ms - e->mono_ms;
	e->mono_ms = mono_ms;
}

/* ---- when we were last seen running ---- */

#define ALIVE_EVERY_MS 500

/* A quiet server commits nothing, and still must know after a kill how long it was away. Without
 * fsync: a power cut falls back to the last commit. */
static void open_alive(struct engine *e)
{
	struct arena arena = { 0 };
	int64_t seen_ms = 0;

	e->alive_fd = open(arena_printf(&arena, "%s.alive", e->options.db_path).at,
			   O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	arena_done(&arena);
	if (e->alive_fd < 0 || pread(e->alive_fd, &seen_ms, sizeof(seen_ms), 0) != sizeof(seen_ms))
		return;
	if (seen_ms > e->now_ms && seen_ms <= ask_clock(e))
		e->now_ms = seen_ms;
}

static void stay_alive(struct engine *e)
{
	if (e->alive_fd < 0 || e->now_ms - e->alive_ms < ALIVE_EVERY_MS)
		return;
	e->alive_ms = e->now_ms;
	IGNORE(pwrite(e->alive_fd, &e->now_ms, sizeof(e->now_ms), 0) < 0); /* then the last commit */
}

static enum err load_meta(struct engine *e)
{
	static const char SQL[] =
		"SELECT app_seq, last_id, last_ms, incarnation FROM meta WHERE id = 1";
	struct stmt *s = db_stmt(e->db, SQL);

	if (stmt_row(s)) {
		e->app_seq = col_i64(s, 0);
		e->last_id = col_i64(s, 1);
		if (col_i64(s, 2) > e->now_ms)
			e->now_ms = col_i64(s, 2);
		e->incarnation = col_i64(s, 3);
	}
	return stmt_end(s);
}

static enum err save_meta(struct engine *e)
{
	static const char SQL[] = "UPDATE meta SET app_seq = app_seq + 1, last_id = :last_id, "
				  "last_ms = :now WHERE id = 1 AND app_seq = :seq";
	struct stmt *s = db_stmt(e->db, SQL);
	enum err err;

	stmt_i64(s, ":last_id", e->last_id);
	stmt_i64(s, ":now", e->now_ms);
	stmt_i64(s, ":seq", e->app_seq);
	err = stmt_run(s);
	if (!err && db_changes(e->db) != 1) {
		log_error("second_writer", "app_seq", log_i(e->app_seq));
		return ERR_INTERNAL;
	}
	return err;
}

void engine_send_self(struct engine *e, struct command *c)
{
	c->is_own = true;
	c->mail.next = NULL;
	*e->own_last = &c->mail;
	e->own_last = &c->mail.next;
}

/* The first command of a start tells the rules how long nobody was served. */
static void send_resumed(struct engine *e)
{
	struct command *c = command_new(CMD_SERVER_RESUMED);
	struct server_resumed_args *args = arena_alloc(&c->arena, sizeof(*args));
	int64_t before = e->now_ms;

	advance_clock(e);
	args->down_ms = e->now_ms - before;
	c->args = args;
	c->args_text = arena_printf(&c->arena, "{\"down_ms\":%lld}", (long long)args->down_ms);
	c->is_system = true;
	engine_send_self(e, c);
}

enum err engine_open(const struct engine_options *options, struct engine **ret)
{
	struct engine *e = mem_alloc(sizeof(*e));
	enum err err;

	e->options = *options;
	e->has_new_gauges = true;
	e->own_last = &e->own_first;
	e->alive_fd = -1;
	mailbox_init(&e->mailbox, NULL, NULL);
	topics_init(e);
	err = db_open(options->db_path, options->checks_plans ? DB_WRITER_TEST : DB_WRITER, &e->db);
	if (!err)
		err = load_meta(e);
	if (!err && options->record_path)
		err = record_open(e, options->record_path);
	if (!err)
		err = aside_open(e);
	if (err) {
		engine_close(e);
		return err;
	}
	if (!options->is_replay && strcmp(options->db_path, ":memory:") != 0)
		open_alive(e);
	timers_reload(e);
	if (e->app_seq && !options->is_replay)
		send_resumed(e);
	atomic_store(&e->metrics.app_seq, e->app_seq);
	*ret = e;
	return ERR_OK;
}

static void free_mails(struct mail *m)
{
	while (m) {
		struct mail *next = m->next;

		command_free(CONTAINER_OF(m, struct command, mail));
		m = next;
	}
}

void engine_close(struct engine *e)
{
	if (!e)
		return;
	aside_close(e);
	free_mails(mailbox_take(&e->mailbox));
	free_mails(e->own_first);
	mailbox_done(&e->mailbox);
	topics_done(e);
	connections_done(e);
	if (e->record)
		fclose(e->record);
	if (e->alive_fd >= 0)
		close(e->alive_fd);
	db_close(e->db);
	free(e);
}

static bool is_durable(const struct engine *e, const struct command *c)
{
	return e->options.tables.commands[c->which].kind == COMMAND_DURABLE;
}

/* Whether somebody should rather ask again than wait. Who comes in, follows and reads waits. */
static bool is_put_off(struct engine *e, const struct command *c, size_t n_waiting)
{
	return n_waiting && atomic_load(&e->is_behind) && c->origin.wants_reply && c->account &&
	       is_durable(e, c);
}

bool engine_post(struct engine *e, struct command *c)
{
	size_t n_waiting = mailbox_len(&e->mailbox);

	if (atomic_load(&e->is_broken) || n_waiting >= MAILBOX_MOST || is_put_off(e, c, n_waiting))
		return false;
	if (!c->posted_us)
		c->posted_us = clock_mono_us();
	mailbox_post(&e->mailbox, &c->mail);
	return true;
}

static void stamp(struct engine *e, struct command *c)
{
	if (e->options.is_replay)
		return; /* a recorded command brings its own time and chance */
	c->now_ms = e->now_ms;
	crypt_random(c->seed, sizeof(c->seed));
}

static void outcome_clear(struct outcome *out)
{
	struct outcome clear = { .command = out->command, .reply = out->reply, .is_kept = out->is_kept };

	buf_clear(&clear.reply);
	*out = clear;
}

/* Runs the durable commands of the batch in the open transaction; false as dispatch_durable(). */
static bool run_durable(struct engine *e, bool has_savepoints, bool *ret_has_changes)
{
	for (size_t i = 0; i < e->n_outcomes; i++) {
		struct outcome *out = &e->outcomes[i];

		if (!is_durable(e, out->command))
			continue;
		if (!dispatch_durable(e, out, has_savepoints))
			return false;
		*ret_has_changes = *ret_has_changes || out->is_executed || out->command->timer_id;
	}
	return true;
}

/* As if nothing of the batch had been run. */
static void take_back(struct engine *e, int64_t last_id)
{
	db_rollback(e->db);
	for (size_t i = 0; i < e->n_outcomes; i++)
		outcome_clear(&e->outcomes[i]);
	e->last_id = last_id;
	e->touched.n = 0;
	aside_forget(e);
}

/*
 * Runs the durable commands of the batch in one transaction; true when something was committed. Hardly a command is
 * refused once it has written, and a savepoint for each costs much (db.h): they run without, and where one was, all of
 * them again, each with its own.
 */
static bool write_batch(struct engine *e, bool *ret_is_refused)
{
	int64_t last_id = e->last_id;
	bool has_changes = false;

	*ret_is_refused = true;
	if (db_begin(e->db))
		return false;
	if (!run_durable(e, false, &has_changes)) {
		take_back(e, last_id);
		has_changes = false;
		if (db_begin(e->db))
			return false;
		IGNORE(run_durable(e, true, &has_changes));
	}
	if (!has_changes) {
		db_rollback(e->db);
		*ret_is_refused = false;
		return false;
	}
	touches_sort(&e->touched);
	if (changes_keep(e) || save_meta(e) || (e->options.log.append &&
			     e->options.log.append(e->options.log.arg, e->app_seq, STR("")))) {
		db_rollback(e->db);
		return false;
	}
	switch (db_commit(e->db)) {
	case DB_COMMITTED:
		*ret_is_refused = false;
		return true;
	case DB_FULL:
		return false;
	case DB_BROKEN:
		atomic_store(&e->is_broken, true);
		return false;
	}
	return false;
}

/* Our own commands, which nobody would send again, stay the first to run. A timer is a row, and
 * comes again by itself. */
static void keep_own(struct engine *e)
{
	for (size_t i = e->n_outcomes; i--;) {
		struct outcome *out = &e->outcomes[i];

		if (!out->command->is_own || (out->err && out->err != ERR_INTERNAL))
			continue;
		if (!e->own_first)
			e->own_last = &out->command->mail.next;
		out->command->mail.next = e->own_first;
		e->own_first = &out->command->mail;
		out->is_kept = true;
	}
}

/* What was executed did not reach the disk: nobody is told that it did. */
static void refuse_batch(struct engine *e)
{
	enum err err = atomic_load(&e->is_broken) ? ERR_INTERNAL : ERR_BUSY;

	keep_own(e);

	for (size_t i = 0; i < e->n_outcomes; i++) {
		struct outcome *out = &e->outcomes[i];

		if (!is_durable(e, out->command) || (out->err && out->err != ERR_INTERNAL))
			continue;
		outcome_clear(out);
		out->err = err;
	}
	e->touched.n = 0;
	aside_forget(e);
	IGNORE(load_meta(e)); /* logged; ids and sequence as they are on the disk */
	e->retry_ms = e->now_ms + RETRY_MS;
	timers_reload(e);
}

static void count_commit(struct engine *e, int64_t started_us)
{
	struct engine_metrics *m = &e->metrics;
	unsigned long long n = 0;

	for (size_t i = 0; i < e->n_outcomes; i++)
		n += e->outcomes[i].is_executed;
	atomic_fetch_add(&m->commits, 1);
	atomic_fetch_add(&m->commands_committed, n);
	atomic_fetch_add(&m->commit_us, (unsigned long long)(clock_mono_us() - started_us));
	atomic_store(&m->app_seq, e->app_seq);
}

/*
 * From the commit to the end of the step all that is read is one read transaction: what a batch
 * shows is of one moment, and SQLite locks the file once and not for every statement.
 */
static void begin_reading(struct engine *e)
{
	if (!e->is_reading && !db_read_begin(e->db))
		e->is_reading = true;
}

static void end_reading(struct engine *e)
{
	if (e->is_reading)
		db_read_end(e->db);
	e->is_reading = false;
	map_done(&e->memo.about);
	arena_done(&e->memo.arena);
}

static void wake_jobs(struct engine *e)
{
	if (e->wakes_jobs && e->options.wake_jobs)
		e->options.wake_jobs(e->options.wake_jobs_arg);
}

static void read_gauges(struct engine *e)
{
	for (size_t i = 0; e->has_new_gauges && i < e->options.n_gauges; i++) {
		int64_t value = 0;

		if (stmt_one_i64(db_stmt(e->db, e->options.gauges[i].sql), &value))
			atomic_store(&e->metrics.gauges[i], value);
	}
	e->has_new_gauges = false;
}

static void commit_durable(struct engine *e)
{
	int64_t started_us = clock_mono_us();
	bool is_refused = false;

	e->wakes_jobs = false;

	if (write_batch(e, &is_refused)) {
		e->app_seq++;
		count_commit(e, started_us);
		record_batch(e);
		wake_jobs(e);
		aside_committed(e);
	} else if (is_refused) {
		refuse_batch(e);
	} else {
		aside_forget(e);
	}
	for (size_t i = 0; i < e->n_outcomes; i++) {
		if (is_durable(e, e->outcomes[i].command))
			answer(e, &e->outcomes[i]);
	}
	begin_reading(e);
	read_gauges(e);
	topics_committed(e);
}

static void run_batch(struct engine *e)
{
	bool has_durable = false;

	for (size_t i = 0; i < e->n_outcomes; i++) {
		stamp(e, e->outcomes[i].command);
		has_durable = has_durable || is_durable(e, e->outcomes[i].command);
	}
	if (has_durable)
		commit_durable(e);
	begin_reading(e);
	/* Reads, subscriptions and signals see what their sender's own commands did. */
	for (size_t i = 0; i < e->n_outcomes; i++) {
		struct command *c = e->outcomes[i].command;

		if (!is_durable(e, c))
			e->outcomes[i].is_kept = dispatch_other(e, c);
	}
	topics_said(e);
	if (has_durable)
		timers_reload(e);
	for (size_t i = 0; i < e->n_outcomes; i++) {
		buf_done(&e->outcomes[i].reply);
		if (!e->outcomes[i].is_kept)
			command_free(e->outcomes[i].command);
	}
	e->n_outcomes = 0;
}

static void add_to_batch(struct engine *e, struct mail *m)
{
	while (m) {
		struct mail *next = m->next;

		e->outcomes[e->n_outcomes++] =
			(struct outcome){ .command = CONTAINER_OF(m, struct command, mail) };
		m = next;
	}
}

/* Whether a command of our own can run now. */
static bool has_own(const struct engine *e)
{
	return e->own_first && e->now_ms >= e->retry_ms;
}

static void note_wait(struct engine *e, const struct mail *first)
{
	const struct command *c = CONTAINER_OF(first, const struct command, mail);

	atomic_store(&e->is_behind, first && !e->options.is_simulated &&
					    clock_mono_us() - c->posted_us > BEHIND_US);
}

/* First what the engine sends itself, then timers, then what people ask. */
static void gather(struct engine *e)
{
	struct mail *asked;

	while (has_own(e) && e->n_outcomes < BATCH_MOST) {
		struct mail *m = e->own_first;

		e->own_first = m->next;
		if (!e->own_first)
			e->own_last = &e->own_first;
		m->next = NULL;
		add_to_batch(e, m);
	}
	if (!e->options.is_replay)
		add_to_batch(e, timers_due(e, (BATCH_MOST - e->n_outcomes) / 2));
	asked = mailbox_take_some(&e->mailbox, BATCH_MOST - e->n_outcomes);
	note_wait(e, asked);
	add_to_batch(e, asked);
}

int64_t engine_step(struct engine *e)
{
	int64_t next;

	if (atomic_load(&e->is_broken))
		return INT64_MAX;
	advance_clock(e);
	stay_alive(e);
	gather(e);
	if (e->n_outcomes)
		run_batch(e);
	if (!list_is_empty(&e->dirty))
		begin_reading(e);
	next = topics_tick(e);
	end_reading(e);
	if (db_log_growth(e->db) >= CHECKPOINT_PAGES && mailbox_len(&e->mailbox) <= CHECKPOINT_WAITERS)
		db_checkpoint(e->db);
	if (has_own(e) || mailbox_len(&e->mailbox))
		return e->now_ms;
	if (e->own_first && e->retry_ms < next)
		next = e->retry_ms;
	return next < e->next_timer_ms ? next : e->next_timer_ms;
}

static void *run(void *arg)
{
	struct engine *e = arg;
	bool is_last = false;

	for (;;) {
		int64_t next = engine_step(e), now = e->now_ms;
		/* At most half a second: the clock of the wall may jump, and we stay alive. */
		int64_t most = ALIVE_EVERY_MS;
		int64_t wait = next <= now ? 0 : next - now > most ? most : next - now;

		if (atomic_load(&e->is_broken)) {
			/* Nothing more may be promised; a supervisor starts us again and the log is
			 * replayed. */
			log_error("store_failed");
			_Exit(75);
		}
		/* Timers are rows: whoever starts next finds them, and finds nobody online. */
		if (is_last && !has_own(e) && !mailbox_len(&e->mailbox))
			break;
		is_last = atomic_load(&e->is_stopping);
		if (wait && !is_last)
			mailbox_wait(&e->mailbox, wait);
	}
	aside_stop(e); /* it answers what it took, and DELIVER_STOP is the last mail */
	for (unsigned io = 0; io < e->options.n_io; io++) {
		struct delivery *d = mem_alloc(sizeof(*d));

		d->kind = DELIVER_STOP;
		e->options.deliver(e->options.deliver_arg, io, d);
	}
	return NULL;
}

enum err engine_start(struct engine *e)
{
	if (aside_start(e))
		return ERR_INTERNAL;
	if (pthread_create(&e->thread, NULL, run, e)) {
		log_error("no_thread");
		return ERR_INTERNAL;
	}
	e->has_thread = true;
	return ERR_OK;
}

void engine_stop(struct engine *e)
{
	if (!e->has_thread)
		return;
	atomic_store(&e->is_stopping, true);
	mailbox_wake(&e->mailbox);
	pthread_join(e->thread, NULL);
	e->has_thread = false;
}

bool engine_is_healthy(struct engine *e)
{
	return !atomic_load(&e->is_broken);
}
