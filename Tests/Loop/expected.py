"""What a report must say, computed from the source files in plain Python, and what a page says."""

import statistics
from decimal import Decimal
from html.parser import HTMLParser


def rows_of(text):
    """The rows of `pr.data.0.Current` as tuples of texts."""
    lines = text.splitlines()[1:]
    return [tuple(field.strip() for field in line.split("\t")[:4]) for line in lines if line.strip()]


def best_years(rows):
    """The best year of each series: (year, sum), the earlier one of equals, exact in decimals."""
    sums = {}
    for series, year, period, value in rows:
        if period in ("Q01", "Q02", "Q03", "Q04"):
            sums[series, int(year)] = sums.get((series, int(year)), Decimal(0)) + Decimal(value)
    best = {}
    for (series, year), total in sorted(sums.items()):
        if series not in best or total > best[series][1]:
            best[series] = (year, total)
    return best


def joined(rows, population, series="PRS30006032", period="Q01"):
    """(year, value, population or None) of one series and quarter."""
    return sorted((int(y), Decimal(v), population.get(int(y))) for s, y, p, v in rows if (s, p) == (series, period))


def summary(population):
    """Mean and sample standard deviation of 2013 to 2018, as a report writes them."""
    six = [population[year] for year in range(2013, 2019)]
    return f"{statistics.mean(six):,.0f}", f"{statistics.stdev(six):,.2f}"


class Page(HTMLParser):
    """The text of a page, its tables by caption, and the descriptions of its pictures."""

    def __init__(self, source):
        super().__init__()
        self.text, self.tables, self.pictures = "", {}, []
        self._caption, self._cell, self._rows = None, None, []
        self.feed(source)

    def handle_starttag(self, tag, attributes):
        if tag == "table":
            self._caption, self._rows = "", []
        elif tag == "caption":
            self._cell = ""
        elif tag == "tr":
            self._rows.append([])
        elif tag in ("td", "th"):
            self._cell = ""
        elif tag == "img":
            self.pictures.append(dict(attributes).get("alt", ""))

    def handle_endtag(self, tag):
        if tag == "caption":
            self._caption, self._cell = self._cell, None
        elif tag in ("td", "th") and self._cell is not None:
            if self._rows:
                self._rows[-1].append(self._cell.strip())
            self._cell = None
        elif tag == "table":
            self.tables[self._caption] = self._rows[1:]

    def handle_data(self, data):
        self.text += data
        if self._cell is not None:
            self._cell += data

    def table(self, beginning):
        """The rows of the table whose caption begins so."""
        found = [rows for caption, rows in self.tables.items() if caption and caption.startswith(beginning)]
        assert len(found) == 1, f"{len(found)} tables '{beginning}...' among {list(self.tables)}"
        return found[0]


def check_page(source, data, population):
    """Compares a report's page with what the source files say."""
    page, rows = Page(source), rows_of(data)
    mean, deviation = summary(population)
    statistic = dict(page.table("United States"))
    assert statistic["Mean"] == mean and statistic["Standard deviation"] == deviation, statistic
    assert "American Community Survey, 1-year estimates" in page.text
    best = best_years(rows)
    shown = {row[0]: (int(row[2]), Decimal(row[3].replace(",", ""))) for row in page.table("Best year of")}
    assert shown == {series: (year, round(total, 1)) for series, (year, total) in best.items()}, (shown, best)
    shown = [(int(year), Decimal(value), None if count == "no estimate" else int(count.replace(",", "")))
             for _, year, _, value, count in page.table("Manufacturing, Hours worked")]
    assert shown == joined(rows, population), shown
    assert len(page.pictures) >= 3 and all(page.pictures), page.pictures
    return mean, deviation, len(best), len(shown)
