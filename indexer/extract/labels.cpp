// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "indexer/extract/labels.h"

#include <algorithm>
#include <array>

namespace fihrist::indexer::extract {
namespace {

using arabic::Token;

struct LabelWords {
  LabelKind kind;
  std::array<std::string_view, 2> words;  // folded; the second may be empty
  bool needs_mark;                        // only with `:`, `-` or `/` behind it
};

// Two words before one, so that `تاريخ النشر` is not read as `تاريخ`.
constexpr LabelWords kLabels[] = {
    {LabelKind::kPublished, {"تم", "النشر"}, false},     // تم النشر: 2024/08/19
    {LabelKind::kPublished, {"تاريخ", "النشر"}, false},  // تاريخ النشر: 3rd, April 2025 GMT
    {LabelKind::kPublished, {"نشر", "بتاريخ"}, false},   // نُشر بتاريخ 23 نيسان 2025
    {LabelKind::kPublished, {"نشر", "في"}, true},        // نُشر في: 23 نيسان 2025
    {LabelKind::kUpdated, {"تم", "التحديث"}, false},     // تم التحديث: 2024/08/19
    {LabelKind::kUpdated, {"اخر", "تحديث"}, false},      // آخر تحديث: 12 فبراير 2025
    {LabelKind::kUpdated, {"تاريخ", "التحديث"}, false},  // تاريخ التحديث
    {LabelKind::kRelated, {"اقرا", "ايضا"}, false},      // إقرأ أيضاً:
    {LabelKind::kAuthor, {"كاتب", "المقال"}, true},      // كاتب المقال: …
    {LabelKind::kAuthor, {"الكاتب", ""}, true},          // الكاتب: …
    {LabelKind::kAuthor, {"الكاتبه", ""}, true},         // الكاتبة: …
    {LabelKind::kAuthor, {"بقلم", ""}, true},            // بقلم: …
    {LabelKind::kAuthor, {"كتب", ""}, true},             // كتب - …
    {LabelKind::kAuthor, {"كتبت", ""}, true},            // كتبت: …
    {LabelKind::kSource, {"المصدر", ""}, true},          // المصدر: …
    {LabelKind::kPublished, {"التاريخ", ""}, true},      // التاريخ: …
};

// Words that only an outlet's name begins or ends with, folded.
constexpr std::string_view kOutletFirstWords[] = {"صحيفه", "جريده", "وكاله",  "شبكه",
                                                  "موقع",  "مجله",  "قناه",   "اذاعه",
                                                  "بوابه", "راديو", "تلفزيون"};
constexpr std::string_view kOutletLastWords[] = {"نيوز",    "بوست", "تايمز",
                                                 "اونلاين", "برس",  "للانباء"};

constexpr std::string_view kGluedSource = "المصدر";

bool is_marked(std::string_view line, std::size_t at) {
  while (at < line.size() && line[at] == ' ') ++at;
  return at < line.size() && (line[at] == ':' || line[at] == '-' || line[at] == '/');
}

// Number of tokens of the label that begins at token `i`, and which it is; 0 if none does.
std::size_t match_label(std::string_view line, const std::vector<Token>& tokens, std::size_t i,
                        LabelKind& kind) {
  for (const LabelWords& label : kLabels) {
    const std::size_t words = label.words[1].empty() ? 1 : 2;
    if (i + words > tokens.size() || tokens[i].exact != label.words[0]) continue;
    if (words == 2 && tokens[i + 1].exact != label.words[1]) continue;
    if (label.needs_mark && !is_marked(line, tokens[i + words - 1].range.end)) continue;
    kind = label.kind;
    return words;
  }
  return 0;
}

// Whether a new part of the line begins at token `i`.
bool after_separator(std::string_view line, const std::vector<Token>& tokens, std::size_t i) {
  if (i == 0) return true;
  const std::size_t begin = tokens[i - 1].range.end;
  const std::string_view gap = line.substr(begin, tokens[i].range.begin - begin);
  return gap.find("،") != std::string_view::npos ||
         gap.find_first_of(",|/-") != std::string_view::npos;
}

}  // namespace

std::vector<Label> find_labels(std::string_view line, const std::vector<Token>& tokens) {
  std::vector<Label> labels;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (labels.empty() && i > 0) {
      const Token& token = tokens[i];
      const bool glued = token.exact.size() > kGluedSource.size() &&
                         token.exact.ends_with(kGluedSource) &&
                         line.substr(token.range.end).starts_with(':');
      if (glued) {
        return {{LabelKind::kSource, 0, token.range.end + std::size_t{1}, line.size()}};
      }
      continue;
    }
    LabelKind kind{};
    const std::size_t words =
        after_separator(line, tokens, i) ? match_label(line, tokens, i, kind) : 0;
    if (words == 0) continue;
    if (!labels.empty()) labels.back().value_end = tokens[i].range.begin;
    labels.push_back({kind, tokens[i].range.begin, tokens[i + words - 1].range.end, line.size()});
    i += words - 1;
  }
  return labels;
}

bool names_outlet(const std::vector<Token>& tokens, std::size_t begin) {
  if (begin >= tokens.size()) return false;
  const auto is = [](const Token& token) {
    return [&token](std::string_view word) { return token.exact == word; };
  };
  return std::any_of(std::begin(kOutletFirstWords), std::end(kOutletFirstWords),
                     is(tokens[begin])) ||
         std::any_of(std::begin(kOutletLastWords), std::end(kOutletLastWords), is(tokens.back()));
}

}  // namespace fihrist::indexer::extract
