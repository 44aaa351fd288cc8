/*
 * What travels between the socket layer and the engine, and what a handler sees.
 *
 * An I/O thread makes a `struct command` (parsed, bounded), posts it to the engine's mailbox and
 * forgets it. The engine answers with `struct delivery` mails to the I/O thread that asked. Neither
 * sees the other's memory: a command and a delivery are owned by whoever holds them.
 */
#pragma once

#include <jansson.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/crypt.h"
#include "base/err.h"
#include "base/mailbox.h"
#include "store/db.h"
#include "wire/frame.h"
#include "wire/protocol.h"
#include "wire/wire.h"

struct conf;
struct engine;
struct cmd;

enum command_kind { COMMAND_DURABLE, COMMAND_TRANSIENT, COMMAND_READ };

/* A topic's name: `room:42` is { TOPIC_ROOM, 42 }; `me` is { TOPIC_ME, account }. */
struct topic {
	enum topic_kind kind;
	int64_t id;
};

struct memo;

/* Committed state as a topic's item functions see it. */
struct view {
	struct db *db;
	struct arena *arena; /* what they return lives here */
	int64_t now_ms;
	const struct conf *conf;
	struct memo *memo; /* what was worked out of this very moment; NULL: nothing is kept */
};

/*
 * What several items show is worked out once: a value about an object, of the reading at hand.
 * `kind` is the address of something of the caller's own, so that nobody takes another's value.
 * Values are made in view_keep(), which lasts as long as they do. NULL: not worked out yet.
 */
const void *view_recall(const struct view *v, const void *kind, int64_t id);
void view_remember(const struct view *v, const void *kind, int64_t id, const void *value);
/* The arena for such values: the view's own where nothing is kept. */
struct arena *view_keep(const struct view *v);

/* The rows that decide a relation; a resolver fills it. 0: there is none. */
struct object {
	int64_t fair, org;
	int64_t parties[3]; /* accounts that take part; [0] is the owner */
	bool is_open_to_fair; /* everybody at the fair is party to it (a booth's chat) */
};

struct command_def {
	const char *name;
	enum command_kind kind;
	size_t args_size;
	bool (*parse)(const json_t *v, struct arena *a, void *ret_args, struct fault *ret_fault);
	enum err (*handle)(struct cmd *cmd, const void *args, struct buf *ret_reply);
	uint8_t allow[ROLE_COUNT]; /* enum relation by enum caller_role */
	enum object_kind object;
	size_t object_offset;
	bool is_repeatable; /* its key is not remembered: sent again, it is done again */
	bool is_aside;	    /* a read that is answered beside the engine thread (engine/aside.c) */
	uint32_t cost;
};

struct item_def {
	const char *name;
	enum err (*list)(const struct view *v, int64_t topic, struct ids *ret);
	enum err (*render)(const struct view *v, int64_t topic, int64_t key, struct buf *ret,
			   bool *ret_found);
};

struct topic_def {
	const char *name;
	bool is_log;
	bool is_kept; /* what changed is a row too: `since` works after a restart */
	uint32_t tick_ms;
	uint8_t allow[ROLE_COUNT];
	enum object_kind object;
	const struct item_def *items;
	size_t n_items;
};

/* Where an answer goes. */
struct origin {
	unsigned io;	  /* which I/O thread */
	uint64_t conn;	  /* which of its connections; never reused */
	int64_t id;	  /* the `id` that the client gave; answered as `re` */
	bool wants_reply; /* false: nobody waits (timers, notices) */
	bool inflates;	  /* its reader takes binary frames of raw deflate */
};

/* One request. Immutable once posted; the engine stamps now_ms and seed and frees it. */
struct command {
	struct mail mail;
	struct arena arena; /* holds all below */
	json_t *json;	    /* the parsed message, kept because args borrow from it; may be NULL */
	enum command_id which;
	void *args;	    /* struct xxx_args */
	struct str args_text; /* the arguments as JSON, for the command log */
	struct str key;	    /* idempotency; empty: none */
	struct origin origin;
	int64_t account; /* who asks; 0: nobody signed in */
	bool is_system;	 /* the server itself or its local socket */
	bool is_own;	 /* the engine sent it itself: kept when the disk refuses it */
	struct str session_token; /* the cookie, for session.end; empty: none */
	struct str ask_token; /* the cookie by which a browser is known again; empty: none */
	int64_t network; /* over HTTP: which one it came from (listen_network()); 0: not known */
	int64_t posted_us; /* clock_mono_us() when posted, for the latency histogram */
	int64_t timer_id;  /* the timer row that this command is; 0: none */
	/* stamped by the engine */
	int64_t now_ms;
	unsigned char seed[SEED_BYTES];
};

/* An empty command with its arena; fill it and engine_post() it. */
struct command *command_new(enum command_id which);
void command_free(struct command *c);

/* The command of this name, COMMAND_COUNT when there is none. Constant time; table order is not
 * needed. `table` is the generated one. */
enum command_id command_find(const struct command_def *table, struct str name);

/* `room:42` or `me` (id 0: the caller's) as a topic; false when it is not one. */
bool topic_parse(const struct topic_def *table, struct str name, struct topic *ret);

/*
 * A command of this name with these arguments, as a client sends them: finds it, parses and bounds
 * the arguments. On ERR_OK *ret is the caller's to post or free, and owns `args` (a new reference).
 * Otherwise ret_fault says what is wrong and nothing was made. Any thread.
 */
enum err command_make(const struct command_def *table, struct str name, json_t *args,
		      struct command **ret, struct fault *ret_fault) MUST_CHECK;

enum delivery_kind {
	DELIVER_REPLY,	   /* the answer to one connection's command */
	DELIVER_FRAME,	   /* a topic's frame, for all that follow it on this thread */
	DELIVER_CONNECTED, /* the answer to session.connect: who it is, and the hello frame */
	DELIVER_END_SESSION, /* close the connections of this session */
	DELIVER_STOP,	   /* the engine has stopped; the last mail */
};

/* One answer or event on its way to an I/O thread, which owns and frees it. */
struct delivery {
	struct mail mail;
	enum delivery_kind kind;
	struct origin origin; /* REPLY, CONNECTED */
	enum err err;	      /* REPLY: ERR_OK or why not, for the HTTP status */
	struct frame *frame;  /* the message, framed; one reference */
	struct topic topic;   /* FRAME: which; REPLY: what was subscribed or unsubscribed */
	uint32_t ask;	      /* FRAME: not 0: topic.unfollowed when nobody here follows it */
	bool subscribes, unsubscribes; /* REPLY: from now on this connection follows `topic`, or not */
	int64_t account;      /* CONNECTED: who it is; 0: nobody. END_SESSION: whose; 0: by its hash */
	char set_session[48]; /* REPLY over HTTP: set the session cookie to this; "": leave it */
	char set_ask[48];     /* REPLY over HTTP: the same for the cookie of a browser that asks for a link */
	bool clear_session;   /* REPLY: the session ended */
	unsigned char session_hash[SHA256_BYTES]; /* END_SESSION: which; of `account`: all */
};

void delivery_free(struct delivery *d);

/* ---- what a handler sees ---- */

/* Who asks, and what they are at the fair of the object they name. */
struct who {
	int64_t account; /* 0: nobody, or the system */
	bool is_system;
	uint32_t roles; /* bits of 1 << enum caller_role, at the object's fair */
};

/*
 * A command while its handler runs. The handler reads and writes through `db`, says what changed
 * with the generated touch_…() functions, and returns. It never begins or commits, never asks for
 * the time, and makes ids and tokens only with the functions below.
 */
struct cut {
	struct cut *next;
	int64_t account;
};

/* What is sent when a connection closes; cmd_farewell. */
struct farewell {
	struct farewell *next;
	enum command_id which;
	struct str args_json;
};

struct cmd {
	struct db *db;
	struct arena *arena;
	const struct conf *conf;
	struct who who;
	int64_t now_ms;
	struct object object; /* what the command is about, as its resolver found it */
	struct fault fault;   /* a handler that refuses a field names it here */
	struct engine *engine;
	struct rng rng;
	const struct command *command;
	int64_t about; /* whom it is about, where that is not the object's first party: for the log of staff */
	bool is_back; /* it takes back what the same command did before: for that log, too */
	/* what a handler tells the engine beyond its reply */
	char set_session[48];	   /* session.redeem: the new session's token */
	char set_ask[48];	   /* session.ask: by which its browser is known again */
	struct str ends_session;   /* session.end: SHA-256 of the session that ended */
	int64_t ends_account;	   /* session.end_all: of whom all sessions ended with it; 0: none but that one */
	int64_t connects;	   /* session.connect: whose connection it is */
	struct cut *cuts;	   /* whose connections are closed with it; cmd_end_connections */
	struct farewell *farewells;
	void *aside;  /* of a read that is answered beside the engine: what its feature keeps there; NULL: nothing */
	bool tells_secret; /* the reply is kept nowhere: sent again, the command is done again */
	bool is_trial;	     /* the engine's own; cmd_try */
	bool has_savepoint;  /* the engine's own */
	size_t n_touched;	   /* the engine's own */
};

/* A new id: 53 bits, ordered by time, never given twice (design §11). */
int64_t cmd_id(struct cmd *cmd);

/* A new token: `bytes` random bytes (at most 32) as base64url, in the arena. */
struct str cmd_token(struct cmd *cmd, size_t bytes);

/* All that the command does from here on is taken back, and only its reply is told. Before it writes anything. */
enum err cmd_try(struct cmd *cmd) MUST_CHECK;

/* An item of a topic changed or is gone; after COMMIT its followers hear how it stands. Touching
 * the same item twice in a batch costs one event. */
void cmd_touch(struct cmd *cmd, enum topic_kind kind, unsigned item, int64_t topic, int64_t key);

/* A transient event for a topic's followers: sent once, never stored. */
void cmd_publish(struct cmd *cmd, enum topic_kind kind, int64_t topic, const struct buf *event);

/* Sends command `which` with args_json (an object, copied) as the system at due_ms; the timer is a
 * row of this transaction. */
enum err cmd_timer(struct cmd *cmd, int64_t due_ms, enum command_id which, struct str args_json)
	MUST_CHECK;

/* Closes all connections of an account once the command is committed: what they may follow is asked again when
 * they are back. */
void cmd_end_connections(struct cmd *cmd, int64_t account);

/* A job has something to do, such as a mail to send: once this is committed, and harmless where the command
 * is then refused. */
void cmd_wake_jobs(struct cmd *cmd);

/* Figures of engine_options.gauges may be others once this is committed; harmless where it is refused. */
void cmd_gauges_changed(struct cmd *cmd);

/* When the connection that sent this command closes, the system sends `which` with args_json. For
 * state that hangs on one page, such as its part in a call. In memory: after a restart all
 * connections are gone, and server.resumed says so. */
void cmd_farewell(struct cmd *cmd, enum command_id which, struct str args_json);

/* Refuses a field: sets cmd->fault and returns e. */
enum err cmd_refuse(struct cmd *cmd, enum err e, const char *field, const char *expected);
