// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "server/http/accept.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <string>

namespace fihrist::http {
namespace {

// What is before the first `end` of `text`, without blanks and in small letters; the rest stays in
// `text`.
std::string take(std::string_view& text, char end) {
  const std::size_t size = std::min(text.find(end), text.size());
  std::string part;
  for (const char c : text.substr(0, size)) {
    if (c == ' ' || c == '\t') continue;
    part += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  }
  text.remove_prefix(std::min(size + 1, text.size()));
  return part;
}

// How much something is wanted, from 0 to 1, by the range that is nearest to it.
class Wish {
 public:
  Wish(std::string_view whole, std::string_view family, std::string_view anything)
      : whole_(whole), family_(family), anything_(anything) {}

  void hear(std::string_view range, double quality) {
    const int nearness = nearness_of(range);
    if (nearness == 0 || nearness < nearness_) return;
    nearness_ = nearness;
    quality_ = quality;
  }

  // Of ranges that are equally near, the one that wants it most: for lists in which several
  // mean it.
  void hear_most(std::string_view range, double quality) {
    if (nearness_of(range) == nearness_) quality = std::max(quality, quality_);
    hear(range, quality);
  }

  double quality() const { return quality_; }

 private:
  int nearness_of(std::string_view range) const {
    return range == whole_ ? 3 : range == family_ ? 2 : range == anything_ ? 1 : 0;
  }

  std::string_view whole_;
  std::string_view family_;
  std::string_view anything_;
  int nearness_ = 0;
  double quality_ = 0;
};

// Calls `hear(range, quality)` for each element of a list of wishes.
template <typename Hear>
void hear_all(std::string_view list, Hear hear) {
  while (!list.empty()) {
    const std::string element = take(list, ',');
    std::string_view rest = element;
    const std::string range = take(rest, ';');
    double quality = 1;
    while (!rest.empty()) {
      const std::string parameter = take(rest, ';');
      if (!parameter.starts_with("q=")) continue;
      const char* end = parameter.data() + parameter.size();
      const auto read =
          std::from_chars(parameter.data() + 2, end, quality, std::chars_format::fixed);
      // What is no number wants nothing.
      if (read.ec != std::errc() || read.ptr != end) quality = 0;
    }
    if (!(quality >= 0 && quality <= 1)) quality = 0;
    hear(range, quality);
  }
}

}  // namespace

bool prefers_plain_text(std::string_view accept) {
  Wish plain("text/plain", "text/*", "*/*");
  Wish json("application/json", "application/*", "*/*");
  hear_all(accept, [&](const std::string& range, double quality) {
    plain.hear(range, quality);
    json.hear(range, quality);
  });
  return plain.quality() > json.quality();
}

bool prefers_english(std::string_view accept_language) {
  Wish arabic("ar", "ar", "*");
  Wish english("en", "en", "*");
  hear_all(accept_language, [&](const std::string& range, double quality) {
    const std::string language = range.substr(0, range.find('-'));  // en-GB is English
    arabic.hear_most(language, quality);
    english.hear_most(language, quality);
  });
  return english.quality() > arabic.quality();
}

}  // namespace fihrist::http
