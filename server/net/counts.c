/* See counts.h. */
#include "net/counts.h"

#include "base/auto.h"

enum type { COUNTER, GAUGE };

/* atomic_ullong and atomic_llong share size and representation, so one reader serves both. */
static const struct {
	const char *name, *labels, *help;
	enum type type;
	size_t offset;
} ROWS[] = {
	{ "connections", "{kind=\"http\"}", "Open connections.", GAUGE,
	  offsetof(struct counts, http) },
	{ "connections", "{kind=\"websocket\"}", NULL, GAUGE, offsetof(struct counts, websocket) },
	{ "connections", "{kind=\"local\"}", NULL, GAUGE, offsetof(struct counts, local) },
	{ "lagging_connections", "", "Connections that do not take their bytes at once.", GAUGE,
	  offsetof(struct counts, lagging) },
	{ "queued_bytes", "", "Bytes that wait for slow readers.", GAUGE,
	  offsetof(struct counts, queued_bytes) },
	{ "subscriptions", "", "Followed topics, over all connections.", GAUGE,
	  offsetof(struct counts, subscriptions) },
	{ "accepted_total", "", "Connections accepted.", COUNTER,
	  offsetof(struct counts, accepted) },
	{ "http_requests_total", "", "HTTP requests that passed the gate.", COUNTER,
	  offsetof(struct counts, requests) },
	{ "messages_total", "", "WebSocket messages received.", COUNTER,
	  offsetof(struct counts, messages) },
	{ "frames_sent_total", "", "WebSocket messages sent.", COUNTER,
	  offsetof(struct counts, frames_out) },
	{ "frames_conflated_total", "", "Frames of slow readers that a newer one replaced.", COUNTER,
	  offsetof(struct counts, conflated) },
	{ "writes_total", "", "Socket writes.", COUNTER, offsetof(struct counts, writes) },
	{ "received_bytes_total", "", "Bytes received, without TLS.", COUNTER,
	  offsetof(struct counts, bytes_in) },
	{ "sent_bytes_total", "", "Bytes sent, without TLS.", COUNTER,
	  offsetof(struct counts, bytes_out) },
};

static const char *const DROPS[DROP_COUNT] = {
#define DROP_ROW(NAME, text) [DROP_##NAME] = text,
	DROP_LIST(DROP_ROW)
#undef DROP_ROW
};

static long long sum(struct counts *const *all, size_t n, size_t offset)
{
	long long total = 0;

	for (size_t i = 0; i < n; i++) {
		const atomic_llong *at = (const atomic_llong *)((char *)all[i] + offset);

		total += atomic_load_explicit(at, memory_order_relaxed);
	}
	return total;
}

static void head(struct buf *to, const char *name, const char *help, enum type type)
{
	buf_printf(to, "# HELP stagebeurs_net_%s %s\n# TYPE stagebeurs_net_%s %s\n", name, help,
		   name, type == COUNTER ? "counter" : "gauge");
}

void counts_write(struct buf *to, struct counts *const *all, size_t n)
{
	for (size_t i = 0; i < ARRAY_LEN(ROWS); i++) {
		if (ROWS[i].help)
			head(to, ROWS[i].name, ROWS[i].help, ROWS[i].type);
		buf_printf(to, "stagebeurs_net_%s%s %lld\n", ROWS[i].name, ROWS[i].labels,
			   sum(all, n, ROWS[i].offset));
	}
	head(to, "refused_total", "Requests that the gate refused.", COUNTER);
	for (enum refusal r = REFUSAL_NONE + 1; r < REFUSAL_COUNT; r++)
		buf_printf(
		    to, "stagebeurs_net_refused_total{reason=\"%s\"} %lld\n", refusal_text(r),
		    sum(all, n, offsetof(struct counts, refusals) + r * sizeof(atomic_ullong)));
	head(to, "dropped_total", "Connections that the server ended.", COUNTER);
	for (size_t d = 0; d < DROP_COUNT; d++)
		buf_printf(to, "stagebeurs_net_dropped_total{reason=\"%s\"} %lld\n", DROPS[d],
			   sum(all, n, offsetof(struct counts, drops) + d * sizeof(atomic_ullong)));
}
