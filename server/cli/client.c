/*
 * See client.h. The socket speaks the protocol's own envelopes, a line each; without a server the
 * engine is stepped in this thread, and takes the database's lock, so that two never write.
 */
#include "cli/client.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/log.h"
#include "base/mem.h"
#include "engine/engine.h"
#include "engine/tables.h"

struct client {
	FILE *socket; /* to the server; NULL: the engine is ours */
	struct engine *engine;
	struct arena arena;
	json_t *reply; /* the engine's newest */
};

static FILE *connect_to(const char *path)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	int fd;

	if (strlen(path) >= sizeof(address.sun_path))
		return NULL;
	strcpy(address.sun_path, path);
	fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (fd < 0)
		return NULL;
	if (connect(fd, (struct sockaddr *)&address, sizeof(address)) < 0) {
		close(fd); /* no server, or one that was killed and left its socket */
		return NULL;
	}
	return fdopen(fd, "r+");
}

static void keep_reply(void *arg, unsigned io, struct delivery *d)
{
	struct client *c = arg;

	(void)io;
	if (d->kind == DELIVER_REPLY) {
		struct str text = frame_text(d->frame);

		json_decref(c->reply);
		c->reply = json_loadb(text.at, text.len, 0, NULL);
	}
	delivery_free(d);
}

static enum err open_engine(struct client *c, const struct conf *conf)
{
	struct engine_options options = {
		.tables = { command_table, topic_table, resolver_table },
		.conf = conf,
		.db_path = conf_data_path(conf, &c->arena, "stagebeurs.db").at,
		.n_io = 1,
		.deliver = keep_reply,
		.deliver_arg = c,
	};

	log_set_level(LOG_LEVEL_WARN);
	if (mkdir(conf->data.at, 0700) && errno != EEXIST) {
		fprintf(stderr, "stagebeurs: data: %s cannot be made: %s\n", conf->data.at,
			strerror(errno));
		return ERR_INTERNAL;
	}
	return engine_open(&options, &c->engine);
}

struct client *client_open(const struct conf *conf)
{
	struct client *c = mem_alloc(sizeof(*c));

	c->socket = connect_to(conf_data_path(conf, &c->arena, "stagebeurs.sock").at);
	if (c->socket || !open_engine(c, conf))
		return c;
	client_close(c);
	return NULL;
}

void client_close(struct client *c)
{
	if (c->socket)
		fclose(c->socket);
	engine_close(c->engine);
	json_decref(c->reply);
	arena_done(&c->arena);
	free(c);
}

bool client_is_served(const struct client *c)
{
	return c->socket != NULL;
}

/* What the server answers; NULL after saying that it went away. Takes args. */
static json_t *ask_server(struct client *c, const char *cmd, json_t *args)
{
	json_t *message = json_pack("{s:i,s:s,s:o}", "id", 1, "cmd", cmd, "args", args);
	json_t *reply = NULL;
	char *line = NULL;
	size_t size = 0;

	if (!json_dumpf(message, c->socket, JSON_COMPACT) && fputc('\n', c->socket) != EOF &&
	    !fflush(c->socket) && getline(&line, &size, c->socket) > 0)
		reply = json_loads(line, 0, NULL);
	if (!reply)
		fprintf(stderr, "stagebeurs: the server went away without an answer\n");
	free(line);
	json_decref(message);
	return reply;
}

static json_t *ask_engine(struct client *c, const char *cmd, json_t *args)
{
	struct fault fault = { 0 };
	struct command *command;

	json_decref(c->reply);
	c->reply = NULL;
	if (command_make(command_table, str_of(cmd), args, &command, &fault)) {
		json_decref(args);
		return json_pack("{s:{s:s,s:s,s:s}}", "err", "code", err_name(fault.code), "field",
				 fault.field, "expected", fault.expected);
	}
	json_decref(args);
	command->is_system = true;
	command->origin = (struct origin){ .id = 1, .wants_reply = true };
	if (!engine_post(c->engine, command)) {
		command_free(command);
		return NULL;
	}
	while (!c->reply && engine_is_healthy(c->engine))
		engine_step(c->engine);
	return json_incref(c->reply);
}

static void say_refusal(const char *cmd, const json_t *err)
{
	const char *field = json_string_value(json_object_get(err, "field"));
	const char *expected = json_string_value(json_object_get(err, "expected"));

	fprintf(stderr, "stagebeurs: %s was refused: %s", cmd,
		json_string_value(json_object_get(err, "code")));
	if (field)
		fprintf(stderr, ": %s", field);
	if (expected && *expected)
		fprintf(stderr, ": expected %s", expected);
	fputc('\n', stderr);
}

json_t *client_call(struct client *c, const char *cmd, json_t *args)
{
	json_t *reply = c->socket ? ask_server(c, cmd, args) : ask_engine(c, cmd, args);
	json_t *ok = json_incref(json_object_get(reply, "ok"));

	if (reply && !ok)
		say_refusal(cmd, json_object_get(reply, "err"));
	json_decref(reply);
	return ok;
}
