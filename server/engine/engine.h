/*
 * The engine thread: the only writer. Takes commands from its mailbox in batches, runs them in one
 * transaction, of which a refused one leaves nothing, commits (one fsync for the batch), and only then answers and
 * publishes. See ARCHITECTURE.md, the path of a command.
 */
#pragma once

#include "engine/command.h"

struct aside_ops;
struct conf;

/* The generated tables, handed in by main.c so that the engine names no feature. */
struct engine_tables {
	const struct command_def *commands;
	const struct topic_def *topics;
	enum err (*const *resolvers)(struct db *db, int64_t id, struct object *ret);
};

/* Where a delivery goes: the I/O thread's mailbox. Called on the engine thread; owns d. */
typedef void (*engine_deliver)(void *arg, unsigned io, struct delivery *d);

/* Between "executed" and COMMIT (design §10.1): stores a record of the transaction elsewhere. */
struct engine_log {
	/* ERR_OK: stored, or nothing to store; anything else: roll back and stop writing. */
	enum err (*append)(void *arg, int64_t expected_seq, struct str record);
	void *arg;
};

/* A figure of the product for /metrics, in one number that this statement reads. */
struct gauge {
	const char *name, *help, *sql;
};
#define GAUGES_MOST 8

struct engine_options {
	struct engine_tables tables;
	const struct conf *conf;
	const char *db_path;
	unsigned n_io;
	engine_deliver deliver;
	void *deliver_arg;
	void (*wake_jobs)(void *arg); /* after a commit that leaves them something to do; NULL: there are none */
	void *wake_jobs_arg;
	const struct aside_ops *aside; /* what is answered beside the engine; NULL: nothing, "busy" */
	const struct gauge *gauges; /* read after a commit that changed them; cmd_gauges_changed */
	size_t n_gauges;
	struct engine_log log;
	const char *record_path; /* write every command there, for replay; NULL: do not */
	int64_t (*now)(void *arg); /* UTC ms; NULL: the clock. Virtual in tests. */
	void *now_arg;
	bool is_simulated; /* time is invented: how long somebody waits by the machine's clock says nothing */
	bool is_replay;	   /* commands bring their own time and seed; timers come recorded */
	bool checks_plans; /* tests: count statements that scan a whole table */
};

/* Opens the database (which must be migrated) and prepares the engine; no thread yet. On failure
 * it has been logged. */
enum err engine_open(const struct engine_options *options, struct engine **ret) MUST_CHECK;

/* Starts the thread; engine_stop() ends it after committing all that was posted. */
enum err engine_start(struct engine *e) MUST_CHECK;
void engine_stop(struct engine *e);
void engine_close(struct engine *e);

/* Any thread: hands over a command. False when the engine cannot take more now; the command is
 * then still the caller's. */
bool engine_post(struct engine *e, struct command *c) MUST_CHECK;

/* Without a thread (tests, simulation, `stagebeurs import` without a server): runs what is due and
 * posted, once. Returns when the engine wants to run next, in UTC ms; INT64_MAX: not by itself. */
int64_t engine_step(struct engine *e);

/* Any thread. The newest figures for /metrics, as Prometheus text. */
void engine_metrics(struct engine *e, struct buf *to);

/* True while commits succeed and the thread turns; for /healthz. Any thread. */
bool engine_is_healthy(struct engine *e);
