// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "indexer/extract/lines.h"

#include <algorithm>
#include <initializer_list>
#include <set>
#include <string>
#include <utility>

#include "arabic/decode.h"
#include "indexer/extract/thread_analyzer.h"
#include "indexer/extract/trim.h"

namespace fihrist::indexer::extract {
namespace {

constexpr std::size_t kLongestTitle = 200;      // characters
constexpr std::size_t kLongestLabelLine = 600;  // bytes: a longer line is a paragraph
constexpr std::size_t kLeastParagraph = 20;     // words, where no full stop tells

bool has_any(std::string_view text, std::initializer_list<std::string_view> marks) {
  return std::any_of(marks.begin(), marks.end(), [text](std::string_view mark) {
    return text.find(mark) != std::string_view::npos;
  });
}

bool ends_sentence(std::string_view text) {
  for (const std::string_view mark : {".", ".\"", ".”", ".»", ".)", "؟.", "\"."}) {
    if (text.ends_with(mark)) return true;
  }
  return false;
}

}  // namespace

std::vector<Line> make_lines(std::vector<Span> spans, const SiteChrome& chrome) {
  const arabic::Analyzer& analyzer = analyzer_of_thread();
  std::vector<Line> lines;
  lines.reserve(spans.size());
  for (Span& span : spans) {
    if (!span.is_kept()) {
      lines.push_back({std::move(span), {}});
      continue;
    }
    std::vector<arabic::Token> tokens;
    if (span.text.size() <= kLongestLabelLine) tokens = analyzer.tokenize(span.text);
    span.rule = chrome.rule_of_line(span.text, tokens);
    const std::vector<LinePart> parts =
        span.is_kept() ? chrome.split(span.text) : std::vector<LinePart>();
    if (parts.size() <= 1) {
      lines.push_back({std::move(span), std::move(tokens)});
      continue;
    }
    // In HTML the bytes are those of the whole block, with its markup.
    const bool has_markup = span.end - span.begin != span.text.size();
    for (const LinePart& part : parts) {
      const std::string_view whole = span.text;
      const std::string_view text = trim(whole.substr(part.begin, part.end - part.begin));
      if (text.empty()) continue;
      const auto at = static_cast<std::size_t>(text.data() - whole.data());
      Line line;
      line.span = {has_markup ? span.begin : span.begin + at,
                   has_markup ? span.end : span.begin + at + text.size(), std::string(text),
                   part.rule};
      if (part.rule.empty() && text.size() <= kLongestLabelLine) {
        line.tokens = analyzer.tokenize(text);
      }
      lines.push_back(std::move(line));
    }
  }
  return lines;
}

bool looks_like_title(const Line& line) {
  const std::string_view text = line.text();
  if (text.starts_with('*') || text.starts_with("•")) return false;  // an item of a list
  return line.tokens.size() >= kShortestTitle && arabic::count_characters(text) <= kLongestTitle &&
         !text.ends_with('.') && !text.ends_with(".\"") && !text.ends_with("،") &&
         !text.ends_with(':');
}

bool looks_like_banner(const Line& line) {
  const auto latin = static_cast<std::size_t>(std::count_if(
      line.tokens.begin(), line.tokens.end(),
      [](const arabic::Token& token) { return token.script == arabic::Script::kLatin; }));
  return has_any(line.text(), {"|", "http", "@", " >", " ›"}) || latin * 2 > line.tokens.size();
}

bool looks_like_address(const Line& line) {
  const std::string_view text = line.text();
  if (text.find(' ') != std::string_view::npos) return false;
  return text.starts_with("http") || text.starts_with("www.") ||
         text.find('@') != std::string_view::npos;
}

bool looks_like_paragraph(const Line& line) {
  if (line.tokens.empty()) return line.text().size() > kLongestLabelLine;
  return ends_sentence(line.text()) || line.tokens.size() >= kLeastParagraph;
}

bool is_name(const std::vector<arabic::Token>& words, std::string_view text, std::size_t least) {
  return words.size() >= least && words.size() <= kLongestName &&
         !has_any(text, {"\"", "«", "“", ":", "؟", "!"});
}

double coverage(std::string_view headline, std::span<const Line> lines, std::size_t begin) {
  constexpr std::size_t kShortestWord = 6;  // bytes: particles say nothing
  const arabic::Analyzer& analyzer = analyzer_of_thread();
  std::set<std::string> stems;
  const std::size_t end = std::min(lines.size(), begin + kCoveringLines);
  for (std::size_t i = begin; i < end; ++i) {
    if (lines[i].is_cut()) continue;
    for (arabic::Token& token : analyzer.analyze(lines[i].text())) {
      stems.insert(std::move(token.stem));
    }
  }
  std::size_t words = 0;
  std::size_t found = 0;
  for (const arabic::Token& token : analyzer.analyze(headline)) {
    if (token.exact.size() < kShortestWord) continue;
    ++words;
    found += stems.count(token.stem);
  }
  return words == 0 ? 0 : static_cast<double>(found) / static_cast<double>(words);
}

std::string_view trim_value(std::string_view text) {
  constexpr std::string_view kValueMarks[] = {":", "-", "/", "،", ",", ".", "|", "–"};
  for (std::size_t before = text.size() + 1; text.size() < before;) {
    before = text.size();
    text = trim(text);
    for (const std::string_view mark : kValueMarks) {
      if (text.starts_with(mark)) text.remove_prefix(mark.size());
      if (text.ends_with(mark)) text.remove_suffix(mark.size());
    }
  }
  return text;
}

}  // namespace fihrist::indexer::extract
