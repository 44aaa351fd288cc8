/* What the files of this feature share; nobody else includes it. Engine thread. */
#pragma once

#include "features/exhibitor/exhibitor.h"

/* An employer as somebody typed it, looked at: what cannot be is refused, of its field. */
enum err exhibitor_read(struct cmd *cmd, int64_t fair, const struct wire_exhibitor_draft *typed,
			struct exhibitor_draft *ret) MUST_CHECK;

/* The employer is new here: its booth is made. ERR_EMPLOYER_THERE: it has one already. */
enum err exhibitor_admit(struct cmd *cmd, struct exhibitor_draft *draft) MUST_CHECK;

/* Invites by mail who answers for a booth; nothing where none are sent, or they had enough of them today. */
enum err exhibitor_welcome(struct cmd *cmd, int64_t booth, bool *ret_is_mailed) MUST_CHECK;
