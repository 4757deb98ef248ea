// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// Dates of the Islamic calendar.
#pragma once

#include <chrono>
#include <optional>
#include <string_view>

namespace fihrist::arabic {

// The month (1..12) of a folded name (Analyzer::folded_key) of one word or two (`ربيع الاول`), or
// nothing. Source: the Unicode CLDR by ICU, and the other names and cases that newspapers use
// (`ربيع الثاني`, `ذي الحجة`).
std::optional<unsigned> hijri_month_number(std::string_view folded_name);

// The day of a date in the calendar of Umm al-Qura, which Saudi newspapers print; a paper that goes
// by its own sight of the moon may be a day off. Nothing if there is no such date, or if it lies
// outside the years 1300..1600 that the calendar's tables cover.
std::optional<std::chrono::sys_days> hijri_to_day(int year, unsigned month, unsigned day);

}  // namespace fihrist::arabic
