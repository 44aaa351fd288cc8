/* What other features may ask of a fair's doors. Engine thread. */
#pragma once

#include "engine/engine.h"

/* Students inside and waiting at all fairs, for /metrics. */
extern const struct gauge DOORS_GAUGES[];
extern const size_t DOORS_N_GAUGES;

/* How many students are inside a fair. */
enum err doors_inside(struct db *db, int64_t fair, uint32_t *ret) MUST_CHECK;

/* Who acts as a student at an open fair comes to its doors by that. ERR_NOT_INSIDE: it is full, and they are not in. */
enum err doors_check(struct cmd *cmd, int64_t fair) MUST_CHECK;

/* The same for a booking that begins then, where it begins so soon that it would open the door for them: taken and
 * cancelled it would be a way past everybody. */
enum err doors_check_soon(struct cmd *cmd, int64_t fair, int64_t starts_ms) MUST_CHECK;

/* A student is expected inside from now on: they have a place in a line. Who waits at the door comes in, whatever
 * the bound. */
enum err doors_expect(struct cmd *cmd, int64_t fair, int64_t student) MUST_CHECK;

/* Somebody has a connection again; was without one for GUEST_GONE_MS; or signed out everywhere. */
#define GUEST_GONE_MS (5 * 60 * INT64_C(1000))
enum err doors_came(struct cmd *cmd, int64_t account) MUST_CHECK;
enum err doors_gone(struct cmd *cmd, int64_t account) MUST_CHECK;
enum err doors_signed_out(struct cmd *cmd, int64_t account) MUST_CHECK;

/* A student was sent away from a fair. */
enum err doors_sent_away(struct cmd *cmd, int64_t fair, int64_t student) MUST_CHECK;

/* The fair opened, or its bound is another one. Lowering it sends nobody out; closing leaves all as it is. */
enum err doors_changed(struct cmd *cmd, int64_t fair) MUST_CHECK;

/* Time passed at an open fair: bookings of who waits at the door may begin soon. */
enum err doors_time_passed(struct cmd *cmd, int64_t fair) MUST_CHECK;
