/*
 * See api.h. The body is the command's arguments, the header Idempotency-Key its key, the answer
 * the same object as over WebSocket without `re`. The session cookie is read and set here only.
 */
#include "net/api.h"

#include "net/ask.h"
#include "net/respond.h"

#define API_PREFIX "/api/v1/"
/* As long as any session lives, which is a student's (account/way_back.c); when one ends the server knows. */
#define COOKIE_RULES "; Path=/; HttpOnly; Secure; SameSite=Lax; Max-Age="
#define COOKIE_AGE_S "17280000" /* two hundred days, the longest session: account/way_back.c */
/* As long as a browser is remembered (account/sign_in.c). */
#define ASK_AGE_S "31536000"
/* A cookie of ours is 43 characters. */
#define TOKEN_MOST 64

static const struct str JSON_TYPE = { "application/json", 16 };

static void respond_fault(struct conn *c, int status, const struct fault *fault)
{
	struct buf body = { 0 };

	ask_put_error(&body, 0, fault);
	respond(c, &(struct response){ .status = status, .type = JSON_TYPE, .body = &body });
}

static bool is_json(struct str type)
{
	struct str name;

	str_cut(&type, ';', &name);
	return gate_same(str_trim(name), JSON_TYPE);
}

static enum err read_request(const struct request *r, struct envelope *ret, struct fault *ret_fault)
{
	*ret = (struct envelope){ .cmd = str_from(r->path, sizeof(API_PREFIX) - 1) };
	if (!r->header[HEADER_IDEMPOTENCY_KEY].at)
		return ERR_OK;
	ret->key = r->header[HEADER_IDEMPOTENCY_KEY];
	if (!ask_is_key(ret->key))
		return ask_refuse(ret_fault, ERR_BAD_VALUE, "Idempotency-Key",
				  "8 to 64 of A-Z a-z 0-9 -");
	return ERR_OK;
}

/* Both cookies of a request. */
struct tokens {
	struct str session, ask;
};

static enum err submit(struct conn *c, const struct request *r, struct command *command,
		       const struct tokens *tokens, struct fault *ret_fault)
{
	uint32_t cost = c->io->net->tables.commands[command->which].cost;

	if (!bucket_take(&c->ws.commands, c->io->now_ms, cost ? cost : 1, LIMIT_TOKENS_PER_S,
			 LIMIT_TOKENS_BURST)) {
		command_free(command);
		return ask_refuse(ret_fault, ERR_RATE_LIMITED, "", "");
	}
	command->origin.io = c->io->index;
	command->origin.conn = c->id;
	command->account = c->session.account;
	command->session_token = arena_str(&command->arena, tokens->session);
	command->ask_token = arena_str(&command->arena, tokens->ask);
	command->network = listen_network(c->io->net->listener, c->peer,
					  r->header[HEADER_X_FORWARDED_FOR]);
	if (!net_post(c->io->net, command))
		return ask_refuse(ret_fault, ERR_BUSY, "", "");
	c->http.step = HTTP_ASKED;
	conn_due(c, c->io->now_ms + c->io->net->conf->body_timeout_ms);
	return ERR_OK;
}

static enum err ask(struct conn *c, const struct request *r, struct str body,
		    const struct tokens *tokens, struct fault *ret_fault)
{
	struct envelope envelope;
	struct command *command = NULL;
	enum err e = read_request(r, &envelope, ret_fault);

	if (e)
		return e;
	envelope.args = wire_load(body.at, body.len, WIRE_STRICT, ret_fault);
	if (!envelope.args)
		return ret_fault->code;
	e = ask_make(c->io->net->tables.commands, &envelope, &command, ret_fault);
	json_decref(envelope.args);
	return e ? e : submit(c, r, command, tokens, ret_fault);
}

static bool is_token(struct str s)
{
	for (size_t i = 0; i < s.len; i++) {
		char c = s.at[i];

		if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
		      c == '-' || c == '_'))
			return false;
	}
	return s.len <= TOKEN_MOST;
}

/* True when the connection's session is the one of this cookie. */
static bool is_known(const struct conn *c, struct str token)
{
	return c->session.state == SESSION_KNOWN && str_eq(str_of(c->session.token), token);
}

bool api_serve(struct conn *c, const struct request *r, struct str body)
{
	struct tokens tokens = { gate_cookie(r->header[HEADER_COOKIE], STR("__Host-s")),
				 gate_cookie(r->header[HEADER_COOKIE], STR("__Host-a")) };
	struct str token = tokens.session;
	struct fault fault = { 0 };
	enum err e;

	if (!str_starts(r->path, STR(API_PREFIX))) {
		fault.code = ERR_NOT_FOUND;
		respond_fault(c, 404, &fault);
		return true;
	}
	if (!is_json(r->header[HEADER_CONTENT_TYPE])) {
		ask_refuse(&fault, ERR_BAD_JSON, "Content-Type", "application/json");
		respond_fault(c, 415, &fault);
		return true;
	}
	if (token.len >= sizeof(c->session.token))
		token.len = 0; /* none of ours */
	if (!is_token(tokens.ask))
		tokens.ask = STR("");
	tokens.session = token;
	if (token.len && !is_known(c, token)) {
		if (session_ask(c, token)) {
			c->http.step = HTTP_CONNECTING;
			conn_due(c, c->io->now_ms + c->io->net->conf->body_timeout_ms);
			return false;
		}
		ask_refuse(&fault, ERR_BUSY, "", "");
		respond_fault(c, err_http(ERR_BUSY), &fault);
		return true;
	}
	if (!token.len)
		session_leave(c);
	e = ask(c, r, body, &tokens, &fault);
	if (e)
		respond_fault(c, err_http(e), &fault);
	return true;
}

void api_reply(struct conn *c, const struct delivery *d)
{
	AUTO(buf_done) struct buf more = { 0 };
	struct str text = frame_text(d->frame);
	struct buf body = { 0 };

	buf_str(&body, text);
	if (d->set_session[0])
		buf_printf(&more, "Set-Cookie: __Host-s=%s" COOKIE_RULES COOKIE_AGE_S "\r\n",
			   d->set_session);
	else if (d->clear_session)
		BUF_LIT(&more, "Set-Cookie: __Host-s=" COOKIE_RULES "0\r\n");
	if (d->set_ask[0])
		buf_printf(&more, "Set-Cookie: __Host-a=%s" COOKIE_RULES ASK_AGE_S "\r\n", d->set_ask);
	respond(c, &(struct response){
		       .status = err_http(d->err),
		       .type = JSON_TYPE,
		       .body = &body,
		       .more = &more,
		   });
}
