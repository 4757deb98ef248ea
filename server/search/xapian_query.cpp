// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "server/search/xapian_query.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <vector>

#include "index/schema.h"
#include "server/search/filters.h"

namespace fihrist::search {
namespace {

using Queries = std::vector<Xapian::Query>;

Xapian::Query join(Xapian::Query::op how, const Queries& queries) {
  return {how, queries.begin(), queries.end()};
}

Xapian::Query scale(const Xapian::Query& query, double weight) {
  return {Xapian::Query::OP_SCALE_WEIGHT, query, weight};
}

Xapian::Query stem_query(const std::string& stem) {
  return Xapian::Query(index::make_term(index::kStemPrefix, stem));
}

Xapian::Query match_together(const StemPhrase& stems) {
  if (stems.size() == 1) return stem_query(stems.front());
  Queries words;
  std::transform(stems.begin(), stems.end(), std::back_inserter(words), stem_query);
  return {Xapian::Query::OP_PHRASE, words.begin(), words.end(),
          static_cast<Xapian::termcount>(words.size())};
}

class Builder {
 public:
  Builder(const ParsedQuery& query, Strictness strictness, const Ranking& ranking,
          const Xapian::Database& database)
      : query_(query), strictness_(strictness), ranking_(ranking), database_(database) {}

  Xapian::Query build() {
    for (const Unit& unit : query_.units) add(unit);
    if (!query_.period.is_open()) filters_.push_back(match_period(query_.period, database_));

    Xapian::Query ranked = join_ranked();
    for (const Xapian::Query& filter : filters_) {
      ranked = Xapian::Query(Xapian::Query::OP_FILTER, ranked, filter);
    }
    if (excluded_.empty()) return ranked;
    return {Xapian::Query::OP_AND_NOT, ranked, join(Xapian::Query::OP_OR, excluded_)};
  }

 private:
  void add(const Unit& unit) {
    if (unit.sign == Sign::kMinus) {
      for (const Part& part : unit.any_of) excluded_.push_back(match_excluded(part));
      return;
    }
    Queries any;
    for (const Part& part : unit.any_of) any.push_back(match(part));
    const Xapian::Query whole = join(Xapian::Query::OP_OR, any);
    if (unit.is_filter()) {
      filters_.push_back(whole);
    } else if (is_stop_word(unit)) {
      stop_words_.push_back(whole);
    } else if (unit.sign == Sign::kPlus || is_in_title(unit)) {
      required_.push_back(whole);
    } else {
      wanted_.push_back(whole);
    }
  }

  bool is_stop_word(const Unit& unit) const {
    const WordSpan span = unit.any_of.front().words;
    return span.size() > 0 && query_.words[span.begin].is_stop_word;
  }

  bool is_in_title(const Unit& unit) const {
    const WordSpan span = unit.any_of.front().words;
    return span.size() > 0 && query_.words[span.begin].in_title;
  }

  Xapian::Query join_ranked() const {
    const bool any = strictness_ == Strictness::kAny;
    Xapian::Query ranked;
    if (!wanted_.empty() && any && !required_.empty()) {
      ranked = {Xapian::Query::OP_AND_MAYBE, join(Xapian::Query::OP_AND, required_),
                join(Xapian::Query::OP_OR, wanted_)};
    } else if (any) {
      ranked = join(Xapian::Query::OP_OR, required_.empty() ? wanted_ : required_);
      if (required_.size() > 1) ranked = join(Xapian::Query::OP_AND, required_);
    } else {
      Queries all = required_;
      all.insert(all.end(), wanted_.begin(), wanted_.end());
      ranked = join(Xapian::Query::OP_AND, all);
    }
    if (wanted_.empty() && required_.empty() && query_.everything) {
      ranked = scale(Xapian::Query::MatchAll, 0);
    }
    if (stop_words_.empty()) return ranked;
    return {Xapian::Query::OP_AND_MAYBE, ranked, join(Xapian::Query::OP_OR, stop_words_)};
  }

  Xapian::Query match(const Part& part) const {
    switch (part.kind) {
      case Part::Kind::kWords:
        return match_words(part);
      case Part::Kind::kPhrase:
        return match_phrase(part);
      case Part::Kind::kPeriod:
        return match_period(part.period, database_);
      default:
        return match_names(part);
    }
  }

  Xapian::Query::op joint() const {
    return strictness_ == Strictness::kAny ? Xapian::Query::OP_OR : Xapian::Query::OP_AND;
  }

  Xapian::Query match_words(const Part& part) const {
    Queries words;
    for (std::size_t i = part.words.begin; i < part.words.end; ++i) {
      words.push_back(match_word(query_.words[i]));
    }
    const Xapian::Query typed = join(joint(), words);
    if (part.instead.empty()) return typed;
    // OP_MAX would say it better, but Xapian 1.4.22 crashes on some queries where it stands over
    // OP_AND_MAYBE.
    Queries any{typed};
    for (const StemPhrase& instead : part.instead) {
      any.push_back(scale(match_together(instead), ranking_.synonym_weight));
    }
    return join(Xapian::Query::OP_OR, any);
  }

  Xapian::Query match_phrase(const Part& part) const {
    const Xapian::Query words = match_words(part);
    if (strictness_ != Strictness::kAll) return words;
    return {Xapian::Query::OP_FILTER, words, match_order(query_.words, part)};
  }

  // Positions are of stems: with `exact` a document that has the stems in their order and,
  // somewhere, the spellings, passes for one that has the phrase.
  static Xapian::Query match_order(const std::vector<QueryWord>& words, const Part& part) {
    Queries stems;
    for (std::size_t i = part.words.begin; i < part.words.end; ++i) {
      stems.push_back(stem_query(words[i].stem));
    }
    const auto window = static_cast<Xapian::termcount>(stems.size() + part.near.value_or(0));
    return {part.near ? Xapian::Query::OP_NEAR : Xapian::Query::OP_PHRASE, stems.begin(),
            stems.end(), window};
  }

  // The stem decides whether a document matches; the spelling only adds to its score.
  Xapian::Query match_word(const QueryWord& word) const {
    if (word.is_prefix) {
      Queries terms;
      for (const std::string& term : word.expansions) terms.emplace_back(term);
      return join(Xapian::Query::OP_SYNONYM, terms);
    }
    const double weight = word.is_stop_word ? ranking_.stop_word_weight : 1.0;
    const Xapian::Query exact(word.exact);
    Xapian::Query query;
    if (query_.exact) {
      query = scale(exact, weight);
    } else {
      const double exact_weight =
          word.in_phrase ? ranking_.exact_weight_in_phrase : ranking_.exact_weight;
      query = {Xapian::Query::OP_AND_MAYBE, stem_query(word.stem), scale(exact, exact_weight)};
      if (word.is_stop_word) query = scale(query, weight);
    }
    if (!word.in_title) return query;
    return {Xapian::Query::OP_FILTER, query, title_term(word)};
  }

  Xapian::Query title_term(const QueryWord& word) const {
    return Xapian::Query(query_.exact ? index::make_term(index::kTitlePrefix, word.exact)
                                      : index::make_term(index::kTitleStemPrefix, word.stem));
  }

  Xapian::Query match_excluded(const Part& part) const {
    if (part.kind != Part::Kind::kWords && part.kind != Part::Kind::kPhrase) return match(part);
    Queries words;
    for (std::size_t i = part.words.begin; i < part.words.end; ++i) {
      const QueryWord& word = query_.excluded[i];
      if (word.is_prefix) {
        for (const std::string& term : word.expansions) words.emplace_back(term);
      } else if (word.in_title) {
        words.push_back(title_term(word));
      } else {
        words.push_back(query_.exact ? Xapian::Query(word.exact) : stem_query(word.stem));
      }
    }
    if (part.kind == Part::Kind::kWords) return join(Xapian::Query::OP_OR, words);
    return {Xapian::Query::OP_FILTER, join(Xapian::Query::OP_AND, words),
            match_order(query_.excluded, part)};
  }

  static Xapian::Query match_names(const Part& part) {
    Queries names;
    for (const std::string& term : part.names) names.emplace_back(term);
    return join(Xapian::Query::OP_OR, names);
  }

  const ParsedQuery& query_;
  const Strictness strictness_;
  const Ranking& ranking_;
  const Xapian::Database& database_;
  Queries required_;    // ranked, and wanted in any case
  Queries wanted_;      // ranked
  Queries stop_words_;  // ranked, never wanted
  Queries filters_;
  Queries excluded_;
};

}  // namespace

Xapian::Query make_xapian_query(const ParsedQuery& query, Strictness strictness,
                                const Ranking& ranking, const Xapian::Database& database) {
  return Builder(query, strictness, ranking, database).build();
}

}  // namespace fihrist::search
