#!/usr/bin/env python3
"""Writes NamedCharacterReferences+Table.swift, the standard's named character references, from Python's copy of them.

    python3 Tests/Tools/generate-entities.py > Sources/NotebookHTML/Sanitizing/NamedCharacterReferences+Table.swift

Python's html.entities.html5 holds https://html.spec.whatwg.org/entities.json. One string literal keeps the compiler
fast: a literal of 2,231 array elements takes it seconds.
"""

from html.entities import html5

WIDTH = 112


def lines(entries):
    line = ""
    for entry in entries:
        if len(line) + len(entry) + 1 > WIDTH:
            yield line.rstrip()
            line = ""
        line += entry + " "
    yield line.rstrip()


entries = [
    name + "=" + ",".join(f"{ord(character):X}" for character in html5[name])
    for name in sorted(html5, key=lambda name: name.encode())
]
print("// Written by Tests/Tools/generate-entities.py; do not edit.")
print()
print("extension NamedCharacterReferences {")
print(f"    /// The {len(entries):,} names of https://html.spec.whatwg.org/entities.json, sorted by their bytes:")
print("    /// `name=CODEPOINT[,CODEPOINT]`, in hexadecimal.")
print('    static let table: StaticString = """')
for line in lines(entries):
    print(f"        {line}")
print('        """')
print("}")
