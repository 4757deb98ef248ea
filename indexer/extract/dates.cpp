// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "indexer/extract/dates.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <string>
#include <vector>

#include "arabic/analyzer.h"
#include "arabic/month_names.h"

namespace fihrist::indexer::extract {
namespace {

using arabic::Token;

// Words that stand beside a date and belong to it, folded.
constexpr std::array<std::string_view, 24> kCompanions = {
    "الاحد", "الاثنين", "الثلاثاء", "الاربعاء", "الخميس", "الجمعه",  "السبت",   "يوم",
    "في",    "الموافق", "الساعه",   "بتوقيت",   "غرينتش", "غرينيتش", "مكه",     "المكرمه",
    "gmt",   "utc",     "م",        "بتاريخ",   "تاريخ",  "من",      "الاتنين", "جرينتش"};

// A date found at tokens [begin, end) of a line.
struct Found {
  int year = 0;
  unsigned month = 0;
  unsigned day = 0;
  std::size_t begin = 0;
  std::size_t end = 0;
};

class DateFinder {
 public:
  explicit DateFinder(std::string_view text)
      : text_(text), tokens_(arabic::Analyzer().tokenize(text)) {}

  std::optional<Found> find() const {
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      for (const auto match : {&DateFinder::year_first, &DateFinder::year_last,
                               &DateFinder::day_and_name, &DateFinder::name_and_day}) {
        if (const auto found = (this->*match)(i)) return found;
      }
    }
    return std::nullopt;
  }

  // The moment of a date, with the time behind it.
  std::optional<index::Moment> moment(const Found& date) const {
    for (std::size_t i = date.end; i + 1 < tokens_.size() && i < date.end + 6; ++i) {
      const auto hour = number(i, 1, 2);
      const auto minute = number(i + 1, 2, 2);
      if (!hour || !minute || between(i) != ":") continue;
      std::size_t next = i + 2;
      unsigned second = 0;
      if (const auto seconds = number(next, 2, 2); seconds && between(next - 1) == ":") {
        second = *seconds;
        ++next;
      }
      const auto east = zone_after(next);
      if (!east) break;  // no zone is stated: the day is all that is sure
      const auto local =
          index::make_moment(date.year, date.month, date.day, *hour, *minute, second);
      if (!local) break;
      return *local - std::chrono::hours(*east);
    }
    return index::make_moment(date.year, date.month, date.day);
  }

  // Whether all tokens but the date's own are times or companions of a date.
  bool stands_alone(const Found& date) const {
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      if (i >= date.begin && i < date.end) continue;
      const bool companion =
          std::find(kCompanions.begin(), kCompanions.end(), tokens_[i].exact) != kCompanions.end();
      if (!companion && !(i >= date.end && number(i, 1, 2))) return false;
    }
    return true;
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

  static std::optional<Found> checked(const Found& date) {
    if (!index::make_moment(date.year, date.month, date.day)) return std::nullopt;
    return date;
  }

  // Hours east of Greenwich, if the words from token `i` on name a zone and nothing but «بتوقيت»
  // stands before it. `GMT+3`, a second time in brackets or «مساءً» make it unclear: no zone then.
  std::optional<int> zone_after(std::size_t i) const {
    if (i < tokens_.size() && (tokens_[i].exact == "بتوقيت" || tokens_[i].exact == "توقيت")) ++i;
    if (i >= tokens_.size()) return std::nullopt;
    const std::string& word = tokens_[i].exact;
    if (word == "مكه") return 3;
    const bool greenwich =
        word == "غرينتش" || word == "غرينيتش" || word == "جرينتش" || word == "gmt" || word == "utc";
    const bool shifted = between(i).find_first_of("+-") != std::string_view::npos;
    return greenwich && !shifted ? std::optional(0) : std::nullopt;
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

std::optional<index::Moment> parse_date_line(std::string_view text) {
  const DateFinder finder(text);
  const auto date = finder.find();
  return date && finder.stands_alone(*date) ? finder.moment(*date) : std::nullopt;
}

}  // namespace fihrist::indexer::extract
