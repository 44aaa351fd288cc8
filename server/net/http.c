/*
 * The HTTP role: heads through the gate, then files, the API, health and figures, or the step to
 * WebSocket. One request at a time per connection; what is pipelined waits. I/O thread of the
 * connection.
 */
#include <stdlib.h>

#include "net/api.h"
#include "net/files.h"
#include "net/respond.h"

/* One head, one body, and a next request that was sent early. */
#define INPUT_MOST (2 * (GATE_HEAD_MOST + LIMIT_FRAME_BYTES))

/* ---- files ---- */

/* `If-None-Match: "a", W/"b"`, compared weakly (RFC 9110 §13.1.2). */
static bool is_match(struct str header, struct str etag)
{
	struct str part;
	bool has_more = header.len > 0;

	while (has_more) {
		has_more = str_cut(&header, ',', &part);
		part = str_trim(part);
		if (str_starts(part, STR("W/")))
			part = str_from(part, 2);
		if (str_eq(part, etag) || str_eq(part, STR("*")))
			return true;
	}
	return false;
}

static void serve_file(struct conn *c, const struct request *r, const struct file *file)
{
	AUTO(buf_done) struct buf more = { 0 };
	bool is_br = file->br.at && gate_accepts(r->header[HEADER_ACCEPT_ENCODING], STR("br"));
	struct str etag = is_br ? file->etag_br : file->etag;
	bool is_unchanged = is_match(r->header[HEADER_IF_NONE_MATCH], etag);

	if (file->is_hashed)
		BUF_LIT(&more, "Cache-Control: public, max-age=31536000, immutable\r\n");
	else
		BUF_LIT(&more, "Cache-Control: no-cache\r\n");
	buf_printf(&more, "ETag: %.*s\r\n", STR_FMT(etag));
	if (file->br.at)
		BUF_LIT(&more, "Vary: Accept-Encoding\r\n");
	if (is_br && !is_unchanged)
		BUF_LIT(&more, "Content-Encoding: br\r\n");
	respond(c, &(struct response){
		       .status = is_unchanged ? 304 : 200,
		       .type = is_unchanged ? STR("") : file->type,
		       .fixed = is_unchanged ? STR("")
				: is_br      ? file->br
					     : file->body,
		       .more = &more,
		       .is_stored = true,
		   });
}

/* A route of the client has no dot in its last segment: it gets the page that draws it. */
static bool is_route(struct str path)
{
	size_t i = path.len;

	while (i && path.at[i - 1] != '/') {
		if (path.at[i - 1] == '.')
			return false;
		i--;
	}
	return true;
}

static void serve_path(struct conn *c, const struct request *r)
{
	const struct files *files = c->io->net->files;
	const struct file *file = files_find(files, r->path);

	if (!file && is_route(r->path))
		file = files_find(files, STR("/"));
	if (file)
		serve_file(c, r, file);
	else
		respond_text(c, 404, "not found", NULL);
}

/* ---- for operators ---- */

static void serve_health(struct conn *c, const struct request *r)
{
	bool is_well = engine_is_healthy(c->io->net->engine) && !atomic_load(&c->io->net->is_quiet);

	(void)r; /* it says nothing that matters here */
	respond_text(c, is_well ? 200 : 503, is_well ? "ok" : "not ok", NULL);
}

static void serve_metrics(struct conn *c, const struct request *r)
{
	struct net *net = c->io->net;
	/* Behind a proxy on this machine everybody comes from this machine. */
	bool is_near = c->is_loopback && !r->header[HEADER_X_FORWARDED_FOR].at &&
		       !r->header[HEADER_FORWARDED].at;
	struct counts *all[16];
	struct buf body = { 0 };

	if (!is_near && !net->conf->metrics_open) {
		respond_text(c, 403, "from this machine only; see the key metrics_open", NULL);
		return;
	}
	for (unsigned i = 0; i < net->n_io; i++)
		all[i] = &net->io[i].counts;
	engine_metrics(net->engine, &body);
	counts_write(&body, all, net->n_io);
	respond(c, &(struct response){ .status = 200,
				       .type = STR("text/plain; version=0.0.4; charset=utf-8"),
				       .body = &body });
}

/* A GET that is no handshake. */
static void serve_ws(struct conn *c, const struct request *r)
{
	(void)r; /* whatever it is, it is not a handshake */
	respond_refusal(c, REFUSAL_WEBSOCKET_VERSION);
}

static const struct {
	const char *path;
	void (*serve)(struct conn *c, const struct request *r);
} ROUTES[] = {
	{ "/healthz", serve_health },
	{ "/metrics", serve_metrics },
	{ "/ws", serve_ws },
};

static void respond_method(struct conn *c, const char *allow)
{
	AUTO(buf_done) struct buf more = { 0 };

	buf_printf(&more, "Allow: %s\r\n", allow);
	respond_text(c, 405, "method not allowed", &more);
}

static void serve_get(struct conn *c, const struct request *r)
{
	for (size_t i = 0; i < ARRAY_LEN(ROUTES); i++) {
		if (str_eq(r->path, str_of(ROUTES[i].path))) {
			ROUTES[i].serve(c, r);
			return;
		}
	}
	if (str_starts(r->path, STR("/api/")))
		respond_method(c, "POST");
	else
		serve_path(c, r);
}

/* True when the request is done with, false while it waits for the session. */
static bool serve(struct conn *c, const struct request *r, struct str body)
{
	COUNT(&c->io->counts, requests, 1);
	c->http.keeps_alive = r->keeps_alive;
	c->http.is_head_only = r->method == METHOD_HEAD;
	if (r->is_upgrade)
		ws_open(c, r);
	else if (r->method != METHOD_POST)
		serve_get(c, r);
	else if (str_starts(r->path, STR("/api/")))
		return api_serve(c, r, body);
	else
		respond_method(c, "GET, HEAD");
	return true;
}

/* ---- the role ---- */

/* The head as it comes in; true when it is whole and good. */
static bool take_head(struct conn *c, struct str bytes, struct request *ret)
{
	struct http_state *http = &c->http;
	const struct net *net = c->io->net;
	enum refusal refusal;

	if (!http->scanned)
		conn_due(c, c->io->now_ms + net->conf->head_timeout_ms);
	refusal = gate_scan(bytes, &http->scanned, &http->head_len);
	if (!refusal && http->head_len)
		refusal = gate_check(&net->policy, (struct str){ bytes.at, http->head_len }, ret);
	if (refusal) {
		respond_refusal(c, refusal);
		return false;
	}
	if (!http->head_len)
		return false;
	http->body_len = ret->content_length;
	http->step = HTTP_BODY;
	conn_due(c, c->io->now_ms + net->conf->body_timeout_ms);
	return true;
}

static size_t http_take(struct conn *c, struct str bytes)
{
	struct http_state *http = &c->http;
	struct request r;
	size_t len;

	switch (http->step) {
	case HTTP_CONNECTING:
	case HTTP_ASKED:
		return 0;
	case HTTP_HEAD:
		if (!take_head(c, bytes, &r))
			return 0;
		break;
	case HTTP_BODY:
		/* It passed before; its texts are read again because the bytes have moved. */
		if (gate_check(&c->io->net->policy, (struct str){ bytes.at, http->head_len }, &r))
			abort();
		break;
	}
	len = http->head_len + http->body_len;
	if (bytes.len < len ||
	    !serve(c, &r, (struct str){ bytes.at + http->head_len, len - http->head_len }))
		return 0;
	return len;
}

static void http_tick(struct conn *c)
{
	switch (c->http.step) {
	case HTTP_HEAD:
		if (c->http.scanned)
			respond_refusal(c, REFUSAL_HEAD_TIMEOUT);
		else
			conn_leave(c);
		break;
	case HTTP_BODY:
		respond_refusal(c, REFUSAL_BODY_TIMEOUT);
		break;
	case HTTP_CONNECTING:
	case HTTP_ASKED:
		conn_drop(c, DROP_BUSY);
		break;
	}
}

static void http_deliver(struct conn *c, struct delivery *d)
{
	if (d->kind == DELIVER_CONNECTED) {
		session_known(c, d->account);
		c->http.step = HTTP_BODY;
	} else if (c->http.step == HTTP_ASKED) {
		api_reply(c, d);
	} else {
		conn_drop(c, DROP_BUSY); /* session.connect itself failed */
	}
	conn_input_again(c);
}

static void http_end_session(struct conn *c)
{
	conn_leave(c);
}

const struct role http_role = {
	.take = http_take,
	.tick = http_tick,
	.deliver = http_deliver,
	.end_session = http_end_session,
	.stop = conn_leave,
	.input_most = INPUT_MOST,
};
