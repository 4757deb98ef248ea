// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// Which language a text is in.
#pragma once

#include <string>
#include <string_view>

namespace fihrist::indexer::extract {

// The language of most of the text, by CLD2: ISO 639-1 (`ar`, `fa`, `en`), or 639-3 where there is
// no shorter code. Empty where the text is too short or too mixed to say.
std::string detect_language(std::string_view utf8);

// The language of a tag such as `ar-EG`, `ar_AR` or `AR`: `ar`. Empty for what is no tag
// (`Arabic`).
std::string language_code(std::string_view tag);

}  // namespace fihrist::indexer::extract
