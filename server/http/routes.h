// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// All routes on one screen.
#pragma once

#include "server/http/server.h"
#include "server/search/searcher_pool.h"

namespace httplib {
class Server;
}

namespace fihrist::http {

// Registers every path of the server, and the answers for all that has none. `searchers` and
// `options` must outlive the server.
void add_routes(httplib::Server& server, search::SearcherPool& searchers,
                const ServerOptions& options);

}  // namespace fihrist::http
