// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "server/search/hits.h"

#include <bitset>
#include <utility>

#include "index/schema.h"
#include "index/stored_article.h"
#include "index/word_order.h"
#include "server/search/snippet.h"

namespace fihrist::search {
namespace {

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

  Hit make(const Ranked& ranked) const {
    Hit hit;
    const Xapian::Document document = database_.get_document(ranked.document);
    hit.article = index::load_article(document.get_data());
    hit.score = ranked.score;
    hit.similar = ranked.similar;

    std::bitset<kMostWords> met;
    const auto note_met = [&](const MatchedWords& words) {
      for (const auto& word : words) {
        if (word) met.set(*word);
      }
    };
    const index::ArticleWords words = index::read_words(document.get_value(index::kOrderSlot));
    // Tokens are of the analyzer, which has those of one text at a time.
    const Words title = match(hit.article.title, words.title);
    hit.title = highlight({hit.article.title, title.tokens, title.matched});
    note_met(title.matched);

    const Words body = match(hit.article.body, words.body);
    hit.opening = opening_of(hit.article, body.tokens);
    hit.snippet =
        cut_snippet({hit.article.body, body.tokens, body.matched}, weights_, snippet_length_);
    note_met(body.matched);

    for (std::size_t i = 0; i < query_.words.size(); ++i) {
      if (met[i]) hit.matched.push_back(query_.words[i].text);
    }
    hit.article.body.clear();
    return hit;
  }

 private:
  struct Words {
    const std::vector<arabic::TokenView>& tokens;
    MatchedWords matched;
  };

  // The index knows the words of a text, so that only their places have to be found in it.
  Words match(const std::string& text, const index::WordsInOrder& words) const {
    if (!matcher_.needs_forms()) {
      const auto& tokens = analyzer_.outline(text, words.joined);
      if (tokens.size() == words.numbers.size())
        return {tokens, match(text, tokens, words.numbers)};
    }
    const auto& tokens = analyzer_.view(text);
    return {tokens, matcher_.match(tokens)};
  }

  MatchedWords match(std::string_view text, const std::vector<arabic::TokenView>& tokens,
                     const std::vector<std::uint32_t>& numbers) const {
    MatchedWords matched = matcher_.match(numbers);
    for (std::size_t i = 0; i < matched.size(); ++i) {
      const auto [begin, end] = tokens[i].range;
      if (!matched[i] || matcher_.is_meant(text.substr(begin, end - begin), analyzer_)) continue;
      matched[i].reset();
    }
    return matched;
  }

  const ParsedQuery& query_;
  const std::vector<double>& weights_;
  const WordMatcher matcher_;
  const std::size_t snippet_length_;
  const Xapian::Database& database_;
  const arabic::Analyzer& analyzer_;
};

}  // namespace

std::vector<Hit> make_hits(const RankedPage& page, const SearchRequest& request,
                           const Xapian::Database& database, const arabic::Analyzer& analyzer) {
  const HitMaker maker(page.query, page.weights, request.snippet_length, database, analyzer);
  std::vector<Hit> hits;
  for (const Ranked& article : page.articles) hits.push_back(maker.make(article));
  return hits;
}

Hit make_plain_hit(const Ranked& article, std::size_t snippet_length,
                   const Xapian::Database& database, const arabic::Analyzer& analyzer) {
  const ParsedQuery nothing;
  const std::vector<double> no_weights;
  return HitMaker(nothing, no_weights, snippet_length, database, analyzer).make(article);
}

std::string opening_of(const index::Article& article,
                       const std::vector<arabic::TokenView>& body_tokens) {
  if (!article.title.empty()) return {};
  const MatchedWords none(body_tokens.size());
  return cut_snippet({article.body, body_tokens, none}, {}, kOpeningLength).text;
}

}  // namespace fihrist::search
