"""The TypeScript back end: types, and the few constants that a client needs of the schema."""
SCALARS = {"id": "number", "u32": "number", "i64": "number", "time": "number", "bool": "boolean",
           "line": "string", "text": "string"}


def doc(text, tab=""):
    return f"{tab}/** {text.replace('*/', '* /')} */\n"


def ts_type(t):
    if t.kind == "list":
        return f"readonly {ts_type(t.of)}[]"
    return t.of.name if t.of else SCALARS[t.kind]


def fields(rows, tab):
    return "".join(doc(f.doc, tab) + f"{tab}readonly {f.name}{'?' * f.optional}: {ts_type(f.type)};\n"
                   for f in rows)


def shape(rows, tab):
    """An object type in place; an empty one takes no field at all."""
    return f"{{\n{fields(rows, tab + chr(9))}{tab}}}" if rows else "Record<string, never>"


def union(names):
    return " | ".join(f"'{n}'" for n in names)


def named(n):
    if n.values:
        values = "".join(f"\n\t/** {text} */\n\t| '{v}'" for v, text in n.values.items())
        return f"{doc(n.doc)}export type {n.name} ={values};\n\n"
    if not n.fields:
        return f"{doc(n.doc)}export type {n.name} = Record<string, never>;\n\n"
    return f"{doc(n.doc)}export interface {n.name} {{\n{fields(n.fields, chr(9))}}}\n\n"


def command(c):
    return (f"{doc(c.doc, chr(9))}\t'{c.name}': {{\n\t\tkind: '{c.kind}';\n"
            f"\t\targs: {shape(c.args, chr(9) * 2)};\n\t\treply: {shape(c.reply, chr(9) * 2)};\n"
            f"\t\terrors: {union(c.errors) or 'never'};\n\t}};\n")


def carried(table, key):
    rows = "".join(f"\t\t\t{name}: {t.name};\n" for name, t in table.items())
    return f"\t\t{key}: {{\n{rows}\t\t}};\n" if rows else f"\t\t{key}: Record<never, never>;\n"


def topic(t):
    return (f"{doc(t.doc, chr(9))}\t{t.name}: {{\n\t\tkind: '{t.kind}';\n"
            + carried(t.items, "items") + carried(t.transient, "transient") + "\t};\n")


def const(name, what, rows):
    body = "".join(f"\t{key}: {value},\n" for key, value in rows)
    return f"{doc(what)}export const {name} = {{\n{body}}} as const;\n\n"


def interface(name, what, body):
    return f"{doc(what)}export interface {name} {{\n{body}}}\n\n"


MADE = "// Made by schema/gen from schema/protocol; do not edit.\n\n"


def protocol(s):
    public = [c for c in s.commands.values() if c.is_public]
    topics = s.topics.values()
    errors = "".join(f"\t/** {e['doc']} */\n\t'{name}',\n" for name, e in s.errors.items())
    return (
        MADE
        + "".join(map(named, s.types.values()))
        + interface("Commands", "What a client may ask.", "".join(map(command, public)))
        + interface("Topics", "What a client may follow: items are mirrored, transient events come once.",
                    "".join(map(topic, topics)))
        + "export type Transients = { readonly [K in keyof Topics]: Topics[K]['transient'] };\n\n"
        + const("commandKinds", "Transient: never stored. Read: asks only. Whatever is not here is durable: answered "
                "once committed.",
                [(f"'{c.name}'", f"'{c.kind}'") for c in sorted(public, key=lambda c: (c.kind, c.name))
                 if c.kind != "durable"])
        + const("topicKinds", "Log: a frame per commit. State: a frame per tick, the latest values.",
                [(t.name, f"'{t.kind}'") for t in topics])
        + f"{doc('Every refusal.')}export const errorCodes = [\n{errors}] as const;\n\n"
        + "export type ErrorCode = (typeof errorCodes)[number];\n\n"
        + const("limits", "What the server takes.", [(n, v) for n, (v, _) in s.limits.items()])).rstrip() + "\n"


def longest(s):
    public = [c for c in s.commands.values() if c.is_public]
    return MADE + const("longest", "The most characters (code points) of a command's texts, for input fields.",
                        list(bounds(public))).rstrip() + "\n"


def files(s):
    """A module of its own for what input fields need: the first page has none."""
    return {"protocol.ts": protocol(s), "longest.ts": longest(s)}


def bounds(commands):
    """What somebody types, in whatever changes something."""
    for c in commands:
        if c.kind != "durable":
            continue
        texts = [f for f in c.args if f.type.kind in ("line", "text") and f.name not in ("token", "csv")]
        if texts:
            yield f"'{c.name}'", "{ " + ", ".join(f"{f.name}: {f.type.hi}" for f in texts) + " }"
