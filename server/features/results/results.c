/*
 * What came of a fair, in numbers without names: by school and level, by sector, and how its lines went. Of fewer
 * than ten people nothing is told (results_rules.h). Nothing is kept: it is counted when it is asked for, of this
 * very moment. Engine thread.
 */
#include "base/map.h"
#include "features/handlers.h"
#include "features/results/results_db.h"
#include "features/results/results_rules.h"

#define SCHOOLS_MOST 200
#define ROOMS_MOST 200
#define LEVELS (LEVEL_GROUP_UNSAID + 1)

/* What is counted of a fair's students. The last school is all those for which there was no room. */
struct people {
	struct wire_result_counts all, by_school[SCHOOLS_MOST], by_level[LEVELS];
	int64_t schools[SCHOOLS_MOST];
	size_t n_schools;
	uint32_t table[SCHOOLS_MOST * LEVELS];
};

static void add_counts(struct wire_result_counts *to, const struct wire_result_counts *of)
{
	to->students += of->students;
	to->active += of->active;
	to->spoken += of->spoken;
	to->offers += of->offers;
	to->placements += of->placements;
}

static size_t school_index(struct people *p, int64_t school)
{
	size_t i = 0;

	while (i < p->n_schools && p->schools[i] != school)
		i++;
	if (i == SCHOOLS_MOST)
		return SCHOOLS_MOST - 1;
	if (i == p->n_schools)
		p->schools[p->n_schools++] = school;
	return i;
}

static void add_student(struct people *p, const struct result_student *student,
			const struct wire_result_counts *of)
{
	size_t school = school_index(p, student->school);

	add_counts(&p->all, of);
	add_counts(&p->by_school[school], of);
	add_counts(&p->by_level[student->level], of);
	p->table[school * LEVELS + student->level]++;
}

static void count_lead(struct wire_result_counts *of, const struct result_lead *lead)
{
	of->active = 1;
	of->spoken |= lead->is_spoken;
	of->offers += lead->state == LEAD_STATE_OFFERED;
	of->placements += lead->state == LEAD_STATE_PLACED;
}

/* Both are in order of accounts. */
static void count_people(struct people *p, const struct result_student *students, size_t n_students,
			 const struct result_lead *leads, size_t n_leads)
{
	for (size_t i = 0, at = 0; i < n_students; i++) {
		struct wire_result_counts one = { .students = 1 };

		while (at < n_leads && leads[at].account < students[i].account)
			at++; /* of somebody who is no student here any more */
		for (; at < n_leads && leads[at].account == students[i].account; at++)
			count_lead(&one, &leads[at]);
		add_student(p, &students[i], &one);
	}
}

/* ---- what may be told of schools and levels ---- */

static enum err tell_schools(struct cmd *cmd, const struct people *p, const struct result_group *groups,
			     struct results_show_reply *ret)
{
	struct wire_result_counts others = { 0 };
	enum err e = ERR_OK;

	ret->schools = arena_array(cmd->arena, SCHOOLS_MOST, sizeof(*ret->schools));
	for (size_t i = 0; i < p->n_schools && !e; i++) {
		struct wire_school_result *one = &ret->schools[ret->n_schools];

		if (groups[i].is_hidden) {
			add_counts(&others, &p->by_school[i]);
			continue;
		}
		ret->n_schools++;
		one->counts = p->by_school[i];
		e = results_db_school(cmd->db, cmd->arena, p->schools[i], &one->name);
	}
	/* Were they all hidden, then all are "the others", and that is told already. */
	if (others.students && ret->n_schools)
		ret->schools[ret->n_schools++].counts = others;
	return e;
}

static void tell_levels(struct cmd *cmd, const struct people *p, const struct result_group *groups,
			struct results_show_reply *ret)
{
	struct wire_result_counts others = { 0 };

	ret->levels = arena_array(cmd->arena, LEVELS + 1, sizeof(*ret->levels));
	for (int i = 0; i < LEVELS; i++) {
		if (groups[i].is_hidden)
			add_counts(&others, &p->by_level[i]);
		else if (groups[i].people)
			ret->levels[ret->n_levels++] =
				(struct wire_level_result){ (enum level_group)i, p->by_level[i] };
	}
	if (others.students && ret->n_levels)
		ret->levels[ret->n_levels++] =
			(struct wire_level_result){ LEVEL_GROUP_OTHERS, others };
}

static enum err tell_people(struct cmd *cmd, const struct people *p, struct results_show_reply *ret)
{
	struct result_table table = { p->table, p->n_schools, LEVELS };
	struct result_group schools[SCHOOLS_MOST] = { 0 }, levels[LEVELS] = { 0 };

	if (p->all.students < RESULTS_LEAST)
		return ERR_OK;
	ret->has_total = true;
	ret->total = p->all;
	for (size_t i = 0; i < p->n_schools; i++)
		schools[i].people = p->by_school[i].students;
	schools[SCHOOLS_MOST - 1].is_hidden = p->n_schools == SCHOOLS_MOST;
	for (size_t i = 0; i < LEVELS; i++)
		levels[i].people = p->by_level[i].students;
	results_hide(schools, p->n_schools, false);
	results_hide(levels, LEVELS, false);
	results_hide_between(&table, schools, levels);
	tell_levels(cmd, p, levels, ret);
	return tell_schools(cmd, p, schools, ret);
}

/* ---- leads, of the fair and by sector ---- */

static void add_lead(struct wire_lead_result *to, const struct result_lead *lead, int64_t now_ms)
{
	uint32_t *const by_state[] = {
		[LEAD_STATE_QUEUED] = &to->queued,
		[LEAD_STATE_SPOKEN] = &to->spoken,
		[LEAD_STATE_INVITED] = &to->invited,
		[LEAD_STATE_OFFERED] = &to->offered,
		[LEAD_STATE_PLACED] = &to->placed,
		[LEAD_STATE_DECLINED_BY_EMPLOYER] = &to->declined_by_employer,
		[LEAD_STATE_DECLINED_BY_STUDENT] = &to->declined_by_student,
		[LEAD_STATE_WITHDRAWN] = &to->withdrawn,
	};

	to->leads++;
	++*by_state[lead->state];
	to->owed += lead->due_ms > now_ms;
	to->overdue += lead->due_ms && lead->due_ms <= now_ms;
	to->in_time += !lead->due_ms && lead->was_owed && !lead->is_answered_late;
	to->late += !lead->due_ms && lead->is_answered_late;
}

static void add_leads(struct wire_lead_result *to, const struct wire_lead_result *of)
{
	to->leads += of->leads;
	to->queued += of->queued;
	to->spoken += of->spoken;
	to->invited += of->invited;
	to->offered += of->offered;
	to->placed += of->placed;
	to->declined_by_employer += of->declined_by_employer;
	to->declined_by_student += of->declined_by_student;
	to->withdrawn += of->withdrawn;
	to->owed += of->owed;
	to->overdue += of->overdue;
	to->in_time += of->in_time;
	to->late += of->late;
}

struct room_count {
	struct wire_lead_result leads;
	uint32_t students;
	int64_t newest; /* the student who was counted here last */
};

struct leads {
	const struct result_lead *at;
	size_t n;
};

static void count_rooms(const struct leads *leads, const struct map *room_of,
			int64_t now_ms)
{
	for (size_t i = 0; i < leads->n; i++) {
		const struct result_lead *lead = &leads->at[i];
		struct room_count *room = map_get(room_of, (uint64_t)lead->booth);

		if (!room)
			continue;
		add_lead(&room->leads, lead, now_ms);
		/* Leads are in order of their students. */
		room->students += room->newest != lead->account;
		room->newest = lead->account;
	}
}

/* Which of the rooms each booth is in. */
static enum err map_booths(struct cmd *cmd, int64_t fair, const struct result_room *rooms, size_t n_rooms,
			   struct room_count *counts, struct map *ret)
{
	struct result_booth *booths;
	size_t n;
	enum err e = results_db_booths(cmd->db, cmd->arena, fair, &booths, &n);

	for (size_t i = 0; i < n && !e; i++) {
		size_t at = 0;

		while (at < n_rooms && rooms[at].id != booths[i].room)
			at++;
		if (at < n_rooms)
			map_set(ret, (uint64_t)booths[i].booth, &counts[at]);
	}
	return e;
}

static void tell_rooms(struct cmd *cmd, const struct result_room *rooms, const struct room_count *counts,
		       size_t n, struct results_show_reply *ret)
{
	struct result_group *groups = arena_array(cmd->arena, n + 1, sizeof(*groups));
	struct wire_room_result others = { 0 };

	for (size_t i = 0; i < n; i++)
		groups[i] = (struct result_group){ counts[i].students, false };
	results_hide(groups, n, true);
	ret->rooms = arena_array(cmd->arena, n + 1, sizeof(*ret->rooms));
	for (size_t i = 0; i < n; i++) {
		if (groups[i].is_hidden)
			add_leads(&others.leads, &counts[i].leads);
		else
			ret->rooms[ret->n_rooms++] =
				(struct wire_room_result){ .name = rooms[i].name,
							   .name_en = rooms[i].name_en,
							   .has_sector = rooms[i].has_sector,
							   .sector = rooms[i].sector,
							   .has_students = true,
							   .students = counts[i].students,
							   .leads = counts[i].leads };
	}
	if (others.leads.leads == ret->leads.leads)
		ret->n_rooms = 0; /* all are "the others", and that is told already */
	else if (others.leads.leads)
		ret->rooms[ret->n_rooms++] = others;
}

static enum err tell_leads(struct cmd *cmd, int64_t fair, const struct leads *leads,
			   struct results_show_reply *ret)
{
	struct result_room *rooms;
	struct room_count *counts;
	struct map room_of = { 0 };
	size_t n;
	enum err e;

	for (size_t i = 0; i < leads->n; i++)
		add_lead(&ret->leads, &leads->at[i], cmd->now_ms);
	ret->has_leads = true;
	e = results_db_rooms(cmd->db, cmd->arena, fair, &rooms, &n);
	if (e || n > ROOMS_MOST)
		return e;
	counts = arena_array(cmd->arena, n + 1, sizeof(*counts));
	e = map_booths(cmd, fair, rooms, n, counts, &room_of);
	if (!e)
		count_rooms(leads, &room_of, cmd->now_ms);
	if (!e)
		tell_rooms(cmd, rooms, counts, n, ret);
	map_done(&room_of);
	return e;
}

static uint32_t students_of(const struct leads *leads)
{
	uint32_t n = 0;

	for (size_t i = 0; i < leads->n; i++)
		n += !i || leads->at[i].account != leads->at[i - 1].account;
	return n;
}

enum err on_results_show(struct cmd *cmd, const struct results_show_args *args,
			 struct results_show_reply *ret_reply)
{
	struct people *people = arena_alloc(cmd->arena, sizeof(*people));
	struct result_student *students;
	struct result_lead *at;
	struct leads leads;
	size_t n_students;
	enum err e = results_db_students(cmd->db, cmd->arena, args->fair, &students, &n_students);

	if (!e)
		e = results_db_leads(cmd->db, cmd->arena, args->fair, &at, &leads.n);
	if (!e)
		e = results_db_target(cmd->db, args->fair, &ret_reply->target);
	if (e)
		return e;
	leads.at = at;
	ret_reply->at_ms = cmd->now_ms;
	ret_reply->least = RESULTS_LEAST;
	*people = (struct people){ 0 };
	count_people(people, students, n_students, at, leads.n);
	ret_reply->placements = people->all.placements;
	e = tell_people(cmd, people, ret_reply);
	if (e || students_of(&leads) < RESULTS_LEAST)
		return e;
	return tell_leads(cmd, args->fair, &leads, ret_reply);
}
