// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// What the analysis says about its own work: the steps from a word to its stem.

#include <doctest/doctest.h>

#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "arabic/analyzer.h"
#include "arabic/decode.h"

namespace fihrist::arabic {
namespace {

// The steps of a text of one word as `rule:letters`, a blank between two.
std::string steps_of(std::string_view word) {
  const std::vector<ExplainedToken> tokens = Analyzer().explain(word);
  if (tokens.size() != 1) return "not one word";
  std::string steps;
  for (const Step& step : tokens[0].steps) {
    if (!steps.empty()) steps += ' ';
    steps += std::string(rule_name(step.rule)) + ":" + to_utf8(step.letters);
  }
  return steps;
}

struct Row {
  std::string_view rule;
  std::string_view word;
  std::string_view steps;
};

constexpr Row kRows[] = {
    {"name", "ترامب", "name:ترامب"},
    {"name behind a preposition", "بترامب", "proclitic:ب word:ترامب"},
    {"particle", "من", "particle:من"},
    {"particle in full dress", "وعليهم", "proclitic:و pronoun:هم particle:علي"},
    {"too short to be cut", "غز", "short:غز"},
    {"noun of the lexicon", "وزير", "word:وزير"},
    {"pronoun", "رئيسهما", "pronoun:هما word:رييس"},
    {"ending", "دولتان", "ending:تان word:دوله"},
    {"feminine that is an ending", "مسؤولة", "ending:ه word:مسوول"},
    {"feminine that is a word", "مفاوضة", "word:مفاوضه feminine:مفاوض"},
    {"article, ending and feminine", "وبالمفاوضات",
     "proclitic:وبال ending:ات word:مفاوضه feminine:مفاوض"},
    {"verb and its noun", "يجتمع", "present:يجتمع verb:اجتمع verbal_noun:اجتماع"},
    {"verb in the future", "سيفاوضون",
     "ending:ون present:يفاوض verb:فاوض verbal_noun:مفاوضه feminine:مفاوض"},
    {"verb in the past", "رفضت", "ending:ت verb:رفض"},
    {"broken plural", "الوزراء", "proclitic:ال word:وزراء broken_plural:وزير"},
    {"nisba", "المصرية", "proclitic:ال ending:ه word:مصري nisba:مصر"},
    {"nisba of a country in يا", "الروسية", "proclitic:ال ending:ه word:روسي nisba:روسيا"},
    {"spelling", "ترمب", "name:ترمب spelling:ترامب"},
    {"unknown word with an article", "والثخظغ", "proclitic:وال unknown:ثخظغ"},
    {"unknown word with an ending", "ضظغون", "ending:ون unknown:ضظغ"},
    {"not Arabic", "Trump's", ""},
    {"number", "2024", ""},
};

TEST_CASE("each word is explained by these steps") {
  for (const Row& row : kRows) {
    INFO(row.rule, ": ", row.word);
    CHECK(steps_of(row.word) == row.steps);
  }
}

TEST_CASE("the rows above show every rule") {
  std::set<Rule> shown;
  for (const Row& row : kRows) {
    const std::vector<ExplainedToken> tokens = Analyzer().explain(row.word);
    REQUIRE(tokens.size() == 1);
    for (const Step& step : tokens[0].steps) shown.insert(step.rule);
  }
  CHECK(shown.size() == static_cast<std::size_t>(Rule::kSpelling) + 1);
}

TEST_CASE("each rule has a name of its own") {
  std::set<std::string> names;
  for (int i = 0; i <= static_cast<int>(Rule::kSpelling); ++i) {
    const std::string name(rule_name(static_cast<Rule>(i)));
    CHECK(name.find_first_not_of("abcdefghijklmnopqrstuvwxyz_") == std::string::npos);
    CHECK_FALSE(name.empty());
    CHECK(names.insert(name).second);
  }
}

TEST_CASE("the last step has the letters of the stem") {
  for (const Row& row : kRows) {
    const std::vector<ExplainedToken> tokens = Analyzer().explain(row.word);
    REQUIRE(tokens.size() == 1);
    if (tokens[0].steps.empty()) continue;
    INFO(row.rule, ": ", row.word);
    CHECK(to_utf8(tokens[0].steps.back().letters) == tokens[0].token.stem);
  }
}

TEST_CASE("explained tokens are the tokens of the analysis") {
  const std::string_view text =
      "قال وزير الخارجية الأمريكي، إن «المفاوضات» ستُستأنف\nفي نيو يورك مع عبد الله F16 ٢٠٢٤";
  const std::vector<Token> tokens = Analyzer().analyze(text);
  const std::vector<ExplainedToken> explained = Analyzer().explain(text);
  CHECK(tokens.size() == 13);
  REQUIRE(explained.size() == tokens.size());
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    INFO(tokens[i].exact);
    const Token& token = explained[i].token;
    CHECK(token.exact == tokens[i].exact);
    CHECK(token.stem == tokens[i].stem);
    CHECK(token.position == tokens[i].position);
    CHECK(token.range == tokens[i].range);
    CHECK(token.script == tokens[i].script);
    CHECK(explained[i].steps.empty() == (token.script != Script::kArabic));
  }
}

}  // namespace
}  // namespace fihrist::arabic
