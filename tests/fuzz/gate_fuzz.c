/*
 * The gate and whatever bytes a stranger sends as a request's head (net/gate.h). However they are
 * cut, the verdict is the same; what passes holds what the gate promises, by a third and simpler
 * reader; and written out again it passes again with the same result.
 */
#include "fuzz.h"

#include "base/buf.h"
#include "net/gate.h"

static const struct str ORIGINS[] = {
	{ "https://beurs.example", 21 },
	{ "http://localhost:8080", 21 },
	{ "http://[::1]:8080", 17 },
};
static const struct gate_policy POLICY = { ORIGINS, 3, 16384 };

static const char *const NAMES[HEADER_COUNT] = {
	[HEADER_ACCEPT_ENCODING] = "Accept-Encoding",
	[HEADER_CONNECTION] = "Connection",
	[HEADER_CONTENT_LENGTH] = "Content-Length",
	[HEADER_CONTENT_TYPE] = "Content-Type",
	[HEADER_COOKIE] = "Cookie",
	[HEADER_EXPECT] = "Expect",
	[HEADER_FORWARDED] = "Forwarded",
	[HEADER_HOST] = "Host",
	[HEADER_IDEMPOTENCY_KEY] = "Idempotency-Key",
	[HEADER_IF_NONE_MATCH] = "If-None-Match",
	[HEADER_ORIGIN] = "Origin",
	[HEADER_SEC_FETCH_SITE] = "Sec-Fetch-Site",
	[HEADER_SEC_WEBSOCKET_KEY] = "Sec-WebSocket-Key",
	[HEADER_SEC_WEBSOCKET_PROTOCOL] = "Sec-WebSocket-Protocol",
	[HEADER_SEC_WEBSOCKET_VERSION] = "Sec-WebSocket-Version",
	[HEADER_TRANSFER_ENCODING] = "Transfer-Encoding",
	[HEADER_UPGRADE] = "Upgrade",
	[HEADER_X_FORWARDED_FOR] = "X-Forwarded-For",
};

/* ---- the scan ---- */

struct verdict {
	enum refusal refusal;
	size_t len;
};

/* As a connection feeds it: `step` bytes at a time, until the gate knows. */
static struct verdict scan(struct str bytes, size_t step)
{
	struct verdict v = { REFUSAL_NONE, 0 };
	size_t pos = 0, n = 0;

	while (n < bytes.len && !v.refusal && !v.len) {
		n = bytes.len - n < step ? bytes.len : n + step;
		v.refusal = gate_scan((struct str){ bytes.at, n }, &pos, &v.len);
		assert(pos <= n && v.len <= n);
	}
	return v;
}

/* ---- a third reader: lines end in CRLF, names in a colon, and that is all it knows ---- */

static bool cut_line(struct str *rest, struct str *ret_line)
{
	bool is_line = str_cut(rest, '\n', ret_line);

	assert(is_line && ret_line->len && ret_line->at[ret_line->len - 1] == '\r');
	ret_line->len--;
	return ret_line->len;
}

/* How many fields of this name there are; all names are tokens (RFC 9110 §5.6.2). */
static size_t count_fields(struct str head, const char *wanted)
{
	struct str line, name;
	size_t n = 0;

	cut_line(&head, &line);
	while (cut_line(&head, &line)) {
		bool has_colon = str_cut(&line, ':', &name);

		assert(has_colon && name.len);
		for (size_t i = 0; i < name.len; i++)
			assert(name.at[i] > ' ' && !strchr("\"(),/:;<=>?@[\\]{}\x7f", name.at[i]));
		n += gate_same(name, str_of(wanted));
	}
	return n;
}

/* What smuggles requests past a proxy is in no head that passed. */
static void check_fields(struct str head)
{
	assert(count_fields(head, "host") == 1);
	assert(count_fields(head, "content-length") <= 1);
	assert(count_fields(head, "transfer-encoding") == 0);
	assert(count_fields(head, "expect") == 0);
	assert(count_fields(head, "origin") <= 1);
	assert(count_fields(head, "cookie") <= 1);
}

/* ---- what a request promises ---- */

static int nibble(char c)
{
	static const char DIGITS[] = "0123456789abcdef";
	const char *at = c ? strchr(DIGITS, c >= 'A' && c <= 'F' ? c | 0x20 : c) : NULL;

	assert(at);
	return (int)(at - DIGITS);
}

static void check_path(struct str path)
{
	char plain[GATE_HEAD_MOST + 1];
	size_t n = 0;

	assert(path.len && path.at[0] == '/');
	for (size_t i = 0; i < path.len; i++) {
		if (path.at[i] == '%') {
			plain[n++] = (char)(nibble(path.at[i + 1]) << 4 | nibble(path.at[i + 2]));
			i += 2;
		} else {
			plain[n++] = path.at[i];
		}
	}
	plain[n] = '\0';
	assert(strlen(plain) == n);
	assert(!strstr(plain, "..") && !strstr(plain, "//") && !strchr(plain, '\\'));
}

static void check_borrows(struct str head, struct str s)
{
	assert(!s.at || (s.at >= head.at && s.at + s.len <= head.at + head.len));
	for (size_t i = 0; i < s.len; i++)
		assert((unsigned char)s.at[i] >= ' ' || s.at[i] == '\t');
}

static void check_request(struct str head, const struct request *r)
{
	bool is_asking = r->is_upgrade || r->method == METHOD_POST;

	check_borrows(head, r->path);
	check_borrows(head, r->query);
	for (size_t h = 0; h < HEADER_COUNT; h++) {
		check_borrows(head, r->header[h]);
		assert((count_fields(head, NAMES[h]) > 0) == (r->header[h].at != NULL));
	}
	check_path(r->path);
	assert(r->content_length <= POLICY.body_most);
	assert(r->method == METHOD_POST || r->content_length == 0);
	assert(!r->is_upgrade || (r->method == METHOD_GET && str_eq(r->path, STR("/ws"))));
	assert(!is_asking || r->header[HEADER_ORIGIN].len);
	assert(r->is_upgrade == (r->header[HEADER_UPGRADE].at != NULL));
}

/* ---- written out again ---- */

static void write_again(struct buf *to, struct str head, const struct request *r)
{
	static const char *const METHODS[] = { "GET", "HEAD", "POST" };
	struct str line;

	cut_line(&head, &line);
	buf_printf(to, "%s %.*s", METHODS[r->method], STR_FMT(r->path));
	if (r->query.len)
		buf_printf(to, "?%.*s", STR_FMT(r->query));
	buf_printf(to, " HTTP/1.%c\r\n", line.at[line.len - 1]);
	for (size_t h = 0; h < HEADER_COUNT; h++) {
		if (r->header[h].at)
			buf_printf(to, "%s:%.*s\r\n", NAMES[h], STR_FMT(r->header[h]));
	}
	BUF_LIT(to, "\r\n");
}

static void check_same(const struct request *a, const struct request *b)
{
	assert(a->method == b->method && a->content_length == b->content_length);
	assert(a->keeps_alive == b->keeps_alive && a->is_upgrade == b->is_upgrade);
	assert(str_eq(a->path, b->path) && str_eq(a->query, b->query));
	for (size_t h = 0; h < HEADER_COUNT; h++) {
		assert(!a->header[h].at == !b->header[h].at);
		assert(str_eq(a->header[h], b->header[h]));
	}
}

static void check_again(struct str head, const struct request *r)
{
	AUTO(buf_done) struct buf text = { 0 };
	struct request again;
	struct verdict v;

	assert(gate_check(&POLICY, head, &again) == REFUSAL_NONE);
	check_same(r, &again);
	write_again(&text, head, r);
	v = scan(buf_view(&text), text.len);
	assert(v.refusal == REFUSAL_NONE && v.len == text.len);
	assert(gate_check(&POLICY, buf_view(&text), &again) == REFUSAL_NONE);
	check_same(r, &again);
}

/* Values are read by whoever serves; here whatever stands in them. */
static void read_values(const struct request *r)
{
	struct str cookie = gate_cookie(r->header[HEADER_COOKIE], STR("__Host-s"));

	assert(cookie.len <= r->header[HEADER_COOKIE].len);
	gate_accepts(r->header[HEADER_ACCEPT_ENCODING], STR("br"));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str bytes = fuzz_bytes(data, size);
	struct verdict whole = scan(bytes, size ? size : 1);
	size_t steps[] = { 1, 2 + fuzz_pick(data, size, 97) };
	struct request r;

	for (size_t i = 0; i < ARRAY_LEN(steps); i++) {
		struct verdict v = scan(bytes, steps[i]);

		assert(v.refusal == whole.refusal && v.len == whole.len);
	}
	if (whole.refusal || !whole.len)
		return 0;
	assert(whole.len <= GATE_HEAD_MOST);
	bytes.len = whole.len;
	if (gate_check(&POLICY, bytes, &r) == REFUSAL_NONE) {
		check_fields(bytes);
		check_request(bytes, &r);
		check_again(bytes, &r);
	}
	read_values(&r);
	return 0;
}
