# SPDX-FileCopyrightText: 2026 The Fihrist developers
# SPDX-License-Identifier: GPL-2.0-or-later
"""What was measured, run by run, and the table of it."""
import fnmatch
import statistics

# What the product is to reach, with 30,000 articles of news: a figure's name, and the least or most of its median.
TARGETS = [
    ("indexing: peak memory", "most", 600),
    ("indexing: CPU, ours / Lucene", "most", 2.5),
    ("indexing: wall, ours / Lucene", "most", 1.2),
    ("indexing: index bytes, ours / Lucene", "most", 2.5),
    ("*, snippets and facets: p50", "most", 2),
    ("*, snippets and facets: p99", "most", 10),
    ("*, snippets and facets: rate, ours / Lucene", "least", 5),
    ("* over HTTP: peak rate / in process", "least", 0.8),
    ("* over HTTP, half of the peak rate: p99", "most", 20),
]


def target_of(name):
    for pattern, bound, number in TARGETS:
        if fnmatch.fnmatchcase(name, pattern):
            return bound, number
    return None


def shown(number):
    if number < 0.0005:
        return "0"
    if number >= 1000:
        return f"{number:,.0f}"
    return f"{number:.3g}" if number < 100 else f"{number:.0f}"


class Figures:
    def __init__(self):
        self.values = {}  # (name, unit): a number a run
        self.left_out = set()  # names that stand in results.json only: the table is long enough

    def add(self, name, unit, value, in_table=True):
        self.values.setdefault((name, unit), []).append(value)
        if not in_table:
            self.left_out.add(name)

    def add_ratio(self, name, ours, theirs):
        """Of two figures of this run, so that what else the machine did meets both."""
        self.add(name, "×", self.last(ours) / self.last(theirs))

    def last(self, name):
        return next(values[-1] for (known, _), values in self.values.items() if known == name)

    def rows(self):
        for (name, unit), values in self.values.items():
            row = {"name": name, "unit": unit, "runs": values, "median": statistics.median(values)}
            if target := target_of(name):
                bound, number = target
                row["target"] = ("≤ " if bound == "most" else "≥ ") + shown(number)
                row["reached"] = row["median"] <= number if bound == "most" else row["median"] >= number
            yield row

    def markdown(self):
        lines = ["| figure | unit | median | least to most | runs | target | reached |",
                 "|---|---|---:|---|---:|---|---|"]
        for row in self.rows():
            if row["name"] in self.left_out:
                continue
            values = row["runs"]
            reached = {True: "yes", False: "**no**", None: ""}[row.get("reached")]
            lines.append(f"| {row['name']} | {row['unit']} | {shown(row['median'])} | "
                         f"{shown(min(values))} to {shown(max(values))} | {len(values)} | "
                         f"{row.get('target', '')} | {reached} |")
        return "\n".join(lines) + "\n"
