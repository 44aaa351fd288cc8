/* See evening.h. */
#include "evening.h"

#include <setjmp.h>
#include <stdlib.h>

#include <cmocka.h>

#include "engine/internal.h"

int evening_start(void **state)
{
	struct fixture *f = calloc(1, sizeof(*f));

	fixture_start(f, false);
	*state = f;
	return 0;
}

int evening_stop(void **state)
{
	struct fixture *f = *state;

	/* Whatever a test did, no statement walked a table without saying why. */
	assert_int_equal(db_scans(f->engine->db), 0);
	fixture_stop(f);
	free(f);
	return 0;
}

int64_t take_seat(struct fixture *f, int64_t recruiter)
{
	return int_of(fixture_ok(f, recruiter, "seat.take", J("{\"booth\":21}")), "seat");
}

int64_t join(struct fixture *f, int64_t student)
{
	return int_of(fixture_ok(f, student, "queue.join", J("{\"booth\":21}")), "entry");
}

int64_t ring(struct fixture *f, int64_t recruiter, int64_t seat)
{
	return int_of(fixture_ok(f, recruiter, "call.next", J("{\"seat\":%lld}", (long long)seat)),
		      "call");
}

void by_itself(struct fixture *f, int64_t recruiter, int64_t seat, bool is_auto)
{
	fixture_ok(f, recruiter, "seat.set_auto",
		   J("{\"seat\":%lld,\"is_auto\":%s}", (long long)seat, is_auto ? "true" : "false"));
}

void on_call(struct fixture *f, int64_t account, const char *cmd, int64_t call)
{
	fixture_ok(f, account, cmd, J("{\"call\":%lld}", (long long)call));
}

void connect_call(struct fixture *f, int64_t student, int64_t recruiter, int64_t call)
{
	const json_t *item;

	fixture_ok(f, student, "call.join", J("{\"call\":%lld}", (long long)call));
	fixture_ok(f, recruiter, "call.join", J("{\"call\":%lld}", (long long)call));
	item = fixture_item(f, student, "me", "call", call);
	fixture_ok(f, student, "call.connected",
		   J("{\"call\":%lld,\"pair\":%lld}", (long long)call,
		     (long long)int_of(item, "pair")));
}

bool is_held(struct fixture *f, int64_t student, int64_t entry)
{
	const json_t *item = fixture_item(f, student, "me", "entry", entry), *place;
	int64_t number = int_of(item, "number"), booth = int_of(item, "booth");
	char topic[32];
	size_t i;

	snprintf(topic, sizeof(topic), "queue:%lld", (long long)booth);
	json_array_foreach(json_object_get(fixture_item(f, student, topic, "line", booth), "places"), i,
			   place) {
		if (int_of(place, "number") == number)
			return json_is_true(json_object_get(place, "is_held"));
	}
	return false;
}

size_t frames_of(struct fixture *f, const char *topic)
{
	size_t i, n = 0;
	json_t *frame;

	json_array_foreach(f->frames, i, frame)
		n += strcmp(text_of(frame, "t"), topic) == 0;
	return n;
}

const char *entry_state(struct fixture *f, int64_t student, int64_t entry)
{
	const json_t *item = fixture_item(f, student, "me", "entry", entry);

	return item ? text_of(item, "state") : "none";
}

int64_t rung_by(struct fixture *f, int64_t recruiter)
{
	char sql[160];

	snprintf(sql, sizeof(sql),
		 "SELECT coalesce(max(student_id), 0) FROM call WHERE ended_ms IS NULL AND recruiter_id = %lld",
		 (long long)recruiter);
	return fixture_sql(f, sql);
}

const json_t *desk_heard(struct fixture *f, const char *type, int64_t id)
{
	const json_t *found = NULL;
	json_t *frame, *event;
	size_t i, k;

	json_array_foreach(f->frames, i, frame) {
		if (strcmp(text_of(frame, "t"), "console:21") != 0)
			continue;
		json_array_foreach(json_object_get(frame, "ev"), k, event) {
			const json_t *item = json_object_get(event, "item");

			if (item && strcmp(text_of(event, "type"), type) == 0 && int_of(item, "id") == id)
				found = item;
		}
	}
	return found;
}
