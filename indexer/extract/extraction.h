// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// From what a source has to articles, and an account of every decision on the way.
#pragma once

#include <cstddef>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "index/article.h"
#include "indexer/extract/site_chrome.h"

namespace fihrist::indexer::extract {

// What the raw text of an article is.
enum class Markup {
  kNone,      // text, a paragraph a line
  kPage,      // a whole HTML page, the story somewhere in it
  kFragment,  // HTML of the story alone, as feeds and exports have it
};

// A piece of the raw text, in the body or not.
struct Span {
  std::size_t begin = 0;  // bytes of the raw text; of HTML, around the markup of the piece too
  std::size_t end = 0;
  std::string text;       // as a reader sees it
  std::string_view rule;  // why it is not in the body (`byline`, `footer`); empty: it is

  bool is_kept() const { return rule.empty(); }
};

struct Extraction {
  index::Article article;
  std::vector<Span> spans;          // by place; all of the raw text but white space and markup
  std::vector<std::string> doubts;  // what the text may state, and was left empty: a sentence each
  std::vector<Extraction> related;  // articles that were glued on; their spans are of the same text
};

struct ExtractionRules {
  SiteChrome chrome;
  bool keep_related = true;  // a related article becomes one of its own, or is cut
};

// Bytes of text in one raw article, markup aside: a book has as many. It bounds the memory that the
// words of one article take.
inline constexpr std::size_t kLongestText = std::size_t{2} * 1024 * 1024;

// When: an article has more text than that. What to do: split it.
class TooLong : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

// When: a page has more elements, or elements nested deeper, than any browser shows, and no parser
// should be trusted with it. What to do: nothing; such a page is made to do harm, or broken.
class TooComplex : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

// `stated` holds what the source says of the article: `body` is the raw text (well-formed UTF-8, LF
// line ends), and whatever other field is set stays as it is. For a field that is not set, the raw
// text is asked: HTML by its metadata and structure (html_page.h), then its text like any other
// (raw_text.h). What it does not state, or not clearly, stays empty. The body of the article has a
// paragraph a line. An article that was glued on has an id made of the page's. Throws TooLong and
// TooComplex.
Extraction extract_article(const index::Article& stated, Markup markup,
                           const ExtractionRules& rules);

}  // namespace fihrist::indexer::extract
