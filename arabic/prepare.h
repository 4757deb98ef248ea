// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// The steps of the analysis before words, in their order.
#pragma once

#include <cstdint>
#include <string_view>

#include "arabic/mapped_text.h"

namespace fihrist::arabic {

// `utf8`, which begins at byte `offset` of the original, decoded, normalised and without marks; not
// folded. What `text` held is gone.
void prepare(std::string_view utf8, std::uint32_t offset, MappedText& text);

}  // namespace fihrist::arabic
