// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// What the compiled dictionary knows, and how it keeps a word.

#include "arabic/dictionary.h"

#include <doctest/doctest.h>

#include <cstddef>
#include <iterator>
#include <string>
#include <string_view>

#include "arabic/decode.h"
#include "arabic/packed_word.h"

namespace fihrist::arabic {
namespace {

struct Row {
  std::string_view rule;
  std::string_view word;  // folded
  unsigned kinds;
};

// What both Debian's 3.2 and its 3.5 say.
constexpr Row kRows[] = {
    {"noun", "كتاب", kNoun},
    {"noun in ه", "حكومه", kNoun},
    {"verbal noun", "انتخاب", kNoun},
    {"noun that takes a feminine", "وزير", kNoun | kTakesFeminine},
    {"adjective", "مسوول", kNoun | kTakesFeminine},
    {"past", "اعتقل", kPastVerb},
    {"past of the third form", "فاوض", kPastVerb},
    {"present", "يعتقل", kPresentVerb},
    {"present of the third form", "يفاوض", kPresentVerb},
    {"noun and past in one", "كتب", kNoun | kPastVerb},
    {"person of the past: not a word of its own", "اعتقلت", 0},
    {"person of the present: not a word of its own", "يعتقلون", 0},
    {"name that is not in it", "ترامب", 0},
    {"no word", "ضظغ", 0},
    {"empty", "", 0},
    {"not folded", "أحزاب", 0},
    {"Latin", "news", 0},
    {"two words", "كتاب وزير", 0},
    {"thirteen letters", "وسيستخدمونهما", 0},
    {"thirteen letters that begin with a word", "كتابكتابكتابك", 0},
};

TEST_CASE("each word is of these kinds") {
  for (const Row& row : kRows) {
    INFO(row.rule, ": ", row.word);
    CHECK(static_cast<unsigned>(dictionary_kinds(to_utf32(row.word))) == row.kinds);
  }
}

TEST_CASE("the words of the dictionary ascend, and each is found") {
  REQUIRE(dictionary_size() > 20'000);
  std::size_t lost = 0;
  std::size_t out_of_order = 0;
  std::u32string last;
  for (std::size_t i = 0; i < dictionary_size(); ++i) {
    const std::u32string word = dictionary_word(i);
    if (dictionary_kinds(word) == 0) ++lost;
    if (i > 0 && word <= last) ++out_of_order;
    last = word;
  }
  CHECK(lost == 0);
  CHECK(out_of_order == 0);
  CHECK_FALSE(dictionary_version().empty());
}

TEST_CASE("a packed word comes back as it was") {
  struct PackRow {
    std::string_view rule;
    std::string_view word;
  };
  constexpr PackRow kPacked[] = {
      {"empty", ""},
      {"one letter", "و"},
      {"hamza", "لقاء"},
      {"first letters of the code", "ءاب"},
      {"teh to ghain", "تثجحخدذرزسشص"},
      {"the rest of them", "ضطظعغ"},
      {"feh to yeh", "فقكلمنهوي"},
      {"twelve letters", "وبالمستخدمين"},
  };
  for (const PackRow& row : kPacked) {
    INFO(row.rule, ": ", row.word);
    const std::u32string word = to_utf32(row.word);
    const auto packed = pack_word(word);
    CHECK(packed.has_value());
    if (!packed) continue;
    CHECK(to_utf8(unpack_word(*packed)) == row.word);
    CHECK((*packed >> 60) == 0);
  }
  for (std::size_t i = 0; i < dictionary_size(); i += 997) {
    const std::u32string word = dictionary_word(i);
    INFO(to_utf8(word));
    const auto packed = pack_word(word);
    REQUIRE(packed.has_value());
    CHECK(to_utf8(unpack_word(*packed)) == to_utf8(word));
  }
}

TEST_CASE("what is no folded word of twelve letters at most is not packed") {
  struct PackRow {
    std::string_view rule;
    std::string_view word;
  };
  constexpr PackRow kNotPacked[] = {
      {"thirteen letters", "وسيستخدمونهما"},
      {"alef with hamza", "أحزاب"},
      {"teh marbuta", "حكومة"},
      {"alef maksura", "مستشفى"},
      {"vowel sign", "كتابُ"},
      {"tatweel", "كتـاب"},
      {"Persian letter", "پوتين"},
      {"digit", "ف16"},
      {"Latin", "news"},
      {"blank", "نيو يورك"},
  };
  for (const PackRow& row : kNotPacked) {
    INFO(row.rule, ": ", row.word);
    CHECK_FALSE(pack_word(to_utf32(row.word)).has_value());
  }
}

TEST_CASE("packed words sort as their letters do") {
  constexpr std::u32string_view kAscending[] = {U"",      U"ء",   U"اب",     U"اباء", U"ابواب",
                                                U"بغداد", U"غزه", U"فلسطين", U"وزير", U"ي"};
  for (std::size_t i = 1; i < std::size(kAscending); ++i) {
    INFO(to_utf8(kAscending[i]));
    CHECK(pack_word(kAscending[i - 1]).value() < pack_word(kAscending[i]).value());
  }
}

}  // namespace
}  // namespace fihrist::arabic
