/* Text, memory, buffers, the two containers and the list of errors. */
#include <fcntl.h>
#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/list.h"
#include "base/map.h"

#define SEED UINT64_C(20260417)

static void assert_text(struct str got, const char *expected)
{
	if (!str_eq(got, str_of(expected)))
		fail_msg("\"%.*s\", expected \"%s\"", STR_FMT(got), expected);
}

/* Whether the process would abort, tried in a child whose complaint nobody reads. */
static bool aborts(void (*act)(void))
{
	int status;
	pid_t child = fork();

	assert_true(child >= 0);
	if (!child) {
		setrlimit(RLIMIT_CORE, &(struct rlimit){ 0, 0 });
		dup2(open("/dev/null", O_WRONLY), STDERR_FILENO);
		act();
		_exit(0);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	return WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT;
}

/* ---- str ---- */

static void trim_takes_white_space_off_both_ends_only(void **state)
{
	(void)state;
	assert_text(str_trim(STR(" \t\r\n a b\t\n")), "a b");
	assert_text(str_trim(STR("\va\v")), "\va\v");
	assert_text(str_trim(STR("  \n")), "");
	assert_text(str_trim(STR("")), "");
	assert_text(str_trim((struct str){ 0 }), "");
}

static void cut_splits_at_the_first_separator(void **state)
{
	struct str rest = STR("a,,b"), head;

	(void)state;
	assert_true(str_cut(&rest, ',', &head));
	assert_text(head, "a");
	assert_true(str_cut(&rest, ',', &head));
	assert_text(head, "");
	assert_false(str_cut(&rest, ',', &head));
	assert_text(head, "b");
	assert_int_equal(rest.len, 0);
	assert_false(str_cut(&rest, ',', &head));
	assert_text(head, "");
}

static void cut_leaves_an_empty_text_behind_a_separator_at_the_end(void **state)
{
	struct str rest = STR("a,"), head;

	(void)state;
	assert_true(str_cut(&rest, ',', &head));
	assert_text(head, "a");
	assert_int_equal(rest.len, 0);
}

static void a_text_that_points_nowhere_is_an_empty_one(void **state)
{
	struct str none = { 0 }, head;
	struct arena arena = { 0 };
	struct buf b = { 0 };

	(void)state;
	assert_true(str_eq(none, STR("")));
	assert_true(str_starts(none, none));
	assert_true(str_starts(STR("a"), none));
	assert_false(str_cut(&none, ',', &head));
	assert_int_equal(head.len, 0);
	assert_text(str_of(NULL), "");
	assert_text(arena_str(&arena, (struct str){ 0 }), "");
	buf_json(&b, (struct str){ 0 });
	assert_text(buf_view(&b), "\"\"");
	buf_done(&b);
	arena_done(&arena);
}

static void starts_and_eq_compare_bytes(void **state)
{
	(void)state;
	assert_true(str_starts(STR("abc"), STR("ab")));
	assert_false(str_starts(STR("ab"), STR("abc")));
	assert_false(str_starts(STR("abc"), STR("b")));
	assert_true(str_eq(STR("a\0b"), STR("a\0b")));
	assert_false(str_eq(STR("a\0b"), STR("a\0c")));
	assert_false(str_eq(STR("a"), STR("ab")));
}

static void whole_numbers_are_read_to_the_last_one_that_fits(void **state)
{
	static const struct {
		const char *text;
		long long value;
	} ROWS[] = {
		{ "0", 0 },
		{ "-0", 0 },
		{ "007", 7 },
		{ "-1", -1 },
		{ "9223372036854775807", LLONG_MAX },
		{ "-9223372036854775808", LLONG_MIN },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(ROWS); i++) {
		long long n = 42;

		assert_true(str_to_i64(str_of(ROWS[i].text), &n));
		assert_true(n == ROWS[i].value);
	}
}

static void what_is_no_whole_number_is_refused(void **state)
{
	static const char *const TEXTS[] = {
		"",
		"-",
		"+1",
		" 1",
		"1 ",
		"1.0",
		"1e3",
		"0x1",
		"--1",
		"1-",
		"a",
		"/",
		":",
		"9223372036854775808",
		"-9223372036854775809",
		"99999999999999999999",
		"92233720368547758070",
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(TEXTS); i++) {
		long long n = 42;

		if (str_to_i64(str_of(TEXTS[i]), &n) || n != 42)
			fail_msg("\"%s\" was taken", TEXTS[i]);
	}
	assert_false(str_to_i64(STR("1\0"), &(long long){ 0 }));
}

/* ---- arena ---- */

static void arena_memory_is_aligned_zeroed_and_apart(void **state)
{
	struct arena arena = { 0 };
	unsigned char *at[400];

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(at); i++) {
		at[i] = arena_alloc(&arena, i);
		assert_int_equal((uintptr_t)at[i] % _Alignof(max_align_t), 0);
		for (size_t k = 0; k < i; k++)
			assert_int_equal(at[i][k], 0);
		memset(at[i], (int)(i & 0xff), i);
	}
	for (size_t i = 0; i < ARRAY_LEN(at); i++) {
		for (size_t k = 0; k < i; k++)
			assert_int_equal(at[i][k], i & 0xff);
	}
	arena_done(&arena);
}

static void arena_holds_more_than_a_block(void **state)
{
	struct arena arena = { 0 };
	char *small = arena_alloc(&arena, 8), *large = arena_array(&arena, 1000, 1000);

	(void)state;
	memset(large, 'x', 1000000);
	memset(small, 'y', 8);
	assert_int_equal(large[999999], 'x');
	arena_done(&arena);
}

static void arena_can_be_used_again(void **state)
{
	struct arena arena = { 0 };

	(void)state;
	arena_done(&arena);
	for (int i = 0; i < 3; i++) {
		assert_text(arena_str(&arena, STR("hoi")), "hoi");
		arena_done(&arena);
		assert_null(arena.newest);
	}
}

static void arena_texts_are_terminated_copies(void **state)
{
	struct arena arena = { 0 };
	char original[] = "hoi";
	struct str copy = arena_str(&arena, (struct str){ original, 2 }), text;

	(void)state;
	original[0] = 'H';
	assert_string_equal(copy.at, "ho");
	text = arena_printf(&arena, "%d-%s", 17, "x");
	assert_string_equal(text.at, "17-x");
	assert_int_equal(text.len, 4);
	assert_int_equal(arena_printf(&arena, "%5000d", 1).len, 5000);
	/* The NUL has room of its own where the text ends at a boundary. */
	text = arena_printf(&arena, "%016d", 1);
	arena_printf(&arena, "%016d", 2);
	assert_string_equal(text.at, "0000000000000001");
	arena_done(&arena);
}

static void ask_for_too_many(void)
{
	struct arena arena = { 0 };

	arena_array(&arena, SIZE_MAX / 2, 3);
}

static void ask_beyond_all_memory(void)
{
	struct arena arena = { 0 };

	arena_alloc(&arena, SIZE_MAX);
}

/* Rounding up fits, the block's own head does not. */
static void ask_for_nearly_all_memory(void)
{
	struct arena arena = { 0 };
	char *at = arena_alloc(&arena, SIZE_MAX - 31);

	at[0] = 'x';
}

static void sizes_that_overflow_end_the_process(void **state)
{
	(void)state;
	assert_true(aborts(ask_for_too_many));
	assert_true(aborts(ask_beyond_all_memory));
	assert_true(aborts(ask_for_nearly_all_memory));
}

/* ---- buf ---- */

static void buf_writes_the_extremes_of_i64(void **state)
{
	struct buf b = { 0 };

	(void)state;
	buf_i64(&b, INT64_MIN);
	buf_char(&b, ' ');
	buf_i64(&b, INT64_MAX);
	BUF_LIT(&b, " ");
	buf_i64(&b, 0);
	buf_i64(&b, -1);
	buf_i64(&b, 10);
	assert_text(buf_view(&b), "-9223372036854775808 9223372036854775807 0-110");
	buf_done(&b);
}

static void buf_escapes_every_control_character(void **state)
{
	(void)state;
	for (int c = 0; c < 0x100; c++) {
		struct buf b = { 0 };
		char byte = (char)c, expected[16];

		if (c == '\n' || c == '\r' || c == '\t')
			snprintf(expected, sizeof(expected), "\"\\%c\"",
				 c == '\n'   ? 'n'
				 : c == '\r' ? 'r'
					     : 't');
		else if (c < 0x20)
			snprintf(expected, sizeof(expected), "\"\\u%04x\"", (unsigned)c);
		else if (c == '"' || c == '\\')
			snprintf(expected, sizeof(expected), "\"\\%c\"", c);
		else
			snprintf(expected, sizeof(expected), "\"%c\"", c);
		buf_json(&b, (struct str){ &byte, 1 });
		assert_text(buf_view(&b), expected);
		buf_done(&b);
	}
}

static void buf_keeps_what_stands_around_an_escape(void **state)
{
	struct buf b = { 0 };

	(void)state;
	buf_json(&b, STR("\nd\xc3\xa9 \"kat\"\0krabt\\ af"));
	assert_text(buf_view(&b), "\"\\nd\xc3\xa9 \\\"kat\\\"\\u0000krabt\\\\ af\"");
	buf_done(&b);
}

static void buf_grows_and_keeps_its_bytes(void **state)
{
	struct buf b = { 0 };

	(void)state;
	assert_text(buf_view(&b), "");
	for (int i = 0; i < 20000; i++)
		buf_char(&b, (char)('a' + i % 26));
	buf_raw(&b, b.at, 0);
	buf_raw(&b, NULL, 0);
	assert_int_equal(b.len, 20000);
	for (int i = 0; i < 20000; i++)
		assert_int_equal(b.at[i], 'a' + i % 26);
	buf_clear(&b);
	assert_text(buf_view(&b), "");
	/* The NUL that printf writes needs room, and is not counted. */
	buf_printf(&b, "%0255d|", 7);
	buf_printf(&b, "%s", "");
	assert_int_equal(b.len, 256);
	buf_done(&b);
	assert_null(b.at);
	buf_str(&b, STR("again"));
	assert_text(buf_view(&b), "again");
	buf_done(&b);
}

/* ---- map ---- */

static uint32_t chance(uint64_t *seed, uint32_t below)
{
	uint64_t x = *seed += UINT64_C(0x9e3779b97f4a7c15);

	x = (x ^ (x >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	x = (x ^ (x >> 27)) * UINT64_C(0x94d049bb133111eb);
	return (uint32_t)((x ^ (x >> 31)) % below);
}

#define MODEL_KEYS 400

/* Walks the map: each entry once, with the model's value, and none is left out. */
static void check_walk(const struct map *m, void *const model[MODEL_KEYS], size_t step)
{
	bool seen[MODEL_KEYS] = { false };
	size_t pos = 0, n = 0, n_model = 0;
	uint64_t key;
	void *value;

	while (map_next(m, &pos, &key, &value)) {
		if (key >= MODEL_KEYS || seen[key] || value != model[key])
			fail_msg("seed %llu, step %zu: the walk met %llu", (unsigned long long)SEED,
				 step, (unsigned long long)key);
		seen[key] = true;
		n++;
	}
	for (size_t i = 0; i < MODEL_KEYS; i++)
		n_model += model[i] != NULL;
	if (n != n_model || m->n != n_model)
		fail_msg("seed %llu, step %zu: %zu entries, %zu walked, expected %zu",
			 (unsigned long long)SEED, step, m->n, n, n_model);
}

static void map_does_what_an_array_does(void **state)
{
	static char values[16];
	void *model[MODEL_KEYS] = { NULL };
	struct map m = { 0 };
	uint64_t seed = SEED;

	(void)state;
	for (size_t step = 0; step < 10000; step++) {
		uint32_t key = chance(&seed, MODEL_KEYS);
		/* First mostly sets, then mostly removes. */
		bool is_set = chance(&seed, 10) < (step / 2500 % 2 ? 3u : 7u);
		void *value = &values[chance(&seed, sizeof(values))];

		if (map_get(&m, key) != model[key])
			fail_msg("seed %llu, step %zu: get", (unsigned long long)SEED, step);
		if (is_set)
			map_set(&m, key, value);
		else if (map_remove(&m, key) != model[key])
			fail_msg("seed %llu, step %zu: remove", (unsigned long long)SEED, step);
		model[key] = is_set ? value : NULL;
		if (step % 50 == 0 || step > 9900)
			check_walk(&m, model, step);
	}
	map_done(&m);
}

static void map_finds_all_in_a_full_table(void **state)
{
	static char value;
	struct map m = { 0 };

	(void)state;
	/* At three quarters full, about a third of these share a home with another. */
	for (uint64_t key = 0; key < 49152; key++) {
		map_set(&m, key << 20, &value);
		assert_true(m.n * 4 <= m.n_slots * 3);
	}
	assert_int_equal(m.n * 4, m.n_slots * 3);
	for (uint64_t key = 0; key < 49152; key += 2)
		assert_ptr_equal(map_remove(&m, key << 20), &value);
	for (uint64_t key = 0; key < 49152; key++)
		assert_ptr_equal(map_get(&m, key << 20), key % 2 ? &value : NULL);
	assert_int_equal(m.n, 24576);
	map_done(&m);
}

static void an_empty_map_holds_nothing(void **state)
{
	static char value;
	struct map m = { 0 };
	size_t pos = 0;
	uint64_t key;
	void *at;

	(void)state;
	assert_null(map_get(&m, 0));
	assert_null(map_remove(&m, 0));
	assert_false(map_next(&m, &pos, &key, &at));
	map_set(&m, 0, &value);
	map_set(&m, UINT64_MAX, &value);
	assert_ptr_equal(map_get(&m, 0), &value);
	assert_ptr_equal(map_get(&m, UINT64_MAX), &value);
	assert_null(map_get(&m, 1));
	map_done(&m);
	assert_null(map_get(&m, 0));
}

/* ---- list ---- */

static void list_keeps_its_order_and_removes_twice(void **state)
{
	struct list head, item[3], *at = &head;

	(void)state;
	list_init(&head);
	assert_true(list_is_empty(&head));
	for (size_t i = 0; i < 3; i++)
		list_push(&head, &item[i]);
	for (size_t i = 0; i < 3; i++) {
		at = at->next;
		assert_ptr_equal(at, &item[i]);
		assert_ptr_equal(at->prev, i ? &item[i - 1] : &head);
	}
	assert_ptr_equal(at->next, &head);
	list_remove(&item[1]);
	list_remove(&item[1]);
	assert_true(list_is_empty(&item[1]));
	assert_ptr_equal(item[0].next, &item[2]);
	assert_ptr_equal(item[2].prev, &item[0]);
	list_remove(&item[0]);
	list_remove(&item[2]);
	assert_true(list_is_empty(&head));
}

/* ---- err ---- */

static void every_error_has_its_own_name_and_a_status(void **state)
{
	static const enum err ALL[] = {
#define ERR_ROW(NAME, name, http, doc) ERR_##NAME,
		ERR_LIST(ERR_ROW)
#undef ERR_ROW
	};

	(void)state;
	assert_string_equal(err_name(ERR_OK), "ok");
	assert_int_equal(err_http(ERR_OK), 200);
	assert_string_equal(err_name(ERR_INTERNAL), "internal");
	assert_int_equal(err_http(ERR_INTERNAL), 500);
	assert_string_equal(err_name(ERR_QUEUE_FULL), "queue_full");
	assert_int_equal(err_http(ERR_NOT_FOUND), 404);
	for (size_t i = 0; i < ARRAY_LEN(ALL); i++) {
		assert_in_range(err_http(ALL[i]), 400, 599);
		for (size_t k = 0; k < i; k++)
			assert_string_not_equal(err_name(ALL[i]), err_name(ALL[k]));
	}
	/* What does not exist is a fault of ours. */
	assert_string_equal(err_name((enum err)9999), "internal");
	assert_int_equal(err_http((enum err)9999), 500);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(trim_takes_white_space_off_both_ends_only),
		cmocka_unit_test(cut_splits_at_the_first_separator),
		cmocka_unit_test(cut_leaves_an_empty_text_behind_a_separator_at_the_end),
		cmocka_unit_test(a_text_that_points_nowhere_is_an_empty_one),
		cmocka_unit_test(starts_and_eq_compare_bytes),
		cmocka_unit_test(whole_numbers_are_read_to_the_last_one_that_fits),
		cmocka_unit_test(what_is_no_whole_number_is_refused),
		cmocka_unit_test(arena_memory_is_aligned_zeroed_and_apart),
		cmocka_unit_test(arena_holds_more_than_a_block),
		cmocka_unit_test(arena_can_be_used_again),
		cmocka_unit_test(arena_texts_are_terminated_copies),
		cmocka_unit_test(sizes_that_overflow_end_the_process),
		cmocka_unit_test(buf_writes_the_extremes_of_i64),
		cmocka_unit_test(buf_escapes_every_control_character),
		cmocka_unit_test(buf_keeps_what_stands_around_an_escape),
		cmocka_unit_test(buf_grows_and_keeps_its_bytes),
		cmocka_unit_test(map_does_what_an_array_does),
		cmocka_unit_test(map_finds_all_in_a_full_table),
		cmocka_unit_test(an_empty_map_holds_nothing),
		cmocka_unit_test(list_keeps_its_order_and_removes_twice),
		cmocka_unit_test(every_error_has_its_own_name_and_a_status),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
