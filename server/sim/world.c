/* The fair and its people, made through the import as an organiser would make them. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/mem.h"
#include "sim/internal.h"
#include "store/db.h"

#define FAIR_SLUG "sim"

const char *const WORLD_SCHOOLS[SCHOOLS] = { "School", "Harbour school", "Small school" };
const char *const WORLD_LEVELS[LEVELS] = { "mbo3", "mbo4", "hbo", "wo" };
const char *const WORLD_SECTORS[SECTORS] = { "Zaal 1, Zaal 3", "Zaal 2", "Zaal 4" };
static const struct {
	const char *name;
	unsigned at;
} ROOM_SECTORS[ROOMS] = { { "care", 0 }, { "ict", 1 }, { "care", 0 }, { "retail", 2 } };

unsigned world_sector(unsigned booth)
{
	return ROOM_SECTORS[booth % ROOMS].at;
}

static unsigned number_of(const struct sim *s, const struct person *student)
{
	return student->index - 1 - s->n_recruiters;
}

/* The third, and the fourth level, have too few to be told of. */
unsigned world_school(const struct sim *s, const struct person *student)
{
	unsigned n = number_of(s, student);

	return n % 10 < 6 ? 0 : n % 10 < 9 || n > 80 ? 1 : 2;
}

unsigned world_level(const struct sim *s, const struct person *student)
{
	unsigned n = number_of(s, student);

	return n % 9 == 8 && n < 80 ? 3 : n % 7 < 4 ? 1 : n % 7 < 6 ? 2 : 0;
}

static void add_file(json_t *files, const char *kind, const struct buf *csv)
{
	char name[40];

	snprintf(name, sizeof(name), "%s.csv", kind);
	json_array_append_new(files, json_pack("{s:s,s:s,s:s%}", "kind", kind, "name", name, "csv",
					       csv->at, csv->len));
}

static void add_fair(const struct sim *s, json_t *files)
{
	AUTO(buf_done) struct buf fairs = { 0 }, orgs = { 0 }, rooms = { 0 }, programmes = { 0 };

	buf_printf(&fairs,
		   "slug,name,timezone,opens,closes,target,max_queues,talk_minutes\n" FAIR_SLUG
		   ",Simulated,Europe/Amsterdam,now+30m,now+%um,%u,%u,%u\n",
		   30 + s->options.scenario->minutes, WORLD_TARGET, lines_most(s),
		   s->options.scenario->talk_minutes);
	BUF_LIT(&orgs, "slug,kind,name,city\n");
	BUF_LIT(&programmes, "fair,slug,code,name,level,school\n");
	for (unsigned n = 0; n < SCHOOLS; n++) {
		buf_printf(&orgs, "s%u,school,%s,Leiden\n", n, WORLD_SCHOOLS[n]);
		for (unsigned l = 0; l < LEVELS; l++)
			buf_printf(&programmes, FAIR_SLUG ",p%u%s,25998,Software developer,%s,s%u\n", n,
				   WORLD_LEVELS[l], WORLD_LEVELS[l], n);
	}
	BUF_LIT(&rooms, "fair,slug,name,name_en,sector,position\n");
	for (int i = 1; i <= ROOMS; i++)
		buf_printf(&rooms, FAIR_SLUG ",r%d,Zaal %d,Room %d,%s,%d\n", i, i, i, ROOM_SECTORS[i - 1].name, i);
	for (unsigned b = 0; b < s->options.scenario->booths; b++)
		buf_printf(&orgs, "e%u,employer,Employer %u,Leiden\n", b, b);
	add_file(files, "fairs", &fairs);
	add_file(files, "organisations", &orgs);
	add_file(files, "rooms", &rooms);
	add_file(files, "programmes", &programmes);
}

static void add_booths(const struct sim *s, json_t *files)
{
	const struct sim_scenario *c = s->options.scenario;
	unsigned slot_minutes = c->talk_minutes + 2;
	bool has_slots = c->bookers > 0 && c->minutes / 2 >= slot_minutes;
	AUTO(buf_done) struct buf booths = { 0 }, slots = { 0 }, placements = { 0 };

	BUF_LIT(&booths, "fair,room,slug,employer,name,tagline,about,city,talk_minutes\n");
	BUF_LIT(&placements,
		"fair,booth,title,about,level,track,programme,period,hours,places,processes\n");
	BUF_LIT(&slots, "fair,booth,from,until,minutes,pause_minutes,seats\n");
	for (unsigned b = 0; b < c->booths; b++) {
		buf_printf(&booths, FAIR_SLUG ",r%u,b%u,e%u,Booth %u,,,Leiden,%u\n", b % ROOMS + 1, b, b, b,
			   c->talk_minutes);
		for (unsigned l = 0; l < LEVELS; l++)
			buf_printf(&placements, FAIR_SLUG ",b%u,Placement %u,,%s,any,,,32,2,\n", b, l,
				   WORLD_LEVELS[l]);
		/* Half of the booths take bookings, in the second half of the evening. */
		if (b % 2 == 0)
			buf_printf(&slots, FAIR_SLUG ",b%u,now+%um,now+%um,%u,2,1\n", b,
				   30 + c->minutes / 2, 30 + c->minutes, slot_minutes);
	}
	add_file(files, "booths", &booths);
	add_file(files, "placements", &placements);
	if (has_slots)
		add_file(files, "slots", &slots);
}

static void add_people(const struct sim *s, json_t *files)
{
	AUTO(buf_done) struct buf staff = { 0 }, students = { 0 };

	BUF_LIT(&staff, "email,name,role,fair,organisation,locale\n");
	BUF_LIT(&students, "fair,email,name,school,programme,group,locale,looking_for,area,period,"
			   "about,can,learn\n");
	for (unsigned i = 0; i < s->n_people; i++) {
		const struct person *p = &s->people[i];

		if (p->kind == PERSON_STUDENT)
			buf_printf(&students, FAIR_SLUG ",%s,Student %u,s%u,p%u%s,G1,nl,,,,,,\n", p->email, i,
				   world_school(s, p), world_school(s, p), WORLD_LEVELS[world_level(s, p)]);
		else if (p->kind == PERSON_RECRUITER)
			buf_printf(&staff, "%s,Recruiter %u,recruiter," FAIR_SLUG ",e%u,nl\n", p->email,
				   i, p->booth);
		else
			buf_printf(&staff, "%s,Organiser,organiser," FAIR_SLUG ",s0,nl\n", p->email);
	}
	add_file(files, "people", &staff);
	add_file(files, "students", &students);
}

/* Booths by their popularity; skew 1 is Zipf's law: the tenth is wanted a tenth as often. */
static void make_booths(struct sim *s)
{
	const struct sim_scenario *c = s->options.scenario;
	double sum = 0;

	s->booths = mem_alloc(c->booths * sizeof(*s->booths));
	for (unsigned b = 0; b < c->booths; b++)
		sum += s->booths[b].popularity = pow(b + 1.0, -c->skew);
	for (unsigned b = 0; b < c->booths; b++)
		s->booths[b].popularity /= sum;
}

static unsigned wish(struct sim *s, struct chance *chance)
{
	double at = chance_unit(chance);

	for (unsigned b = 0; b < s->options.scenario->booths; b++) {
		at -= s->booths[b].popularity;
		if (at < 0)
			return b;
	}
	return s->options.scenario->booths - 1;
}

static bool wants(const struct person *p, unsigned booth)
{
	for (unsigned i = 0; i < p->n_wishes; i++) {
		if (p->wishes[i] == booth)
			return true;
	}
	return false;
}

static void make_wishes(struct sim *s, struct person *p)
{
	unsigned n = (unsigned)chance_between(&p->chance, 3, WISHES_MOST);

	p->n_wanted = (unsigned)chance_between(&p->chance, 1, 5);
	for (int tries = 0; p->n_wishes < n && tries < 100; tries++) {
		unsigned booth = wish(s, &p->chance);

		if (!wants(p, booth))
			p->wishes[p->n_wishes++] = booth;
	}
}

/* One recruiter a booth at least; the rest where most people want to be. */
static unsigned booth_of(struct sim *s, unsigned recruiter)
{
	return recruiter < s->options.scenario->booths ? recruiter : wish(s, &s->chance);
}

static void sit_down(struct sim *s, struct person *p, unsigned booth)
{
	p->booth = booth;
	p->colleague = s->booths[booth].staff;
	s->booths[booth].staff = p;
}

static void make_people(struct sim *s)
{
	const struct sim_scenario *c = s->options.scenario;

	s->n_recruiters = sim_recruiters(c);
	s->n_people = 1 + s->n_recruiters + c->students;
	s->people = mem_alloc(s->n_people * sizeof(*s->people));
	s->touched = mem_alloc(s->n_people * sizeof(*s->touched));
	for (unsigned i = 0; i < s->n_people; i++) {
		struct person *p = &s->people[i];

		p->index = i;
		p->kind = i == 0			? PERSON_ORGANISER :
			  i <= s->n_recruiters ? PERSON_RECRUITER :
						       PERSON_STUDENT;
		p->chance = chance_of(s->options.seed, i + 1);
		snprintf(p->email, sizeof(p->email), "p%u@sim.example", i);
		if (p->kind == PERSON_RECRUITER)
			sit_down(s, p, booth_of(s, i - 1));
		else if (p->kind == PERSON_STUDENT)
			make_wishes(s, p);
	}
}

/* ---- what the database made of it ---- */

static bool read_ids(struct sim *s)
{
	static const char BOOTHS[] = "SELECT id FROM booth ORDER BY id";
	static const char FAIR[] = "SELECT id, opens_ms, closes_ms FROM fair";
	static const char PEOPLE[] = "SELECT id, email FROM account";
	AUTO(arena_done) struct arena arena = { 0 };
	struct stmt *q;
	unsigned n = 0;

	if (db_open(s->db_path, DB_READER, &s->db))
		return false;
	q = db_stmt(s->db, FAIR);
	if (stmt_row(q)) {
		s->fair = col_i64(q, 0);
		s->opens_ms = col_i64(q, 1);
		s->closes_ms = col_i64(q, 2);
	}
	IGNORE(stmt_end(q)); /* a fair of 0 fails below */
	q = db_stmt(s->db, BOOTHS);
	while (n < s->options.scenario->booths && stmt_row(q)) {
		s->booths[n].id = col_i64(q, 0);
		map_set(&s->by_booth, (uint64_t)s->booths[n].id, &s->booths[n]);
		n++;
	}
	IGNORE(stmt_end(q));
	q = db_stmt(s->db, PEOPLE);
	while (stmt_row(q)) {
		struct person *p = &s->people[strtoul(col_str(q, 1, &arena).at + 1, NULL, 10)];

		p->account = col_i64(q, 0);
		map_set(&s->by_account, (uint64_t)p->account, p);
	}
	IGNORE(stmt_end(q));
	return s->fair && n == s->options.scenario->booths && s->by_account.n == s->n_people;
}

bool world_make(struct sim *s)
{
	json_t *files = json_array();

	make_booths(s);
	make_people(s);
	add_fair(s, files);
	add_booths(s, files);
	add_people(s, files);
	ask(s, NULL, "import.load", json_pack("{s:o}", "files", files), 0);
	engine_step(s->engine);
	return read_ids(s);
}

void world_set_rules(struct sim *s, struct person *organiser)
{
	unsigned inside = s->options.scenario->inside; /* 0: no bound */

	ask(s, organiser, "fair.set_rules",
	    json_pack("{s:I,s:i,s:i,s:i,s:i,s:i,s:i,s:i,s:i,s:i,s:i,s:i,s:b,s:i,s:o*}", "fair", (json_int_t)s->fair,
		      "max_queues", (int)lines_most(s), "max_bookings", 3, "max_talks", 2, "answer_hours",
		      ANSWER_HOURS, "ring_s", 45, "wrap_up_s", 60, "suspension_minutes", 5, "no_show_minutes", 3,
		      "employer_minutes", 5, "put_back", 2, "extensions", 2, "is_blind", 0, "retention_days", 28,
		      "inside_most", inside ? json_integer(inside) : NULL),
	    0);
}
