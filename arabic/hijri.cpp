// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "arabic/hijri.h"

#include <unicode/calendar.h>
#include <unicode/dtfmtsym.h>
#include <unicode/locid.h>

#include <cmath>
#include <map>
#include <memory>
#include <string>

#include "arabic/analyzer.h"

namespace fihrist::arabic {
namespace {

constexpr const char* kLocale = "ar@calendar=islamic-umalqura";

// What CLDR does not have: the other name of a month, and the cases of the two that begin with
// `ذو`.
constexpr std::pair<std::string_view, unsigned> kMoreNames[] = {
    {"ربيع اول", 3},    {"ربيع الثاني", 4},   {"ربيع ثاني", 4},   {"جمادى الاول", 5},
    {"جماد الاول", 5},  {"جمادى الثانيه", 6}, {"جمادى الاخر", 6}, {"جماد الاخر", 6},
    {"جماد الثاني", 6}, {"جمادى الثاني", 6},  {"ذي القعده", 11},  {"ذا القعده", 11},
    {"ذي الحجه", 12},   {"ذا الحجه", 12},
};

std::map<std::string, unsigned, std::less<>> collect_names() {
  std::map<std::string, unsigned, std::less<>> names;
  const Analyzer analyzer;
  UErrorCode status = U_ZERO_ERROR;
  const icu::DateFormatSymbols symbols(icu::Locale(kLocale), "islamic", status);
  if (U_SUCCESS(status)) {
    int32_t count = 0;
    const icu::UnicodeString* months = symbols.getMonths(count);
    for (int32_t i = 0; i < count; ++i) {
      std::string name;
      months[i].toUTF8String(name);
      names.emplace(analyzer.folded_key(name), static_cast<unsigned>(i + 1));
    }
  }
  for (const auto& [name, month] : kMoreNames) names.emplace(analyzer.folded_key(name), month);
  return names;
}

}  // namespace

std::optional<unsigned> hijri_month_number(std::string_view folded_name) {
  static const auto kNames = collect_names();
  const auto found = kNames.find(folded_name);
  if (found == kNames.end()) return std::nullopt;
  return found->second;
}

std::optional<std::chrono::sys_days> hijri_to_day(int year, unsigned month, unsigned day) {
  constexpr int kFirstYear = 1300;  // of the tables in ICU's islamcal.cpp
  constexpr int kLastYear = 1600;
  if (year < kFirstYear || year > kLastYear || month < 1 || month > 12 || day < 1 || day > 30) {
    return std::nullopt;
  }
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::Calendar> calendar(
      icu::Calendar::createInstance(*icu::TimeZone::getGMT(), icu::Locale(kLocale), status));
  if (U_FAILURE(status)) return std::nullopt;
  calendar->clear();
  calendar->setLenient(false);  // the 30th of a month of 29 days is no date
  calendar->set(year, static_cast<int32_t>(month) - 1, static_cast<int32_t>(day));
  const UDate milliseconds = calendar->getTime(status);
  if (U_FAILURE(status)) return std::nullopt;
  constexpr double kDay = 86'400'000;
  return std::chrono::sys_days(
      std::chrono::days(static_cast<long>(std::floor(milliseconds / kDay))));
}

}  // namespace fihrist::arabic
