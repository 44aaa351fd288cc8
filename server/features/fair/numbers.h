/* The numbers that a fair plays by, beside its limits (design §2): an organiser may set others. */
#pragma once

#include <stdint.h>

struct numbers {
	int64_t ring_ms;	    /* to answer a ring */
	int64_t wrap_up_ms;	    /* for a recruiter's notes after a talk */
	int64_t suspension_ms;	    /* how long who missed twice may still come back */
	int64_t no_show_ms;	    /* how long a booked time waits for its student */
	int64_t employer_missed_ms; /* and a student who is there for the booth */
	uint32_t put_back;	    /* how many go before who missed a ring */
	uint32_t extensions;	    /* how often a talk may be made longer */
};
