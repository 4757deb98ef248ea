// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "server/search/related_terms.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <iterator>
#include <limits>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "arabic/decode.h"
#include "server/search/attached_words.h"
#include "server/search/typed_query.h"

namespace fihrist::search {
namespace {

using arabic::Token;

constexpr std::size_t kLongestTerm = 4;    // words
constexpr std::uint32_t kLeastTitles = 2;  // that have a term
constexpr std::size_t kShortestWord = 3;   // characters
// A phrase is at most as frequent in the archive as its rarest word, and mostly rarer. How much
// rarer nobody counts: this was chosen by reading what comes first for 16 queries.
constexpr double kRarerTogether = 0.3;
// What a word counts that ends no clause in the titles and has no article: it may be a verb, or
// the head of names of which each title has another (وزير, يستقبل).
constexpr double kOpen = 0.4;
// What a term counts that begins with a verb: it tells what happened, not what it is about.
constexpr double kVerb = 0.3;
// So many terms for each that is wanted are looked at for verbs.
constexpr std::size_t kLookedAt = 4;
// Titles that share so much of the words of the shorter one tell one story, and count once.
constexpr double kSameStory = 0.6;
constexpr std::size_t kLeastSame = 4;  // and at least so many words
// A part is left to the longer term that has so much of its titles.
constexpr double kGoesOn = 0.6;

// A word of a title.
struct TitleWord {
  std::string exact;
  std::string stem;
  std::string spelled;
  bool joined = false;       // only blanks stand between it and the word before it
  bool ends_clause = false;  // punctuation or nothing stands behind it
  bool telling = false;      // may begin and end a term
  bool wanted = true;        // may stand in a term
};

struct Term {
  std::vector<std::string> stems;
  std::uint32_t titles = 0;
  std::size_t last_title = std::numeric_limits<std::size_t>::max();
  double rate = 0;  // articles of the archive that have it, as a part of all
  bool closed = false;
  std::unordered_map<std::string, std::uint32_t> spellings;
  double score = 0;
};

std::string join(const std::vector<std::string>& words) {
  std::string joined;
  for (const std::string& word : words) joined.append(joined.empty() ? "" : " ").append(word);
  return joined;
}

class TermFinder {
 public:
  TermFinder(const std::vector<std::string>& query_words, const ArchiveWords& archive,
             std::uint64_t documents, const Vocabulary& vocabulary,
             const arabic::Analyzer& analyzer)
      : archive_(archive),
        documents_(static_cast<double>(std::max<std::uint64_t>(documents, 1))),
        vocabulary_(vocabulary),
        analyzer_(analyzer) {
    for (const std::string& word : query_words) {
      for (const Token& token : analyzer.analyze(word)) {
        query_.insert(token.exact);
        query_.insert(token.stem);
      }
    }
  }

  void read(std::string_view title) {
    title = arabic::cut_at_character(title, kLongestRelatedTitle);
    const std::vector<Token> tokens = analyzer_.analyze(title);
    if (is_told(tokens)) return;
    const std::vector<TitleWord> words = words_of(title, tokens);
    for (std::size_t begin = 0; begin < words.size(); ++begin) {
      for (std::size_t end = begin + 1; end <= std::min(begin + kLongestTerm, words.size());
           ++end) {
        const TitleWord& last = words[end - 1];
        if (!last.wanted || (end - begin > 1 && !last.joined)) break;
        if (words[begin].telling && last.telling) count(words, begin, end);
      }
    }
    ++titles_;
  }

  std::vector<std::string> best(std::size_t most) {
    std::vector<Term*> ranked;
    for (auto& [key, term] : terms_) {
      if (term.titles < kLeastTitles) continue;
      if (!term.closed && term.stems.size() > 1) continue;
      // What the term adds to the divergence of the titles from the archive.
      const double share = static_cast<double>(term.titles) / static_cast<double>(titles_);
      term.score = term.titles * std::log(share / term.rate) * (term.closed ? 1 : kOpen);
      if (term.score > 0) ranked.push_back(&term);
    }
    const auto better = [](const Term* one, const Term* other) {
      return one->score != other->score ? one->score > other->score : one->stems < other->stems;
    };
    std::sort(ranked.begin(), ranked.end(), better);
    for (std::size_t i = 0; i < std::min(ranked.size(), kLookedAt * most); ++i) {
      if (begins_with_verb(*ranked[i])) ranked[i]->score *= kVerb;
    }
    std::sort(ranked.begin(), ranked.end(), better);
    std::vector<const Term*> chosen;
    for (const Term* term : ranked) {
      if (chosen.size() == most) break;
      const auto is_part_of = [&](const Term* longer) { return is_part(*term, *longer); };
      const auto is_like = [&](const Term* other) { return alike(*term, *other); };
      if (std::none_of(ranked.begin(), ranked.end(), is_part_of) &&
          std::none_of(chosen.begin(), chosen.end(), is_like)) {
        chosen.push_back(term);
      }
    }
    std::vector<std::string> texts;
    for (const Term* term : chosen) texts.push_back(spelling_of(*term));
    return texts;
  }

 private:
  // Whether an earlier title tells the same story; remembers this one if not.
  bool is_told(const std::vector<Token>& tokens) {
    std::vector<std::size_t> words;
    for (const Token& token : tokens) {
      if (!vocabulary_.is_stop_word(token.exact)) {
        words.push_back(std::hash<std::string>()(token.stem));
      }
    }
    std::sort(words.begin(), words.end());
    words.erase(std::unique(words.begin(), words.end()), words.end());
    std::vector<std::size_t> same;
    for (const std::vector<std::size_t>& story : stories_) {
      same.clear();
      std::set_intersection(words.begin(), words.end(), story.begin(), story.end(),
                            std::back_inserter(same));
      const auto shorter = static_cast<double>(std::min(words.size(), story.size()));
      if ((same.size() >= kLeastSame && static_cast<double>(same.size()) >= kSameStory * shorter) ||
          words == story) {
        return true;
      }
    }
    stories_.push_back(std::move(words));
    return false;
  }

  bool begins_with_verb(const Term& term) const {
    const std::string& spelled = term.spellings.begin()->first;
    const auto explained = analyzer_.explain(spelled.substr(0, spelled.find(' ')));
    return !explained.empty() &&
           std::any_of(explained[0].steps.begin(), explained[0].steps.end(),
                       [](const arabic::Step& step) { return step.rule == arabic::Rule::kVerb; });
  }

  std::vector<TitleWord> words_of(std::string_view title, const std::vector<Token>& tokens) const {
    std::vector<TitleWord> words;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      const Token& token = tokens[i];
      const auto gap_before = [&](std::size_t k) {
        return title.substr(tokens[k - 1].range.end,
                            tokens[k].range.begin - tokens[k - 1].range.end);
      };
      TitleWord& word = words.emplace_back();
      word.exact = token.exact;
      word.stem = token.stem;
      word.spelled = arabic::without_marks(
          title.substr(token.range.begin, token.range.end - token.range.begin));
      word.joined = i > 0 && is_blank(gap_before(i));
      word.ends_clause = i + 1 == tokens.size() || !is_blank(gap_before(i + 1));
      word.wanted = !query_.contains(token.exact) && !query_.contains(token.stem);
      word.telling = word.wanted && token.script != arabic::Script::kNumber &&
                     !vocabulary_.is_stop_word(token.exact) &&
                     arabic::count_characters(token.exact) >= kShortestWord;
    }
    return words;
  }

  void count(const std::vector<TitleWord>& words, std::size_t begin, std::size_t end) {
    std::vector<std::string> stems;
    std::string spelled;
    double rate = 1;
    for (std::size_t i = begin; i < end; ++i) {
      stems.push_back(words[i].stem);
      spelled.append(i == begin ? "" : " ").append(words[i].spelled);
      rate = std::min(rate, rate_of(words[i].exact));
    }
    Term& term = terms_[join(stems)];
    if (term.stems.empty()) term.stems = std::move(stems);
    // Of the forms of a word the most frequent one stands nearest to all of them.
    term.rate = std::max(term.rate, end - begin == 1 ? rate : rate * kRarerTogether);
    term.closed =
        term.closed || words[end - 1].ends_clause || words[end - 1].exact.starts_with(kArticle);
    ++term.spellings[spelled];
    if (std::exchange(term.last_title, titles_) != titles_) ++term.titles;
  }

  double rate_of(const std::string& exact) const {
    const ArchiveWord* word = archive_.find(exact);
    return std::min(1.0, (word == nullptr ? 1.0 : word->count) / documents_);
  }

  // Whether `term` is a part of a longer one that has most of its titles.
  static bool is_part(const Term& term, const Term& longer) {
    return longer.stems.size() > term.stems.size() &&
           longer.titles >= kGoesOn * static_cast<double>(term.titles) &&
           std::search(longer.stems.begin(), longer.stems.end(), term.stems.begin(),
                       term.stems.end()) != longer.stems.end();
  }

  // Whether more than half of the words of the shorter one stand in the other.
  static bool alike(const Term& one, const Term& other) {
    const auto same = std::count_if(one.stems.begin(), one.stems.end(), [&](const auto& stem) {
      return std::find(other.stems.begin(), other.stems.end(), stem) != other.stems.end();
    });
    return static_cast<std::size_t>(same) * 2 > std::min(one.stems.size(), other.stems.size());
  }

  // As most titles have it, without a letter that is attached to its first word.
  std::string spelling_of(const Term& term) const {
    const std::string* best = nullptr;
    std::string best_bare;
    std::uint32_t most = 0;
    for (const auto& [spelled, count] : term.spellings) {
      std::string bare = without_proclitic(spelled);
      // A spelling that is one by itself comes before one that is taken apart.
      const std::uint32_t votes = bare == spelled ? count + term.titles : count;
      if (best == nullptr || votes > most || (votes == most && spelled < *best)) {
        best = &spelled;
        best_bare = std::move(bare);
        most = votes;
      }
    }
    return best_bare;
  }

  std::string without_proclitic(const std::string& spelled) const {
    if (!begins_with_proclitic(spelled)) return spelled;
    const std::string first = spelled.substr(0, spelled.find(' '));
    const ArchiveWord* bare = bare_word(analyzer_.folded_key(first), first, archive_, analyzer_);
    return bare == nullptr ? spelled : bare->spelled + spelled.substr(first.size());
  }

  const ArchiveWords& archive_;
  double documents_;
  const Vocabulary& vocabulary_;
  const arabic::Analyzer& analyzer_;
  std::unordered_set<std::string> query_;          // exact forms and stems
  std::vector<std::vector<std::size_t>> stories_;  // the stems of each title, hashed, ascending
  std::unordered_map<std::string, Term> terms_;
  std::size_t titles_ = 0;
};

}  // namespace

std::vector<std::string> related_terms(const std::vector<std::string>& titles,
                                       const std::vector<std::string>& query_words,
                                       const ArchiveWords& archive, std::uint64_t documents,
                                       const Vocabulary& vocabulary,
                                       const arabic::Analyzer& analyzer, std::size_t most) {
  TermFinder finder(query_words, archive, documents, vocabulary, analyzer);
  for (std::size_t i = 0; i < std::min(titles.size(), kMostRelatedTitles); ++i) {
    finder.read(titles[i]);
  }
  return finder.best(most);
}

}  // namespace fihrist::search
