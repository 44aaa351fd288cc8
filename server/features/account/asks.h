/*
 * How often a link or a code is mailed to an address that a stranger typed. What is asked too often gets the same
 * answer and no mail. A network is one address, as the server sees it (listen_network()), and so a whole school. Pure.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#define ASKS_MS (60 * 60 * INT64_C(1000))
/* Mails for one address in that time: from one network, or one browser that is known as theirs; and from all that
 * are not. */
#define ASKS_MOST 3
#define ASKS_OF_STRANGERS_MOST 12
/* Asks of one network in a minute, as many as a school that asks at once, and of everybody in a second. */
#define ASKS_NETWORK_MS (60 * INT64_C(1000))
#define ASKS_OF_NETWORK_MOST 300
#define ASKS_OF_ALL_MS INT64_C(1000)
#define ASKS_OF_ALL_MOST 50

static inline bool asks_may_mail(int64_t of_network, int64_t of_strangers)
{
	return of_network < ASKS_MOST && of_strangers < ASKS_OF_STRANGERS_MOST;
}

static inline bool asks_are_flood(int64_t of_network, int64_t of_all)
{
	return of_network >= ASKS_OF_NETWORK_MOST || of_all >= ASKS_OF_ALL_MOST;
}
