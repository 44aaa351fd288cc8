/* Invitations to a part in a fair, each for one account. Engine thread. */
#pragma once

#include "features/mail/mail.h"

struct invitation {
	int64_t account;
	enum mail_words words;	     /* with a sign-in link */
	enum mail_words words_known; /* who signs in as before */
	struct mail_value values[MAIL_VALUES_MOST];
};

/*
 * Invites for the fair and the organisation of the command's object. *ret_token is what goes behind /in#, in the
 * arena; empty where they sign in as before. *ret_is_mailed: they hear of it by mail, which an address does three
 * times a day at most, however often it is invited.
 */
enum err invitation_send(struct cmd *cmd, const struct invitation *invitation, struct str *ret_token,
			 bool *ret_is_mailed) MUST_CHECK;
