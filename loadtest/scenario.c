/* See scenario.h. */
#include "loadtest/scenario.h"

#include <sqlite3.h>
#include <stdio.h>
#include <string.h>

#include "base/mem.h"

static bool refuse(const char *path, const char *field, const char *expected)
{
	fprintf(stderr, "%s: %s: expected %s\n", path, field, expected);
	return false;
}

static bool read_count(const char *path, const json_t *json, const char *field, unsigned *ret)
{
	const json_t *value = json_object_get(json, field);
	json_int_t n = json_integer_value(value);

	*ret = (unsigned)n;
	if (!json_is_integer(value) || n < 1 || n > 100000)
		return refuse(path, field, "a whole number from 1 to 100000");
	return true;
}

static bool read_number(const char *path, const json_t *json, const char *field, double *ret)
{
	const json_t *value = json_object_get(json, field);

	*ret = json_number_value(value);
	return (json_is_number(value) && *ret > 0) || refuse(path, field, "a number above 0");
}

static bool read_topics(const char *path, struct scenario *s)
{
	const json_t *topics = json_object_get(s->json, "topics");

	for (size_t i = 0; i < json_array_size(topics) && s->n_topics < TOPICS_MOST; i++)
		s->topics[s->n_topics++] = json_string_value(json_array_get(topics, i));
	for (unsigned i = 0; i < s->n_topics; i++) {
		if (!s->topics[i])
			s->n_topics = 0;
	}
	return s->n_topics || refuse(path, "topics", "one to four topics, as texts");
}

static bool read_text_bytes(const char *path, struct scenario *s)
{
	const json_t *value = json_object_get(s->json, "text_bytes");
	json_int_t n = json_integer_value(value);

	s->text_bytes = (unsigned)n;
	return (json_is_integer(value) && n >= 0 && n <= 1000) ||
	       refuse(path, "text_bytes", "a whole number from 0 to 1000");
}

static const char *text_or(const json_t *json, const char *field, const char *otherwise)
{
	const char *text = json_string_value(json_object_get(json, field));

	return text ? text : otherwise;
}

/* What only our own server is asked for. */
static bool read_ours(const char *path, struct scenario *s)
{
	s->writes_as_manager = !strcmp(text_or(s->json, "writes_as", ""), "manager");
	s->cmd = text_or(s->json, "cmd", NULL);
	s->args = json_object_get(s->json, "args");
	s->is_transient = json_is_true(json_object_get(s->json, "transient"));
	s->enters = json_is_true(json_object_get(s->json, "enters"));
	s->talk_s = json_number_value(json_object_get(s->json, "talk_s"));
	if (!s->talk_s && (!s->cmd || !json_is_object(s->args)))
		return refuse(path, "cmd, args", "a command and its arguments");
	if (!json_is_string(json_object_get(s->json, "targets")))
		return refuse(path, "targets", "a query");
	return read_topics(path, s);
}

bool scenario_read(const char *path, struct scenario *ret)
{
	json_error_t error;

	*ret = (struct scenario){ .json = json_load_file(path, 0, &error) };
	if (!ret->json) {
		fprintf(stderr, "%s:%d: %s\n", path, error.line, error.text);
		return false;
	}
	ret->dialect = dialect_find(text_or(ret->json, "dialect", OURS.name));
	ret->arrive_s = json_number_value(json_object_get(ret->json, "arrive_s"));
	ret->overload = json_number_value(json_object_get(ret->json, "overload"));
	ret->first = (unsigned)json_integer_value(json_object_get(ret->json, "first"));
	ret->stalled = (unsigned)json_integer_value(json_object_get(ret->json, "stalled"));
	ret->visits = (unsigned)json_integer_value(json_object_get(ret->json, "visits"));
	ret->visits_s = json_number_value(json_object_get(ret->json, "visits_s"));
	ret->restarts = json_is_true(json_object_get(ret->json, "restarts"));
	ret->p99_ms = json_number_value(json_object_get(ret->json, "p99_ms"));
	if (!ret->dialect || (ret->dialect->is_ours && !read_ours(path, ret)))
		return false;
	if (ret->stalled && ret->stalled >= json_integer_value(json_object_get(ret->json, "readers")))
		return refuse(path, "stalled", "fewer than readers");
	if (ret->visits && (ret->visits < VISIT_LOOKS || ret->visits_s <= 0))
		return refuse(path, "visits, visits_s", "at least 20, and a number above 0");
	if (ret->talk_s && !read_count(path, ret->json, "booths", &ret->managers))
		return false;
	if (!read_count(path, ret->json, "readers", &ret->readers) ||
	    !read_count(path, ret->json, "writers", &ret->writers))
		return false;
	if (ret->writes_as_manager)
		ret->managers = ret->writers;
	if (ret->talk_s && ret->managers >= ret->writers)
		return refuse(path, "writers", "more than booths: a recruiter of each, and students");
	return read_text_bytes(path, ret) &&
	       read_number(path, ret->json, "rate", &ret->rate) &&
	       read_number(path, ret->json, "seconds", &ret->seconds) &&
	       read_number(path, ret->json, "warm_up_s", &ret->warm_up_s);
}

bool scenario_find_targets(struct scenario *s, const char *db_path)
{
	const char *sql = json_string_value(json_object_get(s->json, "targets"));
	sqlite3 *db = NULL;
	sqlite3_stmt *q = NULL;

	if (!sqlite3_open_v2(db_path, &db, SQLITE_OPEN_READONLY, NULL) &&
	    !sqlite3_prepare_v2(db, sql, -1, &q, NULL)) {
		while (sqlite3_step(q) == SQLITE_ROW) {
			s->targets = mem_resize(s->targets, (s->n_targets + 1) * sizeof(*s->targets));
			for (int i = 0; i < sqlite3_column_count(q) && i < COLUMNS_MOST; i++)
				s->targets[s->n_targets][i] = sqlite3_column_int64(q, i);
			s->n_targets++;
		}
	}
	if (!s->n_targets)
		fprintf(stderr, "%s: no targets: %s\n", db_path, sqlite3_errmsg(db));
	sqlite3_finalize(q);
	sqlite3_close(db);
	return s->n_targets;
}

/* Which column a text begins with: 1 and on; 0: with none. */
static int column_of(const char *at)
{
	return at[0] == '$' && at[1] >= '1' && at[1] <= '0' + COLUMNS_MOST ? at[1] - '0' : 0;
}

bool scenario_fill(const struct scenario *s, unsigned row, const char *text, char *ret, size_t size)
{
	size_t n = 0;

	for (; *text && n < size; text++) {
		int column = column_of(text);

		if (column)
			n += (size_t)snprintf(ret + n, size - n, "%lld",
					      (long long)s->targets[row][column - 1]);
		else
			ret[n++] = *text;
		text += column != 0;
	}
	if (n >= size)
		return false;
	ret[n] = 0;
	return true;
}

json_t *scenario_args(const struct scenario *s, unsigned row, const char *text)
{
	json_t *args = json_deep_copy(s->args), *value;
	const char *name;
	void *next;

	json_object_foreach_safe(args, next, name, value) {
		const char *as = json_string_value(value);

		if (as && !strcmp(as, "$text"))
			json_object_set_new(args, name, json_string(text));
		else if (as && column_of(as))
			json_object_set_new(args, name,
					    json_integer(s->targets[row][column_of(as) - 1]));
	}
	return args;
}
