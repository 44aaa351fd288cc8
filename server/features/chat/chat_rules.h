/* Pure decisions about chat: no SQL, clock or I/O. */
#pragma once

#include "base/str.h"

/* Whether a text holds anything but white space: Unicode's, and what has no width (U+200B to
 * U+200F, U+2060, U+FEFF). */
bool chat_says_something(struct str text);
