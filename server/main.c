/*
 * The program: configuration, then a subcommand. `serve` opens the socket layer, the engine and the
 * threads, waits for a signal, and stops in reverse. The only file that knows all layers.
 *
 * Exit codes are sysexits': 64 usage, 71 the machine refused something, 75 try again, 78 the
 * configuration is wrong.
 */
#include <errno.h>
#include <jansson.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sysexits.h>
#include <unistd.h>

#include "base/auto.h"
#include "base/buf.h"
#include "base/log.h"
#include "cli/cli.h"
#include "conf/conf.h"
#include "engine/engine.h"
#include "engine/tables.h"
#include "features/doors/doors.h"
#include "features/search/search.h"
#include "jobs/mailer.h"
#include "net/net.h"

extern char **environ;

/* How often the engine's health is looked at while we wait for a signal. */
#define WATCH_S 1

static const struct engine_tables TABLES = {
	.commands = command_table,
	.topics = topic_table,
	.resolvers = resolver_table,
};

/* ---- serve ---- */

static bool make_data_directory(const struct conf *conf)
{
	if (!mkdir(conf->data.at, 0700) || errno == EEXIST)
		return true;
	log_error("no_data_directory", "key", "data", "directory", conf->data.at, "why",
		  strerror(errno));
	return false;
}

/* Blocked in every thread, taken by the one that waits. */
static void block_signals(sigset_t *ret)
{
	sigemptyset(ret);
	sigaddset(ret, SIGTERM);
	sigaddset(ret, SIGINT);
	pthread_sigmask(SIG_BLOCK, ret, NULL);
	/* A peer that vanishes is an error of one write, never the end of us. */
	signal(SIGPIPE, SIG_IGN);
}

/* Waits for the word to stop: the exit code. */
static int wait_for_end(struct engine *engine, const sigset_t *signals)
{
	struct timespec wait = { .tv_sec = WATCH_S };

	for (;;) {
		int got = sigtimedwait(signals, NULL, &wait);

		if (got > 0) {
			log_info("stopping", "signal", strsignal(got));
			return EX_OK;
		}
		if (!engine_is_healthy(engine)) {
			log_error("engine_failed", "hint",
				  "nothing acknowledged is lost; start again");
			return EX_TEMPFAIL;
		}
	}
}

/* The threads that the engine delivers to: those with sockets, and behind them the mailer. */
struct threads {
	struct net *net;
	struct mailer *mailer;
	unsigned n_io;
};

static void deliver(void *arg, unsigned io, struct delivery *d)
{
	struct threads *threads = arg;

	if (io == threads->n_io)
		mailer_deliver(threads->mailer, d);
	else
		net_deliver(threads->net, io, d);
}

static int run(const struct conf *conf, struct threads *threads)
{
	struct net *net = threads->net;
	AUTO(arena_done) struct arena arena = { 0 };
	struct engine_options options = {
		.tables = TABLES,
		.conf = conf,
		.db_path = conf_data_path(conf, &arena, "stagebeurs.db").at,
		.n_io = threads->n_io,
		.deliver = deliver,
		.deliver_arg = threads,
		.wake_jobs = mailer_wake,
		.wake_jobs_arg = threads->mailer,
		.aside = &search_aside,
		.gauges = DOORS_GAUGES,
		.n_gauges = DOORS_N_GAUGES,
		.record_path = conf->record.len ? conf->record.at : NULL,
	};
	struct engine *engine;
	sigset_t signals;
	int code = EX_OSERR;

	block_signals(&signals);
	if (engine_open(&options, &engine))
		return EX_CONFIG; /* it has said why */
	if (!engine_start(engine) && net_start(net, engine, &code)) {
		mailer_start(threads->mailer, engine);
		log_info("ready");
		code = wait_for_end(engine, &signals);
		net_quiet(net);
		mailer_stop(threads->mailer);
		engine_stop(engine);
		net_stop(net);
		log_info("stopped");
	} else {
		engine_stop(engine);
	}
	engine_close(engine);
	return code;
}

static int serve(const struct conf *conf, int argc, char **argv)
{
	struct threads threads = { .n_io = (unsigned)conf->io_threads };
	int code;

	if (argc) {
		fprintf(stderr, "stagebeurs serve: \"%s\" is one word too many\n", argv[0]);
		return EX_USAGE;
	}
	if (!make_data_directory(conf))
		return EX_CONFIG;
	json_object_seed(0); /* from the system, before threads: nobody may choose collisions */
	threads.net = net_open(conf, &TABLES, &code);
	if (!threads.net)
		return code;
	threads.mailer = mailer_open(conf, &TABLES, threads.n_io);
	code = threads.mailer ? run(conf, &threads) : EX_OSERR;
	mailer_free(threads.mailer);
	net_free(threads.net);
	return code;
}

/* ---- subcommands ---- */

static const struct {
	const char *name;
	int (*run)(const struct conf *conf, int argc, char **argv);
	const char *help;
	int (*explain)(void); /* what --help says of this one alone; NULL: the same as of all */
} SUBCOMMANDS[] = {
	{ "serve", serve, "serve until SIGTERM", NULL },
	{ "import", cli_import, "load a fair from a directory of CSV files", NULL },
	{ "migrate", cli_migrate, "bring the database to this version", NULL },
	{ "backup", cli_backup, "copy the live database to a new file", NULL },
	{ "restore", cli_restore, "put a backup in place of the database", NULL },
	{ "user", cli_user, "make or list accounts", NULL },
	{ "link", cli_link, "make sign-in links", NULL },
	{ "check", cli_check, "check the database", NULL },
	{ "simulate", cli_simulate, "live through invented fairs, to plan one or to test",
	  cli_simulate_help },
};

static int help(void)
{
	AUTO(buf_done) struct buf text = { 0 };

	BUF_LIT(&text, "stagebeurs SUBCOMMAND [settings] [words]\n\n");
	for (size_t i = 0; i < ARRAY_LEN(SUBCOMMANDS); i++)
		buf_printf(&text, "  %-9s %s\n", SUBCOMMANDS[i].name, SUBCOMMANDS[i].help);
	buf_char(&text, '\n');
	conf_help(&text);
	fwrite(text.at, 1, text.len, stdout);
	return EX_OK;
}

static int run_subcommand(size_t i, struct conf_input *input)
{
	AUTO(conf_done) struct conf conf;
	char error[CONF_ERROR_BYTES];

	input->keeps_unknown = SUBCOMMANDS[i].run != serve;
	switch (conf_load(&conf, input, error)) {
	case CONF_HELP:
		return SUBCOMMANDS[i].explain ? SUBCOMMANDS[i].explain() : help();
	case CONF_BAD:
		fprintf(stderr, "stagebeurs: %s\n", error);
		return EX_CONFIG;
	case CONF_OK:
		break;
	}
	log_set_level((enum log_level)conf.log_level);
	return SUBCOMMANDS[i].run(&conf, input->argc, input->argv);
}

int main(int argc, char **argv)
{
	struct conf_input input = { .argc = argc - 2, .argv = argv + 2, .env = environ };

	/* Database, backups and the command log hold personal data, and the log sign-in links: nobody
	 * but our own user may read them, whatever directory they are in. */
	umask(077);
	if (argc > 1 && (!strcmp(argv[1], "--help") || !strcmp(argv[1], "-h")))
		return help();
	for (size_t i = 0; argc > 1 && i < ARRAY_LEN(SUBCOMMANDS); i++) {
		if (!strcmp(argv[1], SUBCOMMANDS[i].name))
			return run_subcommand(i, &input);
	}
	fprintf(stderr,
		"stagebeurs: %s%s%sthere are serve, import, migrate, backup, restore, user, "
		"link, check and simulate; see stagebeurs --help\n",
		argc > 1 ? "\"" : "", argc > 1 ? argv[1] : "",
		argc > 1 ? "\" is no subcommand; " : "a subcommand is missing; ");
	return EX_USAGE;
}
