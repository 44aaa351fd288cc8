/*
 * A student's row as a school's list has it: who they are, what they learn and in which group. The rest of the card
 * is their own to write. Whoever is a student of the fair already stays as they are: they may have written theirs.
 * All is looked at before anything is written. Engine thread.
 */
#include "features/account/account.h"
#include "features/imports/imports_row.h"

static enum err find_school(struct imports_row *row, int64_t *ret)
{
	const struct import_cell *c = row->cells;
	int64_t n = 0;
	enum err e = imports_db_school_called(row->load->cmd->db, c[ENROLMENTS_FAIR].id, c[ENROLMENTS_SCHOOL].text,
					      ret, &n);

	if (!e && n > 1)
		return imports_refuse_why(row, ENROLMENTS_SCHOOL, IMPORT_PROBLEM_MISSING, 0,
					  "one of the schools of this fair");
	if (!e && !n)
		return imports_refuse_why(row, ENROLMENTS_SCHOOL, IMPORT_PROBLEM_UNKNOWN, 0,
					  "a school of this fair");
	return e;
}

static enum err find_programme(struct imports_row *row, int64_t school, int64_t *ret)
{
	const struct import_cell *c = row->cells;
	int64_t n = 0;
	enum err e = imports_db_programme_called(row->load->cmd->db, c[ENROLMENTS_FAIR].id, school,
						 c[ENROLMENTS_PROGRAMME].text, ret, &n);

	if (!e && n > 1)
		return imports_refuse_why(row, ENROLMENTS_PROGRAMME, IMPORT_PROBLEM_AMBIGUOUS, 0,
					  "the code of one programme");
	if (!e && !n)
		return imports_refuse_why(row, ENROLMENTS_PROGRAMME, IMPORT_PROBLEM_UNKNOWN, 0,
					  "a programme of this school at the fair");
	return e;
}

static enum err check_person(struct imports_row *row, int64_t school, bool *ret_is_student)
{
	const struct import_cell *c = row->cells;
	struct account_there there;
	enum err e = account_there(row->load->cmd->db, c[ENROLMENTS_FAIR].id, school, c[ENROLMENTS_EMAIL].text,
				   &there);

	*ret_is_student = !e && there.is_student;
	if (!e && (there.is_staff || there.is_elsewhere || there.is_here))
		return imports_refuse_why(row, ENROLMENTS_EMAIL, IMPORT_PROBLEM_IS_STAFF, 0,
					  "the address of nobody who works at this fair");
	return e;
}

static enum err enrol(struct imports_row *row, int64_t school, int64_t programme)
{
	const struct import_cell *c = row->cells;
	struct cmd *cmd = row->load->cmd;
	struct account_guest guest = { c[ENROLMENTS_EMAIL].text, c[ENROLMENTS_NAME].text, LOCALE_NL, 0 };
	struct imports_card card = {
		.fair = c[ENROLMENTS_FAIR].id,
		.school = school,
		.programme = programme,
		.study_group = c[ENROLMENTS_GROUP].text,
	};
	enum err e;

	if (!locale_from(c[ENROLMENTS_LOCALE].text, &guest.locale))
		guest.locale = LOCALE_NL;
	e = account_ensure(cmd, &guest, &card.account);
	if (!e)
		e = imports_db_add_participation(cmd->db, card.fair, card.account, STR("student"), school);
	return e ? e : imports_db_save_card(cmd->db, &card);
}

enum err imports_apply_enrolment(struct imports_row *row)
{
	int64_t school = 0, programme = 0;
	bool is_student = false;
	enum err e = find_school(row, &school);

	if (!e)
		e = find_programme(row, school, &programme);
	if (imports_goes_on(row->load, e)) {
		enum err checked = check_person(row, school, &is_student);

		e = e && checked != ERR_INTERNAL ? e : checked;
	}
	row->outcome = is_student ? IMPORT_OUTCOME_UNCHANGED : IMPORT_OUTCOME_ADDED;
	return e || row->n_faults || is_student ? e : enrol(row, school, programme);
}
