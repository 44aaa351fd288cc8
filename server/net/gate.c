/* See gate.h. */
#include "net/gate.h"

#include <http_parser.h>
#include <strings.h>

#include "base/auto.h"

static const struct {
	int status;
	const char *text;
} REFUSALS[REFUSAL_COUNT] = { [REFUSAL_NONE] = { 200, "none" },
#define REFUSAL_ROW(NAME, status, text) [REFUSAL_##NAME] = { status, text },
			      REFUSAL_LIST(REFUSAL_ROW)
#undef REFUSAL_ROW
};

int refusal_status(enum refusal r)
{
	return REFUSALS[r].status;
}

const char *refusal_text(enum refusal r)
{
	return REFUSALS[r].text;
}

bool gate_same(struct str a, struct str b)
{
	return a.len == b.len && (a.len == 0 || strncasecmp(a.at, b.at, a.len) == 0);
}

/* ---- bytes ---- */

static bool is_control(unsigned char c)
{
	return (c < 0x20 && c != '\t') || c == 0x7f;
}

static bool is_line_start(struct str bytes, size_t i)
{
	return i > 0 && bytes.at[i - 1] == '\n';
}

enum refusal gate_scan(struct str bytes, size_t *pos, size_t *ret_len)
{
	*ret_len = 0;
	for (size_t i = *pos; i < bytes.len; i++) {
		unsigned char c = (unsigned char)bytes.at[i];

		*pos = i;
		if (i >= GATE_HEAD_MOST)
			return REFUSAL_HEAD_TOO_LARGE;
		if (c == '\r') {
			if (i + 1 == bytes.len)
				return REFUSAL_NONE; /* look again when the next byte is there */
			if (bytes.at[i + 1] != '\n')
				return REFUSAL_BARE_CR;
			if (i == 0)
				return REFUSAL_BAD_SYNTAX;
		} else if (c == '\n') {
			if (i == 0 || bytes.at[i - 1] != '\r')
				return REFUSAL_BARE_LF;
			if (i >= 3 && bytes.at[i - 2] == '\n') {
				*ret_len = i + 1;
				return REFUSAL_NONE;
			}
		} else if (is_control(c)) {
			return REFUSAL_BAD_BYTE;
		} else if ((c == ' ' || c == '\t') && is_line_start(bytes, i)) {
			return REFUSAL_FOLDED_HEADER;
		}
	}
	*pos = bytes.len;
	return REFUSAL_NONE;
}

/* ---- the second reader: http_parser ---- */

struct field {
	struct str name, value;
};

struct fields {
	struct field at[GATE_HEADERS_MOST];
	size_t n;
	bool are_too_many;
	struct str target;
};

static int on_url(http_parser *p, const char *at, size_t len)
{
	((struct fields *)p->data)->target = (struct str){ at, len };
	return 0;
}

static int on_field(http_parser *p, const char *at, size_t len)
{
	struct fields *f = p->data;

	if (f->n == GATE_HEADERS_MOST) {
		f->are_too_many = true;
		return 1;
	}
	f->at[f->n++] = (struct field){ { at, len }, { at, 0 } };
	return 0;
}

static int on_value(http_parser *p, const char *at, size_t len)
{
	struct fields *f = p->data;

	f->at[f->n - 1].value = str_trim((struct str){ at, len });
	return 0;
}

/* The body is not http_parser's business. */
static int on_headers_complete(http_parser *p)
{
	(void)p;
	return 1;
}

static enum refusal split(struct str head, struct fields *fields, struct request *ret)
{
	static const struct http_parser_settings SETTINGS = {
		.on_url = on_url,
		.on_header_field = on_field,
		.on_header_value = on_value,
		.on_headers_complete = on_headers_complete,
	};
	http_parser parser;
	size_t n;

	http_parser_init(&parser, HTTP_REQUEST);
	parser.data = fields;
	n = http_parser_execute(&parser, &SETTINGS, head.at, head.len);
	if (fields->are_too_many)
		return REFUSAL_TOO_MANY_HEADERS;
	if (HTTP_PARSER_ERRNO(&parser) == HPE_INVALID_METHOD)
		return REFUSAL_BAD_METHOD;
	if (HTTP_PARSER_ERRNO(&parser) == HPE_INVALID_VERSION)
		return REFUSAL_BAD_VERSION;
	if (HTTP_PARSER_ERRNO(&parser) != HPE_OK || (n != head.len && !parser.upgrade))
		return REFUSAL_BAD_SYNTAX;
	if (parser.http_major != 1 || parser.http_minor > 1)
		return REFUSAL_BAD_VERSION;
	if (parser.method == HTTP_GET)
		ret->method = METHOD_GET;
	else if (parser.method == HTTP_HEAD)
		ret->method = METHOD_HEAD;
	else if (parser.method == HTTP_POST)
		ret->method = METHOD_POST;
	else
		return REFUSAL_BAD_METHOD;
	ret->keeps_alive = parser.http_minor == 1;
	return REFUSAL_NONE;
}

/* ---- what the parts say ---- */

static int hex(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c = (char)(c | 0x20);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* One character of a path, unescaped; -1 where an escape is none. */
static int path_char(struct str path, size_t *i)
{
	int high, low;

	if (path.at[*i] != '%')
		return (unsigned char)path.at[(*i)++];
	if (path.len - *i < 3)
		return -1;
	high = hex(path.at[*i + 1]);
	low = hex(path.at[*i + 2]);
	*i += 3;
	return high < 0 || low < 0 ? -1 : high * 16 + low;
}

static bool is_good_path(struct str path)
{
	int before = 0;

	if (!path.len || path.at[0] != '/')
		return false;
	for (size_t i = 0; i < path.len;) {
		int c = path_char(path, &i);

		if (c < 0 || is_control((unsigned char)c) || c == '\t' || c == '\\')
			return false;
		/* Escaped or not, nobody climbs or confuses a proxy with an empty segment. */
		if ((c == '.' && before == '.') || (c == '/' && before == '/'))
			return false;
		before = c;
	}
	return true;
}

/* RFC 9110 §5.6.2. Debian's http_parser takes a space as part of a name. */
static bool is_token(struct str s)
{
	for (size_t i = 0; i < s.len; i++) {
		char c = s.at[i], letter = (char)(c | 0x20);

		if (!((c >= '0' && c <= '9') || (letter >= 'a' && letter <= 'z') ||
		      (c && strchr("!#$%&'*+-.^_`|~", c))))
			return false;
	}
	return s.len > 0;
}

static bool is_good_target(struct str target)
{
	for (size_t i = 0; i < target.len; i++) {
		unsigned char c = (unsigned char)target.at[i];

		if (c <= ' ' || c >= 0x7f || c == '#')
			return false;
	}
	return true;
}

/* One space before and one behind the target, nothing else: http_parser skips several. */
static bool is_good_line(struct str head, struct str target)
{
	struct str line, method;

	str_cut(&head, '\r', &line);
	str_cut(&line, ' ', &method);
	return target.at == line.at && line.len == target.len + sizeof(" HTTP/1.1") - 1 &&
	       line.at[target.len] == ' ' && is_token(method);
}

static enum refusal read_target(struct str head, const struct fields *fields, struct request *ret)
{
	struct str rest = fields->target;

	if (!is_good_line(head, rest))
		return REFUSAL_BAD_SYNTAX;
	if (!is_good_target(rest))
		return REFUSAL_BAD_TARGET;
	str_cut(&rest, '?', &ret->path);
	ret->query = rest;
	return is_good_path(ret->path) ? REFUSAL_NONE : REFUSAL_BAD_TARGET;
}

static const struct {
	const char *name;
	bool may_repeat; /* the last one counts; nobody decides anything by it but convenience */
} HEADERS[HEADER_COUNT] = {
	[HEADER_ACCEPT_ENCODING] = { "accept-encoding", true },
	[HEADER_CONNECTION] = { "connection", false },
	[HEADER_CONTENT_LENGTH] = { "content-length", false },
	[HEADER_CONTENT_TYPE] = { "content-type", false },
	[HEADER_COOKIE] = { "cookie", false },
	[HEADER_EXPECT] = { "expect", false },
	[HEADER_FORWARDED] = { "forwarded", true },
	[HEADER_HOST] = { "host", false },
	[HEADER_IDEMPOTENCY_KEY] = { "idempotency-key", false },
	[HEADER_IF_NONE_MATCH] = { "if-none-match", true },
	[HEADER_ORIGIN] = { "origin", false },
	[HEADER_SEC_FETCH_SITE] = { "sec-fetch-site", false },
	[HEADER_SEC_WEBSOCKET_KEY] = { "sec-websocket-key", false },
	[HEADER_SEC_WEBSOCKET_PROTOCOL] = { "sec-websocket-protocol", false },
	[HEADER_SEC_WEBSOCKET_VERSION] = { "sec-websocket-version", false },
	[HEADER_TRANSFER_ENCODING] = { "transfer-encoding", false },
	[HEADER_UPGRADE] = { "upgrade", false },
	[HEADER_X_FORWARDED_FOR] = { "x-forwarded-for", true },
};

static enum refusal keep_header(const struct field *f, struct request *ret)
{
	for (size_t h = 0; h < HEADER_COUNT; h++) {
		if (!gate_same(f->name, str_of(HEADERS[h].name)))
			continue;
		if (ret->header[h].at && !HEADERS[h].may_repeat)
			return REFUSAL_DUPLICATE_HEADER;
		ret->header[h] = f->value;
		break;
	}
	return REFUSAL_NONE;
}

static enum refusal read_headers(const struct fields *fields, struct request *ret)
{
	for (size_t i = 0; i < fields->n; i++) {
		const struct field *f = &fields->at[i];
		enum refusal r;

		if (!is_token(f->name) || f->name.at[f->name.len] != ':')
			return REFUSAL_BAD_SYNTAX;
		r = keep_header(f, ret);
		if (r)
			return r;
	}
	return REFUSAL_NONE;
}

static bool has(const struct request *r, enum header h)
{
	return r->header[h].at != NULL;
}

/* True when one of the comma-separated tokens is this one. */
static bool list_has(struct str list, struct str token)
{
	struct str part;
	bool has_more = true;

	while (has_more) {
		has_more = str_cut(&list, ',', &part);
		if (gate_same(str_trim(part), token))
			return true;
	}
	return false;
}

static struct str without_scheme(struct str origin)
{
	return str_from(origin, str_starts(origin, STR("https://")) ? 8 : 7);
}

static enum refusal check_host(const struct gate_policy *policy, const struct request *r)
{
	if (!has(r, HEADER_HOST) || !r->header[HEADER_HOST].len)
		return REFUSAL_NO_HOST;
	for (size_t i = 0; i < policy->n_origins; i++) {
		if (gate_same(r->header[HEADER_HOST], without_scheme(policy->origins[i])))
			return REFUSAL_NONE;
	}
	return REFUSAL_UNKNOWN_HOST;
}

static enum refusal check_length(const struct gate_policy *policy, struct request *r)
{
	struct str text = r->header[HEADER_CONTENT_LENGTH];
	size_t n = 0;

	if (has(r, HEADER_TRANSFER_ENCODING))
		return REFUSAL_TRANSFER_ENCODING;
	if (has(r, HEADER_EXPECT))
		return REFUSAL_EXPECTATION;
	if (!has(r, HEADER_CONTENT_LENGTH))
		return r->method == METHOD_POST ? REFUSAL_LENGTH_REQUIRED : REFUSAL_NONE;
	if (!text.len || text.len > 8)
		return REFUSAL_BAD_LENGTH;
	for (size_t i = 0; i < text.len; i++) {
		if (text.at[i] < '0' || text.at[i] > '9')
			return REFUSAL_BAD_LENGTH;
		n = n * 10 + (size_t)(text.at[i] - '0');
	}
	if (n && r->method != METHOD_POST)
		return REFUSAL_BODY_NOT_ALLOWED;
	if (n > policy->body_most)
		return REFUSAL_BODY_TOO_LARGE;
	r->content_length = n;
	return REFUSAL_NONE;
}

/* Who sends the browser here. Required: a page of another site can open sockets and post forms. */
static enum refusal check_origin(const struct gate_policy *policy, const struct request *r)
{
	if (has(r, HEADER_SEC_FETCH_SITE) &&
	    !str_eq(r->header[HEADER_SEC_FETCH_SITE], STR("same-origin")))
		return REFUSAL_CROSS_SITE;
	if (!has(r, HEADER_ORIGIN) || !r->header[HEADER_ORIGIN].len)
		return REFUSAL_NO_ORIGIN;
	for (size_t i = 0; i < policy->n_origins; i++) {
		if (str_eq(r->header[HEADER_ORIGIN], policy->origins[i]))
			return REFUSAL_NONE;
	}
	return REFUSAL_FOREIGN_ORIGIN;
}

/* 16 bytes in base64: 22 characters, the last of which holds 2 bits, and "==" (RFC 6455 §4.1). */
static bool is_websocket_key(struct str key)
{
	if (key.len != 24 || key.at[22] != '=' || key.at[23] != '=' || !strchr("AQgw", key.at[21]))
		return false;
	for (size_t i = 0; i < 22; i++) {
		char c = key.at[i], letter = (char)(c | 0x20);

		if (!((c >= '0' && c <= '9') || (letter >= 'a' && letter <= 'z') || c == '+' ||
		      c == '/'))
			return false;
	}
	return true;
}

static enum refusal check_upgrade(struct request *r)
{
	if (!gate_same(r->header[HEADER_UPGRADE], STR("websocket")))
		return REFUSAL_BAD_UPGRADE;
	if (r->method != METHOD_GET || !r->keeps_alive || !str_eq(r->path, STR("/ws")) ||
	    !has(r, HEADER_CONNECTION) || !list_has(r->header[HEADER_CONNECTION], STR("upgrade")))
		return REFUSAL_BAD_UPGRADE;
	if (!has(r, HEADER_SEC_WEBSOCKET_VERSION) ||
	    !str_eq(r->header[HEADER_SEC_WEBSOCKET_VERSION], STR("13")))
		return REFUSAL_WEBSOCKET_VERSION;
	if (!has(r, HEADER_SEC_WEBSOCKET_KEY) ||
	    !is_websocket_key(r->header[HEADER_SEC_WEBSOCKET_KEY]))
		return REFUSAL_WEBSOCKET_KEY;
	if (!has(r, HEADER_SEC_WEBSOCKET_PROTOCOL) ||
	    !list_has(r->header[HEADER_SEC_WEBSOCKET_PROTOCOL], STR(GATE_SUBPROTOCOL)))
		return REFUSAL_SUBPROTOCOL;
	r->is_upgrade = true;
	return REFUSAL_NONE;
}

enum refusal gate_check(const struct gate_policy *policy, struct str head, struct request *ret)
{
	struct fields fields;
	enum refusal r;

	*ret = (struct request){ 0 };
	fields.n = 0;
	fields.are_too_many = false;
	fields.target = STR("");
	r = split(head, &fields, ret);
	if (!r)
		r = read_target(head, &fields, ret);
	if (!r)
		r = read_headers(&fields, ret);
	if (!r)
		r = check_host(policy, ret);
	if (!r)
		r = check_length(policy, ret);
	if (!r && has(ret, HEADER_UPGRADE))
		r = check_upgrade(ret);
	if (!r && (ret->is_upgrade || ret->method == METHOD_POST))
		r = check_origin(policy, ret);
	if (has(ret, HEADER_CONNECTION) && list_has(ret->header[HEADER_CONNECTION], STR("close")))
		ret->keeps_alive = false;
	return r;
}

/* ---- what is inside values ---- */

struct str gate_cookie(struct str header, struct str name)
{
	struct str pair, key;
	bool has_more = header.len > 0;

	while (has_more) {
		has_more = str_cut(&header, ';', &pair);
		pair = str_trim(pair);
		if (str_cut(&pair, '=', &key) && str_eq(key, name))
			return pair;
	}
	return STR("");
}

/* `q=0`, `q=0.0`, … mean "not this one". */
static bool is_quality_zero(struct str parameter)
{
	struct str name;

	parameter = str_trim(parameter);
	if (!str_cut(&parameter, '=', &name) || !gate_same(str_trim(name), STR("q")))
		return false;
	parameter = str_trim(parameter);
	for (size_t i = 0; i < parameter.len; i++) {
		if (parameter.at[i] != '0' && parameter.at[i] != '.')
			return false;
	}
	return true;
}

bool gate_accepts(struct str header, struct str coding)
{
	struct str part, name;
	bool has_more = header.len > 0;

	while (has_more) {
		has_more = str_cut(&header, ',', &part);
		str_cut(&part, ';', &name);
		if (gate_same(str_trim(name), coding))
			return !is_quality_zero(part);
	}
	return false;
}
