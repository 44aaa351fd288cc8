/*
 * Who is signed in on a connection. The cookie is only carried here: the engine decides whose it
 * is, and says when it ends. I/O thread of the connection.
 */
#include <stdlib.h>

#include "net/conn.h"

/* A command of the I/O thread itself for one connection; NULL when args do not parse. Takes args.
 */
static struct command *own_command(struct io *io, uint64_t conn, enum command_id which,
				   json_t *args)
{
	const struct command_def *table = io->net->tables.commands;
	struct fault fault = { 0 };
	struct command *command = NULL;

	IGNORE(command_make(table, str_of(table[which].name), args, &command, &fault)); /* NULL */
	json_decref(args);
	if (command) {
		command->is_system = true;
		command->origin = (struct origin){ .io = io->index, .conn = conn };
	}
	return command;
}

bool session_ask(struct conn *c, struct str token)
{
	json_t *args = json_object();
	struct command *command;

	session_leave(c);
	if (token.len && token.len < sizeof(c->session.token)) {
		/* Remembered whatever it is, or a request that brings it would ask for ever. */
		memcpy(c->session.token, token.at, token.len);
		json_object_set_new(args, "token", json_stringn(token.at, token.len));
	}
	command = own_command(c->io, c->id, CMD_SESSION_CONNECT, args);
	/* A cookie that is none is nobody's: the visitor may still look around. */
	if (!command)
		command = own_command(c->io, c->id, CMD_SESSION_CONNECT, json_object());
	if (!command)
		abort();
	crypt_sha256(str_of(c->session.token), c->session.hash);
	command->origin.wants_reply = true;
	c->session.state = SESSION_ASKED;
	return net_post(c->io->net, command);
}

void session_known(struct conn *c, int64_t account)
{
	c->session.state = SESSION_KNOWN;
	c->session.account = account;
}

static void send_disconnect(struct io *io, uint64_t conn, int64_t account)
{
	struct command *command = own_command(io, conn, CMD_SESSION_DISCONNECT,
					      json_pack("{s:I}", "account", (json_int_t)account));

	if (command)
		IGNORE(net_post(io->net, command)); /* then the engine is stopping */
}

void session_nobody_follows(struct io *io, const struct delivery *d)
{
	const char *kind = io->net->tables.topics[d->topic.kind].name;
	struct command *command =
		own_command(io, 0, CMD_TOPIC_UNFOLLOWED,
			    json_pack("{s:o,s:I}", "topic",
				      json_sprintf("%s:%lld", kind, (long long)d->topic.id), "ask",
				      (json_int_t)d->ask));

	if (command)
		IGNORE(net_post(io->net, command)); /* a later frame asks again */
}

void session_too_late(struct io *io, const struct delivery *d)
{
	if (d->account)
		send_disconnect(io, d->origin.conn, d->account);
}

void session_leave(struct conn *c)
{
	if (c->session.state == SESSION_KNOWN && c->session.account)
		send_disconnect(c->io, c->id, c->session.account);
	c->session = (struct session){ 0 };
}
