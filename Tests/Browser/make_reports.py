"""Writes many small executed notebooks: papermill runs of 40 reports over parameters, some failed, one an hour and less.

    python Tests/Browser/make_reports.py FOLDER COUNT
"""
import datetime
import json
import pathlib
import sys

TEAMS = ["sales", "operations", "risk", "marketing", "finance", "quality", "research", "platform"]
KINDS = ["daily summary", "nightly sync", "forecast", "data quality", "weekly digest"]
REGIONS = ["north", "south", "east", "west"]


def notebook(title, start, seconds, fails, parameters):
    failure = {"output_type": "error", "ename": "ValueError", "evalue": "no rows", "traceback": ["ValueError: no rows"]}
    table = {"output_type": "execute_result", "execution_count": 1, "metadata": {}, "data": {"text/plain": ["42"]}}
    return {
        "nbformat": 4, "nbformat_minor": 5,
        "metadata": {
            "kernelspec": {"name": "python3", "display_name": "Python 3 (ipykernel)", "language": "python"},
            "papermill": {
                "start_time": start.isoformat(), "duration": seconds, "exception": True if fails else None,
                "parameters": parameters,
            },
        },
        "cells": [
            {"cell_type": "markdown", "id": "a", "metadata": {}, "source": f"# {title}"},
            {"cell_type": "code", "id": "b", "metadata": {"papermill": {"status": "failed" if fails else "completed"}},
             "execution_count": 1, "source": "run()", "outputs": [failure if fails else table]},
        ],
    }


def main():
    folder, count = pathlib.Path(sys.argv[1]), int(sys.argv[2])
    time = datetime.datetime(2025, 11, 24, 16, tzinfo=datetime.timezone.utc)
    for index in range(count):
        time -= datetime.timedelta(seconds=900 + index * 7919 % 600)
        team, kind = TEAMS[index % 8], KINDS[index // 8 % 5]
        path = folder / team / f"{kind.replace(' ', '-')}-{time:%Y-%m-%d-%H-%M-%S}.ipynb"
        path.parent.mkdir(parents=True, exist_ok=True)
        parameters = {"region": REGIONS[index // 40 % 4], "limit": index % 1000, "dry_run": False}
        made = notebook(f"{team.capitalize()} {kind}", time, index % 400 / 3, index % 11 == 3, parameters)
        path.write_text(json.dumps(made, indent=1))


main()
