#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Fihrist developers
# SPDX-License-Identifier: GPL-2.0-or-later
"""How clients that are idle or slow change what others get, measured in one run.

  tests/load/idle_and_slow.py http://127.0.0.1:8080 [--idle 1000] [--slow 100] [--seconds 60] [WORD…]

For some seconds it asks /healthz and searches for the words alone. Then it opens `idle` connections that have
had one answer and stay, and `slow` ones that send a request's head a byte a second, begins anew those that the
server closes, and asks the same again. It prints a table, and fails where /healthz took longer than 100 ms or
the median search twice its time. Loopback only.
"""
import argparse
import asyncio
import multiprocessing
import statistics
import sys
import time
from urllib.parse import quote, urlsplit

WORDS = ["المفاوضات", "سد", "وزير الخارجية", "أسعار النفط", "الانتخابات البلدية", "كرة القدم", "التعليم", "المطار"]


class Server:
    def __init__(self, url):
        parts = urlsplit(url)
        self.host, self.port = parts.hostname, parts.port or 80
        if self.host not in ("127.0.0.1", "::1", "localhost"):
            sys.exit("Only a server on this machine may be loaded.")

    async def connect(self):
        return await asyncio.open_connection(self.host, self.port)

    async def ask(self, reader, writer, target):
        """Milliseconds until all of a good answer is there."""
        begin = time.perf_counter()
        writer.write(f"GET {target} HTTP/1.1\r\nHost: {self.host}\r\n\r\n".encode())
        head = await reader.readuntil(b"\r\n\r\n")
        if not head.startswith(b"HTTP/1.1 200"):
            raise ConnectionError(head.split(b"\r\n")[0].decode())
        length = next(int(line.split(b":")[1]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length"))
        await reader.readexactly(length)
        return (time.perf_counter() - begin) * 1000


async def hold_idle(server, counts):
    while True:
        try:
            reader, writer = await server.connect()
            await server.ask(reader, writer, "/healthz")
            counts["idle"] += 1
            await reader.read()  # until the server closes
            counts["idle"] -= 1
            counts["closed"] += 1
            writer.close()
        except OSError as error:
            counts[f"failed: {error}"] = counts.get(f"failed: {error}", 0) + 1
            await asyncio.sleep(0.5)


async def trickle(server, counts):
    while True:
        try:
            reader, writer = await server.connect()
            counts["slow"] += 1
            closed = asyncio.ensure_future(reader.read())
            for byte in b"GET /v1/search?q=a HTTP/1.1\r\nHost: a\r\nX-Long: " + b"a" * 1000:
                if closed.done():
                    break
                writer.write(bytes([byte]))
                await asyncio.sleep(1)
            counts["slow"] -= 1
            counts["closed"] += 1
            writer.close()
        except OSError:
            counts["slow"] -= 1
            await asyncio.sleep(0.5)


async def crowd_in(server, given, ready, over):
    counts = {"idle": 0, "slow": 0, "closed": 0}
    tasks = [asyncio.ensure_future(hold_idle(server, counts)) for _ in range(given.idle)]
    tasks += [asyncio.ensure_future(trickle(server, counts)) for _ in range(given.slow)]
    while not over.is_set():
        if counts["idle"] >= given.idle and counts["slow"] >= given.slow:
            ready.set()
        await asyncio.sleep(0.1)
    print(f"at the end: {counts}", flush=True)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


def run_crowd(server, given, ready, over):
    asyncio.run(crowd_in(server, given, ready, over))


async def measure(server, words, seconds):
    """Times of /healthz, each on a connection of its own, and of searches on a kept one."""
    health, search, failures = [], [], []
    end = time.monotonic() + seconds

    async def watch():
        while time.monotonic() < end:
            begin = time.perf_counter()
            try:
                reader, writer = await server.connect()
                await server.ask(reader, writer, "/healthz")
                health.append((time.perf_counter() - begin) * 1000)
                writer.close()
            except (OSError, asyncio.IncompleteReadError) as error:
                failures.append(f"/healthz: {error}")
            await asyncio.sleep(0.1)

    async def searches():
        connection = await server.connect()
        turn = 0
        while time.monotonic() < end:
            target = f"/v1/search?q={quote(words[turn % len(words)])}&facets=source,month"
            turn += 1
            try:
                search.append(await server.ask(*connection, target))
            except (OSError, asyncio.IncompleteReadError):
                connection = await server.connect()  # a connection ends after a thousand requests
            await asyncio.sleep(0.02)

    await asyncio.gather(watch(), searches())
    return health, search, failures


def row(what, times):
    times = sorted(times)
    at = lambda share: times[min(int(len(times) * share), len(times) - 1)]
    print(f"{what:<28} {len(times):>6} {statistics.median(times):>9.2f} {at(0.99):>9.2f} {times[-1]:>9.2f}")


async def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("url")
    arguments.add_argument("words", nargs="*", default=WORDS)
    arguments.add_argument("--idle", type=int, default=1000)
    arguments.add_argument("--slow", type=int, default=100)
    arguments.add_argument("--seconds", type=int, default=60)
    given = arguments.parse_args()
    server = Server(given.url)

    await measure(server, given.words, 3)
    health_alone, search_alone, _ = await measure(server, given.words, 15)
    # A process of their own, so that what is measured is the server's time and not that of this program.
    ready, over = multiprocessing.Event(), multiprocessing.Event()
    crowd = multiprocessing.Process(target=run_crowd, args=(server, given, ready, over))
    crowd.start()
    while not ready.is_set():
        await asyncio.sleep(0.1)
    health, search, failures = await measure(server, given.words, given.seconds)
    over.set()
    crowd.join()

    print(f"{'milliseconds':<28} {'count':>6} {'median':>9} {'p99':>9} {'most':>9}")
    row("/healthz alone", health_alone)
    row("/healthz among them", health)
    row("searches alone", search_alone)
    row("searches among them", search)
    for failure in failures:
        print(failure)
    slower = statistics.median(search) / statistics.median(search_alone)
    print(f"the median search takes {slower:.2f} times as long")
    sys.exit(1 if failures or max(health) > 100 or slower > 2 else 0)


if __name__ == "__main__":
    asyncio.run(main())
