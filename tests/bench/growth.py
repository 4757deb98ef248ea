# SPDX-FileCopyrightText: 2026 The Fihrist developers
# SPDX-License-Identifier: GPL-2.0-or-later
"""How cost grows with the archive: grown archives of several sizes, a table and a plot with fitted exponents."""
import json
import math
import pathlib
import shutil
import sys

import measuring
import plot
from measuring import Failed

BYTES_AN_ARTICLE = 40_000  # on disk while it is built: its text, the parts and the index, with room to spare
QUERIES = 200  # of each size, unless --limit says otherwise: at a million articles each takes its time

# Key, name and unit of each column of the table; the panel of the plot that shows it.
COLUMNS = [
    ("articles", "articles", "", None),
    ("index_mb", "index", "MB", "index (MB)"),
    ("wall_s", "build, wall", "s", "build (s)"),
    ("cpu_s", "build, CPU", "s", "build (s)"),
    ("peak_mib", "build, peak memory", "MiB", "memory of the build (MiB)"),
    ("exact_forms", "different words", "", "vocabulary"),
    ("stems", "stems", "", "vocabulary"),
    ("matching_p50_ms", "matching, p50", "ms", "p50 (ms)"),
    ("matching_p99_ms", "matching, p99", "ms", "p99 (ms)"),
    ("page_p50_ms", "page with snippets, p50", "ms", "p50 (ms)"),
    ("page_p99_ms", "page with snippets, p99", "ms", "p99 (ms)"),
    ("page_with_facets_p50_ms", "page with snippets and facets, p50", "ms", "p50 (ms)"),
    ("page_with_facets_p99_ms", "page with snippets and facets, p99", "ms", "p99 (ms)"),
    ("xapian_p50_ms", "Xapian alone, p50", "ms", "p50 (ms)"),
    ("xapian_p99_ms", "Xapian alone, p99", "ms", "p99 (ms)"),
    ("other_cores", "cores of other work", "", None),
]


def fit(sizes, values):
    """The exponent and factor of value = factor · size^exponent, by least squares of the logarithms."""
    x, y = [math.log(size) for size in sizes], [math.log(max(value, 1e-9)) for value in values]
    mean_x, mean_y = sum(x) / len(x), sum(y) / len(y)
    spread = sum((one - mean_x) ** 2 for one in x)
    if spread == 0:
        return None
    exponent = sum((a - mean_x) * (b - mean_y) for a, b in zip(x, y)) / spread
    return exponent, math.exp(mean_y - exponent * mean_x)


def measure_size(size, given, programs, folder):
    free = shutil.disk_usage(folder).free
    if free < size * BYTES_AN_ARTICLE:
        raise Failed(f"--growth {size}: wants {size * BYTES_AN_ARTICLE / 1e9:.1f} GB in {folder.parent}, and "
                     f"{free / 1e9:.1f} are free; --out chooses another place")
    archive, index, summary = folder / "articles.jsonl", folder / "index", folder / "summary.json"
    print(f"{size} articles: made", file=sys.stderr)
    with open(archive, "wb") as file:
        grow = pathlib.Path(__file__).with_name("grow.py")
        measuring.measure([sys.executable, "-B", grow, size, *given.sources], into=file)
    print(f"{size} articles: indexed", file=sys.stderr)
    took = measuring.measure([programs.index, "build", "--out", index, "--quiet", "--summary-json", summary, archive],
                             good=(0, 3))
    archive.unlink()
    print(f"{size} articles: asked", file=sys.stderr)
    queries = next(iter(given.queries.values()))
    pages = measuring.measure_json([programs.pages, index, queries, "--passes", given.passes, "--limit",
                                    given.limit or QUERIES, "--raw", "--count-terms"], folder)
    shutil.rmtree(index)
    row = {**took, "articles": pages["articles"], "index_mb": json.loads(summary.read_text())["index_bytes"] / 1e6,
           **pages["terms"]}
    for mode, figures in pages["modes"].items():
        row[f"{mode}_p50_ms"], row[f"{mode}_p99_ms"] = figures["p50_ms"], figures["p99_ms"]
    return row


def markdown(rows, laws):
    lines = ["| | " + " | ".join(f"{row['articles']:,} articles" for row in rows) + " | grows as N to the |",
             "|---|" + "---:|" * (len(rows) + 1)]
    for key, name, unit, _ in COLUMNS[1:]:
        law = f"{laws[key][0]:.2f}" if key in laws else ""
        cells = [f"{row[key]:,.0f}" if row[key] >= 100 else f"{row[key]:.3g}" for row in rows]
        lines.append(f"| {name}{f' ({unit})' if unit else ''} | {' | '.join(cells)} | {law} |")
    return "\n".join(lines) + "\n"


def run(given, programs, folder, about):
    rows = [measure_size(size, given, programs, folder) for size in sorted(given.growth)]
    sizes = [row["articles"] for row in rows]
    laws = {}
    for key, _, _, panel in COLUMNS:
        if panel and (law := fit(sizes, [row[key] for row in rows])):
            laws[key] = law
    table = about + "\n" + markdown(rows, laws)
    (given.out / "growth.md").write_text(table)
    keys = [key for key, *_ in COLUMNS]
    lines = [keys] + [[f"{row[key]:.7g}" for key in keys] for row in rows]
    (given.out / "growth.tsv").write_text("".join("\t".join(line) + "\n" for line in lines))
    panels = {}
    for key, name, _, panel in COLUMNS:
        if panel:
            panels.setdefault(panel, []).append((name, [row[key] for row in rows], laws.get(key)))
    (given.out / "growth.svg").write_text(plot.draw(sizes, panels))
    print(table)
    print(f"also in {given.out}: growth.md, growth.tsv, growth.svg", file=sys.stderr)
