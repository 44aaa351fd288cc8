/*
 * Students prove an address by a code that is mailed to it and counts only where it was asked for: newcomers, who
 * come to a fair by an address of their school and have no account until the code is typed, and who came by a link and
 * wants mails after all. What is answered never tells whether an address is known. Engine thread.
 */
#include "features/account/account.h"
#include "features/account/asks.h"
#include "features/fair/fair.h"
#include "features/handlers.h"
#include "features/mail/mail.h"
#include "features/students/card_db.h"
#include "features/students/group_db.h"
#include "features/students/proof_db.h"
#include "features/students/proof_rules.h"
#include "features/students/students.h"

#define MINUTE_MS (60 * INT64_C(1000))
#define PROOF_MS (10 * MINUTE_MS)
/* Eight digits: of many who are asked for at once, no more than a few tries each may hit any. */
#define CODES 100000000
/* Asks of one student in an hour: any address of the world can be typed there. */
#define ASKS_OF_ACCOUNT_MOST 10

/* ---- domains ---- */

enum err on_school_set_domains(struct cmd *cmd, const struct school_set_domains_args *args,
			       struct school_set_domains_reply *ret_reply)
{
	enum err e = domain_db_clear(cmd->db, args->school);

	(void)ret_reply;
	for (size_t i = 0; !e && i < args->n_domains; i++) {
		struct str domain;

		if (!domain_read(cmd->arena, args->domains[i], &domain))
			return cmd_refuse(cmd, ERR_BAD_VALUE, "args.domains", "such as student.school.example");
		e = domain_db_add(cmd->db, args->school, domain);
	}
	return e;
}

enum err on_student_schools(struct cmd *cmd, const struct student_schools_args *args,
			    struct student_schools_reply *ret_reply)
{
	return domain_db_schools(cmd->db, cmd->arena, args->fair, &ret_reply->schools, &ret_reply->n_schools);
}

/* The school of the fair whose students have such addresses; 0: none. */
static enum err school_of(struct cmd *cmd, int64_t fair, struct str email, int64_t *ret)
{
	struct wire_open_school *schools;
	size_t n = 0;
	enum err e = domain_db_schools(cmd->db, cmd->arena, fair, &schools, &n);

	*ret = 0;
	for (size_t i = 0; !e && i < n && !*ret; i++) {
		for (size_t k = 0; k < schools[i].n_domains; k++) {
			if (domain_holds(schools[i].domains[k], email))
				*ret = schools[i].id;
		}
	}
	return e;
}

/* ---- asking ---- */

static enum err check_flood(struct cmd *cmd)
{
	int64_t n_near = 0, n_all = 0;
	enum mail_mode mode;
	enum err e = mail_mode_get(cmd->db, &mode);

	if (!e && mode == MAIL_MODE_OFF)
		return ERR_WRONG_STATE;
	if (!e)
		e = proof_db_count_network(cmd->db, cmd->command->network, cmd->now_ms - ASKS_NETWORK_MS, &n_near);
	if (!e)
		e = proof_db_count_all(cmd->db, cmd->now_ms - ASKS_OF_ALL_MS, &n_all);
	return !e && asks_are_flood(n_near, n_all) ? ERR_RATE_LIMITED : e;
}

static enum err mail_code(struct cmd *cmd, const struct proof *proof, struct str path)
{
	struct mail_stranger reader = { proof->email, proof->locale };
	struct mail_draft draft = {
		.account = proof->account,
		.stranger = &reader,
		.fair = proof->fair,
		.kind = MAIL_KIND_SIGN_IN,
		.words = WORDS_CODE,
		.until_ms = cmd->now_ms + PROOF_MS,
		.path = path,
		.values = { { "code", arena_printf(cmd->arena, "%08lld", (long long)proof->code), 0 } },
	};

	return mail_write(cmd, &draft);
}

/* Keeps what was asked, and mails a code where `may_mail` and it was not asked too often. */
static enum err ask(struct cmd *cmd, struct proof *proof, bool may_mail, struct str path)
{
	uint32_t chance;
	int64_t n_near = 0, n_all = 0;
	enum err e = proof_db_forget(cmd->db, cmd->now_ms - ASKS_MS);

	proof->network = cmd->command->network;
	if (!e)
		e = proof_db_count(cmd->db, proof, cmd->now_ms - ASKS_MS, &n_near, &n_all);
	rng_bytes(&cmd->rng, &chance, sizeof(chance));
	proof->id = cmd_id(cmd);
	proof->code = chance % CODES;
	proof->has_code = may_mail && asks_may_mail(n_near, n_all);
	if (!e)
		e = proof_db_insert(cmd->db, proof, cmd->now_ms, cmd->now_ms + PROOF_MS);
	return e || !proof->has_code ? e : mail_code(cmd, proof, path);
}

enum err on_student_ask(struct cmd *cmd, const struct student_ask_args *args, struct student_ask_reply *ret_reply)
{
	struct proof proof = { .fair = args->fair, .name = str_trim(args->name), .locale = args->locale };
	bool is_over = false;
	enum err e = check_flood(cmd);

	(void)ret_reply;
	if (!e)
		e = fair_is_over(cmd->db, args->fair, &is_over);
	if (!e && is_over)
		return ERR_WRONG_STATE;
	if (!e && !proof.name.len)
		return cmd_refuse(cmd, ERR_BAD_VALUE, "args.name", "a name");
	if (!e && account_address(cmd->arena, args->email, &proof.email))
		e = school_of(cmd, args->fair, proof.email, &proof.school);
	if (!e && !proof.school)
		return cmd_refuse(cmd, ERR_BAD_VALUE, "args.email", "an address of a school of this fair");
	if (!e)
		e = account_know_browser(cmd, &proof.browser_hash);
	return e ? e : ask(cmd, &proof, true, arena_printf(cmd->arena, "/meedoen/%lld", (long long)args->fair));
}

enum err on_student_ask_address(struct cmd *cmd, const struct student_ask_address_args *args,
				struct student_ask_address_reply *ret_reply)
{
	struct proof proof = { .fair = args->fair, .account = cmd->who.account };
	struct wire_my_card card = { 0 };
	bool is_found = false;
	int64_t other = 0, n_asks = 0;
	enum err e = check_flood(cmd);

	(void)ret_reply;
	if (!e)
		e = proof_db_count_account(cmd->db, cmd->who.account, cmd->now_ms - ASKS_MS, &n_asks);
	if (!e && n_asks >= ASKS_OF_ACCOUNT_MOST)
		return ERR_RATE_LIMITED;
	if (!e)
		e = own_card_db_view(cmd->db, cmd->arena, args->fair, cmd->who.account, &card, &is_found);
	if (!e && card.has_email)
		return ERR_WRONG_STATE;
	if (!e && !account_address(cmd->arena, args->email, &proof.email))
		return cmd_refuse(cmd, ERR_BAD_VALUE, "args.email", "an e-mail address");
	if (!e)
		e = account_of_address(cmd, proof.email, &other);
	return e ? e : ask(cmd, &proof, !other, STR("/kaart"));
}

/* ---- the code ---- */

/* The proof that this code is of; id 0: none, and that was a wrong try. */
static enum err find(struct cmd *cmd, struct str code, struct proof *key, struct proof *ret)
{
	long long number;
	enum err e = ERR_OK;

	*ret = (struct proof){ 0 };
	if (str_to_i64(code, &number) && number >= 0) {
		key->code = number;
		e = proof_db_find(cmd->db, cmd->arena, key, cmd->now_ms, ret);
	}
	if (e)
		return e;
	return ret->id ? proof_db_remove(cmd->db, ret->id) : proof_db_was_wrong(cmd->db, key);
}

/* A student of the school from now on, unless they are at the fair already, whatever they are there. */
static enum err take_part(struct cmd *cmd, const struct proof *proof, int64_t account)
{
	struct group none = { .fair = proof->fair, .school = proof->school, .name = STR("") };
	bool is_student, is_staff;
	enum err e = group_db_role(cmd->db, proof->fair, account, &is_student, &is_staff);

	if (e || is_student || is_staff)
		return e;
	e = account_join_as_student(cmd, account, proof->fair, proof->school);
	if (!e)
		e = group_db_add_card(cmd->db, &none, account, cmd->now_ms);
	fair_setup_touch(cmd, proof->fair);
	return e ? e : students_card_changed(cmd, proof->fair, account);
}

enum err on_student_enter(struct cmd *cmd, const struct student_enter_args *args,
			  struct student_enter_reply *ret_reply)
{
	struct proof key = { 0 }, proof;
	int64_t account = 0;
	bool is_over = false;
	enum err e;

	if (!cmd->command->ask_token.len)
		return ERR_OK; /* a browser that asked for nothing has no code */
	key.browser_hash = account_hash(cmd->arena, cmd->command->ask_token);
	e = find(cmd, args->code, &key, &proof);
	if (e || !proof.id)
		return e;
	e = fair_is_over(cmd->db, proof.fair, &is_over);
	if (!e && is_over)
		return ERR_WRONG_STATE;
	if (!e)
		e = account_of_address(cmd, proof.email, &account);
	if (!e && !account)
		e = account_add_student(cmd, proof.email, proof.name, proof.locale, &account);
	if (!e)
		e = take_part(cmd, &proof, account);
	ret_reply->is_right = !e;
	return e ? e : account_sign_in(cmd, account);
}

enum err on_student_confirm_address(struct cmd *cmd, const struct student_confirm_address_args *args,
				    struct student_confirm_address_reply *ret_reply)
{
	struct proof key = { .account = cmd->who.account }, proof;
	enum err e = find(cmd, args->code, &key, &proof);

	if (!e && proof.id)
		e = account_set_address(cmd, cmd->who.account, proof.email, &ret_reply->is_right);
	return e || !ret_reply->is_right ? e : students_card_changed(cmd, args->fair, cmd->who.account);
}
