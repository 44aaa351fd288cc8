/* How well a placement fits a student, in reasons that can be said. See rules.h. */
#include "features/meet/rules.h"

/* A placement of another programme, or of another level, is none for this student. */
#define PROGRAMME_POINTS 20
#define LEVEL_POINTS 10
#define LEARN_POINTS_MOST 9

uint32_t fit_score(const struct fit_facts *facts, enum fit_reason ret_reasons[FIT_REASONS_MOST],
		   size_t *ret_n)
{
	uint32_t score = 0;
	size_t n = 0;

	*ret_n = 0;
	if (!facts->is_same_programme && !(facts->is_for_all && facts->is_same_level))
		return 0;
	if (facts->is_same_programme) {
		score += PROGRAMME_POINTS;
		ret_reasons[n++] = FIT_REASON_PROGRAMME;
	}
	if (facts->learn) {
		score += facts->learn < LEARN_POINTS_MOST ? facts->learn : LEARN_POINTS_MOST;
		ret_reasons[n++] = FIT_REASON_LEARN;
	}
	if (facts->is_same_level) {
		score += LEVEL_POINTS;
		ret_reasons[n++] = FIT_REASON_LEVEL;
	}
	*ret_n = n;
	return score;
}
