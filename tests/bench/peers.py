# SPDX-FileCopyrightText: 2026 The Fihrist developers
# SPDX-License-Identifier: GPL-2.0-or-later
"""Other engines on the same articles and queries, in turn with ours.

They are no part of the project: a folder has a script for each, which takes DOCS.jsonl, QUERIES.tsv and a folder for
its figures (index.json, index.bytes, search.json).
"""
import gzip
import json
import shutil

import measuring
from measuring import Failed

ENGINES = {"Lucene": "run_lucene.sh", "plain Xapian": "run_xapian_naive.sh"}
SETTINGS = {"LUCENE_QUERY": "combined"}  # BM25F over title and body: the best answers that it gives
NOT_SET = ["LUCENE_MERGE", "LUCENE_ANALYZER", "LUCENE_CACHE"]
OURS = "snippets and facets"  # theirs have no facets, so ours does more


class Peers:
    def __init__(self, folder, bench):
        for needed in (*ENGINES.values(), "build/xapian_naive", "build/lucene8"):
            if not (folder / needed).exists():
                raise Failed(f"--peers {folder}: there is no {needed}; run setup.sh in a copy of that folder")
        if bench.given.limit:
            raise Failed("--limit does not go with --peers: they would answer other queries than ours")
        for part in ("indexing", "pages"):
            if part not in bench.given.only:
                raise Failed(f"--only without {part} does not go with --peers: there would be nothing to compare with")
        self.folder, self.bench = folder.resolve(), bench
        self.name, self.queries = next(iter(bench.given.queries.items()))
        self.documents = bench.folder / "docs.jsonl"
        self.write_documents()
        # The same file for all.
        bench.sources = [self.documents]
        self.ran = []

    def write_documents(self):
        """One file of JSON Lines, not packed; what is no JSON Lines goes through our extraction."""
        others = []
        extracted = self.bench.folder / "extracted.jsonl"
        with open(self.documents, "wb") as documents:
            for source in self.bench.sources:
                if source.name.endswith(".jsonl.gz"):
                    with gzip.open(source) as lines:
                        shutil.copyfileobj(lines, documents)
                elif source.suffix == ".jsonl":
                    with open(source, "rb") as lines:
                        shutil.copyfileobj(lines, documents)
                else:
                    others.append(source)
            if others:
                with open(extracted, "wb") as lines:
                    measuring.measure([self.bench.programs.index, "extract", *others], good=(0, 3), into=lines)
                with open(extracted, encoding="utf-8") as lines:
                    for line in lines:
                        # They know no null.
                        article = {name: value for name, value in json.loads(line).items() if isinstance(value, str)}
                        documents.write(json.dumps(article, ensure_ascii=False).encode() + b"\n")

    def _run(self, engine):
        out = self.bench.folder / "peer"
        shutil.rmtree(out, ignore_errors=True)
        with open(self.queries, encoding="utf-8") as lines:
            queries = sum("\t" in line for line in lines)
        environment = measuring.clean_environment(
            **SETTINGS, PEER_SAMPLES=str(queries), PEER_THREADS=str(self.bench.given.threads),
            PEER_QPS_SECONDS=str(self.bench.given.seconds))
        for name in NOT_SET:
            environment.pop(name, None)
        measuring.measure([self.folder / ENGINES[engine], self.documents, self.queries, out], environment=environment)
        index, search = json.loads((out / "index.json").read_text()), json.loads((out / "search.json").read_text())
        add = self.bench.figures.add
        add(f"{engine}, indexing: wall", "s", index["wall_s"])
        add(f"{engine}, indexing: CPU", "s", index["cpu_s"])
        add(f"{engine}, indexing: peak memory", "MiB", index["rss_mib"])
        add(f"{engine}, indexing: index bytes", "MB", int((out / "index.bytes").read_text()) / 1e6)
        add(f"{engine}, indexing: cores of other work", "", index["other_cores"])
        for key, what in (("top10", "matching only"), ("page", "page with snippets")):
            for figure in ("p50", "p99", "mean"):
                add(f"{engine}, {self.name}, {what}: {figure}", "ms", search[key][f"{figure}_ms"], figure != "mean")
            # Their `qps` is of all threads.
            add(f"{engine}, {self.name}, {what}: rate", "1/s", 1000 / search[key]["mean_ms"])
            add(f"{engine}, {self.name}, {what}: rate of {self.bench.given.threads} threads", "1/s", search[key]["qps"])
        shutil.rmtree(out)
        self.ran.append(engine)

    def run_lucene(self):
        self._run("Lucene")

    def run_naive(self):
        self._run("plain Xapian")

    def compare(self):
        """The ratios of this run."""
        ratio = self.bench.figures.add_ratio
        threads = self.bench.given.threads
        for engine in self.ran:
            for what in ("wall", "CPU", "index bytes"):
                ratio(f"indexing: {what}, ours / {engine}", f"indexing: {what}", f"{engine}, indexing: {what}")
            for ours, theirs in (("matching only", "matching only"), ("snippets", "page with snippets"),
                                 (OURS, "page with snippets")):
                for rate in ["rate", f"rate of {threads} threads"][:2 if threads > 1 else 1]:
                    ratio(f"{self.name}, {ours}: {rate}, ours / {engine}", f"{self.name}, {ours}: {rate}",
                          f"{engine}, {self.name}, {theirs}: {rate}")
        self.ran.clear()
