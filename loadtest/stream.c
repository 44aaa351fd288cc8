/* See stream.h. */
#include "loadtest/stream.h"

#include <limits.h>
#include <stdlib.h>

#include "base/mem.h"
#include "loadtest/load.h"

/* A reader who missed frames is looked for this far ahead. */
#define AHEAD_MOST 256

static struct stream *stream_of(const struct load *l, unsigned reader)
{
	return &l->streams[reader % l->n_streams];
}

static struct str bytes_of(const struct stream *s, const struct news *n)
{
	return (struct str){ s->bytes.at + n->begin, n->end - n->begin };
}

/* Adds up what this reader heard of the topic, whatever the order of topics. */
static void chain(struct load *l, unsigned reader, const struct news *n)
{
	struct follow *f = &l->follows[reader * TOPICS_MOST + n->topic];

	l->gaps += n->prev && n->prev != f->seq;
	f->seq = n->seq;
	if (n->n_marks) {
		f->n++;
		f->digest += n->hash;
	}
}

static void count(struct load *l, unsigned reader, const struct stream *s, const struct news *n,
		  int64_t now_ns)
{
	struct phase *p = l->phase;

	if (n->seq)
		chain(l, reader, n);
	l->marks_of[reader] += n->n_marks;
	for (unsigned i = n->first_mark; i < n->first_mark + n->n_marks; i++) {
		unsigned k = s->marks[i];

		l->heard++;
		if (k < p->first || k >= p->beyond)
			continue;
		p->delivered++;
		hist_add(&p->latency, now_ns - l->sent_ns[k]);
	}
}

size_t stream_match(struct load *l, unsigned reader, struct str bytes)
{
	const struct stream *s = stream_of(l, reader);
	int64_t now_ns = clock_ns();
	size_t used = 0;

	for (unsigned *at = &l->places[reader]; *at < s->n_news; ++*at) {
		const struct news *n = &s->news[*at];
		struct str frame = bytes_of(s, n);

		if (!str_starts(str_from(bytes, used), frame))
			break;
		used += frame.len;
		count(l, reader, s, n, now_ns);
	}
	return used;
}

static uint64_t hash_of(struct str s)
{
	uint64_t sum = s.len;

	for (size_t i = 0; i < s.len; i++)
		sum = (sum ^ (uint8_t)s.at[i]) * UINT64_C(0x100000001b3);
	return sum;
}

unsigned count_marks(struct str text)
{
	unsigned n = 0;
	const char *at;

	while ((at = memmem(text.at, text.len, MARK, MARK_LEN))) {
		n++;
		text = str_from(text, (size_t)(at - text.at) + MARK_LEN);
	}
	return n;
}

/* Which command a mark is of: the one with this number, or the next of the person with this number. */
static unsigned command_of(const struct load *l, struct stream *s, unsigned number)
{
	unsigned writer = number - l->scenario.readers;

	if (!l->scenario.is_transient)
		return number;
	return writer < l->scenario.writers ? writer + s->n_told[writer]++ * l->scenario.writers : UINT_MAX;
}

static void find_marks(const struct load *l, struct stream *s, struct str text)
{
	const char *at;

	while ((at = memmem(text.at, text.len, MARK, MARK_LEN))) {
		if (s->n_marks == s->size_marks) {
			s->size_marks = s->size_marks ? s->size_marks * 2 : 1024;
			s->marks = mem_resize(s->marks, s->size_marks * sizeof(*s->marks));
		}
		s->marks[s->n_marks++] = command_of(l, s, (unsigned)strtoul(at + MARK_LEN, NULL, 16));
		text = str_from(text, (size_t)(at - text.at) + MARK_LEN);
	}
}

static const struct news *add(const struct load *l, struct stream *s, struct str frame, struct str text,
			      const struct news *about)
{
	struct news *n;

	if (s->n_news == s->size_news) {
		s->size_news = s->size_news ? s->size_news * 2 : 1024;
		s->news = mem_resize(s->news, s->size_news * sizeof(*s->news));
	}
	n = &s->news[s->n_news++];
	*n = *about;
	n->begin = s->bytes.len;
	buf_str(&s->bytes, frame);
	n->end = s->bytes.len;
	n->hash = hash_of(text);
	n->first_mark = s->n_marks;
	find_marks(l, s, text);
	n->n_marks = s->n_marks - n->first_mark;
	return n;
}

/* Where the frame stands from this reader's place on; n_news: nowhere near. */
static unsigned find_ahead(const struct stream *s, unsigned from, struct str frame)
{
	for (unsigned i = from; i < s->n_news && i < from + AHEAD_MOST; i++) {
		if (str_eq(bytes_of(s, &s->news[i]), frame))
			return i;
	}
	return s->n_news;
}

void stream_take(struct load *l, unsigned reader, struct str frame, struct str text,
		 const struct news *news)
{
	struct stream *s = stream_of(l, reader);
	unsigned *place = &l->places[reader];
	unsigned found = find_ahead(s, *place, frame);

	if (found < s->n_news || *place == s->n_news) {
		if (found == s->n_news)
			add(l, s, frame, text, news);
		count(l, reader, s, &s->news[found], clock_ns());
		*place = found + 1;
	} else { /* it heard what the others did not: counted, and compared with nobody's */
		struct stream own = { .n_told = s->n_told };

		count(l, reader, &own, add(l, &own, frame, text, news), clock_ns());
		buf_done(&own.bytes);
		free(own.news);
		free(own.marks);
	}
}

/* What was refused is told of never. */
static void tell_from_here(struct load *l, struct stream *s)
{
	unsigned n = l->scenario.writers;

	if (!s->n_told)
		s->n_told = mem_alloc(n * sizeof(*s->n_told));
	for (unsigned w = 0; w < n; w++)
		s->n_told[w] = (l->n_sent + n - 1 - w) / n;
}

void streams_trim(struct load *l)
{
	for (unsigned i = 0; i < l->n_streams; i++)
		tell_from_here(l, &l->streams[i]);
	for (unsigned i = 0; i < l->scenario.readers; i++) {
		if (l->places[i] < stream_of(l, i)->n_news)
			return;
	}
	for (unsigned i = 0; i < l->n_streams; i++) {
		struct stream *s = &l->streams[i];

		buf_clear(&s->bytes);
		s->n_news = s->n_marks = 0;
	}
	memset(l->places, 0, l->scenario.readers * sizeof(*l->places));
}
