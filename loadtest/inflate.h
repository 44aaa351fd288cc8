/* Binary frames of the server: raw deflate. What a thousand readers get is inflated once. One thread. */
#pragma once

#include "base/str.h"

/* The text of a frame; borrowed until the next call. An empty one: it is no deflate stream. */
struct str inflate_frame(struct str frame);
