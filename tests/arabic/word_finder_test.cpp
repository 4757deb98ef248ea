// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// The short way to the words of plain text, held against the steps of the analysis: the same words
// of the same bytes, with the same letters, whatever stands beside what.

#include "arabic/word_finder.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "arabic/analyzer.h"
#include "arabic/decode.h"
#include "arabic/fold.h"
#include "arabic/prepare.h"

namespace fihrist::arabic {
namespace {

struct Seen {
  std::u32string spelled;
  std::u32string folded;
  Script script;
  ByteRange range;
  bool behind_blank;

  friend bool operator==(const Seen&, const Seen&) = default;
};

Seen see(const FoundWord& word) {
  Seen seen{std::u32string(word.spelled), std::u32string(word.folded), word.script, word.range,
            word.behind_blank};
  if (seen.spelled.empty()) {
    MappedText text;
    prepare(word.bytes, 0, text);
    seen.spelled = text.chars.substr(0, Analyzer::kLongestWord);
    fold(text);
    seen.folded = text.chars.substr(0, Analyzer::kLongestWord);
  }
  return seen;
}

class BothWays {
 public:
  bool agree_on(std::string_view text) {
    short_.clear();
    steps_.clear();
    finder_.find(text, [&](const FoundWord& word) { short_.push_back(see(word)); });
    finder_.find_by_steps(text, [&](const FoundWord& word) { steps_.push_back(see(word)); });
    return short_ == steps_;
  }

 private:
  WordFinder finder_{Analyzer::kLongestWord};
  std::vector<Seen> short_;
  std::vector<Seen> steps_;
};

// One or more of every sort that the rules tell apart, and of what NFKC composes.
const char32_t kCharacters[] = {
    U' ',      U'\n',     U'\r',     U'\t',        U'\0',     U'.',      U'_',      U'<',
    U'\'',     U'a',      U'e',      U'Z',         U'7',      U'\u00A0', U'\u00A8', U'\u00AA',
    U'\u00AD', U'\u00B2', U'\u00BD', U'\u00DF',    U'\u00E9', U'\u0130', U'\u0133', U'\u0149',
    U'\u0301', U'\u0308', U'\u0327', U'\u0338',    U'\u034F', U'\u0391', U'\u0439', U'\u0488',
    U'\u05D0', U'\u05B7', U'\u0600', U'\u0610',    U'\u060C', U'\u061C', U'\u0621', U'\u0623',
    U'\u0627', U'\u0629', U'\u0628', U'\u0640',    U'\u0648', U'\u064A', U'\u064B', U'\u064E',
    U'\u0651', U'\u0652', U'\u0653', U'\u0654',    U'\u0655', U'\u0656', U'\u065F', U'\u0660',
    U'\u066A', U'\u0670', U'\u0671', U'\u0675',    U'\u067E', U'\u06C1', U'\u06CC', U'\u06D2',
    U'\u06D5', U'\u06D6', U'\u06DD', U'\u06F5',    U'\u0700', U'\u0750', U'\u08D3', U'\u1EA0',
    U'\u2002', U'\u200B', U'\u200C', U'\u200F',    U'\u2010', U'\u2014', U'\u2019', U'\u201C',
    U'\u2026', U'\u202B', U'\u202F', U'\u2033',    U'\u2066', U'\u2071', U'\u2074', U'\u207F',
    U'\u2080', U'\u20AC', U'\u3042', U'\uFB01',    U'\uFDFA', U'\uFE0F', U'\uFEB5', U'\uFEFB',
    U'\uFEFF', U'\uFF21', U'\uFFFD', U'\U0001F1F5'};

// What is no UTF-8, and beginnings of characters.
const std::string_view kBytes[] = {"\xFF", "\x80",     "\xD8",         "\xC0\xAF",
                                   "\xE2", "\xE2\x80", "\xED\xA0\x80", "\xF0\x9F"};

std::vector<std::string> pieces() {
  std::vector<std::string> pieces;
  for (const char32_t c : kCharacters) append_utf8(c, pieces.emplace_back());
  pieces.insert(pieces.end(), std::begin(kBytes), std::end(kBytes));
  return pieces;
}

TEST_CASE("every character of the table, alone and between letters") {
  BothWays ways;
  for (char32_t c = 0; c < U'\u2080'; c = c == U'\u06FF' ? U'\u2000' : c + 1) {
    std::string one;
    append_utf8(c, one);
    INFO(static_cast<std::uint32_t>(c));
    for (const std::string_view around : {"", "ب", "a", "7", "ب ", "a'"}) {
      CHECK(ways.agree_on(std::string(around) + one + std::string(around)));
    }
  }
}

TEST_CASE("pairs and triples of characters, between letters and blanks") {
  BothWays ways;
  const std::vector<std::string> all = pieces();
  for (const std::string& first : all) {
    for (const std::string& second : all) {
      const std::string two = first + second;
      std::string failed;
      if (!ways.agree_on("عبد " + two + " الله")) failed = two;
      for (const std::string& third : all) {
        // A letter before and behind, by turns: what begins and ends the three is among them.
        if (!ways.agree_on(two + third)) failed = two + third;
      }
      if (failed.empty()) continue;
      FAIL_CHECK(failed);
    }
  }
}

TEST_CASE("words that are longer than what counts") {
  BothWays ways;
  for (const std::string letter : {"h", "ه", "7", "مَ", "ﷺ", "é", "h'", "ـ"}) {
    for (const std::size_t length : {59, 60, 61, 119, 120, 121, 240, 241, 1000}) {
      std::string text = "عبد ";
      for (std::size_t i = 0; i < length; ++i) text += letter;
      INFO(letter, " × ", length);
      CHECK(ways.agree_on(text));
      CHECK(ways.agree_on(text + " الله"));
      CHECK(ways.agree_on(text + "'ة، a"));
    }
  }
}

TEST_CASE("the sample articles") {
  BothWays ways;
  std::size_t articles = 0;
  for (const auto& file : std::filesystem::directory_iterator(FIHRIST_SOURCE_DIR "/tests/corpus")) {
    if (!file.is_regular_file()) continue;
    std::ifstream stream(file.path(), std::ios::binary);
    std::ostringstream text;
    text << stream.rdbuf();
    INFO(file.path().string());
    CHECK(ways.agree_on(text.str()));
    ++articles;
  }
  CHECK(articles >= 40);
}

TEST_CASE("views are the tokens that analyze() copies") {
  const Analyzer analyzer;
  const std::string text = "قال عبد الله إنّ Trump's «المفاوضات» ستُستأنف في ﷺ نيو يورك 25 نوفمبر";
  for (int turn = 0; turn < 2; ++turn) {  // words not met, and met
    const std::vector<Token> tokens = Analyzer().analyze(text);
    const std::vector<TokenView>& views = analyzer.view(text);
    REQUIRE(views.size() == tokens.size());
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      CHECK(views[i].exact == tokens[i].exact);
      CHECK(views[i].stem == tokens[i].stem);
      CHECK(views[i].position == tokens[i].position);
      CHECK(views[i].range == tokens[i].range);
      CHECK(views[i].script == tokens[i].script);
    }
  }
}

TEST_CASE("an analyzer that has met more words than it remembers gives the same tokens") {
  const Analyzer analyzer;
  const std::string text = "قال عبد الله إن المفاوضات";
  const std::vector<Token> before = analyzer.analyze(text);
  std::string many;
  for (int i = 0; i < 40'000; ++i) many += std::to_string(i) + " ";
  CHECK(analyzer.view(many).size() == 40'000);
  CHECK(analyzer.view(many).back().stem == "39999");
  const std::vector<Token> after = analyzer.analyze(text);
  REQUIRE(after.size() == before.size());
  for (std::size_t i = 0; i < after.size(); ++i) {
    CHECK(after[i].exact == before[i].exact);
    CHECK(after[i].stem == before[i].stem);
    CHECK(after[i].range == before[i].range);
  }
}

}  // namespace
}  // namespace fihrist::arabic
