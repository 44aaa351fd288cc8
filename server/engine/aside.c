/* See aside.h. Without a thread (tests) everything is done where it is handed over. */
#include "engine/aside.h"

#include <stdlib.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/mem.h"
#include "engine/internal.h"

/* Reads that may wait; beyond them one hears "busy". */
#define WAITING_MOST 500
/* How long one waits: whoever types has gone on by then, and a stop does not wait for hundreds of answers. */
#define WAITS_MOST_US (2 * INT64_C(1000000))
/* Rows that a batch changes, at first; a list of employers makes it grow. */
#define FIRST_SIZE 64

/* A command, or what a batch changed. */
struct errand {
	struct mail mail;
	struct command *command; /* NULL: rows */
	struct who who;
	struct object object;
	int64_t seq, handed_us; /* clock_mono_us() */
	struct row_change *rows;
	size_t n_rows;
};

struct aside {
	struct engine *engine;
	const struct aside_ops *ops;
	void *state;
	struct db *db; /* read-only */
	struct mailbox box;
	pthread_t thread;
	bool has_thread;
	atomic_bool is_stopping;
	/* the engine thread's: what the batch at hand changed */
	struct row_change *rows;
	size_t n_rows, size;
};

/* ---- on the engine thread ---- */

static void note_change(void *arg, const char *table, int64_t id)
{
	struct aside *a = arg;
	size_t i = 0;

	while (i < a->ops->n_tables && strcmp(a->ops->tables[i], table) != 0)
		i++;
	if (i == a->ops->n_tables)
		return;
	if (a->n_rows == a->size) {
		a->size = a->size ? a->size * 2 : FIRST_SIZE;
		a->rows = mem_resize(a->rows, a->size * sizeof(*a->rows));
	}
	a->rows[a->n_rows++] = (struct row_change){ i, id };
}

static void run_errand(struct aside *a, struct errand *r)
{
	if (!r->command) {
		a->ops->follow(a->state, a->db, r->seq, r->rows, r->n_rows);
	} else {
		bool is_late = atomic_load(&a->is_stopping) || clock_mono_us() - r->handed_us > WAITS_MOST_US;

		answer_aside(a->engine, r->command,
			     &(struct asked){ a->db, a->state, r->who, r->object, r->seq, is_late });
		command_free(r->command);
	}
	free(r->rows);
	free(r);
}

static void hand_over(struct aside *a, struct errand *r)
{
	if (a->has_thread)
		mailbox_post(&a->box, &r->mail);
	else
		run_errand(a, r);
}

bool aside_ask(struct engine *e, struct command *c, const struct cmd *cmd)
{
	struct errand *r;

	if (!e->aside || mailbox_len(&e->aside->box) >= WAITING_MOST)
		return false;
	r = mem_alloc(sizeof(*r));
	*r = (struct errand){ .command = c, .who = cmd->who, .object = cmd->object, .seq = e->app_seq,
			      .handed_us = clock_mono_us() };
	hand_over(e->aside, r);
	return true;
}

void aside_committed(struct engine *e)
{
	struct aside *a = e->aside;
	struct errand *r;

	if (!a || !a->n_rows)
		return;
	r = mem_alloc(sizeof(*r));
	*r = (struct errand){ .seq = e->app_seq, .rows = a->rows, .n_rows = a->n_rows };
	a->rows = NULL;
	a->n_rows = a->size = 0;
	hand_over(a, r);
}

void aside_forget(struct engine *e)
{
	if (e->aside)
		e->aside->n_rows = 0;
}

/* ---- the thread ---- */

static void *run(void *arg)
{
	struct aside *a = arg;

	for (;;) {
		bool is_last = atomic_load(&a->is_stopping);
		struct mail *m = mailbox_take(&a->box);

		if (!m && is_last)
			return NULL;
		if (!m)
			mailbox_wait(&a->box, -1);
		while (m) {
			struct mail *next = m->next;

			run_errand(a, CONTAINER_OF(m, struct errand, mail));
			m = next;
		}
	}
}

/* ---- its life ---- */

enum err aside_open(struct engine *e)
{
	struct aside *a;
	enum err err;

	if (!e->options.aside)
		return ERR_OK;
	a = mem_alloc(sizeof(*a));
	mailbox_init(&a->box, NULL, NULL);
	a->engine = e;
	a->ops = e->options.aside;
	e->aside = a;
	err = db_open(e->options.db_path, DB_READER, &a->db);
	if (err)
		return err;
	a->state = a->ops->open(e->options.db_path, e->app_seq);
	db_watch(e->db, note_change, a);
	return ERR_OK;
}

enum err aside_start(struct engine *e)
{
	struct aside *a = e->aside;
	struct errand *first;

	if (!a)
		return ERR_OK;
	if (pthread_create(&a->thread, NULL, run, a)) {
		log_error("no_thread");
		return ERR_INTERNAL;
	}
	a->has_thread = true;
	first = mem_alloc(sizeof(*first));
	first->seq = e->app_seq;
	hand_over(a, first);
	return ERR_OK;
}

void aside_stop(struct engine *e)
{
	struct aside *a = e->aside;

	if (!a || !a->has_thread)
		return;
	atomic_store(&a->is_stopping, true);
	mailbox_wake(&a->box);
	pthread_join(a->thread, NULL);
	a->has_thread = false;
}

void aside_close(struct engine *e)
{
	struct aside *a = e->aside;

	if (!a)
		return;
	aside_stop(e);
	if (a->state)
		a->ops->close(a->state, e->app_seq);
	mailbox_done(&a->box);
	db_close(a->db);
	free(a->rows);
	free(a);
	e->aside = NULL;
}
