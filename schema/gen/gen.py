"""Makes all that is generated: gen.py --schema schema/protocol --out build/gen --ts web/src/gen"""
import argparse
import pathlib
import sys

import c
import docs
import load
import ts
from source import SchemaError


def write(path, text):
    """Only when it changes, so that make and ninja rebuild nothing for nothing."""
    path = pathlib.Path(path)
    if path.exists() and path.read_text("utf-8") == text:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def main():
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("--schema", default="schema/protocol", help="folder of the feature files")
    args.add_argument("--out", help="folder for C, documents and dictionary")
    args.add_argument("--ts", help="folder for TypeScript")
    args = args.parse_args()
    try:
        schema = load.load(args.schema)
    except (SchemaError, OSError, UnicodeDecodeError) as e:
        sys.exit(str(e))
    if args.out:
        for name, text in {**c.files(schema), **docs.files(schema)}.items():
            write(pathlib.Path(args.out) / name, text)
    if args.ts:
        for name, text in ts.files(schema).items():
            write(pathlib.Path(args.ts) / name, text)


if __name__ == "__main__":
    main()
