// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "index/word_order.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "index/schema.h"

namespace fihrist::index {
namespace {

using Positions = std::vector<Xapian::termpos>;

TEST_CASE("words of the title count from 1, those of the body go on behind a gap") {
  WordOrder words;
  for (const char* stem : {"وزير", "لبنان", "وزير"}) words.add(stem);
  words.begin_body();
  for (const char* stem : {"قال", "وزير", "لبنان"}) words.add(stem);
  const std::string order = words.take();

  CHECK(positions_of("وزير", order) == Positions{1, 3, 3 + kFieldGap + 1});
  CHECK(positions_of("لبنان", order) == Positions{2, 3 + kFieldGap + 2});
  CHECK(positions_of("قال", order) == Positions{3 + kFieldGap});
  CHECK(positions_of("مصر", order).empty());
  CHECK(positions_of("", order).empty());
}

TEST_CASE("an article may have no title, no body, or no words") {
  WordOrder words;
  words.begin_body();
  words.add("قال");
  CHECK(positions_of("قال", words.take()) == Positions{kFieldGap});

  words.add("قال");
  words.begin_body();
  CHECK(positions_of("قال", words.take()) == Positions{1});

  words.begin_body();
  CHECK(words.take().empty());
  CHECK(positions_of("قال", "").empty());
}

TEST_CASE("the words of title and body are read back, and which of them are two of the text") {
  WordOrder words;
  words.add("وزير");
  words.begin_body();
  words.add("عبدالله", true);
  words.add("وزير");
  const ArticleWords read = read_words(words.take());
  CHECK(read.title.numbers == std::vector<std::uint32_t>{word_number("وزير")});
  CHECK(read.title.joined == std::vector<bool>{false});
  CHECK(read.body.numbers ==
        std::vector<std::uint32_t>{word_number("عبدالله"), word_number("وزير")});
  CHECK(read.body.joined == std::vector<bool>{true, false});
  CHECK(read_words("").body.numbers.empty());
  CHECK(read_words("ab").title.numbers.empty());
}

TEST_CASE("a value of another make does no harm") {
  CHECK(positions_of("قال", "x").empty());
  CHECK(positions_of("قال", "abcde").empty());
}

TEST_CASE("the order is written the same on every machine") {
  WordOrder words;
  words.add("وزير");
  words.begin_body();
  words.add("لبنان");
  std::string hex;
  for (const char byte : words.take()) {
    constexpr const char* kDigits = "0123456789abcdef";
    hex += kDigits[static_cast<unsigned char>(byte) >> 4];
    hex += kDigits[static_cast<unsigned char>(byte) & 15];
  }
  CHECK(hex == "000001dab764d88440");
}

}  // namespace
}  // namespace fihrist::index
