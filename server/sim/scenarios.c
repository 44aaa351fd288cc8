/* Kinds of fairs. See sim.h. */
#include "base/auto.h"
#include "sim/sim.h"

static const struct sim_scenario SCENARIOS[] = {
	{ "evening", "an ordinary evening: some booths are wanted more than others", 300, 30, 180, 8, 1.4,
	  0.7, 0.10, 0.5, 0.3, 0.25, 0.9, 0 },
	{ "crowded", "twice as many students as the recruiters can talk to", 300, 12, 150, 8, 1.3, 0.8, 0.10,
	  0.5, 0.2, 0.2, 1.0, 0 },
	{ "skewed", "everybody wants the same three booths", 300, 30, 150, 8, 1.2, 1.6, 0.10, 0.5, 0.2, 0.1,
	  0.9, 0 },
	{ "phones", "bad lines: people drop off and miss their turn", 300, 25, 150, 8, 1.3, 0.7, 0.25, 4.0,
	  0.3, 0.2, 0.9, 0 },
	{ "unruly", "recruiters come late, pause, run over and leave", 300, 25, 150, 8, 1.5, 0.7, 0.10, 1.0,
	  0.8, 0.3, 1.15, 0 },
	{ "full", "no room for all at once: most students wait at the door first, on bad lines", 150, 12, 90, 8, 1.3,
	  0.7, 0.10, 2.0, 0.3, 0.3, 0.9, 30 },
	{ "region", "a whole region at once", 10000, 400, 240, 8, 1.5, 0.6, 0.10, 0.5, 0.3, 0.2, 0.9, 0 },
};

const struct sim_scenario *sim_scenarios(size_t *ret_n)
{
	*ret_n = ARRAY_LEN(SCENARIOS);
	return SCENARIOS;
}

unsigned sim_recruiters(const struct sim_scenario *scenario)
{
	unsigned n = (unsigned)(scenario->recruiters * scenario->booths + 0.5);

	return n > scenario->booths ? n : scenario->booths;
}
