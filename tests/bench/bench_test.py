#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Fihrist developers
# SPDX-License-Identifier: GPL-2.0-or-later
"""Whether the programs of this room run and count right. How fast anything is plays no part in it."""
import argparse
import csv
import json
import pathlib
import socket
import subprocess
import sys
import tempfile
import threading
import time
import unittest
import xml.etree.ElementTree

ROOM = pathlib.Path(__file__).resolve().parent
PROJECT = ROOM.parents[1]
CORPUS = PROJECT / "tests/corpus"
QUERIES = PROJECT / "tests/relevance/queries.tsv"
BUILD = None  # where the programs are; set by the command line


def run(*command, code=0):
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, timeout=120)
    assert done.returncode == code, f"{command} ended with {done.returncode}: {done.stderr}"
    return done


class StallingServer:
    """Answers each request at once, but stops for `stall` seconds before the tenth; closes after every 25th."""

    def __init__(self, stall, status=200):
        self.stall, self.status, self.asked = stall, status, []
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self):
        while True:
            connection, _ = self.listener.accept()
            with connection:
                # Else the second piece waits 40 ms for the client's kernel.
                connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                self._answer(connection.makefile("rb"), connection)

    def _answer(self, lines, connection):
        while request := lines.readline():
            while lines.readline() not in (b"\r\n", b""):
                pass
            self.asked.append(request.decode())
            if len(self.asked) == 10:
                time.sleep(self.stall)
            closes = len(self.asked) % 25 == 0
            # In two pieces, as a slow network brings it.
            connection.sendall(f"HTTP/1.1 {self.status} Said\r\ncontent-LENGTH: 4\r\n".encode())
            connection.sendall((b"Connection: close\r\n" if closes else b"") + b"\r\nbody")
            if closes:
                return


class Load(unittest.TestCase):
    def load(self, server, *options, code=0):
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / "load.json"
            run(BUILD / "tests/bench/bench_load", server.port, QUERIES, "--connections", 1, "--warm-up", 0, "--seconds",
                0.3, "--json", path, *options, code=code)
            return json.loads(path.read_text())

    def test_a_stall_delays_all_that_were_due_in_it(self):
        found = self.load(StallingServer(0.2), "--rate", 200)
        self.assertEqual(found["failed"], 0)
        self.assertAlmostEqual(found["count"], 60, delta=1)
        # Due every 5 ms: of those in the stall one waits 200 ms, the next 195, and so on: two thirds of all wait.
        self.assertGreater(found["max_ms"], 190)
        self.assertGreater(found["p50_ms"], 40)

    def test_without_a_rate_one_waits_for_the_other(self):
        found = self.load(StallingServer(0.2))
        self.assertEqual(found["failed"], 0)
        self.assertGreater(found["max_ms"], 190)
        self.assertLess(found["p50_ms"], found["max_ms"] / 2)

    def test_other_answers_than_200_are_failures(self):
        found = self.load(StallingServer(0, status=503), code=1)
        self.assertEqual(found["count"], 0)
        self.assertEqual(found["failed"], found["statuses"]["503"])

    def test_random_moments_have_the_rate_and_repeat(self):
        servers = StallingServer(0), StallingServer(0)
        found = [self.load(server, "--rate", 800, "--random") for server in servers]
        self.assertEqual(found[0]["count"], found[1]["count"])
        self.assertAlmostEqual(found[0]["count"], 240, delta=80)  # five standard deviations

    def test_queries_go_out_percent_encoded(self):
        server = StallingServer(0)
        self.load(server, "--rate", 20, "--path", "/v1/search?facets=source")
        self.assertRegex(server.asked[0], r"^GET /v1/search\?facets=source&q=(%[0-9A-F]{2}|[\w.~-])+ HTTP/1\.1\r\n$")


class Grown(unittest.TestCase):
    def grow(self, number, *options):
        return run(sys.executable, "-B", ROOM / "grow.py", number, CORPUS, *options).stdout.splitlines()

    def test_repeats_and_continues(self):
        few, many = self.grow(20), self.grow(60)
        self.assertEqual(few, many[:20])
        self.assertNotEqual(few, self.grow(20, "--seed", 2))
        articles = [json.loads(line) for line in many]
        self.assertEqual(len({article["id"] for article in articles}), 60)
        for article in articles:
            self.assertTrue(article["title"] and article["body"] and article["source"] and article["author"])
            self.assertRegex(article["published"], r"^20(0[6-9]|1\d|2[0-5])-\d\d-\d\dT\d\d:\d\d:00\+03:00$")

    def test_new_words_as_many_as_wanted(self):
        def different(share):
            lines = self.grow(300, "--new-words", share)
            return len({word for line in lines for word in json.loads(line)["body"].split()})
        self.assertGreater(different(0.05), different(0) + 1000)

    def test_says_what_is_wrong(self):
        said = run(sys.executable, "-B", ROOM / "grow.py", 5, ROOM / "nowhere", code=2).stderr
        self.assertIn("nowhere: there is no such file or folder", said)


class All(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.out = pathlib.Path(folder.name)

    def run_benchmarks(self, *options, code=0):
        return run(sys.executable, "-B", ROOM / "run-benchmarks", "--build", BUILD, "--out", self.out, CORPUS,
                   "--queries", f"samples={QUERIES}", *options, code=code)

    def test_measures_everything(self):
        self.run_benchmarks("--runs", 1, "--seconds", 0.2, "--limit", 10, "--only", "indexing,pages,http")
        rows = {row["name"]: row for row in json.loads((self.out / "results.json").read_text())["figures"]}
        self.assertEqual(rows["indexing: articles"]["median"], 46)
        self.assertEqual(rows["samples over HTTP: answers that were not 200"]["median"], 0)
        for name in ("indexing: peak memory", "samples, matching only: p50",
                     "samples, Xapian alone (OR of stems): rate", "samples, snippets and facets: rate of 2 threads",
                     "samples over HTTP: peak rate / in process", "samples over HTTP, half of the peak rate: p99"):
            self.assertGreater(rows[name]["median"], 0, name)
        self.assertIn("| indexing: articles |", (self.out / "results.md").read_text())
        self.assertEqual(sorted(path.name for path in self.out.iterdir()), ["results.json", "results.md"])

    def test_grows(self):
        self.run_benchmarks("--growth", "60,20", "--limit", 5)
        with open(self.out / "growth.tsv", newline="") as file:
            rows = list(csv.DictReader(file, delimiter="\t"))
        self.assertEqual([row["articles"] for row in rows], ["20", "60"])
        self.assertGreater(float(rows[1]["exact_forms"]), float(rows[0]["exact_forms"]))
        xml.etree.ElementTree.parse(self.out / "growth.svg")
        self.assertIn("| stems |", (self.out / "growth.md").read_text())

    def test_says_what_is_wrong(self):
        self.assertIn("--only knows", self.run_benchmarks("--only", "magic", code=2).stderr)
        self.assertIn("--growth wants", self.run_benchmarks("--growth", "many", code=2).stderr)
        self.assertIn("run setup.sh in a copy", self.run_benchmarks("--peers", self.out, code=1).stderr)


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--build", type=pathlib.Path, required=True, help="the build folder that has the programs")
    given, others = arguments.parse_known_args()
    BUILD = given.build.resolve()
    unittest.main(argv=[sys.argv[0], *others])
