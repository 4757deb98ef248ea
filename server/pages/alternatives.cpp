// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "server/pages/alternatives.h"

#include "server/search/query_syntax.h"

namespace fihrist::pages {

std::string without_operators(const std::string& query) {
  std::string words;
  for (const search::Operand& operand : search::read_syntax(query).operands) {
    const bool is_date =
        operand.field == search::Field::kBefore || operand.field == search::Field::kAfter ||
        operand.field == search::Field::kSince || operand.field == search::Field::kUntil ||
        operand.field == search::Field::kDate;
    if (operand.sign == search::Sign::kMinus || is_date || operand.text.empty()) continue;
    words.append(words.empty() ? "" : " ").append(operand.text);
  }
  return words;
}

std::vector<Alternative> alternatives(const search::SearchRequest& request) {
  search::SearchRequest first_page = request;
  first_page.page = 1;
  std::vector<Alternative> found;
  if (request.filters.any() && !request.query.empty()) {
    found.push_back({Alternative::Kind::kWithoutFilters, first_page});
    found.back().search.filters = {};
  }
  if (request.exact) {
    found.push_back({Alternative::Kind::kWithoutExact, first_page});
    found.back().search.exact = false;
  }
  const std::string words = without_operators(request.query);
  if (!words.empty() && words != request.query) {
    found.push_back({Alternative::Kind::kWithoutOperators, first_page});
    found.back().search.query = words;
  }
  return found;
}

}  // namespace fihrist::pages
