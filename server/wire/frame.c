/* See frame.h. */
#include "wire/frame.h"

#include <stdint.h>
#include <stdlib.h>

#include "base/mem.h"

#define FIN_TEXT 0x81
#define FIN_BINARY 0x82

static size_t write_header(unsigned char kind, uint64_t len, unsigned char to[10])
{
	size_t n_length_bytes = len < 126 ? 0 : len <= UINT16_MAX ? 2 : 8;

	to[0] = kind;
	to[1] = (unsigned char)(n_length_bytes == 0 ? len : n_length_bytes == 2 ? 126 : 127);
	for (size_t i = 0; i < n_length_bytes; i++)
		to[2 + i] = (unsigned char)(len >> (8 * (n_length_bytes - 1 - i)));
	return 2 + n_length_bytes;
}

static struct frame *make(unsigned char kind, struct str text)
{
	unsigned char header[10];
	size_t start = write_header(kind, text.len, header);
	struct frame *f = mem_alloc(sizeof(*f) + start + text.len);

	atomic_init(&f->refs, 1);
	f->start = start;
	f->len = start + text.len;
	memcpy(f->bytes, header, start);
	if (text.len)
		memcpy(f->bytes + start, text.at, text.len);
	return f;
}

struct frame *frame_new(struct str text)
{
	return make(FIN_TEXT, text);
}

struct frame *frame_new_binary(struct str bytes)
{
	return make(FIN_BINARY, bytes);
}

struct frame *frame_ref(struct frame *f)
{
	atomic_fetch_add_explicit(&f->refs, 1, memory_order_relaxed);
	return f;
}

struct frame *frame_packed(struct frame *f, struct packer *p)
{
	AUTO(buf_done) struct buf packed = { 0 };

	if (f->bytes[0] == FIN_BINARY || frame_text(f).len <= PACK_FROM)
		return f;
	pack(p, frame_text(f), &packed);
	pack_plain(STR(""), true, &packed);
	if (packed.len >= frame_text(f).len)
		return f;
	frame_unref(f);
	return frame_new_binary(buf_view(&packed));
}

void frame_unref(struct frame *f)
{
	if (f && atomic_fetch_sub_explicit(&f->refs, 1, memory_order_acq_rel) == 1)
		free(f);
}
