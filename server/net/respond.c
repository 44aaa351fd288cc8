/* See respond.h. */
#include "net/respond.h"

#include <time.h>

#include "base/clock.h"

/* look/README.md §9; facts/security.md §1.6. The client's policy `worker` lets a text become one address: that of
 * the worker that shows notifications. */
static const char SECURITY_HEADERS[] =
    "Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self'; "
    "img-src 'self' data: blob:; media-src 'self' blob:; font-src 'self'; connect-src 'self'; "
    "worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types worker\r\n"
    "X-Content-Type-Options: nosniff\r\n"
    "Referrer-Policy: no-referrer\r\n"
    "Cross-Origin-Opener-Policy: same-origin\r\n"
    "Cross-Origin-Resource-Policy: same-origin\r\n"
    "Permissions-Policy: camera=(self), microphone=(self), display-capture=(self), "
    "geolocation=()\r\n";

static const struct {
	int status;
	const char *text;
} STATUSES[] = {
	{ 200, "OK" },
	{ 304, "Not Modified" },
	{ 400, "Bad Request" },
	{ 401, "Unauthorized" },
	{ 403, "Forbidden" },
	{ 404, "Not Found" },
	{ 405, "Method Not Allowed" },
	{ 408, "Request Timeout" },
	{ 409, "Conflict" },
	{ 411, "Length Required" },
	{ 413, "Content Too Large" },
	{ 415, "Unsupported Media Type" },
	{ 417, "Expectation Failed" },
	{ 426, "Upgrade Required" },
	{ 429, "Too Many Requests" },
	{ 500, "Internal Server Error" },
	{ 503, "Service Unavailable" },
};

static const char *status_text(int status)
{
	for (size_t i = 0; i < ARRAY_LEN(STATUSES); i++) {
		if (STATUSES[i].status == status)
			return STATUSES[i].text;
	}
	return "Error";
}

/* RFC 9110 §5.6.7, in English whatever the locale. */
static void put_date(struct buf *to)
{
	static const char DAYS[7][4] = { "Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat" };
	static const char MONTHS[12][4] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun",
					    "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
	time_t now = (time_t)(clock_utc_ms() / 1000);
	struct tm utc;

	gmtime_r(&now, &utc);
	buf_printf(to, "Date: %s, %02d %s %d %02d:%02d:%02d GMT\r\n", DAYS[utc.tm_wday],
		   utc.tm_mday, MONTHS[utc.tm_mon], utc.tm_year + 1900, utc.tm_hour, utc.tm_min,
		   utc.tm_sec);
}

/* Ready for the next request, for as long as an idle connection is kept. */
static void next_request(struct conn *c)
{
	bool keeps_alive = c->http.keeps_alive;

	c->http = (struct http_state){ .step = HTTP_HEAD };
	if (keeps_alive)
		conn_due(c, c->io->now_ms + c->io->net->conf->idle_timeout_ms);
	else
		conn_leave(c);
}

void respond(struct conn *c, const struct response *r)
{
	struct buf head = { 0 };
	size_t len = r->body ? r->body->len : r->fixed.len;

	buf_printf(&head, "HTTP/1.1 %d %s\r\n", r->status, status_text(r->status));
	put_date(&head);
	if (r->type.len)
		buf_printf(&head, "Content-Type: %.*s\r\n", STR_FMT(r->type));
	if (r->status != 304)
		buf_printf(&head, "Content-Length: %zu\r\n", len);
	buf_printf(&head, "Connection: %s\r\n", c->http.keeps_alive ? "keep-alive" : "close");
	BUF_LIT(&head, SECURITY_HEADERS);
	if (c->io->net->is_tls)
		BUF_LIT(&head,
			"Strict-Transport-Security: max-age=63072000; includeSubDomains\r\n");
	if (!r->is_stored)
		BUF_LIT(&head, "Cache-Control: no-store\r\n");
	if (r->more)
		buf_str(&head, buf_view(r->more));
	BUF_LIT(&head, "\r\n");
	conn_send_owned(c, &head);
	if (r->status == 304 || c->http.is_head_only) {
		if (r->body)
			buf_done(r->body);
	} else if (r->body) {
		conn_send_owned(c, r->body);
	} else {
		conn_send_static(c, r->fixed);
	}
	next_request(c);
}

void respond_text(struct conn *c, int status, const char *text, const struct buf *more)
{
	struct buf body = { 0 };

	buf_printf(&body, "%s\n", text);
	respond(c, &(struct response){ .status = status,
				       .type = STR("text/plain; charset=utf-8"),
				       .body = &body,
				       .more = more });
}

void respond_refusal(struct conn *c, enum refusal r)
{
	AUTO(buf_done) struct buf more = { 0 };

	COUNT(&c->io->counts, refusals[r], 1);
	if (refusal_status(r) == 426)
		BUF_LIT(&more, "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n");
	c->http.keeps_alive = false;
	respond_text(c, refusal_status(r), refusal_text(r), &more);
}
