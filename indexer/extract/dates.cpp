// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "indexer/extract/dates.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <initializer_list>
#include <string>
#include <vector>

#include "arabic/analyzer.h"
#include "arabic/hijri.h"
#include "arabic/month_names.h"
#include "indexer/extract/thread_analyzer.h"

namespace fihrist::indexer::extract {
namespace {

using arabic::Token;

// Words that stand beside a date and belong to it, folded.
constexpr std::string_view kCompanions[] = {
    "الاحد",  "الاثنين",  "الاتنين",  "الثلاثاء", "الاربعاء", "الخميس",  "الجمعه",    "السبت",
    "يوم",    "في",       "الموافق",  "الساعه",   "بتوقيت",   "توقيت",   "غرينتش",    "غرينيتش",
    "جرينتش", "مكه",      "المكرمه",  "gmt",      "utc",      "م",       "بتاريخ",    "تاريخ",
    "من",     "ه",        "هجري",     "هجريه",    "هجريا",    "ميلادي",  "ميلاديه",   "ميلاديا",
    "ص",      "صباحا",    "مساء",     "ظهرا",     "عصرا",     "فجرا",    "المحلي",    "بالتوقيت",
    "at",     "on",       "am",       "pm",       "monday",   "tuesday", "wednesday", "thursday",
    "friday", "saturday", "sunday",   "mon",      "tue",      "wed",     "thu",       "fri",
    "sat",    "sun",      "السعوديه", "القاهره",  "الرياض"};

// Places that have kept one time without summer time since the 1970s, and minutes east of
// Greenwich. Source: the tz database (Asia/Riyadh, Kuwait, Qatar, Bahrain, Dubai, Muscat).
struct Place {
  std::string_view name;  // folded
  int minutes;
};
constexpr Place kPlaces[] = {{"مكه", 180},     {"السعوديه", 180}, {"الرياض", 180},
                             {"الكويت", 180},  {"قطر", 180},      {"الدوحه", 180},
                             {"البحرين", 180}, {"الامارات", 240}, {"ابوظبي", 240},
                             {"دبي", 240},     {"مسقط", 240}};

constexpr std::string_view kGreenwich[] = {"غرينتش", "غرينيتش", "جرينتش", "gmt", "utc", "z"};
constexpr std::string_view kMorning[] = {"ص", "صباحا", "فجرا", "am"};
constexpr std::string_view kAfternoon[] = {"م", "مساء", "ظهرا", "عصرا", "pm"};
constexpr std::string_view kHijri[] = {"ه", "هجري", "هجريه", "هجريا"};

template <std::size_t n>
bool is_one_of(std::string_view word, const std::string_view (&words)[n]) {
  return std::find(std::begin(words), std::end(words), word) != std::end(words);
}

// A date found at tokens [begin, end) of a line.
struct Found {
  int year = 0;  // Gregorian, as the other two
  unsigned month = 0;
  unsigned day = 0;
  std::size_t begin = 0;
  std::size_t end = 0;
};

class DateFinder {
 public:
  explicit DateFinder(std::string_view text)
      : text_(text), tokens_(analyzer_of_thread().tokenize(text)) {}

  std::optional<Found> find() const {
    const auto found = first_of({&DateFinder::year_first, &DateFinder::year_last,
                                 &DateFinder::day_and_name, &DateFinder::name_and_day});
    return found ? found : find_hijri();
  }

  // The moment of a date, with the time behind it.
  std::optional<index::Moment> moment(const Found& date) const {
    const auto day = index::make_moment(date.year, date.month, date.day);
    for (std::size_t i = date.end; i + 1 < tokens_.size() && i < date.end + 6; ++i) {
      auto hour = number(i, 1, 2);
      const auto minute = number(i + 1, 2, 2);
      if (!hour || !minute || between(i) != ":") continue;
      std::size_t next = i + 2;
      unsigned second = 0;
      if (const auto seconds = number(next, 2, 2); seconds && between(next - 1) == ":") {
        second = *seconds;
        ++next;
      }
      if (next < tokens_.size() && *hour <= 12) {
        const std::string_view half = tokens_[next].exact;
        if (is_one_of(half, kAfternoon)) *hour = *hour % 12 + 12;
        if (is_one_of(half, kMorning)) *hour = *hour % 12;
        if (is_one_of(half, kAfternoon) || is_one_of(half, kMorning)) ++next;
      }
      const auto east = zone_after(next);
      if (!east) return day;  // no zone is stated: the day is all that is sure
      const auto whole = index::make_moment(date.year, date.month, date.day, *hour, *minute, second,
                                            std::chrono::minutes(*east));
      return whole ? whole : day;
    }
    return day;
  }

  // Tokens that are not the date's own, nor times or companions of a date.
  std::size_t strangers(const Found& date) const {
    constexpr std::size_t kNumbersOfTime = 4;  // hour, minute, second and offset
    std::size_t count = 0;
    std::size_t numbers = 0;
    const auto hijri = find_hijri();
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      if (i >= date.begin && i < date.end) continue;
      if (hijri && i >= hijri->begin && i < hijri->end) continue;
      if (is_one_of(tokens_[i].exact, kCompanions)) continue;
      const bool of_time = number(i, 1, 2) || (i >= date.end && number(i, 4, 4));
      if (!of_time || ++numbers > kNumbersOfTime) ++count;
    }
    return count;
  }

  // Whether a time of day stands anywhere.
  bool has_time() const {
    for (std::size_t i = 0; i + 1 < tokens_.size(); ++i) {
      const auto hour = number(i, 1, 2);
      if (hour && *hour < 24 && number(i + 1, 2, 2) && between(i) == ":") return true;
    }
    return false;
  }

  // Digits that are a date, of which nobody can say whether the day or the month stands first.
  std::string_view find_unclear() const {
    for (std::size_t i = 0; i + 2 < tokens_.size(); ++i) {
      const auto first = number(i, 1, 2);
      const auto second = number(i + 1, 1, 2);
      if (!first || !second || !year(i + 2) || !parted_as_date(i) || !parted_as_date(i + 1))
        continue;
      if (*first <= 12 && *second <= 12 && *first != *second && *first > 0 && *second > 0) {
        return text_.substr(tokens_[i].range.begin,
                            tokens_[i + 2].range.end - tokens_[i].range.begin);
      }
    }
    return {};
  }

 private:
  // The number that token `i` is, if it has `least` to `most` digits.
  std::optional<unsigned> number(std::size_t i, std::size_t least, std::size_t most) const {
    if (i >= tokens_.size()) return std::nullopt;
    return to_number(tokens_[i].exact, least, most);
  }

  static std::optional<unsigned> to_number(std::string_view digits, std::size_t least,
                                           std::size_t most) {
    if (digits.size() < least || digits.size() > most) return std::nullopt;
    unsigned value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
    return value;
  }

  std::optional<unsigned> day(std::size_t i) const {
    if (i >= tokens_.size()) return std::nullopt;
    std::string_view word = tokens_[i].exact;
    for (const std::string_view ordinal : {"st", "nd", "rd", "th"}) {
      if (word.ends_with(ordinal)) word.remove_suffix(ordinal.size());
    }
    const auto value = to_number(word, 1, 2);
    return value && *value >= 1 && *value <= 31 ? value : std::nullopt;
  }

  using Matcher = std::optional<Found> (DateFinder::*)(std::size_t) const;

  // What one of `matchers` finds first, from left to right.
  std::optional<Found> first_of(std::initializer_list<Matcher> matchers) const {
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      for (const Matcher match : matchers) {
        if (const auto found = (this->*match)(i)) return found;
      }
    }
    return std::nullopt;
  }

  std::optional<Found> find_hijri() const {
    return first_of({&DateFinder::hijri_digits, &DateFinder::hijri_name});
  }

  std::optional<int> year(std::size_t i) const {
    const auto value = number(i, 4, 4);
    if (!value || *value < 1800 || *value > 2199) return std::nullopt;
    return static_cast<int>(*value);
  }

  // What stands between token `i` and the next.
  std::string_view between(std::size_t i) const {
    if (i + 1 >= tokens_.size()) return {};
    const std::uint32_t begin = tokens_[i].range.end;
    return text_.substr(begin, tokens_[i + 1].range.begin - begin);
  }

  bool parted_as_date(std::size_t i) const {
    const std::string_view gap = between(i);
    return gap == "/" || gap == "-" || gap == "." || gap == " / " || gap == " - ";
  }

  std::optional<Found> year_first(std::size_t i) const {
    const auto y = year(i);
    const auto m = number(i + 1, 1, 2);
    const auto d = number(i + 2, 1, 2);
    if (!y || !m || !d || !parted_as_date(i) || !parted_as_date(i + 1)) return std::nullopt;
    return checked({*y, *m, *d, i, i + 3});
  }

  std::optional<Found> year_last(std::size_t i) const {
    const auto first = number(i, 1, 2);
    const auto second = number(i + 1, 1, 2);
    const auto y = year(i + 2);
    if (!first || !second || !y || !parted_as_date(i) || !parted_as_date(i + 1))
      return std::nullopt;
    if (*first <= 12 && *second <= 12 && *first != *second) return std::nullopt;  // day or month?
    const bool day_first = *second <= 12;
    return checked({*y, day_first ? *second : *first, day_first ? *first : *second, i, i + 3});
  }

  // A month's name at token `i`: its number, and the token behind it. A second name of the same
  // month may follow (`نوفمبر/تشرين الثاني`, `كانون الثاني (يناير)`).
  std::optional<std::pair<unsigned, std::size_t>> month(std::size_t i) const {
    const auto first = one_month(i);
    if (!first) return std::nullopt;
    if (between(first->second - 1).find_first_of("/(") == std::string_view::npos) return first;
    const auto second = one_month(first->second);
    if (!second) return first;
    if (second->first != first->first) return std::nullopt;
    return second;
  }

  std::optional<std::pair<unsigned, std::size_t>> one_month(std::size_t i) const {
    if (i >= tokens_.size()) return std::nullopt;
    if (i + 1 < tokens_.size()) {
      if (const auto m = arabic::month_number(tokens_[i].exact + " " + tokens_[i + 1].exact)) {
        return std::pair{*m, i + 2};
      }
    }
    if (const auto m = arabic::month_number(tokens_[i].exact)) return std::pair{*m, i + 1};
    return std::nullopt;
  }

  std::optional<Found> day_and_name(std::size_t i) const {
    const auto d = day(i);
    if (!d) return std::nullopt;
    const auto m = month(i + 1);
    if (!m) return std::nullopt;
    const auto y = year(m->second);
    if (!y) return std::nullopt;
    return checked({*y, m->first, *d, i, m->second + 1});
  }

  std::optional<Found> name_and_day(std::size_t i) const {
    const auto m = month(i);
    if (!m) return std::nullopt;
    const auto d = day(m->second);
    const auto y = year(m->second + 1);
    if (!d || !y) return std::nullopt;
    return checked({*y, m->first, *d, i, m->second + 2});
  }

  // A year that can only be Hijri: no newspaper writes of the Gregorian one.
  std::optional<int> hijri_year(std::size_t i) const {
    const auto value = number(i, 4, 4);
    if (!value || *value < 1300 || *value > 1500) return std::nullopt;
    return static_cast<int>(*value);
  }

  // `1446/9/15` or `15/9/1446`, with or without ه behind it.
  std::optional<Found> hijri_digits(std::size_t i) const {
    if (!parted_as_date(i) || !parted_as_date(i + 1)) return std::nullopt;
    const auto middle = number(i + 1, 1, 2);
    if (!middle) return std::nullopt;
    if (const auto y = hijri_year(i)) {
      const auto d = number(i + 2, 1, 2);
      return d ? from_hijri(*y, *middle, *d, i, i + 3) : std::nullopt;
    }
    const auto first = number(i, 1, 2);
    const auto y = hijri_year(i + 2);
    if (!first || !y) return std::nullopt;
    if (*first <= 12 && *middle <= 12 && *first != *middle) return std::nullopt;
    const bool day_first = *middle <= 12;
    return from_hijri(*y, day_first ? *middle : *first, day_first ? *first : *middle, i, i + 3);
  }

  // `15 رمضان 1446`, `15 من شهر رمضان 1446 هـ`.
  std::optional<Found> hijri_name(std::size_t i) const {
    const auto d = day(i);
    if (!d) return std::nullopt;
    std::size_t next = i + 1;
    while (next < tokens_.size() && next < i + 3 &&
           (tokens_[next].exact == "من" || tokens_[next].exact == "شهر")) {
      ++next;
    }
    for (const std::size_t words : {std::size_t{2}, std::size_t{1}}) {
      if (next + words >= tokens_.size()) continue;
      std::string name = tokens_[next].exact;
      if (words == 2) name += " " + tokens_[next + 1].exact;
      const auto month = arabic::hijri_month_number(name);
      const auto y = hijri_year(next + words);
      if (month && y) return from_hijri(*y, *month, *d, i, next + words + 1);
    }
    return std::nullopt;
  }

  std::optional<Found> from_hijri(int year, unsigned month, unsigned day, std::size_t begin,
                                  std::size_t end) const {
    const auto found = arabic::hijri_to_day(year, month, day);
    if (!found) return std::nullopt;
    if (end < tokens_.size() && is_one_of(tokens_[end].exact, kHijri)) ++end;
    const std::chrono::year_month_day date(*found);
    return Found{static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                 static_cast<unsigned>(date.day()), begin, end};
  }

  static std::optional<Found> checked(const Found& date) {
    if (!index::make_moment(date.year, date.month, date.day)) return std::nullopt;
    return date;
  }

  // Minutes east of Greenwich, if the words from token `i` on name a zone and nothing but «بتوقيت»
  // stands before it. A second time in brackets makes it unclear: no zone then.
  std::optional<int> zone_after(std::size_t i) const {
    if (const auto offset = offset_at(i, 4)) return offset;  // `17:06:00 +0300`
    while (i < tokens_.size() && (tokens_[i].exact == "بتوقيت" || tokens_[i].exact == "توقيت")) ++i;
    if (i >= tokens_.size()) return std::nullopt;
    const std::string& word = tokens_[i].exact;
    for (const Place& place : kPlaces) {
      if (word == place.name) return place.minutes;
    }
    if (!is_one_of(word, kGreenwich)) return std::nullopt;
    if (between(i).find_first_of("+-") == std::string_view::npos) return 0;
    return offset_at(i + 1, 2);  // `GMT+3`
  }

  // Token `i` as an offset, if a sign stands right before it: `+0300`, `+03:00` or, with `least` of
  // less than 4 digits, `+3`.
  std::optional<int> offset_at(std::size_t i, std::size_t digits) const {
    if (i == 0 || i >= tokens_.size()) return std::nullopt;
    const std::string_view gap = between(i - 1);
    if (!gap.ends_with('+') && !gap.ends_with('-')) return std::nullopt;
    const int sign = gap.ends_with('-') ? -1 : 1;
    constexpr unsigned kFarthest = 14 * 60;
    unsigned minutes = 0;
    if (const auto packed = number(i, 4, 4)) {
      minutes = *packed / 100 * 60 + *packed % 100;
    } else if (const auto hours = number(i, 1, 2)) {
      const auto rest = number(i + 1, 2, 2);
      if (rest && between(i) == ":") {
        minutes = *hours * 60 + *rest;
      } else if (digits < 4) {
        minutes = *hours * 60;
      } else {
        return std::nullopt;
      }
    } else {
      return std::nullopt;
    }
    if (minutes > kFarthest) return std::nullopt;
    return sign * static_cast<int>(minutes);
  }

  std::string_view text_;
  std::vector<Token> tokens_;
};

}  // namespace

std::optional<index::Moment> find_date(std::string_view text) {
  const DateFinder finder(text);
  const auto date = finder.find();
  return date ? finder.moment(*date) : std::nullopt;
}

std::optional<index::Moment> parse_date_line(std::string_view text, std::size_t strangers) {
  const DateFinder finder(text);
  const auto date = finder.find();
  return date && finder.strangers(*date) <= strangers ? finder.moment(*date) : std::nullopt;
}

std::optional<index::Moment> parse_stamp(std::string_view text) {
  constexpr std::size_t kStrangers = 6;  // numbers of a second date or time among them
  std::string people;                    // the words that are not for machines
  std::optional<index::Moment> of_machine;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find(' ', begin), text.size());
    const std::string_view word = text.substr(begin, end - begin);
    const auto iso = word.find('T') != std::string_view::npos ? index::parse_iso_8601(word)
                                                              : std::optional<index::Moment>();
    if (iso) of_machine = iso;
    if (!iso) people.append(word).append(" ");
    begin = end + 1;
  }
  const DateFinder finder(people);
  const auto date = finder.find();
  if (!date) return of_machine;
  return finder.has_time() && finder.strangers(*date) <= kStrangers ? finder.moment(*date)
                                                                    : std::nullopt;
}

std::string_view find_unclear_date(std::string_view text) {
  return DateFinder(text).find_unclear();
}

}  // namespace fihrist::indexer::extract
