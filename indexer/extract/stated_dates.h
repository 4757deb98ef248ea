// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// Dates as machines state them.
#pragma once

#include <optional>
#include <string_view>

#include "index/article.h"

namespace fihrist::indexer::extract {

// A date as a machine states it: ISO 8601 (index/article.h), RFC 822 as in RSS (`Mon, 25 Nov 2024
// 17:06:00 +0300`), seconds or milliseconds since 1970; else what find_date() finds.
std::optional<index::Moment> read_stated_date(std::string_view text);

// The day that a URL names, as newspapers' do: `/2024/11/25/…`, `…/2024-11-25-…`, `…_20241125…`.
std::optional<index::Moment> date_in_url(std::string_view url);

}  // namespace fihrist::indexer::extract
