// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// What narrows a search without ranking it.
#pragma once

#include <xapian.h>

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "arabic/analyzer.h"

namespace fihrist::search {

struct Filters {
  // Whole names in any spelling. Of one kind any will do; keywords are all wanted.
  std::vector<std::string> sources;
  std::vector<std::string> authors;
  std::vector<std::string> keywords;
  // Days of publication on the source's clock, both included. An article without a date has none.
  std::optional<std::chrono::year_month_day> from;
  std::optional<std::chrono::year_month_day> to;
};

// The query that matches what passes all filters, or nothing if there is no filter. (Xapian's empty
// query, which matches no article, is what filters come to that nothing can pass.)
std::optional<Xapian::Query> make_filter(const Filters& filters, const arabic::Analyzer& analyzer,
                                         const Xapian::Database& database);

}  // namespace fihrist::search
