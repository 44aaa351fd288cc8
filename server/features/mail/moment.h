/* A moment in words, as the clocks of a fair show it: "donderdag 26 november om 18:30". */
#pragma once

#include "features/imports/zone.h"
#include "wire/protocol.h"

/* Pure; the text lives in the arena. */
struct str moment_in_words(struct arena *a, const struct zone *zone, int64_t utc_ms, enum locale locale);
