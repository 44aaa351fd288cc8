/* The simulator itself: a seed is an evening, and what must never be is found. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/auto.h"
#include "base/log.h"
#include "engine/tables.h"
#include "sim/sim.h"
#include "store/db.h"

static const struct sim_scenario SMALL = { "small", "", 40, 4, 60, 8, 1.5, 0.7, 0.2, 1.0, 0.5, 0.3, 1.0, 0 };

/* Short, and large enough for a report of groups. */
static const struct sim_scenario BRIEF = { "brief", "", 40, 3, 20, 4, 2, 0.3, 0.1, 0, 0.1, 0.3, 1.0, 0 };

/* So few that two sectors are told together. */
static const struct sim_scenario FEW = { "few", "", 14, 8, 40, 8, 1, 1.2, 0.1, 0.5, 0.2, 0, 1.0, 0 };

static char failure[512];

static bool run(struct sim_options options, struct sim_report *ret)
{
	static const char *const PARTS[] = { "", "-wal", "-shm", ".lock", ".alive" };
	char dir[] = "/tmp/stagebeurs-sim-test-XXXXXX", path[80];
	bool is_sound;

	log_set_level(LOG_LEVEL_ERROR);
	assert_non_null(mkdtemp(dir));
	options.dir = dir;
	is_sound = sim_run(&options, ret, failure);
	for (size_t i = 0; i < ARRAY_LEN(PARTS); i++) {
		snprintf(path, sizeof(path), "%s/sim.db%s", dir, PARTS[i]);
		unlink(path);
	}
	rmdir(dir);
	return is_sound;
}

static bool live(struct sim_options options, struct sim_report *ret)
{
	options.scenario = &SMALL;
	options.checks_steps = true;
	options.check_every = 200;
	return run(options, ret);
}

static struct sim_options of_seed(uint64_t seed)
{
	return (struct sim_options){ .tables = { command_table, topic_table, resolver_table },
				     .seed = seed };
}

static void a_seed_is_the_same_evening_again(void **state)
{
	static const unsigned crash_every[] = { 300, 0 };
	struct sim_report one, again, other;

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(crash_every); i++) {
		struct sim_options options = of_seed(7);

		options.crash_every = crash_every[i];
		assert_true(live(options, &one));
		assert_true(live(options, &again));
		assert_memory_equal(&one, &again, sizeof(one));
		options.seed = 8;
		assert_true(live(options, &other));
	}
	assert_true(one.talks > 10 && one.steps > 1000);
	assert_int_not_equal(one.steps, other.steps);
}

static void every_policy_and_a_server_that_is_killed_keep_what_must_hold(void **state)
{
	static const enum sim_policy POLICIES[] = { SIM_OURS, SIM_ONE_LINE, SIM_NOT_HELD };

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(POLICIES); i++) {
		struct sim_options options = of_seed(9);
		struct sim_report r;

		options.policy = POLICIES[i];
		options.crash_every = 400;
		options.has_floor = true;
		if (!live(options, &r))
			fail_msg("%s", failure);
		assert_true(r.crashes > 0 && r.talks > 10 && r.floor_error_s > 0);
		assert_true(r.seated_s > r.idle_s && r.talk_wait_p90_s >= r.talk_wait_p50_s);
		if (POLICIES[i] != SIM_NOT_HELD)
			assert_int_equal(r.places_lost, 0);
	}
}

/* ---- an engine that is wrong ---- */

static enum command_id mistaken;
static const char *mistake;

/* Takes a number, or books, as ever; then what is newest gets a mistake. */
static enum err handle_wrongly(struct cmd *cmd, const void *args, struct buf *reply)
{
	enum err e = command_table[mistaken].handle(cmd, args, reply);

	return e ? e : stmt_run(db_stmt(cmd->db, mistake));
}

static void what_must_never_be_is_found_and_its_seed_is_named(void **state)
{
#define OF_NEWEST_BOOKING " WHERE (booth_id, account_id) = (SELECT booth_id, account_id FROM booking " \
			  "ORDER BY id DESC LIMIT 1)"
	static const struct {
		enum command_id command;
		const char *sql, *what;
	} MISTAKES[] = {
		{ CMD_QUEUE_JOIN,
		  "UPDATE queue_entry SET state = 'left' WHERE id = (SELECT max(id) FROM queue_entry)",
		  "an entry has ended and has not" },
		{ CMD_QUEUE_JOIN,
		  "UPDATE queue_entry SET state = 'suspended' WHERE id = (SELECT max(id) FROM queue_entry)",
		  "a suspended entry waits for ever" },
		{ CMD_QUEUE_JOIN,
		  "UPDATE queue_entry SET rank = 1 WHERE id = (SELECT max(id) FROM queue_entry)",
		  "two places in a line are one" },
		{ CMD_QUEUE_JOIN, "DELETE FROM lead WHERE id = (SELECT max(id) FROM lead)",
		  "a student waits or waited and has no lead there" },
		{ CMD_SLOT_BOOK, "DELETE FROM lead" OF_NEWEST_BOOKING,
		  "a student booked and has no lead there" },
		{ CMD_SLOT_BOOK, "UPDATE lead SET state = 'withdrawn'" OF_NEWEST_BOOKING,
		  "or took the card back" },
	};
	static struct command_def wrong[COMMAND_COUNT];

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(MISTAKES); i++) {
		struct sim_options options = of_seed(7);
		struct sim_report r;

		memcpy(wrong, command_table, sizeof(wrong));
		mistaken = MISTAKES[i].command;
		wrong[mistaken].handle = handle_wrongly;
		mistake = MISTAKES[i].sql;
		options.tables.commands = wrong;
		assert_false(live(options, &r));
		if (!strstr(failure, MISTAKES[i].what))
			fail_msg("%s", failure);
		assert_non_null(strstr(failure, "small, seed 7, step "));
	}
}

/* ---- a report that is wrong ---- */

/* In the part that begins with the first. */
static const char *miscounted[2];

/* Answers as ever, but for one digit. */
static enum err miscount(struct cmd *cmd, const void *args, struct buf *reply)
{
	size_t from = reply->len;
	enum err e = command_table[mistaken].handle(cmd, args, reply);
	char name[40], *at;

	assert_int_equal(e, ERR_OK);
	buf_char(reply, '\0');
	reply->len--;
	at = reply->at + from;
	for (size_t i = 0; i < ARRAY_LEN(miscounted); i++) {
		snprintf(name, sizeof(name), "\"%s\":", miscounted[i]);
		at = strstr(at, name);
		if (!at)
			fail_msg("%s is not in the report", name);
		at += strlen(name);
	}
	*at = *at == '9' ? '1' : (char)(*at + 1);
	return e;
}

/* The first figure of this name in that part of the answer. */
static void is_found(const struct sim_scenario *scenario, enum command_id command, const char *part,
		     const char *name)
{
	static struct command_def wrong[COMMAND_COUNT];
	struct sim_options options = of_seed(7);
	struct sim_report r;

	memcpy(wrong, command_table, sizeof(wrong));
	mistaken = command;
	wrong[mistaken].handle = miscount;
	miscounted[0] = part;
	miscounted[1] = name;
	options.tables.commands = wrong;
	options.scenario = scenario;
	if (run(options, &r) || !strstr(failure, "the report "))
		fail_msg("%s of %s: %s", name, part, failure);
}

static void a_report_that_says_another_number_is_found(void **state)
{
	static const struct {
		enum command_id command;
		const char *part, *name;
	} MISTAKES[] = {
		{ CMD_RESULTS_SHOW, "least", "target" },      { CMD_RESULTS_SHOW, "target", "placements" },
		{ CMD_RESULTS_SHOW, "total", "active" },      { CMD_RESULTS_SHOW, "schools", "offers" },
		{ CMD_RESULTS_SHOW, "levels", "spoken" },     { CMD_RESULTS_SHOW, "leads", "overdue" },
		{ CMD_RESULTS_SHOW, "rooms", "students" },    { CMD_RESULTS_SHOW, "rooms", "late" },
		{ CMD_RESULTS_LINES, "talks", "p50_ms" },     { CMD_RESULTS_LINES, "talks", "hung_up" },
		{ CMD_RESULTS_LINES, "talks", "other" },      { CMD_RESULTS_LINES, "entries", "done" },
		{ CMD_RESULTS_LINES, "entries", "missed" },   { CMD_RESULTS_WAITS, "waits", "within_p90" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(MISTAKES); i++)
		is_found(&BRIEF, MISTAKES[i].command, MISTAKES[i].part, MISTAKES[i].name);
	/* Of the rooms that are told together. */
	is_found(&FEW, CMD_RESULTS_SHOW, "name_en\":\"\",\"leads", "late");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_seed_is_the_same_evening_again),
		cmocka_unit_test(every_policy_and_a_server_that_is_killed_keep_what_must_hold),
		cmocka_unit_test(what_must_never_be_is_found_and_its_seed_is_named),
		cmocka_unit_test(a_report_that_says_another_number_is_found),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
