/* See letter.h. */
#include "features/mail/letter.h"

#include "base/buf.h"

/* How what is written there must look: a line of a head, plain text, or HTML. */
enum place { IN_SUBJECT, IN_TEXT, IN_HTML };

struct writer {
	const struct mail_draft *draft;
	struct str name, origin;
	struct buf *to;
	enum place place;
};

static void put_html(struct buf *to, char c)
{
	switch (c) {
	case '&':
		BUF_LIT(to, "&amp;");
		break;
	case '<':
		BUF_LIT(to, "&lt;");
		break;
	case '>':
		BUF_LIT(to, "&gt;");
		break;
	case '"':
		BUF_LIT(to, "&quot;");
		break;
	case '\'':
		BUF_LIT(to, "&#39;");
		break;
	case '\n':
		BUF_LIT(to, "<br>\n");
		break;
	default:
		buf_char(to, c);
	}
}

static void put_value(struct writer *w, struct str value)
{
	for (size_t i = 0; i < value.len; i++) {
		char c = value.at[i];

		if (w->place == IN_HTML)
			put_html(w->to, c);
		else if (w->place == IN_SUBJECT && (unsigned char)c < ' ')
			buf_char(w->to, ' '); /* no line of anybody's making in a head */
		else
			buf_char(w->to, c);
	}
}

static struct str value_of(const struct writer *w, struct str name)
{
	if (str_eq(name, STR("name")))
		return w->name;
	if (str_eq(name, STR("origin")))
		return w->origin;
	for (size_t i = 0; i < MAIL_VALUES_MOST && w->draft->values[i].name; i++) {
		if (str_eq(name, str_of(w->draft->values[i].name)))
			return w->draft->values[i].value;
	}
	return STR("");
}

/* Our own words with their values. */
static void put_words(struct writer *w, struct str words)
{
	while (words.len) {
		struct str plain, name;
		bool has_value = str_cut(&words, '{', &plain);

		put_value(w, plain);
		if (has_value) {
			str_cut(&words, '}', &name);
			put_value(w, value_of(w, name));
		}
	}
}

/* The words up to the next empty line; paragraphs are of the words, never of the values in them. */
static bool next_paragraph(struct str *words, struct str *ret)
{
	const char *end = words->len ? memmem(words->at, words->len, "\n\n", 2) : NULL;
	size_t len = end ? (size_t)(end - words->at) : words->len;

	*ret = (struct str){ words->at, len };
	*words = str_from(*words, end ? len + 2 : len);
	return ret->len > 0;
}

/* The next paragraph that says something: one that is a value alone may be empty. */
static bool next_said(const struct writer *w, struct str *words, struct str *ret)
{
	while (next_paragraph(words, ret)) {
		struct str name = str_from(*ret, 1);

		if (ret->at[0] != '{' || ret->at[ret->len - 1] != '}')
			return true;
		name.len--;
		if (value_of(w, name).len)
			return true;
	}
	return false;
}

static void put_text(struct writer *w, const struct letter_words *words, const struct letter_frame *frame)
{
	struct str rest = str_of(words->body), paragraph;

	put_words(w, str_of(frame->greeting));
	BUF_LIT(w->to, "\n\n");
	while (next_said(w, &rest, &paragraph)) {
		put_words(w, paragraph);
		BUF_LIT(w->to, "\n\n");
	}
	put_words(w, str_of(words->button));
	BUF_LIT(w->to, ":\n");
	put_value(w, w->origin);
	put_value(w, w->draft->path);
	BUF_LIT(w->to, "\n\n-- \n");
	put_words(w, str_of(frame->footer));
	buf_char(w->to, '\n');
}

static void put_paragraph(struct writer *w, const char *style, struct str words)
{
	buf_printf(w->to, "<p style=\"%s\">", style);
	put_words(w, words);
	BUF_LIT(w->to, "</p>\n");
}

static void put_page(struct writer *w, const struct letter_words *words, const struct letter_frame *frame)
{
	static const char PLAIN[] = "margin:0 0 16px";
	struct str rest = str_of(words->body), paragraph;

	/* What a mail reader keeps of styles stands on the element; colours stay the reader's, for the dark. */
	buf_printf(w->to,
		   "<!doctype html>\n<html lang=\"%s\">\n<head><meta charset=\"utf-8\">"
		   "<meta name=\"viewport\" content=\"width=device-width\">"
		   "<meta name=\"color-scheme\" content=\"light dark\"><title>",
		   frame->lang);
	put_words(w, str_of(words->subject));
	BUF_LIT(w->to, "</title></head>\n<body style=\"margin:0;padding:24px;font-family:Figtree,"
		       "'Segoe UI',Roboto,sans-serif;font-size:16px;line-height:1.5\">\n"
		       "<div style=\"max-width:560px;margin:0 auto\">\n");
	put_paragraph(w, PLAIN, str_of(frame->greeting));
	while (next_said(w, &rest, &paragraph))
		put_paragraph(w, PLAIN, paragraph);
	BUF_LIT(w->to, "<p style=\"margin:24px 0\"><a style=\"display:inline-block;padding:12px 20px;"
		       "border-radius:8px;background:#0b5a49;color:#ffffff;text-decoration:none;"
		       "font-weight:600\" href=\"");
	put_value(w, w->origin);
	put_value(w, w->draft->path);
	BUF_LIT(w->to, "\">");
	put_words(w, str_of(words->button));
	BUF_LIT(w->to, "</a></p>\n");
	put_paragraph(w, "margin:24px 0 0;font-size:14px;opacity:0.75", str_of(frame->footer));
	BUF_LIT(w->to, "</div>\n</body>\n</html>\n");
}

void letter_write(struct arena *a, const struct mail_draft *draft, enum locale locale, struct str name,
		  struct str origin, struct letter *ret)
{
	const struct letter_words *words = &letter_words[draft->words][locale];
	const struct letter_frame *frame = &letter_frames[locale];
	AUTO(buf_done) struct buf to = { 0 };
	struct writer w = { draft, name, origin, &to, IN_SUBJECT };

	put_words(&w, str_of(words->subject));
	ret->subject = arena_str(a, buf_view(&to));
	buf_clear(&to);
	w.place = IN_TEXT;
	put_text(&w, words, frame);
	ret->text = arena_str(a, buf_view(&to));
	buf_clear(&to);
	w.place = IN_HTML;
	put_page(&w, words, frame);
	ret->html = arena_str(a, buf_view(&to));
}
