/* What people type and what they mean by it: folding, counting errors, and which word of a text fits best. */
#include "features/search/rank.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

#include "base/auto.h"

static struct folded fold(const char *text)
{
	struct folded word;
	size_t i = 0;

	assert_true(fold_next(str_of(text), &i, &word));
	return word;
}

/* ---- folding ---- */

static const struct {
	const char *text, *words;
} FOLDED[] = {
	{ "Café Ürban", "cafe|urban" },
	{ "  --- ", "" },
	{ "", "" },
	{ "'s-Hertogenbosch", "s|hertogenbosch" },
	{ "zzp'er", "zzp|er" },
	{ "C++ en C#, Node.js", "c++|en|c#|node|js" },
	{ "+31 #1", "31|1" },
	{ "STRASSE Straße", "strasse|strasse" },
	{ "Ĳsselmeer ĳs", "ijsselmeer|ijs" },
	{ "Œuvre Ærø Þór", "oeuvre|aero|thor" },
	{ "Łódź, Şanlı Ñandú", "lodz|sanli|nandu" },
	{ "cafe\xcc\x81 re\xcc\x88" "el", "cafe|reel" },
	{ "ΑΒΓ Школа", "αβγ|школа" },
	{ "\"OR\" * NEAR(a, b) -x ^y {z}:", "or|near|a|b|x|y|z" },
	{ "a\xff" "b", "a|b" },
	{ "mbo4 25998", "mbo4|25998" },
	{ "×÷", "" },
	{ "👍 goed – “zo”", "goed|zo" },
};

static void words_are_compared_without_case_accents_and_signs(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(FOLDED); i++) {
		struct str text = str_of(FOLDED[i].text);
		char all[256] = "", one[FOLD_BYTES];
		struct folded word;
		size_t len = 0;

		for (size_t at = 0; fold_next(text, &at, &word);) {
			struct str s = fold_text(&word, one);

			assert_true(word.start < word.end && word.end <= text.len);
			len += (size_t)snprintf(all + len, sizeof(all) - len, "%s%.*s", len ? "|" : "", STR_FMT(s));
		}
		assert_string_equal(all, FOLDED[i].words);
	}
}

static void a_word_knows_where_it_stands(void **state)
{
	struct str text = STR("De Étage, boven");
	struct folded word;
	size_t i = 0;

	(void)state;
	assert_true(fold_next(text, &i, &word));
	assert_true(fold_next(text, &i, &word));
	assert_true(str_eq((struct str){ text.at + word.start, word.end - word.start }, STR("Étage")));
}

static void what_is_longer_counts_by_its_beginning(void **state)
{
	struct folded word = fold("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"), again;
	char text[FOLD_BYTES];

	(void)state;
	assert_int_equal(word.n, FOLD_LETTERS);
	assert_int_equal(word.end, 56);
	fold_from(fold_text(&word, text), &again);
	assert_int_equal(again.n, word.n);
	assert_int_equal(rank_word(&again, &word), RANK_EXACT);
}

/* ---- errors ---- */

static const struct {
	const char *typed, *word;
	enum rank_part part;
	unsigned most, errors;
} ERRORS[] = {
	{ "zorg", "zorg", RANK_WHOLE, 2, 0 },		{ "zrog", "zorg", RANK_WHOLE, 2, 1 },
	{ "zog", "zorg", RANK_WHOLE, 2, 1 },		{ "zoorg", "zorg", RANK_WHOLE, 2, 1 },
	{ "zarg", "zorg", RANK_WHOLE, 2, 1 },		{ "gorz", "zorg", RANK_WHOLE, 2, 2 },
	{ "ab", "xyz", RANK_WHOLE, 2, 3 },		{ "a", "abcd", RANK_WHOLE, 2, 3 },
	{ "abcd", "a", RANK_WHOLE, 2, 3 },		{ "verpelg", "verpleging", RANK_BEGINNING, 2, 1 },
	{ "verpelg", "verpleging", RANK_WHOLE, 2, 3 },	{ "verpelging", "wijkverpleging", RANK_ANYWHERE, 1, 1 },
	{ "verpelging", "wijkverpleging", RANK_BEGINNING, 2, 3 },
	/* Each letter once: "ca" to "abc" is three, where Damerau's own measure has two. */
	{ "ca", "abc", RANK_WHOLE, 3, 3 },
};

static void errors_are_counted(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(ERRORS); i++) {
		struct folded typed = fold(ERRORS[i].typed), word = fold(ERRORS[i].word);

		if (rank_errors(&typed, &word, ERRORS[i].most, ERRORS[i].part) != ERRORS[i].errors)
			fail_msg("%s, %s: %u", ERRORS[i].typed, ERRORS[i].word,
				 rank_errors(&typed, &word, ERRORS[i].most, ERRORS[i].part));
	}
}

/* ---- which word is meant ---- */

static const char *const VOCABULARY[] = {
	"verpleging", "wijkverpleging", "verpleegkundige", "verzorging", "software", "developer", "timmerman",
	"zorg",	      "thuiszorg",	"borg",		   "ict",	 "act",	     "hr",	  "ai",
	"metselaar",  "monteur",	"installatie",	   "elektra",	 "keuken",   "kok",	  "bediening",
	"logistiek",  "magazijn",	"administratie",   "boekhouden", "marketing", "vormgeving", "pedagogisch",
	"kinderopvang", "onderwijsassistent", "beveiliging", "hovenier", "bloemist", "dierenarts", "laborant",
	"leiden",     "leerling",	"katwijk",	   "communicatie", "juridisch", "25998", "25999",
	"mbo4",	      "mbo3",		"fysiotherapie",   "psychologie", "engineer", "teaching", "childcare",
};

/* What is typed, and the words that are shown first of all; NULL: none. */
static const struct {
	const char *typed, *best;
} TYPED[] = {
	{ "verpleging", "verpleging" },	  { "verplegign", "verpleging" },     { "verpelging", "verpleging" },
	{ "verpleing", "verpleging" },	  { "verplegging", "verpleging" },    { "VERPLEGING", "verpleging" },
	{ "verpl", "verpleging" },	  { "verpelg", "verpleging" },	      { "softwaer", "software" },
	{ "sofware", "software" },	  { "softwarre", "software" },	      { "softwa", "software" },
	{ "timmreman", "timmerman" },	  { "timerman", "timmerman" },	      { "tmmerman", "timmerman" },
	{ "timmerma", "timmerman" },	  { "zorg", "zorg" },		      { "zrog", "zorg" },
	{ "zogr", "zorg" },		  { "zor", "zorg" },		      { "ict", "ict" },
	{ "itc", "ict" },		  { "HR", "hr" },		      { "AI", "ai" },
	{ "metselar", "metselaar" },	  { "meteslaar", "metselaar" },	      { "montuer", "monteur" },
	{ "monteru", "monteur" },	  { "instalatie", "installatie" },    { "electra", "elektra" },
	{ "kueken", "keuken" },		  { "keueken", "keuken" },	      { "bedeining", "bediening" },
	{ "logistik", "logistiek" },	  { "magazein", "magazijn" },	      { "administartie", "administratie" },
	{ "boekhuoden", "boekhouden" },	  { "marketign", "marketing" },	      { "vormgevign", "vormgeving" },
	{ "pedagosich", "pedagogisch" },  { "kinderopvagn", "kinderopvang" }, { "onderwijsasistent", "onderwijsassistent" },
	{ "bevieliging", "beveiliging" }, { "hoveneir", "hovenier" },	      { "dieren", "dierenarts" },
	{ "labrant", "laborant" },	  { "liedne", "leiden" },	      { "katwjik", "katwijk" },
	{ "comunicatie", "communicatie" }, { "comunikatie", "communicatie" }, { "juridsch", "juridisch" },
	{ "fysioterapie", "fysiotherapie" }, { "fisiotherapie", "fysiotherapie" }, { "psygologie", "psychologie" },
	{ "enigneer", "engineer" },	  { "teachign", "teaching" },	      { "chilcare", "childcare" },
	{ "25998", "25998" },		  { "2599", "25998" },		      { "mbo4", "mbo4" },
	/* and what must find nothing */
	{ "25997", NULL },		  { "mbo5", NULL },		      { "xx", NULL },
	{ "hz", NULL },			  { "piloot", NULL },		      { "qwerty", NULL },
	{ "kat9", NULL },		  { "brandweer", NULL },	      { "okk", "kok" },
	{ "tcb", NULL },		  { "astronaut", NULL },	      { "bank", NULL },
};

static const char *best_of(const struct folded *typed, enum rank_grade *ret)
{
	const char *best = NULL;

	*ret = RANK_NONE;
	for (size_t i = 0; i < ARRAY_LEN(VOCABULARY); i++) {
		struct folded word = fold(VOCABULARY[i]);
		enum rank_grade grade = rank_word(typed, &word);

		if (grade < *ret) {
			*ret = grade;
			best = VOCABULARY[i];
		}
	}
	return best;
}

static void typed_wrong_and_still_found(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(TYPED); i++) {
		struct folded typed = fold(TYPED[i].typed);
		enum rank_grade grade;
		const char *best = best_of(&typed, &grade);

		if (!best != !TYPED[i].best || (best && strcmp(best, TYPED[i].best) != 0))
			fail_msg("%s: %s (%d)", TYPED[i].typed, best ? best : "nothing", (int)grade);
	}
}

static void who_types_a_word_that_is_there_means_no_other(void **state)
{
	struct folded typed = fold("zorg"), compound = fold("thuiszorg"), other = fold("borg");

	(void)state;
	assert_int_equal(rank_word(&typed, &compound), RANK_INSIDE);
	assert_true(rank_word(&typed, &compound) <= rank_worst(RANK_EXACT));
	assert_true(rank_word(&typed, &other) > rank_worst(RANK_EXACT));
}

static void exact_and_beginning_come_before_errors_and_the_title_before_the_text(void **state)
{
	(void)state;
	for (int grade = RANK_EXACT; grade < RANK_NONE; grade++) {
		assert_true(rank_cost((enum rank_grade)grade, RANK_TITLE) < rank_cost((enum rank_grade)grade, RANK_PLACE));
		assert_true(rank_cost((enum rank_grade)grade, RANK_PLACE) < rank_cost((enum rank_grade)grade, RANK_TEXT));
		if (grade > RANK_START)
			assert_true(rank_cost(RANK_START, RANK_TEXT) < rank_cost((enum rank_grade)grade, RANK_TITLE));
		if (grade > RANK_INSIDE)
			assert_true(rank_cost((enum rank_grade)(grade - 1), RANK_TEXT) <
				    rank_cost((enum rank_grade)grade, RANK_TITLE));
		assert_true(rank_worst((enum rank_grade)grade) >= (enum rank_grade)grade);
	}
	assert_true(rank_cost(RANK_START, RANK_TITLE) < rank_cost(RANK_EXACT, RANK_TEXT));
	assert_int_equal(rank_worst(RANK_NONE), RANK_NONE);
}

/* ---- whatever comes ---- */

static unsigned chance(unsigned *seed, unsigned below)
{
	*seed = *seed * 1664525u + 1013904223u;
	return (*seed >> 8) % below;
}

/* The same measure, written down as it is defined: slow, and without bounds. */
static unsigned errors_of(const struct folded *a, size_t n, const struct folded *b, size_t m)
{
	unsigned best, one;

	if (!n || !m)
		return (unsigned)(n + m);
	best = errors_of(a, n - 1, b, m - 1) + (a->letters[n - 1] != b->letters[m - 1]);
	one = errors_of(a, n - 1, b, m) + 1;
	best = one < best ? one : best;
	one = errors_of(a, n, b, m - 1) + 1;
	best = one < best ? one : best;
	if (n > 1 && m > 1 && a->letters[n - 1] == b->letters[m - 2] && a->letters[n - 2] == b->letters[m - 1]) {
		one = errors_of(a, n - 2, b, m - 2) + 1;
		best = one < best ? one : best;
	}
	return best;
}

static void errors_are_as_they_are_defined(void **state)
{
	unsigned seed = 1;

	(void)state;
	for (int i = 0; i < 1500; i++) {
		struct folded a = { .n = 1 + chance(&seed, 5) }, b = { .n = 1 + chance(&seed, 5) };
		unsigned whole, part = 99;

		for (size_t j = 0; j < 5; j++) {
			a.letters[j] = 'a' + (int32_t)chance(&seed, 3);
			b.letters[j] = 'a' + (int32_t)chance(&seed, 3);
		}
		whole = errors_of(&a, a.n, &b, b.n);
		for (size_t m = 0; m <= b.n; m++) {
			unsigned one = errors_of(&a, a.n, &b, m);

			part = one < part ? one : part;
		}
		for (unsigned most = 1; most < 4; most++) {
			assert_int_equal(rank_errors(&a, &b, most, RANK_WHOLE), whole > most ? most + 1 : whole);
			assert_int_equal(rank_errors(&a, &b, most, RANK_BEGINNING), part > most ? most + 1 : part);
			assert_true(rank_errors(&a, &b, most, RANK_ANYWHERE) <= (part > most ? most + 1 : part));
		}
	}
}

static void of_any_bytes_only_letters_are_left(void **state)
{
	unsigned seed = 2;

	(void)state;
	for (int i = 0; i < 20000; i++) {
		char bytes[24], text[FOLD_BYTES];
		struct str all = { bytes, chance(&seed, sizeof(bytes)) };
		struct folded word, again;
		size_t at = 0, last = 0;

		for (size_t j = 0; j < all.len; j++)
			bytes[j] = (char)chance(&seed, 256);
		while (fold_next(all, &at, &word)) {
			assert_true(word.n && word.n <= FOLD_LETTERS && word.start >= last && word.end > word.start &&
				    word.end <= at && at <= all.len);
			last = word.end;
			for (size_t j = 0; j < word.n; j++)
				assert_true(word.letters[j] >= 0x80 || word.letters[j] == '+' || word.letters[j] == '#' ||
					    (word.letters[j] >= '0' && word.letters[j] <= '9') ||
					    (word.letters[j] >= 'a' && word.letters[j] <= 'z'));
			fold_from(fold_text(&word, text), &again);
			assert_int_equal(rank_word(&word, &again), RANK_EXACT);
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_are_compared_without_case_accents_and_signs),
		cmocka_unit_test(a_word_knows_where_it_stands),
		cmocka_unit_test(what_is_longer_counts_by_its_beginning),
		cmocka_unit_test(errors_are_counted),
		cmocka_unit_test(typed_wrong_and_still_found),
		cmocka_unit_test(who_types_a_word_that_is_there_means_no_other),
		cmocka_unit_test(exact_and_beginning_come_before_errors_and_the_title_before_the_text),
		cmocka_unit_test(errors_are_as_they_are_defined),
		cmocka_unit_test(of_any_bytes_only_letters_are_left),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
