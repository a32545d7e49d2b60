"""Write the sample staging files that the example reports read.

The layout is that of the Bureau of Labor Statistics' `pr` files (tab-separated, padded columns) and of DataUSA's
population answers. The productivity values are INVENTED: drawn from a fixed seed, shaped by the business cycle, and
consistent with each other (productivity is output over hours, unit labour cost is pay over productivity). The
populations are the published ACS 1-year estimates; 2020 is missing because that survey year was not published.

One folder a release, so that three runs of one report read three states of the world:

    data/2023-09-07   second quarter, revised
    data/2023-11-02   third quarter, preliminary; the 2022 population has arrived
    data/2023-12-06   third quarter, revised
    data/broken       what a bad upload looks like: duplicated rows, a value that is no number, a missing quarter

Only the standard library is used, so the bytes do not depend on any package version.
"""

import json
import random
from pathlib import Path

HERE = Path(__file__).parent / "data"

SECTORS = {
    "3000": ("Manufacturing", 0.0),
    "3100": ("Manufacturing, durable goods", 0.4),
    "3200": ("Manufacturing, nondurable goods", -0.5),
    "8500": ("Nonfarm business", 0.9),
}
MEASURES = {
    "01": "Employment",
    "03": "Hours worked",
    "04": "Output",
    "09": "Labor productivity (output per hour)",
    "10": "Hourly compensation",
    "11": "Unit labor costs",
}
# Output and hours in the quarters that everybody remembers, in percent at an annual rate.
SHOCKS = {
    (2020, 1): (-4.6, -3.1),
    (2020, 2): (-43.4, -38.9),
    (2020, 3): (52.7, 31.4),
    (2020, 4): (5.3, 8.2),
    (2021, 1): (3.9, 2.2),
}
POPULATION = {
    2013: 316128839, 2014: 318857056, 2015: 321418821, 2016: 323127515, 2017: 325719178,
    2018: 327167439, 2019: 328239523, 2021: 331893745, 2022: 333287557,
}
RELEASES = {
    "2023-09-07": {"last": (2023, 2), "revised": (2023, 2), "populations_to": 2021},
    "2023-11-02": {"last": (2023, 3), "revised": None, "populations_to": 2022},
    "2023-12-06": {"last": (2023, 3), "revised": (2023, 3), "populations_to": 2022},
}


def compounded(numerator, denominator):
    """Growth of a quotient in percent: 3.0 over 1.0 -> 1.98."""
    return ((1 + numerator / 100) / (1 + denominator / 100) - 1) * 100


def quarterly_growth(sector, drift, year, quarter):
    """Growth rates by measure code for one sector and quarter; the same for every release."""
    draw = random.Random(f"{sector}-{year}-{quarter}")
    swing = 2.4 if sector != "8500" else 1.5
    output, hours = SHOCKS.get((year, quarter), (1.3 + drift, 0.5 + drift / 2))
    if sector == "8500" and (year, quarter) in SHOCKS:
        output, hours = output * 0.8, hours * 0.95
    output += draw.gauss(0, swing)
    hours += draw.gauss(0, swing * 0.7)
    pay = 3.1 + (1.4 if year >= 2021 else 0.0) + draw.gauss(0, 1.3)
    if (year, quarter) == (2020, 2):
        pay += 17.0
    productivity = compounded(output, hours)
    return {
        "01": hours * 0.85 + draw.gauss(0, 0.5),
        "03": hours,
        "04": output,
        "09": productivity,
        "10": pay,
        "11": compounded(pay, productivity),
    }


def rows(release):
    """The data rows of one release, annual averages (Q05) included."""
    last, revised = release["last"], release["revised"]
    for sector, (_, drift) in SECTORS.items():
        for measure in MEASURES:
            series = f"PRS{sector}6{measure}2"
            for year in range(2010, last[0] + 1):
                values = []
                for quarter in range(1, 5):
                    if (year, quarter) > last:
                        break
                    value = quarterly_growth(sector, drift, year, quarter)[measure]
                    footnote = ""
                    if (year, quarter) == last:
                        # First estimates are rough: a preliminary value misses by some tenths.
                        if revised is None:
                            value += random.Random(f"{series}-preliminary").gauss(0, 0.6)
                            footnote = "P"
                        else:
                            footnote = "R"
                    values.append(round(value, 1))
                    yield series, year, f"Q{quarter:02}", values[-1], footnote
                if len(values) == 4:
                    yield series, year, "Q05", round(sum(values) / 4, 1), ""


def line(series, year, period, value, footnote):
    """One padded line: ids are padded on the right to 17 characters, values on the left to 12."""
    shown = value if isinstance(value, str) else f"{value:.1f}"
    return f"{series:<17}\t{year}\t{period}\t{shown:>12}\t{footnote}"


def write(folder, release, lines):
    target = HERE / folder
    target.mkdir(parents=True, exist_ok=True)
    header = f"{'series_id':<17}\tyear\tperiod\t{'value':>12}\tfootnote_codes"
    (target / "pr.data.0.Current").write_text("\n".join([header, *lines]) + "\n")
    names = [f"{'series_id':<17}\tsector_name\tmeasure_text"]
    for sector, (sector_name, _) in SECTORS.items():
        for measure, text in MEASURES.items():
            names.append(f"PRS{sector}6{measure}2".ljust(17) + f"\t{sector_name}\t{text}")
    (target / "pr.series").write_text("\n".join(names) + "\n")
    population = {
        "annotations": {"dataset_name": "ACS 1-year estimates", "source_name": "U.S. Census Bureau"},
        "columns": ["Nation ID", "Nation", "Year", "Population"],
        "data": [
            {"Nation ID": "01000US", "Nation": "United States", "Year": year, "Population": float(count)}
            for year, count in POPULATION.items()
            if year <= release["populations_to"]
        ],
    }
    (target / "us-population.json").write_text(json.dumps(population, indent=1) + "\n")


def main():
    for folder, release in RELEASES.items():
        write(folder, release, [line(*row) for row in rows(release)])
    release = RELEASES["2023-12-06"]
    lines = []
    for row in rows(release):
        series, year, period, _, _ = row
        if (series, year, period) == ("PRS30006092", 2023, "Q02"):
            continue
        if (series, year, period) == ("PRS32006112", 2022, "Q04"):
            row = (*row[:3], "-", "")
        lines.append(line(*row))
        if series == "PRS85006102" and year == 2023:
            lines.append(line(*row))
    write("broken", release, lines)


if __name__ == "__main__":
    main()
