/*
 * A fair in the making: what it is, what it says, whose it is, and its sector rooms. Slots and talks
 * that are there already are meet's business (meet.h). Engine thread.
 */
#include "features/account/account.h"
#include "features/fair/add_db.h"
#include "features/fair/booth_db.h"
#include "features/fair/fair.h"
#include "features/fair/fair_db.h"
#include "features/fair/setup_db.h"
#include "features/fair/setup_rules.h"
#include "features/handlers.h"
#include "features/mail/mail.h"
#include "features/meet/meet.h"
#include "features/students/students.h"

#define MINUTE_MS INT64_C(60000)
/* Fairs that a school may have planned; schools that share one; rooms of one, as room.order takes them. */
#define PLANNED_MOST 20
#define SCHOOLS_MOST 20
#define ROOMS_MOST 60
/* So many of one name on a server, or at a fair, that the next one is somebody's script. */
#define SLUG_TRIES 200

static enum err refuse(struct cmd *cmd, struct setup_fault fault)
{
	return fault.code ? cmd_refuse(cmd, fault.code, fault.field, fault.expected) : ERR_OK;
}

/* ---- schools ---- */

enum err resolve_school(struct db *db, int64_t id, struct object *ret)
{
	*ret = (struct object){ .org = id };
	return setup_db_is_school(db, id);
}

enum err on_school_list(struct cmd *cmd, const struct school_list_args *args,
			struct school_list_reply *ret_reply)
{
	(void)args;
	return setup_db_schools(cmd->db, cmd->arena, cmd->who.account, &ret_reply->schools,
				&ret_reply->n_schools);
}

enum err on_school_add(struct cmd *cmd, const struct school_add_args *args,
		       struct school_add_reply *ret_reply)
{
	struct str name = str_trim(args->name), slug = setup_slug(cmd->arena, name, "school", 1);
	bool is_taken = true;
	enum err e = setup_db_is_organisation_slug(cmd->db, slug, &is_taken);

	if (!e && (is_taken || !name.len))
		return cmd_refuse(cmd, ERR_BAD_VALUE, "args.name", "a school that is not here yet");
	ret_reply->school = cmd_id(cmd);
	return e ? e : setup_db_add_school(cmd->db, ret_reply->school, slug, name, str_trim(args->city));
}

enum err fair_join_school(struct cmd *cmd, int64_t fair, int64_t school)
{
	touch_fair_school(cmd, fair, school);
	return setup_db_join_school(cmd->db, fair, school, true);
}

static enum err mail_organisers(struct cmd *cmd, int64_t fair, int64_t school)
{
	struct ids who;
	struct fair_row row;
	struct str founder = { 0 };
	enum err e = account_organisers(cmd, school, &who);

	if (!e)
		e = fair_db_get(cmd->db, cmd->arena, fair, &row);
	if (!e)
		e = setup_db_founder(cmd->db, cmd->arena, fair, &founder);
	for (size_t i = 0; !e && i < who.n; i++) {
		struct mail_draft draft = {
			.account = who.at[i],
			.kind = MAIL_KIND_SCHOOL,
			.words = WORDS_SCHOOL,
			.until_ms = row.closes_ms,
			.path = STR("/beheer"),
			.values = { { "school", founder, 0 }, { "fair", row.name, 0 } },
		};

		e = mail_write(cmd, &draft);
	}
	return e;
}

enum err fair_ask_school(struct cmd *cmd, int64_t fair, int64_t school)
{
	enum err e = setup_db_join_school(cmd->db, fair, school, false);

	touch_fair_school(cmd, fair, school);
	return e ? e : mail_organisers(cmd, fair, school);
}

/* All who organise for a school run the fair from now on. */
static enum err let_in(struct cmd *cmd, int64_t fair, int64_t school)
{
	enum err e = fair_join_school(cmd, fair, school);

	return e ? e : account_join_school(cmd, fair, school);
}

enum err on_fair_add_school(struct cmd *cmd, const struct fair_add_school_args *args,
			    struct fair_add_school_reply *ret_reply)
{
	struct ids schools;
	bool is_own = false;
	enum err e = setup_db_is_school(cmd->db, args->school);

	(void)ret_reply;
	if (e == ERR_NOT_FOUND)
		return cmd_refuse(cmd, ERR_BAD_VALUE, "args.school", "a school of this server");
	if (!e)
		e = setup_db_fair_schools(cmd->db, cmd->arena, args->fair, &schools);
	for (size_t i = 0; !e && i < schools.n; i++) {
		if (schools.at[i] == args->school)
			return ERR_OK; /* it is here, or was asked */
	}
	if (!e && schools.n >= SCHOOLS_MOST)
		return cmd_refuse(cmd, ERR_BAD_VALUE, "args.school", "one of at most 20 schools");
	if (!e)
		e = setup_db_runs_school(cmd->db, cmd->who.account, args->school, &is_own);
	if (e)
		return e;
	return is_own ? let_in(cmd, args->fair, args->school) :
			fair_ask_school(cmd, args->fair, args->school);
}

enum err on_school_requests(struct cmd *cmd, const struct school_requests_args *args,
			    struct school_requests_reply *ret_reply)
{
	(void)args;
	return setup_db_requests(cmd->db, cmd->arena, cmd->who.account, &ret_reply->requests,
				 &ret_reply->n_requests);
}

enum err on_school_answer(struct cmd *cmd, const struct school_answer_args *args,
			  struct school_answer_reply *ret_reply)
{
	bool is_asked = false;
	enum err e = setup_db_is_asked(cmd->db, args->fair, args->school, &is_asked);

	(void)ret_reply;
	if (!e && !is_asked)
		return cmd_refuse(cmd, ERR_BAD_VALUE, "args.fair", "a fair that this school is asked to share");
	if (!e && args->is_yes)
		return let_in(cmd, args->fair, args->school);
	touch_fair_school(cmd, args->fair, args->school);
	return e ? e : setup_db_leave_school(cmd->db, args->fair, args->school);
}

enum err on_fair_remove_school(struct cmd *cmd, const struct fair_remove_school_args *args,
			       struct fair_remove_school_reply *ret_reply)
{
	bool is_guest = false, has_programmes = false;
	enum err e = setup_db_is_guest(cmd->db, args->fair, args->school, &is_guest);

	(void)ret_reply;
	if (!e && !is_guest)
		return cmd_refuse(cmd, ERR_BAD_VALUE, "args.school",
				  "a school that shares this fair, and not the one that made it");
	if (!e)
		e = setup_db_has_programmes(cmd->db, args->fair, args->school, &has_programmes);
	if (!e && has_programmes)
		return ERR_IN_USE;
	if (!e)
		e = setup_db_leave_school(cmd->db, args->fair, args->school);
	if (!e)
		e = students_school_left(cmd, args->fair, args->school);
	touch_fair_school(cmd, args->fair, args->school);
	return e ? e : account_leave_school(cmd, args->fair, args->school);
}

enum err list_fair_school(const struct view *v, int64_t topic, struct ids *ret)
{
	return setup_db_fair_schools(v->db, v->arena, topic, ret);
}

enum err read_fair_school(const struct view *v, int64_t topic, int64_t key,
			  struct wire_fair_school *ret, bool *ret_found)
{
	return setup_db_fair_school(v->db, v->arena, topic, key, ret, ret_found);
}

/* ---- fairs ---- */

static enum err is_slug_taken(struct cmd *cmd, enum slug_of what, int64_t fair, struct str slug, bool *ret)
{
	switch (what) {
	case SLUG_OF_FAIR:
		return setup_db_is_fair_slug(cmd->db, slug, ret);
	case SLUG_OF_ROOM:
		return setup_db_is_room_slug(cmd->db, fair, slug, ret);
	case SLUG_OF_BOOTH:
		return add_db_is_booth_slug(cmd->db, fair, slug, ret);
	case SLUG_OF_EMPLOYER:
		return setup_db_is_organisation_slug(cmd->db, slug, ret);
	case SLUG_OF_PROGRAMME:
		return setup_db_is_programme_slug(cmd->db, fair, slug, ret);
	}
	return ERR_INTERNAL;
}

enum err fair_new_slug(struct cmd *cmd, enum slug_of what, int64_t fair, struct str name, const char *field,
		       struct str *ret)
{
	static const char *const WORDS[] = { [SLUG_OF_FAIR] = "beurs", [SLUG_OF_ROOM] = "zaal",
					     [SLUG_OF_BOOTH] = "stand", [SLUG_OF_EMPLOYER] = "bedrijf",
					     [SLUG_OF_PROGRAMME] = "opleiding" };
	bool is_taken = true;
	enum err e = ERR_OK;

	for (unsigned i = 1; !e && is_taken && i < SLUG_TRIES; i++) {
		*ret = setup_slug(cmd->arena, name, WORDS[what], i);
		e = is_slug_taken(cmd, what, fair, *ret, &is_taken);
	}
	return !e && is_taken ? cmd_refuse(cmd, ERR_BAD_VALUE, field, "another name") : e;
}

enum err fair_check_planned(struct cmd *cmd, int64_t school, const char *field)
{
	int64_t n = 0;
	enum err e = setup_db_count_planned(cmd->db, school, &n);

	return !e && n >= PLANNED_MOST ?
		       cmd_refuse(cmd, ERR_BAD_VALUE, field, "a school with fewer than 20 planned fairs") :
		       e;
}

enum err on_fair_create(struct cmd *cmd, const struct fair_create_args *args,
			struct fair_create_reply *ret_reply)
{
	int64_t fair = cmd_id(cmd);
	struct str slug;
	enum err e = refuse(cmd, setup_check_fair(&args->draft, cmd->now_ms));

	if (!e)
		e = fair_check_planned(cmd, args->school, "args.school");
	if (!e)
		e = fair_new_slug(cmd, SLUG_OF_FAIR, 0, args->draft.name, "args.draft.name", &slug);
	if (!e)
		e = setup_db_add_fair(cmd->db, fair, slug, &args->draft, cmd->now_ms);
	if (!e)
		e = let_in(cmd, fair, args->school);
	/* An administrator organises for the school from now on. */
	if (!e)
		e = account_join(cmd, cmd->who.account, fair, args->school, FAIR_ROLE_ORGANISER);
	touch_fair_fair(cmd, fair, fair);
	ret_reply->fair = fair;
	return e;
}

static struct wire_fair_draft draft_of(const struct fair_row *row)
{
	return (struct wire_fair_draft){
		.name = row->name,
		.kind = row->kind,
		.opens_ms = row->opens_ms,
		.closes_ms = row->closes_ms,
		.target = row->target,
		.talk_minutes = (uint32_t)(row->talk_ms / MINUTE_MS),
	};
}

enum err on_fair_save(struct cmd *cmd, const struct fair_save_args *args,
		      struct fair_save_reply *ret_reply)
{
	struct fair_row row;
	struct wire_fair_draft was;
	int64_t last_slot_ms = 0, now_ms;
	enum err e = fair_db_get(cmd->db, cmd->arena, args->fair, &row);

	(void)ret_reply;
	if (!e)
		e = meet_last_slot(cmd->db, args->fair, &last_slot_ms);
	if (e)
		return e;
	was = draft_of(&row);
	e = refuse(cmd, setup_check_change(&was, &args->draft, row.state == FAIR_STATE_PLANNED,
					   last_slot_ms));
	/* What is over may be called otherwise all the same. */
	now_ms = row.state == FAIR_STATE_PLANNED ? cmd->now_ms : row.opens_ms;
	if (!e)
		e = refuse(cmd, setup_check_fair(&args->draft, now_ms));
	if (!e)
		e = setup_db_save_fair(cmd->db, args->fair, &args->draft);
	/* The links of its groups, and their students' sessions, last as much longer. */
	if (!e)
		e = students_fair_moved(cmd, args->fair, args->draft.closes_ms - row.closes_ms);
	touch_fair_fair(cmd, args->fair, args->fair);
	fair_setup_touch(cmd, args->fair);
	return e ? e : meet_fair_changed(cmd, args->fair);
}

enum err on_fair_save_texts(struct cmd *cmd, const struct fair_save_texts_args *args,
			    struct fair_save_texts_reply *ret_reply)
{
	(void)ret_reply;
	touch_fair_texts(cmd, args->fair, args->fair);
	fair_setup_touch(cmd, args->fair);
	return setup_db_save_texts(cmd->db, args);
}

enum err list_fair_texts(const struct view *v, int64_t topic, struct ids *ret)
{
	*ret = ids_one(v->arena, topic);
	return ERR_OK;
}

enum err read_fair_texts(const struct view *v, int64_t topic, int64_t key, struct wire_fair_texts *ret,
			 bool *ret_found)
{
	(void)topic;
	return setup_db_texts(v->db, v->arena, key, ret, ret_found);
}

/* ---- rooms ---- */

enum err on_room_add(struct cmd *cmd, const struct room_add_args *args,
		     struct room_add_reply *ret_reply)
{
	struct str slug;
	struct ids rooms = { 0 };
	enum err e = refuse(cmd, setup_check_room(&args->draft));

	ret_reply->room = cmd_id(cmd);
	if (!e)
		e = booth_db_rooms(cmd->db, cmd->arena, args->fair, &rooms);
	if (!e && rooms.n >= ROOMS_MOST)
		return cmd_refuse(cmd, ERR_BAD_VALUE, "args.fair", "a fair with fewer than 60 rooms");
	if (!e)
		e = fair_new_slug(cmd, SLUG_OF_ROOM, args->fair, args->draft.name, "args.draft.name", &slug);
	touch_fair_room(cmd, args->fair, ret_reply->room);
	touch_dashboard_room(cmd, args->fair, ret_reply->room);
	fair_setup_touch(cmd, args->fair);
	return e ? e : setup_db_add_room(cmd->db, ret_reply->room, args->fair, slug, &args->draft);
}

enum err on_room_save(struct cmd *cmd, const struct room_save_args *args,
		      struct room_save_reply *ret_reply)
{
	struct ids booths = { 0 };
	enum err e = refuse(cmd, setup_check_room(&args->draft));

	(void)ret_reply;
	if (!e)
		e = setup_db_save_room(cmd->db, args->room, &args->draft);
	if (!e)
		e = booth_db_booths(cmd->db, cmd->arena, args->room, &booths);
	touch_fair_room(cmd, cmd->object.fair, args->room);
	/* A booth's page wears the colour of its room. */
	for (size_t i = 0; !e && i < booths.n; i++)
		touch_booth_booth(cmd, booths.at[i], booths.at[i]);
	return e;
}

enum err on_room_remove(struct cmd *cmd, const struct room_remove_args *args,
			struct room_remove_reply *ret_reply)
{
	struct ids booths;
	bool is_asked_for = false;
	enum err e = booth_db_booths(cmd->db, cmd->arena, args->room, &booths);

	(void)ret_reply;
	if (!e)
		e = setup_db_is_asked_for(cmd->db, args->room, &is_asked_for);
	if (!e && (booths.n || is_asked_for))
		return ERR_IN_USE;
	touch_dashboard_room(cmd, cmd->object.fair, args->room);
	touch_fair_room(cmd, cmd->object.fair, args->room);
	fair_setup_touch(cmd, cmd->object.fair);
	return e ? e : setup_db_remove_room(cmd->db, args->room);
}

static bool has_each_once(const struct ids *rooms, const int64_t *order, size_t n)
{
	for (size_t i = 0; i < rooms->n; i++) {
		size_t found = 0;

		for (size_t k = 0; k < n; k++)
			found += order[k] == rooms->at[i];
		if (found != 1)
			return false;
	}
	return rooms->n == n;
}

enum err on_room_order(struct cmd *cmd, const struct room_order_args *args,
		       struct room_order_reply *ret_reply)
{
	struct ids rooms;
	enum err e = booth_db_rooms(cmd->db, cmd->arena, args->fair, &rooms);

	(void)ret_reply;
	if (!e && !has_each_once(&rooms, args->rooms, args->n_rooms))
		return cmd_refuse(cmd, ERR_BAD_VALUE, "args.rooms", "each room of the fair once");
	for (size_t i = 0; !e && i < args->n_rooms; i++) {
		touch_fair_room(cmd, args->fair, args->rooms[i]);
		e = setup_db_place_room(cmd->db, args->rooms[i], args->fair, (int64_t)i + 1);
	}
	return e;
}
