/*
 * What may stand in a column of an import file (docs/import.md): one table for each kind of file,
 * and the parsers of single values. Pure: no SQL, no clock, no zone.
 */
#pragma once

#include "base/arena.h"
#include "wire/protocol.h"

/* Room for what was expected, as struct fault has it. */
#define IMPORT_EXPECTED_BYTES 96
#define IMPORT_COLUMNS_MOST 13
#define IMPORT_CODES_MOST 20

enum import_type {
	IMPORT_SLUG,
	IMPORT_LINE,
	IMPORT_TEXT,
	IMPORT_NUMBER,
	IMPORT_CHOICE,
	IMPORT_EMAIL,
	IMPORT_TIME,
	IMPORT_REFERENCE, /* the slug of a row of another file, or of the server */
	IMPORT_CODES,	  /* codes of work processes with | between */
};

struct import_column {
	const char *name;
	enum import_type type;
	uint32_t lo, hi;      /* LINE, TEXT: characters; NUMBER: values */
	bool may_be_empty;    /* NUMBER, REFERENCE; a LINE or TEXT may when lo is 0 */
	bool is_key;	      /* no two rows of a file agree in all of these */
	bool is_folded;	      /* a key: Jansen and JANSEN are the same */
	bool is_unique;	      /* no two rows of a file agree in this one */
	const char *choices;  /* CHOICE: the words, a space between */
	enum import_kind to;  /* REFERENCE: whose slug */
};

struct import_columns {
	const char *row; /* what a row is, with its article: "a room" */
	const struct import_column *at;
	size_t n;
	/* Of lists that people type: spaces around a value are nobody's, and a row is told by these two columns. */
	bool is_list;
	int name, email;
};

extern const struct import_columns import_columns[IMPORT_KIND_COUNT];

/* Columns by kind, in the order of import_columns. */
enum { FAIRS_SLUG, FAIRS_NAME, FAIRS_TIMEZONE, FAIRS_OPENS, FAIRS_CLOSES, FAIRS_TARGET,
       FAIRS_MAX_QUEUES, FAIRS_TALK_MINUTES };
enum { ORGANISATIONS_SLUG, ORGANISATIONS_KIND, ORGANISATIONS_NAME, ORGANISATIONS_CITY };
enum { ROOMS_FAIR, ROOMS_SLUG, ROOMS_NAME, ROOMS_NAME_EN, ROOMS_SECTOR, ROOMS_POSITION };
enum { PROGRAMMES_FAIR, PROGRAMMES_SLUG, PROGRAMMES_CODE, PROGRAMMES_NAME, PROGRAMMES_LEVEL,
       PROGRAMMES_SCHOOL };
enum { PROCESSES_FAIR, PROCESSES_PROGRAMME, PROCESSES_CODE, PROCESSES_TEXT };
enum { BOOTHS_FAIR, BOOTHS_ROOM, BOOTHS_SLUG, BOOTHS_EMPLOYER, BOOTHS_NAME, BOOTHS_TAGLINE,
       BOOTHS_ABOUT, BOOTHS_CITY, BOOTHS_TALK_MINUTES };
enum { PLACEMENTS_FAIR, PLACEMENTS_BOOTH, PLACEMENTS_TITLE, PLACEMENTS_ABOUT, PLACEMENTS_LEVEL,
       PLACEMENTS_TRACK, PLACEMENTS_PROGRAMME, PLACEMENTS_PERIOD, PLACEMENTS_HOURS,
       PLACEMENTS_PLACES, PLACEMENTS_PROCESSES };
enum { PEOPLE_EMAIL, PEOPLE_NAME, PEOPLE_ROLE, PEOPLE_FAIR, PEOPLE_ORGANISATION, PEOPLE_LOCALE };
enum { STUDENTS_FAIR, STUDENTS_EMAIL, STUDENTS_NAME, STUDENTS_SCHOOL, STUDENTS_PROGRAMME,
       STUDENTS_GROUP, STUDENTS_LOCALE, STUDENTS_LOOKING_FOR, STUDENTS_AREA, STUDENTS_PERIOD,
       STUDENTS_ABOUT, STUDENTS_CAN, STUDENTS_LEARN };
enum { EMPLOYERS_FAIR, EMPLOYERS_ROOM, EMPLOYERS_EMPLOYER, EMPLOYERS_CITY, EMPLOYERS_BOOTH,
       EMPLOYERS_TAGLINE, EMPLOYERS_ABOUT, EMPLOYERS_CONTACT, EMPLOYERS_EMAIL, EMPLOYERS_LOCALE };
enum { ENROLMENTS_FAIR, ENROLMENTS_SCHOOL, ENROLMENTS_PROGRAMME, ENROLMENTS_GROUP, ENROLMENTS_NAME,
       ENROLMENTS_EMAIL, ENROLMENTS_LOCALE };
enum { SLOTS_FAIR, SLOTS_BOOTH, SLOTS_FROM, SLOTS_UNTIL, SLOTS_MINUTES, SLOTS_PAUSE_MINUTES,
       SLOTS_SEATS };

/* A time as it is written: relative to the import, or what the clock on the wall shows. */
struct import_when {
	bool is_relative;
	int64_t relative_ms;
	int64_t local_s; /* since 1970, as if local time were UTC */
};

/* One value. What the type does not speak of is 0. */
struct import_cell {
	struct str text; /* as it stands there; an e-mail address in lower case */
	int64_t number;
	struct import_when when;
	struct str codes[IMPORT_CODES_MOST];
	size_t n_codes;
	int64_t id; /* of what a REFERENCE names, filled in by who looks it up; 0: empty */
};

/* Reads a value of this column. False: ret_expected says, in ASCII, what may stand there. */
bool import_cell(const struct import_column *c, struct str s, struct arena *a,
		 struct import_cell *ret, char ret_expected[IMPORT_EXPECTED_BYTES]) MUST_CHECK;

/* Why import_cell() refused a value, and for too_long the most characters; otherwise 0. */
enum import_problem import_problem(const struct import_column *c, struct str s, uint32_t *ret_most);

bool import_when(struct str s, struct import_when *ret) MUST_CHECK;

/* A window cut into slots: how many follow each other, 0 when not even one fits. */
int64_t import_slots(int64_t from_ms, int64_t until_ms, int64_t slot_ms, int64_t pause_ms);

/* The organisation for which one has this role is of this kind; NULL: of any. */
const char *import_role_kind(struct str role);
