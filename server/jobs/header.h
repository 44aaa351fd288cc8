/* The lines of a mail's head that libcurl leaves to us. Pure. */
#pragma once

#include <stdint.h>

#include "base/buf.h"

/* "Subject: …" with the text as RFC 2047 encoded words where it is more than printable ASCII. */
void header_subject(struct buf *to, struct str subject);

/* "Date: …" (RFC 5322 §3.3), in UTC. */
void header_date(struct buf *to, int64_t utc_ms);

/* Whether an address can stand in a head and in an SMTP command as it is: ASCII, without what ends it. */
bool header_is_address(struct str address);
