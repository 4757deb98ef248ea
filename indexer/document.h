// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// From an article to its document in the index.
#pragma once

#include <xapian.h>

#include <cstdint>
#include <optional>

#include "arabic/analyzer.h"
#include "index/article.h"
#include "indexer/near_duplicates.h"

namespace fihrist::indexer {

// An article, and what the index has of it besides.
struct PreparedArticle {
  index::Article article;
  std::uint64_t group = 0;             // of near-duplicates
  std::optional<Signature> signature;  // near_duplicates.h

  std::size_t text_bytes() const { return article.title.size() + article.body.size(); }
};

// The article with its group: that of an earlier one that `near_duplicates` knows, or its own.
PreparedArticle prepare(index::Article&& article, std::optional<Signature> signature,
                        NearDuplicates& near_duplicates);

// The group that an article founds where it is the first to tell its story. Another one once its
// content changes: those that were like it before need not be like it then.
std::uint64_t own_group(const index::Article& article);

// A checksum of all that is stored of an article: an update leaves alone what has not changed.
std::uint64_t content_checksum(const index::Article& article);

// Terms, positions, values and data as index/schema.h says.
Xapian::Document make_document(const PreparedArticle& prepared, const arabic::Analyzer& analyzer);

}  // namespace fihrist::indexer
