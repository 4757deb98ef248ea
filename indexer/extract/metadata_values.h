// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// What values of metadata say, wherever in a page they stand.
#pragma once

#include <string>
#include <string_view>

namespace fihrist::indexer::extract {

// The text of a value as one line; some sites escape its entities twice.
std::string plain(std::string_view value);

// Whether a value is an address of the web or of mail.
bool is_address(std::string_view text);

// The name in a byline: without `بقلم:` before it or brackets around it. Empty for an address, and
// for what is too long to be a name.
std::string author_in(std::string_view text);

}  // namespace fihrist::indexer::extract
