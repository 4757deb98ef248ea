// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// The page before any search: what is in the archive, and how to search it.
#pragma once

#include <string>

#include "server/pages/page_request.h"

namespace fihrist::pages {

// The search whose results the page shows: the newest articles, the sources, and terms of the day.
search::SearchRequest newest_articles();

std::string start_page(const PageRequest& request, const search::ArchiveOverview& archive,
                       const search::SearchResults& newest);

}  // namespace fihrist::pages
