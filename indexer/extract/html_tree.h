// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// HTML, parsed as browsers do (by gumbo), and what one asks of its elements.
#pragma once

#include <gumbo.h>

#include <functional>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace fihrist::indexer::extract {

class HtmlTree {
 public:
  // `html` is UTF-8 and must outlive the tree. Throws TooComplex (extraction.h) where a page goes
  // over one of the limits: gumbo and the walks over its tree recurse, and a few bytes of `<p>`
  // inside of many open `<b>` make as many elements each.
  explicit HtmlTree(std::string_view html);
  ~HtmlTree();
  HtmlTree(const HtmlTree&) = delete;
  HtmlTree& operator=(const HtmlTree&) = delete;

  const GumboNode* root() const { return output_->root; }

  static constexpr std::size_t kDeepest = 1000;         // open elements; browsers stop at 512
  static constexpr std::size_t kMostTags = 200'000;     // a long page has ten thousand
  static constexpr std::size_t kMostNodes = 1'000'000;  // that the parser makes of them
  static constexpr std::size_t kMostAttributes = 1000;  // of one element

 private:
  GumboOutput* output_;
};

bool is_element(const GumboNode* node);
bool is_text(const GumboNode* node);  // text and CDATA, not white space alone
std::vector<const GumboNode*> children_of(const GumboNode* node);

// The value of an attribute, or nothing.
std::string_view attribute_of(const GumboNode* node, const char* name);

bool has_tag(const GumboNode* node, std::initializer_list<GumboTag> tags);

// Whether an element stands on lines of its own.
bool is_block(const GumboNode* node);

// Whether nothing of an element is ever shown: scripts, styles, forms' fields, hidden ones.
bool is_invisible(const GumboNode* node);

// The words of `class` and `id`, lower case, cut at blanks, hyphens, underscores and capitals:
// `postBody td-post-content` is post, body, td, post, content. What WordPress adds of an article's
// topics (`tag-social`) is left out.
std::vector<std::string> name_words(const GumboNode* node);

// Calls `visit` with the element and all elements below it, in the order of the text; where it says
// false, not with those below.
void for_each_element(const GumboNode* node, const std::function<bool(const GumboNode*)>& visit);

// All text below a node, its white space collapsed.
std::string text_of(const GumboNode* node);

// Appends `text` with each run of white space as one blank.
void append_collapsed(std::string_view text, std::string& out);

}  // namespace fihrist::indexer::extract
