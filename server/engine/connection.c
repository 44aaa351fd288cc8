/*
 * Who is connected, in memory only. A person's first connection and the loss of their last are
 * commands of their own: grace and presence are decided by the rules, not by sockets. Engine thread.
 */
#include <stdlib.h>

#include "base/log.h"
#include "base/mem.h"
#include "engine/internal.h"

struct parting {
	struct parting *next;
	struct command *command;
};

static uint64_t conn_key(struct origin o)
{
	return o.conn * 16 + o.io;
}

/* A command of the system from its arguments as JSON. Our own JSON: what does not parse aborts. */
static struct command *own_command(struct engine *e, enum command_id which, struct str args_json)
{
	struct fault fault = { 0 };
	json_t *json = wire_load(args_json.at, args_json.len, WIRE_LOCAL, &fault);
	struct command *c = NULL;

	if (!json || command_make(e->options.tables.commands,
				  str_of(e->options.tables.commands[which].name), json, &c,
				  &fault)) {
		log_error("bad_own_command", "command", e->options.tables.commands[which].name,
			  "field", fault.field);
		abort();
	}
	json_decref(json);
	c->args_text = arena_str(&c->arena, args_json);
	c->is_system = true;
	return c;
}

static void send_presence(struct engine *e, enum command_id which, int64_t account)
{
	struct arena arena = { 0 };

	engine_send_self(e, own_command(e, which, arena_printf(&arena, "{\"account\":%lld}",
							       (long long)account)));
	arena_done(&arena);
}

void connection_opened(struct engine *e, int64_t account)
{
	uintptr_t n = (uintptr_t)map_get(&e->people, (uint64_t)account);

	map_set(&e->people, (uint64_t)account, (void *)(n + 1));
	if (!n)
		send_presence(e, CMD_PERSON_ONLINE, account);
}

static void say_farewells(struct engine *e, struct origin origin)
{
	struct parting *p = map_remove(&e->partings, conn_key(origin));

	while (p) {
		struct parting *next = p->next;

		engine_send_self(e, p->command);
		free(p);
		p = next;
	}
}

void connection_closed(struct engine *e, int64_t account, struct origin origin)
{
	uintptr_t n = (uintptr_t)map_get(&e->people, (uint64_t)account);

	say_farewells(e, origin);
	if (!n)
		return;
	if (n > 1) {
		map_set(&e->people, (uint64_t)account, (void *)(n - 1));
		return;
	}
	map_remove(&e->people, (uint64_t)account);
	send_presence(e, CMD_PERSON_OFFLINE, account);
}

void cmd_farewell(struct cmd *cmd, enum command_id which, struct str args_json)
{
	struct farewell *f = arena_alloc(cmd->arena, sizeof(*f));

	*f = (struct farewell){ cmd->farewells, which, args_json };
	cmd->farewells = f;
}

void connection_parts(struct engine *e, struct origin origin, const struct farewell *farewell)
{
	struct parting *p;

	if (!origin.conn)
		return; /* not from a connection that will close: HTTP, the local socket, a replay */
	p = mem_alloc(sizeof(*p));
	p->command = own_command(e, farewell->which, farewell->args_json);
	p->next = map_get(&e->partings, conn_key(origin));
	map_set(&e->partings, conn_key(origin), p);
}

void connections_done(struct engine *e)
{
	size_t pos = 0;
	uint64_t key;
	void *value;

	while (map_next(&e->partings, &pos, &key, &value)) {
		for (struct parting *f = value, *next; f; f = next) {
			next = f->next;
			command_free(f->command);
			free(f);
		}
	}
	map_done(&e->partings);
	map_done(&e->people);
}
