// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// The HTML answers: what the templates of server/web are filled with.
#pragma once

#include <string>

#include "server/http/problem.h"
#include "server/search/searcher.h"

namespace fihrist::http {

std::string start_page(const search::IndexStatus& status);
std::string results_page(const search::SearchRequest& request,
                         const search::SearchResults& results);
std::string article_page(const search::HighlightedArticle& found, const std::string& query);
std::string problem_page(const Problem& problem, const std::string& query);

}  // namespace fihrist::http
