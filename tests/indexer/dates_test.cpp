// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "indexer/extract/dates.h"

#include <doctest/doctest.h>

#include <optional>
#include <ostream>
#include <string>
#include <string_view>

#include "index/article.h"
#include "indexer/extract/stated_dates.h"

namespace fihrist::indexer::extract {
namespace {

std::string told(const std::optional<index::Moment>& moment) {
  return moment ? index::to_rfc3339(*moment) : "nothing";
}

struct Row {
  std::string_view text;
  std::string_view moment;
};

constexpr Row kDates[] = {
    // Digits only, year first or last.
    {"2024/11/25", "2024-11-25T00:00:00Z"},
    {"2024-11-25", "2024-11-25T00:00:00Z"},
    {"2024/1/5", "2024-01-05T00:00:00Z"},
    {"25/11/2024", "2024-11-25T00:00:00Z"},
    {"25-11-2024", "2024-11-25T00:00:00Z"},
    {"11/25/2024", "2024-11-25T00:00:00Z"},
    {"07/07/2024", "2024-07-07T00:00:00Z"},
    {"29/02/2024", "2024-02-29T00:00:00Z"},
    // Digits of other scripts.
    {"٢٠٢٤/١١/٢٥", "2024-11-25T00:00:00Z"},
    {"٢٥ نوفمبر ٢٠٢٤", "2024-11-25T00:00:00Z"},
    {"۲۵/۱۱/۲۰۲۴", "2024-11-25T00:00:00Z"},
    // A month's name of each family.
    {"09 حزيران 2025", "2025-06-09T00:00:00Z"},
    {"1 كانون الثاني 2025", "2025-01-01T00:00:00Z"},
    {"31 كانون الأول 2023", "2023-12-31T00:00:00Z"},
    {"18 تشرين الأول 2023", "2023-10-18T00:00:00Z"},
    {"6 شباط 2023", "2023-02-06T00:00:00Z"},
    {"6 آذار 2023", "2023-03-06T00:00:00Z"},
    {"14 يونيو 2022", "2022-06-14T00:00:00Z"},
    {"14 أغسطس 2022", "2022-08-14T00:00:00Z"},
    {"30 أبريل 2025", "2025-04-30T00:00:00Z"},
    {"5 جانفي 2024", "2024-01-05T00:00:00Z"},
    {"8 فيفري 2024", "2024-02-08T00:00:00Z"},
    {"12 جوان 2024", "2024-06-12T00:00:00Z"},
    {"3 جويلية 2024", "2024-07-03T00:00:00Z"},
    {"20 أوت 2024", "2024-08-20T00:00:00Z"},
    {"20 غشت 2024", "2024-08-20T00:00:00Z"},
    {"4 يوليوز 2024", "2024-07-04T00:00:00Z"},
    {"4 شتنبر 2024", "2024-09-04T00:00:00Z"},
    {"4 نونبر 2024", "2024-11-04T00:00:00Z"},
    {"4 دجنبر 2024", "2024-12-04T00:00:00Z"},
    // Two names of one month.
    {"3 نوفمبر/تشرين الثاني 2024", "2024-11-03T00:00:00Z"},
    {"3 تشرين الثاني/نوفمبر 2024", "2024-11-03T00:00:00Z"},
    {"7 كانون الثاني (يناير) 2025", "2025-01-07T00:00:00Z"},
    {"7 يونيو / حزيران 2025", "2025-06-07T00:00:00Z"},
    // English.
    {"20th, June 2025", "2025-06-20T00:00:00Z"},
    {"1st, May 2024", "2024-05-01T00:00:00Z"},
    {"22nd, December 2023", "2023-12-22T00:00:00Z"},
    {"3rd, April 2025", "2025-04-03T00:00:00Z"},
    {"20 Jun 2025", "2025-06-20T00:00:00Z"},
    {"June 20, 2025", "2025-06-20T00:00:00Z"},
    // In a sentence; the first of two.
    {"وقال في 14 يونيو 2022 إن الجسر آمن.", "2022-06-14T00:00:00Z"},
    {"من 2 مايو 2021 إلى 9 مايو 2021", "2021-05-02T00:00:00Z"},
    // A time with its zone.
    {"2024/11/25 الساعة 17:06 بتوقيت غرينتش", "2024-11-25T17:06:00Z"},
    {"2024/11/25 الساعة 17:06 بتوقيت غرينيتش", "2024-11-25T17:06:00Z"},
    // A zone that is not clear leaves the day alone.
    {"25 نوفمبر 2024 17:06 بتوقيت دمشق", "2024-11-25T00:00:00Z"},
    {"25 نوفمبر 2024 - 17:06 (14:06 غرينتش)", "2024-11-25T00:00:00Z"},
    // Halves of the day.
    {"4 مارس 2025 الساعة 5:30 مساءً بتوقيت غرينتش", "2025-03-04T17:30:00Z"},
    {"4 مارس 2025 12:05 ص بتوقيت غرينتش", "2025-03-04T00:05:00Z"},
    {"4 مارس 2025 12:05 م بتوقيت غرينتش", "2025-03-04T12:05:00Z"},
    {"4 مارس 2025 الساعة 9:15 صباحاً بتوقيت السعودية", "2025-03-04T09:15:00+03:00"},
    {"25 نوفمبر 2024 - 17:06 GMT", "2024-11-25T17:06:00Z"},
    {"25 نوفمبر 2024 17:06:09 UTC", "2024-11-25T17:06:09Z"},
    {"25 نوفمبر 2024، الساعة ١٧:٠٦ (بتوقيت غرينتش)", "2024-11-25T17:06:00Z"},
    {"2024/11/25 الساعة 17:06 بتوقيت مكة المكرمة", "2024-11-25T17:06:00+03:00"},
    {"1 يناير 2025 الساعة 01:30 بتوقيت مكة المكرمة", "2025-01-01T01:30:00+03:00"},
    {"25 نوفمبر 2024 17:06 GMT+3", "2024-11-25T17:06:00+03:00"},
    {"25 نوفمبر 2024 17:06 UTC-5", "2024-11-25T17:06:00-05:00"},
    {"2024/11/25 17:06:00 +0300", "2024-11-25T17:06:00+03:00"},
    {"Mon, 25 Nov 2024 17:06:09 -03:30", "2024-11-25T17:06:09-03:30"},
    {"2024/11/25 17:06 بتوقيت أبوظبي", "2024-11-25T17:06:00+04:00"},
    // The Islamic calendar.
    {"15 رمضان 1446", "2025-03-15T00:00:00Z"},
    {"15 رمضان 1446هـ", "2025-03-15T00:00:00Z"},
    {"١ محرم ١٤٤٦ هـ", "2024-07-07T00:00:00Z"},
    {"9 من ذي الحجة 1445 هـ", "2024-06-15T00:00:00Z"},
    {"12 من شهر ربيع الأول 1446هـ", "2024-09-15T00:00:00Z"},
    {"3 جمادى الآخرة 1446", "2024-12-04T00:00:00Z"},
    {"1446/9/15هـ", "2025-03-15T00:00:00Z"},
    {"15/9/1446 هـ", "2025-03-15T00:00:00Z"},
    // Of two calendars the Gregorian date counts.
    {"15 رمضان 1446 هـ الموافق 15 مارس 2025 م", "2025-03-15T00:00:00Z"},
    {"1446/10/25 - 23 أبريل 2025", "2025-04-23T00:00:00Z"},
    // A time without one, or no time of the clock.
    {"2024/11/25 17:06", "2024-11-25T00:00:00Z"},
    {"25 نوفمبر 2024 الساعة 17:06", "2024-11-25T00:00:00Z"},
    {"25 نوفمبر 2024 الساعة 17:06 بتوقيت القاهرة", "2024-11-25T00:00:00Z"},
    {"2024/11/25 الساعة 25:06 بتوقيت غرينتش", "2024-11-25T00:00:00Z"},
};

constexpr const char* kNoDates[] = {
    "",
    "لا تاريخ هنا",
    "05/06/2025",  // day or month?
    "٠٥/٠٦/٢٠٢٥",
    "31 أبريل 2025",  // no such day
    "30 شباط 2024",
    "29/02/2023",
    "2025/13/05",
    "32/01/2025",
    "00/13/2025",
    "3 نوفمبر/تشرين الأول 2024",  // two months
    "3 يناير (شباط) 2024",
    "25 نوفمبر",  // no year
    "25/11",
    "نوفمبر 2024",  // no day
    "2024",
    "17:06 بتوقيت غرينتش",
    "25 نوفمبر 24",
    "25 نوفمبر 3024",
    "رقم الهاتف 2024 11 25",
    "5/6/1446 هـ",      // day or month?
    "30 محرم 1446 هـ",  // a month of 29 days
    "15 رمضان 1290",    // before the tables of the calendar
    "15 رمضان",         // no year
};

TEST_CASE("find_date reads every form that newspapers use") {
  for (const Row& row : kDates) {
    INFO(row.text);
    CHECK(told(find_date(row.text)) == row.moment);
  }
}

TEST_CASE("find_date finds nothing where the date is doubtful or not whole") {
  for (const char* text : kNoDates) {
    INFO(text);
    CHECK(told(find_date(text)) == "nothing");
    CHECK(told(parse_date_line(text)) == "nothing");
  }
}

TEST_CASE("parse_date_line accepts a line of nothing but a date") {
  constexpr Row kLines[] = {
      {"2024/11/25", "2024-11-25T00:00:00Z"},
      {"الاثنين 25 نوفمبر 2024", "2024-11-25T00:00:00Z"},
      {"الإثنين، 25 نوفمبر/تشرين الثاني 2024", "2024-11-25T00:00:00Z"},
      {"يوم الأربعاء الموافق 9 تموز 2025 م", "2025-07-09T00:00:00Z"},
      {"السبت ٥ نيسان ٢٠٢٥", "2025-04-05T00:00:00Z"},
      {"الجمعة 20 غشت 2021 - 10:15", "2021-08-20T00:00:00Z"},
      {"الثلاثاء 2024/11/26 الساعة 17:06 بتوقيت غرينتش", "2024-11-26T17:06:00Z"},
      {"الخميس 3 أبريل 2025 الساعة 02:06 بتوقيت مكة المكرمة", "2025-04-03T02:06:00+03:00"},
      {"السبت 15 رمضان 1446 هـ الموافق 15 مارس 2025 م", "2025-03-15T00:00:00Z"},
      {"الأحد 10 شوال 1436", "2015-07-26T00:00:00Z"},
      {"3rd, April 2025 GMT", "2025-04-03T00:00:00Z"},
  };
  for (const Row& row : kLines) {
    INFO(row.text);
    CHECK(told(parse_date_line(row.text)) == row.moment);
  }
}

TEST_CASE("parse_date_line refuses a line that says more than a date") {
  constexpr const char* kSentences[] = {
      "وقال في 14 يونيو 2022 إن الجسر آمن.", "بغداد 14 يونيو 2022",
      "14 يونيو 2022 يوم لا ينسى",           "افتتح المعرض يوم الاثنين 25 نوفمبر 2024",
      "من 2 مايو 2021 إلى 9 مايو 2021",      "5 آلاف زائر منذ 2024/11/25",
  };
  for (const char* text : kSentences) {
    INFO(text);
    CHECK(find_date(text).has_value());
    CHECK(told(parse_date_line(text)) == "nothing");
  }
}

TEST_CASE("a list of dates is no date line") {
  CHECK(told(parse_date_line("الجمعة 7/8/2015، الجمعة 14/8/2015، الجمعة 21/8/2015، الجمعة "
                             "28/8/2015")) == "nothing");
}

TEST_CASE("a date line may be allowed a word or two of something else") {
  CHECK(told(parse_date_line("ثقافة 2017/02/25 13:39", 2)) == "2017-02-25T00:00:00Z");
  CHECK(told(parse_date_line("أخبار الساحل والجبل 2017/02/25", 2)) == "nothing");
}

TEST_CASE("a date with a time of day among a few words is a page's stamp") {
  constexpr Row kStamps[] = {
      {"ثقافة 2017/02/25 13:39", "2017-02-25T00:00:00Z"},
      {"متفرقات2017/03/02 10:22", "2017-03-02T00:00:00Z"},
      {"الأحد، 04 آب/أغسطس 2013، آخر تحديث 02:21 (GMT+0400)", "2013-08-04T02:21:00+04:00"},
      {"GMT 17:27 17.03.2020 (محدثة GMT 17:49 17.03.2020) انسخ الرابط", "2020-03-17T00:00:00Z"},
      {": 2019-06-29T19:33:24Z الخميس, 5 مايو 2016 - 10:57 م", "2016-05-05T00:00:00Z"},
      {"نشر 2019-06-29T19:33:24Z", "2019-06-29T19:33:24Z"},
      // No time of day, or a sentence around it.
      {"افتتح المعرض يوم الاثنين 25 نوفمبر 2024", "nothing"},
      {"تنطلق المباراة يوم الاثنين 25 نوفمبر 2024 الساعة 20:00 في ملعب المدينة بين الفريقين الأول "
       "والثاني",
       "nothing"},
      {"موعدنا الساعة 20:00", "nothing"},
  };
  for (const Row& row : kStamps) {
    INFO(row.text);
    CHECK(told(parse_stamp(row.text)) == row.moment);
  }
}

TEST_CASE("dates that can be read two ways are shown as they stand") {
  CHECK(find_unclear_date("نُشر في 05/06/2025 مساء") == "05/06/2025");
  CHECK(find_unclear_date("٠٥-٠٦-٢٠٢٥") == "٠٥-٠٦-٢٠٢٥");
  CHECK(find_unclear_date("25/06/2025").empty());
  CHECK(find_unclear_date("06/06/2025").empty());
  CHECK(find_unclear_date("2025/05/06").empty());
}

TEST_CASE("dates as machines state them") {
  constexpr Row kStated[] = {
      {"2024-11-25T17:06:00+03:00", "2024-11-25T17:06:00+03:00"},
      {"Mon, 25 Nov 2024 17:06:00 GMT", "2024-11-25T17:06:00Z"},
      {"Mon, 25 Nov 2024 17:06:00 +0300", "2024-11-25T17:06:00+03:00"},
      {"1732554360", "2024-11-25T17:06:00Z"},
      {"1732554360000", "2024-11-25T17:06:00Z"},
      {" 25 نوفمبر 2024 ", "2024-11-25T00:00:00Z"},
      {"17325543", "nothing"},
      {"أمس", "nothing"},
  };
  for (const Row& row : kStated) {
    INFO(row.text);
    CHECK(told(read_stated_date(row.text)) == row.moment);
  }
}

TEST_CASE("the day in a newspaper's URL") {
  constexpr Row kUrls[] = {
      {"https://n.example/news/2024/11/25/title", "2024-11-25T00:00:00Z"},
      {"https://n.example/story/2020/8/24/title/4943459", "2020-08-24T00:00:00Z"},
      {"https://n.example/2020-06-03-1.3874341", "2020-06-03T00:00:00Z"},
      {"https://n.example/title_20241125.html", "2024-11-25T00:00:00Z"},
      {"https://n.example/2016/04/title.html", "nothing"},  // a month is no day
      {"https://n.example/article/202003171044893040", "nothing"},
      {"https://n.example/2024/13/25/", "nothing"},
      {"https://n.example/12345678", "nothing"},
      {"", "nothing"},
  };
  for (const Row& row : kUrls) {
    INFO(row.text);
    CHECK(told(date_in_url(row.text)) == row.moment);
  }
}

}  // namespace
}  // namespace fihrist::indexer::extract
