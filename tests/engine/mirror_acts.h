/* What people do at the fixture's fair when they do what they like. See mirror_test.c. */
#pragma once

#define A_BOOTH "iif(:a % 4, 21, 22)"
#define A_STUDENT "(601 + :b % 6)"
#define STAFF_OF(booth)                                                                            \
	"(SELECT p.account_id FROM booth o JOIN participation p ON p.org_id = o.org_id "           \
	" WHERE o.id = " booth " AND p.role IN ('recruiter', 'manager') "                          \
	" ORDER BY p.account_id * :c % 31 LIMIT 1)"
/* The patch leaves out a programme that is null. */
#define DRAFT                                                                                      \
	"json_patch('{}', json_object('title', 'Job ' || :b, 'about', '', 'track', 'bol', "        \
	"'level', 'mbo' || (3 + :b % 2), 'period', '', 'hours', 32, 'places', :c % 3, "            \
	"'processes', json('[]'), 'programme', iif(:a % 3, 899 + :a % 3, NULL)))"

#define RULES \
	"'fair', id, 'max_queues', max_queues, 'max_bookings', max_bookings, 'max_talks', max_talks, " \
	"'answer_hours', 24, 'ring_s', 30 + :a % 60, 'wrap_up_s', 60, 'suspension_minutes', 4 + :b % 3, " \
	"'no_show_minutes', 1 + :a % 5, 'employer_minutes', 1 + :c % 15, 'put_back', 1 + :b % 3, " \
	"'extensions', :c % 3, 'is_blind', json(iif(is_blind, 'true', 'false')), 'retention_days', 28 + :a % 3"

/* Who does it, with what arguments, and to which rows: one of these, by chance. :a, :b and :c are numbers
 * by chance, :now is the time. Nobody can where there is no row. */
struct act {
	unsigned weight; /* 0: after the one above, at the same moment */
	const char *cmd, *who, *args, *from;
};

static const struct act ACTS[] = {
	/* clang-format off */
	{ 4, "seat.take", STAFF_OF(A_BOOTH), "'booth', " A_BOOTH, "fair" },
	{ 1, "seat.leave", "account_id", "'seat', id", "seat WHERE state <> 'offline'" },
	{ 1, "seat.pause", "account_id", "'seat', id, 'minutes', 5",
	  "seat WHERE state <> 'offline'" },
	{ 2, "seat.resume", "account_id", "'seat', id", "seat WHERE state <> 'offline'" },
	{ 1, "seat.set_auto", "account_id",
	  "'seat', id, 'is_auto', json(iif(:a % 3, 'false', 'true'))", "seat" },
	{ 6, "queue.join", A_STUDENT, "'booth', " A_BOOTH, "fair" },
	{ 1, "queue.leave", "account_id", "'entry', id", "queue_entry WHERE ended_ms IS NULL" },
	{ 1, "queue.step_away", "account_id", "'entry', id", "queue_entry WHERE ended_ms IS NULL" },
	{ 1, "queue.come_back", "account_id", "'entry', id", "queue_entry WHERE ended_ms IS NULL" },
	{ 1, "line.close", STAFF_OF(A_BOOTH), "'booth', " A_BOOTH, "fair" },
	{ 2, "line.open", STAFF_OF("id"), "'booth', id", "booth WHERE is_line_closed" },
	{ 2, "booth.watch", A_STUDENT, "'booth', " A_BOOTH, "fair" },
	{ 1, "booth.unwatch", "account_id", "'booth', booth_id", "watch" },
	{ 1, "booth.visit", A_STUDENT, "'booth', " A_BOOTH, "fair" },
	{ 2, "card.save", A_STUDENT,
	  "'fair', id, 'about', 'About ' || :a, 'area', iif(:b % 2, 'Leiden', 'Delft'), 'programme', 899 + :c % 3",
	  "fair" },
	{ 1, "card.leave", A_STUDENT, "'booth', " A_BOOTH, "fair" },
	/* times */
	{ 3, "slot.book", A_STUDENT, "'slot', id", "slot WHERE NOT is_removed" },
	{ 3, "slot.wait", A_STUDENT, "'booth', " A_BOOTH, "fair" },
	{ 0, "slot.wait", A_STUDENT, "'booth', " A_BOOTH, "fair" },
	{ 1, "slot.unwait", "account_id", "'booth', booth_id", "slot_wait" },
	{ 2, "slot.offer", "iif(:a % 2, 506, " STAFF_OF("booth_id") ")",
	  "'slot', id, 'student', " A_STUDENT, "slot WHERE NOT is_removed" },
	{ 1, "slot.plan", "505",
	  "'booth', 21, 'plan', json_object('from_ms', (:now / 60000 + :a % 40) * 60000, "
	  "'until_ms', (:now / 60000 + :a % 40 + 60) * 60000, 'talk_minutes', 5 + :b % 20, "
	  "'pause_minutes', :c % 5, 'seats', 1 + :a % 2, 'reserve_percent', :b % 51)",
	  "fair" },
	{ 1, "slot.remove", STAFF_OF("booth_id"), "'slot', id", "slot WHERE NOT is_removed" },
	{ 2, "booking.accept", "account_id", "'booking', id", "booking WHERE state = 'offered'" },
	{ 1, "booking.move", "k.account_id", "'booking', k.id, 'slot', s.id",
	  "booking k JOIN slot s ON s.booth_id = k.booth_id AND NOT s.is_removed "
	  "WHERE k.state = 'booked'" },
	{ 1, "booking.assign", STAFF_OF("booth_id"),
	  "'booking', id, 'recruiter', " STAFF_OF("booth_id"),
	  "booking WHERE state IN ('booked', 'checked_in')" },
	{ 1, "booking.assign", STAFF_OF("booth_id"), "'booking', id",
	  "booking WHERE state IN ('booked', 'checked_in')" },
	{ 1, "booking.cancel", "iif(:a % 2, account_id, 501)", "'booking', id",
	  "booking WHERE state IN ('offered', 'booked', 'checked_in')" },
	{ 3, "booking.check_in", "account_id", "'booking', id", "booking WHERE state = 'booked'" },
	/* calls */
	{ 6, "call.next", "account_id", "'seat', id", "seat WHERE state IN ('free', 'wrap_up')" },
	{ 1, "call.pick", "s.account_id", "'seat', s.id, 'entry', q.id",
	  "seat s JOIN queue_entry q ON q.booth_id = s.booth_id AND q.ended_ms IS NULL "
	  "WHERE s.state IN ('free', 'wrap_up')" },
	{ 12, "call.accept", "student_id", "'call', id", "call WHERE state = 'ringing'" },
	{ 1, "call.decline", "student_id", "'call', id", "call WHERE state = 'ringing'" },
	{ 1, "call.one_more_minute", "student_id", "'call', id", "call WHERE state = 'ringing'" },
	{ 12, "call.join", "student_id", "'call', id",
	  "call WHERE state IN ('connecting', 'interrupted')" },
	{ 0, "call.join", "recruiter_id", "'call', id",
	  "call WHERE state IN ('connecting', 'interrupted')" },
	{ 0, "call.connected", "student_id", "'call', id, 'pair', pair",
	  "call WHERE state IN ('connecting', 'interrupted')" },
	{ 1, "call.extend", "iif(:a % 2, student_id, recruiter_id)", "'call', id",
	  "call WHERE ended_ms IS NULL" },
	{ 1, "call.end", "iif(:a % 2, student_id, recruiter_id)", "'call', id",
	  "call WHERE ended_ms IS NULL" },
	{ 1, "call.transfer", "c.recruiter_id",
	  "'call', c.id, 'booth', c.booth_id, 'seat', s.id, 'note', 'x'",
	  "call c JOIN seat s ON s.booth_id = c.booth_id WHERE c.ended_ms IS NULL" },
	{ 2, "call.transfer", "recruiter_id", "'call', id, 'booth', 43 - booth_id, 'note', 'x'",
	  "call WHERE ended_ms IS NULL" },
	{ 1, "call.report", "iif(:a % 2, student_id, recruiter_id)",
	  "'call', id, 'reason', 'rude', 'text', '', 'is_blocked', json(iif(:b % 3, 'false', 'true'))",
	  "call" },
	{ 1, "report.settle", "501", "'report', id", "report" },
	{ 1, "student.ban", "501",
	  "'fair', 1, 'student', " A_STUDENT ", 'is_banned', json(iif(:a % 7, 'false', 'true'))", "fair" },
	{ 1, "student.mute", "501",
	  "'fair', 1, 'student', " A_STUDENT ", 'is_muted', json(iif(:a % 3, 'false', 'true'))", "fair" },
	{ 1, "certification.set", "501",
	  "'booth', " A_BOOTH ", 'programme', 899 + :b % 3, 'state', iif(:a % 2, 'applied', 'certified')", "fair" },
	{ 1, "certification.set", "501", "'booth', " A_BOOTH ", 'programme', 900", "fair" },
	{ 1, "programme.save", "501",
	  "'programme', 900, 'draft', json_object('name', 'Name ' || :a % 3, 'level', 'mbo4', 'code', '', "
	  "'about', '', 'requirements', '', 'periods', '', 'contact_name', '', 'contact_email', '', "
	  "'contact_phone', '', 'processes', json('[]'))",
	  "fair" },
	{ 2, "chat.post", A_STUDENT, "'chat', 201, 'text', 'x'", "fair" },
	{ 1, "message.hide", "501", "'message', id, 'is_hidden', json(iif(:a % 2, 'false', 'true'))",
	  "message m WHERE EXISTS (SELECT 1 FROM chat c WHERE c.id = m.chat_id AND c.call_id IS NULL)" },
	{ 2, "announcement.post", "501",
	  "'fair', 1, 'text', 'x', 'text_en', 'x', "
	  "'audience', iif(:a % 2, 'students', iif(:b % 2, 'exhibitors', 'coordinators'))", "fair" },
	{ 1, "announcement.take_back", "501", "'fair', 1, 'announcement', id",
	  "announcement WHERE NOT is_taken_back" },
	/* what becomes of them */
	{ 1, "handover.accept", "student_id", "'handover', id",
	  "handover WHERE state = 'offered'" },
	{ 1, "handover.decline", "student_id", "'handover', id",
	  "handover WHERE state = 'offered'" },
	{ 2, "line.offer", "506", "'booth', " A_BOOTH ", 'student', " A_STUDENT, "fair" },
	{ 2, "lead.call_back", STAFF_OF("booth_id"), "'lead', id, 'note', 'x'", "lead" },
	{ 2, "lead.save", STAFF_OF("booth_id"),
	  "'lead', id, 'rating', :a % 6, 'next_step', 'offer', 'owner', " STAFF_OF("booth_id") ", "
	  "'tags', json_array('tag' || (:b % 3)), "
	  "'placement', (SELECT max(p.id) FROM placement p WHERE p.booth_id = lead.booth_id)",
	  "lead" },
	{ 3, "lead.answer", STAFF_OF("booth_id"),
	  "'lead', id, 'answer', iif(:a % 2, 'yes', 'no'), 'reason', 'x'",
	  "lead WHERE state <> 'queued'" },
	{ 1, "lead.move", "iif(:a % 2, account_id, " STAFF_OF("booth_id") ")",
	  "'lead', id, 'state', CASE :b % 4 WHEN 0 THEN 'invited' WHEN 1 THEN 'placed' "
	  "WHEN 2 THEN 'withdrawn' ELSE 'declined_by_student' END",
	  "lead" },
	{ 1, "lead.share_contact", "iif(:a % 2, account_id, " STAFF_OF("booth_id") ")",
	  "'lead', id, 'is_shared', json(iif(:b % 4, 'true', 'false'))", "lead" },
	{ 1, "lead.block", STAFF_OF("booth_id"), "'lead', id", "lead WHERE :a % 3 = 0" },
	{ 1, "lead.unblock", STAFF_OF("booth_id"), "'lead', id", "lead" },
	{ 1, "booth.block", A_STUDENT, "'booth', " A_BOOTH,
	  "fair WHERE :c % 3 = 0" },
	{ 1, "booth.unblock", "account_id", "'booth', booth_id", "block" },
	/* the fair and its booths */
	{ 1, "fair.close", "501", "'fair', id", "fair WHERE state = 'open' AND :a % 3 = 0" },
	/* Bounded now and then: who has not come in cannot do the most of what is above. */
	{ 1, "fair.set_rules", "501", RULES ", 'inside_most', 2 + :b % 6", "fair WHERE :a % 3 = 0" },
	{ 6, "fair.enter", A_STUDENT, "'fair', id", "fair" },
	{ 1, "fair.widen", "501", "'fair', id, 'by', 1 + :b % 2", "fair WHERE inside_most IS NOT NULL" },
	{ 1, "fair.set_rules", "501",
	  RULES ", 'is_unbounded', json('true')",
	  "fair" },
	{ 9, "fair.open", "501", "'fair', id", "fair WHERE state <> 'open'" },
	{ 1, "fair.extend", "501", "'fair', id, 'minutes', 5 + :a % 20", "fair WHERE :b % 3 = 0" },
	{ 1, "fair.point_quiet", "501", "'fair', id", "fair" },
	{ 1, "booth.tell", "501", "'booth', id, 'text', 'x'", "booth WHERE id < 23" },
	{ 1, "note.dismiss", STAFF_OF("booth_id"), "'booth', booth_id, 'note', id", "booth_note" },
	{ 1, "booth.save", "505",
	  "'booth', 21, 'tagline', 'x', 'about', '', 'city', iif(:a % 2, 'Leiden', 'Delft'), "
	  "'languages', json_array(iif(:b % 2, 'nl', 'en')), 'talk_minutes', 3 + :c % 6",
	  "fair" },
	{ 1, "fair.save_texts", "501",
	  "'fair', id, 'welcome', iif(:a % 2, 'Welkom', ''), 'welcome_en', '', 'privacy', iif(:b % 2, 'x', ''), "
	  "'privacy_en', ''",
	  "fair" },
	{ 1, "fair.publish", "501", "'fair', id, 'is_listed', json(iif(:a % 2, 'true', 'false'))",
	  "fair WHERE state = 'planned'" },
	{ 1, "exhibitor.ask", "601",
	  "'fair', id, 'draft', json_object('employer', 'Firm ' || :a % 9, 'city', '', 'room', 11, 'contact', 'C', "
	  "'email', 'c' || :a % 9 || '@firm.example', 'tagline', '')",
	  "fair WHERE state = 'planned'" },
	{ 1, "exhibitor.approve", "501", "'fair', fair_id, 'request', id", "exhibitor_request" },
	{ 1, "exhibitor.refuse", "501", "'fair', fair_id, 'request', id", "exhibitor_request WHERE :a % 3 = 0" },
	{ 1, "exhibitor.add", "501",
	  "'fair', id, 'draft', json_object('employer', 'New ' || :a % 4, 'city', '', 'room', 12, 'contact', 'C', "
	  "'email', 'n' || :a % 4 || '@firm.example', 'tagline', 'x')",
	  "fair" },
	{ 1, "exhibitor.invite", "501", "'booth', id", "booth" },
	{ 1, "exhibitor.remind", "501", "'booth', id", "booth" },
	{ 1, "exhibitor.camera_tried", STAFF_OF(A_BOOTH), "'booth', " A_BOOTH, "fair" },
	{ 1, "room.add", "501",
	  "'fair', id, 'draft', json_object('name', 'Room ' || :a, 'name_en', '', 'sector', 'care')",
	  "fair WHERE (SELECT count(*) FROM room) < 4" },
	{ 1, "room.save", "501",
	  "'room', id, 'draft', json_object('name', 'Room ' || :a, 'name_en', '', 'sector', "
	  "iif(:b % 2, 'care', 'ict'))",
	  "room" },
	{ 1, "room.order", "501",
	  "'fair', id, 'rooms', (SELECT json_group_array(id) FROM (SELECT id FROM room ORDER BY id * :a % 7))",
	  "fair" },
	{ 1, "room.remove", "501", "'room', id", "room WHERE id > 12" },
	{ 1, "placement.add", "501", "'booth', id, 'draft', " DRAFT,
	  "booth WHERE id < 23 AND (SELECT count(*) FROM placement p WHERE p.booth_id = booth.id) < 3" },
	{ 4, "placement.save", "501", "'placement', id, 'draft', " DRAFT,
	  "placement WHERE booth_id < 23" },
	{ 1, "placement.remove", "501", "'placement', id", "placement WHERE booth_id < 23" },
	{ 1, "staff.remove", "505", "'booth', 21, 'account', 503", "fair WHERE :a % 3 = 0" },
	{ 1, "staff.invite", "505",
	  "'booth', 21, 'email', 'recruiter503@test.example', 'name', 'Mo', 'role', 'recruiter'",
	  "fair" },
	/* clang-format on */
};
