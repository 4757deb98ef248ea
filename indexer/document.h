// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// From an article to its document in the index.
#pragma once

#include <xapian.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "arabic/analyzer.h"
#include "index/article.h"
#include "index/word_order.h"
#include "indexer/near_duplicates.h"
#include "indexer/term_weights.h"

namespace fihrist::indexer {

// An article, and what the index has of it besides.
struct PreparedArticle {
  index::Article article;
  std::uint64_t content = 0;           // content_checksum() of it
  std::uint64_t group = 0;             // of near-duplicates
  std::optional<Signature> signature;  // near_duplicates.h

  std::size_t text_bytes() const { return article.title.size() + article.body.size(); }
};

// The article with its group: that of an earlier one that `near_duplicates` knows, or its own.
PreparedArticle prepare(index::Article&& article, std::optional<Signature> signature,
                        NearDuplicates& near_duplicates);

// The group that an article founds where it is the first to tell its story. Another one once its
// content changes: those that were like it before need not be like it then.
std::uint64_t own_group(const index::Article& article, std::uint64_t content);

// A checksum of all that is stored of an article: an update leaves alone what has not changed.
std::uint64_t content_checksum(const index::Article& article);

// Makes documents as index/schema.h says: terms, values and data. Keeps its memory from one to the
// next. Not to be shared between threads.
class DocumentMaker {
 public:
  explicit DocumentMaker(const arabic::Analysis& analysis);

  Xapian::Document make(const PreparedArticle& prepared);

 private:
  void add_words(const index::Article& article, Xapian::Document& document);
  // Into exact_, stems_ and order_. What the first two hold is of the tokens' analyzer.
  void count(const std::vector<arabic::TokenView>& tokens, std::uint32_t lead_words);
  void add_terms(std::string_view prefix, const TermWeights& terms, std::uint32_t weight,
                 Xapian::Document& document);
  void add_filter(std::string_view prefix, std::string_view value, Xapian::Document& document);

  arabic::Analyzer analyzer_;
  TermWeights exact_;
  TermWeights stems_;
  index::WordOrder order_;
  std::string term_;
};

}  // namespace fihrist::indexer
