// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// How a browser or another program searches here: an OpenSearch 1.1 description.
#pragma once

#include <string>

namespace fihrist::http {

inline constexpr const char* kOpenSearchType = "application/opensearchdescription+xml";

// `origin` is this server's, as those know it who ask: `https://news.example`.
std::string opensearch_description(const std::string& origin);

}  // namespace fihrist::http
