"""JSON as it stands in a file: every object knows the line of each of its keys."""
import json
import re

SPACE = re.compile(r"[ \t\r\n]*")
SCALAR = json.JSONDecoder()


class SchemaError(Exception):
    """What is wrong, as lines of `file:line: message`."""


class Table(dict):
    """A JSON object that knows where it and its keys stand."""

    def __init__(self, where):
        super().__init__()
        self.where = where
        self.lines = {}

    def at(self, key):
        return self.lines.get(key, self.where)


class Source:
    """One file while it is parsed; a position in it is said as `file:line`."""

    def __init__(self, name, text):
        self.name, self.text = name, text

    def where(self, at):
        return f"{self.name}:{self.text.count(chr(10), 0, at) + 1}"

    def fail(self, at, message):
        raise SchemaError(f"{self.where(at)}: {message}")

    def skip(self, at):
        return SPACE.match(self.text, at).end()

    def parse(self):
        value, end = self.value(self.skip(0))
        if self.skip(end) != len(self.text):
            self.fail(self.skip(end), "text behind the end of the JSON value")
        if not isinstance(value, Table):
            self.fail(0, "expected a JSON object")
        return value

    def value(self, at):
        if self.text.startswith("{", at):
            return self.items(at, "}", Table(self.where(at)))
        if self.text.startswith("[", at):
            return self.items(at, "]", [])
        try:
            return SCALAR.raw_decode(self.text, at)
        except (ValueError, StopIteration):
            self.fail(at, "expected a JSON value")

    def items(self, at, end, into):
        """The members of an object or an array, from its bracket on."""
        at = self.skip(at + 1)
        if self.text.startswith(end, at):
            return into, at + 1
        while True:
            at = self.pair(at, into) if end == "}" else self.append(at, into)
            at = self.skip(at)
            if self.text.startswith(end, at):
                return into, at + 1
            if not self.text.startswith(",", at):
                self.fail(at, f"expected ',' or '{end}'")
            at = self.skip(at + 1)

    def append(self, at, into):
        value, end = self.value(at)
        into.append(value)
        return end

    def pair(self, at, into):
        if not self.text.startswith('"', at):
            self.fail(at, "expected a key")
        key, end = self.value(at)
        colon = self.skip(end)
        if not self.text.startswith(":", colon):
            self.fail(colon, "expected ':'")
        if key in into:
            self.fail(at, f"duplicate key \"{key}\"")
        into.lines[key] = self.where(at)
        into[key], end = self.value(self.skip(colon + 1))
        return end
