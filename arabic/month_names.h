// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// What the months are called in Arabic newspapers, and in English.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace fihrist::arabic {

// The Gregorian month (1..12) of a folded name (Analyzer::folded_key), of one word or two
// (`كانون الثاني`), or nothing. Knows every family of names at once: Levantine (حزيران),
// Egyptian and Gulf (يونيو), Algerian and Tunisian (جوان), Moroccan (غشت), Mauritanian, and English
// in full or cut to three letters. Source: the Unicode CLDR by ICU's DateFormatSymbols.
std::optional<unsigned> month_number(std::string_view folded_name);

// What month 1..12 is called in most Arabic newspapers (يناير, فبراير …), for showing a date.
const std::string& month_name(unsigned month);

// The same in English.
const std::string& english_month_name(unsigned month);

}  // namespace fihrist::arabic
