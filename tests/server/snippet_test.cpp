// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "server/search/snippet.h"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

#include "arabic/analyzer.h"
#include "arabic/decode.h"
#include "index/word_order.h"
#include "server/pages/html.h"
#include "tests/server/parse.h"

namespace {

using namespace fihrist;

std::string snippet(std::string_view text, std::string_view query, std::size_t length = 240) {
  const arabic::Analyzer analyzer;
  const search::ParsedQuery parsed = testing::parse(query);
  const std::vector<double> weights(parsed.words.size(), 1.0);
  const auto& tokens = analyzer.view(text);
  const search::MatchedWords words = search::WordMatcher(parsed).match(tokens);
  return pages::to_html(search::cut_snippet({text, tokens, words}, weights, length));
}

std::string highlighted(std::string_view text, std::string_view query) {
  const arabic::Analyzer analyzer;
  const search::WordMatcher matcher(testing::parse(query));
  const auto& tokens = analyzer.view(text);
  return pages::to_html(search::highlight({text, tokens, matcher.match(tokens)}));
}

}  // namespace

TEST_CASE("whole words are marked as they stand in the text") {
  struct Row {
    const char* rule;
    const char* query;
    const char* text;
    const char* html;
  };
  const Row rows[] = {
      {"a proclitic is part of the word", "مفاوضات", "بدأت والمفاوضات جارية",
       "بدأت <mark>والمفاوضات</mark> جارية"},
      {"vowel signs inside", "متطرفة", "مطالب مُتطرفة جديدة", "مطالب <mark>مُتطرفة</mark> جديدة"},
      {"a vowel sign at the end stays with its letter", "خاصة", "وخاصةً الشمال",
       "<mark>وخاصةً</mark> الشمال"},
      {"tatweel", "العاصمة", "في الـعـاصمـة اليوم", "في <mark>الـعـاصمـة</mark> اليوم"},
      {"Farsi letters", "کتاب", "قرأ كتاب الطبخ", "قرأ <mark>كتاب</mark> الطبخ"},
      {"Farsi letters in the text", "كتاب", "قرأ کتاب الطبخ", "قرأ <mark>کتاب</mark> الطبخ"},
      {"a foreign letter", "بولندا", "سافر إلى پولندا", "سافر إلى <mark>پولندا</mark>"},
      {"presentation forms", "الاردن", "زار ﺍﻷﺭﺩﻥ أمس", "زار <mark>ﺍﻷﺭﺩﻥ</mark> أمس"},
      {"quotes stay outside", "سند", "وكالة «سند» للأنباء", "وكالة «<mark>سند</mark>» للأنباء"},
      {"HTML in the text is text", "النص", "هذا <b>النص</b> & ذاك",
       "هذا &lt;b&gt;<mark>النص</mark>&lt;/b&gt; &amp; ذاك"},
      {"a script is text", "script", "<script>alert('x')</script>",
       "&lt;<mark>script</mark>&gt;alert(&#39;x&#39;)&lt;/<mark>script</mark>&gt;"},
      {"no match, no mark", "قطار", "وصلت السفينة", "وصلت السفينة"},
  };
  for (const Row& row : rows) {
    INFO(std::string(row.rule));
    CHECK(highlighted(row.text, row.query) == row.html);
    CHECK(snippet(row.text, row.query) == row.html);
  }
}

TEST_CASE("the sentence with most of the query's words is shown") {
  const char* text =
      "افتتح الوزير المعرض صباح اليوم. وشارك في المعرض عشرون ناشراً من خمس دول عربية. وقال الناشر "
      "إن "
      "سعر الورق ارتفع كثيراً هذا العام.";
  CHECK(snippet(text, "سعر الورق", 60) ==
        "وقال الناشر إن <mark>سعر</mark> <mark>الورق</mark> ارتفع كثيراً هذا العام.");
}

TEST_CASE("fragments with different words are parted by an omission, in the order of the text") {
  std::string text = "أغلق الميناء أبوابه بسبب العاصفة.";
  for (int i = 0; i < 20; ++i) text += " وهذه جملة لا شأن لها بما يُبحث عنه.";
  text += " ثم عاد القطار إلى العمل مساء الجمعة.";
  const std::string html = snippet(text, "القطار الميناء", 120);
  const std::size_t port = html.find("<mark>الميناء</mark>");
  const std::size_t train = html.find("<mark>القطار</mark>");
  const std::size_t omission = html.find(" … ");
  REQUIRE(port != std::string::npos);
  REQUIRE(train != std::string::npos);
  REQUIRE(omission != std::string::npos);
  CHECK(port < omission);
  CHECK(omission < train);
}

TEST_CASE("a sentence that is too long is cut between words") {
  std::string text;
  for (int i = 0; i < 100; ++i) text += "كلمةً بعد كلمةٍ ";
  text += "حتى الهدف ";
  for (int i = 0; i < 100; ++i) text += "ثم كلامٌ كثيرٌ ";
  for (const std::size_t length : {40U, 80U, 120U, 240U}) {
    const arabic::Analyzer analyzer;
    const auto parsed = testing::parse("الهدف");
    const auto& tokens = analyzer.view(text);
    const search::MatchedWords words = search::WordMatcher(parsed).match(tokens);
    const auto cut = search::cut_snippet({text, tokens, words}, {1.0}, length);
    INFO(cut.text);
    CHECK(arabic::count_characters(cut.text) <= length + 4);  // the marks of omission on both sides
    REQUIRE(cut.marks.size() == 1);
    CHECK(cut.text.starts_with("… "));
    CHECK(cut.text.ends_with(" …"));
    // Every word of the snippet is a whole word of the text.
    for (const arabic::Token& token : analyzer.analyze(cut.text)) {
      const std::string word =
          cut.text.substr(token.range.begin, token.range.end - token.range.begin);
      CHECK(text.find(" " + word + " ") != std::string::npos);
    }
  }
}

TEST_CASE("without a match the snippet is the beginning of the text") {
  CHECK(snippet("بداية النص.\nثم بقيته.", "قطار") == "بداية النص. ثم بقيته.");
  CHECK(snippet("", "قطار").empty());
  CHECK(snippet("… ! ؟", "قطار").empty());
}

TEST_CASE("decimal points and lines end no sentence by mistake") {
  CHECK(snippet("بلغ السعر 3.5 دولار للتر", "دولار", 40) ==
        "بلغ السعر 3.5 <mark>دولار</mark> للتر");
}

TEST_CASE("what the index knows of a text marks the same words as its analysis") {
  const arabic::Analyzer analyzer;
  const std::string_view texts[] = {
      "", "قال وزيرُ الخارجية عبد الله إنّ المفاوضات النووية في نيو يورك تتقدّم، وعبد الرحمن وزير.",
      "ووزراء الأمم المتحدة: «لا هدنة»… F16 و٢٠٢٥\nعبد\nالله وعبد  الله",
      "ﷺ ﻻ قـــال\u202Eوزير\u202C"};
  for (const std::string_view query :
       {"وزير عبدالله", "الأمم المتحدة", "نيويورك مفاوضات", "2025"}) {
    const search::WordMatcher matcher(testing::parse(query));
    for (const std::string_view text : texts) {
      INFO(std::string(query), " in ", std::string(text));
      index::WordOrder order;
      order.begin_body();
      const std::vector<arabic::TokenView> tokens = analyzer.view(text);
      for (const arabic::TokenView& token : tokens) order.add(token.stem, token.joined);
      const search::MatchedWords matched = matcher.match(tokens);
      const std::string marked = pages::to_html(search::highlight({text, tokens, matched}));

      const index::WordsInOrder words = index::read_words(order.take()).body;
      const std::vector<arabic::TokenView>& outlined = analyzer.outline(text, words.joined);
      REQUIRE(outlined.size() == words.numbers.size());
      const search::MatchedWords known = matcher.match(words.numbers);
      CHECK(pages::to_html(search::highlight({text, outlined, known})) == marked);
    }
  }
}

TEST_CASE("where a phrase stands is preferred to where its words stand apart") {
  const std::string_view text =
      "قال المجلس إن حفظ الأمن واجب على الجميع في كل وقت وفي كل مكان من البلاد الواسعة. ثم خرج "
      "الناس إلى السوق واشتروا ما يلزمهم من الخبز والزيت والسكر قبل غروب الشمس. وفي المساء أصدر "
      "مجلس الأمن قراره الجديد بالإجماع.";
  for (const std::string_view query : {"\"مجلس الأمن\"", "مجلس الأمن"}) {
    INFO(std::string(query));
    CHECK(snippet(text, query, 60).find("<mark>مجلس</mark> <mark>الأمن</mark> قراره") !=
          std::string::npos);
  }
}
