/* What is to happen: a file in loadtest/scenarios. */
#pragma once

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

#include "loadtest/dialect.h"

#define TOPICS_MOST 4
#define COLUMNS_MOST 8
/* How often memory is looked at while people go and come. */
#define VISIT_LOOKS 20

struct scenario {
	json_t *json; /* the file; strings below point into it */
	const struct dialect *dialect; /* of the server; the default is ours */
	unsigned readers, writers;
	unsigned first; /* student of the world who takes part; others before them take part elsewhere */
	bool enters; /* readers come to the fair of their first topic, as its page does */
	unsigned managers; /* writers who are, the first ones; the others are students */
	bool writes_as_manager;
	const char *topics[TOPICS_MOST];
	unsigned n_topics;
	const char *cmd;
	const json_t *args;
	bool is_transient; /* it changes nothing that is kept, and tells only who sent it: see stream.c */
	unsigned text_bytes; /* of $text; 0: commands carry none, and only their answers are heard */
	double rate; /* commands a second */
	double warm_up_s, seconds;
	double arrive_s; /* not 0: everybody comes in over so many seconds, instead of as fast as they can */
	double overload; /* not 0: behind the phase, ten seconds at this rate, and the phase once more */
	unsigned stalled; /* not 0: behind the phase so many readers, the last ones, read no more; and the phase
			     once more, for the others */
	unsigned visits; /* not 0: behind the phase, readers go and come so often, so many a second */
	double visits_s;
	bool restarts;	 /* the server is restarted behind the phase, and lives another one */
	double talk_s;	 /* not 0: writers live an evening, and talk so long on the mean */
	double p99_ms; /* not 0: searches the highest rate at which p99 is below it */
	/* Rows of `targets`: $1, $2 … of a topic and of arguments are columns of one of them. Readers and
	 * commands have them round and round. */
	int64_t (*targets)[COLUMNS_MOST];
	unsigned n_targets;
};

/* False after saying on stderr what is wrong with the file, and where. */
bool scenario_read(const char *path, struct scenario *ret);

/* Runs the query of `targets` on the database; false after saying on stderr why not. */
bool scenario_find_targets(struct scenario *s, const char *db_path);

/* `text` with $1 … replaced by the row's columns; false when it does not fit. */
bool scenario_fill(const struct scenario *s, unsigned row, const char *text, char *ret, size_t size);

/* The command's arguments for this row and text; to be decref'ed. */
json_t *scenario_args(const struct scenario *s, unsigned row, const char *text);
