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

}  // namespace

std::uint64_t own_group(const index::Article& article, std::uint64_t content) {
  return XXH3_64bits_withSeed(article.id.data(), article.id.size(), content);
}

PreparedArticle prepare(index::Article&& article, std::optional<Signature> signature,
                        NearDuplicates& near_duplicates) {
  const std::uint64_t content = content_checksum(article);
  PreparedArticle prepared{std::move(article), content, 0, signature};
  prepared.group = own_group(prepared.article, content);
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

// An archive has some hundred thousand words in all its spellings.
DocumentMaker::DocumentMaker(const arabic::Analysis& analysis)
    : analyzer_(analysis, std::size_t{1} << 18) {}

void DocumentMaker::count(const std::vector<arabic::TokenView>& tokens, std::uint32_t lead_words) {
  exact_.clear();
  stems_.clear();
  for (const arabic::TokenView& token : tokens) {
    const std::uint32_t weight = token.position < lead_words ? index::kLeadWeight : 1;
    exact_.add(token.exact, weight);
    stems_.add(token.stem, weight);
    order_.add(token.stem, token.joined);
  }
}

void DocumentMaker::add_terms(std::string_view prefix, const TermWeights& terms,
                              std::uint32_t weight, Xapian::Document& document) {
  for (const TermWeights::Term& term : terms.terms()) {
    term_.assign(prefix).append(term.text);  // short enough: Analyzer::kLongestWord
    document.add_term(term_, term.weight * weight);
  }
}

void DocumentMaker::add_words(const index::Article& article, Xapian::Document& document) {
  const std::vector<arabic::TokenView>& title = analyzer_.view(article.title);
  const std::uint32_t title_weight = index::title_weight(title.size());
  count(title, 0);
  add_terms(index::kTitlePrefix, exact_, 1, document);
  add_terms(index::kTitleStemPrefix, stems_, 1, document);
  add_terms({}, exact_, title_weight, document);
  add_terms(index::kStemPrefix, stems_, title_weight, document);
  order_.begin_body();
  count(analyzer_.view(article.body), index::kLeadWords);
  add_terms({}, exact_, 1, document);
  add_terms(index::kStemPrefix, stems_, 1, document);
  document.add_value(index::kOrderSlot, order_.take());
}

// A filter on a whole value, in any spelling of it.
void DocumentMaker::add_filter(std::string_view prefix, std::string_view value,
                               Xapian::Document& document) {
  const std::string key = analyzer_.folded_key(value);
  if (!key.empty()) document.add_boolean_term(make_term(prefix, key));
}

Xapian::Document DocumentMaker::make(const PreparedArticle& prepared) {
  const index::Article& article = prepared.article;
  Xapian::Document document;
  add_words(article, document);

  document.add_boolean_term(make_term(index::kIdPrefix, article.id));
  add_filter(index::kAuthorPrefix, article.author, document);
  add_filter(index::kSourcePrefix, article.source, document);
  for (const std::string& keyword : article.keywords) {
    add_filter(index::kKeywordPrefix, keyword, document);
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
  document.add_value(index::kContentSlot, index::pack_number(prepared.content));
  document.set_data(index::store_article(article));
  return document;
}

}  // namespace fihrist::indexer
