/* Commands and deliveries as messages: made, found by name, freed. Any thread. */
#include "engine/command.h"

#include <stdlib.h>

#include "base/mem.h"

struct command *command_new(enum command_id which)
{
	struct command *c = mem_alloc(sizeof(*c));

	c->which = which;
	return c;
}

void command_free(struct command *c)
{
	if (!c)
		return;
	json_decref(c->json);
	arena_done(&c->arena);
	free(c);
}

enum command_id command_find(const struct command_def *table, struct str name)
{
	/* Sixty names: a scan costs less than the JSON that brought the name. */
	for (int i = 0; i < COMMAND_COUNT; i++) {
		if (str_eq(str_of(table[i].name), name))
			return (enum command_id)i;
	}
	return COMMAND_COUNT;
}

bool topic_parse(const struct topic_def *table, struct str name, struct topic *ret)
{
	struct str kind, rest = name;
	bool has_id = str_cut(&rest, ':', &kind);
	long long id = 0;

	for (int i = 0; i < TOPIC_COUNT; i++) {
		bool is_mine = i == TOPIC_ME;

		if (!str_eq(str_of(table[i].name), kind))
			continue;
		if (has_id == is_mine || (has_id && (!str_to_i64(rest, &id) || id < 1)))
			return false;
		*ret = (struct topic){ (enum topic_kind)i, id };
		return true;
	}
	return false;
}

enum err command_make(const struct command_def *table, struct str name, json_t *args,
		      struct command **ret, struct fault *ret_fault)
{
	enum command_id which = command_find(table, name);
	struct command *c;

	if (which == COMMAND_COUNT) {
		*ret_fault = (struct fault){ .code = ERR_UNKNOWN_COMMAND, .field = "cmd" };
		return ERR_UNKNOWN_COMMAND;
	}
	c = command_new(which);
	c->json = args ? json_incref(args) : json_object();
	c->args = arena_alloc(&c->arena, table[which].args_size);
	if (!table[which].parse(c->json, &c->arena, c->args, ret_fault)) {
		command_free(c);
		return ret_fault->code;
	}
	*ret = c;
	return ERR_OK;
}

void delivery_free(struct delivery *d)
{
	if (!d)
		return;
	frame_unref(d->frame);
	free(d);
}
