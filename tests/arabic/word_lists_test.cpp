// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// The editable lists of words: what is read, what is refused and with which words, and what an
// edited list changes.

#include "arabic/word_lists.h"

#include <doctest/doctest.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "arabic/analyzer.h"
#include "arabic/lexicon.h"
#include "tests/temporary_folder.h"

namespace fihrist::arabic {
namespace {

using test::TemporaryFolder;

constexpr std::string_view kListNames[] = {"broken_plurals.tsv", "names.txt", "stop_words.txt",
                                           "synonyms.tsv", "variants.tsv"};

// The rows as `line:field|field`, a blank between two.
std::string rows_of(const WordList& list) {
  std::string rows;
  for (const WordListRow& row : list.rows) {
    if (!rows.empty()) rows += ' ';
    rows += std::to_string(row.line);
    char separator = ':';
    for (const std::string& field : row.fields) {
      rows += separator + field;
      separator = '|';
    }
  }
  return rows;
}

// The words of a text as `folded/stem`, a blank between two.
std::string stems_of(const Analyzer& analyzer, std::string_view text) {
  std::string stems;
  for (const Token& token : analyzer.analyze(text)) {
    if (!stems.empty()) stems += ' ';
    stems += token.exact + "/" + token.stem;
  }
  return stems;
}

TEST_CASE("a list is read into these rows") {
  struct Row {
    std::string_view rule;
    std::string_view text;
    std::string_view rows;
  };
  constexpr Row kRows[] = {
      {"empty", "", ""},
      {"one row", "وزير\tوزراء\n", "1:وزير|وزراء"},
      {"no line end at the end", "وزير\tوزراء", "1:وزير|وزراء"},
      {"two rows", "وزير\tوزراء\nحزب\tأحزاب\n", "1:وزير|وزراء 2:حزب|أحزاب"},
      {"three fields", "قول\tأقوال\tأقاويل\n", "1:قول|أقوال|أقاويل"},
      {"empty lines count", "\n\nوزير\tوزراء\n", "3:وزير|وزراء"},
      {"line of blanks", "   \nوزير\tوزراء\n", "2:وزير|وزراء"},
      {"comment", "# جموع\nوزير\tوزراء\n", "2:وزير|وزراء"},
      {"comment with tabs", "#\t\t\nوزير\tوزراء\n", "2:وزير|وزراء"},
      {"comment behind blanks", "  # جموع\nوزير\tوزراء\n", "2:وزير|وزراء"},
      {"blanks around fields", "  وزير \t وزراء  \n", "1:وزير|وزراء"},
      {"blank inside a field", "نيويورك\tنيو يورك\n", "1:نيويورك|نيو يورك"},
      {"byte order mark", "\xEF\xBB\xBFوزير\tوزراء\n", "1:وزير|وزراء"},
      {"byte order mark before a comment", "\xEF\xBB\xBF# جموع\nوزير\tوزراء\n", "2:وزير|وزراء"},
      {"line ends of Windows", "وزير\tوزراء\r\n\r\nحزب\tأحزاب\r\n", "1:وزير|وزراء 3:حزب|أحزاب"},
  };
  for (const Row& row : kRows) {
    INFO(row.rule);
    CHECK(rows_of(parse_word_list(row.text, "list.tsv", 2, 3)) == row.rows);
  }
}

TEST_CASE("a bad list is refused with file, line and what to do") {
  struct Row {
    std::string_view rule;
    std::string text;
    std::string_view message;
  };
  const Row kRows[] = {
      {"too few fields", "وزير\n", "list.tsv:1: has 1 field(s) and needs 2"},
      {"blanks in place of a tab", "وزير    وزراء\n", "list.tsv:1: has 1 field(s) and needs 2"},
      {"too many fields", "أ\tب\tت\tث\n", "list.tsv:1: has 4 fields, and at most 3"},
      {"empty field in the middle", "وزير\t\tوزراء\n", "list.tsv:1: has an empty field"},
      {"empty field of blanks", "وزير\t  \tوزراء\n", "list.tsv:1: has an empty field"},
      {"empty first field", "\tوزراء\n", "list.tsv:1: has an empty field"},
      {"empty last field", "وزير\tوزراء\t\n", "list.tsv:1: has an empty field"},
      {"windows-1256", "\xE6\xD2\xED\xD1\t\xE6\xD2\xD1\xC7\xC1\n", "list.tsv:1: is not UTF-8"},
      {"letter cut short", "وزير\tوزرا\xD8\n", "list.tsv:1: is not UTF-8"},
      {"comments and empty lines count", "# جموع\n\nوزير\tوزراء\nحزب\n", "list.tsv:4: has 1 field"},
      {"lines of Windows count once", "وزير\tوزراء\r\n\r\nحزب\r\n", "list.tsv:3: has 1 field"},
      {"the row is shown", "وزير\tوزراء\nحزب\n", "\"حزب\""},
      {"no line end at the end", "وزير\tوزراء\nحزب", "list.tsv:2: has 1 field"},
  };
  for (const Row& row : kRows) {
    INFO(row.rule);
    std::string message = "no error";
    try {
      parse_word_list(row.text, "list.tsv", 2, 3);
    } catch (const WordListError& error) {
      message = error.what();
    }
    INFO(message);
    CHECK(message.find(row.message) != std::string::npos);
  }
}

TEST_CASE("the lists of config/ are built in") {
  for (const std::string_view name : kListNames) {
    INFO(name);
    const std::string_view text = built_in_word_list(name);
    CHECK_FALSE(text.empty());
    const WordList list = read_word_list({}, std::string(name), 1, 100);
    CHECK(list.rows.size() > 50);
    CHECK(list.path.find(name) != std::string::npos);
  }
  CHECK(built_in_word_list("list.tsv").empty());
}

TEST_CASE("the built-in lists are as long as promised") {
  const auto lexicon = Lexicon::built_in();
  CHECK(lexicon->broken_plural_count() >= 1200);
  CHECK(lexicon->spellings().size() >= 400);
  CHECK(lexicon->name_count() >= 1000);
  CHECK(lexicon == Lexicon::built_in());
}

TEST_CASE("a list of the folder takes the place of the built-in one, and of that only") {
  const Analyzer built_in;
  REQUIRE(stems_of(built_in, "صواريخ") == "صواريخ/صاروخ");
  REQUIRE(stems_of(built_in, "نيو يورك") == "نيويورك/نيويورك");
  REQUIRE(stems_of(built_in, "ترمب") == "ترمب/ترامب");

  SUBCASE("broken_plurals.tsv") {
    const TemporaryFolder folder;
    folder.write("broken_plurals.tsv", "# جموع\nوزير\tوزراء\n");
    const auto lexicon = Lexicon::load(folder.path());
    CHECK(lexicon->broken_plural_count() == 1);
    CHECK(lexicon->singular_of(U"صواريخ") == nullptr);
    REQUIRE(lexicon->singular_of(U"وزراء") != nullptr);
    CHECK(*lexicon->singular_of(U"وزراء") == U"وزير");
    CHECK(lexicon->spellings().size() == Lexicon::built_in()->spellings().size());
    const Analyzer edited(load_analysis(folder.path()));
    CHECK(stems_of(edited, "الوزراء") == "الوزراء/وزير");
    CHECK(stems_of(edited, "صواريخ") != "صواريخ/صاروخ");
    CHECK(stems_of(edited, "ترمب") == "ترمب/ترامب");
  }
  SUBCASE("names.txt") {
    const TemporaryFolder folder;
    folder.write("names.txt", "والثخظغ\n");
    CHECK(Lexicon::load(folder.path())->is_name(U"والثخظغ"));
    const Analyzer edited(load_analysis(folder.path()));
    CHECK(stems_of(built_in, "والثخظغ") == "والثخظغ/ثخظغ");
    CHECK(stems_of(edited, "والثخظغ") == "والثخظغ/والثخظغ");
    CHECK(stems_of(edited, "لوالثخظغ") == "لوالثخظغ/والثخظغ");
    CHECK(stems_of(edited, "صواريخ") == "صواريخ/صاروخ");
  }
  SUBCASE("names.txt: a name with its article is read behind it") {
    const TemporaryFolder folder;
    folder.write("names.txt", "الثخظغ\n");
    const auto lexicon = Lexicon::load(folder.path());
    CHECK(lexicon->is_name(U"ثخظغ"));
    CHECK_FALSE(lexicon->is_name(U"الثخظغ"));
  }
  SUBCASE("variants.tsv") {
    const TemporaryFolder folder;
    folder.write("variants.tsv", "ثخظغ\tثخضغ\tثخظ ضغ\n");
    const auto lexicon = Lexicon::load(folder.path());
    REQUIRE(lexicon->spellings().size() == 1);
    CHECK(lexicon->spellings().front() == SpellingGroup{U"ثخظغ", U"ثخضغ"});
    REQUIRE(lexicon->joined(U"ثخظ", U"ضغ") != nullptr);
    CHECK(*lexicon->joined(U"ثخظ", U"ضغ") == U"ثخظغ");
    CHECK(lexicon->joined(U"ضغ", U"ثخظ") == nullptr);
    const Analyzer edited(load_analysis(folder.path()));
    CHECK(stems_of(edited, "ثخضغ") == "ثخضغ/ثخظغ");
    CHECK(stems_of(edited, "ثخظ ضغ") == "ثخظغ/ثخظغ");
    CHECK(edited.analyze("نيو يورك").size() == 2);
    CHECK(stems_of(edited, "صواريخ") == "صواريخ/صاروخ");
  }
  SUBCASE("vowel signs and letters that are folded do not count") {
    const TemporaryFolder folder;
    folder.write("broken_plurals.tsv", "حِزْب\tأحــزاب\n");
    const auto lexicon = Lexicon::load(folder.path());
    REQUIRE(lexicon->singular_of(U"احزاب") != nullptr);
    CHECK(*lexicon->singular_of(U"احزاب") == U"حزب");
  }
}

TEST_CASE("a list that contradicts itself is refused with file, line and reason") {
  struct Row {
    std::string_view rule;
    std::string file;
    std::string_view text;
    std::string_view line;
    std::string_view reason;
  };
  const Row kRows[] = {
      {"plural of two words", "broken_plurals.tsv", "# جموع\nكتاب\tكتب\nمكتب\tكتب\n", "3",
       "already the plural of \"كتاب\""},
      {"plural of two words, as folded", "broken_plurals.tsv", "حزب\tأحزاب\nحزم\tاحزاب\n", "2",
       "already the plural of \"حزب\""},
      {"plural twice in a row", "broken_plurals.tsv", "كتاب\tكتب\tكتب\n", "1",
       "already the plural"},
      {"singular on two lines", "broken_plurals.tsv", "قول\tأقوال\nقول\tأقاويل\n", "2",
       "stands on line 1 already"},
      {"singular alone", "broken_plurals.tsv", "قول\n", "1", "needs 2"},
      {"plural of two words", "broken_plurals.tsv", "رئيس\tرؤساء دول\n", "1",
       "\"رؤساء دول\" is not one word of Arabic letters"},
      {"name in Latin", "names.txt", "ترامب\nTrump\n", "2",
       "\"Trump\" is not one word of Arabic letters"},
      {"name with a digit", "names.txt", "ترامب\nإف16\n", "2", "is not one word"},
      {"name with a full stop", "names.txt", "ترامب.\n", "1", "is not one word"},
      {"name of two words", "names.txt", "نيو يورك\n", "1", "is not one word"},
      {"name of one letter", "names.txt", "و\n", "1", "too short"},
      {"name with a second field", "names.txt", "ترامب\tترمب\n", "1", "at most 1"},
      {"preferred spelling of two words", "variants.tsv", "نيو يورك\tنيويورك\n", "1",
       "the first spelling must be one word"},
      {"spelling of three words", "variants.tsv", "نيويورك\tنيو يو رك\n", "1", "is not one word"},
      {"spelling on two lines", "variants.tsv", "أمريكا\tأميركا\n\nأمريقا\tأميركا\n", "3",
       "stands on line 1 already"},
      {"spelling in Latin", "variants.tsv", "أمريكا\tAmerica\n", "1", "is not one word"},
      {"not UTF-8", "variants.tsv", "أمريكا\tأميركا\n\xE6\xD2\t\xED\xD1\n", "2", "is not UTF-8"},
  };
  for (const Row& row : kRows) {
    INFO(row.rule, ", ", row.file);
    const TemporaryFolder folder;
    const std::string path = folder.write(row.file, row.text).string();
    std::string message = "no error";
    try {
      Lexicon::load(folder.path());
    } catch (const WordListError& error) {
      message = error.what();
    }
    INFO(message);
    CHECK(message.starts_with(path + ":" + std::string(row.line) + ": "));
    CHECK(message.find(row.reason) != std::string::npos);
    CHECK_THROWS_AS(load_analysis(folder.path()), WordListError);
  }
}

TEST_CASE("lists of the same content give the same identity") {
  const Identity built_in = built_in_analysis().identity;
  const TemporaryFolder folder;
  SUBCASE("an empty folder") {}
  SUBCASE("a copy of every list") {
    for (const std::string_view name : kListNames) folder.write(name, built_in_word_list(name));
  }
  SUBCASE("another comment, an empty line, line ends of Windows") {
    for (const std::string_view name : kListNames) {
      std::string text = "# A copy.\n\n";
      for (const char c : built_in_word_list(name)) text += c == '\n' ? "\r\n" : std::string(1, c);
      folder.write(name, text);
    }
  }
  const Identity copy = load_analysis(folder.path()).identity;
  CHECK(copy.checksum == built_in.checksum);
  CHECK(copy.version == built_in.version);
  CHECK(copy.unicode == built_in.unicode);
  CHECK(copy.dictionary == built_in.dictionary);
  CHECK(copy.version == Analyzer::kVersion);
  CHECK(copy.checksum.size() == 16);
  CHECK_FALSE(copy.unicode.empty());
  CHECK_FALSE(copy.dictionary.empty());
}

TEST_CASE("a changed list changes the checksum of the identity") {
  struct Row {
    std::string_view rule;
    std::string_view file;
    std::string_view added;
  };
  constexpr Row kRows[] = {
      {"one more plural", "broken_plurals.tsv", "ثخظغ\tثخاظغ\n"},
      {"one more name", "names.txt", "ثخظغ\n"},
      {"one more group of spellings", "variants.tsv", "ثخظغ\tثخضغ\n"},
      {"one more spelling of two words", "variants.tsv", "ثخظغ\tثخظ ضغ\n"},
  };
  const std::string built_in = built_in_analysis().identity.checksum;
  for (const Row& row : kRows) {
    INFO(row.rule, ", ", row.file);
    const TemporaryFolder folder;
    std::string text(built_in_word_list(row.file));
    if (!text.ends_with('\n')) text += '\n';
    folder.write(row.file, text.append(row.added));
    CHECK(load_analysis(folder.path()).identity.checksum != built_in);

    const TemporaryFolder shorter;
    shorter.write(row.file, row.added);
    CHECK(load_analysis(shorter.path()).identity.checksum != built_in);
  }
}

}  // namespace
}  // namespace fihrist::arabic
