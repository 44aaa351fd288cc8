/* Binary frames of our server: raw deflate. One thread. */
#pragma once

#include "base/str.h"

/* The text of a frame; borrowed until the next call. An empty one: it is no deflate stream. */
struct str inflate_frame(struct str frame);
