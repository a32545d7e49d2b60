"""Executed notebooks of a few kilobytes each, the same every time."""

import hashlib
import json
import os
from pathlib import Path

SERIES_LENGTH = 100
# Well before now, one a second, so that every tool sees the same times.
FIRST_TIME = 1_700_000_000


def key(number):
    """Where a notebook lies: `sales-003/sales-003-2024-01-05-02-00-00.ipynb`."""
    series, run = divmod(number, SERIES_LENGTH)
    name = f"sales-{series:03}"
    return f"{name}/{name}-2024-{1 + run // 28 % 12:02}-{1 + run % 28:02}-{series % 24:02}-00-00.ipynb"


def text(number, revision=0):
    """A notebook with a heading, a parameter cell, a printed line and a table of ten rows."""
    digits = hashlib.sha256(f"{number} {revision}".encode()).hexdigest()
    rows = "".join(
        f"<tr><th>{row}</th><td>{int(digits[row * 4:row * 4 + 4], 16)}</td><td>{digits[row:row + 12]}</td></tr>" for row in range(10)
    )
    cells = [
        {"cell_type": "markdown", "id": "title", "metadata": {},
         "source": f"# Sales of shop {number}\n\nWhat was sold in week **{number % 52}**, compared with the week before."},
        {"cell_type": "code", "id": "parameters", "metadata": {"tags": ["parameters"]}, "execution_count": 1, "outputs": [],
         "source": f"shop = {number}\nrevision = {revision}"},
        {"cell_type": "code", "id": "table", "metadata": {}, "execution_count": 2,
         "source": "print(f\"{len(frame)} rows\")\nframe.head(10)",
         "outputs": [
             {"output_type": "stream", "name": "stdout", "text": f"{int(digits[:6], 16)} rows\n"},
             {"output_type": "execute_result", "execution_count": 2, "metadata": {},
              "data": {"text/plain": "   amount  token", "text/html": f"<table><tbody>{rows}</tbody></table>"}}]},
    ]
    return json.dumps({
        "cells": cells, "nbformat": 4, "nbformat_minor": 5,
        "metadata": {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}},
    })


def write(folder, number, revision=0):
    """Writes one notebook; a later revision is a later file."""
    path = Path(folder) / key(number)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text(number, revision))
    time = FIRST_TIME + number + revision * 1_000_000
    os.utime(path, (time, time))
    return path


def write_all(folder, count):
    """Writes so many notebooks."""
    for number in range(count):
        write(folder, number)
