// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// The lines of a scraped text, and what one can tell from the look of them.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "arabic/analyzer.h"
#include "indexer/extract/extraction.h"

namespace fihrist::indexer::extract {

// A line with something on it. Tokens are those of Analyzer::tokenize; a line that is too long to
// be anything but a paragraph (or a footer) has none.
struct Line {
  Span span;
  std::vector<arabic::Token> tokens;

  std::string_view text() const { return span.text; }
  bool is_cut() const { return !span.is_kept(); }
};

// Turns spans into lines; site chrome is cut (site_chrome.h), and a line that was glued together of
// several is parted.
std::vector<Line> make_lines(std::vector<Span> spans, const SiteChrome& chrome);

// A headline: some words, no full stop.
bool looks_like_title(const Line& line);

// A site's own line above the headline: a slogan with bars, a path of sections (`الرئيسية >
// سياسة`), or a name in two scripts.
bool looks_like_banner(const Line& line);

// An address of the web or of mail.
bool looks_like_address(const Line& line);

// A sentence or more.
bool looks_like_paragraph(const Line& line);

// The share of the headline's words that stand, in some form, in the kCoveringLines from `begin`
// on, as far as they are kept.
double coverage(std::string_view headline, std::span<const Line> lines, std::size_t begin);

inline constexpr std::size_t kCoveringLines = 15;

// A name of a person or an outlet: `least` to kLongestName words, no sentence.
bool is_name(const std::vector<arabic::Token>& words, std::string_view text, std::size_t least);

inline constexpr std::size_t kShortestTitle = 3;  // words
inline constexpr std::size_t kLongestName = 7;    // words of an author or a source

// The value of a label, without the marks around it.
std::string_view trim_value(std::string_view text);

}  // namespace fihrist::indexer::extract
