/* See fold.h. */
#include "features/search/fold.h"

#include "base/utf8.h"

/* U+00C0 to U+017F without accents: a letter each; '?' for two, which are below, ' ' for what is none. */
static const char LATIN[] = "aaaaaa?ceeeeiiii"
			    "dnooooo ouuuuy??"
			    "aaaaaa?ceeeeiiii"
			    "dnooooo ouuuuy?y"
			    "aaaaaaccccccccdd"
			    "ddeeeeeeeeeegggg"
			    "gggghhhhiiiiiiii"
			    "ii??jjkkklllllll"
			    "lllnnnnnnnnnoooo"
			    "oo??rrrrrrssssss"
			    "ssttttttuuuuuuuu"
			    "uuuuwwyyyzzzzzzs";

static const struct {
	int32_t point;
	char letters[3];
} TWO[] = {
	{ 0xc6, "ae" }, { 0xde, "th" }, { 0xdf, "ss" },	 { 0xe6, "ae" },  { 0xfe, "th" },
	{ 0x132, "ij" }, { 0x133, "ij" }, { 0x152, "oe" }, { 0x153, "oe" },
};

static bool is_accent(int32_t point)
{
	return point >= 0x300 && point <= 0x36f;
}

/* The letters of a code point: 0 (it ends a word), 1 or 2. */
static size_t fold_point(int32_t point, int32_t ret[2])
{
	char c;

	ret[0] = point;
	if (point >= 'A' && point <= 'Z')
		ret[0] = point - 'A' + 'a';
	if (point < 0x80)
		return (ret[0] >= 'a' && ret[0] <= 'z') || (point >= '0' && point <= '9');
	if (point < 0xc0)
		return 0;
	if (point >= 0x180) {
		/* Other scripts: Greek and Cyrillic capitals; punctuation and signs are no letters. */
		if ((point >= 0x391 && point <= 0x3a9) || (point >= 0x410 && point <= 0x42f))
			ret[0] = point + 0x20;
		return point < 0x2000 || (point >= 0x2c00 && point < 0x2e00) ||
		       (point >= 0x3040 && (point < 0x1f000 || point >= 0x20000));
	}
	c = LATIN[point - 0xc0];
	for (size_t i = 0; c == '?' && i < sizeof(TWO) / sizeof(TWO[0]); i++) {
		if (TWO[i].point == point) {
			ret[0] = TWO[i].letters[0];
			ret[1] = TWO[i].letters[1];
			return 2;
		}
	}
	ret[0] = c;
	return c != ' ';
}

static void add(struct folded *word, const int32_t letters[2], size_t n)
{
	for (size_t i = 0; i < n && word->n < FOLD_LETTERS; i++)
		word->letters[word->n++] = letters[i];
}

/* "C++" and "C#" are words of their own: signs count behind a letter. */
static bool is_sign(int32_t point, const struct folded *word)
{
	return word->n && (point == '+' || point == '#');
}

bool fold_next(struct str text, size_t *i, struct folded *ret)
{
	ret->n = 0;
	while (*i < text.len) {
		size_t start = *i;
		int32_t point = utf8_next(text, i), letters[2];
		size_t n = point < 0 ? 0 : fold_point(point, letters);

		if (!n && is_sign(point, ret))
			n = 1; /* it is its own letter */
		if (!n && ret->n && !is_accent(point)) {
			*i = start;
			return true;
		}
		if (n && !ret->n)
			ret->start = start;
		if (n || (ret->n && is_accent(point)))
			ret->end = *i;
		if (!is_accent(point))
			add(ret, letters, n);
	}
	return ret->n > 0;
}

void fold_from(struct str word, struct folded *ret)
{
	ret->n = 0;
	for (size_t i = 0; i < word.len && ret->n < FOLD_LETTERS;)
		ret->letters[ret->n++] = utf8_next(word, &i);
}

struct str fold_text(const struct folded *word, char to[FOLD_BYTES])
{
	size_t len = 0;

	for (size_t i = 0; i < word->n; i++) {
		uint32_t p = (uint32_t)word->letters[i];

		if (p < 0x80) {
			to[len++] = (char)p;
		} else if (p < 0x800) {
			to[len++] = (char)(0xc0 | p >> 6);
			to[len++] = (char)(0x80 | (p & 0x3f));
		} else if (p < 0x10000) {
			to[len++] = (char)(0xe0 | p >> 12);
			to[len++] = (char)(0x80 | (p >> 6 & 0x3f));
			to[len++] = (char)(0x80 | (p & 0x3f));
		} else {
			to[len++] = (char)(0xf0 | p >> 18);
			to[len++] = (char)(0x80 | (p >> 12 & 0x3f));
			to[len++] = (char)(0x80 | (p >> 6 & 0x3f));
			to[len++] = (char)(0x80 | (p & 0x3f));
		}
	}
	return (struct str){ to, len };
}
