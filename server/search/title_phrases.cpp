// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "server/search/title_phrases.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "server/search/attached_words.h"

namespace fihrist::search {
namespace {

// A word hangs if titles have it at least so often, and less than one of so many times at the end
// of a clause. Read off the titles of 30,090 articles: of وزير, بن, جامعة, يستقبل it is one in 50
// and less, of names and nouns that stand alone one in ten and more. What has the article is
// closed by itself, and needs more to be judged: الأمير is at one in 70, العهد at one in 40.
constexpr std::uint32_t kLeastToJudge = 12;
constexpr std::uint32_t kRarelyEnds = 20;
constexpr std::uint32_t kRarelyEndsWithArticle = 50;
// Such a word may still end a phrase that ends one of so many clauses (محمد بن نايف).
constexpr std::uint32_t kPhraseEnds = 10;
// No phrase begins with a word of at least so many that begins less than one of so many clauses:
// الشريفين, المتحدة, دولار.
constexpr std::uint32_t kLeastToJudgeBeginning = 100;
constexpr std::uint32_t kRarelyBegins = 200;

// A word that stands so many times as often without its first letter has that letter attached:
// بجامعة, but not فيصل.
constexpr std::uint32_t kMoreOften = 2;

// A phrase is a part of a longer one that has so much of its titles.
constexpr double kGoesOn = 0.7;
constexpr double kInside = 0.75;

// How many of a phrase's titles vote on its spelling, and for how many the usual one counts.
constexpr std::size_t kMostVotes = 64;
constexpr std::size_t kUsualSpelling = 2;

// على and the name علي fold to one word; in titles the dots tell which.
constexpr std::string_view kAli = "علي";

constexpr std::string_view kAnd = "و";

struct Phrase {
  std::span<const WordNumber> words;
  std::uint32_t count = 0;
  std::string text;  // as mostly written
  bool is_part = false;
};

bool is_number(std::string_view word) {
  return std::all_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// A number says something at an end if it is a year or as large.
bool is_small(std::string_view number) {
  constexpr std::size_t kDigitsOfYear = 4;
  return number.size() < kDigitsOfYear;
}

// How often each word stands in titles, and where.
struct WordPlaces {
  explicit WordPlaces(const TitleWords& titles)
      : total(titles.words.size()), begins(total), ends(total) {
    std::size_t position = 0;
    for (std::size_t title = 0; title < titles.titles.size(); ++title) {
      const std::span<const WordNumber> words = titles.titles[title];
      for (std::size_t i = 0; i < words.size(); ++i, ++position) {
        ++total[words[i]];
        if (!titles.joined[position]) ++begins[words[i]];
        if (i + 1 == words.size() || !titles.joined[position + 1]) ++ends[words[i]];
      }
    }
  }

  std::vector<std::uint32_t> total;
  std::vector<std::uint32_t> begins;  // a clause: a title, or what stands behind punctuation
  std::vector<std::uint32_t> ends;
};

// The most frequent spelling of each word.
std::vector<std::uint32_t> find_usual_spellings(const TitleWords& titles) {
  constexpr std::uint32_t kNone = ~std::uint32_t{0};
  std::vector<std::uint32_t> count(titles.spellings.size());
  for (const std::uint32_t spelling : titles.spelling) ++count[spelling];
  std::vector<std::uint32_t> usual(titles.words.size(), kNone);
  std::size_t position = 0;
  for (std::size_t title = 0; title < titles.titles.size(); ++title) {
    for (const WordNumber word : titles.titles[title]) {
      const std::uint32_t spelling = titles.spelling[position++];
      if (usual[word] == kNone || count[spelling] > count[usual[word]]) usual[word] = spelling;
    }
  }
  return usual;
}

class PhraseFinder {
 public:
  PhraseFinder(const TitleWords& titles, const std::vector<Hanging>& hanging)
      : titles_(titles), hanging_(hanging), usual_(find_usual_spellings(titles)) {
    const WordPlaces places(titles);
    may_begin_.reserve(titles.words.size());
    for (WordNumber word = 0; word < titles.words.size(); ++word) {
      may_begin_.push_back(!is_number(titles.words[word]) && !is_attached(word, places) &&
                           (places.total[word] < kLeastToJudgeBeginning ||
                            places.begins[word] * kRarelyBegins >= places.total[word]));
    }
  }

  CountedTexts find() {
    collect();
    mark_parts();
    CountedTexts found;
    for (const Phrase& phrase : phrases_) {
      if (phrase.is_part) continue;
      found.sequences.add(phrase.words);
      found.counts.push_back(phrase.count);
      found.texts.add(phrase.text);
    }
    found.sequences.sort();
    return found;
  }

 private:
  // Places with the same words are neighbours; the places of each length are gathered until the
  // words change.
  void collect() {
    std::array<std::vector<std::uint32_t>, kLongestPhrase + 1> same;
    std::span<const WordNumber> before;
    for (std::size_t rank = 0; rank < titles_.titles.places(); ++rank) {
      const std::span<const WordNumber> here = titles_.titles.words_at(rank);
      const auto differ = std::mismatch(before.begin(), before.end(), here.begin(), here.end());
      const auto common = static_cast<std::size_t>(differ.first - before.begin());
      for (std::size_t length = 2; length <= kLongestPhrase; ++length) {
        if (common < length) close(before, length, same[length]);
      }
      const auto position = static_cast<std::uint32_t>(titles_.titles.position(rank));
      for (std::size_t length = 2; length <= std::min(kLongestPhrase, here.size()); ++length) {
        if (!titles_.joined[position + length - 1]) break;
        same[length].push_back(position);
      }
      before = here;
    }
    for (std::size_t length = 2; length <= kLongestPhrase; ++length) {
      close(before, length, same[length]);
    }
    std::sort(phrases_.begin(), phrases_.end(), [](const Phrase& one, const Phrase& other) {
      return std::lexicographical_compare(one.words.begin(), one.words.end(), other.words.begin(),
                                          other.words.end());
    });
  }

  // `positions` are those of the first `length` of `words`.
  void close(std::span<const WordNumber> words, std::size_t length,
             std::vector<std::uint32_t>& positions) {
    if (positions.size() >= kLeastTitles && may_begin_[words[0]] &&
        may_end(words[length - 1], length, positions)) {
      std::vector<std::string_view> written;
      for (std::size_t i = 0; i < length; ++i) {
        written.push_back(spelled(words[i], i, positions));
      }
      if (!is_loose(words[0], written.front()) && !is_loose(words[length - 1], written.back())) {
        phrases_.push_back({words.first(length), static_cast<std::uint32_t>(positions.size()),
                            join(written), false});
      }
    }
    positions.clear();
  }

  // بجامعة الملك سعود says no more than جامعة الملك سعود.
  bool is_attached(WordNumber word, const WordPlaces& places) const {
    const std::string_view text = titles_.words[word];
    if (!begins_with_proclitic(text)) return false;
    const std::optional<WordNumber> bare =
        titles_.words.find(text.substr(kProclitics.front().size()));
    return bare && places.total[*bare] >= kMoreOften * places.total[word];
  }

  bool is_loose(WordNumber word, std::string_view written) const {
    return hanging_[word] == Hanging::kStopWord && written != kAli;
  }

  bool may_end(WordNumber word, std::size_t length,
               const std::vector<std::uint32_t>& positions) const {
    if (is_number(titles_.words[word])) return hanging_[word] == Hanging::kNo;
    if (hanging_[word] != Hanging::kMostly) return true;
    const auto ends = std::count_if(positions.begin(), positions.end(), [&](std::size_t begin) {
      return begin + length == titles_.joined.size() || !titles_.joined[begin + length];
    });
    return static_cast<std::size_t>(ends) * kPhraseEnds >= positions.size();
  }

  // How word `i` of a phrase is mostly written in it. One way out of three is a mistake more often
  // than a rule, so the usual way has votes of its own.
  std::string_view spelled(WordNumber word, std::size_t i,
                           const std::vector<std::uint32_t>& positions) const {
    std::map<std::uint32_t, std::size_t> votes{{usual_[word], kUsualSpelling}};
    for (std::size_t at = 0; at < std::min(positions.size(), kMostVotes); ++at) {
      ++votes[titles_.spelling[positions[at] + i]];
    }
    const auto best = std::max_element(
        votes.begin(), votes.end(),
        [](const auto& one, const auto& other) { return one.second < other.second; });
    return titles_.spellings[best->first];
  }

  static std::string join(const std::vector<std::string_view>& words) {
    std::string text;
    for (const std::string_view word : words) {
      if (!text.empty()) text += ' ';
      text += word;
    }
    return text;
  }

  void mark_parts() {
    WordSequences sequences;
    for (const Phrase& phrase : phrases_) sequences.add(phrase.words);
    sequences.sort();
    for (Phrase& phrase : phrases_) {
      const WordNumber last = phrase.words.back();
      const auto ranks =
          sequences.find(phrase.words.first(phrase.words.size() - 1), {last, last + 1});
      for (std::size_t rank = ranks.begin; rank < ranks.end && !phrase.is_part; ++rank) {
        const WordSequences::Place place = sequences.place(rank);
        const Phrase& longer = phrases_[place.sequence];
        if (longer.words.size() == phrase.words.size()) continue;
        const double part = place.offset == 0 ? kGoesOn : kInside;
        phrase.is_part = longer.count >= part * phrase.count;
      }
    }
  }

  const TitleWords& titles_;
  const std::vector<Hanging>& hanging_;
  std::vector<std::uint32_t> usual_;
  std::vector<bool> may_begin_;
  std::vector<Phrase> phrases_;
};

}  // namespace

std::vector<Hanging> find_hanging_words(const TitleWords& titles, const Vocabulary& vocabulary) {
  const WordPlaces places(titles);
  std::vector<Hanging> hanging;
  hanging.reserve(titles.words.size());
  const auto hangs = [&](WordNumber word) {
    const bool with_article = titles.words[word].starts_with(kArticle);
    const std::uint32_t rarely = with_article ? kRarelyEndsWithArticle : kRarelyEnds;
    return places.total[word] >= kLeastToJudge && places.ends[word] * rarely < places.total[word];
  };
  // A word too rare to be judged hangs behind و if it hangs without.
  const auto hangs_behind_and = [&](WordNumber word) {
    const std::string_view text = titles.words[word];
    if (places.total[word] >= kLeastToJudge || !text.starts_with(kAnd)) return false;
    const std::optional<WordNumber> bare = titles.words.find(text.substr(kAnd.size()));
    return bare && hangs(*bare);
  };
  for (WordNumber word = 0; word < titles.words.size(); ++word) {
    if (vocabulary.is_stop_word(std::string(titles.words[word]))) {
      hanging.push_back(Hanging::kStopWord);
    } else {
      const bool mostly = is_number(titles.words[word]) ? is_small(titles.words[word])
                                                        : hangs(word) || hangs_behind_and(word);
      hanging.push_back(mostly ? Hanging::kMostly : Hanging::kNo);
    }
  }
  return hanging;
}

CountedTexts find_phrases(const TitleWords& titles, const std::vector<Hanging>& hanging) {
  return PhraseFinder(titles, hanging).find();
}

}  // namespace fihrist::search
