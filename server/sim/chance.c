/* See internal.h. splitmix64 (Steele, Lea and Flood 2014): small, and good enough for behaviour. */
#include <math.h>

#include "sim/internal.h"

struct chance chance_of(uint64_t seed, uint64_t who)
{
	struct chance c = { seed * UINT64_C(0x9E3779B97F4A7C15) + who };

	chance_bits(&c);
	return c;
}

uint64_t chance_bits(struct chance *c)
{
	uint64_t z = c->state += UINT64_C(0x9E3779B97F4A7C15);

	z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
	return z ^ (z >> 31);
}

double chance_unit(struct chance *c)
{
	return (double)(chance_bits(c) >> 11) * 0x1.0p-53;
}

unsigned chance_by_id(int64_t id, unsigned n)
{
	struct chance c = chance_of((uint64_t)id, n);

	return (unsigned)(chance_bits(&c) % n);
}

bool chance_is(struct chance *c, double share)
{
	return chance_unit(c) < share;
}

int64_t chance_between(struct chance *c, int64_t low, int64_t high)
{
	return low + (int64_t)(chance_unit(c) * (double)(high - low));
}

double chance_exponential(struct chance *c, double mean)
{
	return -mean * log(1.0 - chance_unit(c));
}

double chance_lognormal(struct chance *c, double mean, double spread)
{
	double variance = log(1.0 + spread * spread);
	/* Box and Muller. */
	double normal = sqrt(-2.0 * log(1.0 - chance_unit(c))) *
			cos(6.283185307179586 * chance_unit(c));

	return exp(log(mean) - variance / 2.0 + sqrt(variance) * normal);
}
