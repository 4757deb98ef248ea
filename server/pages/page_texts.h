// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// What the pages say, in both languages side by side.
#pragma once

#include <chrono>
#include <cstdint>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "server/pages/language.h"
#include "server/search/request.h"

namespace fihrist::pages {

// A text by its name. The templates of server/web show it as {{t.NAME}}; {words} in it are filled
// in, by the pages or in the browser.
struct PageText {
  const char* name;
  const char* arabic;
  const char* english;
};

std::span<const PageText> page_texts();

// A text of the table. Throws std::logic_error for a name that is not in it.
std::string text_of(std::string_view name, Language language);

using Filling = std::initializer_list<std::pair<std::string_view, std::string>>;

// The same, with each {word} replaced by its value.
std::string fill(std::string_view name, Language language, Filling values);

// `3 نتائج`: a counted noun in the form that its number wants. Throws std::logic_error for a name
// that is not among the counted ones.
std::string count_text(std::string_view name, std::uint64_t number, Language language);

// `30,090`. Both languages write it so: Arabic newspapers have Arabic and Arabic-Indic digits
// alike, and these are what the archive's own numbers mostly look like.
std::string number_text(std::uint64_t number);

// `25 نوفمبر 2024`, `نوفمبر 2024`.
std::string date_text(std::chrono::year_month_day date, Language language);
std::string month_text(std::chrono::year_month month, Language language);

// Days, the shortest way to say them: a day, a month, a year, from one to another, or one open end.
// At least one of them must be given.
std::string period_text(const std::optional<std::chrono::year_month_day>& from,
                        const std::optional<std::chrono::year_month_day>& to, Language language);

}  // namespace fihrist::pages
