/*
 * What a row of each kind does. A row that exists is updated, and those who watch it hear of it
 * only when something is different now. Rules that bind two columns are here; each refuses the
 * column that is easier to put right. Engine thread.
 */
#include "features/account/account.h"
#include "features/chat/chat.h"
#include "features/exhibitor/exhibitor.h"
#include "features/fair/fair.h"
#include "features/handlers.h"
#include "features/imports/imports_row.h"
#include "features/meet/meet.h"
#include "features/programmes/programmes.h"
#include "features/students/students.h"

#define MINUTE_MS INT64_C(60000)
#define DAY_MS (24 * 60 * MINUTE_MS)
/* Slots of one import: as many as 1,000 booths offer in a day; a bound for a slip of the pen. */
#define SLOTS_MOST 100000

/* The id of the row that `slug` names, or a new one. */
static enum err find_or_new(struct imports_row *row, enum import_kind kind, int slug, int64_t *ret,
			    bool *ret_is_new)
{
	struct cmd *cmd = row->load->cmd;
	enum err e = imports_db_find(cmd->db, kind, row->load->fair.id, row->cells[slug].text, ret);

	if (e)
		return e;
	*ret_is_new = !*ret;
	if (*ret_is_new)
		*ret = cmd_id(cmd);
	return ERR_OK;
}

/* An organisation stands in this column; it must be of this kind. */
static enum err need_kind(struct imports_row *row, int column, const char *kind)
{
	struct cmd *cmd = row->load->cmd;
	struct str is;
	enum err e = imports_db_kind(cmd->db, cmd->arena, row->cells[column].id, &is);

	if (e || str_eq(is, str_of(kind)))
		return e;
	return imports_refuse(row, column, "an organisation of kind %s, not %.*s", kind,
			      STR_FMT(is));
}

/* ---- fairs, organisations, rooms ---- */

static enum err apply_fair(struct imports_row *row)
{
	const struct import_cell *c = row->cells;
	struct cmd *cmd = row->load->cmd;
	struct imports_fair f = {
		.slug = c[FAIRS_SLUG].text,
		.name = c[FAIRS_NAME].text,
		.timezone = c[FAIRS_TIMEZONE].text,
		.target = (uint32_t)c[FAIRS_TARGET].number,
		.max_queues = (uint32_t)c[FAIRS_MAX_QUEUES].number,
		.talk_ms = c[FAIRS_TALK_MINUTES].number * MINUTE_MS,
		.made_ms = cmd->now_ms,
	};
	bool is_new, is_changed = false;
	struct zone zone;
	enum err e;

	/* Even where all times are relative: the client shows times in this zone. */
	if (!zone_load(cmd->arena, f.timezone, &zone))
		return imports_refuse(
			row, FAIRS_TIMEZONE,
			"a time zone that this server knows, such as Europe/Amsterdam");
	e = imports_time(row, FAIRS_OPENS, f.timezone, &f.opens_ms);
	if (!e)
		e = imports_time(row, FAIRS_CLOSES, f.timezone, &f.closes_ms);
	if (e)
		return e;
	if (f.closes_ms <= f.opens_ms)
		return imports_refuse(row, FAIRS_CLOSES, "a time after the one in opens");
	e = find_or_new(row, IMPORT_KIND_FAIRS, FAIRS_SLUG, &f.id, &is_new);
	if (!e)
		e = imports_db_save_fair(cmd->db, &f, &is_changed);
	if (e)
		return e;
	if (f.id > row->load->newest_fair)
		row->load->newest_fair = f.id;
	if (!is_changed)
		return ERR_OK;
	touch_fair_fair(cmd, f.id, f.id);
	fair_setup_touch(cmd, f.id);
	return is_new ? ERR_OK : meet_fair_changed(cmd, f.id);
}

static enum err apply_organisation(struct imports_row *row)
{
	const struct import_cell *c = row->cells;
	struct cmd *cmd = row->load->cmd;
	struct imports_organisation o = {
		.slug = c[ORGANISATIONS_SLUG].text,
		.kind = c[ORGANISATIONS_KIND].text,
		.name = c[ORGANISATIONS_NAME].text,
		.city = c[ORGANISATIONS_CITY].text,
	};
	bool is_new, is_changed;
	struct str kind = o.kind;
	enum err e =
		find_or_new(row, IMPORT_KIND_ORGANISATIONS, ORGANISATIONS_SLUG, &o.id, &is_new);

	if (!e && !is_new)
		e = imports_db_kind(cmd->db, cmd->arena, o.id, &kind);
	if (e)
		return e;
	/* Booths, programmes and roles rest on what it is. */
	if (!str_eq(kind, o.kind))
		return imports_refuse(row, ORGANISATIONS_KIND, "%.*s, as on the server",
				      STR_FMT(kind));
	return imports_db_save_organisation(cmd->db, &o, &is_changed);
}

static enum err apply_room(struct imports_row *row)
{
	const struct import_cell *c = row->cells;
	struct cmd *cmd = row->load->cmd;
	struct imports_room r = {
		.fair = c[ROOMS_FAIR].id,
		.slug = c[ROOMS_SLUG].text,
		.name = c[ROOMS_NAME].text,
		.name_en = c[ROOMS_NAME_EN].text,
		.sector = c[ROOMS_SECTOR].text,
		.position = c[ROOMS_POSITION].number,
	};
	bool is_new, is_changed = false;
	struct ids booths = { 0 };
	enum err e = find_or_new(row, IMPORT_KIND_ROOMS, ROOMS_SLUG, &r.id, &is_new);

	if (!e)
		e = imports_db_save_room(cmd->db, &r, &is_changed);
	if (e || !is_changed)
		return e;
	touch_fair_room(cmd, r.fair, r.id);
	touch_dashboard_room(cmd, r.fair, r.id);
	if (!is_new)
		e = imports_db_booths_in(cmd->db, cmd->arena, r.id, &booths);
	/* A booth's page wears the colour of its room. */
	for (size_t i = 0; !e && i < booths.n; i++)
		touch_booth_booth(cmd, booths.at[i], booths.at[i]);
	return e;
}

/* ---- programmes and their work processes ---- */

/* What cards, groups and placements rest on stays. */
static enum err check_settled(struct imports_row *row, const struct imports_programme *p)
{
	struct cmd *cmd = row->load->cmd;
	struct imports_programme was;
	bool is_in_use = false;
	enum err e = imports_db_programme(cmd->db, cmd->arena, p->id, &was);

	if (e || (was.school == p->school && str_eq(was.level, p->level)))
		return e;
	e = programme_is_in_use(cmd->db, p->id, &is_in_use);
	if (e || !is_in_use)
		return e;
	if (was.school != p->school)
		return imports_refuse(row, PROGRAMMES_SCHOOL, "the school that it has: students or placements name it");
	return imports_refuse(row, PROGRAMMES_LEVEL, "%.*s, the level of the students and placements that name it",
			      STR_FMT(was.level));
}

static enum err check_room_for_programme(struct imports_row *row, int64_t fair)
{
	int64_t n;
	enum err e = programme_count(row->load->cmd->db, fair, &n);

	return e || n < PROGRAMMES_MOST ? e : imports_refuse(row, IMPORTS_WHOLE_ROW, "%d programmes at the most",
							     PROGRAMMES_MOST);
}

static enum err apply_programme(struct imports_row *row)
{
	const struct import_cell *c = row->cells;
	struct cmd *cmd = row->load->cmd;
	struct imports_programme p = {
		.fair = c[PROGRAMMES_FAIR].id,
		.school = c[PROGRAMMES_SCHOOL].id,
		.slug = c[PROGRAMMES_SLUG].text,
		.code = c[PROGRAMMES_CODE].text,
		.name = c[PROGRAMMES_NAME].text,
		.level = c[PROGRAMMES_LEVEL].text,
	};
	bool is_new, is_changed = false;
	enum err e = need_kind(row, PROGRAMMES_SCHOOL, "school");

	if (!e)
		e = find_or_new(row, IMPORT_KIND_PROGRAMMES, PROGRAMMES_SLUG, &p.id, &is_new);
	if (!e)
		e = is_new ? check_room_for_programme(row, p.fair) : check_settled(row, &p);
	if (!e)
		e = imports_db_save_programme(cmd->db, &p, &is_changed);
	return e || is_new || !is_changed ? e : programme_was_changed(cmd, p.fair, p.id);
}

static enum err check_room_for_process(struct imports_row *row, int64_t programme)
{
	int64_t n;
	enum err e = programme_count_processes(row->load->cmd->db, programme, &n);

	return e || n < PROCESSES_MOST ? e : imports_refuse(row, IMPORTS_WHOLE_ROW,
							    "%d work processes of a programme at the most", PROCESSES_MOST);
}

static enum err apply_process(struct imports_row *row)
{
	const struct import_cell *c = row->cells;
	struct cmd *cmd = row->load->cmd;
	struct imports_process p = {
		.fair = c[PROCESSES_FAIR].id,
		.programme = c[PROCESSES_PROGRAMME].id,
		.code = c[PROCESSES_CODE].text,
		.name = c[PROCESSES_TEXT].text,
	};
	bool is_changed = false;
	enum err e = imports_db_find_process(cmd->db, p.programme, p.code, &p.id);

	if (!e && !p.id) {
		e = check_room_for_process(row, p.programme);
		p.id = cmd_id(cmd);
	}
	if (!e)
		e = imports_db_save_process(cmd->db, &p, &is_changed);
	return e || !is_changed ? e : programme_was_changed(cmd, p.fair, p.programme);
}

/* The processes of a programme that a CODES column names. */
static enum err find_processes(struct imports_row *row, int codes, int programme, struct ids *ret)
{
	const struct import_cell *c = &row->cells[codes];
	struct cmd *cmd = row->load->cmd;

	*ret = (struct ids){ arena_array(cmd->arena, c->n_codes, sizeof(*ret->at)), c->n_codes };
	if (c->n_codes && !row->cells[programme].id)
		return imports_refuse(row, codes, "nothing where no programme is named");
	for (size_t i = 0; i < c->n_codes; i++) {
		enum err e = imports_db_find_process(cmd->db, row->cells[programme].id, c->codes[i],
						     &ret->at[i]);

		if (e)
			return e;
		if (!ret->at[i])
			return imports_refuse(row, codes, "work processes of %.*s, not %.*s",
					      STR_FMT(row->cells[programme].text),
					      STR_FMT(c->codes[i]));
	}
	return ERR_OK;
}

/* ---- booths and placements ---- */

static enum err save_booth(struct cmd *cmd, struct imports_booth *b, bool is_new)
{
	int64_t old_room = 0;
	bool is_changed = false;
	enum err e;

	if (is_new)
		e = chat_create(cmd, b->fair, b->id, 0, &b->chat);
	else
		e = imports_db_room_of(cmd->db, b->id, &old_room);
	if (!e)
		e = imports_db_save_booth(cmd->db, b, &is_changed);
	if (e || !is_changed)
		return e;
	booth_touch(cmd, &(struct booth){ .id = b->id, .fair = b->fair, .room = b->room });
	exhibitor_touch(cmd, b->fair, b->id);
	/* The room it left. */
	if (old_room && old_room != b->room)
		booth_touch(cmd, &(struct booth){ .id = b->id, .fair = b->fair, .room = old_room });
	return ERR_OK;
}

static enum err apply_booth(struct imports_row *row)
{
	const struct import_cell *c = row->cells;
	bool has_talk = c[BOOTHS_TALK_MINUTES].text.len > 0, is_new = false;
	struct imports_booth b = {
		.fair = c[BOOTHS_FAIR].id,
		.room = c[BOOTHS_ROOM].id,
		.org = c[BOOTHS_EMPLOYER].id,
		.talk_ms = has_talk ? c[BOOTHS_TALK_MINUTES].number * MINUTE_MS :
				      row->load->fair.talk_ms,
		.slug = c[BOOTHS_SLUG].text,
		.name = c[BOOTHS_NAME].text,
		.tagline = c[BOOTHS_TAGLINE].text,
		.about = c[BOOTHS_ABOUT].text,
		.city = c[BOOTHS_CITY].text,
	};
	enum err e = need_kind(row, BOOTHS_EMPLOYER, "employer");

	if (!e)
		e = find_or_new(row, IMPORT_KIND_BOOTHS, BOOTHS_SLUG, &b.id, &is_new);
	return e ? e : save_booth(row->load->cmd, &b, is_new);
}

static enum err need_level(struct imports_row *row)
{
	const struct import_cell *programme = &row->cells[PLACEMENTS_PROGRAMME];
	struct cmd *cmd = row->load->cmd;
	struct imports_programme p;
	enum err e;

	if (!programme->id)
		return ERR_OK;
	e = imports_db_programme(cmd->db, cmd->arena, programme->id, &p);
	if (e || str_eq(p.level, row->cells[PLACEMENTS_LEVEL].text))
		return e;
	return imports_refuse(row, PLACEMENTS_LEVEL, "%.*s, the level of its programme",
			      STR_FMT(p.level));
}

static enum err save_placement(struct cmd *cmd, struct imports_placement *p,
			       const struct ids *processes)
{
	bool is_changed = false, has_other_processes = false;
	struct booth booth;
	enum err e = imports_db_find_placement(cmd->db, p->booth, p->title, &p->id);

	if (!p->id)
		p->id = cmd_id(cmd);
	if (!e)
		e = imports_db_save_placement(cmd->db, p, &is_changed);
	if (!e)
		e = imports_db_set_processes(cmd->db, cmd->arena, p->fair, p->id, processes,
					     &has_other_processes);
	if (e || (!is_changed && !has_other_processes))
		return e;
	touch_booth_placement(cmd, p->booth, p->id);
	exhibitor_touch(cmd, p->fair, p->booth);
	/* The booth's line in its room tells levels and places. */
	e = booth_get(cmd->db, cmd->arena, p->booth, &booth);
	if (!e)
		booth_touch(cmd, &booth);
	return e;
}

static enum err apply_placement(struct imports_row *row)
{
	const struct import_cell *c = row->cells;
	struct imports_placement p = {
		.fair = c[PLACEMENTS_FAIR].id,
		.booth = c[PLACEMENTS_BOOTH].id,
		.programme = c[PLACEMENTS_PROGRAMME].id,
		.title = c[PLACEMENTS_TITLE].text,
		.about = c[PLACEMENTS_ABOUT].text,
		.level = c[PLACEMENTS_LEVEL].text,
		.track = c[PLACEMENTS_TRACK].text,
		.period = c[PLACEMENTS_PERIOD].text,
		.hours = c[PLACEMENTS_HOURS].number,
		.places = c[PLACEMENTS_PLACES].number,
	};
	struct ids processes;
	enum err e = need_level(row);

	if (!e)
		e = find_processes(row, PLACEMENTS_PROCESSES, PLACEMENTS_PROGRAMME, &processes);
	return e ? e : save_placement(row->load->cmd, &p, &processes);
}

/* ---- people ---- */

static enum err upsert_account(struct imports_row *row, int email, int name, int locale,
			       int64_t *ret)
{
	enum locale language = LOCALE_NL;

	/* The column's table and the enum know the same words (imports_test.c). */
	locale_from(row->cells[locale].text, &language);
	return account_upsert(row->load->cmd, row->cells[email].text, row->cells[name].text,
			      language, ret);
}

static enum err apply_person(struct imports_row *row)
{
	const struct import_cell *c = row->cells;
	struct str role = c[PEOPLE_ROLE].text;
	int64_t org = c[PEOPLE_ORGANISATION].id, account = 0;
	const char *kind = import_role_kind(role);
	struct cmd *cmd = row->load->cmd;
	struct str is;
	enum err e = kind ? need_kind(row, PEOPLE_ORGANISATION, kind) : ERR_OK;

	if (!e)
		e = upsert_account(row, PEOPLE_EMAIL, PEOPLE_NAME, PEOPLE_LOCALE, &account);
	if (!e)
		e = account_claim(cmd, account, org);
	if (!e)
		e = account_joins_staff(cmd, account);
	if (!e)
		e = imports_db_add_membership(cmd->db, account, org, role);
	if (!e)
		e = imports_db_add_participation(cmd->db, c[PEOPLE_FAIR].id, account, role, org);
	if (!e)
		e = exhibitor_touch_org(cmd, c[PEOPLE_FAIR].id, org);
	if (e || !str_eq(role, STR("organiser")))
		return e;
	/* A fair is the fair of those schools whose people run it. */
	e = imports_db_kind(cmd->db, cmd->arena, org, &is);
	return e || !str_eq(is, STR("school")) ? e : fair_join_school(cmd, c[PEOPLE_FAIR].id, org);
}

static enum err need_school(struct imports_row *row)
{
	const struct import_cell *c = row->cells;
	struct cmd *cmd = row->load->cmd;
	struct imports_programme p;
	enum err e = need_kind(row, STUDENTS_SCHOOL, "school");

	if (!e)
		e = imports_db_programme(cmd->db, cmd->arena, c[STUDENTS_PROGRAMME].id, &p);
	if (e || p.school == c[STUDENTS_SCHOOL].id)
		return e;
	return imports_refuse(row, STUDENTS_PROGRAMME, "a programme of %.*s",
			      STR_FMT(c[STUDENTS_SCHOOL].text));
}

static enum err need_either(struct imports_row *row)
{
	const struct import_cell *can = &row->cells[STUDENTS_CAN];
	const struct import_cell *learn = &row->cells[STUDENTS_LEARN];

	for (size_t i = 0; i < learn->n_codes; i++) {
		for (size_t k = 0; k < can->n_codes; k++) {
			if (str_eq(learn->codes[i], can->codes[k]))
				return imports_refuse(row, STUDENTS_LEARN,
						      "%.*s in can or in learn, not in both",
						      STR_FMT(can->codes[k]));
		}
	}
	return ERR_OK;
}

static enum err write_card(struct imports_row *row, int64_t account)
{
	const struct import_cell *c = row->cells;
	struct db *db = row->load->cmd->db;
	struct imports_card card = {
		.fair = c[STUDENTS_FAIR].id,
		.account = account,
		.school = c[STUDENTS_SCHOOL].id,
		.programme = c[STUDENTS_PROGRAMME].id,
		.study_group = c[STUDENTS_GROUP].text,
		.looking_for = c[STUDENTS_LOOKING_FOR].text,
		.area = c[STUDENTS_AREA].text,
		.period = c[STUDENTS_PERIOD].text,
		.about = c[STUDENTS_ABOUT].text,
	};
	struct ids can, learn;
	enum err e = find_processes(row, STUDENTS_CAN, STUDENTS_PROGRAMME, &can);

	if (!e)
		e = find_processes(row, STUDENTS_LEARN, STUDENTS_PROGRAMME, &learn);
	if (!e)
		e = imports_db_save_card(db, &card);
	if (!e)
		e = imports_db_clear_card(db, card.fair, account);
	if (!e)
		e = imports_db_fill_card(db, &card, "can", &can);
	return e ? e : imports_db_fill_card(db, &card, "learn", &learn);
}

/* Whoever looks at a card hears of it only where it says something else now. */
static enum err save_card(struct imports_row *row, int64_t account)
{
	int64_t fair = row->cells[STUDENTS_FAIR].id;
	struct cmd *cmd = row->load->cmd;
	struct str before, after;
	enum err e = imports_db_card_text(cmd->db, cmd->arena, fair, account, &before);

	if (!e)
		e = write_card(row, account);
	if (!e)
		e = imports_db_card_text(cmd->db, cmd->arena, fair, account, &after);
	return e || str_eq(before, after) ? e : students_card_changed(cmd, fair, account);
}

static enum err apply_student(struct imports_row *row)
{
	const struct import_cell *c = row->cells;
	int64_t fair = c[STUDENTS_FAIR].id, school = c[STUDENTS_SCHOOL].id, account = 0;
	struct db *db = row->load->cmd->db;
	enum err e = need_school(row);

	if (!e)
		e = need_either(row);
	if (!e)
		e = upsert_account(row, STUDENTS_EMAIL, STUDENTS_NAME, STUDENTS_LOCALE, &account);
	if (!e)
		e = account_claim(row->load->cmd, account, school);
	if (!e)
		e = imports_db_leave_other_schools(db, fair, account, school);
	if (!e)
		e = imports_db_add_participation(db, fair, account, STR("student"), school);
	return e ? e : save_card(row, account);
}

/* ---- slots ---- */

static enum err add_slots(struct imports_row *row, int64_t from_ms, int64_t n)
{
	const struct import_cell *c = row->cells;
	int64_t slot_ms = c[SLOTS_MINUTES].number * MINUTE_MS;
	int64_t step_ms = slot_ms + c[SLOTS_PAUSE_MINUTES].number * MINUTE_MS;
	struct cmd *cmd = row->load->cmd;

	for (int64_t i = 0; i < n * c[SLOTS_SEATS].number; i++) {
		int64_t starts_ms = from_ms + i / c[SLOTS_SEATS].number * step_ms;
		struct imports_slot slot = {
			.id = cmd_id(cmd),
			.fair = c[SLOTS_FAIR].id,
			.booth = c[SLOTS_BOOTH].id,
			.column_no = i % c[SLOTS_SEATS].number + 1,
			.starts_ms = starts_ms,
			.ends_ms = starts_ms + slot_ms,
		};
		bool is_added = false;
		enum err e = imports_db_add_slot(cmd->db, &slot, &is_added);

		if (e)
			return e;
		if (is_added)
			touch_booth_slot(cmd, slot.booth, slot.id);
	}
	return ERR_OK;
}

static enum err apply_slots(struct imports_row *row)
{
	const struct import_cell *c = row->cells;
	struct str zone = row->load->fair.timezone;
	int64_t from_ms = 0, until_ms = 0, n;
	enum err e = imports_time(row, SLOTS_FROM, zone, &from_ms);

	if (!e)
		e = imports_time(row, SLOTS_UNTIL, zone, &until_ms);
	if (e)
		return e;
	n = import_slots(from_ms, until_ms, c[SLOTS_MINUTES].number * MINUTE_MS,
			 c[SLOTS_PAUSE_MINUTES].number * MINUTE_MS);
	if (!n || until_ms - from_ms > DAY_MS)
		return imports_refuse(row, SLOTS_UNTIL,
				      "a time after from, by at least one slot and at most a day");
	row->load->n_slots += (size_t)(n * c[SLOTS_SEATS].number);
	if (row->load->n_slots > SLOTS_MOST)
		return imports_refuse(row, IMPORTS_WHOLE_ROW, "at most %d slots in one import",
				      SLOTS_MOST);
	exhibitor_touch(row->load->cmd, c[SLOTS_FAIR].id, c[SLOTS_BOOTH].id);
	return add_slots(row, from_ms, n);
}

enum err (*const imports_apply[IMPORT_KIND_COUNT])(struct imports_row *row) = {
	[IMPORT_KIND_FAIRS] = apply_fair,
	[IMPORT_KIND_ORGANISATIONS] = apply_organisation,
	[IMPORT_KIND_ROOMS] = apply_room,
	[IMPORT_KIND_PROGRAMMES] = apply_programme,
	[IMPORT_KIND_PROCESSES] = apply_process,
	[IMPORT_KIND_BOOTHS] = apply_booth,
	[IMPORT_KIND_PLACEMENTS] = apply_placement,
	[IMPORT_KIND_PEOPLE] = apply_person,
	[IMPORT_KIND_STUDENTS] = apply_student,
	[IMPORT_KIND_SLOTS] = apply_slots,
	[IMPORT_KIND_EMPLOYERS] = imports_apply_employer,
	[IMPORT_KIND_ENROLMENTS] = imports_apply_enrolment,
};
