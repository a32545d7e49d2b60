"""Execute the report templates into examples/reports.

    python3 -m venv .venv && .venv/bin/pip install -r examples/requirements.txt
    .venv/bin/python examples/run.py            # all of them
    .venv/bin/python examples/run.py notes      # the keys that contain "notes"
    .venv/bin/python examples/run.py --check    # execute again, compare with what is committed, write nothing

A template is a notebook in MyST Markdown (Jupytext opens it in JupyterLab): prose, `+++` between two prose cells, and code in
```{code-cell} fences whose `:tags:` become cell tags. papermill executes it with a real kernel. Afterwards everything that
belongs to the machine is removed: paths, process numbers and the time of day. `run_at` takes the place of the start, and
durations stay as measured; they alone differ from run to run.
"""

import argparse
import base64
import json
import logging
import os
import re
import sys
import sysconfig
import warnings
from datetime import datetime
from pathlib import Path

import nbformat
import papermill
import yaml
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

HERE = Path(__file__).resolve().parent
RELEASES = [
    ("2023-09-07T16:00:00Z", "data/2023-09-07"),
    ("2023-11-02T16:00:00Z", "data/2023-11-02"),
    ("2023-12-11T10:00:00Z", "data/2023-12-06"),
]


def stamped(series, run_at):
    """The key of a run: ("a/b", "2023-12-11T10:00:00Z") -> "a/b-2023-12-11-10-00-00.ipynb"."""
    return f"{series}-{re.sub(r'[T:]', '-', run_at.rstrip('Z'))}.ipynb"


def runs():
    """Every report: (key, template, run_at, parameters)."""
    for run_at, staging in RELEASES:
        yield stamped("productivity/productivity", run_at), "productivity", run_at, {"staging_dir": staging}
    for run_at, staging in [("2023-12-10T22:00:00Z", "data/2023-12-06"), ("2023-12-11T04:00:00Z", "data/broken")]:
        yield stamped("quality/data-quality", run_at), "data-quality", run_at, {"staging_dir": staging}
    for series, template, run_at in [
        ("operations/nightly-sync", "nightly-sync", "2023-12-11T06:00:00Z"),
        ("explore/sector-explorer", "sector-explorer", "2023-12-11T09:00:00Z"),
    ]:
        yield stamped(series, run_at), template, run_at, {}
    yield "notes/estimating-productivity.ipynb", "estimating-productivity", "2023-12-08T15:30:00Z", None


def read_template(path):
    """A notebook without outputs from a MyST Markdown file, with stable cell ids and its attachments inside."""
    _, header, body = path.read_text().split("---\n", 2)
    cells, prose, code = [], [], None

    def finish_prose():
        text = "\n".join(prose).strip()
        if text:
            cells.append(new_markdown_cell(text))
        prose.clear()

    for line in body.split("\n"):
        if code is not None and line == "```":
            cells.append(code_cell(code))
            code = None
        elif code is not None:
            code.append(line)
        elif line.startswith("```{code-cell}"):
            finish_prose()
            code = []
        elif line == "+++":
            finish_prose()
        else:
            prose.append(line)
    finish_prose()
    for number, cell in enumerate(cells, 1):
        cell["id"] = f"{path.stem}-{number:02}"
        if cell["cell_type"] == "markdown":
            attach(cell)
    return new_notebook(cells=cells, metadata=yaml.safe_load(header))


def code_cell(lines):
    """A code cell; leading `:key: value` lines are its metadata."""
    metadata = {}
    while lines and (option := re.match(r":(\w+): (.*)", lines[0])):
        metadata[option[1]] = yaml.safe_load(option[2])
        lines = lines[1:]
    return new_code_cell("\n".join(lines).strip("\n"), metadata=metadata)


def attach(cell):
    """Puts the files that `attachment:NAME` links name into the cell."""
    for name in re.findall(r"\(attachment:([\w.-]+)\)", cell["source"]):
        data = base64.b64encode((HERE / "attachments" / name).read_bytes()).decode()
        cell.setdefault("attachments", {})[name] = {"image/png": data}


def execute(key, template, run_at, parameters):
    """The executed notebook of one report, free of traces of this machine."""
    work = HERE / ".run"
    work.mkdir(exist_ok=True)
    source, target = work / f"{template}.ipynb", work / "executed.ipynb"
    nbformat.write(read_template(HERE / "templates" / f"{template}.md"), source)
    known = {} if parameters is None else {**parameters, "run_at": run_at}
    try:
        papermill.execute_notebook(
            source, target, known, cwd=HERE, progress_bar=False, execution_timeout=300, start_timeout=60
        )
    except papermill.PapermillExecutionError as error:
        print(f"{key}: {error.ename} (kept: a failed report is a report)", file=sys.stderr)
    notebook = json.loads(cleaned(target.read_text()))
    for file in (source, target):
        file.unlink()
    work.rmdir()
    settle(notebook, key, template, run_at)
    return notebook


def cleaned(text):
    """The notebook's JSON without this machine's paths and process numbers."""
    for path in {sysconfig.get_path("purelib"), sysconfig.get_path("stdlib"), str(HERE), os.path.expanduser("~")}:
        for shown in {path, os.path.realpath(path), path.replace(os.path.expanduser("~"), "~")}:
            if len(shown) > 1:
                text = text.replace(shown + "/", "")
    text = re.sub(r"/tmp/ipykernel_\d+/\d+\.py", "<cell>", text)
    return re.sub(r"\bat 0x[0-9a-f]{8,}", "at 0x7f0000000000", text)


def settle(notebook, key, template, run_at):
    """Moves the recorded times to `run_at`, names the paths as the pipeline would, and numbers injected cells."""
    metadata = notebook["metadata"]
    facts = metadata["papermill"]
    facts["input_path"], facts["output_path"] = f"templates/{template}.md", f"reports/{key}"
    shift = moment(run_at) - moment(facts["start_time"])
    for record in [facts, *(cell["metadata"].get("papermill", {}) for cell in notebook["cells"])]:
        for name in ("start_time", "end_time"):
            if record.get(name):
                record[name] = (moment(record[name]) + shift).isoformat()
    for number, cell in enumerate(notebook["cells"], 1):
        cell["metadata"].pop("execution", None)
        if not cell.get("id", "").startswith(template):
            cell["id"] = f"papermill-{number:02}"
    stable_ids(notebook)


def moment(text):
    return datetime.fromisoformat(text.replace("Z", "+00:00"))


def stable_ids(notebook):
    """Replaces the random ids of widget models and Styler tables by numbers that the next run gives again."""
    text = json.dumps(notebook)
    models = widget_models(notebook)
    tables = dict.fromkeys(re.findall(r"\bT_([0-9a-f]{5})\b", text))
    for found, width in [(models, 32), (tables, 5)]:
        for number, identifier in enumerate(found, 1):
            text = text.replace(identifier, f"{number:0{width}x}")
    notebook.clear()
    notebook.update(json.loads(text))


def widget_models(notebook):
    """The ids of the widget models as the shown ones refer to them, depth first: their stored order is random."""
    stored = notebook["metadata"].get("widgets", {}).get("application/vnd.jupyter.widget-state+json", {})
    models, order = stored.get("state", {}), {}
    waiting = [name for name in re.findall(r'"model_id": "(\w+)"', json.dumps(notebook["cells"]))][::-1]
    while waiting:
        name = waiting.pop()
        if name in models and name not in order:
            order[name] = None
            waiting += re.findall(r"IPY_MODEL_(\w+)", json.dumps(models[name], sort_keys=True))[::-1]
    return order


def serialised(notebook):
    return json.dumps(notebook, indent=1, sort_keys=True, ensure_ascii=False) + "\n"


def without_times(notebook):
    """What must not differ between two runs: streams may come in other pieces, and durations vary."""
    for cell in notebook["cells"]:
        joined = []
        for output in cell.get("outputs", []):
            if joined and output["output_type"] == "stream" and joined[-1].get("name") == output["name"]:
                joined[-1]["text"] = [*joined[-1]["text"], *output["text"]]
            else:
                joined.append(output)
        for output in joined:
            if "text" in output:
                output["text"] = "".join(output["text"])
        cell["outputs"] = joined
    return re.sub(r'"(start_time|end_time|duration)": [^\n]*', "", serialised(notebook))


def main():
    parser = argparse.ArgumentParser(description="Execute the report templates into examples/reports.")
    parser.add_argument("part", nargs="?", default="", help="only keys that contain this")
    parser.add_argument("--check", action="store_true", help="compare with the committed reports, write nothing")
    options = parser.parse_args()
    logging.getLogger("papermill").setLevel(logging.ERROR)
    warnings.filterwarnings("ignore")
    different = 0
    for key, template, run_at, parameters in runs():
        if options.part not in key:
            continue
        notebook, target = execute(key, template, run_at, parameters), HERE / "reports" / key
        if options.check:
            committed = json.loads(target.read_text()) if target.exists() else {"cells": []}
            same = without_times(committed) == without_times(notebook)
            different += not same
            print(f"{'same' if same else 'DIFFERS':<8}{key}")
        else:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(serialised(notebook))
            print(f"{target.stat().st_size / 1000:7.1f} kB  {key}")
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main())
