/*
 * The configuration's one table and its reader; see conf.h. Owns nothing but the texts in
 * conf->arena. Refuses unknown keys and bad values by name and place; never guesses. Main thread.
 */
#include "conf/conf.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/auto.h"
#include "base/buf.h"
#include "base/log.h"
#include "conf/internal.h"

enum type { TEXT, LIST, NUMBER, LEVEL, FLAG };

struct key {
	const char *name;
	enum type type;
	size_t offset;
	const char *fallback;
	long long low, high;
	const char *help;
};

#define AT(member) offsetof(struct conf, member)
#define MIB (1024 * 1024)
#define HOUR_MS 3600000

static const struct key KEYS[] = {
	{ "data", TEXT, AT(data), "var", 1, 4000,
	  "directory of the database, the local socket and the lock file" },
	{ "listen", TEXT, AT(listen), "127.0.0.1", 2, 45,
	  "address to listen on, IPv4 or IPv6; 0.0.0.0 or :: for all" },
	{ "port", NUMBER, AT(port), "8080", 0, 65535, "port to listen on; 0 takes any free one" },
	{ "origins", LIST, AT(origins), "", 0, 32,
	  "where browsers may come from, as https://host[:port]; by default http://localhost:PORT "
	  "and http://127.0.0.1:PORT (https with a certificate)" },
	{ "trusted_proxies", LIST, AT(trusted_proxies), "", 0, 32,
	  "addresses of reverse proxies: conn_per_address does not bind them; for whom they speak is the last address "
	  "of X-Forwarded-For" },
	{ "tls_cert", TEXT, AT(tls_cert), "", 0, 4000, "certificate chain (PEM); needs tls_key" },
	{ "tls_key", TEXT, AT(tls_key), "", 0, 4000, "private key (PEM)" },
	{ "web", TEXT, AT(web), "web/dist", 1, 4000, "directory of the built client" },
	{ "stun_urls", LIST, AT(stun_urls), "", 0, 8, "STUN servers, as stun:host:port" },
	{ "turn_urls", LIST, AT(turn_urls), "", 0, 8,
	  "TURN servers, as turn:host:port?transport=udp; needs turn_secret" },
	{ "turn_secret", TEXT, AT(turn_secret), "", 0, 256,
	  "the secret shared with coturn (static-auth-secret)" },
	{ "smtp_url", TEXT, AT(smtp_url), "", 0, 300,
	  "mail server, as smtp://host:587 or smtps://host; empty: no mails are sent" },
	{ "smtp_user", TEXT, AT(smtp_user), "", 0, 254, "name to sign in with at the mail server" },
	{ "smtp_password", TEXT, AT(smtp_password), "", 0, 256, "its password" },
	{ "smtp_password_file", TEXT, AT(smtp_password_file), "", 0, 4000,
	  "file with the password on its first line, instead" },
	{ "smtp_ca", TEXT, AT(smtp_ca), "", 0, 4000,
	  "certificate authorities (PEM) of the mail server; by default the system's" },
	{ "smtp_plain", FLAG, AT(smtp_plain), "no", 0, 0,
	  "take a mail server without TLS, such as one on this machine" },
	{ "smtp_timeout_ms", NUMBER, AT(smtp_timeout_ms), "60000", 100, HOUR_MS,
	  "deadline for handing a mail over; its answer may take ten times as long" },
	{ "mail_from", TEXT, AT(mail_from), "", 0, 254, "address that mails come from; needed with smtp_url" },
	{ "mail_shown", FLAG, AT(mail_shown), "no", 0, 0,
	  "without smtp_url: write mails for an administrator to read, as in a demo" },
	{ "public_url", TEXT, AT(public_url), "", 0, 300,
	  "where people reach this server, as https://host[:port]; by default the first of origins" },
	{ "record", TEXT, AT(record), "", 0, 4000, "write every command to this file, for replay" },
	{ "io_threads", NUMBER, AT(io_threads), "1", 1, 16, "threads that hold sockets" },
	{ "log_level", LEVEL, AT(log_level), "info", 0, 0, "least level that is logged" },
	{ "metrics_open", FLAG, AT(metrics_open), "no", 0, 0,
	  "answer /metrics to everybody, not to this machine alone" },
	{ "conn_per_address", NUMBER, AT(conn_per_address), "2000", 1, 1000000,
	  "most connections of one address (IPv6: one /64); a school shares one" },
	{ "conn_send_bytes", NUMBER, AT(conn_send_bytes), "131072", 4096, 4 * MIB,
	  "what the kernel may hold for one connection that does not read (it doubles this)" },
	{ "conn_queue_bytes", NUMBER, AT(conn_queue_bytes), "262144", 65536, 64 * MIB,
	  "most bytes that wait for one slow reader before it is sent away" },
	{ "queue_bytes", NUMBER, AT(queue_bytes), "268435456", MIB, 16LL * 1024 * MIB,
	  "most bytes that wait for all slow readers together" },
	{ "handshake_timeout_ms", NUMBER, AT(handshake_timeout_ms), "10000", 100, HOUR_MS,
	  "deadline of a TLS handshake" },
	{ "head_timeout_ms", NUMBER, AT(head_timeout_ms), "5000", 100, HOUR_MS,
	  "deadline of a request's head" },
	{ "body_timeout_ms", NUMBER, AT(body_timeout_ms), "10000", 100, HOUR_MS,
	  "deadline of a request's body" },
	{ "idle_timeout_ms", NUMBER, AT(idle_timeout_ms), "15000", 100, HOUR_MS,
	  "how long an idle HTTP connection is kept" },
	{ "message_timeout_ms", NUMBER, AT(message_timeout_ms), "10000", 100, HOUR_MS,
	  "deadline of one WebSocket message, from its first byte" },
	{ "silence_timeout_ms", NUMBER, AT(silence_timeout_ms), "45000", 200, HOUR_MS,
	  "hang up on a WebSocket that was silent this long, pongs included" },
	{ "close_timeout_ms", NUMBER, AT(close_timeout_ms), "2000", 100, HOUR_MS,
	  "how long a closing connection may take to say goodbye" },
	{ "stop_timeout_ms", NUMBER, AT(stop_timeout_ms), "2000", 100, HOUR_MS,
	  "how long a stop waits for connections to take their last bytes" },
	{ "heartbeat_ms", NUMBER, AT(heartbeat_ms), "20000", 200, HOUR_MS,
	  "time between heartbeats of a connection" },
	{ "watched_heartbeat_ms", NUMBER, AT(watched_heartbeat_ms), "5000", 200, HOUR_MS,
	  "the same of who follows a call, a desk or the dashboard" },
	{ "return_ms", NUMBER, AT(return_ms), "4000", 0, HOUR_MS,
	  "over how long clients spread their return after a restart" },
};

static const char *const LEVELS[] = {
	[LOG_LEVEL_DEBUG] = "debug",
	[LOG_LEVEL_INFO] = "info",
	[LOG_LEVEL_WARN] = "warn",
	[LOG_LEVEL_ERROR] = "error",
};

#define ENV_PREFIX "STAGEBEURS_"
#define FILE_MOST ((off_t)MIB)

/* Where a value comes from, for the message when it is bad. */
struct place {
	const char *name;
	unsigned line; /* 0: not a file */
};

bool conf_refuse(struct reader *r, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	vsnprintf(r->error, CONF_ERROR_BYTES, format, args);
	va_end(args);
	return false;
}

static struct str place_text(struct reader *r, struct place from)
{
	if (from.line)
		return arena_printf(&r->conf->arena, "%s:%u", from.name, from.line);
	return str_of(from.name);
}

/* ---- one value ---- */

static bool set_number(struct reader *r, const struct key *key, struct str value)
{
	long long n;

	if (!str_to_i64(value, &n) || n < key->low || n > key->high)
		return conf_refuse(r, "a whole number from %lld to %lld", key->low, key->high);
	*(int64_t *)((char *)r->conf + key->offset) = n;
	return true;
}

static bool set_level(struct reader *r, const struct key *key, struct str value)
{
	for (size_t i = 0; i < ARRAY_LEN(LEVELS); i++) {
		if (str_eq(value, str_of(LEVELS[i]))) {
			*(int64_t *)((char *)r->conf + key->offset) = (int64_t)i;
			return true;
		}
	}
	return conf_refuse(r, "one of debug, info, warn, error");
}

static bool set_flag(struct reader *r, const struct key *key, struct str value)
{
	bool is_yes = str_eq(value, STR("yes"));

	if (!is_yes && !str_eq(value, STR("no")))
		return conf_refuse(r, "yes or no");
	*(bool *)((char *)r->conf + key->offset) = is_yes;
	return true;
}

static bool set_text(struct reader *r, const struct key *key, struct str value)
{
	if ((long long)value.len < key->low || (long long)value.len > key->high)
		return conf_refuse(r, "a text of %lld to %lld bytes", key->low, key->high);
	*(struct str *)((char *)r->conf + key->offset) = arena_str(&r->conf->arena, value);
	return true;
}

static bool set_list(struct reader *r, const struct key *key, struct str value)
{
	struct conf_list *list = (struct conf_list *)((char *)r->conf + key->offset);
	struct str part;
	bool has_more = true;

	list->n = 0;
	list->at = arena_array(&r->conf->arena, (size_t)key->high, sizeof(*list->at));
	while (has_more && value.len) {
		has_more = str_cut(&value, ',', &part);
		part = str_trim(part);
		if (!part.len || list->n == (size_t)key->high)
			return conf_refuse(r, "at most %lld texts with commas between them", key->high);
		list->at[list->n++] = arena_str(&r->conf->arena, part);
	}
	return true;
}

static bool set(struct reader *r, const struct key *key, struct str value, struct place from)
{
	static bool (*const SETTERS[])(struct reader *, const struct key *, struct str) = {
		[TEXT] = set_text,   [LIST] = set_list, [NUMBER] = set_number,
		[LEVEL] = set_level, [FLAG] = set_flag,
	};
	char allowed[CONF_ERROR_BYTES];
	bool is_secret = key->offset == AT(turn_secret) || key->offset == AT(smtp_password);

	value = str_trim(value);
	if (!memchr(value.at, '\0', value.len) && SETTERS[key->type](r, key, value))
		return true;
	snprintf(allowed, sizeof(allowed), "%.120s", r->error);
	return conf_refuse(r, "%s: \"%.*s\" (from %.*s) is not allowed; it must be %s", key->name,
		      is_secret        ? 3
		      : value.len > 80 ? 80
				       : (int)value.len,
		      is_secret ? "***" : value.at, STR_FMT(place_text(r, from)), allowed);
}

/* ---- keys ---- */

static const struct key *find_key(struct str name)
{
	for (size_t i = 0; i < ARRAY_LEN(KEYS); i++) {
		if (str_eq(name, str_of(KEYS[i].name)))
			return &KEYS[i];
	}
	return NULL;
}

static size_t min3(size_t a, size_t b, size_t c)
{
	size_t least = a < b ? a : b;

	return least < c ? least : c;
}

/* Levenshtein's distance, of names of at most 39 bytes; longer ones are far from everything. */
static size_t distance(struct str a, struct str b)
{
	size_t row[40];

	if (a.len >= ARRAY_LEN(row) || b.len >= ARRAY_LEN(row))
		return SIZE_MAX;
	for (size_t j = 0; j <= b.len; j++)
		row[j] = j;
	for (size_t i = 1; i <= a.len; i++) {
		size_t diagonal = row[0];

		row[0] = i;
		for (size_t j = 1; j <= b.len; j++) {
			size_t above = row[j];

			row[j] = min3(above + 1, row[j - 1] + 1,
				      diagonal + (a.at[i - 1] != b.at[j - 1]));
			diagonal = above;
		}
	}
	return row[b.len];
}

static bool refuse_unknown(struct reader *r, struct str name, struct place from)
{
	const struct key *near = NULL;
	size_t best = 4;
	struct str place = place_text(r, from);

	for (size_t i = 0; i < ARRAY_LEN(KEYS); i++) {
		size_t d = distance(name, str_of(KEYS[i].name));

		if (d < best) {
			best = d;
			near = &KEYS[i];
		}
	}
	if (name.len > 80)
		name.len = 80;
	if (near)
		return conf_refuse(r, "%.*s (from %.*s) is not a key; is %s meant?", STR_FMT(name),
			      STR_FMT(place), near->name);
	return conf_refuse(r, "%.*s (from %.*s) is not a key; stagebeurs --help lists them",
		      STR_FMT(name), STR_FMT(place));
}

/* ---- the sources ---- */

static bool read_line(struct reader *r, struct str line, struct place from)
{
	const struct key *key;
	struct str name;

	line = str_trim(line);
	if (!line.len || line.at[0] == '#')
		return true;
	if (!str_cut(&line, '=', &name))
		return conf_refuse(r, "%s:%u: a line must read key = value", from.name, from.line);
	key = find_key(str_trim(name));
	if (!key)
		return refuse_unknown(r, str_trim(name), from);
	return set(r, key, line, from);
}

static void close_fd(const int *fd)
{
	if (*fd >= 0)
		close(*fd);
}

static bool read_file(struct reader *r, const char *path)
{
	AUTO(close_fd) int fd = open(path, O_RDONLY | O_CLOEXEC);
	struct stat about;
	struct str text, line;
	char *bytes;
	ssize_t got;

	if (fd < 0 || fstat(fd, &about))
		return conf_refuse(r, "config: cannot read %s: %s", path, strerror(errno));
	if (!S_ISREG(about.st_mode) || about.st_size > FILE_MOST)
		return conf_refuse(r, "config: %s is not a file of at most 1 MiB", path);
	bytes = arena_alloc(&r->conf->arena, (size_t)about.st_size + 1);
	got = read(fd, bytes, (size_t)about.st_size);
	if (got < 0)
		return conf_refuse(r, "config: cannot read %s: %s", path, strerror(errno));
	text = (struct str){ bytes, (size_t)got };
	for (unsigned n = 1; text.len; n++) {
		str_cut(&text, '\n', &line);
		if (!read_line(r, line, (struct place){ path, n }))
			return false;
	}
	return true;
}

/* "STAGEBEURS_IO_THREADS" as "io_threads"; false when it is another program's. */
static bool env_name(struct str variable, char ret[40], struct str *ret_name)
{
	struct str name;

	if (!str_starts(variable, STR(ENV_PREFIX)))
		return false;
	name = str_from(variable, sizeof(ENV_PREFIX) - 1);
	if (name.len >= 40)
		return false;
	for (size_t i = 0; i < name.len; i++) {
		char c = name.at[i];

		ret[i] = (char)(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
	}
	*ret_name = (struct str){ ret, name.len };
	return true;
}

/* Unknown STAGEBEURS_… variables are left alone: test harnesses have their own. */
static bool read_env(struct reader *r, char **env)
{
	for (; env && *env; env++) {
		struct str value = str_of(*env), variable, name;
		const struct key *key;
		char lower[40];

		if (!str_cut(&value, '=', &variable) || !env_name(variable, lower, &name))
			continue;
		key = find_key(name);
		variable = arena_str(&r->conf->arena, variable);
		if (key && !set(r, key, value, (struct place){ variable.at, 0 }))
			return false;
	}
	return true;
}

static bool is_option(const char *word)
{
	return word[0] == '-' && word[1] == '-' && word[2];
}

/* The value of `--name=value` or `--name value`, as a file to read or a key to set. */
static bool read_option(struct reader *r, const struct conf_input *in, int *i, bool *ret_is_known)
{
	struct str value = str_of(in->argv[*i] + 2), name;
	bool has_value = str_cut(&value, '=', &name);
	bool is_config = str_eq(name, STR("config"));
	const struct key *key = find_key(name);
	struct place from = { in->argv[*i], 0 };

	*ret_is_known = is_config || key;
	if (!*ret_is_known)
		return in->keeps_unknown || refuse_unknown(r, name, (struct place){ "options", 0 });
	if (!has_value && *i + 1 == in->argc)
		return conf_refuse(r, "--%.*s needs a value", STR_FMT(name));
	if (!has_value)
		value = str_of(in->argv[++*i]);
	/* The file was read before: it counts for less than the environment. */
	return is_config || set(r, key, value, from);
}

static bool read_options(struct reader *r, struct conf_input *in)
{
	int n_rest = 0;

	for (int i = 0; i < in->argc; i++) {
		bool is_known = false;
		int at = i;

		if (is_option(in->argv[i]) && !read_option(r, in, &i, &is_known))
			return false;
		if (!is_known)
			in->argv[n_rest++] = in->argv[at];
	}
	in->argc = n_rest;
	return true;
}

static bool read_config_option(struct reader *r, const struct conf_input *in)
{
	for (int i = 0; i < in->argc; i++) {
		const char *path = NULL;

		if (!strncmp(in->argv[i], "--config=", 9))
			path = in->argv[i] + 9;
		else if (!strcmp(in->argv[i], "--config") && i + 1 < in->argc)
			path = in->argv[i + 1];
		if (path && !read_file(r, path))
			return false;
	}
	return true;
}

/* ---- all of it ---- */

static bool wants_help(const struct conf_input *in)
{
	for (int i = 0; i < in->argc; i++) {
		if (!strcmp(in->argv[i], "--help") || !strcmp(in->argv[i], "-h"))
			return true;
	}
	return false;
}

enum conf_outcome conf_load(struct conf *ret, struct conf_input *input,
			    char ret_error[CONF_ERROR_BYTES])
{
	struct reader r = { ret, ret_error };

	*ret = (struct conf){ 0 };
	ret_error[0] = '\0';
	if (wants_help(input))
		return CONF_HELP;
	for (size_t i = 0; i < ARRAY_LEN(KEYS); i++) {
		if (!set(&r, &KEYS[i], str_of(KEYS[i].fallback), (struct place){ "default", 0 }))
			return CONF_BAD;
	}
	if (!read_config_option(&r, input) || !read_env(&r, input->env) ||
	    !read_options(&r, input) || !conf_check(&r))
		return CONF_BAD;
	return CONF_OK;
}

void conf_done(struct conf *c)
{
	arena_done(&c->arena);
	*c = (struct conf){ 0 };
}

/* ---- for people ---- */

static void help_allowed(struct buf *to, const struct key *key)
{
	switch (key->type) {
	case NUMBER:
		buf_printf(to, " (%lld..%lld)", key->low, key->high);
		break;
	case LEVEL:
		BUF_LIT(to, " (debug, info, warn, error)");
		break;
	case FLAG:
		BUF_LIT(to, " (yes, no)");
		break;
	case LIST:
		BUF_LIT(to, " (list, commas between)");
		break;
	case TEXT:
		break;
	}
}

void conf_help(struct buf *to)
{
	BUF_LIT(to,
		"Settings are read from --config FILE (lines `key = value`, # starts a comment),\n"
		"then from the environment (" ENV_PREFIX "KEY), then from the command line\n"
		"(--key=value). The last one wins.\n\n");
	for (size_t i = 0; i < ARRAY_LEN(KEYS); i++) {
		const struct key *key = &KEYS[i];

		buf_printf(to, "  --%s=%s", key->name, key->fallback);
		help_allowed(to, key);
		buf_printf(to, "\n      %s\n", key->help);
	}
}

struct str conf_public_url(const struct conf *c, struct arena *a)
{
	if (c->public_url.len)
		return arena_str(a, c->public_url);
	if (c->origins.n)
		return arena_str(a, c->origins.at[0]);
	return arena_printf(a, "%s://localhost:%lld", c->tls_cert.len ? "https" : "http",
			    (long long)c->port);
}

struct str conf_data_path(const struct conf *c, struct arena *a, const char *name)
{
	return arena_printf(a, "%.*s/%s", STR_FMT(c->data), name);
}
