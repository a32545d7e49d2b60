"""Writes notebooks that nobody thought of: names, times, titles and files as stores have them after some years.

    python Tests/Browser/make_odd_reports.py FOLDER

`sitegen build` of them ends with 65: four are damaged, and two differ only in case.
"""
import json
import pathlib
import sys


def notebook(title, **papermill):
    python = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    result = {"output_type": "execute_result", "execution_count": 1, "metadata": {}, "data": {"text/plain": "2"}}
    return json.dumps({
        "nbformat": 4, "nbformat_minor": 5, "metadata": {**python, **({"papermill": papermill} if papermill else {})},
        "cells": [
            {"cell_type": "markdown", "id": "a", "metadata": {}, "source": "# " + title},
            {"cell_type": "code", "id": "b", "metadata": {}, "execution_count": 1, "source": "1 + 1", "outputs": [result]},
        ],
    })


NOTEBOOKS = {
    "no timestamp.ipynb": notebook("No timestamp"),
    "time of the run.ipynb": notebook("Time from papermill", start_time="2023-05-01T10:00:00+02:00", duration=3),
    "twin-a-2023-12-11-10-00-00.ipynb": notebook("Twin A"),
    "twin-b-2023-12-11-10-00-00.ipynb": notebook("Twin B"),
    "same/s-2023-12-11-10-00-00.ipynb": notebook("The same time, written one way"),
    "same/s-2023-12-11T10:00:00Z.ipynb": notebook("The same time, written another way"),
    "same/s-20231211T100000.ipynb": notebook("The same time, written a third way"),
    "future-2199-01-01-00-00-00.ipynb": notebook("From a time to come"),
    "impossible-2023-13-45-99-00-00.ipynb": notebook("A date that is none"),
    "long-2023-12-12-10-00-00.ipynb": notebook("Ten thousand characters. " * 400),
    "longword-2023-12-12-11-00-00.ipynb": notebook("x" * 10_000),
    "rtl-2023-12-12-12-00-00.ipynb": notebook("تقرير المبيعات الأسبوعي (شمال) 42%"),
    "rtl-2023-12-13-12-00-00.ipynb": notebook(
        "דוח \u202eשבועי\u202c and \u202e reversed", start_time="2023-12-13T12:00:00Z", duration=400,
        parameters={"שם": "ערך", "long": "v" * 3000, **{f"p{index}": index for index in range(60)}}),
    "/".join(f"level{index:02d}" for index in range(50)) + "/deep-2023-12-12-13-00-00.ipynb": notebook("Fifty folders deep"),
    "cut-2023-12-12-14-00-00.ipynb": notebook("Cut off")[:200],
    "cut-2023-12-12-15-00-00.ipynb": notebook("Cut off again")[:300],
    "empty-2023-12-12-15-00-00.ipynb": "",
    "list.ipynb": "[1, 2]",
    "q'uo\"te <b>&amp;-2023-12-12-16-00-00.ipynb": notebook("<script>alert(1)</script> & \"quotes\" ' and `ticks`"),
    "Ünï/côdé 🚀-2023-12-12-17-00-00.ipynb": notebook("Emoji 🚀🧑‍🚀 title"),
    "hash#q?x=1%20y-2023-12-12-18-00-00.ipynb": notebook("What means something in addresses"),
    "zero-0001-01-01-00-00-00.ipynb": notebook("Year one"),
    "Case/a-2023-12-12.ipynb": notebook("Upper case"),
    "case/a-2023-12-12.ipynb": notebook("Lower case"),
}


def main():
    for name, text in NOTEBOOKS.items():
        path = pathlib.Path(sys.argv[1]) / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


main()
