/*
 * Accounts, sign-in links and sessions. No passwords (design §7): a link is traded for a session,
 * once. Only hashes of tokens are stored. Engine thread.
 */
#include "features/account/account.h"

#include "features/account/account_db.h"
#include "features/account/way_back_db.h"
#include "features/doors/doors.h"
#include "features/handlers.h"


enum err resolve_account(struct db *db, int64_t id, struct object *ret)
{
	bool exists = false;
	enum err e = account_db_exists(db, id, &exists);

	if (e)
		return e;
	if (!exists)
		return ERR_NOT_FOUND;
	*ret = (struct object){ .parties = { id } };
	return ERR_OK;
}

struct str account_hash(struct arena *a, struct str token)
{
	unsigned char *hash = arena_alloc(a, SHA256_BYTES);

	crypt_sha256(token, hash);
	return (struct str){ (const char *)hash, SHA256_BYTES };
}

/* Bytes of the code point that starts at s. */
static size_t code_point(struct str s)
{
	size_t n = 1;

	while (n < s.len && ((unsigned char)s.at[n] & 0xc0) == 0x80)
		n++;
	return n;
}

struct str account_short_name(struct arena *a, struct str name)
{
	struct str given, rest = str_trim(name), last = { 0 };

	if (!str_cut(&rest, ' ', &given))
		return name;
	/* The initial of the last word: "Noor van den Berg" is "Noor B.". */
	while (rest.len)
		str_cut(&rest, ' ', &last);
	return arena_printf(a, "%.*s %.*s.", STR_FMT(given), (int)code_point(last), last.at);
}

enum err on_session_end(struct cmd *cmd, const struct session_end_args *args,
			struct session_end_reply *ret_reply)
{
	struct str hash = account_hash(cmd->arena, cmd->command->session_token);
	bool has_other = false;
	enum err e;

	(void)args;
	(void)ret_reply;
	cmd->ends_session = hash;
	e = account_db_end_session(cmd->db, hash);
	if (!e && cmd->who.account)
		e = account_db_has_session(cmd->db, cmd->who.account, cmd->now_ms, &has_other);
	return e || has_other ? e : doors_signed_out(cmd, cmd->who.account);
}

enum err on_session_connect(struct cmd *cmd, const struct session_connect_args *args,
			    struct session_connect_reply *ret_reply)
{
	int64_t account = 0;
	enum err e = ERR_OK;

	if (args->has_token)
		e = account_db_session(cmd->db, account_hash(cmd->arena, args->token), cmd->now_ms,
				       &account);
	if (e || !account)
		return e;
	cmd->connects = account;
	ret_reply->has_me = true;
	return account_me(cmd->db, cmd->arena, account, cmd->now_ms, &ret_reply->me);
}

enum err on_session_disconnect(struct cmd *cmd, const struct session_disconnect_args *args,
			       struct session_disconnect_reply *ret_reply)
{
	/* The engine counts connections; there is nothing else to do. */
	(void)cmd;
	(void)args;
	(void)ret_reply;
	return ERR_OK;
}

enum err on_account_set_locale(struct cmd *cmd, const struct account_set_locale_args *args,
			       struct account_set_locale_reply *ret_reply)
{
	(void)ret_reply;
	return account_db_set_locale(cmd->db, cmd->who.account, args->locale);
}

enum err account_go_to(struct cmd *cmd, int64_t account, int64_t fair)
{
	return account_db_go_to(cmd->db, account, fair, 0, cmd->now_ms);
}

static bool takes_part(const struct wire_me *me, const struct account_go_to_args *args)
{
	for (size_t i = 0; i < me->n_participations; i++) {
		const struct wire_participation *p = &me->participations[i];

		if (p->fair == args->fair && (!args->has_booth || (p->has_booth && p->booth == args->booth)))
			return true;
	}
	return false;
}

enum err on_account_go_to(struct cmd *cmd, const struct account_go_to_args *args,
			  struct account_go_to_reply *ret_reply)
{
	enum err e = account_me(cmd->db, cmd->arena, cmd->who.account, cmd->now_ms, &ret_reply->me);

	if (!e && !takes_part(&ret_reply->me, args))
		return cmd_refuse(cmd, ERR_BAD_VALUE, "args.fair", "a fair, and a booth, that one takes part in");
	if (!e)
		e = account_db_go_to(cmd->db, cmd->who.account, args->fair, args->has_booth ? args->booth : 0,
				      cmd->now_ms);
	return e ? e : account_me(cmd->db, cmd->arena, cmd->who.account, cmd->now_ms, &ret_reply->me);
}

enum err account_make_link(struct cmd *cmd, int64_t account, struct str *ret)
{
	*ret = cmd_token(cmd, TOKEN_BYTES);
	return account_db_add_link(cmd->db, account_hash(cmd->arena, *ret), account,
				   cmd->now_ms + ACCOUNT_LINK_MS);
}

enum err on_account_link(struct cmd *cmd, const struct account_link_args *args,
			 struct account_link_reply *ret_reply)
{
	struct account_row row;
	enum err e = account_db_by_email(cmd->db, cmd->arena, args->email, &row);

	if (e)
		return e;
	if (!row.id)
		return cmd_refuse(cmd, ERR_NOT_FOUND, "args.email", "the address of an account");
	ret_reply->name = row.name;
	cmd->about = row.id;
	cmd->tells_secret = true;
	return account_make_link(cmd, row.id, &ret_reply->token);
}

enum err account_upsert(struct cmd *cmd, struct str email, struct str name, enum locale locale,
			int64_t *ret)
{
	struct account_row row;
	enum err e = account_db_by_email(cmd->db, cmd->arena, email, &row);

	if (e)
		return e;
	*ret = row.id ? row.id : cmd_id(cmd);
	if (row.id)
		return account_db_rename(cmd->db, row.id, name);
	return account_db_insert(cmd->db, *ret, email, name, locale, cmd->now_ms);
}

enum err account_add_student(struct cmd *cmd, struct str email, struct str name, enum locale locale, int64_t *ret)
{
	*ret = cmd_id(cmd);
	return account_db_insert(cmd->db, *ret, email, name, locale, cmd->now_ms);
}

enum err account_of_address(struct cmd *cmd, struct str email, int64_t *ret)
{
	struct account_row row;
	enum err e = account_db_by_email(cmd->db, cmd->arena, email, &row);

	*ret = row.id;
	return e;
}

enum err account_set_address(struct cmd *cmd, int64_t account, struct str email, bool *ret_is_set)
{
	return account_db_set_email(cmd->db, account, email, ret_is_set);
}

enum err account_claim(struct cmd *cmd, int64_t account, int64_t org)
{
	int64_t invited_by;
	enum err e = account_db_invited_by(cmd->db, account, &invited_by);

	if (e || !invited_by || invited_by == org)
		return e;
	cmd_end_connections(cmd, account);
	return account_db_forget_invitation(cmd->db, account);
}

/* A session that a way back opened is for a student: it must not go on as somebody of the staff. */
enum err account_joins_staff(struct cmd *cmd, int64_t account)
{
	bool has_any;
	enum err e = way_back_db_has_any(cmd->db, account, &has_any);

	if (e || !has_any)
		return e;
	cmd_end_connections(cmd, account);
	return account_db_end_all(cmd->db, account);
}

/* Whom an employer invites that they are not known to alone. Who never came, and whose earlier employer was taken off
 * the fair, is as good as new: otherwise nobody could send them a link. */
static enum err claim_for(struct cmd *cmd, int64_t account, int64_t org)
{
	bool is_nobody = false;
	enum err e = account_claim(cmd, account, org);

	if (!e && org)
		e = account_db_is_nobody(cmd->db, account, &is_nobody);
	return e || !is_nobody ? e : account_db_set_invited_by(cmd->db, account, org);
}

enum err account_ensure(struct cmd *cmd, const struct account_guest *guest, int64_t *ret)
{
	struct account_row row;
	enum err e = account_db_by_email(cmd->db, cmd->arena, guest->email, &row);

	if (e)
		return e;
	*ret = row.id ? row.id : cmd_id(cmd);
	if (row.id) {
		e = guest->org ? account_joins_staff(cmd, row.id) : ERR_OK;
		return e ? e : claim_for(cmd, row.id, guest->org);
	}
	e = account_db_insert(cmd->db, *ret, guest->email, guest->name, guest->locale, cmd->now_ms);
	return e ? e : account_db_set_invited_by(cmd->db, *ret, guest->org);
}

enum err on_account_create(struct cmd *cmd, const struct account_create_args *args,
			   struct account_create_reply *ret_reply)
{
	enum err e = account_upsert(cmd, args->email, args->name, LOCALE_NL, &ret_reply->account);

	if (!e)
		e = account_claim(cmd, ret_reply->account, 0);
	if (!e && args->is_admin)
		e = account_joins_staff(cmd, ret_reply->account);
	return e ? e : account_db_set_admin(cmd->db, ret_reply->account, args->is_admin);
}

enum err on_account_list(struct cmd *cmd, const struct account_list_args *args,
			 struct account_list_reply *ret_reply)
{
	(void)args;
	return account_db_people(cmd->db, cmd->arena, &ret_reply->people, &ret_reply->n_people);
}

enum err account_name(struct db *db, struct arena *a, int64_t account, struct str *ret)
{
	struct account_row row;
	enum err e = account_db_get(db, a, account, &row);

	if (!e)
		*ret = row.name;
	return !e && !row.id ? ERR_NOT_FOUND : e;
}

enum err account_me(struct db *db, struct arena *a, int64_t account, int64_t now_ms, struct wire_me *ret)
{
	struct account_row row;
	enum err e = account_db_get(db, a, account, &row);

	if (e)
		return e;
	if (!row.id)
		return ERR_NOT_FOUND;
	*ret = (struct wire_me){ .account = row.id, .name = row.name, .locale = row.locale,
				 .is_admin = row.is_admin };
	return account_db_participations(db, a, account, now_ms, &ret->participations,
					 &ret->n_participations);
}
