// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "server/search/archive_words.h"

#include <doctest/doctest.h>
#include <xapian.h>

#include <string>
#include <vector>

#include "index/schema.h"

namespace fihrist {
namespace {

using search::ArchiveWord;
using search::ArchiveWords;

// Articles of a title alone, each a day after the one before, in the order of their ids.
ArchiveWords load(const std::vector<std::string>& titles) {
  Xapian::WritableDatabase database("", Xapian::DB_BACKEND_INMEMORY);
  const arabic::Analyzer analyzer;
  double published = 1'700'000'000;
  for (const std::string& title : titles) {
    Xapian::Document article;
    for (const arabic::Token& token : analyzer.analyze(title)) {
      article.add_term(token.exact);
      article.add_term(index::make_term(index::kStemPrefix, token.stem));
    }
    article.add_term("Qid");
    article.add_term("XSOURCEid");
    article.add_value(index::kTitleSlot, title);
    article.add_value(index::kPublishedSlot, Xapian::sortable_serialise(published += 86'400));
    database.add_document(article);
  }
  return ArchiveWords::load(database, analyzer);
}

}  // namespace

TEST_CASE("the words of an archive are its exact terms, counted and spelled as titles have them") {
  const ArchiveWords words =
      load({"الحُكومة 2023", "الحكومة في غزة", "الحكومه في بيروت", "Gaza 2023", "Gaza وزير"});
  REQUIRE(words.words().size() == 4);  // غزة, بيروت and وزير stand once
  const ArchiveWord* government = words.find("الحكومه");
  REQUIRE(government != nullptr);
  CHECK(government->count == 3);
  CHECK(government->spelled == "الحكومة");  // twice, without vowel signs
  REQUIRE(words.find("gaza") != nullptr);
  CHECK(words.find("gaza")->spelled == "Gaza");
  CHECK(words.find("2023") != nullptr);
  CHECK(words.find("في") != nullptr);
  CHECK(words.find("غزه") == nullptr);
  CHECK(words.find("") == nullptr);
  CHECK(words.find("Zحكوم") == nullptr);
}

TEST_CASE("a word that came out of a sign of several is not spelled as the sign") {
  const ArchiveWords words = load({"النبي ﷺ", "الرسول ﷺ"});
  REQUIRE(words.find("الله") != nullptr);
  CHECK(words.find("الله")->spelled == "الله");
  REQUIRE(words.find("صلي") != nullptr);
  CHECK(words.find("صلي")->spelled == "صلي");
}

TEST_CASE("titles come newest first, each once") {
  const ArchiveWords words = load({"خبر أول", "خبر ثان", "خبر أول"});
  REQUIRE(words.titles().size() == 2);
  CHECK(words.titles()[0].text == "خبر أول");
  CHECK(words.titles()[0].document == 3);
  CHECK(words.titles()[1].text == "خبر ثان");
}

TEST_CASE("an archive without articles has no words") {
  const ArchiveWords words = load({});
  CHECK(words.words().empty());
  CHECK(words.titles().empty());
  CHECK(words.find("خبر") == nullptr);
}

TEST_CASE("given words are found whatever their order") {
  const ArchiveWords words({{"وزير", "وزير", 3}, {"الحكومه", "الحكومة", 5}});
  REQUIRE(words.find("وزير") != nullptr);
  CHECK(words.find("وزير")->count == 3);
  CHECK(words.find("الحكومه")->spelled == "الحكومة");
  CHECK(words.titles().empty());
}

}  // namespace fihrist
