// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// What a browser shows when something is wrong. The search box stays.
#pragma once

#include <string>

#include "server/pages/page_request.h"

namespace fihrist::pages {

// `detail` is what programs are told, in English; `parameter` the one that is wrong, or empty.
std::string problem_page(const PageRequest& request, int status, const std::string& detail,
                         const std::string& parameter);

}  // namespace fihrist::pages
