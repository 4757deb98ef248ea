#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Fihrist developers
# SPDX-License-Identifier: GPL-2.0-or-later
"""Makes an archive of any size out of the sentences of a small one, as JSON Lines on standard output.

  tests/bench/grow.py 100000 CORPUS… [--seed 1] > articles.jsonl

CORPUS is a file of JSON Lines (also .gz) or a folder of texts, such as tests/corpus. The same seed and corpus make
the same articles, and the first of a large archive are those of a small one. README.md beside this file says what
such an archive imitates, and what it does not. The sentences lie in a temporary file, so that memory stays small.
"""
import argparse
import array
import datetime
import gzip
import json
import math
import mmap
import pathlib
import random
import re
import sys
import tempfile

SENTENCE_END = re.compile(r"(?<=[.!?؟…])\s+|\n+")
WORD = re.compile(r"\w+")
# What names are made up of. No word list: pronounceable is enough for a tokenizer and a stemmer.
FIRST, LATER = "بتجحخدرزسشصطعغفقكلمنهو", "ابتجدرزسشعغفقكلمنهوي"
ENDS = ["", "", "", "ان", "ي", "اني", "ية", "ات", "و"]
KEYWORDS = 500  # that the keywords of articles are taken from
HAPPENED_FROM = datetime.datetime(2006, 1, 1)
MINUTES = 20 * 365 * 24 * 60  # of years that the dates lie in


class Wrong(Exception):
    """What is wrong with the corpus, in a sentence."""


def read_articles(path):
    """(body, source, author) of each article."""
    if path.is_dir():
        for file in sorted(path.iterdir()):
            if file.suffix in (".txt", ".text"):
                # Whole sentences only: no headline, byline, date or footer.
                lines = file.read_text(encoding="utf-8").split("\n")
                kept = [line for line in lines if len(line) > 60 and line.rstrip().endswith((".", "؟", "!"))]
                yield "\n".join(kept), "", ""
            elif file.suffix in (".jsonl", ".gz"):
                yield from read_articles(file)
        return
    opened = gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else open(path, encoding="utf-8")
    with opened as lines:
        for number, line in enumerate(lines, 1):
            try:
                article = json.loads(line)
                yield article.get("body") or "", article.get("source") or "", article.get("author") or ""
            except (ValueError, AttributeError) as error:
                raise Wrong(f"{path}:{number}: is no JSON object of an article") from error


class Corpus:
    """The sentences of all articles, on disk, and what was counted of them."""

    def __init__(self, paths):
        self.file = tempfile.TemporaryFile()
        self.begins = array.array("Q", [0])  # byte of each sentence
        self.lengths = array.array("I")  # words of each article
        self.signed = []  # (source, author) of each article
        self.words = 0
        met, met_in_half, words_in_half, toss = set(), set(), 0, random.Random(1)
        for path in paths:
            for body, source, author in read_articles(path):
                length, in_half = 0, toss.random() < 0.5
                for sentence in SENTENCE_END.split(body):
                    words = WORD.findall(sentence)
                    if len(words) < 3:
                        continue
                    data = sentence.strip().encode()
                    self.file.write(data)
                    self.begins.append(self.begins[-1] + len(data))
                    length += len(words)
                    hashes = set(map(hash, words))  # a number a word: there are hundreds of thousands
                    met |= hashes
                    if in_half:
                        met_in_half |= hashes
                if length:
                    self.lengths.append(length)
                    self.signed.append((sys.intern(source), sys.intern(author)))
                    self.words += length
                    words_in_half += in_half * length
        if not self.lengths:
            raise Wrong(f"{', '.join(map(str, paths))}: no article with a sentence in it")
        self.different = len(met)
        self.exponent = heaps_exponent(words_in_half, len(met_in_half), self.words, len(met))
        self.file.flush()
        self.bytes = mmap.mmap(self.file.fileno(), 0, access=mmap.ACCESS_READ)

    def __len__(self):
        return len(self.begins) - 1

    def sentence(self, number):
        return self.bytes[self.begins[number]:self.begins[number + 1]].decode()


def heaps_exponent(words, different, all_words, all_different):
    """From a half of the articles, drawn by lot, to all of them. Small corpora say too much: 0.7 is the most."""
    if not 0 < words < all_words:
        return 0.6
    return min(0.7, math.log(all_different / different) / math.log(all_words / words))


class Words:
    """Words that the corpus does not have, so that the vocabulary keeps growing as it did there."""

    def __init__(self, corpus, rate, chance):
        self.corpus, self.rate, self.chance = corpus, rate, chance
        self.written = 0

    def share(self):
        """How many of the next words are to be new ones."""
        if self.rate is not None:
            return self.rate
        beyond = self.written / self.corpus.words
        if beyond <= 1:
            return 0  # until then the corpus has its own rare words
        return self.corpus.exponent * self.corpus.different / self.corpus.words * beyond ** (self.corpus.exponent - 1)

    def make(self, old):
        chance = self.chance
        kind = chance.random()
        if kind < 0.2:
            return str(int(10 ** chance.uniform(2, 7)))
        if kind < 0.4 and len(old) > 4:  # mistyped
            at = chance.randrange(1, len(old) - 1)
            return old[:at] + old[at + 1] + old[at] + old[at + 2:]
        name = chance.choice(FIRST) + "".join(chance.choices(LATER, k=chance.randrange(2, 6))) + chance.choice(ENDS)
        return ("ال" if chance.random() < 0.15 else "") + name


class Writer:
    def __init__(self, corpus, given):
        self.corpus, self.chance = corpus, random.Random(given.seed)
        self.words = Words(corpus, given.new_words, self.chance)
        self.keywords = self.choose_keywords()
        # A few are frequent, most are rare.
        self.keyword_weights = [1 / (place + 3) for place in range(len(self.keywords))]

    def choose_keywords(self):
        found = {}
        for _ in range(20 * KEYWORDS):
            sentence = self.corpus.sentence(self.chance.randrange(len(self.corpus)))
            if long := [word for word in WORD.findall(sentence) if len(word) > 4]:
                found.setdefault(self.chance.choice(long))
            if len(found) == KEYWORDS:
                break
        return list(found)

    def with_new_words(self, sentence, length, share, names):
        """Some words replaced. A name that an article has comes again in it."""
        expected = share * length
        number = int(expected) + (self.chance.random() < expected % 1)
        for _ in range(number):
            old = self.chance.choice(WORD.findall(sentence))
            new = self.words.make(old)
            names.append(new)
            sentence = sentence.replace(old, new, 1)
        if names and self.chance.random() < 0.3:
            sentence = sentence.replace(self.chance.choice(WORD.findall(sentence)), self.chance.choice(names), 1)
        return sentence

    def article(self, number):
        chance, corpus = self.chance, self.corpus
        wanted, share = chance.choice(corpus.lengths), self.words.share()
        paragraphs, names, length, at = [], [], 0, chance.randrange(len(corpus))
        while length < wanted:
            sentence = corpus.sentence(at)
            words = sentence.count(" ") + 1
            paragraphs.append(self.with_new_words(sentence, words, share, names))
            length += words
            # Sentences that follow each other have a subject; longer runs would make near-duplicates.
            at = at + 1 if chance.random() < 0.5 and at + 1 < len(corpus) else chance.randrange(len(corpus))
        self.words.written += length
        source, author = chance.choice(corpus.signed)
        # Archives grow: twice as many articles a year in the end as in the middle.
        when = HAPPENED_FROM + datetime.timedelta(minutes=int(MINUTES * math.sqrt(chance.random())))
        opening = paragraphs[0].split()
        keywords = chance.choices(self.keywords, self.keyword_weights, k=chance.randrange(5))
        return {"id": f"grown-{number:08}", "title": " ".join(opening[:chance.randrange(5, 13)]),
                "body": "\n".join(paragraphs), "source": source or f"صحيفة {chance.randrange(1, 20)}",
                "author": author or f"محرر {int(chance.paretovariate(1)) % 3000}",
                "published": when.strftime("%Y-%m-%dT%H:%M:00+03:00"),
                "keywords": list(dict.fromkeys(keywords))}


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("number", metavar="N", type=int, help="how many articles")
    arguments.add_argument("corpus", metavar="CORPUS", type=pathlib.Path, nargs="+")
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--new-words", type=float, metavar="SHARE",
                           help="share of words that are new, such as 0.002; default: as the corpus grew, by Heaps' law")
    given = arguments.parse_args()
    if given.number < 1:
        arguments.error("N is 1 or more")
    if given.new_words is not None and not 0 <= given.new_words <= 0.5:
        arguments.error("--new-words is from 0 to 0.5")
    for path in given.corpus:
        if not path.exists():
            arguments.error(f"{path}: there is no such file or folder")
    try:
        corpus = Corpus(given.corpus)
        print(f"grow.py: {len(corpus.lengths)} articles, {len(corpus)} sentences, {corpus.words} words, "
              f"{corpus.different} different ones, exponent {corpus.exponent:.3f}", file=sys.stderr)
        writer = Writer(corpus, given)
        for number in range(1, given.number + 1):
            sys.stdout.write(json.dumps(writer.article(number), ensure_ascii=False) + "\n")
        sys.stdout.flush()
    except Wrong as error:
        print(f"grow.py: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
