// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "server/search/query.h"

#include <algorithm>
#include <iterator>

#include "arabic/decode.h"
#include "index/schema.h"

namespace fihrist::search {
namespace {

using Words = std::vector<QueryWord>;
using Queries = std::vector<Xapian::Query>;

Xapian::Query stem_query(const std::string& stem) {
  return Xapian::Query(index::make_term(index::kStemPrefix, stem));
}

Xapian::Query scale(const Xapian::Query& query, double weight) {
  return {Xapian::Query::OP_SCALE_WEIGHT, query, weight};
}

// The stem decides whether a document matches; the spelling only adds to its score.
Xapian::Query match_word(const QueryWord& word, bool exact, const Ranking& ranking) {
  const double weight = word.is_stop_word ? ranking.stop_word_weight : 1.0;
  if (exact) return scale(Xapian::Query(word.exact), weight);
  const double exact_weight =
      word.in_phrase ? ranking.exact_weight_in_phrase : ranking.exact_weight;
  const Xapian::Query query(Xapian::Query::OP_AND_MAYBE, stem_query(word.stem),
                            scale(Xapian::Query(word.exact), exact_weight));
  return word.is_stop_word ? scale(query, weight) : query;
}

Xapian::Query match_together(const StemPhrase& stems) {
  if (stems.size() == 1) return stem_query(stems.front());
  Queries words;
  std::transform(stems.begin(), stems.end(), std::back_inserter(words), stem_query);
  return {Xapian::Query::OP_PHRASE, words.begin(), words.end(),
          static_cast<Xapian::termcount>(words.size())};
}

// The words of `span` (joined by `how`), or a synonym of them all.
Xapian::Query with_synonym(const Xapian::Query& words, const Synonym& synonym,
                           const Ranking& ranking) {
  Queries any{words};
  for (const StemPhrase& instead : synonym.instead) {
    any.push_back(scale(match_together(instead), ranking.synonym_weight));
  }
  // OP_MAX would say it better, but Xapian 1.4.22 crashes on some queries where it stands over
  // OP_AND_MAYBE.
  return {Xapian::Query::OP_OR, any.begin(), any.end()};
}

// Words (or synonyms in their place) joined by `how`; stop words only add to the score.
Xapian::Query combine(Xapian::Query::op how, const ParsedQuery& query, const Ranking& ranking) {
  Queries telling;
  Queries stop_words;
  std::size_t at = 0;
  auto synonym = query.synonyms.begin();
  while (at < query.words.size()) {
    const bool replaced = synonym != query.synonyms.end() && synonym->of.begin == at;
    const std::size_t end = replaced ? synonym->of.end : at + 1;
    Queries words;
    for (; at < end; ++at) words.push_back(match_word(query.words[at], query.exact, ranking));
    if (replaced) {
      telling.push_back(with_synonym({how, words.begin(), words.end()}, *synonym, ranking));
      ++synonym;
    } else {
      (query.words[at - 1].is_stop_word ? stop_words : telling).push_back(words.front());
    }
  }
  const Xapian::Query all(how, telling.begin(), telling.end());
  if (stop_words.empty()) return all;
  return {Xapian::Query::OP_AND_MAYBE, all,
          Xapian::Query(Xapian::Query::OP_OR, stop_words.begin(), stop_words.end())};
}

// Positions are of stems: with `exact` a document that has the stems in their order and, somewhere,
// the spellings, passes for one that has the phrase.
Xapian::Query match_phrase(const ParsedQuery& query, WordSpan phrase) {
  StemPhrase stems;
  for (std::size_t i = phrase.begin; i < phrase.end; ++i) stems.push_back(query.words[i].stem);
  return match_together(stems);
}

bool is_quotation_mark(char32_t c) {
  return c == U'"' || c == U'\u201C' || c == U'\u201D' || c == U'\u201E' || c == U'\u00AB' ||
         c == U'\u00BB';
}

// Byte ranges of `text` that stand between quotation marks.
std::vector<WordSpan> find_quoted(std::string_view text) {
  std::vector<WordSpan> quoted;
  arabic::MappedText mapped;
  arabic::decode(text, 0, mapped);
  bool open = false;
  for (std::size_t i = 0; i < mapped.chars.size(); ++i) {
    if (!is_quotation_mark(mapped.chars[i])) continue;
    if (open) {
      quoted.back().end = mapped.origin[i].begin;
    } else {
      quoted.push_back({mapped.origin[i].end, text.size()});
    }
    open = !open;
  }
  return quoted;
}

void mark_stop_words(Words& words, const Vocabulary& vocabulary) {
  const auto says_little = [&](const QueryWord& word) {
    return !word.in_phrase && vocabulary.is_stop_word(word.exact);
  };
  if (std::all_of(words.begin(), words.end(), says_little)) return;
  for (QueryWord& word : words) word.is_stop_word = says_little(word);
}

bool begins_at(const Words& words, std::size_t at, const StemPhrase& stems) {
  if (at + stems.size() > words.size()) return false;
  for (std::size_t i = 0; i < stems.size(); ++i) {
    if (words[at + i].stem != stems[i] || words[at + i].in_phrase) return false;
  }
  return true;
}

// The longest member of any group at each place.
void find_synonyms(ParsedQuery& query, const Vocabulary& vocabulary) {
  std::size_t at = 0;
  while (at < query.words.size()) {
    Synonym found{{at, at}, {}};
    for (const std::size_t number : vocabulary.groups_from(query.words[at].stem)) {
      const auto& group = vocabulary.group(number);
      for (const StemPhrase& member : group) {
        if (at + member.size() <= found.of.end || !begins_at(query.words, at, member)) continue;
        found.of.end = at + member.size();
        found.instead.clear();
        std::copy_if(group.begin(), group.end(), std::back_inserter(found.instead),
                     [&](const StemPhrase& other) { return other != member; });
      }
    }
    at = std::max(at + 1, found.of.end);
    if (found.instead.empty()) continue;
    for (std::size_t i = found.of.begin; i < found.of.end; ++i) query.words[i].is_stop_word = false;
    query.synonyms.push_back(std::move(found));
  }
}

}  // namespace

std::size_t ParsedQuery::telling_words() const {
  return static_cast<std::size_t>(std::count_if(
      words.begin(), words.end(), [](const QueryWord& word) { return !word.is_stop_word; }));
}

ParsedQuery parse_query(std::string_view text, const Vocabulary& vocabulary,
                        const arabic::Analyzer& analyzer, bool exact) {
  ParsedQuery query;
  query.exact = exact;
  const std::vector<WordSpan> quoted = find_quoted(text);
  const WordSpan* phrase = nullptr;  // the one that the words are being taken from
  for (const arabic::Token& token : analyzer.analyze(text)) {
    const auto inside = std::find_if(quoted.begin(), quoted.end(), [&](const WordSpan& bytes) {
      return token.range.begin >= bytes.begin && token.range.end <= bytes.end;
    });
    const bool in_phrase = inside != quoted.end();
    if (!in_phrase) {
      const bool known =
          std::any_of(query.words.begin(), query.words.end(), [&](const QueryWord& word) {
            return !word.in_phrase && (exact ? word.exact == token.exact : word.stem == token.stem);
          });
      if (known) continue;
    }
    if (query.words.size() == kMostWords) {
      query.notes.push_back({Note::Kind::kTooManyWords, std::to_string(kMostWords)});
      break;
    }
    if (in_phrase) {
      if (phrase != &*inside) {
        phrase = &*inside;
        query.phrases.push_back({query.words.size(), query.words.size()});
      }
      ++query.phrases.back().end;
    }
    query.words.push_back(
        {std::string(text.substr(token.range.begin, token.range.end - token.range.begin)),
         token.exact, token.stem, false, in_phrase});
  }
  query.is_question =
      text.find("؟") != std::string_view::npos || text.find('?') != std::string_view::npos ||
      std::any_of(query.words.begin(), query.words.end(),
                  [&](const QueryWord& word) { return vocabulary.is_question_word(word.exact); });
  std::erase_if(query.phrases, [](const WordSpan& span) { return span.end - span.begin < 2; });
  if (query.words.empty()) query.notes.push_back({Note::Kind::kNoWords, {}});
  mark_stop_words(query.words, vocabulary);
  if (!exact) find_synonyms(query, vocabulary);
  return query;
}

Xapian::Query match_all_words(const ParsedQuery& query, const Ranking& ranking) {
  return combine(Xapian::Query::OP_AND, query, ranking);
}

Xapian::Query match_all(const ParsedQuery& query, const Ranking& ranking) {
  Xapian::Query all = match_all_words(query, ranking);
  for (const WordSpan& phrase : query.phrases) {
    all = Xapian::Query(Xapian::Query::OP_FILTER, all, match_phrase(query, phrase));
  }
  return all;
}

Xapian::Query match_any(const ParsedQuery& query, const Ranking& ranking) {
  return combine(Xapian::Query::OP_OR, query, ranking);
}

WordMatcher::WordMatcher(const ParsedQuery& query) : exact_(query.exact) {
  for (std::size_t i = 0; i < query.words.size(); ++i) {
    if (query.words[i].is_stop_word) continue;
    words_.emplace(exact_ ? query.words[i].exact : query.words[i].stem, i);
  }
  for (const Synonym& synonym : query.synonyms) {
    for (const StemPhrase& stems : synonym.instead) {
      synonyms_.emplace(stems.front(), std::pair(stems, synonym.of.begin));
    }
  }
}

std::vector<std::optional<std::size_t>> WordMatcher::match(
    const std::vector<arabic::Token>& tokens) const {
  std::vector<std::optional<std::size_t>> matched(tokens.size());
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const auto word = words_.find(exact_ ? tokens[i].exact : tokens[i].stem);
    if (word != words_.end()) matched[i] = word->second;
    const auto [begin, end] = synonyms_.equal_range(tokens[i].stem);
    for (auto synonym = begin; synonym != end; ++synonym) {
      const StemPhrase& stems = synonym->second.first;
      if (i + stems.size() > tokens.size()) continue;
      const bool stands_here = std::equal(
          stems.begin(), stems.end(), tokens.begin() + static_cast<std::ptrdiff_t>(i),
          [](const std::string& stem, const arabic::Token& token) { return stem == token.stem; });
      if (!stands_here) continue;
      for (std::size_t k = i; k < i + stems.size(); ++k) {
        if (!matched[k]) matched[k] = synonym->second.second;
      }
    }
  }
  return matched;
}

}  // namespace fihrist::search
