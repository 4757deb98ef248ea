// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// All routes on one screen.
#pragma once

#include <string_view>
#include <vector>

#include "server/http/server.h"
#include "server/metrics/metrics.h"
#include "server/search/searcher_pool.h"

namespace httplib {
class Server;
}

namespace fihrist::http {

// Registers every path of the server, and the answers for all that has none. `searchers`,
// `metrics` and `options` must outlive the server.
void add_routes(httplib::Server& server, search::SearcherPool& searchers, metrics::Metrics& metrics,
                const ServerOptions& options);

// What the routes are called in metrics and logs.
std::vector<std::string_view> route_names();

}  // namespace fihrist::http
