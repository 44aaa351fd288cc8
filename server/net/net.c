/*
 * The socket layer put together: certificate, files, origins, listener, threads. Main thread, but
 * for net_deliver().
 */
#include "net/net.h"

#include <errno.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <stdlib.h>
#include <sysexits.h>
#include <unistd.h>

#include "base/log.h"
#include "base/mem.h"
#include "net/files.h"
#include "net/internal.h"

static void free_ssl(SSL_CTX **ctx)
{
	SSL_CTX_free(*ctx);
}

static bool refuse_tls(const char *key, struct str file)
{
	unsigned long code = ERR_peek_last_error();
	const char *why = access(file.at, R_OK) ? strerror(errno) : ERR_reason_error_string(code);

	log_error("bad_certificate", "key", key, "file", file.at, "why",
		  why ? why : "it is not what it should be");
	return false;
}

/* Loads certificate and key once by ourselves, because libwebsockets' words name no key. */
static bool check_tls(const struct conf *conf)
{
	AUTO(free_ssl) SSL_CTX *ctx = SSL_CTX_new(TLS_server_method());

	if (!conf->tls_cert.len)
		return true;
	if (!ctx)
		mem_exhausted();
	ERR_clear_error();
	if (SSL_CTX_use_certificate_chain_file(ctx, conf->tls_cert.at) != 1)
		return refuse_tls("tls_cert", conf->tls_cert);
	if (SSL_CTX_use_PrivateKey_file(ctx, conf->tls_key.at, SSL_FILETYPE_PEM) != 1 ||
	    SSL_CTX_check_private_key(ctx) != 1)
		return refuse_tls("tls_key", conf->tls_key);
	return true;
}

/* Where browsers may come from: as configured, or the names of this machine for itself. */
static void make_policy(struct net *net)
{
	static const char *const HOSTS[] = { "localhost", "127.0.0.1", "[::1]" };
	const struct conf *conf = net->conf;
	const char *scheme = net->is_tls ? "https" : "http";
	unsigned port = listen_port(net->listener);
	struct str *made;

	net->policy.body_most = LIMIT_FRAME_BYTES;
	net->policy.origins = conf->origins.at;
	net->policy.n_origins = conf->origins.n;
	if (conf->origins.n)
		return;
	made = arena_array(&net->arena, ARRAY_LEN(HOSTS), sizeof(*made));
	for (size_t i = 0; i < ARRAY_LEN(HOSTS); i++) {
		bool is_plain_port = port == (net->is_tls ? 443 : 80);

		/* A browser leaves the scheme's own port out. */
		made[i] = is_plain_port
			      ? arena_printf(&net->arena, "%s://%s", scheme, HOSTS[i])
			      : arena_printf(&net->arena, "%s://%s:%u", scheme, HOSTS[i], port);
	}
	net->policy.origins = made;
	net->policy.n_origins = ARRAY_LEN(HOSTS);
}

static bool open_threads(struct net *net)
{
	net->n_io = (unsigned)net->conf->io_threads;
	net->io = mem_alloc(net->n_io * sizeof(*net->io));
	for (unsigned i = 0; i < net->n_io; i++) {
		if (!io_open(&net->io[i], net, i))
			return false;
	}
	return true;
}

static bool open_all(struct net *net, int *ret_exit)
{
	*ret_exit = EX_CONFIG;
	if (!check_tls(net->conf))
		return false;
	net->files = files_load(net->conf->web);
	if (!net->files)
		return false;
	net->listener = listen_open(net->conf, ret_exit);
	if (!net->listener)
		return false;
	make_policy(net);
	*ret_exit = EX_OSERR;
	return open_threads(net);
}

struct net *net_open(const struct conf *conf, const struct engine_tables *tables, int *ret_exit)
{
	struct net *net = mem_alloc(sizeof(*net));

	net->conf = conf;
	net->tables = *tables;
	net->is_tls = conf->tls_cert.len > 0;
	if (open_all(net, ret_exit))
		return net;
	net_free(net);
	return NULL;
}

bool net_start(struct net *net, struct engine *engine, int *ret_exit)
{
	net->engine = engine;
	net->local = local_open(net, ret_exit);
	if (!net->local)
		return false;
	/* Both live on the first thread's loop, which does not run yet. */
	listen_start(net->listener, net);
	local_start(net->local);
	for (unsigned i = 0; i < net->n_io; i++)
		io_start(&net->io[i]);
	log_info("listening", "address", net->conf->listen.at, "port",
		 log_i(listen_port(net->listener)), "tls", net->is_tls ? "yes" : "no");
	return true;
}

void net_deliver(void *arg, unsigned io, struct delivery *d)
{
	struct net *net = arg;

	if (io < net->n_io)
		mailbox_post(&net->io[io].deliveries, &d->mail);
	else
		delivery_free(d);
}

static void wake_all(struct net *net)
{
	for (unsigned i = 0; i < net->n_io; i++)
		io_wake(&net->io[i]);
}

void net_quiet(struct net *net)
{
	atomic_store(&net->is_quiet, true);
	wake_all(net);
}

void net_stop(struct net *net)
{
	atomic_store(&net->is_quiet, true);
	atomic_store(&net->is_stopping, true);
	wake_all(net);
	for (unsigned i = 0; i < net->n_io; i++)
		io_join(&net->io[i]);
}

void net_free(struct net *net)
{
	if (!net)
		return;
	for (unsigned i = 0; i < net->n_io; i++)
		io_free(&net->io[i]);
	free(net->io);
	local_free(net->local);
	listen_free(net->listener);
	files_free(net->files);
	arena_done(&net->arena);
	free(net);
}
