/* Made by schema/gen from schema/protocol; do not edit. */
#include "engine/tables.h"

#include <stddef.h>

#include "features/handlers.h"

static bool load_chat_post(const json_t *v, struct arena *a, void *ret_args,
		struct fault *ret_fault)
{
	return parse_chat_post_args(v, a, ret_args, ret_fault);
}

static enum err handle_chat_post(struct cmd *cmd, const void *args, struct buf *ret_reply)
{
	struct chat_post_reply reply = { 0 };
	enum err e = on_chat_post(cmd, args, &reply);

	if (e)
		return e;
	write_chat_post_reply(ret_reply, &reply);
	return ERR_OK;
}

static bool load_follow(const json_t *v, struct arena *a, void *ret_args,
		struct fault *ret_fault)
{
	return parse_follow_args(v, a, ret_args, ret_fault);
}

static bool load_chat_timeout(const json_t *v, struct arena *a, void *ret_args,
		struct fault *ret_fault)
{
	return parse_chat_timeout_args(v, a, ret_args, ret_fault);
}

static enum err handle_chat_timeout(struct cmd *cmd, const void *args, struct buf *ret_reply)
{
	struct chat_timeout_reply reply = { 0 };
	enum err e = on_chat_timeout(cmd, args, &reply);

	if (e)
		return e;
	write_chat_timeout_reply(ret_reply, &reply);
	return ERR_OK;
}

static enum err render_chat_thread(const struct view *v, int64_t topic, int64_t key,
		struct buf *ret, bool *ret_found)
{
	struct wire_thread item = { 0 };
	bool is_found = false;
	enum err e = read_chat_thread(v, topic, key, &item, &is_found);

	if (e)
		return e;
	if (is_found)
		write_wire_thread(ret, &item);
	*ret_found = is_found;
	return ERR_OK;
}

static enum err render_chat_post(const struct view *v, int64_t topic, int64_t key,
		struct buf *ret, bool *ret_found)
{
	struct wire_post item = { 0 };
	bool is_found = false;
	enum err e = read_chat_post(v, topic, key, &item, &is_found);

	if (e)
		return e;
	if (is_found)
		write_wire_post(ret, &item);
	*ret_found = is_found;
	return ERR_OK;
}

void publish_chat_typing(struct cmd *cmd, int64_t topic,
		const struct wire_typing *v)
{
	AUTO(buf_done) struct buf b = { 0 };

	BUF_LIT(&b, "{\"type\":\"typing\",\"item\":");
	write_wire_typing(&b, v);
	BUF_LIT(&b, "}");
	cmd_publish(cmd, TOPIC_CHAT, topic, &b);
}

const struct command_def command_table[COMMAND_COUNT] = {
	[CMD_CHAT_POST] = {
		.name = "chat.post",
		.kind = COMMAND_DURABLE,
		.args_size = sizeof(struct chat_post_args),
		.parse = load_chat_post,
		.handle = handle_chat_post,
		.allow = {
			[CALLER_STUDENT] = RELATION_PARTY,
			[CALLER_SYSTEM] = RELATION_ANY,
		},
		.object = OBJECT_CHAT,
		.object_offset = offsetof(struct chat_post_args, room),
		.cost = 2,
	},
	[CMD_FOLLOW] = {
		.name = "follow",
		.kind = COMMAND_READ,
		.args_size = sizeof(struct follow_args),
		.parse = load_follow,
		.allow = {
			[CALLER_VISITOR] = RELATION_ANY,
		},
		.object = OBJECT_NONE,
		.cost = 1,
	},
	[CMD_CHAT_TIMEOUT] = {
		.name = "chat.timeout",
		.kind = COMMAND_TRANSIENT,
		.args_size = sizeof(struct chat_timeout_args),
		.parse = load_chat_timeout,
		.handle = handle_chat_timeout,
		.allow = {
			[CALLER_SYSTEM] = RELATION_ANY,
		},
		.object = OBJECT_NONE,
		.cost = 1,
	},
};

static const struct item_def chat_items[] = {
	[ITEM_CHAT_THREAD] = { "thread", list_chat_thread, render_chat_thread },
	[ITEM_CHAT_POST] = { "post", list_chat_post, render_chat_post },
};

const struct topic_def topic_table[TOPIC_COUNT] = {
	[TOPIC_CHAT] = {
		.name = "chat",
		.is_log = false,
		.is_kept = true,
		.tick_ms = 250,
		.allow = {
			[CALLER_STUDENT] = RELATION_PARTY,
		},
		.object = OBJECT_CHAT,
		.items = chat_items,
		.n_items = 2,
	},
};

enum err (*const resolver_table[OBJECT_COUNT])(struct db *db, int64_t id,
		struct object *ret) = {
	[OBJECT_CHAT] = resolve_chat,
};
