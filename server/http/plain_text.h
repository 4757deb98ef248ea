// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// A search's answer as a listing for a terminal.
//
// Promises: UTF-8, and what came from an article or a request cannot move the cursor, change
// colours, begin a line or turn the direction of other text: each is freed of its control
// characters and of those that embed or override a direction.
#pragma once

#include <string>

#include "server/http/problem.h"
#include "server/search/request.h"

namespace fihrist::http {

// Matched words stand between `*`.
std::string to_plain_text(const search::SearchRequest& request,
                          const search::SearchResults& results);
std::string to_plain_text(const Problem& problem);

}  // namespace fihrist::http
