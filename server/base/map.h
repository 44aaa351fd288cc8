/*
 * A hash map from a 64-bit key to a pointer it does not own. Open addressing, grows by doubling.
 * One thread. Keys mix a secret so that chosen ids cannot make it slow.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct map {
	struct map_slot *slots;
	size_t n, n_slots;
};

/* The value at key; NULL where there is none. */
void *map_get(const struct map *m, uint64_t key);

/* Sets the value at key (not NULL). */
void map_set(struct map *m, uint64_t key, void *value);

/* Removes the key; the value that was there, or NULL. */
void *map_remove(struct map *m, uint64_t key);

/* Walks all entries: start with *pos = 0; false at the end. Removing the entry at hand is allowed
 * only by ending the walk. */
bool map_next(const struct map *m, size_t *pos, uint64_t *ret_key, void **ret_value);

void map_done(struct map *m);
