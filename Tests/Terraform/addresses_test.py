#!/usr/bin/env python3
"""Runs the CloudFront Function of the viewer's deployment in a JavaScript engine, on addresses and what they must lead to."""

import json
import sys
from pathlib import Path

import quickjs

CODE = (Path(__file__).resolve().parent.parent.parent / "terraform/viewer/addresses.js").read_text()

# (address, address that is asked for) or (address, where it leads with a 301)
SERVED = [
    ("/", "/index.html"),
    ("/series/weekly/", "/series/weekly/index.html"),
    ("/reports/a/b/run-2024-01-01.html", "/reports/a/b/run-2024-01-01.html"),
    ("/reports/a/b/run.ipynb", "/reports/a/b/run.ipynb"),
    ("/assets/site-0123.css", "/assets/site-0123.css"),
    ("/reports/%E6%97%A5.html", "/reports/%E6%97%A5.html"),
    ("/reports/v1.2/", "/reports/v1.2/index.html"),
]
REDIRECTED = [
    ("/series/weekly", "/series/weekly/"),
    ("/series", "/series/"),
    # Never to another host.
    ("//example.org", "//example.org"),
    ("//example", "/example/"),
    ("///evil", "/evil/"),
]


def ask(uri):
    context = quickjs.Context()
    context.eval(CODE)
    event = json.dumps({"request": {"method": "GET", "uri": uri, "headers": {}, "querystring": {}}})
    return json.loads(context.eval(f"JSON.stringify(handler({event}))"))


def main():
    failures = []
    for uri, expected in SERVED:
        found = ask(uri).get("uri")
        if found != expected:
            failures.append(f"{uri}: {found}, not {expected}")
    for uri, expected in REDIRECTED:
        answer = ask(uri)
        if answer.get("uri") == expected:
            # Has a dot, and is asked for as it is.
            continue
        location = answer.get("headers", {}).get("location", {}).get("value")
        if answer.get("statusCode") != 301 or location != expected or location.startswith("//"):
            failures.append(f"{uri}: {answer}, not a 301 to {expected}")
    for failure in failures:
        print(f"FAIL {failure}")
    if failures:
        sys.exit(1)
    print(f"ok   {len(SERVED) + len(REDIRECTED)} addresses lead where they should")


if __name__ == "__main__":
    main()
