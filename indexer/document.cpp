// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "indexer/document.h"

#include <xxhash.h>

#include <cstdio>
#include <utility>

#include "arabic/decode.h"
#include "index/schema.h"
#include "index/stored_article.h"

namespace fihrist::indexer {
namespace {

using index::make_term;

void add_dates(const index::Moment& published, Xapian::Document& document) {
  const std::chrono::year_month_day date(published.day());
  char digits[32];
  std::snprintf(digits, sizeof digits, "%04d%02u%02u", static_cast<int>(date.year()),
                static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
  const std::string_view day = digits;
  document.add_boolean_term(make_term(index::kDayPrefix, day));
  document.add_value(index::kDaySlot, digits);
  document.add_boolean_term(make_term(index::kMonthPrefix, day.substr(0, 6)));
  document.add_boolean_term(make_term(index::kYearPrefix, day.substr(0, 4)));
  const auto seconds = published.utc.time_since_epoch().count();
  document.add_value(index::kPublishedSlot,
                     Xapian::sortable_serialise(static_cast<double>(seconds)));
}

// What facets show and completions offer, without reading the document data.
void add_shown_values(const index::Article& article, Xapian::Document& document) {
  document.add_value(index::kSourceSlot, article.source);
  document.add_value(index::kAuthorSlot, article.author);
  std::string keywords;
  for (const std::string& keyword : article.keywords) {
    keywords.append(keywords.empty() ? "" : "\n").append(keyword);
  }
  document.add_value(index::kKeywordsSlot, keywords);
  document.add_value(index::kTitleSlot,
                     std::string(arabic::cut_at_character(article.title, index::kStoredTitle)));
}

// A filter on a whole value, in any spelling of it.
void add_filter(std::string_view prefix, std::string_view value, const arabic::Analyzer& analyzer,
                Xapian::Document& document) {
  const std::string key = analyzer.folded_key(value);
  if (!key.empty()) document.add_boolean_term(make_term(prefix, key));
}

}  // namespace

std::uint64_t own_group(const index::Article& article) {
  return XXH3_64bits_withSeed(article.id.data(), article.id.size(), content_checksum(article));
}

PreparedArticle prepare(index::Article&& article, std::optional<Signature> signature,
                        NearDuplicates& near_duplicates) {
  PreparedArticle prepared{std::move(article), 0, signature};
  prepared.group = own_group(prepared.article);
  if (signature) {
    const auto& published = prepared.article.published;
    prepared.group = near_duplicates.place(
        *signature, published ? std::optional(published->day()) : std::nullopt, prepared.group);
  }
  return prepared;
}

std::uint64_t content_checksum(const index::Article& article) {
  const std::string data = index::store_article(article);
  return XXH3_64bits(data.data(), data.size());
}

Xapian::Document make_document(const PreparedArticle& prepared, const arabic::Analyzer& analyzer) {
  const index::Article& article = prepared.article;
  Xapian::Document document;

  Xapian::termpos position = 0;
  const std::vector<arabic::Token> title = analyzer.analyze(article.title);
  const Xapian::termcount title_weight = index::title_weight(title.size());
  for (const arabic::Token& token : title) {
    position = token.position + 1;
    document.add_term(token.exact, title_weight);
    document.add_posting(make_term(index::kStemPrefix, token.stem), position, title_weight);
    document.add_term(make_term(index::kTitlePrefix, token.exact));
    document.add_term(make_term(index::kTitleStemPrefix, token.stem));
  }
  const Xapian::termpos body_begin = position + index::kFieldGap;
  for (const arabic::Token& token : analyzer.analyze(article.body)) {
    const Xapian::termcount weight = token.position < index::kLeadWords ? index::kLeadWeight : 1;
    document.add_term(token.exact, weight);
    document.add_posting(make_term(index::kStemPrefix, token.stem), body_begin + token.position,
                         weight);
  }

  document.add_boolean_term(make_term(index::kIdPrefix, article.id));
  add_filter(index::kAuthorPrefix, article.author, analyzer, document);
  add_filter(index::kSourcePrefix, article.source, analyzer, document);
  for (const std::string& keyword : article.keywords) {
    add_filter(index::kKeywordPrefix, keyword, analyzer, document);
  }
  if (const std::string host = index::host_of(article.url); !host.empty()) {
    document.add_boolean_term(make_term(index::kHostPrefix, host));
  }
  if (article.published) add_dates(*article.published, document);

  if (!article.language.empty()) {
    document.add_boolean_term(make_term(index::kLanguagePrefix, article.language));
  }
  if (!article.part_of.empty()) {
    document.add_boolean_term(make_term(index::kPagePrefix, article.part_of));
  }

  add_shown_values(article, document);
  document.add_value(index::kGroupSlot, index::pack_number(prepared.group));
  document.add_boolean_term(index::group_term(prepared.group));
  if (prepared.signature) {
    document.add_value(index::kSignatureSlot,
                       std::string(prepared.signature->begin(), prepared.signature->end()));
  }
  const std::string data = index::store_article(article);
  document.add_value(index::kContentSlot,
                     index::pack_number(XXH3_64bits(data.data(), data.size())));
  document.set_data(data);
  return document;
}

}  // namespace fihrist::indexer
