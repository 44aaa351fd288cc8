"""Embeds schema/sql/NNNN_name.sql into a C file: python3 sql.py SCHEMA_SQL_DIR OUT.c"""
import pathlib
import re
import sys


def literal(text):
    """The text as C string literals, a line of SQL a line of C."""
    lines = text.replace("\\", "\\\\").replace('"', '\\"').splitlines()
    return "\n".join(f'\t\t"{line}\\n"' for line in lines)


def rows(folder):
    for i, path in enumerate(sorted(pathlib.Path(folder).glob("*.sql")), start=1):
        match = re.fullmatch(r"(\d{4})_([a-z0-9_]+)\.sql", path.name)
        if not match or int(match[1]) != i:
            sys.exit(f"{path}: expected a name like {i:04}_what_it_does.sql, numbered without gaps")
        # A comment of its own line costs nothing at run time, but C limits a literal's length.
        text = "\n".join(l for l in path.read_text().splitlines() if not l.startswith("--"))
        text = re.sub(r"\s+--.*", "", text)
        yield f'\t{{ {i}, "{match[2]}",\n{literal(text)} }},'


def writers(folder):
    """Who may write each table, as its CREATE TABLE says, and later files add: folders of server/ or
    server/features/."""
    for path in sorted(pathlib.Path(folder).glob("*.sql")):
        for number, line in enumerate(path.read_text().splitlines(), start=1):
            match = (re.match(r"CREATE TABLE (\w+) \((?: -- writers: ([a-z ]+))?", line)
                     or re.match(r"-- writers of (\w+): ([a-z ]+)", line))
            if match and not match[2]:
                sys.exit(f"{path}:{number}: expected CREATE TABLE {match[1]} ( -- writers: FOLDER …")
            for folder_ in match[2].split() if match else []:
                yield f'\t{{ "{match[1]}", "/{folder_}/" }},'


def main(folder, out):
    body = "\n".join(rows(folder))
    text = ("/* Made by schema/gen/sql.py; do not edit. */\n#include \"store/migrations.h\"\n\n"
            f"const struct migration migrations[] = {{\n{body}\n}};\n"
            "const size_t n_migrations = sizeof(migrations) / sizeof(migrations[0]);\n\n"
            f"const struct table_writer table_writers[] = {{\n{chr(10).join(writers(folder))}\n}};\n"
            "const size_t n_table_writers = sizeof(table_writers) / sizeof(table_writers[0]);\n")
    target = pathlib.Path(out)
    if not target.exists() or target.read_text() != text:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text)


if __name__ == "__main__":
    main(*sys.argv[1:])
