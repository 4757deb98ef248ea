// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "server/search/completion_choice.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "server/search/attached_words.h"

namespace fihrist::search {
namespace {

using From = CompletionCandidate::From;

// Variety: what each completion takes from those that are like it.
constexpr double kSameKindPenalty = 0.25;
constexpr double kSameTitlePenalty = 0.6;
constexpr double kLongerPenalty = 0.8;   // goes on from a completion
constexpr double kShorterPenalty = 1.5;  // is the beginning of one

// Whether the words of `longer` begin with those of `shorter`.
bool goes_on(std::string_view longer, std::string_view shorter) {
  return longer.size() > shorter.size() && longer.starts_with(shorter) &&
         longer[shorter.size()] == ' ';
}

// Without next words that make a phrase that was found as one (and is spelled as most titles have
// it), and without those after which titles mostly go on as a phrase does: وزير الخدمة, المدنية.
std::vector<CompletionCandidate> without_parts(const std::vector<CompletionCandidate>& all) {
  constexpr double kGoesOn = 0.7;
  const auto says_more = [](const CompletionCandidate& phrase, const CompletionCandidate& part) {
    return phrase.key == part.key ||
           (goes_on(phrase.key, part.key) &&
            static_cast<double>(phrase.count) >= kGoesOn * static_cast<double>(part.count));
  };
  std::vector<CompletionCandidate> whole;
  std::copy_if(all.begin(), all.end(), std::back_inserter(whole), [&](const auto& part) {
    return part.from != From::kNextWord ||
           std::none_of(all.begin(), all.end(), [&](const auto& phrase) {
             return phrase.from == From::kPhrases && says_more(phrase, part);
           });
  });
  return whole;
}

// Takes from `rest` what finds the same as `chosen`, and lowers what is near it.
void discount(const CompletionCandidate& chosen, std::vector<CompletionCandidate>& rest) {
  std::erase_if(rest, [&](const auto& one) { return one.bare_key == chosen.bare_key; });
  for (CompletionCandidate& one : rest) {
    if (kind_of(one.from) == kind_of(chosen.from)) {
      one.score -= one.from == From::kTitles ? kSameTitlePenalty : kSameKindPenalty;
    }
    if (goes_on(one.key, chosen.key)) one.score -= kLongerPenalty;
    if (goes_on(chosen.key, one.key)) one.score -= kShorterPenalty;
  }
}

}  // namespace

Completion::Kind kind_of(CompletionCandidate::From from) {
  switch (from) {
    case CompletionCandidate::From::kWords:
      return Completion::Kind::kWord;
    case CompletionCandidate::From::kNames:
      return Completion::Kind::kName;
    case CompletionCandidate::From::kTitles:
      return Completion::Kind::kTitle;
    default:
      return Completion::Kind::kPhrase;
  }
}

std::string without_articles(std::string_view key) {
  std::string bare;
  bool at_border = true;
  while (!key.empty()) {
    if (at_border && key.starts_with(kArticle)) key.remove_prefix(kArticle.size());
    if (key.empty()) break;
    at_border = key.front() == ' ';
    bare += key.front();
    key.remove_prefix(1);
  }
  return bare;
}

std::vector<CompletionCandidate> choose_completions(
    const std::vector<CompletionCandidate>& candidates, std::size_t most) {
  std::vector<CompletionCandidate> rest = without_parts(candidates);
  std::vector<CompletionCandidate> chosen;
  while (chosen.size() < most && !rest.empty()) {
    const auto best =
        std::max_element(rest.begin(), rest.end(), [](const auto& one, const auto& other) {
          return one.score != other.score ? one.score < other.score : one.key > other.key;
        });
    chosen.push_back(std::move(*best));
    rest.erase(best);
    discount(chosen.back(), rest);
  }
  return chosen;
}

}  // namespace fihrist::search
