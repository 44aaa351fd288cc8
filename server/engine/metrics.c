/* The engine's figures as Prometheus text. Counters are atomic; any thread reads them. */
#include "engine/internal.h"

static void one(struct buf *to, const char *name, const char *type, const char *help,
		long long value)
{
	buf_printf(to, "# HELP stagebeurs_%s %s\n# TYPE stagebeurs_%s %s\nstagebeurs_%s %lld\n", name,
		   help, name, type, name, value);
}

static void latency(const struct engine_metrics *m, struct buf *to)
{
	static const char *UP_TO_S[LATENCY_BUCKETS] = { "0.00025", "0.0005", "0.001", "0.0025",
							"0.005",   "0.01",   "0.025", "0.05",
							"0.1",	   "0.25",   "1",     "5" };
	unsigned long long sum = 0;

	BUF_LIT(to, "# HELP stagebeurs_command_seconds From a command's arrival to its answer.\n"
		    "# TYPE stagebeurs_command_seconds histogram\n");
	for (size_t i = 0; i < LATENCY_BUCKETS; i++) {
		sum += atomic_load(&m->latency[i]);
		buf_printf(to, "stagebeurs_command_seconds_bucket{le=\"%s\"} %llu\n", UP_TO_S[i],
			   sum);
	}
	sum += atomic_load(&m->latency[LATENCY_BUCKETS]);
	buf_printf(to, "stagebeurs_command_seconds_bucket{le=\"+Inf\"} %llu\n", sum);
	buf_printf(to, "stagebeurs_command_seconds_sum %.6f\nstagebeurs_command_seconds_count %llu\n",
		   (double)atomic_load(&m->latency_us) / 1e6, sum);
}

void engine_metrics(struct engine *e, struct buf *to)
{
	const struct engine_metrics *m = &e->metrics;

	BUF_LIT(to, "# HELP stagebeurs_commands_total Commands answered.\n"
		    "# TYPE stagebeurs_commands_total counter\n");
	buf_printf(to, "stagebeurs_commands_total{result=\"ok\"} %llu\n", atomic_load(&m->commands_ok));
	buf_printf(to, "stagebeurs_commands_total{result=\"refused\"} %llu\n",
		   atomic_load(&m->commands_refused));
	buf_printf(to, "stagebeurs_commands_total{result=\"failed\"} %llu\n",
		   atomic_load(&m->commands_failed));
	latency(m, to);
	one(to, "commits_total", "counter", "Transactions committed.",
	    (long long)atomic_load(&m->commits));
	one(to, "committed_commands_total", "counter", "Commands in those transactions.",
	    (long long)atomic_load(&m->commands_committed));
	buf_printf(to,
		   "# HELP stagebeurs_commit_seconds_total Time from begin to committed.\n"
		   "# TYPE stagebeurs_commit_seconds_total counter\n"
		   "stagebeurs_commit_seconds_total %.6f\n",
		   (double)atomic_load(&m->commit_us) / 1e6);
	one(to, "app_seq", "gauge", "Sequence of the newest transaction.",
	    atomic_load(&m->app_seq));
	one(to, "engine_queue", "gauge", "Commands waiting for the engine.",
	    (long long)mailbox_len(&e->mailbox));
	one(to, "topics", "gauge", "Topics kept in memory.", atomic_load(&m->topics));
	one(to, "events_total", "counter", "Events encoded, each once.",
	    (long long)atomic_load(&m->events));
	one(to, "frames_total", "counter", "Frames published.", (long long)atomic_load(&m->frames));
	one(to, "snapshots_total", "counter", "Snapshots built.",
	    (long long)atomic_load(&m->snapshots));
	for (size_t i = 0; i < e->options.n_gauges; i++)
		one(to, e->options.gauges[i].name, "gauge", e->options.gauges[i].help, atomic_load(&m->gauges[i]));
	one(to, "timers_total", "counter", "Timers that came due.",
	    (long long)atomic_load(&m->timers));
}
