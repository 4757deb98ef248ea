// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// What a site puts around its stories, as config/site_chrome.tsv lists it: the phrases are there,
// the rules that use them are here.
#pragma once

#include <cstddef>
#include <filesystem>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "arabic/analyzer.h"

namespace fihrist::indexer::extract {

// A part of a line: bytes [begin, end) of it, and why it is cut; an empty rule keeps it.
struct LinePart {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string_view rule;
};

// The rule of links to other articles, which related.h cuts as well.
inline constexpr std::string_view kRelatedLinks = "related links";

class SiteChrome {
 public:
  // The built-in list.
  SiteChrome();
  // The list of `folder`, or the built-in one where it has none. Throws arabic::WordListError with
  // file and line.
  explicit SiteChrome(const std::filesystem::path& folder);

  // Why a line is nothing but chrome: `site chrome`, `site notice` or `site footer`; empty if it is
  // not. `tokens` are the line's (Analyzer::tokenize); none, if it is too long to be chrome but a
  // footer.
  std::string_view rule_of_line(std::string_view line,
                                const std::vector<arabic::Token>& tokens) const;

  // Whether a line says that other articles follow (`إقرأ أيضاً:`) and nothing else.
  bool is_related_heading(const std::vector<arabic::Token>& tokens) const;

  // Whether a line begins with such words and names the other article itself.
  bool begins_related(std::string_view line, const std::vector<arabic::Token>& tokens) const;

  // The parts of one line of scraped text:
  //   - `Related` and the headlines behind it, run together with each other and with the paragraph
  //     they were put before, where the joints can be seen: a ة or a tanween inside a word, a
  //     question mark without a space
  //   - an advertisement's mark, glued to the first word or alone behind the last sentence
  //   - a heading that was glued to its paragraph by a ة: both are kept, as two
  // A line without any of these is one part that is kept.
  std::vector<LinePart> split(std::string_view line) const;

 private:
  bool is_footer(std::string_view line) const;
  std::size_t glued_advertisement(std::string_view line) const;

  std::set<std::string, std::less<>> lines_;  // folded keys
  std::vector<std::string> starts_;           // folded keys
  std::vector<std::string> notices_;          // folded keys
  std::set<std::string, std::less<>> glued_;  // folded words
  std::vector<std::string> footers_;          // folded, without blanks
  std::vector<std::string> related_;          // folded keys
};

}  // namespace fihrist::indexer::extract
