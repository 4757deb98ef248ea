// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// Step 1 of the analysis: bytes to code points.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "arabic/mapped_text.h"

namespace fihrist::arabic {

// Appends the code points of `utf8` to `text`; the ranges start at byte `offset`. An ill-formed
// sequence becomes one U+FFFD for each maximal part of it (Unicode 15, section 3.9), so that no
// byte of the original is without its place.
void decode(std::string_view utf8, std::uint32_t offset, MappedText& text);

// The first byte at which `bytes` stops being well-formed UTF-8, or nothing.
std::optional<std::size_t> find_invalid_utf8(std::string_view bytes);

// `bytes` with ill-formed sequences replaced by U+FFFD, as decode() does.
std::string to_valid_utf8(std::string_view bytes);

void append_utf8(char32_t c, std::string& out);
std::string to_utf8(std::u32string_view chars);
std::u32string to_utf32(std::string_view utf8);

// Number of code points in well-formed UTF-8.
std::size_t count_characters(std::string_view utf8);

// As much of well-formed UTF-8 as whole characters fit into `most` bytes.
std::string_view cut_at_character(std::string_view utf8, std::size_t most);

}  // namespace fihrist::arabic
