// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// Which form of a counted noun goes with a number: Arabic has six (نتيجة، نتيجتان، 3 نتائج، 11
// نتيجة …), English two.
#pragma once

#include <cstdint>
#include <string>

namespace fihrist::arabic {

// The categories of Unicode's plural rules (CLDR), in CLDR's order.
enum class PluralForm { kZero, kOne, kTwo, kFew, kMany, kOther };

inline constexpr std::size_t kPluralForms = 6;

// The form that `language` (BCP 47: `ar`, `en`) has for `number`. Source: CLDR by ICU's
// PluralRules. Throws std::invalid_argument for a language that CLDR does not know.
PluralForm plural_form(std::uint64_t number, const std::string& language);

}  // namespace fihrist::arabic
