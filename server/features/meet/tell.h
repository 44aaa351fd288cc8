/* What students and employers are told by mail, where this server writes mails. Engine thread. */
#pragma once

#include "engine/command.h"

struct booking;
struct lead;

/* A booking has just changed from this state. */
enum err tell_booking(struct cmd *cmd, const struct booking *booking, enum booking_state before) MUST_CHECK;
/* It is theirs: they are told, and reminded a day and ten minutes before it. */
enum err tell_booked(struct cmd *cmd, const struct booking *booking) MUST_CHECK;
/* A time is offered to them. */
enum err tell_offered(struct cmd *cmd, const struct booking *booking) MUST_CHECK;
/* An employer answered. */
enum err tell_answered(struct cmd *cmd, const struct lead *lead) MUST_CHECK;
/* An answer is owed: when it is overdue its booth's managers hear it, and then every week. */
enum err tell_owing(struct cmd *cmd, const struct lead *lead) MUST_CHECK;
