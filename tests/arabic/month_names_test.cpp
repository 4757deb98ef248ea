// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// What newspapers from Morocco to Iraq call the months.

#include "arabic/month_names.h"

#include <doctest/doctest.h>

#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "arabic/analyzer.h"

namespace fihrist::arabic {
namespace {

std::optional<unsigned> month_of(std::string_view name) {
  return month_number(Analyzer().folded_key(name));
}

struct Family {
  std::string_view name;
  std::string_view months[12];
};

constexpr Family kFamilies[] = {
    {"Levant and Iraq",
     {"كانون الثاني", "شباط", "آذار", "نيسان", "أيار", "حزيران", "تموز", "آب", "أيلول",
      "تشرين الأول", "تشرين الثاني", "كانون الأول"}},
    {"Egypt and the Gulf",
     {"يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر", "أكتوبر",
      "نوفمبر", "ديسمبر"}},
    {"Algeria and Tunisia",
     {"جانفي", "فيفري", "مارس", "أفريل", "ماي", "جوان", "جويلية", "أوت", "سبتمبر", "أكتوبر",
      "نوفمبر", "ديسمبر"}},
    {"Morocco",
     {"يناير", "فبراير", "مارس", "أبريل", "ماي", "يونيو", "يوليوز", "غشت", "شتنبر", "أكتوبر",
      "نونبر", "دجنبر"}},
    {"English in full",
     {"January", "February", "March", "April", "May", "June", "July", "August", "September",
      "October", "November", "December"}},
    {"English cut short",
     {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"}},
};

TEST_CASE("each family's name of each month gives its number") {
  for (const Family& family : kFamilies) {
    for (unsigned month = 1; month <= 12; ++month) {
      std::string_view name = family.months[month - 1];
      INFO(family.name, ": ", name);
      CHECK(month_of(name).value_or(0) == month);
    }
  }
}

TEST_CASE("spellings of one month meet") {
  struct Row {
    std::string_view rule;
    std::string_view name;
    unsigned month;
  };
  constexpr Row kRows[] = {
      {"hamza left out", "اكتوبر", 10},
      {"hamza below", "إبريل", 4},
      {"madda left out", "اذار", 3},
      {"madda as a combining sign", "\u0627\u0653\u0628", 8},
      {"teh marbuta as heh", "جويليه", 7},
      {"two words with two spaces", "كانون  الثاني", 1},
      {"two words with a no-break space", "تشرين\u00A0الأول", 10},
      {"vowel signs", "حَزيران", 6},
      {"English in capitals", "SEPTEMBER", 9},
      {"English in small letters", "sep", 9},
      {"Mauritania", "أغشت", 8},
  };
  for (const Row& row : kRows) {
    INFO(row.rule, ": ", row.name);
    CHECK(month_of(row.name).value_or(0) == row.month);
  }
}

TEST_CASE("what is no month has no number") {
  struct Row {
    std::string_view rule;
    std::string_view name;
  };
  constexpr Row kRows[] = {
      {"nothing", ""},
      {"a space", " "},
      {"half a name", "كانون"},
      {"half a name", "تشرين"},
      {"the other half", "الثاني"},
      {"one-letter name", "ي"},
      {"a month of the Hijri calendar", "رمضان"},
      {"a day of the week", "الجمعة"},
      {"an English day", "Monday"},
      {"a number", "9"},
      {"a month and a year", "أكتوبر 2024"},
      {"a month with the article", "الأكتوبر"},
  };
  for (const Row& row : kRows) {
    INFO(row.rule, ": ", row.name);
    CHECK_FALSE(month_of(row.name).has_value());
  }
}

TEST_CASE("names to show: twelve, each read back as its month") {
  std::set<std::string> names;
  for (unsigned month = 1; month <= 12; ++month) {
    INFO(month_name(month));
    CHECK(month_of(month_name(month)).value_or(0) == month);
    names.insert(month_name(month));
  }
  CHECK(names.size() == 12);
  CHECK(month_name(1) == "يناير");
  CHECK(month_name(8) == "أغسطس");
}

}  // namespace
}  // namespace fihrist::arabic
