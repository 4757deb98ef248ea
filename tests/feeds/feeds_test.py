#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Fihrist developers
# SPDX-License-Identifier: GPL-2.0-or-later

"""Reads the feeds of a running daemon as a feed reader does, with Mark Pilgrim's feedparser.

Starts the built daemon over the samples and one hostile article, and wants every feed to be without
fault, with the entries, dates and links that the API tells of. A feed that is spoilt must be refused.
"""

import argparse
import calendar
import json
import re
import subprocess
import sys
import tempfile
import threading
import urllib.request
from datetime import datetime
from pathlib import Path
from urllib.parse import urlencode

try:
    import feedparser
except ImportError:
    print("SKIPPED: python3-feedparser is not installed, so NO reader but our own has read the feeds.")
    sys.exit(77)

HOSTILE = {
    "id": "hostile/<&>\"' ?#", "format": "text", "url": "https://a.example/?a=1&b=2",
    "title": "<script>alert(1)</script> ]]> & \"عنوان\" \u202eمقلوب \ufffe",
    "body": "متن فيه <script>alert(2)</script> ]]> & \"نص\" \u0001\u000b \uffff \u202eمقلوب \u2067معزول. " * 3,
    "source": "مصدر <b>", "author": "كاتب & ]]>", "keywords": ["<وسم>"],
    "published": "2024-11-25T20:06:00+03:00", "updated": "2024-11-26T01:00:00-05:00",
}
SEARCHES = [
    [], [("q", "في")], [("q", "مقلوب")], [("q", "<script> ]]> & \" '")], [("q", "كسكسجمبري"), ("exact", "true")],
    [("source", "مجلة أفق الدبلوماسية")], [("q", "في"), ("page", "2"), ("per_page", "7")],
    [("per_page", "100")], [("from", "2025"), ("sort", "oldest")],
]
told = []


def check(is_good, what):
    if not is_good:
        told.append(what)
        print("FAILED:", what)


def seconds(date):
    return datetime.fromisoformat(date.replace("Z", "+00:00")).timestamp()


def get(address, path, pairs):
    with urllib.request.urlopen(f"{address}{path}?{urlencode(pairs)}", timeout=20) as response:
        return response.read(), {name.lower(): value for name, value in response.headers.items()}


def try_feed(address, path, pairs):
    what = f"{path} {pairs}"
    body, headers = get(address, path, pairs)
    feed = feedparser.parse(body, response_headers=headers)
    check(not feed.bozo, f"{what}: {feed.get('bozo_exception')}")
    check(feed.version == {"/search.atom": "atom10", "/search.rss": "rss20"}[path], f"{what}: {feed.version}")
    check(feed.encoding == "utf-8", f"{what}: {feed.encoding}")
    check(feed.feed.title and feed.feed.link.startswith(address), f"{what}: no title or link")
    check(feed.feed.get("updated_parsed") is not None, f"{what}: no date of the feed")
    links = {link.rel: link.href for link in feed.feed.links}
    check("self" in links and "search" in links, f"{what}: {links}")
    if pairs == [("q", "في"), ("page", "2"), ("per_page", "7")]:
        check({"previous", "next"} <= set(links), f"{what}: {links}")

    asked = dict([("sort", "newest"), ("per_page", "20")] + pairs)
    if not {"q", "source", "from"} & set(asked):
        asked["q"] = "*"
    hits = json.loads(get(address, "/v1/search", list(asked.items()))[0])["hits"]
    check(len(feed.entries) == len(hits), f"{what}: {len(feed.entries)} entries of {len(hits)}")
    ids = [entry.id for entry in feed.entries]
    check(len(set(ids)) == len(ids), f"{what}: an id is there twice")
    for entry, hit in zip(feed.entries, hits):
        check(entry.link.startswith(address + "/article/"), f"{what}: {entry.link}")
        check(re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", entry.id) is not None, f"{what}: {entry.id}")
        published = entry.get("published_parsed")
        check((published is None) == (hit["published"] is None), f"{what}: {hit['id']} {published}")
        if published:
            check(calendar.timegm(published) == seconds(hit["published"]), f"{what}: {hit['id']} {published}")
        check((entry.get("author") or None) in (hit["author"], hit["source"], "غير معروف"),
              f"{what}: {hit['id']} {entry.get('author')}")
        # The reader takes harmful markup out of a summary; there must be none for it to take.
        marked = hit["snippet_html"].replace("\uffff", "\ufffd").replace("\ufffe", "\ufffd")
        plain = re.sub(r"</?mark>", "", marked)
        read = re.sub(r"</?(mark|p)[^>]*>", "", entry.summary)
        for one, other in (("&#39;", "'"), ("&quot;", '"')):
            plain, read = plain.replace(one, other), read.replace(one, other)
        check(plain.strip() == read.strip(), f"{what}: {hit['id']}\n  {plain}\n  {read}")
    return body


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    for name in ("--fihristd", "--fihrist-index", "--source"):
        arguments.add_argument(name, required=True)
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory(prefix="fihrist-test-") as folder:
        hostile = Path(folder) / "hostile.jsonl"
        hostile.write_text(json.dumps(HOSTILE) + "\n", "utf-8")
        index = Path(folder) / "index"
        subprocess.run([given.fihrist_index, "build", "--quiet", "--out", str(index),
                        str(Path(given.source) / "tests/corpus"), str(hostile)],
                       check=True, stdout=subprocess.DEVNULL)
        daemon = subprocess.Popen([given.fihristd, "--index", str(index), "--listen", "127.0.0.1:0"],
                                  stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        try:
            address = next(found.group(1) for line in daemon.stdout
                           if (found := re.search(r"listening on (http://[0-9.]+:\d+)/", line)))
            # The log goes on with a line for each request; nobody else empties the pipe.
            threading.Thread(target=daemon.stdout.read, daemon=True).start()
            for path in ("/search.atom", "/search.rss"):
                for pairs in SEARCHES:
                    body = try_feed(address, path, pairs)
                spoilt = feedparser.parse(body.replace(b"</title>", b"<title>", 1))
                check(spoilt.bozo, f"{path}: feedparser refuses nothing")
        finally:
            daemon.terminate()
            daemon.wait(timeout=20)
    print(f"{2 * len(SEARCHES)} feeds were read, {len(told)} failures")
    return 1 if told else 0


if __name__ == "__main__":
    sys.exit(main())
