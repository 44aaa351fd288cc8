/* Made by schema/gen from schema/protocol; do not edit. */

/*
 * What the linker demands of features/: every handler, reader and resolver that the schema speaks
 * of.
 */
#pragma once

#include "engine/command.h"
#include "wire/protocol.h"

/* Commands: what each does, in one transaction. */
enum err on_chat_post(struct cmd *cmd, const struct chat_post_args *args,
		struct chat_post_reply *ret_reply);
enum err on_chat_timeout(struct cmd *cmd, const struct chat_timeout_args *args,
		struct chat_timeout_reply *ret_reply);

/* Items: the keys of a topic's items, and how one stands; *ret_found false: it is gone. */
enum err list_chat_thread(const struct view *v, int64_t topic, struct ids *ret);
enum err read_chat_thread(const struct view *v, int64_t topic, int64_t key,
		struct wire_thread *ret, bool *ret_found);
enum err list_chat_post(const struct view *v, int64_t topic, struct ids *ret);
enum err read_chat_post(const struct view *v, int64_t topic, int64_t key,
		struct wire_post *ret, bool *ret_found);

/* Objects: the rows that decide a relation; ERR_NOT_FOUND when there are none. */
enum err resolve_chat(struct db *db, int64_t id, struct object *ret);

/* ---- what features may call: word that an item changed or is gone ---- */

static inline void touch_chat_thread(struct cmd *cmd, int64_t topic, int64_t key)
{
	cmd_touch(cmd, TOPIC_CHAT, ITEM_CHAT_THREAD, topic, key);
}

static inline void touch_chat_post(struct cmd *cmd, int64_t topic, int64_t key)
{
	cmd_touch(cmd, TOPIC_CHAT, ITEM_CHAT_POST, topic, key);
}

/* Transient events: sent once, to those who follow the topic now. */
void publish_chat_typing(struct cmd *cmd, int64_t topic,
		const struct wire_typing *v);
