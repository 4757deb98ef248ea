// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "indexer/extract/related.h"

#include <algorithm>

#include "indexer/extract/dates.h"
#include "indexer/extract/labels.h"
#include "indexer/extract/thread_analyzer.h"

namespace fihrist::indexer::extract {
namespace {

constexpr std::size_t kMostLinks = 3;     // headlines of a box inside a story
constexpr std::size_t kLongestLink = 30;  // words of a line that is heading and headline
constexpr double kLeastCoverage = 0.5;    // of a headline's words, by its own text

bool is_label_line(const Line& line) {
  if (line.tokens.empty()) {  // a long line: of keywords, if of anything
    const std::string_view label = line.text().substr(0, line.text().find(':') + 1);
    return !find_labels(label, analyzer_of_thread().tokenize(label)).empty();
  }
  return !find_labels(line.text(), line.tokens).empty() || parse_date_line(line.text()).has_value();
}

// Whether the story has ended above line `heading`.
bool has_ended(std::span<const Line> lines, std::size_t heading) {
  if (heading == 0) return true;
  const Line& before = lines[heading - 1];
  return before.is_cut() || is_label_line(before);
}

void cut(Line& line) {
  if (!line.is_cut()) line.span.rule = kRelatedLinks;
}

}  // namespace

std::size_t cut_related(std::span<Line> lines, const SiteChrome& chrome) {
  for (std::size_t i = 0; i < lines.size(); ++i) {
    Line& line = lines[i];
    if (line.is_cut() || line.tokens.empty()) continue;
    if (chrome.begins_related(line.text(), line.tokens) && line.tokens.size() <= kLongestLink) {
      cut(line);
      continue;
    }
    if (!chrome.is_related_heading(line.tokens)) continue;

    std::size_t text = i + 1;  // where headlines end
    while (text < lines.size() && !looks_like_paragraph(lines[text]) &&
           !is_label_line(lines[text])) {
      ++text;
    }
    const bool has_text = text < lines.size();
    const std::size_t headline = i + 1;
    if (has_text && headline < lines.size()) {
      const bool is_headed = is_label_line(lines[text]) && text > headline;
      if (has_ended(lines, i) || is_headed ||
          (text > headline && coverage(lines[headline].text(), lines, text) >= kLeastCoverage)) {
        return i;
      }
    }
    cut(line);
    const std::size_t links = has_text ? std::min(text, i + 1 + kMostLinks) : lines.size();
    for (std::size_t link = i + 1; link < links; ++link) cut(lines[link]);
  }
  return lines.size();
}

}  // namespace fihrist::indexer::extract
