// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "arabic/month_names.h"

#include <unicode/dtfmtsym.h>
#include <unicode/locid.h>
#include <unicode/unistr.h>

#include <array>
#include <map>
#include <string>

#include "arabic/analyzer.h"

namespace fihrist::arabic {
namespace {

// One locale for each family of names; CLDR gives the other Arabic countries one of these.
constexpr const char* kLocales[] = {"ar-IQ", "ar-EG", "ar-DZ", "ar-TN", "ar-MA", "ar-MR", "en"};

std::map<std::string, unsigned, std::less<>> collect_names() {
  std::map<std::string, unsigned, std::less<>> names;
  const Analyzer analyzer;
  for (const char* language_tag : kLocales) {
    UErrorCode status = U_ZERO_ERROR;
    const icu::Locale locale = icu::Locale::forLanguageTag(language_tag, status);
    const icu::DateFormatSymbols symbols(locale, status);
    if (U_FAILURE(status)) continue;
    // Arabic abbreviates no month; its one-letter names stand under NARROW and are left out.
    for (const auto width : {icu::DateFormatSymbols::WIDE, icu::DateFormatSymbols::ABBREVIATED}) {
      int32_t count = 0;
      const icu::UnicodeString* months =
          symbols.getMonths(count, icu::DateFormatSymbols::FORMAT, width);
      for (int32_t i = 0; i < count; ++i) {
        std::string name;
        months[i].toUTF8String(name);
        const std::string key = analyzer.folded_key(name);
        if (!key.empty()) names.emplace(key, static_cast<unsigned>(i + 1));
      }
    }
  }
  return names;
}

std::array<std::string, 12> names_of(const icu::Locale& locale) {
  std::array<std::string, 12> names;
  UErrorCode status = U_ZERO_ERROR;
  const icu::DateFormatSymbols symbols(locale, status);
  int32_t count = 0;
  const icu::UnicodeString* months = symbols.getMonths(count);
  for (std::size_t i = 0; i < names.size() && i < static_cast<std::size_t>(count); ++i) {
    months[i].toUTF8String(names[i]);
  }
  return names;
}

}  // namespace

std::optional<unsigned> month_number(std::string_view folded_name) {
  static const auto kNames = collect_names();
  const auto found = kNames.find(folded_name);
  if (found == kNames.end()) return std::nullopt;
  return found->second;
}

const std::string& month_name(unsigned month) {
  static const auto kNames = names_of(icu::Locale("ar", "EG"));
  return kNames.at(month - 1);
}

const std::string& english_month_name(unsigned month) {
  static const auto kNames = names_of(icu::Locale::getEnglish());
  return kNames.at(month - 1);
}

}  // namespace fihrist::arabic
