/* What people do at the fixture's fair again and again, and the set-up of a test about it. */
#pragma once

#include "fixture.h"

#define J fixture_json

/* For cmocka_unit_test_setup_teardown: *state is a struct fixture. */
int evening_start(void **state);
int evening_stop(void **state);

/* Each fails the test when it is refused. At BOOTH; what is made is returned. */
int64_t take_seat(struct fixture *f, int64_t recruiter);
int64_t join(struct fixture *f, int64_t student);
int64_t ring(struct fixture *f, int64_t recruiter, int64_t seat);

/* Whether this seat calls the next by itself. */
void by_itself(struct fixture *f, int64_t recruiter, int64_t seat, bool is_auto);

/* Whom this recruiter rings or talks to now; 0: nobody. */
int64_t rung_by(struct fixture *f, int64_t recruiter);

/* A command whose only argument is the call. */
void on_call(struct fixture *f, int64_t account, const char *cmd, int64_t call);

/* Both pages join and the clock starts. */
void connect_call(struct fixture *f, int64_t student, int64_t recruiter, int64_t call);

/* Whether the line that everybody sees says of a student's entry that it is kept, and not called. */
bool is_held(struct fixture *f, int64_t student, int64_t entry);

/* How many of the frames of a topic came since they were thrown away. */
size_t frames_of(struct fixture *f, const char *topic);

/* As its student sees it; "none" when they do not. */
const char *entry_state(struct fixture *f, int64_t student, int64_t entry);

/* An item as the newest frame of the desk of BOOTH tells it to who follows; NULL: none does. */
const json_t *desk_heard(struct fixture *f, const char *type, int64_t id);
