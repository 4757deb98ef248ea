// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "server/search/hits.h"

#include <algorithm>
#include <cstdint>
#include <unordered_map>
#include <utility>

#include "index/schema.h"
#include "index/stored_article.h"
#include "server/search/snippet.h"

namespace fihrist::search {
namespace {

// Near-duplicates that are counted for the hits of one page.
constexpr Xapian::doccount kMostCountedSimilar = 1000;

class HitMaker {
 public:
  HitMaker(const ParsedQuery& query, const std::vector<double>& weights, std::size_t snippet_length,
           const Xapian::Database& database, const arabic::Analyzer& analyzer)
      : query_(query),
        weights_(weights),
        matcher_(query),
        snippet_length_(snippet_length),
        database_(database),
        analyzer_(analyzer) {}

  Hit make(const Xapian::Document& document, double score) const {
    Hit hit;
    hit.article = index::load_article(document.get_data());
    hit.score = score;

    const auto title_tokens = analyzer_.analyze(hit.article.title);
    const auto body_tokens = analyzer_.analyze(hit.article.body);
    hit.title = highlight(hit.article.title, title_tokens, matcher_);
    hit.opening = opening_of(hit.article, body_tokens);
    hit.snippet = cut_snippet(hit.article.body, body_tokens, matcher_, weights_, snippet_length_);

    std::vector<bool> met(query_.words.size(), false);
    for (const auto* tokens : {&title_tokens, &body_tokens}) {
      for (const auto& word : matcher_.match(*tokens)) {
        if (word) met[*word] = true;
      }
    }
    for (std::size_t i = 0; i < met.size(); ++i) {
      if (met[i]) hit.matched.push_back(query_.words[i].text);
    }
    hit.article.body.clear();
    return hit;
  }

 private:
  const ParsedQuery& query_;
  const std::vector<double>& weights_;
  const WordMatcher matcher_;
  const std::size_t snippet_length_;
  const Xapian::Database& database_;
  const arabic::Analyzer& analyzer_;
};

// How many articles of each group match `query`, of the groups that have several at all.
std::unordered_map<std::uint64_t, std::size_t> count_groups(
    const std::vector<std::uint64_t>& groups, const Xapian::Query& query,
    const Xapian::Database& database) {
  std::vector<Xapian::Query> shared;
  for (const std::uint64_t group : groups) {
    const std::string term = index::group_term(group);
    if (database.get_termfreq(term) > 1) shared.emplace_back(term);
  }
  std::unordered_map<std::uint64_t, std::size_t> counts;
  if (shared.empty()) return counts;
  const Xapian::Query any(Xapian::Query::OP_OR, shared.begin(), shared.end());
  Xapian::Enquire enquire(database);
  enquire.set_weighting_scheme(Xapian::BoolWeight());
  enquire.set_query(Xapian::Query(Xapian::Query::OP_FILTER, any, query));
  const Xapian::MSet matches = enquire.get_mset(0, kMostCountedSimilar);
  for (auto match = matches.begin(); match != matches.end(); ++match) {
    ++counts[index::unpack_number(match.get_document().get_value(index::kGroupSlot))];
  }
  return counts;
}

}  // namespace

std::vector<Hit> make_hits(const RankedPage& page, const SearchRequest& request,
                           const Xapian::Database& database, const arabic::Analyzer& analyzer) {
  const HitMaker maker(page.query, page.weights, request.snippet_length, database, analyzer);
  std::vector<Hit> hits;
  std::vector<std::uint64_t> groups;
  for (const Ranked& article : page.articles) {
    const Xapian::Document document = database.get_document(article.document);
    hits.push_back(maker.make(document, article.score));
    groups.push_back(index::unpack_number(document.get_value(index::kGroupSlot)));
  }
  if (!request.collapse) return hits;
  const auto counts = count_groups(groups, page.matched, database);
  for (std::size_t i = 0; i < hits.size(); ++i) {
    const auto found = counts.find(groups[i]);
    if (found != counts.end() && found->second > 1) hits[i].similar = found->second - 1;
  }
  return hits;
}

Hit make_plain_hit(const Ranked& article, std::size_t snippet_length,
                   const Xapian::Database& database, const arabic::Analyzer& analyzer) {
  const ParsedQuery nothing;
  const std::vector<double> no_weights;
  return HitMaker(nothing, no_weights, snippet_length, database, analyzer)
      .make(database.get_document(article.document), article.score);
}

std::string opening_of(const index::Article& article,
                       const std::vector<arabic::Token>& body_tokens) {
  if (!article.title.empty()) return {};
  return cut_snippet(article.body, body_tokens, WordMatcher(ParsedQuery()), {}, kOpeningLength)
      .text;
}

}  // namespace fihrist::search
