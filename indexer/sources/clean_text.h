// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// What every reader does to text before it hands it on.
#pragma once

#include <string>
#include <string_view>

#include "indexer/sources/problem.h"

namespace fihrist::indexer {

// Line ends become LF, other control characters spaces; a byte order mark at the start goes.
std::string clean_text(std::string_view utf8);

// `bytes` made well-formed; tells where they were not. With `count_lines`, the line of the first
// ill-formed byte is told in the place of where.line.
std::string make_valid(std::string bytes, const Location& where, bool count_lines,
                       const ProblemSink& problems);

// Whether text has tags as HTML has them, and not only a `<` here and there.
bool looks_like_html(std::string_view text);

}  // namespace fihrist::indexer
