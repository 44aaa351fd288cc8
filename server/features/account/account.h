/* What other features may ask of accounts. Engine thread. */
#pragma once

#include "engine/command.h"

/* How long links live that are bound to no browser. */
#define ACCOUNT_LINK_MS (24 * 60 * 60 * INT64_C(1000))

/* Who this is and what they are at every fair, the one that they are to see first in front (account_db.c), as the
 * client sees it. ERR_NOT_FOUND: no such account. Texts live in the arena. */
enum err account_me(struct db *db, struct arena *a, int64_t account, int64_t now_ms, struct wire_me *ret) MUST_CHECK;

/* Their name, in the arena. ERR_NOT_FOUND: no such account. */
enum err account_name(struct db *db, struct arena *a, int64_t account, struct str *ret) MUST_CHECK;

/* Somebody else than the employer who invited this account gives it a role: whoever came in by the
 * invitation is signed out, and its links are void. Nothing where it was not invited so. */
enum err account_claim(struct cmd *cmd, int64_t account, int64_t org) MUST_CHECK;

/* Finds the account of this address (lower case already) or makes it; name and locale are set. */
enum err account_upsert(struct cmd *cmd, struct str email, struct str name, enum locale locale,
			int64_t *ret) MUST_CHECK;

/* An address as accounts have it: in lower case, in the arena. False: it is none. Pure. */
bool account_address(struct arena *a, struct str typed, struct str *ret);

/* Somebody who is given a part in a fair by its address. */
struct account_guest {
	struct str email; /* in lower case already */
	struct str name;
	enum locale locale;
	int64_t org; /* the employer that invites them; 0: a school's list names them */
};

/* Finds the account of this address, as it is, or makes it; where an employer invites them, as one that is
 * known to it alone. */
enum err account_ensure(struct cmd *cmd, const struct account_guest *guest, int64_t *ret) MUST_CHECK;

/* What the account of this address is at a fair, by its rows there. */
struct account_there {
	bool is_student, is_elsewhere, is_staff; /* staff: of a school; elsewhere: of another employer */
	bool is_here;				 /* of this employer */
};
enum err account_there(struct db *db, int64_t fair, int64_t org, struct str email,
		       struct account_there *ret) MUST_CHECK;

/* Whether they come to this fair as a student. */
enum err account_is_student_at(struct db *db, int64_t account, int64_t fair, bool *ret) MUST_CHECK;

/* They get a role that is no student's: whoever is signed in by a way back is signed out. */
enum err account_joins_staff(struct cmd *cmd, int64_t account) MUST_CHECK;

/* A sign-in link that lives so long, for an account that nobody signed in to yet and that belongs to this
 * employer alone, at fairs of the school that made this one; an empty token for any other: they sign in as before. */
enum err account_first_link(struct cmd *cmd, int64_t account, int64_t fair, int64_t org, int64_t lives_ms,
			    struct str *ret) MUST_CHECK;

/* A sign-in link for a student who was never here and is nothing but a student on this server: single use, 24
 * hours; an empty token for any other: they sign in as before. */
enum err account_student_link(struct cmd *cmd, int64_t account, struct str *ret) MUST_CHECK;

/* A new account of a student. An empty address: they gave none. */
enum err account_add_student(struct cmd *cmd, struct str email, struct str name, enum locale locale,
			     int64_t *ret) MUST_CHECK;

/* Signs in somebody who proved to read the mail of their address, whatever employer invited it. */
enum err account_sign_in(struct cmd *cmd, int64_t account) MUST_CHECK;

/* By which a browser that asks is known again: its cookie is set, and this is the cookie's hash. */
enum err account_know_browser(struct cmd *cmd, struct str *ret_hash) MUST_CHECK;

/* Whose address this is (lower case already); 0: nobody's. */
enum err account_of_address(struct cmd *cmd, struct str email, int64_t *ret) MUST_CHECK;

/* Gives an account that has none this address (lower case already). False: it has one, or somebody else has this. */
enum err account_set_address(struct cmd *cmd, int64_t account, struct str email, bool *ret_is_set) MUST_CHECK;

/* The browser that asks is signed in as this student until their fair, which closes then, has been over for days. */
enum err account_sign_in_student(struct cmd *cmd, int64_t account, int64_t closes_ms) MUST_CHECK;

/* Their fair is held so much later. */
enum err account_prolong_students(struct cmd *cmd, int64_t fair, int64_t by_ms) MUST_CHECK;

/* A link by which a student comes back on any device, as often as they like, while the cards of their fair may be
 * seen; the five newest work. ERR_WRONG_STATE: they are more than a student somewhere on this server, and more than
 * such a link may open. The token lives in the arena. */
enum err account_make_way_back(struct cmd *cmd, int64_t account, int64_t fair, struct str *ret) MUST_CHECK;
/* The same with a token that the student's browser made. */
enum err account_keep_way_back(struct cmd *cmd, int64_t account, int64_t fair, struct str token) MUST_CHECK;

/* Signs in who has such a link, of whose token this is the hash. ERR_LINK_INVALID: nobody has. */
enum err account_come_back(struct cmd *cmd, struct str hash, struct wire_me *ret) MUST_CHECK;

/* A sign-in link for this account: single use, unbound, 24 hours. The token lives in the arena. */
enum err account_make_link(struct cmd *cmd, int64_t account, struct str *ret) MUST_CHECK;

/* What is kept of a token: its SHA-256, in the arena. */
struct str account_hash(struct arena *a, struct str token);

/* Since when all of somebody's connections are gone; 0: they are there. They were seen just now, either way. */
enum err account_set_offline(struct db *db, int64_t account, int64_t since_ms, int64_t now_ms) MUST_CHECK;

/* The name that others see: the given name and the initial of the rest ("Yusuf A."). Students are
 * never shown with a surname. Lives in the arena. */
struct str account_short_name(struct arena *a, struct str name);

/* This account takes part in a fair for an organisation from now on. Nothing where it did already. */
enum err account_join(struct cmd *cmd, int64_t account, int64_t fair, int64_t org,
		      enum fair_role role) MUST_CHECK;

/* The same as a student of a school, who came to this fair just now: it is the one that they see first. */
enum err account_join_as_student(struct cmd *cmd, int64_t account, int64_t fair, int64_t school) MUST_CHECK;

/* Of several fairs that they take part in this one comes first from now on. */
enum err account_go_to(struct cmd *cmd, int64_t account, int64_t fair) MUST_CHECK;

/* All who organise and coordinate for a school do so at this fair too; their pages hear of it by coming back. */
enum err account_join_school(struct cmd *cmd, int64_t fair, int64_t school) MUST_CHECK;

/* Who organised or coordinated at a fair for this school does so no longer, and follows nothing of it any more. */
enum err account_leave_school(struct cmd *cmd, int64_t fair, int64_t school) MUST_CHECK;

/* All who worked at an earlier fair have that role at this one; of schools those of this one alone, and whoever
 * organises or coordinates comes by account_join_school(), if they still do. */
enum err account_copy_staff(struct cmd *cmd, int64_t from, int64_t to, int64_t school) MUST_CHECK;

/* An employer comes to this fair no more: who works for it neither. */
enum err account_leave_employer(struct cmd *cmd, int64_t fair, int64_t org) MUST_CHECK;

/* Who organises for a school, whatever the fair. */
enum err account_organisers(struct cmd *cmd, int64_t school, struct ids *ret) MUST_CHECK;
