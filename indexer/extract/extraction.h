// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// What extraction makes of a source's text: an article, and an account of all that is not in it.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "index/article.h"

namespace fihrist::indexer::extract {

// A span of the text that is not part of the article's body.
struct Cut {
  std::size_t begin = 0;  // bytes of the text that was given
  std::size_t end = 0;
  std::string_view rule;  // why: a short name, for reports
};

struct Extraction {
  index::Article article;
  std::vector<Cut> cuts;  // by place; body and cuts together are the whole text but for white space
};

}  // namespace fihrist::indexer::extract
