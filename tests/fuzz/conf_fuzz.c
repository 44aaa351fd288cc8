/*
 * Configuration from a file, the environment and the command line (conf/conf.h). Whatever stands
 * there, it is refused in one line or within its bounds; and a setting means the same wherever it
 * stands.
 *
 * Lines of an input that begin with "$" are variables of the environment, those with "-" words of
 * the command line, all others stand in the file.
 */
#include "fuzz.h"

#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/buf.h"
#include "conf/conf.h"

#define WORDS_MOST 64

struct input {
	struct arena arena;
	struct buf file;
	char *env[WORDS_MOST + 1];
	char *argv[WORDS_MOST + 1];
	size_t n_env;
	int argc;
};

/* A file that has no place on any disk: /proc/self/fd/N is its path. */
static int make_file(const struct buf *text, char path[32])
{
	int fd = memfd_create("conf", MFD_CLOEXEC);
	ssize_t n = write(fd, buf_view(text).at, text->len);

	assert(fd >= 0 && n == (ssize_t)text->len);
	snprintf(path, 32, "/proc/self/fd/%d", fd);
	return fd;
}

static void add_line(struct input *in, struct str line)
{
	char *text = (char *)arena_str(&in->arena, line).at;

	/* Other files than ours are none of our business. */
	if (strstr(text, "--config"))
		return;
	if (text[0] == '$' && in->n_env < WORDS_MOST) {
		in->env[in->n_env++] = text + 1;
	} else if (text[0] == '-' && in->argc < WORDS_MOST - 1) {
		in->argv[in->argc++] = text;
	} else {
		buf_str(&in->file, line);
		buf_char(&in->file, '\n');
	}
}

static void split(struct input *in, struct str text)
{
	struct str line;
	bool has_more = true;

	while (has_more) {
		has_more = str_cut(&text, '\n', &line);
		add_line(in, line);
	}
}

static enum conf_outcome load(struct conf *ret, const struct input *in, bool keeps_unknown)
{
	char *argv[WORDS_MOST + 2], option[48], path[32], error[CONF_ERROR_BYTES];
	int fd = make_file(&in->file, path);
	struct conf_input input = { in->argc + 1, argv, (char **)in->env, keeps_unknown };
	enum conf_outcome outcome;

	snprintf(option, sizeof(option), "--config=%s", path);
	memcpy(argv, in->argv, sizeof(in->argv));
	argv[in->argc] = option;
	outcome = conf_load(ret, &input, error);
	close(fd);
	assert(memchr(error, '\0', sizeof(error)));
	assert((outcome == CONF_BAD) == (error[0] != '\0'));
	assert(!strchr(error, '\n'));
	assert(outcome != CONF_OK || (input.argc >= 0 && input.argc <= in->argc));
	return outcome;
}

/* ---- bounds ---- */

static void check_text(struct str s, size_t lo, size_t hi)
{
	assert(s.len >= lo && s.len <= hi && s.at[s.len] == '\0');
	assert(!memchr(s.at, '\0', s.len) && str_trim(s).len == s.len);
}

static void check_list(const struct conf_list *list, size_t most)
{
	assert(list->n <= most);
	for (size_t i = 0; i < list->n; i++)
		check_text(list->at[i], 1, SIZE_MAX);
}

static void check_bounds(const struct conf *c)
{
	const int64_t deadlines[] = { c->handshake_timeout_ms, c->head_timeout_ms,
				      c->body_timeout_ms,      c->idle_timeout_ms,
				      c->message_timeout_ms,   c->silence_timeout_ms,
				      c->close_timeout_ms,     c->stop_timeout_ms,
				      c->heartbeat_ms,         c->watched_heartbeat_ms };

	check_text(c->data, 1, 4000);
	check_text(c->web, 1, 4000);
	check_text(c->listen, 2, 45);
	check_text(c->record, 0, 4000);
	check_text(c->turn_secret, 0, 256);
	check_list(&c->origins, 32);
	check_list(&c->trusted_proxies, 32);
	check_list(&c->stun_urls, 8);
	check_list(&c->turn_urls, 8);
	assert(c->port >= 0 && c->port <= 65535);
	assert(c->io_threads >= 1 && c->io_threads <= 16);
	assert(c->conn_queue_bytes >= 65536 && c->queue_bytes >= 1024 * 1024);
	for (size_t i = 0; i < ARRAY_LEN(deadlines); i++)
		assert(deadlines[i] >= 100 && deadlines[i] <= 3600000);
	assert(!c->tls_cert.len == !c->tls_key.len);
	assert(!c->turn_urls.n || c->turn_secret.len);
}

/* ---- the same settings from elsewhere ---- */

static void check_same_list(const struct conf_list *a, const struct conf_list *b)
{
	assert(a->n == b->n);
	for (size_t i = 0; i < a->n; i++)
		assert(str_eq(a->at[i], b->at[i]));
}

/* The members between the texts are numbers; the arena and the texts' places differ. */
static void check_same(const struct conf *a, const struct conf *b)
{
	assert(str_eq(a->data, b->data) && str_eq(a->web, b->web) && str_eq(a->record, b->record));
	assert(str_eq(a->listen, b->listen) && a->port == b->port);
	check_same_list(&a->origins, &b->origins);
	check_same_list(&a->trusted_proxies, &b->trusted_proxies);
	check_same_list(&a->stun_urls, &b->stun_urls);
	check_same_list(&a->turn_urls, &b->turn_urls);
	assert(str_eq(a->tls_cert, b->tls_cert) && str_eq(a->tls_key, b->tls_key));
	assert(str_eq(a->turn_secret, b->turn_secret));
	assert(a->log_level == b->log_level && a->metrics_open == b->metrics_open);
	assert(a->io_threads == b->io_threads);
	assert(!memcmp(&a->conn_per_address, &b->conn_per_address,
		       sizeof(*a) - offsetof(struct conf, conn_per_address)));
}

/* The lines of the file as words of a command line, without file and environment. */
static void move_file(struct input *to, const struct buf *file)
{
	struct str text = buf_view(file), line, name;

	while (text.len && to->argc < WORDS_MOST - 1) {
		str_cut(&text, '\n', &line);
		line = str_trim(line);
		if (!line.len || line.at[0] == '#' || !str_cut(&line, '=', &name))
			continue;
		to->argv[to->argc++] = (char *)arena_printf(&to->arena, "--%.*s=%.*s",
							    STR_FMT(str_trim(name)), STR_FMT(line))
					   .at;
	}
	to->argv[to->argc] = NULL;
}

/* The file alone, and its lines on the command line. */
static void compare_places(const struct buf *file)
{
	struct input from_file = { .file = *file }, from_words = { 0 };
	struct conf a, b;

	if (load(&a, &from_file, false) == CONF_OK) {
		move_file(&from_words, file);
		if (from_words.argc < WORDS_MOST - 1) {
			assert(load(&b, &from_words, false) == CONF_OK);
			check_same(&a, &b);
			conf_done(&b);
		}
	}
	conf_done(&a);
	arena_done(&from_words.arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct input in = { 0 };
	struct conf conf;

	split(&in, fuzz_bytes(data, size));
	if (load(&conf, &in, fuzz_pick(data, size, 2)) == CONF_OK)
		check_bounds(&conf);
	conf_done(&conf);
	compare_places(&in.file);
	buf_done(&in.file);
	arena_done(&in.arena);
	return 0;
}
