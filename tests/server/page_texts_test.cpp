// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "server/pages/page_texts.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <regex>
#include <set>
#include <sstream>
#include <stdexcept>
#include <string>

namespace {

using namespace fihrist;
using pages::Language;
namespace fs = std::filesystem;

std::string read(const fs::path& path) {
  std::ostringstream text;
  text << std::ifstream(path).rdbuf();
  return text.str();
}

std::set<std::string> matches(const std::string& text, const char* expression) {
  const std::regex pattern(expression);
  std::set<std::string> found;
  for (auto at = std::sregex_iterator(text.begin(), text.end(), pattern);
       at != std::sregex_iterator(); ++at) {
    found.insert((*at)[1]);
  }
  return found;
}

}  // namespace

TEST_CASE("counted nouns take the form that Arabic wants") {
  struct Row {
    std::uint64_t number;
    const char* arabic;
    const char* english;
  };
  const Row rows[] = {
      {0, "لا نتائج", "0 results"},
      {1, "نتيجة واحدة", "1 result"},
      {2, "نتيجتان", "2 results"},
      {3, "3 نتائج", "3 results"},
      {10, "10 نتائج", "10 results"},
      {11, "11 نتيجة", "11 results"},
      {99, "99 نتيجة", "99 results"},
      {100, "100 نتيجة", "100 results"},
      {103, "103 نتائج", "103 results"},
      {1000, "1,000 نتيجة", "1,000 results"},
      {30090, "30,090 نتيجة", "30,090 results"},
      {4'000'000'003, "4,000,000,003 نتائج", "4,000,000,003 results"},
  };
  for (const Row& row : rows) {
    CHECK(pages::count_text("results", row.number, Language::kArabic) == row.arabic);
    CHECK(pages::count_text("results", row.number, Language::kEnglish) == row.english);
  }
}

TEST_CASE("days are said the shortest way") {
  using namespace std::chrono;
  struct Row {
    std::optional<year_month_day> from;
    std::optional<year_month_day> to;
    const char* arabic;
    const char* english;
  };
  const Row rows[] = {
      {2024y / 11 / 25, 2024y / 11 / 25, "25 نوفمبر 2024", "25 November 2024"},
      {2024y / 2 / 1, 2024y / 2 / 29, "فبراير 2024", "February 2024"},
      {2024y / 1 / 1, 2024y / 12 / 31, "2024", "2024"},
      {2024y / 2 / 1, 2024y / 2 / 28, "من 1 فبراير 2024 إلى 28 فبراير 2024",
       "1 February 2024 to 28 February 2024"},
      {2024y / 1 / 1, {}, "منذ 1 يناير 2024", "since 1 January 2024"},
      {{}, 2024y / 1 / 31, "حتى 31 يناير 2024", "until 31 January 2024"},
  };
  for (const Row& row : rows) {
    CHECK(pages::period_text(row.from, row.to, Language::kArabic) == row.arabic);
    CHECK(pages::period_text(row.from, row.to, Language::kEnglish) == row.english);
  }
}

TEST_CASE("a filled text leaves alone what the values hold") {
  CHECK(pages::fill("timeline_bar", Language::kEnglish,
                    {{"period", "{results}"}, {"results", "3"}}) == "{results}: 3");
  CHECK_THROWS_AS(pages::text_of("no such text", Language::kArabic), std::logic_error);
  CHECK_THROWS_AS(pages::count_text("newest", 1, Language::kArabic), std::logic_error);
}

TEST_CASE("every text is in both languages, with the same words to be filled in, and is used") {
  std::string templates;
  for (const auto& entry : fs::directory_iterator(FIHRIST_SOURCE_DIR "/server/web")) {
    if (entry.path().extension() == ".html") templates += read(entry.path());
  }
  std::string sources;
  for (const auto& entry : fs::directory_iterator(FIHRIST_SOURCE_DIR "/server/pages")) {
    if (entry.path().filename() != "page_texts.cpp") sources += read(entry.path());
  }
  sources += read(FIHRIST_SOURCE_DIR "/server/pages/page_texts.cpp")
                 .substr(read(FIHRIST_SOURCE_DIR "/server/pages/page_texts.cpp")
                             .find("std::string replace_word"));
  std::set<std::string> names;
  for (const pages::PageText& text : pages::page_texts()) {
    const std::string name = text.name;
    INFO(name);
    CHECK(names.insert(name).second);
    CHECK(!std::string(text.arabic).empty());
    CHECK(!std::string(text.english).empty());
    CHECK(matches(text.arabic, "\\{(\\w+)\\}") == matches(text.english, "\\{(\\w+)\\}"));
    const bool is_used = templates.find("{{t." + name + "}}") != std::string::npos ||
                         sources.find('"' + name + '"') != std::string::npos;
    CHECK(is_used);
  }
  const std::set<std::string> shown = matches(templates, "\\{\\{t\\.(\\w+)\\}\\}");
  CHECK(shown.size() > 40);
  for (const std::string& name : shown) {
    INFO(name);
    CHECK(names.count(name) == 1);
  }
}
