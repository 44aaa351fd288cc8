/*
 * Who comes in, and comes back: at times that are decided beforehand, as browsers do after a goodbye, and
 * until all follow what they follow. See load.h.
 */
#include <signal.h>
#include <stdio.h>
#include <sys/epoll.h>

#include "base/mem.h"
#include "loadtest/load.h"

/* How many connect at once, when nobody says at which times. */
#define OPENING_MOST 128
/* Without anything new for this long, what is missing does not come. */
#define PATIENCE_NS (5 * SECOND_NS)
/* Whoever finds no server tries again within this. */
#define AGAIN_MS 500
#define IS_HERE INT64_MAX

static unsigned topics_of(const struct load *l, unsigned who)
{
	if (who >= l->scenario.readers)
		return 0;
	return l->dialect->is_ours ? l->scenario.n_topics : 1;
}

static double draw(struct load *l)
{
	l->chance = l->chance * 1664525 + 1013904223;
	return (double)(l->chance >> 8) / (1 << 24);
}

static void come_back(struct load *l, unsigned who, double within_ms)
{
	l->due_ns[who] = clock_ns() + (int64_t)(within_ms * 1e6);
}

void door_goodbye(struct load *l, unsigned who, int64_t retry_ms)
{
	/* As the client does: half of it, and half by chance. */
	if (l->is_storm)
		come_back(l, who, (double)retry_ms * (0.5 + draw(l) / 2));
}

static void leave_topics(struct load *l, unsigned who)
{
	for (unsigned t = 0; l->dialect->is_ours && t < topics_of(l, who); t++) {
		struct follow *f = &l->follows[who * TOPICS_MOST + t];

		l->n_following -= f->is_on;
		f->is_on = false;
		f->is_resumed = true;
	}
}

void door_lost(struct load *l, unsigned who, unsigned code)
{
	l->n_open -= l->is_in[who];
	l->n_coming -= !l->is_in[who];
	l->is_in[who] = false;
	leave_topics(l, who);
	if (l->is_storm) {
		l->storm.lost++;
		if (l->due_ns[who] == IS_HERE)
			come_back(l, who, draw(l) * AGAIN_MS);
		return;
	}
	if (who >= l->n_heeding && who < l->scenario.readers) {
		l->cut_off++;
		return;
	}
	if (!l->closed++)
		fprintf(stderr, "a connection was closed: %u\n", code);
	if (l->phase)
		l->phase->closed++;
}

void door_in(struct load *l, unsigned who)
{
	l->is_in[who] = true;
	l->n_open++;
	l->n_coming--;
	if (l->is_storm && !l->storm.up_ns)
		l->storm.up_ns = clock_ns();
}

void door_follows(struct load *l, unsigned who)
{
	int64_t now_ns = clock_ns();

	l->n_following++;
	for (unsigned t = 0; l->dialect->is_ours && t < topics_of(l, who); t++) {
		if (!l->follows[who * TOPICS_MOST + t].is_on)
			return;
	}
	if (l->is_storm)
		hist_add(&l->storm.back, now_ns - l->storm.up_ns);
	else
		hist_add(&l->arrival, now_ns - l->came_ns[who]);
}

static bool begin_to_open(struct load *l, unsigned who)
{
	struct peer *p = &l->peers[who];

	if (l->due_ns[who] > l->came_ns[who])
		l->came_ns[who] = l->due_ns[who];
	l->due_ns[who] = IS_HERE;
	l->n_coming++;
	if (peer_open(p, l->epoll, who))
		return true;
	perror("connecting");
	return false;
}

bool door_open_due(struct load *l)
{
	bool is_timed = l->scenario.arrive_s > 0 || l->is_storm;
	int64_t now_ns = clock_ns();

	for (unsigned i = 0; i < l->n_peers && (is_timed || l->n_coming < OPENING_MOST); i++) {
		if (l->due_ns[i] <= now_ns && !begin_to_open(l, i))
			return false;
	}
	return true;
}

bool door_wait(struct load *l)
{
	int64_t newest_ns = clock_ns();
	unsigned before = 0;

	while (l->n_open < l->n_peers || l->n_following < l->n_to_follow) {
		if (l->closed || !door_open_due(l))
			return false;
		load_pump(l, 1);
		if (l->n_open + l->n_following != before)
			newest_ns = clock_ns();
		before = l->n_open + l->n_following;
		if (clock_ns() - newest_ns > PATIENCE_NS) {
			fprintf(stderr, "%u of %u came in, with %u of %u topics\n", l->n_open,
				l->n_peers, l->n_following, l->n_to_follow);
			return false;
		}
	}
	return true;
}

bool door_open(struct load *l, const struct peer_events *events)
{
	int64_t from_ns = clock_ns();
	double step_ns = l->scenario.arrive_s * (double)SECOND_NS / l->n_peers;

	l->due_ns = mem_alloc(l->n_peers * sizeof(*l->due_ns));
	l->came_ns = mem_alloc(l->n_peers * sizeof(*l->came_ns));
	l->is_in = mem_alloc(l->n_peers);
	for (unsigned i = 0; i < l->n_peers; i++) {
		struct peer *p = &l->peers[i];
		bool reads = i < l->scenario.readers;

		p->events = events;
		p->port = l->port;
		p->path = reads ? l->dialect->read_path : l->dialect->write_path;
		p->subprotocol = l->dialect->subprotocol;
		l->due_ns[i] = from_ns + (int64_t)(step_ns * i);
		l->n_to_follow += topics_of(l, i);
	}
	return door_wait(l);
}

bool door_restart(struct load *l)
{
	struct storm *s = &l->storm;
	int64_t from_ns = clock_ns();
	bool are_all_back;

	while (clock_ns() < from_ns + SECOND_NS / 2) /* it goes while it is being told things */
		load_pump(l, 1);
	l->is_storm = true;
	s->began_ns = clock_ns();
	if (kill(l->server, SIGTERM))
		perror("stopping the server");
	while (l->n_open) /* it says goodbye to all */
		load_pump(l, 1);
	are_all_back = door_wait(l);
	s->back_s = (double)(clock_ns() - s->up_ns) / (double)SECOND_NS;
	l->is_storm = false;
	return are_all_back;
}
