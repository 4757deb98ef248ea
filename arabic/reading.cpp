// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "arabic/reading.h"

namespace fihrist::arabic {
namespace {

// The article is the surest sign that a word goes on behind it, so it costs less than nothing:
// `الغاز` is read as the gas, though `ألغاز` (riddles) is a word. ف and ك are rarer than و, ب, ل.
constexpr Proclitic kProclitics[] = {
    // letters   cost  article  verb  least
    {U"", 0, false, true, 2},      {U"ال", -1, true, false, 2},  // المفاوضات, الأب
    {U"وال", -1, true, false, 2},                                // والمفاوضات
    {U"بال", -1, true, false, 2},                                // بالمفاوضات
    {U"فال", 1, true, false, 3},                                 // فالحكومة
    {U"كال", 1, true, false, 3},                                 // كالعراق
    {U"لل", 6, true, false, 3},     // للمفاوضات; للجنة is ل + لجنة
    {U"وبال", -1, true, false, 2},  // وبالمفاوضات
    {U"ولل", 9, true, false, 3},    // وللحكومة
    {U"وكال", 1, true, false, 3},   // وكالعادة
    {U"فبال", 1, true, false, 3},   // فبالرغم
    {U"فلل", 11, true, false, 3},   // فللشعب
    {U"و", 5, false, true, 3},      // ووزير, وقال
    {U"ب", 5, false, false, 3},     // بلبنان
    {U"ل", 5, false, true, 3},      // للبنان, ليقول
    {U"ف", 7, false, true, 3},      // فبيروت, فقال
    {U"ك", 8, false, false, 3},     // كوزير
    {U"وب", 8, false, false, 3},    // وببيروت
    {U"ول", 8, false, true, 3},     // ولبيروت
    {U"وك", 10, false, false, 3},   // وكوزير
    {U"فب", 10, false, false, 3},   // فبدون
    {U"فل", 10, false, true, 3},    // فلبيروت
};

}  // namespace

std::span<const Proclitic> proclitics() { return kProclitics; }

}  // namespace fihrist::arabic
