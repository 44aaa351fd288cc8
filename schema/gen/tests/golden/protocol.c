/* Made by schema/gen from schema/protocol; do not edit. */
#include "wire/protocol.h"

#include <assert.h>

static const char *const chat_mood_names[CHAT_MOOD_COUNT] = {
	[CHAT_MOOD_GLAD] = "glad",
	[CHAT_MOOD_SO_SO] = "so_so",
};

const char *chat_mood_name(enum chat_mood v)
{
	assert((size_t)v < CHAT_MOOD_COUNT);
	return chat_mood_names[v];
}

bool chat_mood_from(struct str s, enum chat_mood *ret)
{
	size_t i;

	if (!wire_find(s, chat_mood_names, CHAT_MOOD_COUNT, &i))
		return false;
	*ret = (enum chat_mood)i;
	return true;
}

static bool read_chat_mood(const struct wire_in *in, enum chat_mood *ret)
{
	size_t i;

	if (!wire_enum(in, chat_mood_names, CHAT_MOOD_COUNT, &i))
		return false;
	*ret = (enum chat_mood)i;
	return true;
}

static bool read_post(const struct wire_in *in, struct wire_post *ret)
{
	static const char *const NAMES[] = { "id", "text", "at_ms", "is_staff" };
	struct wire_post v = { 0 };
	struct wire_in at;

	if (!wire_object(in, NAMES, 4))
		return false;
	if (!wire_need(in, "id", &at) || !wire_id(&at, &v.id))
		return false;
	if (!wire_need(in, "text", &at) || !wire_text(&at, 1, 1000, &v.text))
		return false;
	if (!wire_need(in, "at_ms", &at) || !wire_time(&at, &v.at_ms))
		return false;
	if (!wire_need(in, "is_staff", &at) || !wire_bool(&at, &v.is_staff))
		return false;
	*ret = v;
	return true;
}

static bool read_thread(const struct wire_in *in, struct wire_thread *ret)
{
	static const char *const NAMES[] = { "id", "title", "posts", "moods" };
	struct wire_thread v = { 0 };
	struct wire_in at;

	if (!wire_object(in, NAMES, 4))
		return false;
	if (!wire_need(in, "id", &at) || !wire_id(&at, &v.id))
		return false;
	v.has_title = wire_has(in, "title", &at);
	if (v.has_title && !wire_line(&at, 0, 40, &v.title))
		return false;
	if (!wire_need(in, "posts", &at))
		return false;
	if (!wire_list(&at, 0, 20, &v.n_posts))
		return false;
	v.posts = arena_array(in->arena, v.n_posts, sizeof(*v.posts));
	for (size_t i = 0; i < v.n_posts; i++) {
		struct wire_in item = wire_item(&at, i);

		if (!read_post(&item, &v.posts[i]))
			return false;
	}
	v.has_moods = wire_has(in, "moods", &at);
	if (v.has_moods) {
		if (!wire_list(&at, 1, 3, &v.n_moods))
			return false;
		v.moods = arena_array(in->arena, v.n_moods, sizeof(*v.moods));
		for (size_t i = 0; i < v.n_moods; i++) {
			struct wire_in item = wire_item(&at, i);

			if (!read_chat_mood(&item, &v.moods[i]))
				return false;
		}
	}
	*ret = v;
	return true;
}

static bool read_chat_post_args(const struct wire_in *in, struct chat_post_args *ret)
{
	static const char *const NAMES[] = { "room", "threads", "tags", "mood" };
	struct chat_post_args v = { 0 };
	struct wire_in at;

	if (!wire_object(in, NAMES, 4))
		return false;
	if (!wire_need(in, "room", &at) || !wire_id(&at, &v.room))
		return false;
	if (!wire_need(in, "threads", &at))
		return false;
	if (!wire_list(&at, 0, 2, &v.n_threads))
		return false;
	v.threads = arena_array(in->arena, v.n_threads, sizeof(*v.threads));
	for (size_t i = 0; i < v.n_threads; i++) {
		struct wire_in item = wire_item(&at, i);

		if (!read_thread(&item, &v.threads[i]))
			return false;
	}
	v.has_tags = wire_has(in, "tags", &at);
	if (v.has_tags) {
		if (!wire_list(&at, 0, 3, &v.n_tags))
			return false;
		v.tags = arena_array(in->arena, v.n_tags, sizeof(*v.tags));
		for (size_t i = 0; i < v.n_tags; i++) {
			struct wire_in item = wire_item(&at, i);

			if (!wire_line(&item, 1, 9, &v.tags[i]))
				return false;
		}
	}
	v.has_mood = wire_has(in, "mood", &at);
	if (v.has_mood && !read_chat_mood(&at, &v.mood))
		return false;
	*ret = v;
	return true;
}

bool parse_chat_post_args(const json_t *v, struct arena *a, struct chat_post_args *ret,
		struct fault *ret_fault)
{
	struct wire_in in = { .value = v, .arena = a, .fault = ret_fault };

	return read_chat_post_args(&in, ret);
}

static bool read_follow_args(const struct wire_in *in, struct follow_args *ret)
{
	if (!wire_object(in, NULL, 0))
		return false;
	*ret = (struct follow_args){ 0 };
	return true;
}

bool parse_follow_args(const json_t *v, struct arena *a, struct follow_args *ret,
		struct fault *ret_fault)
{
	struct wire_in in = { .value = v, .arena = a, .fault = ret_fault };

	return read_follow_args(&in, ret);
}

static bool read_chat_timeout_args(const struct wire_in *in, struct chat_timeout_args *ret)
{
	if (!wire_object(in, NULL, 0))
		return false;
	*ret = (struct chat_timeout_args){ 0 };
	return true;
}

bool parse_chat_timeout_args(const json_t *v, struct arena *a, struct chat_timeout_args *ret,
		struct fault *ret_fault)
{
	struct wire_in in = { .value = v, .arena = a, .fault = ret_fault };

	return read_chat_timeout_args(&in, ret);
}

void write_wire_post(struct buf *b, const struct wire_post *v)
{
	BUF_LIT(b, "{\"id\":");
	buf_i64(b, v->id);
	BUF_LIT(b, ",\"text\":");
	buf_json(b, v->text);
	BUF_LIT(b, ",\"at_ms\":");
	buf_i64(b, v->at_ms);
	BUF_LIT(b, ",\"is_staff\":");
	wire_put_bool(b, v->is_staff);
	BUF_LIT(b, "}");
}

void write_wire_thread(struct buf *b, const struct wire_thread *v)
{
	BUF_LIT(b, "{\"id\":");
	buf_i64(b, v->id);
	if (v->has_title) {
		BUF_LIT(b, ",\"title\":");
		buf_json(b, v->title);
	}
	BUF_LIT(b, ",\"posts\":");
	BUF_LIT(b, "[");
	for (size_t i = 0; i < v->n_posts; i++) {
		if (i > 0)
			BUF_LIT(b, ",");
		write_wire_post(b, &v->posts[i]);
	}
	BUF_LIT(b, "]");
	if (v->has_moods) {
		BUF_LIT(b, ",\"moods\":");
		BUF_LIT(b, "[");
		for (size_t i = 0; i < v->n_moods; i++) {
			if (i > 0)
				BUF_LIT(b, ",");
			wire_put_name(b, chat_mood_name(v->moods[i]));
		}
		BUF_LIT(b, "]");
	}
	BUF_LIT(b, "}");
}

void write_wire_typing(struct buf *b, const struct wire_typing *v)
{
	BUF_LIT(b, "{");
	if (v->has_name) {
		BUF_LIT(b, "\"name\":");
		buf_json(b, v->name);
	}
	if (v->has_n) {
		wire_put_comma(b);
		BUF_LIT(b, "\"n\":");
		buf_i64(b, v->n);
	}
	BUF_LIT(b, "}");
}

void write_chat_post_reply(struct buf *b, const struct chat_post_reply *v)
{
	BUF_LIT(b, "{\"post\":");
	buf_i64(b, v->post);
	BUF_LIT(b, ",\"delta\":");
	buf_i64(b, v->delta);
	BUF_LIT(b, "}");
}

void write_follow_reply(struct buf *b, const struct follow_reply *v)
{
	(void)v;
	BUF_LIT(b, "{}");
}

void write_chat_timeout_reply(struct buf *b, const struct chat_timeout_reply *v)
{
	(void)v;
	BUF_LIT(b, "{}");
}
