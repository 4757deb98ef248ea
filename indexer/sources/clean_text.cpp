// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "indexer/sources/clean_text.h"

#include <algorithm>
#include <initializer_list>

#include "arabic/decode.h"

namespace fihrist::indexer {

std::string clean_text(std::string_view utf8) {
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
  if (utf8.starts_with(kByteOrderMark)) utf8.remove_prefix(kByteOrderMark.size());
  std::string text;
  text.reserve(utf8.size());
  for (std::size_t i = 0; i < utf8.size(); ++i) {
    const auto byte = static_cast<unsigned char>(utf8[i]);
    if (byte == '\r') {
      if (i + 1 == utf8.size() || utf8[i + 1] != '\n') text += '\n';
    } else if ((byte < 0x20 && byte != '\n' && byte != '\t') || byte == 0x7F) {
      text += ' ';
    } else {
      text += utf8[i];
    }
  }
  return text;
}

std::string make_valid(std::string bytes, const Location& where, bool count_lines,
                       const ProblemSink& problems) {
  const auto invalid = arabic::find_invalid_utf8(bytes);
  if (!invalid) return bytes;
  Location at = where;
  if (count_lines) {
    at.line = 1 + static_cast<std::size_t>(std::count(
                      bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(*invalid), '\n'));
  }
  problems({ProblemKind::kInvalidUtf8, at,
            "has bytes that are not UTF-8; they are kept as U+FFFD. Convert the file to UTF-8"});
  return arabic::to_valid_utf8(bytes);
}

bool looks_like_html(std::string_view text) {
  return std::ranges::any_of(
      std::initializer_list<std::string_view>{"</p>", "</P>", "<br", "<BR", "</div>", "</span>",
                                              "</a>", "</li>", "<p>", "<P>", "</strong>", "</h2>",
                                              "</h3>", "<img "},
      [text](std::string_view tag) { return text.find(tag) != std::string_view::npos; });
}

}  // namespace fihrist::indexer
