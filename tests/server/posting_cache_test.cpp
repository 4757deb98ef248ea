// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "server/search/posting_cache.h"

#include <doctest/doctest.h>

#include <string>

namespace {

using namespace fihrist;

// Term tN is in documents N to `documents`, N times in each.
Xapian::WritableDatabase archive(Xapian::docid documents, unsigned terms) {
  Xapian::WritableDatabase database("", Xapian::DB_BACKEND_INMEMORY);
  for (Xapian::docid i = 1; i <= documents; ++i) {
    Xapian::Document document;
    for (unsigned term = 1; term <= std::min(i, terms); ++term) {
      document.add_term("t" + std::to_string(term), term);
    }
    database.add_document(document);
  }
  return database;
}

TEST_CASE("a posting list has the documents and how often each has the term") {
  const Xapian::Database database = archive(5, 3);
  const search::PostingList list = search::read_postings(database, "t3");
  CHECK(list.documents == std::vector<Xapian::docid>{3, 4, 5});
  CHECK(list.frequencies == std::vector<std::uint16_t>{3, 3, 3});
  CHECK(search::read_postings(database, "").documents == std::vector<Xapian::docid>{1, 2, 3, 4, 5});
  CHECK(search::read_postings(database, "none").documents.empty());
}

TEST_CASE("a frequency that does not fit counts as the greatest that does") {
  Xapian::WritableDatabase database("", Xapian::DB_BACKEND_INMEMORY);
  Xapian::Document document;
  document.add_term("often", 100'000);
  database.add_document(document);
  CHECK(search::read_postings(database, "often").frequencies[0] == 65'535);
}

TEST_CASE("merged lists count as one term") {
  const Xapian::Database database = archive(3, 3);
  search::PostingCache cache(1 << 20);
  const search::PostingList merged = search::merge_postings(
      {cache.get(database, "t2"), cache.get(database, "t3"), cache.get(database, "none")});
  CHECK(merged.documents == std::vector<Xapian::docid>{2, 3});
  CHECK(merged.frequencies == std::vector<std::uint16_t>{2, 5});
}

TEST_CASE("the cache keeps what was used last, and never more than its bound") {
  constexpr std::size_t kBound = 8000;
  const Xapian::Database database = archive(200, 40);
  search::PostingCache cache(kBound);
  const auto kept = cache.get(database, "t1");
  for (unsigned term = 2; term <= 40; ++term) {
    cache.get(database, "t" + std::to_string(term));
    CHECK(cache.bytes() <= kBound);
    CHECK(cache.get(database, "t1") == kept);  // used again and again: the same list
  }
  const auto gone = cache.get(database, "t2");
  CHECK(gone->size() == 199);
  search::PostingCache small(10);  // nothing fits
  CHECK(small.get(database, "t1")->size() == 200);
  CHECK(small.bytes() == 0);
}

}  // namespace
