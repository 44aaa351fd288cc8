/*
 * An employer's row: who they are, where they stand, and who answers for them. Whoever is there already stays
 * as they are: they may have changed what the list still says. All is looked at before anything is written, so
 * that a row that is left out leaves nothing behind. Engine thread.
 */
#include "features/exhibitor/exhibitor.h"
#include "features/fair/fair.h"
#include "features/imports/imports_row.h"

static struct exhibitor_draft draft_of(const struct imports_row *row)
{
	const struct import_cell *c = row->cells;
	struct str booth = c[EMPLOYERS_BOOTH].text;
	struct exhibitor_draft draft = {
		.booth = {
			.fair = c[EMPLOYERS_FAIR].id,
			.employer = c[EMPLOYERS_EMPLOYER].text,
			.city = c[EMPLOYERS_CITY].text,
			.name = booth.len ? booth : c[EMPLOYERS_EMPLOYER].text,
			.tagline = c[EMPLOYERS_TAGLINE].text,
			.about = c[EMPLOYERS_ABOUT].text,
		},
		.contact = c[EMPLOYERS_CONTACT].text,
		.email = c[EMPLOYERS_EMAIL].text,
	};

	if (!locale_from(c[EMPLOYERS_LOCALE].text, &draft.locale))
		draft.locale = LOCALE_NL;
	return draft;
}

static enum err check_contact(struct imports_row *row, enum exhibitor_contact contact)
{
	switch (contact) {
	case CONTACT_IS_STUDENT:
		return imports_refuse_why(row, EMPLOYERS_EMAIL, IMPORT_PROBLEM_IS_STUDENT, 0,
					  "the address of nobody who is a student here");
	case CONTACT_IS_STAFF:
		return imports_refuse_why(row, EMPLOYERS_EMAIL, IMPORT_PROBLEM_IS_STAFF, 0,
					  "the address of somebody who can work at a booth here");
	case CONTACT_IS_ELSEWHERE:
		return imports_refuse_why(row, EMPLOYERS_EMAIL, IMPORT_PROBLEM_IS_ELSEWHERE, 0,
					  "the address of nobody at another booth here");
	default:
		return ERR_OK;
	}
}

enum err imports_apply_employer(struct imports_row *row)
{
	struct cmd *cmd = row->load->cmd;
	struct exhibitor_draft draft = draft_of(row);
	enum exhibitor_contact contact = CONTACT_IS_NEW;
	bool is_new_booth = false;
	enum err e = fair_room_called(cmd, draft.booth.fair, row->cells[EMPLOYERS_ROOM].text, &draft.booth.room);

	if (!e && !draft.booth.room)
		e = imports_refuse_why(row, EMPLOYERS_ROOM, IMPORT_PROBLEM_UNKNOWN, 0, "a room of this fair");
	if (imports_goes_on(row->load, e)) {
		enum err looked = exhibitor_look(cmd, &draft, &contact);

		if (!looked)
			looked = check_contact(row, contact);
		e = e && looked != ERR_INTERNAL ? e : looked;
	}
	if (!e && !row->n_faults)
		e = exhibitor_make(cmd, &draft, &is_new_booth);
	row->outcome = is_new_booth		? IMPORT_OUTCOME_ADDED :
		       contact == CONTACT_IS_HERE ? IMPORT_OUTCOME_UNCHANGED :
						    IMPORT_OUTCOME_COMPLETED;
	return e;
}
