/* What other features may ask of employers on their way to a fair. Engine thread. */
#pragma once

#include "engine/command.h"
#include "features/fair/fair.h"

/* What the address of who shall answer for a booth is at its fair already. */
enum exhibitor_contact {
	CONTACT_IS_NEW,
	CONTACT_IS_HERE, /* works for this employer */
	CONTACT_IS_STUDENT,
	CONTACT_IS_STAFF, /* works at no booth */
	CONTACT_IS_ELSEWHERE,
};

/* An employer with its booth and who answers for it. The address is in lower case. */
struct exhibitor_draft {
	struct booth_draft booth;
	struct str contact, email;
	enum locale locale;
	int64_t org, booth_id; /* exhibitor_look() finds them; 0: not there yet */
};

/* Finds what of a draft is there already. */
enum err exhibitor_look(struct cmd *cmd, struct exhibitor_draft *draft, enum exhibitor_contact *ret)
	MUST_CHECK;

/* Makes what is not there yet of a draft that was looked at, whose contact is new or here. Nobody is written to. */
enum err exhibitor_make(struct cmd *cmd, struct exhibitor_draft *draft, bool *ret_is_new_booth) MUST_CHECK;

/* The booths of an employer at a fair: whoever works for it works at each of them. */
enum err exhibitor_booths(struct cmd *cmd, int64_t fair, int64_t org, struct ids *ret) MUST_CHECK;

/* How far a booth is changed; or each booth of an employer. */
void exhibitor_touch(struct cmd *cmd, int64_t fair, int64_t booth);
enum err exhibitor_touch_org(struct cmd *cmd, int64_t fair, int64_t org) MUST_CHECK;

/* This account has signed in, or is here by an earlier session: wherever it works at a booth, it has been
 * there now. */
enum err exhibitor_came(struct cmd *cmd, int64_t account) MUST_CHECK;

/* This mail was sent, or never will be. */
enum err exhibitor_mail_settled(struct cmd *cmd, int64_t mail) MUST_CHECK;
