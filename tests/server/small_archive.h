// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// A database in memory of a few articles, with what completions and related terms read of one.
#pragma once

#include <xapian.h>

#include <string>
#include <string_view>
#include <vector>

#include "arabic/analyzer.h"
#include "index/schema.h"
#include "server/search/archive_words.h"

namespace fihrist::testing {

struct SmallArticle {
  std::string title = {};
  std::string body = {};
  std::string author = {};
  std::string source = {};
  std::string keywords = {};  // one a line
  std::uint64_t group = 0;    // of near-duplicates; 0: a group of its own
};

class SmallArchive {
 public:
  // Of two articles the later one is the newer.
  explicit SmallArchive(const std::vector<SmallArticle>& articles)
      : database_("", Xapian::DB_BACKEND_INMEMORY) {
    const arabic::Analyzer analyzer;
    std::uint64_t number = 0;
    for (const SmallArticle& article : articles) {
      ++number;
      Xapian::Document document;
      for (const arabic::Token& token : analyzer.tokenize(article.title + "\n" + article.body)) {
        document.add_term(token.exact);
      }
      document.add_value(index::kTitleSlot, article.title);
      document.add_value(index::kAuthorSlot, article.author);
      document.add_value(index::kSourceSlot, article.source);
      document.add_value(index::kKeywordsSlot, article.keywords);
      document.add_value(index::kPublishedSlot,
                         Xapian::sortable_serialise(static_cast<double>(number)));
      document.add_value(index::kGroupSlot,
                         index::pack_number(article.group > 0 ? article.group : 1000 + number));
      database_.add_document(document);
    }
    words_ = search::ArchiveWords::load(database_, analyzer);
  }

  const Xapian::Database& database() const { return database_; }
  const search::ArchiveWords& words() const { return words_; }

 private:
  Xapian::WritableDatabase database_;
  search::ArchiveWords words_;
};

}  // namespace fihrist::testing
