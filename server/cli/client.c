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
#include <sysexits.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/log.h"
#include "base/mem.h"
#include "engine/engine.h"
#include "engine/tables.h"

struct client {
	int fd; /* to the server; -1: the engine is ours */
	struct engine *engine;
	struct arena arena;
	json_t *reply; /* the engine's newest */
};

/* A connection to the server; -1: there is none, or one that was killed and left its socket. */
static int connect_to(const char *path)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	int fd;

	if (strlen(path) >= sizeof(address.sun_path))
		return -1;
	memcpy(address.sun_path, path, strlen(path) + 1);
	fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (fd >= 0 && connect(fd, (struct sockaddr *)&address, sizeof(address)) < 0) {
		close(fd);
		fd = -1;
	}
	return fd;
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

	c->fd = connect_to(conf_data_path(conf, &c->arena, "stagebeurs.sock").at);
	if (c->fd >= 0 || !open_engine(c, conf))
		return c;
	client_close(c);
	return NULL;
}

void client_close(struct client *c)
{
	if (c->fd >= 0)
		close(c->fd);
	engine_close(c->engine);
	json_decref(c->reply);
	arena_done(&c->arena);
	free(c);
}

bool client_is_served(const struct client *c)
{
	return c->fd >= 0;
}

/* ---- a server ---- */

static bool send_all(int fd, const char *at, size_t len)
{
	while (len) {
		ssize_t n = send(fd, at, len, MSG_NOSIGNAL);

		if (n < 0 && errno != EINTR)
			return false;
		at += n > 0 ? n : 0;
		len -= n > 0 ? (size_t)n : 0;
	}
	return true;
}

/* One answer to one command: whatever is heard up to the line's end. */
static json_t *hear_line(struct client *c)
{
	AUTO(buf_done) struct buf heard = { 0 };
	char part[65536];

	for (;;) {
		ssize_t n = recv(c->fd, part, sizeof(part), 0);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return NULL;
		buf_raw(&heard, part, (size_t)n);
		if (part[n - 1] == '\n')
			return json_loadb(heard.at, heard.len, 0, NULL);
	}
}

static json_t *ask_server(struct client *c, const char *cmd, json_t *args)
{
	json_t *message = json_pack("{s:i,s:s,s:O}", "id", 1, "cmd", cmd, "args", args);
	char *line = json_dumps(message, JSON_COMPACT);
	bool is_sent = line && send_all(c->fd, line, strlen(line)) && send_all(c->fd, "\n", 1);

	free(line);
	json_decref(message);
	return is_sent ? hear_line(c) : NULL;
}

/* ---- an engine of our own ---- */

static json_t *ask_engine(struct client *c, const char *cmd, json_t *args)
{
	struct fault fault = { 0 };
	struct command *command;

	json_decref(c->reply);
	c->reply = NULL;
	if (command_make(command_table, str_of(cmd), args, &command, &fault))
		return json_pack("{s:{s:s,s:s,s:s}}", "err", "code", err_name(fault.code), "field",
				 fault.field, "expected", fault.expected);
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

/* ---- either ---- */

static const char *text_at(const json_t *object, const char *name)
{
	const char *text = json_string_value(json_object_get(object, name));

	return text ? text : "";
}

/* A refusal in words; a place in a file as compilers tell it: "rooms.csv:12: sector: …". */
static void say_refusal(const char *cmd, const json_t *err)
{
	const char *code = text_at(err, "code"), *field = text_at(err, "field");
	const char *expected = text_at(err, "expected"), *column = strrchr(field, ':');
	bool is_import = !strcmp(code, err_name(ERR_BAD_IMPORT));

	if (is_import && column && memchr(field, ':', (size_t)(column - field)))
		fprintf(stderr, "%.*s: %s", (int)(column - field), field, column + 1);
	else if (is_import)
		fprintf(stderr, "%s", field);
	else
		fprintf(stderr, "stagebeurs: %s was refused: %s%s%s", cmd, code, *field ? ": " : "",
			field);
	if (*expected)
		fprintf(stderr, ": expected %s", expected);
	fputc('\n', stderr);
}

/* Whose fault it is: the server's, or of what was asked. */
static int exit_code(const char *code)
{
	static const enum err OURS[] = { ERR_BUSY, ERR_INTERNAL };

	for (size_t i = 0; i < ARRAY_LEN(OURS); i++) {
		if (!strcmp(code, err_name(OURS[i])))
			return EX_UNAVAILABLE;
	}
	return EX_DATAERR;
}

int client_call(struct client *c, const char *cmd, json_t *args, const char *quietly,
		json_t **ret_ok)
{
	int code = EX_OK;
	json_t *reply, *err;

	if (!args) {
		fprintf(stderr, "stagebeurs: the words of a command must be UTF-8\n");
		return EX_USAGE;
	}
	reply = client_is_served(c) ? ask_server(c, cmd, args) : ask_engine(c, cmd, args);
	json_decref(args);
	err = json_object_get(reply, "err");
	if (!reply) {
		fprintf(stderr, "stagebeurs: the server went away without an answer\n");
		return EX_UNAVAILABLE;
	}
	if (err) {
		code = exit_code(text_at(err, "code"));
		if (!quietly || strcmp(text_at(err, "code"), quietly) != 0)
			say_refusal(cmd, err);
	} else {
		*ret_ok = json_incref(json_object_get(reply, "ok"));
	}
	json_decref(reply);
	return code;
}
