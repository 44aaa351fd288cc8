/* Whether it is true, and what it came to. See load.h. */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "loadtest/load.h"

/* The server keeps the key of every command that took effect: each acknowledged one must have its own. */
static void find_missing(struct load *l)
{
	static const char SQL[] = "SELECT key FROM idempotency WHERE key LIKE 'loadtest-%'";
	char *is_there = mem_alloc(l->n_commands), path[4096];
	sqlite3 *db = NULL;
	sqlite3_stmt *q = NULL;

	snprintf(path, sizeof(path), "%s/stagebeurs.db", l->data);
	if (!sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL) &&
	    !sqlite3_prepare_v2(db, SQL, -1, &q, NULL)) {
		while (sqlite3_step(q) == SQLITE_ROW) {
			unsigned long k =
				strtoul((const char *)sqlite3_column_text(q, 0) + 9, NULL, 10);

			if (k < l->n_commands)
				is_there[k] = 1;
		}
	}
	sqlite3_finalize(q);
	sqlite3_close(db);
	for (unsigned k = 0; k < l->n_commands; k++)
		l->missing += l->fates[k] == FATE_ACKED && !is_there[k];
	free(is_there);
}

/* All who follow a topic heard the same; the first of them is what the others are compared with. */
static void find_differing(struct load *l)
{
	unsigned n = l->n_heeding * TOPICS_MOST;

	for (unsigned i = 0; i < n; i++) {
		const struct follow *f = &l->follows[i], *first = l->follows;

		if (i % TOPICS_MOST >= l->scenario.n_topics || !strcmp(f->name, "me"))
			continue;
		while (strcmp(first->name, f->name) != 0)
			first++;
		l->differing += f->seq != first->seq ||
				(!f->is_resumed && (f->n != first->n || f->digest != first->digest));
	}
}

/* Who came back to a topic that tells everything was told each command, and once. */
static void find_untold(struct load *l)
{
	const struct follow *last = l->follows + l->scenario.n_topics - 1; /* where commands are told */

	for (unsigned i = 0; i < l->n_heeding; i++, last += TOPICS_MOST)
		l->differing += last->is_resumed && !last->is_renewed &&
				l->marks_of[i] != l->n_sent - l->refused;
}

bool verify(struct load *l)
{
	if (!l->dialect->is_ours)
		return !l->closed && l->heard;
	if (!l->scenario.is_transient)
		find_missing(l);
	find_differing(l);
	find_untold(l);
	return !l->missing && !l->differing && !l->gaps && !l->closed &&
	       l->n_answered == l->n_sent && (l->heard || !l->scenario.text_bytes) &&
	       (!l->evening || l->phase->delivered); /* somebody was rung */
}

static json_t *percentiles(const struct hist *h)
{
	static const struct {
		const char *name;
		double share;
	} AT[] = { { "p50", 0.5 }, { "p90", 0.9 }, { "p99", 0.99 }, { "p999", 0.999 }, { "max", 1.0 } };
	json_t *json = json_object();

	for (size_t i = 0; i < sizeof(AT) / sizeof(*AT); i++)
		json_object_set_new(json, AT[i].name,
				    json_real((double)hist_at(h, AT[i].share) / 1e6));
	return json;
}

static json_t *server_of(const struct phase *p)
{
	const struct usage *a = &p->before, *b = &p->after;
	double cpu_s = b->cpu_s - a->cpu_s, millions = (double)p->delivered / 1e6;

	return json_pack("{s:f,s:f,s:f,s:I,s:I,s:I}", "cpu_s", cpu_s, "cpu_share",
			 cpu_s / p->measured_s, "cpu_s_per_million", millions > 0 ? cpu_s / millions : 0.0,
			 "pss_kib", (json_int_t)b->pss_kib, "switches",
			 (json_int_t)(b->switches - a->switches), "preempted",
			 (json_int_t)(b->preempted - a->preempted));
}

static json_t *phase_of(const struct phase *p)
{
	return json_pack("{s:f,s:b,s:i,s:f,s:I,s:f,s:I,s:o,s:o,s:o,s:o}", "rate", p->rate, "kept_up",
			 p->is_kept_up, "commands", (int)(p->beyond - p->first), "answers_s", (double)p->answer.n / p->measured_s, "delivered",
			 (json_int_t)p->delivered, "deliveries_s", (double)p->delivered / p->measured_s,
			 "closed", (json_int_t)p->closed, "latency_ms", percentiles(&p->latency),
			 "answer_ms", percentiles(&p->answer), "sent_late_ms", percentiles(&p->late),
			 "server", server_of(p));
}

static json_t *storm_of(const struct storm *s)
{
	return json_pack("{s:I,s:f,s:f,s:o,s:I,s:I}", "lost", (json_int_t)s->lost, "down_s",
			 (double)(s->up_ns - s->began_ns) / (double)SECOND_NS, "back_s", s->back_s,
			 "back_ms", percentiles(&s->back), "resumed", (json_int_t)s->resumed, "snapshots",
			 (json_int_t)s->snapshots);
}

/* The slope of the second half: what a server keeps at first it may well need. */
static json_t *visits_of(const struct load *l)
{
	json_t *looks = json_array();
	unsigned half = l->n_looks / 2;
	double grown = (double)l->looks[l->n_looks - 1].pss_kib - (double)l->looks[half].pss_kib;
	double visits = (double)l->scenario.visits / VISIT_LOOKS * (l->n_looks - 1 - half);

	for (unsigned i = 0; i < l->n_looks; i++)
		json_array_append_new(looks, json_integer((json_int_t)l->looks[i].pss_kib));
	return json_pack("{s:i,s:o,s:f}", "n", (int)l->scenario.visits, "pss_kib", looks,
			 "kib_per_1000", grown / visits * 1000);
}

void report(const struct load *l, bool is_sound)
{
	json_t *phases = json_array(), *json;

	for (unsigned i = 0; i < l->n_phases; i++)
		json_array_append_new(phases, phase_of(&l->phases[i]));
	json = json_pack("{s:s,s:b,s:i,s:i,s:i,s:I,s:s,s:I,s:I,s:I,s:I,s:I,s:I,s:o}", "dialect",
			 l->dialect->name, "sound", is_sound, "readers", (int)l->scenario.readers, "sent",
			 (int)l->n_sent, "answered", (int)l->n_answered, "refused",
			 (json_int_t)l->refused, "refusal", l->refusal, "gaps", (json_int_t)l->gaps,
			 "resyncs", (json_int_t)l->resyncs, "closed", (json_int_t)l->closed, "missing",
			 (json_int_t)l->missing, "differing", (json_int_t)l->differing, "bytes",
			 (json_int_t)l->bytes, "phases", phases);
	json_object_set_new(json, "arrival_ms", percentiles(&l->arrival));
	json_object_set_new(json, "memory",
			    json_pack("{s:I,s:I,s:f}", "empty_pss_kib", (json_int_t)l->empty.pss_kib,
				      "full_pss_kib", (json_int_t)l->full.pss_kib, "kib_each",
				      ((double)l->full.pss_kib - (double)l->empty.pss_kib) /
					      l->n_peers));
	if (l->n_looks)
		json_object_set_new(json, "visits", visits_of(l));
	if (l->scenario.stalled)
		json_object_set_new(json, "stalled",
				    json_pack("{s:i,s:I}", "readers", (int)l->scenario.stalled,
					      "cut_off", (json_int_t)l->cut_off));
	if (l->storm.lost)
		json_object_set_new(json, "storm", storm_of(&l->storm));
	json_dumpf(json, stdout, JSON_INDENT(2) | JSON_REAL_PRECISION(4));
	puts("");
	json_decref(json);
}
