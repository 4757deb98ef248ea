// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// What narrows a search without ranking it.
#pragma once

#include <xapian.h>

#include <optional>

#include "arabic/analyzer.h"
#include "server/search/period.h"
#include "server/search/request.h"

namespace fihrist::search {

// The query that matches what passes all filters, or nothing if there is no filter. (Xapian's empty
// query, which matches no article, is what filters come to that nothing can pass.)
std::optional<Xapian::Query> make_filter(const Filters& filters, const arabic::Analyzer& analyzer,
                                         const Xapian::Database& database);

// The articles of the days of `period`, which must not be open at both ends.
Xapian::Query match_period(const Period& period, const Xapian::Database& database);

}  // namespace fihrist::search
