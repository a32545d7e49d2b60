#!/usr/bin/env python3
"""Compares the highlighter with Pygments on real code, byte by byte.

    highlighting_agreement.py collect SAMPLES PROJECT_DIR... [--languages sql bash] [--bytes 150000]
    SITEGEN_HIGHLIGHT_SAMPLES=SAMPLES swift test --filter PygmentsAgreementSamples
    highlighting_agreement.py compare SAMPLES [--by-project] [--show N] [--languages sql] [--require sql=95]

`collect` takes source files and code cells of each project, spread evenly over it and no more than `--bytes` of a
language, so that no project outweighs the others: one file each. `compare` reads the HTML the test wrote beside them.

Counted are coloured bytes, those either side colours, without white space. Strict is the share with the same class.
Beside it stands the same for all bytes but white space, those both leave plain too, and the share when the differences
of highlighting_classes.py are granted, and how many bytes each of those is. What Pygments marks as an error it could not
read and shows as such; strict counts it as a disagreement, the last figure leaves it out. Needs Pygments and
ipython-pygments-lexers.
"""

import argparse
import collections
import html
import json
import pathlib
import re
import sys

from highlighting_classes import DIFFERENCES, css_class
from pygments.lexers import get_lexer_by_name
from pygments.token import Token

LEXERS = {"python": "ipython3", "cpp": "cpp"}
SUFFIXES = {
    "python": [".py"], "r": [".R", ".r"], "julia": [".jl"], "sql": [".sql"], "bash": [".sh", ".bash"],
    "json": [".json"], "javascript": [".js", ".mjs", ".cjs"], "typescript": [".ts"], "scala": [".scala"], "c": [".c", ".h"],
    "cpp": [".cpp", ".cc", ".hpp"], "java": [".java"], "go": [".go"], "rust": [".rs"], "yaml": [".yml", ".yaml"],
    "html": [".html"], "css": [".css"],
}
LARGEST = 60_000
OTHER_MAGIC = re.compile(r"\s*%%(?!timeit\b|time\b|capture\b|prun\b|memit\b)")
SQL_MAGIC = re.compile(r"\s*%%(?:sql|bigquery)\b.*\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    collecting = commands.add_parser("collect")
    collecting.add_argument("samples", type=pathlib.Path)
    collecting.add_argument("projects", type=pathlib.Path, nargs="+")
    collecting.add_argument("--languages", nargs="+", default=["python", "r", "julia", "sql", "bash", "json", "javascript"])
    collecting.add_argument("--bytes", type=int, default=150_000)
    comparing = commands.add_parser("compare")
    comparing.add_argument("samples", type=pathlib.Path)
    comparing.add_argument("--languages", nargs="+")
    comparing.add_argument("--by-project", action="store_true")
    comparing.add_argument("--show", type=int, default=0, metavar="N", help="the N most frequent disagreements, with examples")
    comparing.add_argument("--require", nargs="*", default=[], metavar="LANGUAGE=PERCENT", help="fails below that, differences granted")
    arguments = parser.parse_args()
    if arguments.command == "collect":
        collect(arguments)
        return 0
    return compare(arguments)


def collect(arguments):
    arguments.samples.mkdir(parents=True, exist_ok=True)
    counts = collections.Counter()
    for project in arguments.projects:
        found = collections.defaultdict(dict)
        for language, text in texts(project, arguments.languages):
            if text.strip():
                found[language][text] = None
        for language, all_texts in found.items():
            chosen = spread(list(all_texts), arguments.bytes)
            for number, text in enumerate(chosen):
                name = f"{language}-{project.name.replace('-', '_')}-{number:04}.txt"
                (arguments.samples / name).write_bytes(text.encode("utf-8", "replace"))
            counts[language] += len(chosen)
    print(dict(counts))


def spread(all_texts, limit):
    """Texts from all over the list whose lengths add up to `limit` or little more."""
    size = sum(map(len, all_texts))
    if size <= limit:
        return all_texts
    share, owed, chosen = limit / size, 0.0, []
    for text in all_texts:
        owed += len(text) * share
        if owed >= len(text):
            owed -= len(text)
            chosen.append(text)
    return chosen


def texts(project, languages):
    for path in sorted(project.rglob("*")):
        if not path.is_file() or ".min." in path.name or "package-lock" in path.name:
            continue
        if path.suffix == ".ipynb":
            yield from cells(path, languages)
            continue
        for language in languages:
            # A notebook's cells are what the Python lexer is for.
            if language != "python" and (path.suffix in SUFFIXES[language] or (language == "bash" and is_script(path))):
                try:
                    yield language, beginning(path.read_text("utf-8"))
                except (UnicodeDecodeError, OSError):
                    continue


def beginning(text):
    return text if len(text) <= LARGEST else text[:text.rfind("\n", 0, LARGEST) + 1]


def is_script(path):
    if path.suffix:
        return False
    with path.open("rb") as file:
        return re.match(rb"#!.*\b(?:ba)?sh\b", file.readline(100)) is not None


def cells(path, languages):
    try:
        notebook = json.loads(path.read_text("utf-8"))
        metadata = notebook.get("metadata", {})
        language = metadata.get("language_info", {}).get("name") or metadata.get("kernelspec", {}).get("language")
        found = notebook.get("cells") or [c for sheet in notebook.get("worksheets", []) for c in sheet.get("cells", [])]
    except (ValueError, AttributeError, OSError):
        return
    language = (language or "python").lower()
    for cell in found:
        source = cell.get("source", cell.get("input", ""))
        if cell.get("cell_type") != "code":
            continue
        source = source if isinstance(source, str) else "".join(source)
        magic = SQL_MAGIC.match(source)
        if magic and "sql" in languages:
            yield "sql", source[magic.end():]
        # What a cell magic hands to another program is not in the notebook's language.
        if language in languages and not OTHER_MAGIC.match(source):
            yield language, source


def lexer(language, text):
    """Pygments' lexer for the text: it has one of its own for SQL in templates."""
    if language == "sql" and re.search(r"\{\{|\{%|\{#", text):
        return get_lexer_by_name("sql+jinja")
    return get_lexer_by_name(LEXERS.get(language, language))


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


class Count:
    """What was found in one language, or in one project's files of it."""

    def __init__(self):
        self.samples = self.bytes = self.coloured = self.same = self.errors = 0
        self.granted = collections.Counter()
        self.disagreements = collections.Counter()
        self.examples = collections.defaultdict(list)

    def token(self, language, text, source, token, place, ours, name):
        token_type, value = token
        first, start = place
        theirs = css_class(language, token_type)
        for index in range(start, start + len(value.encode("utf-8"))):
            if source[index] <= 0x20:
                continue
            self.bytes += 1
            our = ours[index]
            if not our and not theirs:
                continue
            self.coloured += 1
            if our == theirs:
                self.same += 1
            elif token_type in Token.Error:
                self.errors += 1
            else:
                within = source[start:index].decode("utf-8", "ignore")
                surroundings = (text[max(0, first - 60):first], text[first + len(value):first + len(value) + 30], within)
                found = next((d.reason for d in DIFFERENCES if d.covers(language, token_type, value, our, surroundings)), None)
                if found:
                    self.granted[found] += 1
                else:
                    self.disagreement(source, index, (our or "-", str(token_type)), name)

    def disagreement(self, source, index, kind, name):
        self.disagreements[kind] += 1
        found = self.examples[kind]
        if len(found) < 4 and all(name != other for _, other, _ in found):
            line = source[source.rfind(b"\n", 0, index) + 1:].split(b"\n", 1)[0]
            found.append((line[:100].decode("utf-8", "replace"), name, chr(source[index])))

    @property
    def strict(self):
        return 100 * self.same / max(1, self.coloured)

    @property
    def of_all_bytes(self):
        return 100 * (self.same + self.bytes - self.coloured) / max(1, self.bytes)

    @property
    def with_differences(self):
        compared = self.coloured - self.errors
        return 100 * (self.same + self.granted.total()) / max(1, compared)

    def line(self, title):
        return (f"{title:50} {self.samples:6} samples {self.coloured:9} coloured bytes   strict {self.strict:6.2f}%"
                f"   of all bytes {self.of_all_bytes:6.2f}%   differences granted {self.with_differences:6.2f}%   unread by Pygments {self.errors}")


def compare(arguments):
    required = {name: float(share) for name, _, share in (item.partition("=") for item in arguments.require)}
    languages, projects = collections.defaultdict(Count), collections.defaultdict(Count)
    for path in sorted(arguments.samples.glob("*.txt")):
        language, project, _ = path.stem.rsplit("-", 2)
        if arguments.languages and language not in arguments.languages:
            continue
        source = path.read_bytes()
        ours, text = actual(path.with_suffix(".html").read_bytes(), source)
        if text != source:
            sys.exit(f"{path}: the highlighted text is not the source")
        counts = [languages[language], projects[language, project]] if arguments.by_project else [languages[language]]
        for count in counts:
            measure(count, language, source, ours, path.name)
    for language, count in sorted(languages.items()):
        report(language, count, arguments.show)
        for (_, project), one in sorted((item for item in projects.items() if item[0][0] == language)):
            print(one.line("    " + project))
    return int(any(count.with_differences < required.get(language, 0) for language, count in languages.items()))


def measure(count, language, source, ours, name):
    count.samples += 1
    text, start = source.decode("utf-8"), 0
    for first, token_type, value in lexer(language, text).get_tokens_unprocessed(text):
        count.token(language, text, source, (token_type, value), (first, start), ours, name)
        start += len(value.encode("utf-8"))


def report(language, count, shown):
    print(count.line(language))
    for reason, number in count.granted.most_common():
        print(f"    {number:7} {100 * number / count.coloured:5.2f}%  granted: {reason}")
    for kind, number in count.disagreements.most_common(shown):
        print(f"    {number:7} ours {kind[0]:4} {kind[1]}")
        for line, name, character in count.examples[kind]:
            print(f"            {character}  {line!r}  {name}")


if __name__ == "__main__":
    sys.exit(main())
