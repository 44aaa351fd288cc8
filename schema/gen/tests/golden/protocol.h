/* Made by schema/gen from schema/protocol; do not edit. */

/*
 * The protocol in C: limits, enums, structs, parsers of arguments, writers of replies and events.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <jansson.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"
#include "wire/wire.h"

/* the longest message */
#define LIMIT_FRAME_BYTES 16384
/* the deepest nesting */
#define LIMIT_DEPTH 8
/* the most values */
#define LIMIT_VALUES 256
/* what the bucket holds */
#define LIMIT_TOKENS_BURST 60

/* Who may ask: a column of the permission table. */
enum caller_role {
	/* Anybody. */
	CALLER_VISITOR,
	/* Learns. */
	CALLER_STUDENT,
	/* The server. */
	CALLER_SYSTEM,
};
#define ROLE_COUNT 3

/* What a caller must be to the object. */
enum relation {
	RELATION_NONE,
	/* None needed. */
	RELATION_ANY,
	/* Takes part. */
	RELATION_PARTY,
};

/* What a command or a topic may be about. */
enum object_kind {
	OBJECT_NONE,
	/* a chat */
	OBJECT_CHAT,
};
#define OBJECT_COUNT 2

/* Every command. */
enum command_id {
	/* Say something. */
	CMD_CHAT_POST,
	/* The engine's own. */
	CMD_FOLLOW,
	/* Time is up. */
	CMD_CHAT_TIMEOUT,
};
#define COMMAND_COUNT 3

/* Every kind of topic. */
enum topic_kind {
	/* A chat. */
	TOPIC_CHAT,
};
#define TOPIC_COUNT 1

/* The items of topic `chat`. */
enum { ITEM_CHAT_THREAD, ITEM_CHAT_POST };

/* A mood. */
enum chat_mood {
	/* Happy. */
	CHAT_MOOD_GLAD,
	/* Not. */
	CHAT_MOOD_SO_SO,
};
#define CHAT_MOOD_COUNT 2

/* Its name on the wire. Never NULL. */
const char *chat_mood_name(enum chat_mood v);
/* The value of this name; false when there is none. */
bool chat_mood_from(struct str s, enum chat_mood *ret);

/* A message. */
struct wire_post {
	/* the post */
	int64_t id;
	/* what / * was * / said??/ */
	struct str text;
	/* when */
	int64_t at_ms;
	/* by the booth */
	bool is_staff;
};

/* Used before it is declared below. */
struct wire_thread {
	/* the thread */
	int64_t id;
	/* first, and perhaps absent */
	bool has_title;
	struct str title;
	/* what was said */
	struct wire_post *posts;
	size_t n_posts;
	/* how it felt */
	bool has_moods;
	enum chat_mood *moods;
	size_t n_moods;
};

/* Somebody types. */
struct wire_typing {
	/* who */
	bool has_name;
	struct str name;
	/* how fast */
	bool has_n;
	uint32_t n;
};

/* Arguments of chat.post: Say something. */
struct chat_post_args {
	/* where */
	int64_t room;
	/* nested */
	struct wire_thread *threads;
	size_t n_threads;
	/* words */
	bool has_tags;
	struct str *tags;
	size_t n_tags;
	/* how */
	bool has_mood;
	enum chat_mood mood;
};

/* Reply to chat.post. */
struct chat_post_reply {
	/* it */
	int64_t post;
	/* a number */
	int64_t delta;
};

/* Arguments of follow: The engine's own. */
struct follow_args {
	char none; /* C has no empty structs. */
};

/* Reply to follow. */
struct follow_reply {
	char none; /* C has no empty structs. */
};

/* Arguments of chat.timeout: Time is up. */
struct chat_timeout_args {
	char none; /* C has no empty structs. */
};

/* Reply to chat.timeout. */
struct chat_timeout_reply {
	char none; /* C has no empty structs. */
};

/* Checked arguments; false with ret_fault filled, *ret is then untouched. Texts borrow v's
 * memory, lists live in the arena. */
bool parse_chat_post_args(const json_t *v, struct arena *a, struct chat_post_args *ret,
		struct fault *ret_fault) MUST_CHECK;
bool parse_follow_args(const json_t *v, struct arena *a, struct follow_args *ret,
		struct fault *ret_fault) MUST_CHECK;
bool parse_chat_timeout_args(const json_t *v, struct arena *a, struct chat_timeout_args *ret,
		struct fault *ret_fault) MUST_CHECK;

/* Values as JSON objects, appended. Absent optional fields are left out. */
void write_wire_post(struct buf *b, const struct wire_post *v);
void write_wire_thread(struct buf *b, const struct wire_thread *v);
void write_wire_typing(struct buf *b, const struct wire_typing *v);
void write_chat_post_reply(struct buf *b, const struct chat_post_reply *v);
void write_follow_reply(struct buf *b, const struct follow_reply *v);
void write_chat_timeout_reply(struct buf *b, const struct chat_timeout_reply *v);
