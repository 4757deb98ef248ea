// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// Dates as Arabic newspapers write them.
#pragma once

#include <optional>
#include <string_view>

#include "index/article.h"

namespace fihrist::indexer::extract {

// The first date in `text` (UTF-8, one line), with its time where the text states one and says in
// which zone. Reads, with digits of any script:
//   2024/11/25 or 2024-11-25           25/11/2024 (only if day and month cannot be confused)
//   09 حزيران 2025                     3 نوفمبر/تشرين الثاني 2024 (both names must be one month)
//   20th, June 2025                    June 20, 2025
//   15 رمضان 1446                      1446/9/15هـ (arabic/hijri.h; of two dates, one of them Hijri
//                                      and one not, the other counts, for it is the surer one)
//   … الساعة 17:06 بتوقيت غرينتش (or GMT, UTC, GMT+3, +0300; مكة المكرمة and other places whose
//                                      clocks have stood still for decades: kPlaces in dates.cpp)
// with ص, صباحاً, م or مساءً behind a time of twelve hours. A time without a zone is left out rather
// than guessed. Month names: arabic/month_names.h.
std::optional<index::Moment> find_date(std::string_view text);

// The same, if nothing but the date stands in `text`: weekday, date, time, zone and words such as
// «الموافق» that go with them; and at most `strangers` other words.
std::optional<index::Moment> parse_date_line(std::string_view text, std::size_t strangers = 0);

// The date of a line that pages put above their stories: with a time of day, and with a few words
// of something else, such as a section's name (`ثقافة 2017/02/25 13:39`, `الأحد، 04 آب 2013، آخر
// تحديث 02:21`). A machine's date in it (`2016-04-16T18:28:03Z`) is passed over where it has
// another.
std::optional<index::Moment> parse_stamp(std::string_view text);

// A date in `text` that can be read two ways, as it stands there (`05/06/2025`); empty if there is
// none.
std::string_view find_unclear_date(std::string_view text);

}  // namespace fihrist::indexer::extract
