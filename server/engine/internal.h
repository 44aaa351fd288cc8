/* What the files of engine/ share; nobody else includes it, but the engine's own tests. */
#pragma once

#include <stdatomic.h>
#include <stdio.h>

#include "base/list.h"
#include "base/map.h"
#include "engine/aside.h"
#include "engine/engine.h"
#include "store/db.h"

/* Commands in one transaction at most: bounds the time to the commit, and so the latency. */
#define BATCH_MOST 256
/* Commands that may wait; beyond it newcomers hear "busy". */
#define MAILBOX_MOST 100000
/* While those who are served waited longer than this, whoever is signed in and asks for a change hears "busy"
 * at once, and their client asks again: a backlog of seconds would outlive what caused it by as long. */
#define BEHIND_US INT64_C(500000)

/* An item that changed: the order of fields is the order in which they are published. */
struct touch {
	enum topic_kind kind;
	int64_t topic;
	unsigned item;
	int64_t key;
};

struct touches {
	struct touch *at;
	size_t n, size;
};

/* What running one command came to. */
struct outcome {
	struct command *command;
	struct buf reply; /* the JSON object behind "ok" */
	struct fault fault;
	enum err err;
	char set_session[48], set_ask[48];
	unsigned char session_hash[SHA256_BYTES];
	bool ends_session;
	int64_t ends_account;
	const struct cut *cuts; /* in the command's arena, as the next */
	const struct farewell *farewells;
	int64_t seq;	  /* of a read: what it saw */
	bool is_executed; /* changed state; false for a refusal and for a repeated key */
	bool is_kept;	  /* its command lives on: the disk refused the batch, or it is answered aside */
};

#define LATENCY_BUCKETS 12

/* Figures for /metrics: written by the engine thread, read by any. */
struct engine_metrics {
	atomic_ullong commands_ok, commands_refused, commands_failed, commits, commit_us, commands_committed;
	atomic_ullong events, frames, snapshots, timers;
	atomic_ullong latency[LATENCY_BUCKETS + 1];
	atomic_ullong latency_us;
	atomic_llong app_seq, topics;
	atomic_llong gauges[GAUGES_MOST];
};

/* One value that was worked out, of those about one object. */
struct recollection {
	struct recollection *next;
	const void *kind, *value;
};

struct memo {
	struct arena arena;
	struct map about; /* object → struct recollection */
};

struct engine {
	struct engine_options options;
	struct db *db;	  /* the only connection */
	bool is_reading;  /* a read transaction is open on it */
	struct memo memo; /* of that reading */
	struct mailbox mailbox;
	atomic_bool is_behind; /* the newest batch waited for longer than BEHIND_US */
	struct packer *packer;
	pthread_t thread;
	bool has_thread;
	atomic_bool is_stopping, is_broken;
	/* the state of meta, in memory */
	int64_t app_seq, last_id, now_ms, incarnation;
	/* the batch at hand */
	struct touches touched;
	struct outcome outcomes[BATCH_MOST];
	size_t n_outcomes;
	bool wakes_jobs; /* when the batch at hand is committed */
	bool has_new_gauges;
	int64_t next_timer_ms, next_forget_ms;
	int64_t retry_ms; /* no timer and nothing of our own before this: the disk refused a batch */
	int64_t mono_ms;  /* of the newest look at the clock */
	int64_t alive_ms; /* newest time written to alive_fd */
	int alive_fd;	  /* <database>.alive: when we were last seen running; -1: none */
	/* published state */
	struct map topics; /* topic_key() → struct topic_state */
	struct list dirty; /* state topics with a tick to come */
	struct {
		struct topic topic;
		struct buf events;
	} said; /* and not sent yet */
	struct map people; /* account → number of connections */
	struct map partings; /* connection → struct parting, what to send when it closes */
	struct mail *own_first, **own_last; /* commands the engine sends itself */
	FILE *record;
	struct aside *aside; /* NULL: nothing is answered beside the engine */
	struct engine_metrics metrics;
};

struct aside;

/* Of whom and what a read is that is answered aside. */
struct asked {
	struct db *db;
	void *state;
	struct who who;
	struct object object;
	int64_t seq; /* that the database had reached when it was asked */
	bool is_late; /* there is no time for it: "busy" */
};

/* ---- authz.c ---- */

/* Finds the object that the command names and what the caller is there, and decides. ERR_OK:
 * allowed, ret_who and ret_object set. */
enum err authorise(struct engine *e, struct db *db, int64_t account, bool is_system,
		   const uint8_t allow[ROLE_COUNT], enum object_kind kind, int64_t object,
		   struct who *ret_who, struct object *ret_object);

bool account_is_admin(struct db *db, int64_t account);

/* ---- audit.c ---- */

/* What somebody of the staff has just changed, as a row of the same transaction. */
enum err audit_store(struct engine *e, struct cmd *cmd, const struct command *c) MUST_CHECK;

/* ---- idem.c ---- */

/* The reply stored for this account and key: true and ret_reply filled. A key that was used for
 * another command is refused through ret_err. */
bool idem_find(struct engine *e, const struct command *c, struct buf *ret_reply, enum err *ret_err);
enum err idem_store(struct engine *e, const struct command *c, struct str reply) MUST_CHECK;

/* ---- dispatch.c ---- */

/* Runs a durable command in the open transaction. False: it was refused after it had written, with no savepoint to take
 * that back, and the transaction must not be committed; only without `has_savepoint`. */
bool dispatch_durable(struct engine *e, struct outcome *out, bool has_savepoint);

/* Answers everything that does not write: reads, transients, subscriptions. True: it was handed over, and is no
 * longer the caller's. */
bool dispatch_other(struct engine *e, struct command *c);

/* Answers a read that was handed over. On the thread aside. */
void answer_aside(struct engine *e, struct command *c, const struct asked *asked);

/* ---- aside.c ---- */

/* The engine opens, starts, stops and closes it as itself; engine thread, or no thread yet. */
enum err aside_open(struct engine *e) MUST_CHECK;
enum err aside_start(struct engine *e) MUST_CHECK;
void aside_stop(struct engine *e);
void aside_close(struct engine *e);

/* Hands over a command that its caller may ask; false when it cannot take one, and the command stays the caller's. */
bool aside_ask(struct engine *e, struct command *c, const struct cmd *cmd);

/* What the batch at hand changed is committed, or taken back. */
void aside_committed(struct engine *e);
void aside_forget(struct engine *e);

/* The answer to a command, on its way. */
void answer(struct engine *e, const struct outcome *out);

/* ---- topic.c ---- */

void topics_init(struct engine *e);
void topics_done(struct engine *e);

/* An event that is not kept. What a batch says in a row of one topic is one frame. */
void topic_say(struct engine *e, struct topic topic, struct str event);
/* At the end of a batch: sends what is not sent yet. */
void topics_said(struct engine *e);

/* After a commit: publishes what log topics show, marks what state topics show. */
void topics_committed(struct engine *e);

/* Sends the frames of state topics whose tick has come, and forgets topics that nobody used for
 * long; when the next tick is due. */
int64_t topics_tick(struct engine *e);

/* Writes what a follower gets who last saw `since` (-1: nothing): `"seq":…,"events":[…]` or
 * `"seq":…,"snapshot":{…}`. Of a long snapshot that many see, whoever inflates gets the last value
 * not written but packed, to follow what was written: *ret_packed, borrowed until the engine goes on. */
enum err topic_catch_up(struct engine *e, struct topic topic, int64_t since, bool inflates,
			struct buf *ret, struct str *ret_packed);

/* One I/O thread more on which nobody follows; `ask` is that of the frame which told. */
void topic_unfollowed(struct engine *e, struct topic topic, uint32_t ask);

void touches_add(struct touches *t, struct touch one);
/* Puts them in the order in which they are published, each once. */
void touches_sort(struct touches *t);

/* ---- change.c ---- */

/* Writes what the batch at hand changed of kept topics, in its transaction. */
enum err changes_keep(struct engine *e) MUST_CHECK;

/* The items of a kept topic that changed after `since`, at most `most`, added to *ret. ERR_NOT_FOUND: that is too
 * long ago. */
enum err changes_since(struct engine *e, struct topic topic, int64_t since, size_t most,
		       struct touches *ret) MUST_CHECK;

/* ---- connection.c ---- */

/* A signed-in connection opened or closed. The first and the last of a person, and farewells of the
 * connection, become commands of the next batch. */
void connection_opened(struct engine *e, int64_t account);
void connection_closed(struct engine *e, int64_t account, struct origin origin);
/* What a committed command leaves to be sent then. */
void connection_parts(struct engine *e, struct origin origin, const struct farewell *farewell);
void connections_done(struct engine *e);

/* ---- timer.c ---- */

/* Commands of timers that are due, at most `most`; they belong to the caller, linked by mail. */
struct mail *timers_due(struct engine *e, size_t most);
/* In the transaction of the command that it became. */
enum err timer_spend(struct engine *e, const struct command *c) MUST_CHECK;
void timers_reload(struct engine *e);

/* ---- record.c ---- */

enum err record_open(struct engine *e, const char *path);
/* Appends the batch that was just committed. */
void record_batch(struct engine *e);

/* Sends a command of the engine's own; it runs in the next batch. */
void engine_send_self(struct engine *e, struct command *c);
