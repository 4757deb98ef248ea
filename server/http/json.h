// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// Answers as JSON: compact UTF-8, fields always there and always in the same order.
#pragma once

#include <string>
#include <vector>

#include "arabic/analyzer.h"
#include "server/http/problem.h"
#include "server/search/searcher.h"

namespace fihrist::http {

std::string to_json(const search::SearchRequest& request, const search::SearchResults& results);
std::string to_json(const search::HighlightedArticle& article, bool highlighted);
std::string to_json(const std::string& id, const search::SimilarArticles& similar);
std::string to_json(const std::string& typed, const std::vector<search::Completion>& completions);
// As browsers want them: the query, then the completions, and nothing with a name.
std::string to_opensearch(const std::string& typed,
                          const std::vector<search::Completion>& completions);
std::string to_json(const std::string& text, const std::vector<arabic::ExplainedToken>& tokens);
std::string to_json(const search::IndexStatus& status);
std::string to_json(const Problem& problem);

}  // namespace fihrist::http
