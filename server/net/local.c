/*
 * The administrator's socket, <data>/stagebeurs.sock: newline-delimited JSON, the same envelope as
 * over WebSocket, long lines allowed (imports). Whoever may open it (mode 0600: the server's own
 * user) speaks as the system. First I/O thread, but local_open() and local_free().
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sysexits.h>
#include <unistd.h>

#include "base/log.h"
#include "base/mem.h"
#include "net/ask.h"
#include "net/internal.h"

#define SOCKET_NAME "stagebeurs.sock"
#define LINE_MOST ((size_t)32 * 1024 * 1024)
#define READ_BYTES 65536
#define BACKLOG 128

struct client {
	struct list in_clients;
	uv_pipe_t pipe;
	struct local *local;
	uint64_t id;
	struct buf line; /* not yet ended */
};

struct local {
	struct net *net;
	uv_pipe_t pipe;
	int fd;
	bool is_started;
	char path[sizeof(((struct sockaddr_un *)NULL)->sun_path)];
	struct list clients;
	struct map by_id;
	uint64_t last_id;
	char bytes[READ_BYTES]; /* of the read at hand; consumed before the next one */
};

/* ---- one client ---- */

static void on_closed(uv_handle_t *handle)
{
	struct client *cl = handle->data;

	buf_done(&cl->line);
	free(cl);
}

static void hang_up(struct client *cl)
{
	struct local *l = cl->local;

	if (uv_is_closing((uv_handle_t *)&cl->pipe))
		return;
	map_remove(&l->by_id, cl->id);
	list_remove(&cl->in_clients);
	COUNT(&l->net->io[0].counts, local, -1);
	uv_close((uv_handle_t *)&cl->pipe, on_closed);
}

struct line_out {
	uv_write_t request;
	struct buf text;
};

static void on_written(uv_write_t *request, int status)
{
	struct line_out *a = request->data;

	if (status && status != UV_ECANCELED)
		hang_up(request->handle->data); /* the peer is gone */
	buf_done(&a->text);
	free(a);
}

/* Sends a line; takes the text, which is to end without a line feed. */
static void send_line(struct client *cl, struct buf *text)
{
	struct line_out *a = mem_alloc(sizeof(*a));
	uv_buf_t bytes;

	buf_char(text, '\n');
	a->text = *text;
	*text = (struct buf){ 0 };
	a->request.data = a;
	bytes = uv_buf_init(a->text.at, (unsigned)a->text.len);
	if (uv_write(&a->request, (uv_stream_t *)&cl->pipe, &bytes, 1, on_written)) {
		buf_done(&a->text);
		free(a);
		hang_up(cl);
	}
}

/* Takes the message: no JSON is ever owned by two threads. */
static enum err handle(struct client *cl, json_t *message, struct envelope *envelope,
		       struct fault *ret_fault)
{
	struct net *net = cl->local->net;
	struct command *command;
	enum err e = ask_read(message, envelope, ret_fault);

	if (!e)
		e = ask_make(net->tables.commands, envelope, &command, ret_fault);
	json_decref(message);
	if (e)
		return e;
	command->is_system = true;
	command->origin.conn = cl->id;
	if (net_post(net, command))
		return ERR_OK;
	return ask_refuse(ret_fault, ERR_BUSY, "", "");
}

static void on_line(struct client *cl, struct str line)
{
	struct envelope envelope = { 0 };
	struct fault fault = { 0 };
	json_t *message = wire_load(line.at, line.len, WIRE_LOCAL, &fault);

	if (!message || handle(cl, message, &envelope, &fault)) {
		struct buf text = { 0 };

		ask_put_error(&text, envelope.id, &fault);
		send_line(cl, &text);
	}
}

static void on_bytes(struct client *cl, struct str bytes)
{
	struct str head;

	while (bytes.len && !uv_is_closing((uv_handle_t *)&cl->pipe)) {
		bool is_ended = str_cut(&bytes, '\n', &head);

		buf_raw(&cl->line, head.at, head.len);
		if (cl->line.len > LINE_MOST) {
			log_warn("local_line_too_long");
			hang_up(cl);
			return;
		}
		if (!is_ended)
			return;
		on_line(cl, buf_view(&cl->line));
		buf_done(&cl->line);
	}
}

static void on_alloc(uv_handle_t *handle, size_t suggested, uv_buf_t *ret)
{
	struct client *cl = handle->data;

	(void)suggested; /* one buffer serves all: a read is used before the next */
	*ret = uv_buf_init(cl->local->bytes, READ_BYTES);
}

static void on_read(uv_stream_t *stream, ssize_t n, const uv_buf_t *bytes)
{
	struct client *cl = stream->data;

	if (n < 0)
		hang_up(cl);
	else
		on_bytes(cl, (struct str){ bytes->base, (size_t)n });
}

static void on_client(uv_stream_t *server, int status)
{
	struct local *l = server->data;
	struct client *cl;

	if (status)
		return; /* gone again, or no descriptor left; libuv has a spare one for that */
	cl = mem_alloc(sizeof(*cl));
	cl->local = l;
	cl->id = ++l->last_id;
	list_init(&cl->in_clients);
	uv_pipe_init(server->loop, &cl->pipe, 0);
	cl->pipe.data = cl;
	if (uv_accept(server, (uv_stream_t *)&cl->pipe)) {
		uv_close((uv_handle_t *)&cl->pipe, on_closed);
		return;
	}
	list_push(&l->clients, &cl->in_clients);
	map_set(&l->by_id, cl->id, cl);
	COUNT(&l->net->io[0].counts, local, 1);
	uv_read_start((uv_stream_t *)&cl->pipe, on_alloc, on_read);
}

void local_deliver(struct local *l, struct delivery *d)
{
	struct client *cl = map_get(&l->by_id, d->origin.conn);
	struct buf text = { 0 };

	if (!cl)
		return;
	buf_str(&text, frame_text(d->frame));
	send_line(cl, &text);
}

/* ---- the socket ---- */

/* A socket that only its owner may open from its first moment on. */
static int bind_private(const char *path)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
	mode_t before;
	bool is_bound;

	if (fd < 0)
		return -1;
	memcpy(address.sun_path, path, strlen(path) + 1);
	/* The database's lock is ours, so whatever lies there is left of a process that died. */
	IGNORE(unlink(path)); /* mostly there is none */
	before = umask(0177);
	is_bound = !bind(fd, (struct sockaddr *)&address, sizeof(address));
	umask(before);
	if (is_bound && !listen(fd, BACKLOG))
		return fd;
	close(fd);
	return -1;
}

struct local *local_open(struct net *net, int *ret_exit)
{
	struct local *l = mem_alloc(sizeof(*l));
	int len = snprintf(l->path, sizeof(l->path), "%.*s/" SOCKET_NAME, STR_FMT(net->conf->data));

	l->net = net;
	l->last_id = LOCAL_CONN_FIRST;
	list_init(&l->clients);
	*ret_exit = EX_CONFIG;
	if (len < 0 || (size_t)len >= sizeof(l->path)) {
		log_error("bad_setting", "key", "data", "value", net->conf->data.at, "must_be",
			  "a shorter path: a Unix socket's has at most 107 bytes");
		l->path[0] = '\0';
		l->fd = -1;
		local_free(l);
		return NULL;
	}
	l->fd = bind_private(l->path);
	if (l->fd < 0) {
		log_error("no_local_socket", "key", "data", "path", l->path, "why",
			  strerror(errno));
		local_free(l);
		return NULL;
	}
	return l;
}

void local_start(struct local *l)
{
	uv_pipe_init(&l->net->io[0].loop, &l->pipe, 0);
	l->pipe.data = l;
	if (uv_pipe_open(&l->pipe, l->fd) || uv_listen((uv_stream_t *)&l->pipe, BACKLOG, on_client))
		log_error("no_local_socket", "path", l->path);
	l->fd = -1; /* libuv's now */
	l->is_started = true;
}

void local_stop(struct local *l)
{
	if (!l->is_started)
		return;
	l->is_started = false;
	while (!list_is_empty(&l->clients))
		hang_up(CONTAINER_OF(l->clients.next, struct client, in_clients));
	uv_close((uv_handle_t *)&l->pipe, NULL);
}

void local_free(struct local *l)
{
	if (!l)
		return;
	if (l->fd >= 0)
		close(l->fd);
	if (l->path[0])
		IGNORE(unlink(l->path)); /* gone already is fine */
	map_done(&l->by_id);
	free(l);
}
