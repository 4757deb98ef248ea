// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "arabic/plural_form.h"

#include <unicode/locid.h>
#include <unicode/plurrule.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <iterator>
#include <limits>
#include <map>
#include <memory>
#include <mutex>
#include <stdexcept>

namespace fihrist::arabic {
namespace {

constexpr const char* kNames[] = {"zero", "one", "two", "few", "many", "other"};

// Selecting does not change the rules, so threads may share them once they are made.
const icu::PluralRules& rules_of(const std::string& language) {
  static std::mutex mutex;
  static std::map<std::string, std::unique_ptr<icu::PluralRules>> known;
  const std::lock_guard lock(mutex);
  auto& rules = known[language];
  if (!rules) {
    UErrorCode status = U_ZERO_ERROR;
    rules.reset(icu::PluralRules::forLocale(icu::Locale::forLanguageTag(language, status), status));
    if (U_FAILURE(status) || !rules) {
      throw std::invalid_argument("there are no plural rules for `" + language + "`");
    }
  }
  return *rules;
}

}  // namespace

PluralForm plural_form(std::uint64_t number, const std::string& language) {
  // All rules go by the last digits: a number too large for ICU keeps them.
  constexpr std::uint64_t kLargest = std::numeric_limits<std::int32_t>::max();
  if (number > kLargest) number = 1'000'000'000 + number % 1'000'000;
  std::string name;
  rules_of(language).select(static_cast<std::int32_t>(number)).toUTF8String(name);
  const auto* found = std::find(std::begin(kNames), std::end(kNames), name);
  return found == std::end(kNames) ? PluralForm::kOther
                                   : static_cast<PluralForm>(found - std::begin(kNames));
}

}  // namespace fihrist::arabic
