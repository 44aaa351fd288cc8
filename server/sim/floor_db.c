/* A moment of a fair, as the database tells it. See floor.h. */
#include "sim/floor.h"

#include "store/db.h"

#define MOST(s) ((size_t)(s)->n_people * (LINES_MOST + 2))

static unsigned booth_index(struct sim *s, int64_t id)
{
	const struct booth_info *b = map_get(&s->by_booth, (uint64_t)id);

	return (unsigned)(b - s->booths);
}

static unsigned person_index(struct sim *s, int64_t account)
{
	const struct person *p = map_get(&s->by_account, (uint64_t)account);

	return p->index;
}

static void end(struct sim *s, struct stmt *q)
{
	if (stmt_end(q))
		sim_fail(s, "the database cannot be read");
}

static void read_seats(struct sim *s, struct floor_state *f)
{
	static const char SQL[] =
		"SELECT /* scan: all there are */ s.booth_id, s.is_auto, "
		"CASE s.state WHEN 'free' THEN 0 ELSE coalesce(s.until_ms, 0) END, "
		"c.student_id, coalesce(c.started_ms, 0), coalesce(c.ends_ms, 0) "
		"FROM seat s LEFT JOIN call c ON c.seat_id = s.id AND c.ended_ms IS NULL "
		"WHERE s.state <> 'offline' ORDER BY s.id";
	struct stmt *q = db_stmt(s->db, SQL);

	while (stmt_row(q)) {
		struct floor_seat *seat = &f->seats[f->n_seats];

		*seat = (struct floor_seat){ .booth = booth_index(s, col_i64(q, 0)),
					     .is_auto = col_i64(q, 1) != 0,
					     .next_ms = col_i64(q, 2) };
		f->seats_of[seat->booth]++;
		if (!col_is_null(q, 3))
			f->calls[f->n_calls++] = (struct floor_call){
				f->n_seats, person_index(s, col_i64(q, 3)), col_i64(q, 4), col_i64(q, 5)
			};
		f->n_seats++;
	}
	end(s, q);
}

static void read_entries(struct sim *s, struct floor_state *f)
{
	/* Away and suspended: 4 minutes from now, more or less. */
	static const char SQL[] =
		"SELECT /* scan: all there are */ q.id, q.booth_id, q.account_id, q.state <> 'waiting' "
		"FROM booth b JOIN queue_entry q ON q.booth_id = b.id "
		"WHERE q.ended_ms IS NULL AND q.state IN ('waiting', 'away', 'suspended') "
		"ORDER BY b.id, q.precedence, q.rank";
	struct stmt *q = db_stmt(s->db, SQL);
	unsigned booth = 0;

	while (stmt_row(q)) {
		struct floor_entry *e = &f->entries[f->n_entries];

		*e = (struct floor_entry){ .id = col_i64(q, 0),
					   .booth = booth_index(s, col_i64(q, 1)),
					   .student = person_index(s, col_i64(q, 2)),
					   .back_ms = col_i64(q, 3) ? s->now_ms + 4 * MINUTE_MS : 0 };
		while (booth <= e->booth)
			f->line_at[booth++] = (unsigned)f->n_entries;
		f->n_entries++;
	}
	while (booth <= s->options.scenario->booths)
		f->line_at[booth++] = (unsigned)f->n_entries;
	end(s, q);
}

static void read_bookings(struct sim *s, struct floor_state *f)
{
	static const char SQL[] =
		"SELECT /* scan: all there are */ k.booth_id, t.starts_ms FROM booking k "
		"JOIN slot t ON t.id = k.slot_id WHERE k.state = 'booked' AND t.starts_ms > :from "
		"ORDER BY t.starts_ms";
	struct stmt *q = db_stmt(s->db, SQL);

	stmt_i64(q, ":from", s->now_ms - 3 * MINUTE_MS);
	while (stmt_row(q))
		f->bookings[f->n_bookings++] =
			(struct floor_booking){ booth_index(s, col_i64(q, 0)), col_i64(q, 1) };
	end(s, q);
}

void floor_read(struct sim *s, struct arena *a, struct floor_state *ret)
{
	size_t booths = s->options.scenario->booths;

	*ret = (struct floor_state){
		.seats = arena_array(a, s->n_recruiters, sizeof(*ret->seats)),
		.calls = arena_array(a, s->n_recruiters, sizeof(*ret->calls)),
		.entries = arena_array(a, MOST(s), sizeof(*ret->entries)),
		.bookings = arena_array(a, MOST(s), sizeof(*ret->bookings)),
		.line_at = arena_array(a, booths + 1, sizeof(*ret->line_at)),
		.seats_of = arena_array(a, booths, sizeof(*ret->seats_of)),
		.busy_ms = arena_array(a, s->n_people, sizeof(*ret->busy_ms)),
		.n_talks = arena_array(a, s->n_people, sizeof(*ret->n_talks)),
	};
	read_seats(s, ret);
	read_entries(s, ret);
	read_bookings(s, ret);
	for (unsigned i = 0; i < s->n_people; i++)
		ret->n_talks[i] = s->people[i].n_talks;
}
