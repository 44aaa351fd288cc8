/* See pack.h. Every piece ends at a byte, as a flush makes it, and refers to nothing before itself. */
#include "wire/pack.h"

#include <stdlib.h>
#define ZLIB_CONST
#include <zlib.h>

#include "base/mem.h"

/* zlib's ends a flush with an empty block of at most this, however much it had to say. */
#define FLUSH_BYTES 16

struct packer {
	z_stream z;
};

struct packer *packer_new(void)
{
	struct packer *p = mem_alloc(sizeof(*p));

	if (deflateInit2(&p->z, Z_BEST_SPEED, Z_DEFLATED, -MAX_WBITS, MAX_MEM_LEVEL,
			 Z_DEFAULT_STRATEGY) != Z_OK)
		mem_exhausted();
	return p;
}

void packer_free(struct packer *p)
{
	if (p)
		deflateEnd(&p->z);
	free(p);
}

void pack(struct packer *p, struct str text, struct buf *to)
{
	size_t most = deflateBound(&p->z, text.len) + FLUSH_BYTES;

	p->z.next_in = (const Bytef *)text.at;
	p->z.avail_in = (uInt)text.len;
	p->z.next_out = (Bytef *)buf_room(to, most);
	p->z.avail_out = (uInt)most;
	/* With room for all of it, one call is enough; anything else is a mistake of ours. */
	if (deflate(&p->z, Z_SYNC_FLUSH) != Z_OK || p->z.avail_in || !p->z.avail_out ||
	    deflateReset(&p->z) != Z_OK)
		abort();
	to->len += most - p->z.avail_out;
}

void pack_plain(struct str text, bool is_final, struct buf *to)
{
	size_t n = text.len, inverse = ~n;

	if (n > PACK_PLAIN_MOST)
		abort();
	buf_char(to, is_final);
	buf_char(to, (char)n);
	buf_char(to, (char)(n >> 8));
	buf_char(to, (char)inverse);
	buf_char(to, (char)(inverse >> 8));
	buf_str(to, text);
}
