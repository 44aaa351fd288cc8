/* Pure decisions about chat: no SQL, clock or I/O. */
#pragma once

#include "base/str.h"

/* Whether a text holds anything but white space (ASCII, no-break, and the Unicode spaces that
 * people paste). */
bool chat_says_something(struct str text);
