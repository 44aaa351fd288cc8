/*
 * Programmes of schools: a public page of each, which its school writes, and for which of them an employer is
 * certified. Engine thread.
 */
#include "features/programmes/programmes.h"

#include "features/account/account.h"
#include "features/fair/fair.h"
#include "features/handlers.h"
#include "features/programmes/programmes_db.h"
#include "features/students/students.h"

enum err resolve_programme(struct db *db, int64_t id, struct object *ret)
{
	struct arena arena = { 0 };
	struct programme p;
	enum err e = programme_db_get(db, &arena, id, &p);

	arena_done(&arena);
	if (!e)
		*ret = (struct object){ .fair = p.fair, .org = p.school };
	return e;
}

/* ---- to be read ---- */

enum err on_programme_list(struct cmd *cmd, const struct programme_list_args *args,
			   struct programme_list_reply *ret_reply)
{
	enum err e = programme_db_list(cmd->db, cmd->arena, args->fair, &ret_reply->programmes,
				       &ret_reply->n_programmes);

	if (e || !cmd->who.account)
		return e;
	return programme_db_schools(cmd->db, cmd->arena, args->fair, cmd->who.account, &ret_reply->schools,
				    &ret_reply->n_schools);
}

/* What is written there, in a number: two pages that differ have another one. */
static uint32_t version_of(const struct wire_programme_draft *d)
{
	struct buf text = { 0 };
	unsigned char hash[SHA256_BYTES];
	uint32_t version;

	write_wire_programme_draft(&text, d);
	crypt_sha256(buf_view(&text), hash);
	buf_done(&text);
	memcpy(&version, hash, sizeof(version));
	return version;
}

enum err on_programme_show(struct cmd *cmd, const struct programme_show_args *args,
			   struct programme_show_reply *ret_reply)
{
	struct wire_programme *page = &ret_reply->programme;
	enum err e = programme_db_page(cmd->db, cmd->arena, args->programme, page);

	page->version = e ? 0 : version_of(&page->draft);
	if (e || !cmd->who.account)
		return e;
	return programme_db_is_mine(cmd->db, page->fair, page->school, cmd->who.account, &page->is_mine);
}

/* ---- to be written ---- */

static enum err check_processes(struct cmd *cmd, const struct wire_programme_draft *d)
{
	for (size_t i = 0; i < d->n_processes; i++) {
		for (size_t j = 0; j < i; j++) {
			if (str_eq(str_trim(d->processes[i].code), str_trim(d->processes[j].code)))
				return cmd_refuse(cmd, ERR_BAD_VALUE, "args.draft.processes", "each code once");
		}
		if (!str_trim(d->processes[i].code).len || !str_trim(d->processes[i].name).len)
			return cmd_refuse(cmd, ERR_BAD_VALUE, "args.draft.processes", "a code and what one does");
	}
	return ERR_OK;
}

static enum err check(struct cmd *cmd, const struct wire_programme_draft *d)
{
	struct str address;

	if (!str_trim(d->name).len)
		return cmd_refuse(cmd, ERR_BAD_VALUE, "args.draft.name", "a name");
	if (d->contact_email.len && !account_address(cmd->arena, d->contact_email, &address))
		return cmd_refuse(cmd, ERR_BAD_VALUE, "args.draft.contact_email", "an e-mail address, or nothing");
	return check_processes(cmd, d);
}

static bool is_wanted(const struct wire_programme_draft *d, struct str code)
{
	for (size_t i = 0; i < d->n_processes; i++) {
		if (str_eq(str_trim(d->processes[i].code), code))
			return true;
	}
	return false;
}

/* What a student ticked, or a placement offers, does not vanish. */
static enum err remove_others(struct cmd *cmd, const struct programme *p, const struct wire_programme_draft *d)
{
	struct ids ids;
	enum err e = process_db_ids(cmd->db, cmd->arena, p->id, &ids);

	for (size_t i = 0; !e && i < ids.n; i++) {
		struct str code;
		bool is_in_use = false;

		e = process_db_code(cmd->db, cmd->arena, ids.at[i], &code);
		if (e || is_wanted(d, code))
			continue;
		e = process_db_is_in_use(cmd->db, ids.at[i], &is_in_use);
		if (!e && is_in_use)
			return cmd_refuse(cmd, ERR_IN_USE, "args.draft.processes", "the ones that are in use, too");
		if (!e)
			e = process_db_remove(cmd->db, ids.at[i]);
	}
	return e;
}

static enum err save(struct cmd *cmd, const struct programme *p, const struct wire_programme_draft *d)
{
	enum err e = programme_db_save(cmd->db, p, d);

	if (!e)
		e = remove_others(cmd, p, d);
	for (size_t i = 0; !e && i < d->n_processes; i++)
		e = process_db_save(cmd->db, cmd_id(cmd), p,
				    &(struct wire_programme_process){ .code = str_trim(d->processes[i].code),
								      .name = str_trim(d->processes[i].name) });
	fair_setup_touch(cmd, p->fair);
	return e;
}

/* Of this booth or (0) of all. */
static enum err touch_placements(struct cmd *cmd, int64_t programme, int64_t booth)
{
	struct ids placements, booths;
	enum err e = programme_db_placements(cmd->db, cmd->arena, programme, booth, &placements, &booths);

	for (size_t i = 0; !e && i < placements.n; i++)
		touch_booth_placement(cmd, booths.at[i], placements.at[i]);
	return e;
}

static bool is_taught(const struct wire_programme_draft *d, const struct wire_programme_process *process)
{
	for (size_t i = 0; i < d->n_processes; i++) {
		if (str_eq(str_trim(d->processes[i].code), process->code) &&
		    str_eq(str_trim(d->processes[i].name), process->name))
			return true;
	}
	return false;
}

/* Whether placements and cards show what another one is now. */
static bool is_shown_otherwise(const struct wire_programme_draft *was, const struct wire_programme_draft *is)
{
	if (was->level != is->level || was->n_processes != is->n_processes ||
	    !str_eq(was->name, str_trim(is->name)) || !str_eq(was->code, str_trim(is->code)))
		return true;
	for (size_t i = 0; i < was->n_processes; i++) {
		if (!is_taught(is, &was->processes[i]))
			return true;
	}
	return false;
}

enum err programme_forget_booth(struct cmd *cmd, int64_t booth)
{
	return certification_db_remove(cmd->db, 0, booth);
}

enum err programme_was_changed(struct cmd *cmd, int64_t fair, int64_t programme)
{
	struct ids students;
	enum err e = touch_placements(cmd, programme, 0);

	if (!e)
		e = programme_db_students(cmd->db, cmd->arena, programme, &students);
	for (size_t i = 0; !e && i < students.n; i++)
		e = students_card_changed(cmd, fair, students.at[i]);
	return e;
}

enum err programme_is_in_use(struct db *db, int64_t programme, bool *ret)
{
	return programme_db_is_in_use(db, programme, ret);
}

enum err programme_count(struct db *db, int64_t fair, int64_t *ret)
{
	return programme_db_count(db, fair, ret);
}

enum err programme_count_processes(struct db *db, int64_t programme, int64_t *ret)
{
	return process_db_count(db, programme, ret);
}

enum err on_programme_add(struct cmd *cmd, const struct programme_add_args *args,
			  struct programme_add_reply *ret_reply)
{
	struct programme p = { .id = cmd_id(cmd), .fair = args->fair, .school = args->school };
	bool is_mine = false;
	int64_t n = 0;
	enum err e = programme_db_is_mine(cmd->db, args->fair, args->school, cmd->who.account, &is_mine);

	if (!e && !is_mine)
		return cmd_refuse(cmd, ERR_BAD_VALUE, "args.school", "a school of this fair, and one's own");
	if (!e)
		e = check(cmd, &args->draft);
	if (!e)
		e = programme_db_count(cmd->db, args->fair, &n);
	if (!e && n >= PROGRAMMES_MOST)
		return cmd_refuse(cmd, ERR_BAD_VALUE, "args.fair", "a fair with fewer than 200 programmes");
	if (!e)
		e = fair_new_slug(cmd, SLUG_OF_PROGRAMME, args->fair, args->draft.name, "args.draft.name", &p.slug);
	ret_reply->programme = p.id;
	return e ? e : save(cmd, &p, &args->draft);
}

enum err on_programme_save(struct cmd *cmd, const struct programme_save_args *args,
			   struct programme_save_reply *ret_reply)
{
	struct programme p;
	struct wire_programme page = { 0 };
	bool is_in_use = false;
	enum err e = programme_db_get(cmd->db, cmd->arena, args->programme, &p);

	(void)ret_reply;
	if (!e)
		e = programme_db_page(cmd->db, cmd->arena, p.id, &page);
	if (!e && args->has_version && args->version != version_of(&page.draft))
		return ERR_WRONG_STATE;
	if (!e)
		e = check(cmd, &args->draft);
	if (!e && args->draft.level != p.level)
		e = programme_db_is_in_use(cmd->db, p.id, &is_in_use);
	if (!e && is_in_use)
		return cmd_refuse(cmd, ERR_IN_USE, "args.draft.level", "the level that its students have");
	p.slug = STR(""); /* it stays */
	if (!e)
		e = save(cmd, &p, &args->draft);
	return e || !is_shown_otherwise(&page.draft, &args->draft) ? e :
									 programme_was_changed(cmd, p.fair, p.id);
}

enum err on_programme_remove(struct cmd *cmd, const struct programme_remove_args *args,
			     struct programme_remove_reply *ret_reply)
{
	bool is_in_use = false;
	enum err e = programme_db_is_in_use(cmd->db, args->programme, &is_in_use);

	(void)ret_reply;
	if (!e && is_in_use)
		return ERR_IN_USE;
	fair_setup_touch(cmd, cmd->object.fair);
	return e ? e : programme_db_remove(cmd->db, args->programme);
}

enum err on_certification_set(struct cmd *cmd, const struct certification_set_args *args,
			      struct certification_set_reply *ret_reply)
{
	struct programme p = { 0 };
	bool is_mine = false;
	enum err e = programme_db_get(cmd->db, cmd->arena, args->programme, &p);

	(void)ret_reply;
	if (!e && p.fair == cmd->object.fair)
		e = programme_db_is_mine(cmd->db, p.fair, p.school, cmd->who.account, &is_mine);
	if (e == ERR_NOT_FOUND || (!e && !is_mine))
		return cmd_refuse(cmd, ERR_BAD_VALUE, "args.programme", "a programme of this fair, and of one's school");
	if (!e)
		e = args->has_state ? certification_db_set(cmd->db, &p, args->booth, args->state,
							   cmd->who.account, cmd->now_ms) :
				      certification_db_remove(cmd->db, p.id, args->booth);
	return e ? e : touch_placements(cmd, p.id, args->booth);
}
