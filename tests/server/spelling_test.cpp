// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "server/search/spelling.h"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

namespace {

using namespace fihrist;

// Words of a small archive, with the number of articles that have each.
const search::ArchiveWords& archive() {
  static const search::ArchiveWords kWords({
      {"مدرسه", "مدرسة", 900},
      {"تظهر", "تظهر", 700},
      {"الرياض", "الرياض", 3000},
      {"مستشفي", "مستشفى", 800},
      {"البرلمان", "البرلمان", 600},
      {"صحيفه", "صحيفة", 900},
      {"سلطان", "سلطان", 700},
      {"استثمار", "استثمار", 650},
      {"قرار", "قرار", 2500},
      {"وزير", "وزير", 4000},
      {"في", "في", 20000},
      {"البيت", "البيت", 1500},
      {"الانتخابات", "الانتخابات", 1100},
      {"facebook", "Facebook", 400},
      {"2024", "2024", 5000},
      {"محافظه", "محافظة", 1300},
      {"زيزفون", "زيزفون", 3},
  });
  return kWords;
}

std::string corrected(std::string_view exact, std::uint32_t count = 0) {
  static const search::Spelling kSpelling(archive());
  const auto correction = kSpelling.correct(exact, count);
  return correction ? correction->spelled : "";
}

}  // namespace

TEST_CASE("a misspelled word becomes the word of the archive that was meant") {
  struct Row {
    std::string_view rule;
    std::string_view typed;  // folded
    std::string_view meant;  // as titles write it
  };
  constexpr Row kRows[] = {
      {"ض for ظ", "تضهر", "تظهر"},
      {"ظ for ض", "الرياظ", "الرياض"},
      {"س for ص", "سحيفه", "صحيفة"},
      {"ت for ط", "سلتان", "سلطان"},
      {"س for ث", "استسمار", "استثمار"},
      {"a letter is missing", "البرلمن", "البرلمان"},
      {"a letter is doubled", "مستششفي", "مستشفى"},
      {"a letter too many", "الانتتخابات", "الانتخابات"},
      {"two letters are swapped", "البلرمان", "البرلمان"},
      {"ض for ظ inside", "محافضه", "محافظة"},
      {"two words are glued", "فيالبيت", "في البيت"},
      {"Latin", "facebok", "Facebook"},
  };
  for (const Row& row : kRows) {
    INFO(row.rule, ": ", row.typed);
    CHECK(corrected(row.typed) == row.meant);
  }
}

TEST_CASE("what is no mistake stays") {
  struct Row {
    std::string_view rule;
    std::string_view typed;
    std::uint32_t count;
  };
  constexpr Row kRows[] = {
      {"a word of the archive", "وزير", 4000},
      {"a rare one", "زيزفون", 3},
      {"a name that nothing is near to", "كوالالمبور", 0},
      {"a number", "2042", 0},
      {"one letter", "ق", 0},
      {"nothing", "", 0},
      {"a control character", "\x01\x02", 0},
      {"no UTF-8", "\xff\xfe\xd8", 0},
  };
  for (const Row& row : kRows) {
    INFO(row.rule, ": ", row.typed);
    CHECK(corrected(row.typed, row.count).empty());
  }
  std::string endless;
  for (int i = 0; i < 1000; ++i) endless += "ب";
  CHECK(corrected(endless).empty());
}
