// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "index/xapian_stem.h"

#include <doctest/doctest.h>

#include <string>

namespace fihrist::index {
namespace {

Xapian::Stem stem() { return Xapian::Stem(new XapianStem(arabic::built_in_analysis())); }

TEST_CASE("a word has the stem that the analysis gives it") {
  const Xapian::Stem stemmer = stem();
  CHECK(stemmer("والمفاوضات") == stemmer("مفاوضات"));
  CHECK(stemmer("وزراء") == "وزير");
  CHECK(stemmer("وُزَراءُ") == "وزير");  // Xapian folds nothing
  CHECK(stemmer("negotiations") == "negoti");
  CHECK(stemmer("").empty());
  CHECK(stemmer("كلمتان اثنتان") == "كلمتان اثنتان");  // not one word: as it is
  CHECK(stemmer.get_description() == "Xapian::Stem(fihrist)");
}

TEST_CASE("Xapian's own query parser makes the terms of the index") {
  Xapian::QueryParser parser;
  parser.set_stemmer(stem());
  parser.set_stemming_strategy(Xapian::QueryParser::STEM_ALL_Z);
  CHECK(parser.parse_query("الوزراء والمفاوضات").get_description() ==
        "Query((Zوزير@1 OR Zمفاوض@2))");
}

TEST_CASE("Xapian's own term generator makes the terms of the index") {
  Xapian::Document document;
  Xapian::TermGenerator generator;
  generator.set_stemmer(stem());
  generator.set_stemming_strategy(Xapian::TermGenerator::STEM_ALL_Z);
  generator.set_document(document);
  generator.index_text("صواريخ");
  CHECK(*document.termlist_begin() == "Zصاروخ");
}

}  // namespace
}  // namespace fihrist::index
