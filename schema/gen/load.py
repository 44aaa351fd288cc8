"""Reads the schema and checks it. Whoever gets a Schema from load() may trust all of it."""
import pathlib
import re
from dataclasses import dataclass, field

from source import SchemaError, Source, Table

COUNT_MOST = 2**31 - 1
COMMAND_KINDS = ("durable", "transient", "read")
TOPIC_KINDS = ("log", "state")
PLAIN = ("id", "u32", "i64", "time", "bool")
SNAKE = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
CAMEL = re.compile(r"[A-Z][a-z0-9]+([A-Z][a-z0-9]+)*")
COMMAND = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)?")
BOUNDED = re.compile(r"(line|text|\[(.*)\])(?::(\d+)\.\.(\d+))?")
# Keywords that fit SNAKE: a field of that name does not compile.
C_WORDS = set("""auto break case char const continue default do double else enum extern float for
    goto if inline int long register restrict return short signed sizeof static struct switch
    typedef union unsigned void volatile while bool true false""".split())
# Tags and values that engine and wire define by hand.
C_TAGS = {"err", "caller_role", "relation", "object_kind", "command_id", "topic_kind",
          "command_kind", "wire_trust", "delivery_kind"}


@dataclass
class Type:
    kind: str            # one of PLAIN, or line, text, list, enum, struct
    lo: int = 0
    hi: int = 0
    of: object = None    # list: its Type; enum and struct: the Named


@dataclass
class Field:
    name: str
    type: Type
    optional: bool
    doc: str
    where: str


@dataclass
class Named:
    """A type with a name: an enum has values, a struct has fields."""
    name: str
    doc: str
    where: str
    c: str                                       # its name in C, before `wire_`
    values: dict = field(default_factory=dict)   # value: doc; empty for a struct
    fields: list = field(default_factory=list)


@dataclass
class Command:
    name: str
    doc: str
    where: str
    kind: str
    allow: dict          # role: relation
    object: str          # "" for none
    object_arg: str
    args: list
    reply: list
    errors: list
    cost: int
    engine: bool
    repeatable: bool
    aside: bool

    @property
    def c(self):
        return self.name.replace(".", "_")

    @property
    def is_public(self):
        return set(self.allow) != {"system"}


@dataclass
class Topic:
    name: str
    doc: str
    where: str
    kind: str
    tick_ms: int
    allow: dict
    object: str
    items: dict          # item's name: struct
    transient: dict
    kept: bool

    @property
    def c(self):
        return self.name


@dataclass
class Schema:
    limits: dict = field(default_factory=dict)      # name: (number, doc)
    roles: dict = field(default_factory=dict)       # name: doc
    relations: dict = field(default_factory=dict)
    objects: dict = field(default_factory=dict)
    errors: dict = field(default_factory=dict)      # name: Table with doc, http, any_command
    types: dict = field(default_factory=dict)       # name: Named, used ones before their users
    commands: dict = field(default_factory=dict)
    topics: dict = field(default_factory=dict)

    def common_errors(self):
        return [e for e, row in self.errors.items() if row.get("any_command")]

    def errors_of(self, command):
        return self.common_errors() + command.errors


def snake(name):
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()


class Loader:
    """Builds a Schema and collects what is wrong with it, so that one run names every mistake."""

    def __init__(self):
        self.schema = Schema()
        self.wrong = []
        self.home = {}   # type's name: the file stem that declares it

    def fail(self, where, message):
        self.wrong.append(f"{where}: {message}")

    def stop_if_wrong(self):
        if self.wrong:
            def place(line):
                name, number = line.split(": ", 1)[0].rsplit(":", 1)
                return name, int(number)
            raise SchemaError("\n".join(sorted(dict.fromkeys(self.wrong), key=place)))

    # ---- shapes: what may stand where in a file ----

    def shape(self, table, need, may=()):
        """Whether a table has exactly these keys with values of these JSON types."""
        known = {**need, **dict(may)}
        ok = True
        for key in table:
            if key not in known:
                ok = self.fail(table.at(key), f"unknown key \"{key}\"")
            elif type(table[key]) is not known[key]:
                ok = self.fail(table.at(key), f"\"{key}\" should be {JSON_NAMES[known[key]]}")
        for key in need:
            if key not in table:
                ok = self.fail(table.where, f"\"{key}\" is missing")
        if type(table.get("doc")) is str and not table["doc"].strip():
            ok = self.fail(table.at("doc"), "\"doc\" is empty")
        return ok is True

    def tables(self, table, pattern, what):
        """The rows of a table of tables whose name is good."""
        for name, row in table.items():
            if not pattern.fullmatch(name):
                self.fail(table.at(name), f"{what} \"{name}\" should look like {EXAMPLES[pattern]}")
            elif not isinstance(row, Table):
                self.fail(table.at(name), f"{what} \"{name}\" should be an object")
            else:
                yield name, row, table.at(name)

    def docs(self, table, what):
        """A table of names and what they are."""
        for name, doc in table.items():
            if not SNAKE.fullmatch(name):
                self.fail(table.at(name), f"{what} \"{name}\" should look like {EXAMPLES[SNAKE]}")
            if not isinstance(doc, str) or not doc.strip():
                self.fail(table.at(name), f"{what} \"{name}\" needs a doc")
        return dict(table)

    def add(self, into, name, thing, what):
        if name in into:
            self.fail(thing.where, f"{what} \"{name}\" is declared before, at {into[name].where}")
        else:
            into[name] = thing

    # ---- common.json ----

    def common(self, top):
        tables = dict.fromkeys(("limits", "roles", "relations", "objects", "errors", "types"), Table)
        if not self.shape(top, {"doc": str, **tables}):
            return
        s = self.schema
        s.roles = self.docs(top["roles"], "role")
        s.relations = self.docs(top["relations"], "relation")
        s.objects = self.docs(top["objects"], "object")
        for name, text in self.docs(top["limits"], "limit").items():
            match = re.fullmatch(r"(\d{1,9}) # (.+)", str(text))
            if match:
                s.limits[name] = (int(match[1]), match[2])
            else:
                self.fail(top["limits"].at(name), f"limit \"{name}\" should be \"NUMBER # doc\"")
        for name, row, where in self.tables(top["errors"], SNAKE, "error"):
            if self.shape(row, {"doc": str, "http": int}, {"any_command": bool}):
                if not 400 <= row["http"] <= 599:
                    self.fail(where, f"error \"{name}\" needs an HTTP status from 400 to 599")
                s.errors[name] = row
        self.needed(top)

    def needed(self, top):
        """What the hand-written C names itself."""
        for key, names in NEEDED.items():
            for name in names:
                if name not in top[key]:
                    self.fail(top.at(key), f"{key} lack \"{name}\"")

    # ---- types and fields ----

    def declare(self, top, stem):
        """First only the names, so that types may be used before they are declared."""
        rows = top.get("types")
        for name, row, where in self.tables(rows if isinstance(rows, Table) else {}, CAMEL, "type"):
            is_enum = "enum" in row
            if self.shape(row, {"doc": str, "enum" if is_enum else "fields": Table}, {"c": str}):
                named = Named(name, row["doc"], where, row.get("c", snake(name)))
                if not SNAKE.fullmatch(named.c):
                    self.fail(row.at("c"), f"\"c\" should look like {EXAMPLES[SNAKE]}")
                self.add(self.schema.types, name, named, "type")
                self.home.setdefault(name, stem)
                if is_enum:
                    named.values = self.docs(row["enum"], "value")
                    if not named.values:
                        self.fail(where, f"enum \"{name}\" has no values")

    def define(self, top, stem):
        for name, row in top["types"].items():
            named = self.schema.types.get(name)
            if named and self.home[name] == stem and not named.values:
                named.fields = self.fields(row["fields"], stem)

    def fields(self, table, stem):
        """Fields as they are written: "booth": "id # the booth whose queue"."""
        made = []
        for name, text in table.items():
            where = table.at(name)
            words, hash_, doc = text.partition(" # ") if isinstance(text, str) else ("", "", "")
            if not SNAKE.fullmatch(name) or name in C_WORDS:
                self.fail(where, f"field \"{name}\" should look like {EXAMPLES[SNAKE]}, no C keyword")
            elif not hash_ or not doc.strip():
                self.fail(where, f"field \"{name}\" needs a doc: \"TYPE # what it is\"")
            else:
                t = self.type(words.removeprefix("?"), where, stem)
                if t:
                    made.append(Field(name, t, words.startswith("?"), doc, where))
                    self.field_name(made[-1])
        self.members(made)
        return made

    def field_name(self, f):
        if f.type.kind == "time" and not f.name.endswith("_ms"):
            self.fail(f.where, f"field \"{f.name}\" is a time; its name should end in _ms")
        if f.name.endswith("_ms") and f.type.kind not in ("time", "i64", "u32"):
            self.fail(f.where, f"field \"{f.name}\" ends in _ms; it should be a time or a number")
        if f.type.kind == "bool" and not f.name.startswith(("is_", "has_")):
            self.fail(f.where, f"field \"{f.name}\" is a bool; its name should begin with is_ or has_")

    def members(self, fields):
        """In C an optional field and a list have a companion; no field may be called like it."""
        names = {f.name for f in fields}
        for f in fields:
            for mate in companions(f):
                if mate in names:
                    self.fail(f.where, f"field \"{f.name}\" needs \"{mate}\" in C, which is a field too")

    def type(self, text, where, stem):
        match = BOUNDED.fullmatch(text)
        if match:
            return self.bounded(match, text, where, stem)
        if text in PLAIN:
            return Type(text)
        named = self.schema.types.get(text)
        if not named:
            return self.fail(where, f"unknown type \"{text}\"")
        if self.home[text] not in ("common", stem):
            return self.fail(where, f"type \"{text}\" belongs to {self.home[text]}.json; "
                             "shared types live in common.json")
        return Type("enum" if named.values else "struct", of=named)

    def bounded(self, match, text, where, stem):
        if match[3] is None:
            return self.fail(where, f"\"{text}\" needs bounds, as in {text}:0..80")
        lo, hi = int(match[3]), int(match[4])
        if lo > hi or not 1 <= hi <= COUNT_MOST:
            return self.fail(where, f"\"{text}\" has bounds that nothing fits, or that are too large")
        if match[2] is None:
            return Type(match[1], lo, hi)
        if match[2].startswith(("[", "?")):
            return self.fail(where, f"\"{text}\" nests without a name; make a type of it")
        of = self.type(match[2], where, stem)
        return of and Type("list", lo, hi, of)

    # ---- commands and topics ----

    def command(self, name, row, where, stem):
        if not self.shape(row, {"doc": str, "kind": str, "allow": Table, "args": Table,
                                "reply": Table},
                          {"object": str, "errors": list, "cost": int, "engine": bool,
                           "repeatable": bool, "aside": bool}):
            return
        arg, _, obj = row.get("object", "").rpartition(":")
        c = Command(name, row["doc"], where, row["kind"], dict(row["allow"]), obj, arg or obj,
                    self.fields(row["args"], stem), self.fields(row["reply"], stem),
                    row.get("errors", []), row.get("cost", 1), row.get("engine", False),
                    row.get("repeatable", False), row.get("aside", False))
        if c.kind not in COMMAND_KINDS:
            self.fail(row.at("kind"), f"kind \"{c.kind}\" should be one of {', '.join(COMMAND_KINDS)}")
        if c.aside and (c.kind != "read" or c.engine):
            self.fail(row.at("aside"), "only a read that a feature answers can be answered aside")
        most = self.schema.limits.get("tokens_burst", (0,))[0]
        if not 0 <= c.cost <= most:
            self.fail(row.at("cost"), f"cost {c.cost} should be from 0 to tokens_burst, {most}")
        self.object(c, row)
        self.allow(c, row["allow"])
        self.command_errors(c, row)
        self.add(self.schema.commands, name, c, "command")

    def object(self, c, row):
        if "object" not in row:
            return
        if c.object not in self.schema.objects:
            return self.fail(row.at("object"), f"unknown object \"{c.object}\"")
        args = [a for a in c.args if a.name == c.object_arg]
        if not args:
            self.fail(row.at("object"), f"object \"{c.object}\" is not an argument of \"{c.name}\"")
        elif args[0].type.kind != "id" or args[0].optional:
            self.fail(args[0].where, f"argument \"{c.object_arg}\" names the object; it should be id")

    def allow(self, thing, table):
        if not table:
            self.fail(thing.where, f"\"{thing.name}\" allows nobody")
        for role, relation in table.items():
            where = table.at(role)
            if role not in self.schema.roles:
                self.fail(where, f"unknown role \"{role}\"")
            if relation not in self.schema.relations:
                self.fail(where, f"unknown relation \"{relation}\"")
            elif relation != "any" and not thing.object:
                self.fail(where, f"relation \"{relation}\" needs an object")
            elif relation != "any" and role in ("visitor", "system"):
                self.fail(where, f"role \"{role}\" has no relations but \"any\"")

    def command_errors(self, c, row):
        for e in c.errors:
            known = self.schema.errors.get(e) if isinstance(e, str) else None
            if known is None:
                self.fail(row.at("errors"), f"unknown error \"{e}\"")
            elif known.get("any_command"):
                self.fail(row.at("errors"), f"error \"{e}\" goes without saying: any command has it")
            elif c.errors.count(e) > 1:
                self.fail(row.at("errors"), f"error \"{e}\" is said twice")

    def topic(self, name, row, where, stem):
        if not self.shape(row, {"doc": str, "kind": str, "allow": Table, "items": Table},
                          {"object": str, "tick_ms": int, "transient": Table, "kept": bool}):
            return
        t = Topic(name, row["doc"], where, row["kind"], row.get("tick_ms", 0), dict(row["allow"]),
                  row.get("object", ""), self.items(row["items"], stem, True),
                  self.items(row.get("transient", Table(where)), stem, False),
                  row.get("kept", False))
        if t.kind not in TOPIC_KINDS:
            self.fail(row.at("kind"), f"kind \"{t.kind}\" should be one of {', '.join(TOPIC_KINDS)}")
        if (t.kind == "state") != ("tick_ms" in row) or not 0 <= t.tick_ms <= 60000:
            self.fail(row.at("tick_ms"), "tick_ms, 0 to 60000, belongs to every state topic and to no other")
        if t.object and t.object not in self.schema.objects:
            self.fail(row.at("object"), f"unknown object \"{t.object}\"")
        for both in t.items.keys() & t.transient.keys():
            self.fail(row["transient"].at(both), f"\"{both}\" is an item and a transient event")
        self.allow(t, row["allow"])
        self.add(self.schema.topics, name, t, "topic")

    def items(self, table, stem, is_item):
        made = {}
        for name, text in table.items():
            where = table.at(name)
            t = self.type(text, where, stem) if isinstance(text, str) else None
            if not SNAKE.fullmatch(name) or not t or t.kind != "struct":
                self.fail(where, f"item \"{name}\" should be lower case, and the name of a struct")
            elif is_item and not any(f.name == "id" and f.type.kind == "id" and not f.optional
                                     for f in t.of.fields):
                self.fail(where, f"item \"{name}\" needs a field \"id\" of type id in {t.of.name}")
            else:
                made[name] = t.of
        return made

    def feature(self, top, stem):
        if top.get("feature") != stem:
            self.fail(top.at("feature"), f"\"feature\" should be \"{stem}\", as the file is called")
        for name, row, where in self.tables(top["commands"], COMMAND, "command"):
            self.command(name, row, where, stem)
        for name, row, where in self.tables(top["topics"], SNAKE, "topic"):
            self.topic(name, row, where, stem)

    # ---- the whole ----

    def order(self):
        """Types in an order in which C can embed them; a type inside itself has none."""
        done, doing = {}, []

        def visit(named):
            if named.name in done:
                return
            if named in doing:
                path = " > ".join(n.name for n in doing[doing.index(named):] + [named])
                return self.fail(named.where, f"type \"{named.name}\" holds itself: {path}")
            doing.append(named)
            for inner in filter(None, (inside(f.type) for f in named.fields)):
                visit(inner)
            doing.pop()
            done[named.name] = named

        for named in self.schema.types.values():
            visit(named)
        self.schema.types = done

    def depths(self):
        """Arguments nest within what the parser and the pre-scan take, with the message around."""
        most = self.schema.limits["depth"][0]
        for c in self.schema.commands.values():
            if 2 + depth(c.args) > most:
                self.fail(c.where, f"the arguments of \"{c.name}\" nest deeper than {most}")

    def c_names(self):
        """Names that are one in C though they are two here."""
        seen = {}
        for name, where in c_names(self.schema):
            if name in seen and name not in C_TAGS:
                self.fail(where, f"makes the C name {name} a second time, after {seen[name]}")
            elif name in C_TAGS:
                self.fail(where, f"makes the C name {name}, which is written by hand")
            seen.setdefault(name, where)


EXAMPLES = {SNAKE: "lower_case", CAMEL: "CamelCase", COMMAND: "noun.verb_object"}
JSON_NAMES = {str: "a text", int: "a whole number", bool: "true or false", list: "an array",
              Table: "an object"}
NEEDED = {
    "limits": ("frame_bytes", "depth", "values", "tokens_burst"),
    "roles": ("visitor", "system"),
    "relations": ("any",),
    "errors": ("bad_json", "unknown_field", "missing_field", "bad_value"),
}


def companions(f):
    return ["has_" + f.name] * f.optional + ["n_" + f.name] * (f.type.kind == "list")


def inside(t):
    """The struct that a type embeds, if any."""
    t = t.of if t.kind == "list" else t
    return t.of if t.kind == "struct" else None


def depth(fields):
    """How deep values nest below an object with these fields."""
    def of(t):
        if t.kind == "list":
            return 1 + of(t.of)
        return 1 + depth(t.of.fields) if t.kind == "struct" else 0
    return max((of(f.type) for f in fields), default=0)


def c_names(s):
    """Every global C name that a piece of the schema leads to, with its place."""
    for prefix, table in (("CALLER_", s.roles), ("RELATION_", s.relations), ("OBJECT_", s.objects)):
        for name in [*table, *(["none"] if prefix != "CALLER_" else [])]:
            yield prefix + name.upper(), "common.json:1"
    for name in ("ROLE_COUNT", "OBJECT_COUNT", "COMMAND_COUNT", "TOPIC_COUNT"):
        yield name, "common.json:1"
    for named in s.types.values():
        yield (named.c if named.values else "wire_" + named.c), named.where
        for value in [*named.values, *(["count"] if named.values else [])]:
            yield f"{named.c}_{value}".upper(), named.where
    for c in s.commands.values():
        for name in (c.c + "_args", c.c + "_reply", "CMD_" + c.c.upper()):
            yield name, c.where
    for t in s.topics.values():
        yield "TOPIC_" + t.c.upper(), t.where
        for item in t.items:
            yield f"ITEM_{t.c}_{item}".upper(), t.where
        for event in t.transient:
            yield f"publish_{t.c}_{event}", t.where


def load(folder):
    """The checked schema of a folder of JSON files; SchemaError names all that is wrong."""
    folder = pathlib.Path(folder)
    files = {p.stem: Source(p.name, p.read_text("utf-8")).parse()
             for p in sorted(folder.glob("*.json"), key=lambda p: (p.stem != "common", p.stem))}
    if "common" not in files:
        raise SchemaError(f"{folder}:1: there is no common.json")
    loader = Loader()
    loader.common(files["common"])
    tables = dict.fromkeys(("types", "commands", "topics"), Table)
    for stem, top in files.items():
        if stem != "common":
            loader.shape(top, {"feature": str, "doc": str, **tables})
        loader.declare(top, stem)
    loader.stop_if_wrong()
    for stem, top in files.items():
        loader.define(top, stem)
    loader.order()
    loader.stop_if_wrong()
    for stem, top in files.items():
        if stem != "common":
            loader.feature(top, stem)
    loader.depths()
    loader.c_names()
    loader.stop_if_wrong()
    return loader.schema
