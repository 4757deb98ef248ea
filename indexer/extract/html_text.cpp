// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "indexer/extract/html_text.h"

#include <algorithm>
#include <utility>

#include "indexer/extract/html_line.h"
#include "indexer/extract/trim.h"

namespace fihrist::indexer::extract {
namespace {

std::size_t count_words(std::string_view text) {
  std::size_t words = 0;
  bool in_word = false;
  for (const char c : text) {
    const bool blank = c == ' ' || c == '\n';
    if (!blank && !in_word) ++words;
    in_word = !blank;
  }
  return words;
}

class BlockCollector {
 public:
  explicit BlockCollector(std::string_view html) : html_(html) {}

  std::vector<Block> collect(const GumboNode* node) {
    visit(node, node, false);
    end_block();
    // The parser moves text that stands between the rows of a table.
    std::stable_sort(blocks_.begin(), blocks_.end(), [](const Block& one, const Block& other) {
      return one.span.begin < other.span.begin;
    });
    return std::move(blocks_);
  }

 private:
  void visit(const GumboNode* node, const GumboNode* block, bool in_link) {
    if (is_text(node)) {
      add_text(node->v.text, block, in_link);
    } else if (node->type == GUMBO_NODE_WHITESPACE) {
      if (!text_.empty()) append_collapsed(" ", text_);
    } else if (is_element(node) && !is_invisible(node)) {
      const bool parts = is_block(node);
      if (parts) end_block();
      const bool is_link = in_link || has_tag(node, {GUMBO_TAG_A});
      const GumboNode* inner = parts && !has_tag(node, {GUMBO_TAG_BR}) ? node : block;
      for (const GumboNode* child : children_of(node)) visit(child, inner, is_link);
      if (parts) end_block();
    }
  }

  void add_text(const GumboText& text, const GumboNode* block, bool in_link) {
    if (text_.empty()) {
      current_ = {};
      current_.element = block;
      current_.span.begin = offset(text.original_text.data);
    }
    append_collapsed(text.text, text_);
    current_.span.end = offset(text.original_text.data + text.original_text.length);
    const std::size_t words = count_words(text.text);
    current_.words += words;
    if (in_link) current_.link_words += words;
  }

  // Text that the parser made itself has no place of its own.
  std::size_t offset(const char* at) const {
    if (at < html_.data() || at > html_.data() + html_.size()) return current_.span.end;
    return static_cast<std::size_t>(at - html_.data());
  }

  void end_block() {
    const std::string_view text = trim(text_);
    if (!text.empty()) {
      current_.span.text = text;
      blocks_.push_back(std::move(current_));
    }
    text_.clear();
  }

  std::string_view html_;
  std::string text_;
  Block current_;
  std::vector<Block> blocks_;
};

}  // namespace

std::string html_to_line(std::string_view html) {
  const HtmlTree tree(html);
  return text_of(tree.root());
}

std::vector<Block> blocks_of(const GumboNode* node, std::string_view html) {
  return BlockCollector(html).collect(node);
}

}  // namespace fihrist::indexer::extract
