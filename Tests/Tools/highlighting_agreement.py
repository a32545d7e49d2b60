#!/usr/bin/env python3
"""Compares the highlighter with Pygments on real code, byte by byte.

    highlighting_agreement.py collect SAMPLES --notebooks DIR... --files LANGUAGE DIR_OR_FILE... --files ...
    SITEGEN_HIGHLIGHT_SAMPLES=SAMPLES swift test --filter "highlights the samples"
    highlighting_agreement.py compare SAMPLES [--show N] [--language L]

`collect` writes one file per code cell or source file, `compare` reads the HTML the test wrote beside each and prints,
per language, the share of bytes with the same class and the share of coloured bytes: those that either side colours.
White space is not counted. Needs Pygments and ipython-pygments-lexers.

How Pygments' token types map to our classes is `CLASSES` below; the more particular type wins. `ACCEPTED` lists the
places where our class is meant to differ, each with its reason; `--strict` counts them as disagreement.
"""

import argparse
import collections
import html
import json
import os
import pathlib
import re
import sys

from pygments.lexers import get_lexer_by_name
from pygments.token import Token, string_to_tokentype

LEXERS = {
    "python": "ipython3", "r": "r", "julia": "julia", "sql": "sql", "postgresql": "postgresql", "bash": "bash", "json": "json",
    "javascript": "javascript", "typescript": "typescript", "scala": "scala", "c": "c", "cpp": "cpp", "java": "java",
    "go": "go", "rust": "rust", "yaml": "yaml", "html": "html", "css": "css",
}
SUFFIXES = {
    "python": [".py"], "r": [".R", ".r"], "julia": [".jl"], "sql": [".sql"], "postgresql": [".sql"], "bash": [".sh", ".bash"],
    "json": [".json"], "javascript": [".js", ".mjs", ".cjs"], "typescript": [".ts"], "scala": [".scala"], "c": [".c", ".h"],
    "cpp": [".cpp", ".cc", ".hpp"], "java": [".java"], "go": [".go"], "rust": [".rs"], "yaml": [".yml", ".yaml"],
    "html": [".html"], "css": [".css"],
}
FILE_LIMIT = 200_000

CLASSES = {
    "Token": "",
    "Keyword": "k", "Keyword.Constant": "kc", "Keyword.Type": "kt",
    "Name.Builtin": "nb", "Name.Exception": "nb", "Name.Function": "nf", "Name.Class": "nc", "Name.Decorator": "nd",
    "Name.Function.Magic": "nb", "Name.Variable.Magic": "nb",
    "Name.Attribute": "na", "Name.Tag": "nt",
    "String": "s", "String.Interpol": "si", "String.Escape": "se",
    "Number": "m", "Operator.Word": "ow", "Comment": "c",
    "Comment.Preproc": "nd", "Comment.PreprocFile": "s",
    "Error": "",  # What Pygments can't read it has no colour for: the comparison is about what both read.
}
BY_TYPE = {(string_to_tokentype(name) if name != "Token" else Token): css for name, css in CLASSES.items()}


def css_class(token_type):
    while token_type not in BY_TYPE:
        token_type = token_type.parent
    return BY_TYPE[token_type]


# (language or *, Pygments type prefix, our class, why ours is right for a reader)
ACCEPTED = [
    ("python", "Name.Function.Magic", "nf", "a special method is a function name where it is defined"),
    ("r", "Name", "nf", "`name <- function`: a definition, which Pygments does not tell"),
    ("r", "Number", "", "the minus of `x - 1` is an operator; Pygments takes it for a sign"),
    ("r bash json javascript julia", "String", "se", "Pygments shows a string with its escapes as one token"),
    ("json", "Name.Tag", "se", "escapes in keys"),
    ("julia", "Name.Builtin", "kc", "true, false, nothing and missing are constants as in other languages"),
    ("julia", "Name", "nf", "`function name`: a definition"),
    ("julia", "Keyword.Type", "nc", "`struct Name`: a definition"),
    ("julia", "Punctuation", "si", "the parentheses of `$(...)` belong to the interpolation"),
    ("bash", "Text", "nf", "`function name`: a definition"),
    ("bash", "String", "si", "variables in here-documents are expanded, so they show"),
    ("javascript", "Name", "nf", "`function name`: a definition"),
    ("javascript", "Name", "nc", "`class Name`: a definition"),
    ("sql postgresql", "Keyword", "nb", "COUNT, COALESCE and kin are functions, and some types are missing there"),
]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    collect_parser = commands.add_parser("collect")
    collect_parser.add_argument("samples", type=pathlib.Path)
    collect_parser.add_argument("--notebooks", nargs="*", default=[])
    collect_parser.add_argument("--files", nargs="+", action="append", default=[], metavar=("LANGUAGE", "PATH"))
    compare_parser = commands.add_parser("compare")
    compare_parser.add_argument("samples", type=pathlib.Path)
    compare_parser.add_argument("--show", type=int, default=0)
    compare_parser.add_argument("--language")
    compare_parser.add_argument("--strict", action="store_true")
    compare_parser.add_argument("--require", nargs="*", default=[], metavar="LANGUAGE=PERCENT")
    arguments = parser.parse_args()
    if arguments.command == "collect":
        collect(arguments)
        return 0
    return compare(arguments)


def collect(arguments):
    arguments.samples.mkdir(parents=True, exist_ok=True)
    seen, counts = set(), collections.Counter()

    def write(language, origin, text):
        key = (language, text)
        if key in seen or not text.strip() or len(text) > FILE_LIMIT:
            return
        seen.add(key)
        counts[language] += 1
        path = arguments.samples / f"{language}-{origin}-{counts[language]:05}.txt"
        path.write_bytes(text.encode("utf-8", "replace"))

    for root in arguments.notebooks:
        for path in sorted(pathlib.Path(root).rglob("*.ipynb")):
            for language, text in cells(path):
                write(language, "cell", text)
    for language, *roots in arguments.files:
        for path in source_files(language, roots):
            try:
                write(language, "file", path.read_text("utf-8"))
            except (UnicodeDecodeError, OSError):
                continue
    print(dict(counts))


def cells(path):
    try:
        notebook = json.loads(path.read_text("utf-8"))
        metadata = notebook.get("metadata", {})
        language = metadata.get("language_info", {}).get("name") or metadata.get("kernelspec", {}).get("language")
        found = notebook.get("cells") or [c for sheet in notebook.get("worksheets", []) for c in sheet.get("cells", [])]
    except (ValueError, AttributeError, OSError):
        return
    language = (language or "python").lower()
    if language not in LEXERS:
        return
    for cell in found:
        source = cell.get("source", cell.get("input", ""))
        if cell.get("cell_type") == "code":
            yield language, source if isinstance(source, str) else "".join(source)


def source_files(language, roots):
    for root in map(pathlib.Path, roots):
        if root.is_file():
            yield root
            continue
        for suffix in SUFFIXES[language]:
            yield from sorted(p for p in root.rglob("*" + suffix) if p.is_file() and ".min." not in p.name)


def expected(language, text):
    """A (class, Pygments type) for each byte of `text`."""
    tokens = [(t, v) for _, t, v in get_lexer_by_name(LEXERS[language]).get_tokens_unprocessed(text)]
    result = []
    for index, (token_type, value) in enumerate(tokens):
        css = css_class(token_type)
        if language == "python":
            css = magic_class(tokens, index) or css
        if language == "javascript" and is_member(tokens, index):
            css = ""
        if language == "postgresql" and value == ".":
            css = ""  # Pygments calls the dot of `schema.name` a number.
        if language == "bash":
            css = shell_class(tokens, index, css)
        result += [(css, token_type)] * len(value.encode("utf-8"))
    return result


def magic_class(tokens, index):
    """IPython's lexer calls `%`, `!` and `?` operators and a magic's name a keyword."""
    token_type, value = tokens[index]
    following = tokens[index + 1] if index + 1 < len(tokens) else (None, "")
    before = tokens[index - 1] if index else (None, "")
    if token_type is Token.Operator:
        if value in ("!", "!!", "?", "??") or (value.startswith("%%") and len(value) > 2):
            return "g"
        if value in ("%", "%%") and following[0] is Token.Keyword:
            return "g"
    if token_type is Token.Keyword and before[0] is Token.Operator and before[1] in ("%", "%%"):
        return "g"
    return None


def is_member(tokens, index):
    """`x.delete()`: Pygments takes a member's name for a keyword or a global."""
    token_type = tokens[index][0]
    return index > 0 and tokens[index - 1][1] == "." and (
        token_type in Token.Keyword or token_type in Token.Operator.Word or token_type in Token.Name.Builtin)


def shell_class(tokens, index, css):
    """Expansions are `si` with us, as in any string; Pygments has variables, keywords and interpolation for them."""
    token_type, value = tokens[index]
    # `${name}` like `$name`; the name in an assignment is plain for both.
    opened = index and tokens[index - 1][0] in Token.String.Interpol and tokens[index - 1][1] == "${"
    if token_type in Token.Name.Variable and opened:
        return "si"
    if token_type in Token.Name.Variable and value.startswith("$"):
        return "si"
    if token_type is Token.Keyword and value in ("$(", "$((", ")", "))"):
        return "si"
    return css


SPAN = re.compile(rb'<span class="(\w+)">|(</span>)|([^<]+)')


PICTURE = re.compile("[\u2400-\u241f\u2421]")


def actual(markup, source):
    """A class for each byte of the source, and the source itself; pictures of control characters count as those."""
    has_controls = re.search(rb"[\x00-\x08\x0b-\x1f\x7f]", source) is not None
    classes, text, css = [], bytearray(), ""
    for match in SPAN.finditer(markup):
        if match[1]:
            css = match[1].decode()
        elif match[2]:
            css = ""
        else:
            piece = html.unescape(match[3].decode("utf-8"))
            if has_controls:
                piece = PICTURE.sub(lambda m: "\x7f" if m[0] == "\u2421" else chr(ord(m[0]) - 0x2400), piece)
            piece = piece.encode("utf-8")
            classes += [css] * len(piece)
            text += piece
    return classes, bytes(text)


def accepted(language, token_type, ours):
    return any(
        (where == "*" or language in where.split()) and token_type in string_to_tokentype(kind) and ours == css
        for where, kind, css, _ in ACCEPTED
    )


def compare(arguments):
    required = {name: float(share) for name, _, share in (item.partition("=") for item in arguments.require)}
    totals = collections.defaultdict(collections.Counter)
    kinds = collections.defaultdict(collections.Counter)
    examples = {}
    for path in sorted(arguments.samples.glob("*.txt")):
        language, origin, _ = path.stem.split("-")
        if arguments.language not in (None, language):
            continue
        source = path.read_bytes()
        theirs = expected(language, source.decode("utf-8"))
        ours, text = actual(path.with_suffix(".html").read_bytes(), source)
        if text != source:
            sys.exit(f"{path}: the highlighted text is not the source")
        count(arguments, language, origin, path, source, ours, theirs, totals, kinds, examples)
    return report(arguments, required, totals, kinds, examples)


def count(arguments, language, origin, path, source, ours, theirs, totals, kinds, examples):
    total = totals[language, origin]
    total["samples"] += 1
    for index, (our, (their, token_type)) in enumerate(zip(ours, theirs)):
        if source[index] <= 0x20:
            continue
        same = our == their or (not arguments.strict and accepted(language, token_type, our))
        total["bytes"] += 1
        total["same"] += same
        if our or their:
            total["coloured"] += 1
            total["coloured same"] += same
        if not same:
            kind = (our or "-", str(token_type))
            kinds[language, origin][kind] += 1
            found = examples.setdefault((language, origin, kind), [])
            if len(found) < 3 and (not found or found[-1][1] != path.name):
                line = source[source.rfind(b"\n", 0, index) + 1:].split(b"\n", 1)[0]
                found.append((line[:100].decode("utf-8", "replace"), path.name, chr(source[index])))


def report(arguments, required, totals, kinds, examples):
    failed = False
    for (language, origin), total in sorted(totals.items()):
        share = 100 * total["same"] / max(1, total["bytes"])
        coloured = 100 * total["coloured same"] / max(1, total["coloured"])
        failed |= coloured < required.get(language, 0)
        print(f"{language:11} {origin:5} {total['samples']:6} samples {total['bytes']:9} bytes"
              f" {share:7.2f}% same {coloured:7.2f}% of coloured")
        for kind, number in kinds[language, origin].most_common(arguments.show):
            print(f"    {number:7} ours {kind[0]:4} {kind[1]}")
            for line, name, character in examples[language, origin, kind]:
                print(f"            {character}  {line!r}  {name}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
