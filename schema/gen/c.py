"""The C back end: errors, types, parsers, writers, the tables, and what features must define."""
import json
import textwrap

from load import inside

SCALARS = {"id": "int64_t", "i64": "int64_t", "time": "int64_t", "u32": "uint32_t", "bool": "bool",
           "line": "struct str", "text": "struct str"}
MADE = "Made by schema/gen from schema/protocol; do not edit."


# ---- pieces of C text ----

def comment(text, indent=""):
    text = text.replace("*/", "* /").replace("/*", "/ *")
    if len(indent.expandtabs(8)) + len(text) <= 92:
        return f"{indent}/* {text} */\n"
    lines = textwrap.wrap(text, 96 - len(indent.expandtabs(8)))
    return indent + "/*\n" + "".join(f"{indent} * {line}\n" for line in lines) + indent + " */\n"


def literal(text):
    """A C string literal: C reads JSON's short escapes alike. Two question marks could be a trigraph."""
    return json.dumps(text, ensure_ascii=False).replace("??", "\\?\\?")


def header(doc, includes, body):
    head = "\n".join(f"#include {i}" for i in includes)
    return f"/* {MADE} */\n\n{comment(doc)}#pragma once\n\n{head}\n\n{body}"


def enum(tag, values, doc, prefix=None, first=()):
    """An enum; values is name: doc. The count is the caller's to define: it is no enumerator."""
    prefix = prefix or tag.upper()
    rows = "".join(f"\t{prefix}_{name.upper()},\n" for name in first)
    rows += "".join(comment(text, "\t") + f"\t{prefix}_{name.upper()},\n"
                    for name, text in values.items())
    return f"{comment(doc)}enum {tag} {{\n{rows}}};\n"


def count(name, table, extra=0):
    return f"#define {name} {len(table) + extra}\n\n"


# ---- structs ----

def c_type(t):
    if t.kind == "enum":
        return f"enum {t.of.c}"
    return f"struct wire_{t.of.c}" if t.kind == "struct" else SCALARS[t.kind]


def member(f):
    has = f"\tbool has_{f.name};\n" if f.optional else ""
    if f.type.kind == "list":
        return comment(f.doc, "\t") + has + f"\t{c_type(f.type.of)} *{f.name};\n\tsize_t n_{f.name};\n"
    return comment(f.doc, "\t") + has + f"\t{c_type(f.type)} {f.name};\n"


def struct(tag, fields, doc):
    body = "".join(map(member, fields)) or "\tchar none; /* C has no empty structs. */\n"
    return f"{comment(doc)}struct {tag} {{\n{body}}};\n\n"


# ---- parsers ----

def read_value(t, at, to):
    """A call that reads a value that is no list."""
    if t.kind in ("enum", "struct"):
        return f"read_{t.of.c}(&{at}, &{to})"
    bounds = f"{t.lo}, {t.hi}, " if t.kind in ("line", "text") else ""
    return f"wire_{t.kind}(&{at}, {bounds}&{to})"


def read_list(f):
    of = f.type.of
    return (f"\tif (!wire_list(&at, {f.type.lo}, {f.type.hi}, &v.n_{f.name}))\n\t\treturn false;\n"
            f"\tv.{f.name} = arena_array(in->arena, v.n_{f.name}, sizeof(*v.{f.name}));\n"
            f"\tfor (size_t i = 0; i < v.n_{f.name}; i++) {{\n"
            f"\t\tstruct wire_in item = wire_item(&at, i);\n\n"
            f"\t\tif (!{read_value(of, 'item', f'v.{f.name}[i]')})\n\t\t\treturn false;\n\t}}\n")


def read_field(f):
    is_list = f.type.kind == "list"
    if not f.optional and not is_list:
        return (f'\tif (!wire_need(in, "{f.name}", &at) || !{read_value(f.type, "at", "v." + f.name)})\n'
                "\t\treturn false;\n")
    body = read_list(f) if is_list else ""
    if not f.optional:
        return f'\tif (!wire_need(in, "{f.name}", &at))\n\t\treturn false;\n' + body
    text = f'\tv.has_{f.name} = wire_has(in, "{f.name}", &at);\n'
    if is_list:
        return text + f"\tif (v.has_{f.name}) {{\n{textwrap.indent(body, chr(9))}\t}}\n"
    return text + (f"\tif (v.has_{f.name} && !{read_value(f.type, 'at', 'v.' + f.name)})\n"
                   "\t\treturn false;\n")


def reader(name, tag, fields):
    head = f"static bool read_{name}(const struct wire_in *in, struct {tag} *ret)\n{{\n"
    if not fields:
        return head + ("\tif (!wire_object(in, NULL, 0))\n\t\treturn false;\n"
                       f"\t*ret = (struct {tag}){{ 0 }};\n\treturn true;\n}}\n\n")
    names = ", ".join(f'"{f.name}"' for f in fields)
    return head + (
        textwrap.fill(f"static const char *const NAMES[] = {{ {names} }};", 90,
                      initial_indent="\t", subsequent_indent="\t\t") + "\n"
        f"\tstruct {tag} v = {{ 0 }};\n\tstruct wire_in at;\n\n"
        f"\tif (!wire_object(in, NAMES, {len(fields)}))\n\t\treturn false;\n"
        + "".join(map(read_field, fields)) + "\t*ret = v;\n\treturn true;\n}\n\n")


def enum_reader(e):
    return (f"static bool read_{e.c}(const struct wire_in *in, enum {e.c} *ret)\n{{\n\tsize_t i;\n\n"
            f"\tif (!wire_enum(in, {e.c}_names, {e.c.upper()}_COUNT, &i))\n\t\treturn false;\n"
            f"\t*ret = (enum {e.c})i;\n\treturn true;\n}}\n\n")


def parser_head(c):
    return (f"bool parse_{c.c}_args(const json_t *v, struct arena *a, struct {c.c}_args *ret,\n"
            "\t\tstruct fault *ret_fault)")


def parser(c):
    return reader(c.c + "_args", c.c + "_args", c.args) + parser_head(c) + (
        "\n{\n\tstruct wire_in in = { .value = v, .arena = a, .fault = ret_fault };\n\n"
        f"\treturn read_{c.c}_args(&in, ret);\n}}\n\n")


# ---- writers ----

def write_value(t, of, tab):
    if t.kind == "struct":
        return f"{tab}write_wire_{t.of.c}(b, &{of});\n"
    call = {"bool": "wire_put_bool(b, {})", "line": "buf_json(b, {})", "text": "buf_json(b, {})",
            "enum": f"wire_put_name(b, {t.of.c}_name({{}}))" if t.of else ""}
    return tab + call.get(t.kind, "buf_i64(b, {})").format(of) + ";\n"


def write_list(f, tab):
    return (f'{tab}BUF_LIT(b, "[");\n{tab}for (size_t i = 0; i < v->n_{f.name}; i++) {{\n'
            f'{tab}\tif (i > 0)\n{tab}\t\tBUF_LIT(b, ",");\n'
            + write_value(f.type.of, f"v->{f.name}[i]", tab + "\t")
            + f'{tab}}}\n{tab}BUF_LIT(b, "]");\n')


def write_field(f, before):
    """before: the bracket or comma that comes first; "?" for a comma that only run time can tell."""
    tab = "\t\t" if f.optional else "\t"
    text = f"\tif (v->has_{f.name}) {{\n" if f.optional else ""
    if before == "?":
        text += f"{tab}wire_put_comma(b);\n"
    text += tab + f'BUF_LIT(b, "{before.strip("?")}\\"{f.name}\\":");\n'
    if f.type.kind == "list":
        text += write_list(f, tab)
    else:
        text += write_value(f.type, f"v->{f.name}", tab)
    return text + ("\t}\n" if f.optional else "")


def writer_head(tag):
    return f"void write_{tag}(struct buf *b, const struct {tag} *v)"


def writer(tag, fields):
    if not fields:
        return writer_head(tag) + '\n{\n\t(void)v;\n\tBUF_LIT(b, "{}");\n}\n\n'
    text, before = writer_head(tag) + "\n{\n", "{"
    if fields[0].optional:
        text, before = text + '\tBUF_LIT(b, "{");\n', ""
    for f in fields:
        text += write_field(f, before)
        before = "," if not f.optional or before == "," else "?"
    return text + '\tBUF_LIT(b, "}");\n}\n\n'


# ---- which types need which ----

def reach(s, roots):
    """The types that these lists of fields use, in the schema's order, which is C's."""
    found, todo = set(), [f.type for fields in roots for f in fields]
    while todo:
        t = todo.pop()
        t = t.of if t.kind == "list" else t
        if t.of and t.of.name not in found:
            found.add(t.of.name)
            todo += [f.type for f in t.of.fields]
    return [named for named in s.types.values() if named.name in found]


def written(s):
    """Every struct that is an item or a transient event, or that one of them or a reply uses."""
    carried = {t.name for topic in s.topics.values() for t in [*topic.items.values(), *topic.transient.values()]}
    used = reach(s, [c.reply for c in s.commands.values()] + [s.types[n].fields for n in carried])
    names = carried | {t.name for t in used}
    return [t for t in s.types.values() if t.name in names and not t.values]


# ---- files ----

def err_list(s):
    rows = " \\\n".join(f"\tX({name.upper()}, {literal(name)}, {e['http']}, {literal(e['doc'])})"
                        for name, e in s.errors.items())
    return (f"/* {MADE} */\n\n#pragma once\n\n"
            f"/* X(NAME, \"name\", http status, \"what it means\") */\n#define ERR_LIST(X) \\\n{rows}\n")


def protocol_h(s):
    body = "".join(comment(doc) + f"#define LIMIT_{n.upper()} {v}\n" for n, (v, doc) in s.limits.items())
    body += "\n" + enum("caller_role", s.roles, "Who may ask: a column of the permission table.", "CALLER")
    body += count("ROLE_COUNT", s.roles)
    body += enum("relation", s.relations, "What a caller must be to the object.", first=["none"]) + "\n"
    body += enum("object_kind", s.objects, "What a command or a topic may be about.", "OBJECT", ["none"])
    body += count("OBJECT_COUNT", s.objects, 1)
    body += enum("command_id", {c.c: c.doc for c in s.commands.values()}, "Every command.", "CMD")
    body += count("COMMAND_COUNT", s.commands)
    body += enum("topic_kind", {t.c: t.doc for t in s.topics.values()}, "Every kind of topic.", "TOPIC")
    body += count("TOPIC_COUNT", s.topics)
    for t in s.topics.values():
        items = ", ".join(f"ITEM_{t.c}_{i}".upper() for i in t.items)
        body += f"/* The items of topic `{t.name}`. */\nenum {{ {items} }};\n\n" if items else ""
    for n in s.types.values():
        if n.values:
            body += enum(n.c, n.values, n.doc) + count(f"{n.c.upper()}_COUNT", n.values)
            body += (f"/* Its name on the wire. Never NULL. */\nconst char *{n.c}_name(enum {n.c} v);\n"
                     f"/* The value of this name; false when there is none. */\n"
                     f"bool {n.c}_from(struct str s, enum {n.c} *ret);\n\n")
        else:
            body += struct("wire_" + n.c, n.fields, n.doc)
    for c in s.commands.values():
        body += struct(c.c + "_args", c.args, f"Arguments of {c.name}: {c.doc}")
        body += struct(c.c + "_reply", c.reply, f"Reply to {c.name}.")
    body += "/* Checked arguments; false with ret_fault filled, *ret is then untouched. Texts borrow v's\n" \
            " * memory, lists live in the arena. */\n"
    body += "".join(parser_head(c) + " MUST_CHECK;\n" for c in s.commands.values())
    body += "\n/* Values as JSON objects, appended. Absent optional fields are left out. */\n"
    body += "".join(writer_head("wire_" + t.c) + ";\n" for t in written(s))
    body += "".join(writer_head(c.c + "_reply") + ";\n" for c in s.commands.values())
    return header("The protocol in C: limits, enums, structs, parsers of arguments, writers of replies "
                  "and events.", ["<stdbool.h>", "<stddef.h>", "<stdint.h>", "", "<jansson.h>", "",
                                  '"base/arena.h"', '"base/buf.h"', '"base/str.h"', '"wire/wire.h"'],
                  body).replace("#include \n", "\n")


def enum_functions(n):
    rows = "".join(f"\t[{n.c.upper()}_{v.upper()}] = {literal(v)},\n" for v in n.values)
    return (f"static const char *const {n.c}_names[{n.c.upper()}_COUNT] = {{\n{rows}}};\n\n"
            f"const char *{n.c}_name(enum {n.c} v)\n{{\n\tassert((size_t)v < {n.c.upper()}_COUNT);\n"
            f"\treturn {n.c}_names[v];\n}}\n\n"
            f"bool {n.c}_from(struct str s, enum {n.c} *ret)\n{{\n\tsize_t i;\n\n"
            f"\tif (!wire_find(s, {n.c}_names, {n.c.upper()}_COUNT, &i))\n\t\treturn false;\n"
            f"\t*ret = (enum {n.c})i;\n\treturn true;\n}}\n\n")


def protocol_c(s):
    body = "".join(enum_functions(n) for n in s.types.values() if n.values)
    for n in reach(s, [c.args for c in s.commands.values()]):
        body += enum_reader(n) if n.values else reader(n.c, "wire_" + n.c, n.fields)
    body += "".join(map(parser, s.commands.values()))
    body += "".join(writer("wire_" + t.c, t.fields) for t in written(s))
    body += "".join(writer(c.c + "_reply", c.reply) for c in s.commands.values())
    return f'/* {MADE} */\n#include "wire/protocol.h"\n\n#include <assert.h>\n\n{body}'.rstrip() + "\n"


def handlers_h(s):
    body = "/* Commands: what each does, in one transaction. */\n"
    for c in handled(s):
        body += f"{handler_head(c)};\n"
    body += ("\n/* Items: the keys of a topic's items, and how one stands; *ret_found false: it is gone. "
             "*/\n")
    for t, name, type_ in items(s):
        body += (f"enum err list_{t.c}_{name}(const struct view *v, int64_t topic, struct ids *ret);\n"
                 f"enum err read_{t.c}_{name}(const struct view *v, int64_t topic, int64_t key,\n"
                 f"\t\tstruct wire_{type_.c} *ret, bool *ret_found);\n")
    body += "\n/* Objects: the rows that decide a relation; ERR_NOT_FOUND when there are none. */\n"
    body += "".join(f"{resolver_head(o)};\n" for o in s.objects)
    body += "\n/* ---- what features may call: word that an item changed or is gone ---- */\n\n"
    for t, name, _ in items(s):
        body += (f"static inline void touch_{t.c}_{name}(struct cmd *cmd, int64_t topic, int64_t key)\n{{\n"
                 f"\tcmd_touch(cmd, TOPIC_{t.c.upper()}, ITEM_{t.c.upper()}_{name.upper()}, topic, key);\n}}\n\n")
    body += "/* Transient events: sent once, to those who follow the topic now. */\n"
    body += "".join(f"{publish_head(*row)};\n" for row in transients(s))
    return header("What the linker demands of features/: every handler, reader and resolver that the schema "
                  "speaks of.", ['"engine/command.h"', '"wire/protocol.h"'], body)


def handled(s):
    return [c for c in s.commands.values() if not c.engine]


def items(s):
    return [(t, name, type_) for t in s.topics.values() for name, type_ in t.items.items()]


def transients(s):
    return [(t, name, type_) for t in s.topics.values() for name, type_ in t.transient.items()]


def handler_head(c):
    return (f"enum err on_{c.c}(struct cmd *cmd, const struct {c.c}_args *args,\n"
            f"\t\tstruct {c.c}_reply *ret_reply)")


def resolver_head(o):
    return f"enum err resolve_{o}(struct db *db, int64_t id, struct object *ret)"


def publish_head(t, name, type_):
    return (f"void publish_{t.c}_{name}(struct cmd *cmd, int64_t topic,\n"
            f"\t\tconst struct wire_{type_.c} *v)")


def tables_h(_):
    body = ("extern const struct command_def command_table[COMMAND_COUNT];\n"
            "extern const struct topic_def topic_table[TOPIC_COUNT];\n"
            "/* By object_kind; NULL for OBJECT_NONE. */\n"
            "extern enum err (*const resolver_table[OBJECT_COUNT])(struct db *db, int64_t id,\n"
            "\t\tstruct object *ret);\n")
    return header("The schema as tables for the engine. main.c hands them over, so that the engine knows no "
                  "feature.", ['"engine/command.h"'], body)


def command_wrappers(c):
    text = (f"static bool load_{c.c}(const json_t *v, struct arena *a, void *ret_args,\n"
            f"\t\tstruct fault *ret_fault)\n{{\n\treturn parse_{c.c}_args(v, a, ret_args, ret_fault);\n}}\n\n")
    if c.engine:
        return text
    return text + (
        f"static enum err handle_{c.c}(struct cmd *cmd, const void *args, struct buf *ret_reply)\n{{\n"
        f"\tstruct {c.c}_reply reply = {{ 0 }};\n\tenum err e = on_{c.c}(cmd, args, &reply);\n\n"
        f"\tif (e)\n\t\treturn e;\n\twrite_{c.c}_reply(ret_reply, &reply);\n\treturn ERR_OK;\n}}\n\n")


def item_wrapper(t, name, type_):
    return (f"static enum err render_{t.c}_{name}(const struct view *v, int64_t topic, int64_t key,\n"
            f"\t\tstruct buf *ret, bool *ret_found)\n{{\n"
            f"\tstruct wire_{type_.c} item = {{ 0 }};\n\tbool is_found = false;\n"
            f"\tenum err e = read_{t.c}_{name}(v, topic, key, &item, &is_found);\n\n"
            f"\tif (e)\n\t\treturn e;\n\tif (is_found)\n\t\twrite_wire_{type_.c}(ret, &item);\n"
            f"\t*ret_found = is_found;\n\treturn ERR_OK;\n}}\n\n")


def publisher(t, name, type_):
    return (f"{publish_head(t, name, type_)}\n{{\n\tAUTO(buf_done) struct buf b = {{ 0 }};\n\n"
            f'\tBUF_LIT(&b, "{{\\"type\\":\\"{name}\\",\\"item\\":");\n\twrite_wire_{type_.c}(&b, v);\n'
            f'\tBUF_LIT(&b, "}}");\n\tcmd_publish(cmd, TOPIC_{t.c.upper()}, topic, &b);\n}}\n\n')


def allow_row(allow):
    rows = "".join(f"\t\t\t[CALLER_{role.upper()}] = RELATION_{relation.upper()},\n"
                   for role, relation in allow.items())
    return f"\t\t.allow = {{\n{rows}\t\t}},\n"


def object_row(thing):
    return f"\t\t.object = OBJECT_{(thing.object or 'none').upper()},\n"


def command_row(c):
    offset = f"\t\t.object_offset = offsetof(struct {c.c}_args, {c.object_arg}),\n" if c.object else ""
    handle = "" if c.engine else f"\t\t.handle = handle_{c.c},\n"
    repeatable = "\t\t.is_repeatable = true,\n" if c.repeatable else ""
    aside = "\t\t.is_aside = true,\n" if c.aside else ""
    return (f"\t[CMD_{c.c.upper()}] = {{\n\t\t.name = {literal(c.name)},\n\t\t.kind = COMMAND_{c.kind.upper()},\n"
            f"\t\t.args_size = sizeof(struct {c.c}_args),\n\t\t.parse = load_{c.c},\n{handle}"
            f"{allow_row(c.allow)}{object_row(c)}{offset}{repeatable}{aside}\t\t.cost = {c.cost},\n\t}},\n")


def item_rows(t):
    rows = "".join(f"\t[ITEM_{t.c.upper()}_{i.upper()}] = {{ {literal(i)}, list_{t.c}_{i}, render_{t.c}_{i} }},\n"
                   for i in t.items)
    return f"static const struct item_def {t.c}_items[] = {{\n{rows}}};\n\n" if rows else ""


def topic_row(t):
    items_ = f"\t\t.items = {t.c}_items,\n\t\t.n_items = {len(t.items)},\n" if t.items else ""
    kept = "\t\t.is_kept = true,\n" if t.kept else ""
    return (f"\t[TOPIC_{t.c.upper()}] = {{\n\t\t.name = {literal(t.name)},\n"
            f"\t\t.is_log = {'true' if t.kind == 'log' else 'false'},\n{kept}\t\t.tick_ms = {t.tick_ms},\n"
            f"{allow_row(t.allow)}{object_row(t)}{items_}\t}},\n")


def tables_c(s):
    body = "".join(map(command_wrappers, s.commands.values()))
    body += "".join(item_wrapper(*row) for row in items(s))
    body += "".join(publisher(*row) for row in transients(s))
    body += "const struct command_def command_table[COMMAND_COUNT] = {\n"
    body += "".join(map(command_row, s.commands.values())) + "};\n\n"
    body += "".join(map(item_rows, s.topics.values()))
    body += "const struct topic_def topic_table[TOPIC_COUNT] = {\n"
    body += "".join(map(topic_row, s.topics.values())) + "};\n\n"
    body += "enum err (*const resolver_table[OBJECT_COUNT])(struct db *db, int64_t id,\n\t\tstruct object *ret) = {\n"
    body += "".join(f"\t[OBJECT_{o.upper()}] = resolve_{o},\n" for o in s.objects) + "};\n"
    return f'/* {MADE} */\n#include "engine/tables.h"\n\n#include <stddef.h>\n\n#include "features/handlers.h"\n\n{body}'


def files(s):
    """Path below build/gen: text."""
    return {
        "base/err_list.h": err_list(s),
        "wire/protocol.h": protocol_h(s),
        "wire/protocol.c": protocol_c(s),
        "engine/tables.h": tables_h(s),
        "engine/tables.c": tables_c(s),
        "features/handlers.h": handlers_h(s),
    }
