/* See inflate.h. */
#include "loadtest/inflate.h"

#include <zlib.h>

#include "base/buf.h"

#define PART_BYTES 65536

struct str inflate_frame(struct str frame)
{
	static struct buf text;
	z_stream z = { .next_in = (Bytef *)frame.at, .avail_in = (uInt)frame.len };
	int status = inflateInit2(&z, -MAX_WBITS);

	buf_clear(&text);
	while (status == Z_OK) {
		z.next_out = (Bytef *)buf_room(&text, PART_BYTES);
		z.avail_out = PART_BYTES;
		status = inflate(&z, Z_NO_FLUSH);
		text.len += PART_BYTES - z.avail_out;
	}
	if (status != Z_STREAM_END)
		buf_clear(&text);
	inflateEnd(&z);
	return buf_view(&text);
}
