// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "server/http/plain_text.h"

#include <algorithm>
#include <string_view>

#include "arabic/decode.h"
#include "arabic/letters.h"
#include "server/http/parameters.h"
#include "server/pages/html.h"
#include "server/pages/notes.h"

namespace fihrist::http {
namespace {

constexpr std::size_t kWidth = 76;         // columns of a line, with its indentation
constexpr std::size_t kLongestEcho = 200;  // bytes of the query that are repeated
constexpr std::string_view kIndent = "    ";
constexpr std::string_view kBetween = " · ";

constexpr char32_t kDelete = U'\u007F';
constexpr char32_t kLastC1Control = U'\u009F';
constexpr char32_t kLineSeparator = U'\u2028';
constexpr char32_t kParagraphSeparator = U'\u2029';
constexpr char32_t kLeftToRightIsolate = U'\u2066';

bool ends_word(char32_t c) {
  return c <= U' ' || (c >= kDelete && c <= kLastC1Control) || c == kLineSeparator ||
         c == kParagraphSeparator;
}

bool turns_direction(char32_t c) {
  return (c >= arabic::kLeftToRightEmbedding && c <= arabic::kRightToLeftOverride) ||
         (c >= kLeftToRightIsolate && c <= arabic::kPopDirectionalIsolate);
}

// Vowel signs and what is invisible take no column.
bool has_width(char32_t c) {
  return !(c >= arabic::kFathatan && c <= arabic::kWavyHamzaBelow) &&
         c != arabic::kSuperscriptAlef &&
         !(c >= arabic::kZeroWidthSpace && c <= arabic::kRightToLeftMark);
}

// `text` on one line: its words with one blank between them.
std::u32string one_line(std::string_view text) {
  std::u32string line;
  bool is_between = false;
  for (const char32_t c : arabic::to_utf32(text)) {
    if (turns_direction(c) || c == arabic::kZeroWidthNoBreakSpace) continue;
    if (ends_word(c)) {
      is_between = !line.empty();
      continue;
    }
    if (is_between) line += U' ';
    is_between = false;
    line += c;
  }
  return line;
}

std::string clean(std::string_view text) { return arabic::to_utf8(one_line(text)); }

// Appends `text` in lines of at most kWidth columns, if its words are not longer.
void append_wrapped(std::string_view text, std::string& out) {
  const std::u32string line = one_line(text);
  std::size_t column = kWidth;
  for (std::size_t begin = 0; begin < line.size();) {
    const std::size_t end = std::min(line.find(U' ', begin), line.size());
    const std::u32string_view word = std::u32string_view(line).substr(begin, end - begin);
    const auto width = static_cast<std::size_t>(std::count_if(word.begin(), word.end(), has_width));
    if (column + 1 + width > kWidth) {
      out.append(begin == 0 ? "" : "\n").append(kIndent);
      column = kIndent.size();
    } else {
      out += ' ';
      ++column;
    }
    out += arabic::to_utf8(word);
    column += width;
    begin = end + 1;
  }
  if (!line.empty()) out += '\n';
}

// Words that were matched one after the other share one pair of stars.
std::string with_stars(const search::MarkedText& marked) {
  const std::string_view text = marked.text;
  std::string starred;
  std::size_t shown = 0;
  for (auto mark = marked.marks.begin(); mark != marked.marks.end(); ++mark) {
    const auto begin = mark;
    while (std::next(mark) != marked.marks.end() &&
           text.substr(mark->end, std::next(mark)->begin - mark->end) == " ") {
      ++mark;
    }
    starred.append(text.substr(shown, begin->begin - shown)).append("*");
    starred.append(text.substr(begin->begin, mark->end - begin->begin)).append("*");
    shown = mark->end;
  }
  return starred.append(text.substr(shown));
}

// The date comes first: behind Arabic letters, a terminal that orders text by direction would turn
// 2025-04-23 into 23-04-2025.
std::string byline(const index::Article& article) {
  std::string line;
  if (article.published) line = index::to_rfc3339(*article.published).substr(0, 10);
  for (const std::string& name : {article.source, article.author}) {
    if (name.empty()) continue;
    line.append(line.empty() ? "" : kBetween).append(clean(name));
  }
  return line;
}

void append_line(std::string_view text, std::string& out) {
  if (!text.empty()) out.append(kIndent).append(text).append("\n");
}

void append_hit(const search::Hit& hit, std::size_t number, std::string& out) {
  const index::Article& article = hit.article;
  const std::string place = std::to_string(number) + ".";
  out.append("\n").append(place);
  out.append(place.size() < kIndent.size() ? kIndent.size() - place.size() : 1, ' ');
  out.append(clean(article.title.empty() ? hit.opening : hit.title.text)).append("\n");
  append_line(byline(article), out);
  append_line(
      article.url.empty() ? "/v1/articles/" + pages::encode_url(article.id) : clean(article.url),
      out);
  append_wrapped(with_stars(hit.snippet), out);
  if (hit.similar > 0) append_line("and " + std::to_string(hit.similar) + " much like it", out);
}

std::string count_results(const search::SearchResults& results) {
  if (results.total == 0) return "No results";
  const std::string number = std::to_string(results.total);
  if (!results.total_is_exact) return "At least " + number + " results";
  return number + (results.total == 1 ? " result" : " results");
}

std::string head(const search::SearchRequest& request, const search::SearchResults& results) {
  std::string line = count_results(results);
  const std::uint64_t pages = (results.total + request.per_page - 1) / request.per_page;
  if (pages > 1 || request.page > 1) {
    line += ", page " + std::to_string(request.page);
    if (results.total_is_exact) line += " of " + std::to_string(pages);
  }
  if (request.query.empty()) return line + "\n";
  const std::string_view echo = arabic::cut_at_character(request.query, kLongestEcho);
  return line + " for: " + clean(echo) + (echo.size() < request.query.size() ? " …" : "") + "\n";
}

}  // namespace

std::string to_plain_text(const search::SearchRequest& request,
                          const search::SearchResults& results) {
  std::string out = head(request, results);
  for (const search::Note& note : results.notes) {
    out.append("note: ").append(clean(pages::english_text(note))).append("\n");
  }
  if (results.suggestion) {
    out.append("did you mean: ").append(clean(*results.suggestion)).append("\n");
  }
  std::size_t number = (request.page - 1) * request.per_page;
  for (const search::Hit& hit : results.hits) append_hit(hit, ++number, out);
  for (const search::FacetCounts& counts : results.facets) {
    out.append("\n").append(facet_name(counts.facet)).append(":\n");
    for (const search::FacetValue& value : counts.values) {
      const std::string count = std::to_string(value.count);
      constexpr std::size_t kColumns = 8;
      out.append(count.size() < kColumns ? kColumns - count.size() : 0, ' ');
      out.append(count).append("  ").append(clean(value.value)).append("\n");
    }
  }
  if (!results.related.empty()) {
    out.append("\nrelated: ");
    for (const std::string& term : results.related) {
      out.append(&term == &results.related.front() ? "" : kBetween).append(clean(term));
    }
    out.append("\n");
  }
  return out;
}

std::string to_plain_text(const Problem& problem) {
  return "error: " + clean(problem.detail) + "\n";
}

}  // namespace fihrist::http
