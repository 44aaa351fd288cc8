/* See map.h. Linear probing; removal shifts the following run back, so there are no tombstones. */
#include "base/map.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

struct map_slot {
	uint64_t key;
	void *value; /* NULL: the slot is free */
};

/* Finaliser of splitmix64 (Steele, Lea, Flood 2014), keyed with the table's own address. */
static size_t home(const struct map *m, uint64_t key)
{
	uint64_t x = key ^ ((uint64_t)(uintptr_t)m->slots >> 4);

	x = (x ^ (x >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	x = (x ^ (x >> 27)) * UINT64_C(0x94d049bb133111eb);
	return (size_t)(x ^ (x >> 31)) & (m->n_slots - 1);
}

static struct map_slot *find(const struct map *m, uint64_t key)
{
	size_t i = home(m, key);

	while (m->slots[i].value && m->slots[i].key != key)
		i = (i + 1) & (m->n_slots - 1);
	return &m->slots[i];
}

void *map_get(const struct map *m, uint64_t key)
{
	return m->n_slots ? find(m, key)->value : NULL;
}

static void grow(struct map *m)
{
	struct map old = *m;

	m->n_slots = old.n_slots ? old.n_slots * 2 : 16;
	m->slots = mem_alloc(m->n_slots * sizeof(*m->slots));
	for (size_t i = 0; i < old.n_slots; i++) {
		if (old.slots[i].value)
			*find(m, old.slots[i].key) = old.slots[i];
	}
	free(old.slots);
}

void map_set(struct map *m, uint64_t key, void *value)
{
	struct map_slot *slot;

	if ((m->n + 1) * 4 > m->n_slots * 3)
		grow(m);
	slot = find(m, key);
	if (!slot->value)
		m->n++;
	*slot = (struct map_slot){ key, value };
}

void *map_remove(struct map *m, uint64_t key)
{
	struct map_slot *slot = m->n_slots ? find(m, key) : NULL;
	void *value = slot ? slot->value : NULL;
	size_t hole, i;

	if (!value)
		return NULL;
	m->n--;
	hole = i = (size_t)(slot - m->slots);
	for (;;) {
		size_t wanted;

		i = (i + 1) & (m->n_slots - 1);
		if (!m->slots[i].value)
			break;
		wanted = home(m, m->slots[i].key);
		/* Only what may lie at the hole or before it is moved into it. */
		if (((i - wanted) & (m->n_slots - 1)) >= ((i - hole) & (m->n_slots - 1))) {
			m->slots[hole] = m->slots[i];
			hole = i;
		}
	}
	m->slots[hole] = (struct map_slot){ 0 };
	return value;
}

bool map_next(const struct map *m, size_t *pos, uint64_t *ret_key, void **ret_value)
{
	for (; *pos < m->n_slots; (*pos)++) {
		const struct map_slot *slot = &m->slots[*pos];

		if (slot->value) {
			*ret_key = slot->key;
			*ret_value = slot->value;
			(*pos)++;
			return true;
		}
	}
	return false;
}

void map_done(struct map *m)
{
	free(m->slots);
	*m = (struct map){ 0 };
}
