"""The documents: OpenAPI 3.1, AsyncAPI 3.0, and a dictionary for libFuzzer and AFL."""
import json

from c import MADE

EXACT = 2**53 - 1
NUMBERS = {"id": (1, EXACT), "u32": (0, 2**32 - 1), "i64": (-EXACT, EXACT), "time": (0, EXACT)}
# What the parsers refuse in texts, as far as a regular expression should say it.
PATTERNS = {"line": r"^[^\x00-\x1F\x7F-\x9F\u2028\u2029]*$",
            "text": r"^[^\x00-\x08\x0B\x0C\x0E-\x1F\x7F-\x9F]*$"}
READ_SEQ = {"type": "integer", "description": "Of a read: the transaction that it saw."}
TITLE = {"title": "Stagebeurs", "version": "1", "license": {"name": "EUPL-1.2"}}


# ---- JSON Schema ----

def ref(name):
    return {"$ref": f"#/components/schemas/{name}"}


def value(t):
    if t.of and t.kind != "list":
        return ref(t.of.name)
    if t.kind == "list":
        return {"type": "array", "minItems": t.lo, "maxItems": t.hi, "items": value(t.of)}
    if t.kind == "bool":
        return {"type": "boolean"}
    if t.kind in PATTERNS:
        return {"type": "string", "minLength": t.lo, "maxLength": t.hi, "pattern": PATTERNS[t.kind]}
    return dict(zip(("type", "minimum", "maximum"), ("integer", *NUMBERS[t.kind])))


def obj(fields, doc=None):
    made = {"description": doc} if doc else {}
    made |= {"type": "object", "additionalProperties": False,
             "properties": {f.name: value(f.type) | {"description": f.doc} for f in fields}}
    needed = [f.name for f in fields if not f.optional]
    return made | ({"required": needed} if needed else {})


def record(required=(), **properties):
    """An object of the protocol itself."""
    made = {"type": "object", "additionalProperties": False, "properties": properties}
    return made | ({"required": list(required)} if required else {})


def schemas(s):
    made = {}
    for n in s.types.values():
        made[n.name] = obj(n.fields, n.doc) if not n.values else {
            "description": n.doc, "oneOf": [{"const": v, "description": d} for v, d in n.values.items()]}
    codes = [{"const": name, "description": e["doc"]} for name, e in s.errors.items()]
    made["ErrorCode"] = {"description": "Every refusal.", "oneOf": codes}
    text = {"type": "string", "maxLength": 95}
    made["Error"] = record(["code"], code=ref("ErrorCode"), field=text, expected=text)
    return made


# ---- OpenAPI ----

def body(schema):
    return {"content": {"application/json": {"schema": schema}}}


def by_status(s, names):
    made = {}
    for name in names:
        made.setdefault(str(s.errors[name]["http"]), []).append(name)
    return sorted(made.items())


def refusal(s, names):
    lines = "\n".join(f"- `{n}`: {s.errors[n]['doc']}" for n in names)
    error = {"allOf": [ref("Error"), {"properties": {"code": {"enum": names}}}]}
    return {"description": lines} | body(record(["err"], err=error))


def responses(s, c):
    """What any command may answer is written once and referred to."""
    seq = {"seq": READ_SEQ} if c.kind == "read" and not c.engine else {}
    made = {"200": {"description": "Done."} | body(record([*seq, "ok"], **seq, ok=obj(c.reply)))}
    for status, names in by_status(s, s.errors_of(c)):
        own = set(names) & set(c.errors)
        made[status] = refusal(s, names) if own else {"$ref": f"#/components/responses/{status}"}
    return made


def facts(c):
    """What JSON Schema has no words for."""
    made = {"x-permission": c.allow, "x-kind": c.kind, "x-cost": c.cost}
    if c.object:
        made["x-object"] = {"kind": c.object, "argument": c.object_arg}
    return made if c.is_public else made | {"x-internal": True}


def operation(s, c):
    made = {"operationId": c.c, "summary": c.doc, "tags": [c.name.split(".")[0]]}
    if c.kind == "durable":
        made["parameters"] = [{"$ref": "#/components/parameters/IdempotencyKey"}]
    return made | {"requestBody": {"required": bool(c.args)} | body(obj(c.args)),
                   "responses": responses(s, c)} | facts(c)


def openapi(s):
    key = {"name": "Idempotency-Key", "in": "header", "schema": {"type": "string", "maxLength": 64},
           "description": "A repeated command with the same key is answered as it was, and not done again."}
    return {
        "openapi": "3.1.0", "info": TITLE | {"description": MADE},
        "paths": {f"/api/v1/{c.name}": {"post": operation(s, c)} for c in s.commands.values()},
        "components": {
            "schemas": schemas(s), "parameters": {"IdempotencyKey": key},
            "responses": {status: refusal(s, names) for status, names in by_status(s, s.common_errors())},
        },
    }


# ---- AsyncAPI ----

def message(summary, payload, **more):
    return {"summary": summary, "contentType": "application/json", "payload": payload, **more}


def asked(c):
    payload = record(["id", "cmd"], id={"type": "integer", "minimum": 1, "maximum": EXACT},
                     cmd={"const": c.name}, key={"type": "string", "maxLength": 64}, args=obj(c.args))
    return message(c.doc, payload, **facts(c), **{"x-reply": obj(c.reply), "x-errors": c.errors})


def event(kind, schema):
    return record(["type", "item"], type={"const": kind}, item=schema)


def told(t):
    """A topic's frame: events of its items, or transient ones without a sequence."""
    name = {"type": "string", "pattern": f"^{t.name}:[0-9]+$"}
    gone = [record(["type", "gone"], type={"const": i}, gone={"type": "integer"}) for i in t.items]
    events = [event(i, ref(n.name)) for i, n in [*t.items.items(), *t.transient.items()]]
    payload = record(["t", "ev"], t=name, prev={"type": "integer"}, seq={"type": "integer"},
                     ev={"type": "array", "items": {"oneOf": events + gone}})
    snapshot = record(t.items, **{i: {"type": "array", "items": ref(n.name)} for i, n in t.items.items()})
    return message(t.doc, payload, **{"x-permission": t.allow, "x-kind": t.kind, "x-snapshot": snapshot})


def answers():
    number = {"type": "integer"}
    return {
        "hello": message("The first frame.", record(["hello"], hello=record(
            ["incarnation", "now_ms"], incarnation=number, now_ms=number, me=ref("Me")))),
        "ok": message("A command was done.", record(["re", "ok"], re=number, seq=READ_SEQ,
                                                    ok={"type": "object"})),
        "err": message("A command was refused.", record(["re", "err"], re=number, err=ref("Error"))),
    }


def asyncapi(s):
    asks = {f"cmd.{c.name}": asked(c) for c in s.commands.values() if c.is_public}
    tells = answers() | {f"topic.{t.name}": told(t) for t in s.topics.values()}

    def refs(names, base):
        return [{"$ref": f"#/{base}/{n}"} for n in names]
    messages = {n: {"$ref": f"#/components/messages/{n}"} for n in asks | tells}
    channel = {"$ref": "#/channels/ws"}
    return {
        "asyncapi": "3.0.0", "info": TITLE | {"description": MADE},
        "channels": {"ws": {"address": "/ws", "messages": messages,
                            "description": "Subprotocol stagebeurs.v1, JSON text frames."}},
        "operations": {
            "ask": {"action": "receive", "channel": channel, "messages": refs(asks, "channels/ws/messages")},
            "tell": {"action": "send", "channel": channel, "messages": refs(tells, "channels/ws/messages")},
        },
        "components": {"schemas": schemas(s), "messages": asks | tells},
    }


# ---- dictionary ----

BORDERS = ["{", "}", "[", "]", ":", ",", "null", "true", "false", "0", "-1", "1e999", "1.0", "4294967296",
           str(EXACT), str(EXACT + 1), str(-EXACT), "9223372036854775808", '"\\u0000"', '"\\ud800"',
           '"\\uffff"', '"\\u2028"', '"\\u0085"', "\ufdd0", "\U0001f600", '"id":', '"cmd":', '"key":', '"args":']


def dictionary(s):
    words = list(BORDERS)
    rows = [c.args for c in s.commands.values()] + [n.fields for n in s.types.values()]
    words += [f'"{f.name}":' for fields in rows for f in fields]
    words += [f'"{v}"' for n in s.types.values() for v in n.values]
    words += [f'"{c}"' for c in s.commands] + [f'"{t}:1"' for t in s.topics]

    def token(word):
        return "".join(chr(b) if 32 <= b < 127 and b not in b'"\\' else f"\\x{b:02X}" for b in word.encode())
    return f"# {MADE}\n" + "".join(f'"{token(w)}"\n' for w in dict.fromkeys(words))


def files(s):
    def text(document):
        return json.dumps(document, ensure_ascii=False, indent=1) + "\n"
    return {"docs/openapi.json": text(openapi(s)), "docs/asyncapi.json": text(asyncapi(s)),
            "fuzz/protocol.dict": dictionary(s)}
