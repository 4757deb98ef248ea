// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// HTML -> the text that a reader sees.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "indexer/extract/extraction.h"
#include "indexer/extract/html_tree.h"

namespace fihrist::indexer::extract {

// A paragraph, heading, list item, cell or line of a tree, with what decides whether it is kept.
struct Block {
  Span span;                           // bytes of the page, from the first of its text to the last
  const GumboNode* element = nullptr;  // the innermost block element around it
  std::size_t words = 0;
  std::size_t link_words = 0;  // of them, inside links
};

// What is shown below `node`, in order. `html` is the text that the tree was made of.
std::vector<Block> blocks_of(const GumboNode* node, std::string_view html);

}  // namespace fihrist::indexer::extract
