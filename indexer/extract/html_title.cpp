// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "indexer/extract/html_title.h"

#include <vector>

#include "arabic/analyzer.h"
#include "indexer/extract/thread_analyzer.h"
#include "indexer/extract/trim.h"

namespace fihrist::indexer::extract {
namespace {

// What stands between a title and a site's name.
constexpr std::string_view kBars[] = {" | ", " - ", " – ", " — ", " :: ", " » ", " • ", "| ", "|"};

// `title` without `site` before or behind it, and what parts the two.
std::string without_site(const std::string& title, const std::string& site) {
  for (const std::string_view bar : kBars) {
    const std::size_t at = title.rfind(bar);
    if (at == std::string::npos) continue;
    const arabic::Analyzer& analyzer = analyzer_of_thread();
    const std::string key = analyzer.folded_key(site);
    const std::string behind = title.substr(at + bar.size());
    const std::string before = title.substr(0, title.find(bar));
    if (!key.empty() && analyzer.folded_key(behind) == key) return title.substr(0, at);
    if (!key.empty() && analyzer.folded_key(before) == key) {
      return title.substr(title.find(bar) + bar.size());
    }
  }
  return title;
}

// What a title says, in any typography: its folded letters.
std::string letters_of(std::string_view text) {
  std::string letters = analyzer_of_thread().folded_key(text);
  std::erase(letters, ' ');
  return letters;
}

}  // namespace

std::string choose_title(const HtmlMetadata& metadata) {
  constexpr std::size_t kLeast = 8;      // bytes of letters in a heading that says anything
  constexpr double kLeastOfTitle = 0.6;  // of the letters of a title that a heading must have
  for (const std::string& title : metadata.titles) {
    const std::string title_letters = letters_of(title);
    for (const std::string& heading : metadata.headings) {
      const std::string letters = letters_of(heading);
      const bool long_enough =
          letters.size() >= kLeast && static_cast<double>(letters.size()) >=
                                          kLeastOfTitle * static_cast<double>(title_letters.size());
      if (long_enough && title_letters.find(letters) != std::string::npos) return heading;
    }
  }
  if (!metadata.titles.empty()) return without_site(metadata.titles[0], metadata.source);
  return metadata.headings.size() == 1 ? metadata.headings[0] : std::string();
}

std::string site_in_titles(const HtmlMetadata& metadata, std::string_view title) {
  constexpr std::size_t kLongest = 5;  // words of a site's name
  const std::string letters = letters_of(title);
  if (letters.empty()) return {};
  for (const std::string& whole : metadata.titles) {
    for (const std::string_view bar : kBars) {
      const std::size_t at = whole.rfind(bar);
      if (at == std::string::npos || !letters_of(whole.substr(0, at)).starts_with(letters))
        continue;
      std::string site = whole.substr(at + bar.size());
      const std::size_t words = analyzer_of_thread().tokenize(site).size();
      if (words > 0 && words <= kLongest) return std::string(trim(site));
    }
  }
  return {};
}

}  // namespace fihrist::indexer::extract
