// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// What metrics tell of searches and of the index.
#pragma once

#include "server/metrics/metrics.h"
#include "server/search/request.h"

namespace fihrist::http {

// What is counted of a search: what its query is made of, and what became of it; never its words.
metrics::FinishedSearch describe(metrics::Interface interface, const search::SearchRequest& request,
                                 const search::SearchResults& results);

metrics::IndexFigures describe(const search::IndexStatus& status);

}  // namespace fihrist::http
