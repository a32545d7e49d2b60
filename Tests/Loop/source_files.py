"""Source files in the formats of the Bureau of Labor Statistics and DataUSA, with invented values."""

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "examples"))
import make_sample_data as sample  # noqa: E402

DURATIONS = {"1": "Percent change from the same quarter a year ago", "2": "Percent change from the previous quarter"}


def data_file(rows):
    """`pr.data.*`: tabs, ids padded on the right and values on the left."""
    header = f"{'series_id':<17}\tyear\tperiod\t{'value':>12}\tfootnote_codes"
    return "\r\n".join([header, *(sample.line(*row) for row in rows)]) + "\r\n"


def tabbed(*lines):
    return "\r\n".join("\t".join(line) for line in lines) + "\r\n"


def series_file(rows):
    """`pr.series`: each series as codes of the other files."""
    lines = [(f"{'series_id':<17}", "sector_code", "class_code", "measure_code", "duration_code", "seasonal",
              "base_year", "footnote_codes", "begin_year", "begin_period", "end_year", "end_period")]
    spans = {}
    for series, year, period, _, _ in rows:
        spans.setdefault(series, [(year, period), None])[1] = (year, period)
    for series, ((first, begin), (last, end)) in spans.items():
        lines.append((f"{series:<17}", series[3:7], series[7], series[8:10], series[10], "S", "-", "",
                      str(first), begin, str(last), end))
    return tabbed(*lines)


def write(folder, rows, population):
    """All files of both sources; `population` by year."""
    folder.mkdir(parents=True, exist_ok=True)
    files = {
        "pr.data.0.Current": data_file(rows),
        "pr.data.1.AllData": data_file(rows),
        "pr.series": series_file(rows),
        "pr.sector": tabbed(("sector_code", "sector_name"), *((c, name) for c, (name, _) in sample.SECTORS.items())),
        "pr.measure": tabbed(("measure_code", "measure_text"), *sample.MEASURES.items()),
        "pr.duration": tabbed(("duration_code", "duration_text"), *DURATIONS.items()),
        "pr.class": tabbed(("class_code", "class_text"), ("3", "Employees"), ("6", "All workers")),
        "pr.period": tabbed(("period", "period_abbr", "period_name"), *(
            (f"Q{q:02}", f"QTR{q}" if q < 5 else "AN AV", f"Quarter {q}" if q < 5 else "Annual Average")
            for q in range(1, 6))),
        "pr.seasonal": tabbed(("seasonal_code", "seasonal_text"), ("S", "Seasonally Adjusted")),
        "pr.footnote": tabbed(("footnote_code", "footnote_text"), ("R", "Revised"), ("P", "Preliminary")),
        "pr.contacts": "Productivity and Costs\r\n",
        "pr.txt": "Invented values in the format of the Major Sector Productivity and Costs files.\r\n",
    }
    for name, text in files.items():
        path = folder / name
        # What is the same stays untouched, with its date.
        if not path.is_file() or path.read_bytes() != text.encode():
            path.write_bytes(text.encode())
    data = [{"ID Nation": "01000US", "Nation": "United States", "ID Year": year, "Year": str(year),
             "Population": count, "Slug Nation": "united-states"} for year, count in sorted(population.items())[::-1]]
    (folder / "population.json").write_text(json.dumps({"data": data, "source": []}))
    return sorted(files)
