// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "server/search/match_tree.h"

#include <algorithm>
#include <cstdio>
#include <string_view>
#include <utility>

#include "index/schema.h"

namespace fihrist::search {
namespace {

using Kind = MatchTree::Kind;
using Trees = std::vector<MatchTree>;

MatchTree of_kind(Kind kind) {
  MatchTree tree;
  tree.kind = kind;
  return tree;
}

MatchTree term_tree(std::string term, double weight = 1) {
  MatchTree tree = of_kind(Kind::kTerm);
  tree.terms.push_back(std::move(term));
  tree.weight = weight;
  return tree;
}

MatchTree stem_tree(const std::string& stem) {
  return term_tree(index::make_term(index::kStemPrefix, stem));
}

MatchTree one_of(std::vector<std::string> terms) {
  MatchTree tree = of_kind(terms.empty() ? Kind::kNothing : Kind::kOneOf);
  tree.terms = std::move(terms);
  return tree;
}

// `how` is kAny or kAll. Of one part it is the part itself, of none nothing.
MatchTree join(Kind how, Trees parts) {
  if (parts.empty()) return {};
  if (parts.size() == 1) return std::move(parts.front());
  MatchTree tree = of_kind(how);
  tree.parts = std::move(parts);
  return tree;
}

// `how` is kMaybe, kFilter or kWithout.
MatchTree pair(Kind how, MatchTree first, MatchTree second) {
  MatchTree tree = of_kind(how);
  tree.parts.push_back(std::move(first));
  tree.parts.push_back(std::move(second));
  return tree;
}

MatchTree scaled(MatchTree tree, double weight) {
  tree.weight *= weight;
  for (MatchTree& part : tree.parts) part = scaled(std::move(part), weight);
  return tree;
}

MatchTree period_tree(const Period& period) {
  MatchTree tree = of_kind(period.is_empty() ? Kind::kNothing : Kind::kPeriod);
  tree.period = period;
  return tree;
}

// `near`: so many other words may stand among them, in any order.
MatchTree in_order(const std::vector<std::string>& stems, std::optional<std::size_t> near) {
  MatchTree tree = of_kind(near ? Kind::kNear : Kind::kPhrase);
  for (const std::string& stem : stems) {
    tree.terms.push_back(index::make_term(index::kStemPrefix, stem));
  }
  tree.window = stems.size() + near.value_or(0);
  return tree;
}

// Words that replace another one: all of them, side by side.
MatchTree together(const StemPhrase& stems) {
  if (stems.size() == 1) return stem_tree(stems.front());
  Trees words;
  for (const std::string& stem : stems) words.push_back(stem_tree(stem));
  return pair(Kind::kFilter, join(Kind::kAll, std::move(words)), in_order(stems, std::nullopt));
}

class Builder {
 public:
  Builder(const ParsedQuery& query, Strictness strictness, const Ranking& ranking)
      : query_(query), strictness_(strictness), ranking_(ranking) {}

  MatchTree build() {
    for (const Unit& unit : query_.units) add(unit);
    if (!query_.period.is_open()) filters_.push_back(period_tree(query_.period));
    MatchTree tree = join_ranked();
    if (!filters_.empty()) {
      tree = pair(Kind::kFilter, std::move(tree), join(Kind::kAll, std::move(filters_)));
    }
    if (excluded_.empty()) return tree;
    return pair(Kind::kWithout, std::move(tree), join(Kind::kAny, std::move(excluded_)));
  }

 private:
  void add(const Unit& unit) {
    if (unit.sign == Sign::kMinus) {
      for (const Part& part : unit.any_of) excluded_.push_back(match_excluded(part));
      return;
    }
    Trees any;
    for (const Part& part : unit.any_of) any.push_back(match(part));
    MatchTree whole = join(Kind::kAny, std::move(any));
    if (unit.is_filter()) {
      filters_.push_back(std::move(whole));
    } else if (const QueryWord* word = first_word(unit); word != nullptr && word->is_stop_word) {
      stop_words_.push_back(std::move(whole));
    } else if (unit.sign == Sign::kPlus || (word != nullptr && word->in_title)) {
      required_.push_back(std::move(whole));
    } else {
      wanted_.push_back(std::move(whole));
    }
  }

  const QueryWord* first_word(const Unit& unit) const {
    const WordSpan span = unit.any_of.front().words;
    return span.size() > 0 ? &query_.words[span.begin] : nullptr;
  }

  MatchTree join_ranked() {
    MatchTree ranked;
    if (wanted_.empty() && required_.empty()) {
      if (query_.everything) ranked = of_kind(Kind::kEverything);
    } else if (strictness_ != Strictness::kAny) {
      required_.insert(required_.end(), std::make_move_iterator(wanted_.begin()),
                       std::make_move_iterator(wanted_.end()));
      ranked = join(Kind::kAll, std::move(required_));
    } else if (required_.empty()) {
      ranked = join(Kind::kAny, std::move(wanted_));
    } else if (wanted_.empty()) {
      ranked = join(Kind::kAll, std::move(required_));
    } else {
      ranked = pair(Kind::kMaybe, join(Kind::kAll, std::move(required_)),
                    join(Kind::kAny, std::move(wanted_)));
    }
    if (stop_words_.empty()) return ranked;
    return pair(Kind::kMaybe, std::move(ranked), join(Kind::kAny, std::move(stop_words_)));
  }

  MatchTree match(const Part& part) const {
    switch (part.kind) {
      case Part::Kind::kWords:
        return match_words(part);
      case Part::Kind::kPhrase:
        return match_phrase(part);
      case Part::Kind::kPeriod:
        return period_tree(part.period);
      default:
        return one_of(part.names);
    }
  }

  MatchTree match_words(const Part& part) const {
    Trees words;
    for (std::size_t i = part.words.begin; i < part.words.end; ++i) {
      words.push_back(match_word(query_.words[i]));
    }
    MatchTree typed =
        join(strictness_ == Strictness::kAny ? Kind::kAny : Kind::kAll, std::move(words));
    if (part.instead.empty()) return typed;
    Trees any;
    any.push_back(std::move(typed));
    for (const StemPhrase& instead : part.instead) {
      any.push_back(scaled(together(instead), ranking_.synonym_weight));
    }
    return join(Kind::kAny, std::move(any));
  }

  MatchTree match_phrase(const Part& part) const {
    MatchTree words = match_words(part);
    if (strictness_ != Strictness::kAll) return words;
    return pair(Kind::kFilter, std::move(words), match_order(query_.words, part));
  }

  // Positions are of stems: with `exact` an article that has the stems in their order and,
  // somewhere, the spellings, passes for one that has the phrase.
  static MatchTree match_order(const std::vector<QueryWord>& words, const Part& part) {
    std::vector<std::string> stems;
    for (std::size_t i = part.words.begin; i < part.words.end; ++i) {
      stems.push_back(words[i].stem);
    }
    return in_order(stems, part.near);
  }

  // The stem decides whether an article matches; the spelling only adds to its score.
  MatchTree match_word(const QueryWord& word) const {
    if (word.is_prefix) return one_of(word.expansions);
    const double weight = word.is_stop_word ? ranking_.stop_word_weight : 1.0;
    MatchTree tree;
    if (query_.exact) {
      tree = term_tree(word.exact, weight);
    } else {
      const double exact_weight =
          word.in_phrase ? ranking_.exact_weight_in_phrase : ranking_.exact_weight;
      tree = scaled(pair(Kind::kMaybe, stem_tree(word.stem), term_tree(word.exact, exact_weight)),
                    weight);
    }
    if (!word.in_title) return tree;
    return pair(Kind::kFilter, std::move(tree), title_term(word));
  }

  MatchTree title_term(const QueryWord& word) const {
    return term_tree(query_.exact ? index::make_term(index::kTitlePrefix, word.exact)
                                  : index::make_term(index::kTitleStemPrefix, word.stem));
  }

  MatchTree match_excluded(const Part& part) const {
    if (part.kind != Part::Kind::kWords && part.kind != Part::Kind::kPhrase) return match(part);
    Trees words;
    for (std::size_t i = part.words.begin; i < part.words.end; ++i) {
      const QueryWord& word = query_.excluded[i];
      if (word.is_prefix) {
        words.push_back(one_of(word.expansions));
      } else if (word.in_title) {
        words.push_back(title_term(word));
      } else {
        words.push_back(query_.exact ? term_tree(word.exact) : stem_tree(word.stem));
      }
    }
    if (part.kind == Part::Kind::kWords) return join(Kind::kAny, std::move(words));
    return pair(Kind::kFilter, join(Kind::kAll, std::move(words)),
                match_order(query_.excluded, part));
  }

  const ParsedQuery& query_;
  const Strictness strictness_;
  const Ranking& ranking_;
  Trees required_;    // ranked, and wanted in any case
  Trees wanted_;      // ranked
  Trees stop_words_;  // ranked, never wanted
  Trees filters_;
  Trees excluded_;
};

std::vector<std::string> name_terms(std::string_view prefix, const std::vector<std::string>& names,
                                    const arabic::Analyzer& analyzer) {
  std::vector<std::string> terms;
  for (const std::string& name : names) {
    const std::string key = analyzer.folded_key(name);
    if (!key.empty()) terms.push_back(index::make_term(prefix, key));
  }
  return terms;
}

std::string_view name_of(Kind kind) {
  switch (kind) {
    case Kind::kNothing:
      return "NOTHING";
    case Kind::kEverything:
      return "EVERYTHING";
    case Kind::kAny:
    case Kind::kOneOf:
      return "OR";
    case Kind::kAll:
      return "AND";
    case Kind::kMaybe:
      return "MAYBE";
    case Kind::kFilter:
      return "FILTER";
    case Kind::kWithout:
      return "WITHOUT";
    case Kind::kPhrase:
      return "PHRASE";
    case Kind::kNear:
      return "NEAR";
    case Kind::kPeriod:
      return "PERIOD";
    case Kind::kTerm:
      break;
  }
  return {};
}

}  // namespace

std::string describe(const MatchTree& tree) {
  if (tree.kind == Kind::kTerm && tree.weight == 1) return tree.terms.front();
  if (tree.kind == Kind::kTerm) {
    char weight[32];
    std::snprintf(weight, sizeof weight, "^%g", tree.weight);
    return tree.terms.front() + weight;
  }
  std::string name(name_of(tree.kind));
  if (tree.window > 0) name += " " + std::to_string(tree.window);
  std::vector<std::string> parts = tree.terms;
  for (const MatchTree& part : tree.parts) parts.push_back(describe(part));
  if (parts.empty()) return name;
  std::string all;
  for (const std::string& part : parts) {
    if (!all.empty()) all.append(" ").append(name).append(" ");
    all += part;
  }
  return "(" + all + ")";
}

MatchTree make_match_tree(const ParsedQuery& query, Strictness strictness, const Ranking& ranking) {
  return Builder(query, strictness, ranking).build();
}

MatchTree narrow(MatchTree tree, const Filters& filters, const arabic::Analyzer& analyzer) {
  if (!filters.any()) return tree;
  Trees all;
  for (const std::string& keyword : filters.keywords) {
    all.push_back(one_of(name_terms(index::kKeywordPrefix, {keyword}, analyzer)));
  }
  if (!filters.sources.empty()) {
    all.push_back(one_of(name_terms(index::kSourcePrefix, filters.sources, analyzer)));
  }
  if (!filters.authors.empty()) {
    all.push_back(one_of(name_terms(index::kAuthorPrefix, filters.authors, analyzer)));
  }
  const Period period{filters.from, filters.to};
  if (!period.is_open()) all.push_back(period_tree(period));
  return pair(Kind::kFilter, std::move(tree), join(Kind::kAll, std::move(all)));
}

}  // namespace fihrist::search
