/* A frame is one WebSocket text frame (RFC 6455 §5.2), shared by count. */
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/auto.h"
#include "wire/frame.h"

static void header_says_the_length_in_the_shortest_way(void **state)
{
	static const struct {
		size_t len, n_header;
		unsigned char header[10];
	} ROWS[] = {
		{ 0, 2, { 0x81, 0 } },
		{ 1, 2, { 0x81, 1 } },
		{ 125, 2, { 0x81, 125 } },
		{ 126, 4, { 0x81, 126, 0x00, 0x7e } },
		{ 65535, 4, { 0x81, 126, 0xff, 0xff } },
		{ 65536, 10, { 0x81, 127, 0, 0, 0, 0, 0, 1, 0, 0 } },
		{ 0x01020304, 10, { 0x81, 127, 0, 0, 0, 0, 1, 2, 3, 4 } },
	};
	char *text = malloc(ROWS[ARRAY_LEN(ROWS) - 1].len);

	(void)state;
	assert_non_null(text);
	memset(text, 'x', ROWS[ARRAY_LEN(ROWS) - 1].len);
	for (size_t i = 0; i < ARRAY_LEN(ROWS); i++) {
		struct frame *f = frame_new((struct str){ text, ROWS[i].len });

		assert_int_equal(f->start, ROWS[i].n_header);
		assert_int_equal(f->len, ROWS[i].n_header + ROWS[i].len);
		assert_memory_equal(f->bytes, ROWS[i].header, ROWS[i].n_header);
		assert_true(str_eq(frame_text(f), (struct str){ text, ROWS[i].len }));
		frame_unref(f);
	}
	free(text);
}

static void the_text_is_copied(void **state)
{
	char text[] = "hoi";
	struct frame *f = frame_new((struct str){ text, 3 });

	(void)state;
	text[0] = 'H';
	assert_true(str_eq(frame_text(f), STR("hoi")));
	frame_unref(f);
}

static void an_empty_text_may_point_nowhere(void **state)
{
	struct frame *f = frame_new((struct str){ 0 });

	(void)state;
	assert_int_equal(frame_text(f).len, 0);
	frame_unref(f);
	frame_unref(NULL);
}

/* ASan sees a frame that is freed too early, LeakSanitizer one that never is. */
static void the_last_reference_frees(void **state)
{
	struct frame *f = frame_new(STR("hoi"));

	(void)state;
	assert_int_equal(atomic_load(&f->refs), 1);
	assert_ptr_equal(frame_ref(f), f);
	assert_int_equal(atomic_load(&f->refs), 2);
	frame_unref(f);
	assert_true(str_eq(frame_text(f), STR("hoi")));
	frame_unref(f);
}

static void *ref_and_unref(void *arg)
{
	for (int i = 0; i < 10000; i++)
		frame_unref(frame_ref(arg));
	frame_unref(arg);
	return NULL;
}

static void threads_may_share_a_frame(void **state)
{
	pthread_t threads[4];
	struct frame *f = frame_new(STR("hoi"));

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(threads); i++)
		assert_int_equal(pthread_create(&threads[i], NULL, ref_and_unref, frame_ref(f)), 0);
	for (size_t i = 0; i < ARRAY_LEN(threads); i++)
		pthread_join(threads[i], NULL);
	assert_int_equal(atomic_load(&f->refs), 1);
	frame_unref(f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(header_says_the_length_in_the_shortest_way),
		cmocka_unit_test(the_text_is_copied),
		cmocka_unit_test(an_empty_text_may_point_nowhere),
		cmocka_unit_test(the_last_reference_frees),
		cmocka_unit_test(threads_may_share_a_frame),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
