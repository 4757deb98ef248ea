// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// The parts of a page that are none of its story, as their elements' names and kinds tell.
#pragma once

#include <string_view>

#include "indexer/extract/html_tree.h"

namespace fihrist::indexer::extract {

// Why an element seems to be no part of a story (`navigation`, `comments`, `share buttons` …);
// empty if nothing says so. It may be wrong: wrappers of whole pages are called `sidebar-right` or
// `comments-open` too.
std::string_view unwanted_rule(const GumboNode* node);

// Whether an element is inside of such a part, of a list, or of a link.
bool is_aside(const GumboNode* node);

}  // namespace fihrist::indexer::extract
