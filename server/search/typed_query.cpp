// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "server/search/typed_query.h"

#include <algorithm>

#include "arabic/decode.h"

namespace fihrist::search {
namespace {

using arabic::Token;

bool is_or(const Token& token, std::string_view text) {
  return token.exact == "او" ||
         text.substr(token.range.begin, token.range.end - token.range.begin) == "OR";
}

// Whether what stands before the words ends in an operator for one word or a field, as - + and :
// are. An opening quote or bracket takes any number of words.
bool ends_in_operator(std::string_view before) {
  if (before.empty()) return false;
  return before.back() == '-' || before.back() == '+' || before.back() == ':';
}

}  // namespace

bool is_blank(std::string_view text) {
  constexpr std::string_view kNoBreakSpace = "\u00A0";
  while (!text.empty()) {
    if (text.front() == ' ' || text.front() == '\t') {
      text.remove_prefix(1);
    } else if (text.starts_with(kNoBreakSpace)) {
      text.remove_prefix(kNoBreakSpace.size());
    } else {
      return false;
    }
  }
  return true;
}

std::optional<TypedQuery> read_typed(std::string_view typed, const arabic::Analyzer& analyzer) {
  if (typed.size() > kLongestTyped) return std::nullopt;
  TypedQuery query;
  query.text = arabic::to_valid_utf8(typed);
  const std::string_view text = query.text;
  const std::vector<Token> tokens = analyzer.tokenize(text);
  if (tokens.empty() || !is_blank(text.substr(tokens.back().range.end))) return std::nullopt;
  const bool is_whole = tokens.back().range.end < text.size();

  std::size_t first = tokens.size() - 1;
  const auto between = [&](std::size_t i) {
    const std::size_t begin = i == 0 ? 0 : tokens[i - 1].range.end;
    return text.substr(begin, tokens[i].range.begin - begin);
  };
  while (first > 0 && tokens.size() - first <= kMostContext && is_blank(between(first)) &&
         !is_or(tokens[first - 1], text)) {
    --first;
  }
  if (is_or(tokens.back(), text) && is_whole) return std::nullopt;
  query.all = first == 0 && is_blank(between(0));
  query.one_word = ends_in_operator(text.substr(0, tokens[first].range.begin));
  for (std::size_t i = first; i < tokens.size(); ++i) {
    query.words.push_back(tokens[i].exact);
    query.begins.push_back(tokens[i].range.begin);
  }
  if (is_whole) {
    query.begins.push_back(text.size());
  } else {
    query.beginning = std::move(query.words.back());
    query.words.pop_back();
  }
  return query;
}

}  // namespace fihrist::search
