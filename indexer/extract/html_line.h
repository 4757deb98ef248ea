// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// For those who have a title or a name with markup in it, and need to know nothing of HTML.
#pragma once

#include <string>
#include <string_view>

namespace fihrist::indexer::extract {

// The text of a piece of HTML as one line, its entities resolved.
std::string html_to_line(std::string_view html);

}  // namespace fihrist::indexer::extract
