/*
 * Configuration: one table of keys (conf.c) read in this order, the later one winning: default,
 * file (--config FILE), environment (STAGEBEURS_KEY), command line (--key=value). Read once, before
 * threads start; from then on it is immutable and any thread may read it.
 *
 * Every struct str in here has a NUL behind it, so that `.at` is a C string too.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"

/* Several values of one key, separated by commas where they were written. */
struct conf_list {
	struct str *at;
	size_t n;
};

struct conf {
	struct arena arena; /* holds the texts */
	/* where things are */
	struct str data;   /* directory of the database, the local socket and the lock */
	struct str web;    /* directory of the built client */
	struct str record; /* command log for replay; empty: none */
	/* how to be reached */
	struct str listen;
	int64_t port;
	struct conf_list origins; /* empty: made from the port that we listen on */
	struct conf_list trusted_proxies;
	struct str tls_cert, tls_key;
	/* media */
	struct conf_list stun_urls, turn_urls;
	struct str turn_secret;
	/* mail */
	struct str smtp_url; /* empty: no mails are sent */
	struct str smtp_user, smtp_password, smtp_password_file, smtp_ca, mail_from;
	struct str public_url; /* where links in mails lead; empty: the first of origins, or this machine */
	bool smtp_plain, mail_shown;
	int64_t smtp_timeout_ms;
	/* running */
	int64_t io_threads;
	int64_t log_level; /* enum log_level */
	bool metrics_open;
	/* budgets */
	int64_t conn_per_address, conn_send_bytes, conn_queue_bytes, queue_bytes;
	/* deadlines */
	int64_t handshake_timeout_ms, head_timeout_ms, body_timeout_ms, idle_timeout_ms;
	int64_t message_timeout_ms, silence_timeout_ms, close_timeout_ms, stop_timeout_ms;
	int64_t heartbeat_ms, watched_heartbeat_ms, return_ms;
};

/* What to read from. */
struct conf_input {
	int argc; /* words behind the subcommand */
	char **argv;
	char **env;         /* "NAME=value" ended by NULL; may be NULL */
	bool keeps_unknown; /* leave unknown --options to the subcommand instead of refusing them */
};

enum conf_outcome { CONF_OK, CONF_HELP, CONF_BAD };

#define CONF_ERROR_BYTES 512

/*
 * Reads the configuration into *ret. CONF_BAD: ret_error says in one line which key, from where,
 * and what is allowed. CONF_HELP: --help was asked for. Words that are no option stay, in order, at
 * the front of input->argv, and input->argc counts them. conf_done() *ret in all cases.
 */
enum conf_outcome conf_load(struct conf *ret, struct conf_input *input,
			    char ret_error[CONF_ERROR_BYTES]);
void conf_done(struct conf *c);

struct buf;

/* The text of --help, made from the table. */
void conf_help(struct buf *to);

/* Where people reach this server, without a slash at the end, in the arena. */
struct str conf_public_url(const struct conf *c, struct arena *a);

/* A file's path inside the data directory, in the arena. */
struct str conf_data_path(const struct conf *c, struct arena *a, const char *name);
