"""Write the odd and hostile notebooks that no public collection holds, and the index of them.

    python3 make.py          # Pillow is needed for the pictures only

Every function in the `*_fixtures` modules is one notebook; its docstring's first line is its row in README.md, the rest what must
come of it. A function that returns `bytes` is written as it is; one that returns a list of cells becomes a notebook of format 4.5.
"""

import json
from pathlib import Path

import format_fixtures  # noqa: F401, each import registers its fixtures
import hostile_fixtures  # noqa: F401
import meaning_fixtures  # noqa: F401
import picture_fixtures  # noqa: F401
import text_fixtures  # noqa: F401
from names import NAMES
from pieces import FIXTURES, notebook, written

HERE = Path(__file__).resolve().parent


def main():
    rows = []
    for function in FIXTURES:
        name, made = function.__name__.replace("_", "-"), function()
        if isinstance(made, list):
            made = notebook(made)
        if isinstance(made, dict):
            made = written(made)
        (HERE / f"{name}.ipynb").write_bytes(made)
        first, _, rest = function.__doc__.strip().partition("\n")
        rows.append(f"| `{name}` | {first} | {' '.join(rest.split())} |")
    (HERE / "names.json").write_text(json.dumps([{"key": key, "why": why} for key, why in NAMES], indent=1, ensure_ascii=True) + "\n")
    (HERE / "README.md").write_text("\n".join([
        "# Odd and hostile notebooks", "",
        "What hardly any public notebook holds. Made by `make.py`, small enough to read. `names.json` lists awkward keys with the reason",
        "for each; they are not files here, because some systems could not check them out.", "",
        "| notebook | what it is for | what must come of it |", "|---|---|---|", *rows, ""]))
    total = sum(file.stat().st_size for file in HERE.glob("*.ipynb"))
    print(f"{len(rows)} notebooks, {total / 1000:.0f} kB, {len(NAMES)} names")


if __name__ == "__main__":
    main()
