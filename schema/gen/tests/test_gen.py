"""The generator: golden outputs of a small schema, and every kind of bad schema with its error.

GOLDEN=write python3 -m unittest discover -s schema/gen/tests    writes the golden files anew
"""
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

HERE = pathlib.Path(__file__).resolve().parent
GEN, PROTOCOL = HERE.parent, HERE.parent.parent / "protocol"
sys.path.insert(0, str(GEN))

import c  # noqa: E402
import docs  # noqa: E402
import load  # noqa: E402
import ts  # noqa: E402
from source import SchemaError  # noqa: E402

# What to change in which file of the small schema, and the first error that comes of it.
BAD = {
    "no JSON": ("chat", '"doc": "Talk.",', '"doc": Talk,', 'chat.json:3: expected a JSON value'),
    "a comma too many": ("chat", '"reply": {}\n    },\n    "chat.timeout"', '"reply": {},\n    },\n    "chat.timeout"',
                         'chat.json:48: expected a key'),
    "no comma": ("chat", '"kind": "read",', '"kind": "read"', "chat.json:45: expected ',' or '}'"),
    "no colon": ("chat", '"kind": "read",', '"kind" "read",', "chat.json:44: expected ':'"),
    "text behind the end": ("common", '\n  }\n}\n', '\n  }\n}\n}\n',
                            'common.json:32: text behind the end of the JSON value'),
    "not an object": ("chat", None, '[]', 'chat.json:1: expected a JSON object'),
    "a key twice": ("chat", '"doc": "A message.",', '"doc": "A message.", "doc": "x",',
                    'chat.json:15: duplicate key "doc"'),
    "a misspelt key": ("chat", '"cost": 2', '"costs": 2', 'chat.json:39: unknown key "costs"'),
    "a misspelt part": ("chat", '"topics": {', '"topic": {', 'chat.json:1: "topics" is missing'),
    "a key of another type": ("chat", '"cost": 2', '"cost": "2"', 'chat.json:39: "cost" should be a whole number'),
    "true is no number": ("chat", '"cost": 2', '"cost": true', 'chat.json:39: "cost" should be a whole number'),
    "another feature's name": ("chat", '"feature": "chat"', '"feature": "talk"',
                               'chat.json:2: "feature" should be "chat", as the file is called'),
    "no doc of a command": ("chat", '"doc": "Say something.",\n', '\n', 'chat.json:26: "doc" is missing'),
    "an empty doc": ("chat", '"doc": "A message."', '"doc": " "', 'chat.json:15: "doc" is empty'),
    "no doc of a field": ("chat", 'id # the post', 'id', 'chat.json:17: field "id" needs a doc'),
    "no doc of a value": ("common", '"so_so": "Not."', '"so_so": ""', 'common.json:29: value "so_so" needs a doc'),
    "no doc of a role": ("common", '"Learns."', '""', 'common.json:11: role "student" needs a doc'),
    "an unknown type": ("chat", 'time # when', 'date # when', 'chat.json:19: unknown type "date"'),
    "an unknown type in a list": ("chat", '[Post]', '[Pots]', 'chat.json:10: unknown type "Pots"'),
    "no bounds": ("chat", 'text:1..1000', 'text', 'chat.json:18: "text" needs bounds'),
    "a list without bounds": ("chat", '[Post]:0..20', '[Post]', 'chat.json:10: "[Post]" needs bounds'),
    "bounds the wrong way": ("chat", 'text:1..1000', 'text:9..1', 'chat.json:18: "text:9..1" has bounds that nothing'),
    "bounds of nothing": ("chat", 'text:1..1000', 'text:0..0', 'chat.json:18: "text:0..0" has bounds that nothing'),
    "bounds too large": ("chat", 'text:1..1000', 'text:1..9999999999', 'chat.json:18: "text:1..9999999999" has bounds'),
    "a list in a list": ("chat", '[Post]:0..20', '[[Post]:0..2]:0..20', 'chat.json:10: "[[Post]:0..2]:0..20" nests'),
    "a type twice": ("common", '"types": {', '"types": { "Post": { "doc": "x", "fields": {} },',
                     'chat.json:14: type "Post" is declared before, at common.json:28'),
    "a type's name": ("chat", '"Post": {', '"post": {', 'chat.json:14: type "post" should look like CamelCase'),
    "a type in itself": ("chat", 'text:1..1000 # what', '[Thread]:0..2 # what',
                         'chat.json:5: type "Thread" holds itself: Thread > Post > Thread'),
    "an empty enum": ("common", '{ "glad": "Happy.", "so_so": "Not." }', '{}', 'common.json:29: enum "Mood" has no'),
    "a struct and an enum": ("chat", '"doc": "A message.",', '"doc": "A message.", "enum": {},',
                             'chat.json:16: unknown key "fields"'),
    "a field's name": ("chat", '"text": "text', '"Text": "text', 'chat.json:18: field "Text" should look like'),
    "a C keyword": ("chat", '"text": "text', '"default": "text', 'chat.json:18: field "default" should look like'),
    "a time without _ms": ("chat", '"at_ms"', '"at"', 'chat.json:19: field "at" is a time; its name should end in _ms'),
    "_ms without a time": ("chat", '"text": "text', '"text_ms": "text', 'chat.json:18: field "text_ms" ends in _ms'),
    "a bool that claims nothing": ("chat", '"is_staff"', '"staff"', 'chat.json:20: field "staff" is a bool'),
    "a companion's name": ("chat", '"text": "text', '"n_posts": "u32 # n", "posts": "[u32]:0..2 # n", "text": "text',
                           'chat.json:18: field "posts" needs "n_posts" in C'),
    "a change that is answered aside": ("chat", '"cost": 2', '"cost": 2, "aside": true',
                                        'chat.json:39: only a read that a feature answers can be answered aside'),
    "an unknown kind": ("chat", '"kind": "durable"', '"kind": "lasting"', 'chat.json:28: kind "lasting" should be one'),
    "a command's name": ("chat", '"chat.post"', '"chat.post.it"', 'chat.json:26: command "chat.post.it" should look'),
    "one C name twice": ("chat", '"chat.timeout"', '"chat_post"', 'chat.json:49: makes the C name chat_post_args a'),
    "a count's C name": ("common", '"c": "chat_mood"', '"c": "role"', 'common.json:29: makes the C name ROLE_COUNT a'),
    "a hand-written C name": ("common", '"c": "chat_mood"', '"c": "err"', 'common.json:29: makes the C name err, which'),
    "an unknown role": ("chat", '"student": "party", "system"', '"pupil": "party", "system"',
                        'chat.json:30: unknown role "pupil"'),
    "an unknown relation": ("chat", '"student": "party", "system"', '"student": "friend", "system"',
                            'chat.json:30: unknown relation "friend"'),
    "a relation without object": ("chat", '      "object": "room:chat",\n', '',
                                  'chat.json:29: relation "party" needs an object'),
    "a relation of the system": ("chat", '"system": "any" },\n      "args": {\n', '"system": "party" },\n      "args": {\n',
                                 'chat.json:30: role "system" has no relations but "any"'),
    "nobody allowed": ("chat", '{ "visitor": "any" }', '{}', 'chat.json:41: "follow" allows nobody'),
    "an unknown object": ("chat", '"room:chat"', '"room:chats"', 'chat.json:29: unknown object "chats"'),
    "an object that is no argument": ("chat", '"room:chat"', '"chat"', 'chat.json:29: object "chat" is not an argument'),
    "an object that is no id": ("chat", '"room": "id # where"', '"room": "u32 # where"',
                                'chat.json:32: argument "room" names the object; it should be id'),
    "an object that may be absent": ("chat", '"room": "id # where"', '"room": "?id # where"',
                                     'chat.json:32: argument "room" names the object; it should be id'),
    "an unknown error": ("chat", '["closed"]', '["shut"]', 'chat.json:38: unknown error "shut"'),
    "an error of any command": ("chat", '["closed"]', '["bad_json"]', 'chat.json:38: error "bad_json" goes without'),
    "an error twice": ("chat", '["closed"]', '["closed", "closed"]', 'chat.json:38: error "closed" is said twice'),
    "an error that is no text": ("chat", '["closed"]', '[1]', 'chat.json:38: unknown error "1"'),
    "an error's status": ("common", '"http": 409', '"http": 200', 'common.json:26: error "closed" needs an HTTP'),
    "a cost above the bucket": ("chat", '"cost": 2', '"cost": 61', 'chat.json:39: cost 61 should be from 0'),
    "a needed role away": ("common", '"visitor": "Anybody.",', '"guest": "Anybody.",',
                           'common.json:9: roles lack "visitor"'),
    "a needed error away": ("common", '"bad_value":', '"worse_value":', 'common.json:21: errors lack "bad_value"'),
    "a limit": ("common", '"8 # the', '"eight # the', 'common.json:5: limit "depth" should be "NUMBER # doc"'),
    "arguments too deep": ("common", '"8 # the', '"5 # the', 'chat.json:26: the arguments of "chat.post" nest deeper'),
    "an item without id": ("chat", '"id": "id # the post"', '"post": "id # the post"',
                           'chat.json:64: item "post" needs a field "id" of type id in Post'),
    "an item whose id is no id": ("chat", '"id": "id # the post"', '"id": "u32 # the post"',
                                  'chat.json:64: item "post" needs a field "id" of type id in Post'),
    "an item that is an enum": ("chat", '"post": "Post" }', '"post": "Mood" }', 'chat.json:64: item "post" should be'),
    "an item and an event": ("chat", '{ "typing": "Typing" }', '{ "post": "Typing" }',
                             'chat.json:65: "post" is an item and a transient event'),
    "a topic's kind": ("chat", '"kind": "state"', '"kind": "list"', 'chat.json:60: kind "list" should be one of'),
    "a log with a tick": ("chat", '"kind": "state"', '"kind": "log"', 'chat.json:61: tick_ms, 0 to 60000, belongs'),
    "a state without a tick": ("chat", '      "tick_ms": 250,\n', '', 'chat.json:58: tick_ms, 0 to 60000, belongs'),
    "a topic's object": ("chat", '"object": "chat",\n', '"object": "talk",\n', 'chat.json:62: unknown object "talk"'),
}

WARNINGS = """-std=c17 -Wall -Wextra -Wpedantic -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wconversion
    -Wvla -Werror""".split()


def folder_with(file, old, new):
    """The small schema with one change."""
    folder = pathlib.Path(tempfile.mkdtemp())
    for path in (HERE / "small").glob("*.json"):
        text = path.read_text("utf-8")
        if path.stem == file:
            assert old is None or text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
            text = new if old is None else text.replace(old, new)
        (folder / path.name).write_text(text, "utf-8")
    return folder


class BadSchemas(unittest.TestCase):
    def errors(self, folder):
        self.addCleanup(shutil.rmtree, folder)
        with self.assertRaises(SchemaError) as caught:
            load.load(folder)
        return str(caught.exception).splitlines()

    def test_every_kind_of_mistake_is_found_at_its_line(self):
        for name, (file, old, new, expected) in BAD.items():
            with self.subTest(name):
                first = self.errors(folder_with(file, old, new))[0]
                self.assertTrue(first.startswith(expected), first)

    def test_one_run_names_all_mistakes_in_order(self):
        folder = folder_with("chat", '"errors": ["closed"],\n      "cost": 2', '"errors": ["shut"],\n      "cost": 99')
        self.assertEqual([e.split(": ")[0] for e in self.errors(folder)], ["chat.json:38", "chat.json:39"])

    def test_a_type_of_another_feature_is_refused(self):
        folder = folder_with("common", None, (HERE / "small/common.json").read_text("utf-8"))
        (folder / "other.json").write_text(
            '{ "feature": "other", "doc": "x", "commands": {}, "topics": {}, "types": {\n'
            '"Mine": { "doc": "x", "fields": { "post": "Post # x" } } } }')
        self.assertEqual(self.errors(folder), [
            'other.json:2: type "Post" belongs to chat.json; shared types live in common.json'])

    def test_a_command_of_two_features_is_refused(self):
        folder = folder_with("common", None, (HERE / "small/common.json").read_text("utf-8"))
        (folder / "other.json").write_text(
            '{ "feature": "other", "doc": "x", "types": {}, "topics": {}, "commands": {\n"follow": { "doc": "x",'
            '"kind": "read", "allow": { "visitor": "any" }, "args": {}, "reply": {} } } }')
        self.assertEqual(self.errors(folder)[0],
                         'other.json:2: command "follow" is declared before, at chat.json:41')

    def test_a_folder_without_common_is_refused(self):
        folder = folder_with("none", "", "")
        (folder / "common.json").unlink()
        self.assertIn("there is no common.json", self.errors(folder)[0])


class Outputs(unittest.TestCase):
    def test_golden(self):
        s = load.load(HERE / "small")
        for name, text in {**c.files(s), **docs.files(s), **ts.files(s)}.items():
            golden = HERE / "golden" / pathlib.Path(name).name
            if os.environ.get("GOLDEN") == "write":
                golden.parent.mkdir(exist_ok=True)
                golden.write_text(text, "utf-8")
            with self.subTest(name):
                self.assertEqual(golden.read_text("utf-8"), text)

    def test_c_compiles_without_a_warning(self):
        out, server = pathlib.Path(tempfile.mkdtemp()), GEN.parent.parent / "server"
        self.addCleanup(shutil.rmtree, out)
        for name, text in c.files(load.load(HERE / "small")).items():
            (out / name).parent.mkdir(exist_ok=True)
            (out / name).write_text(text, "utf-8")
        for compiler in filter(shutil.which, ("gcc", "clang-14")):
            run = subprocess.run([compiler, *WARNINGS, "-fsyntax-only", f"-I{server}", f"-I{out}",
                                  out / "wire/protocol.c"], capture_output=True, text=True)
            self.assertEqual(run.stderr, "")

    def test_references_of_the_documents_lead_somewhere(self):
        for name, text in docs.files(load.load(PROTOCOL)).items():
            if name.endswith(".json"):
                document = json.loads(text)
                for path in references(document):
                    found = document
                    for step in path.removeprefix("#/").split("/"):
                        found = found[step]

    def test_an_unchanged_file_is_not_written_again(self):
        out = pathlib.Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, out)
        run = [sys.executable, GEN / "gen.py", "--schema", HERE / "small", "--out", out, "--ts", out / "p.ts"]
        subprocess.run(run, check=True)
        made = [p for p in out.rglob("*") if p.is_file()]
        for path in made:
            os.utime(path, ns=(1, 1))
        subprocess.run(run, check=True)
        self.assertTrue(made)
        self.assertEqual({p.stat().st_mtime_ns for p in made}, {1})

    def test_a_bad_schema_ends_with_its_errors_and_writes_nothing(self):
        folder = folder_with("chat", '["closed"]', '["shut"]')
        self.addCleanup(shutil.rmtree, folder)
        run = subprocess.run([sys.executable, GEN / "gen.py", "--schema", folder, "--out", folder / "out"],
                             capture_output=True, text=True)
        self.assertEqual((run.returncode, run.stderr), (1, 'chat.json:38: unknown error "shut"\n'))
        self.assertFalse((folder / "out").exists())


def references(value):
    if isinstance(value, dict):
        if isinstance(value.get("$ref"), str):
            yield value["$ref"]
        for inner in value.values():
            yield from references(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from references(inner)


if __name__ == "__main__":
    unittest.main()
