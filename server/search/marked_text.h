// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// Text with marked words in it: what a highlight is until it is shown.
#pragma once

#include <string>
#include <vector>

#include "arabic/mapped_text.h"

namespace fihrist::search {

// UTF-8 text as it stands in an article, and the ranges of whole words in it that are to be marked:
// by place, not overlapping. Nothing is escaped yet; whoever shows it does that, once.
struct MarkedText {
  std::string text;
  std::vector<arabic::ByteRange> marks;
};

}  // namespace fihrist::search
