// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "server/search/completion_stock.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "arabic/decode.h"
#include "index/schema.h"
#include "server/search/attached_words.h"
#include "server/search/typed_query.h"

namespace fihrist::search {
namespace {

using arabic::Token;

// Words numbered as they come; sorted and numbered anew when all are there.
class WordNumbers {
 public:
  WordNumber number(const std::string& word) {
    return numbers_.try_emplace(word, static_cast<WordNumber>(numbers_.size())).first->second;
  }

  // The table, and of each number so far the one that the table gives.
  std::pair<WordTable, std::vector<WordNumber>> sort() const {
    std::vector<std::string> words;
    words.reserve(numbers_.size());
    for (const auto& [word, number] : numbers_) words.push_back(word);
    std::sort(words.begin(), words.end());
    std::vector<WordNumber> sorted(words.size());
    for (std::size_t i = 0; i < words.size(); ++i) {
      sorted[numbers_.at(words[i])] = static_cast<WordNumber>(i);
    }
    return {WordTable(words), std::move(sorted)};
  }

 private:
  std::unordered_map<std::string, WordNumber> numbers_;
};

std::string_view between(std::string_view text, std::size_t begin, std::size_t end) {
  return text.substr(begin, end - begin);
}

// Numbers of the titles that tell a story of their own: the newest of each group.
std::vector<std::uint32_t> choose_titles(const std::vector<ArchiveTitle>& titles,
                                         const Xapian::Database& database) {
  std::unordered_map<Xapian::docid, std::uint32_t> by_document;
  by_document.reserve(titles.size());
  for (std::uint32_t i = 0; i < titles.size(); ++i) by_document.emplace(titles[i].document, i);
  std::unordered_map<std::string, std::uint32_t> newest;  // of each group
  std::vector<std::uint32_t> chosen;
  std::vector<bool> grouped(titles.size());
  for (auto group = database.valuestream_begin(index::kGroupSlot);
       group != database.valuestream_end(index::kGroupSlot); ++group) {
    const auto title = by_document.find(group.get_docid());
    if (title == by_document.end()) continue;
    grouped[title->second] = true;
    auto& first = newest.try_emplace(*group, title->second).first->second;
    first = std::min(first, title->second);
  }
  for (const auto& [group, title] : newest) chosen.push_back(title);
  for (std::uint32_t i = 0; i < titles.size(); ++i) {
    if (!grouped[i]) chosen.push_back(i);
  }
  std::sort(chosen.begin(), chosen.end());
  return chosen;
}

// A name is some words with nothing between them but blanks and the dots of abbreviations: what
// stands above «واس - الرياض» is a byline.
bool is_name(std::string_view text, const std::vector<Token>& tokens) {
  constexpr std::size_t kLongestName = 6;  // words
  if (tokens.empty() || tokens.size() > kLongestName) return false;
  if (tokens.front().script == arabic::Script::kNumber) return false;
  for (std::size_t i = 1; i < tokens.size(); ++i) {
    std::string_view gap = between(text, tokens[i - 1].range.end, tokens[i].range.begin);
    if (gap.starts_with('.')) gap.remove_prefix(1);
    if (!is_blank(gap)) return false;
  }
  return true;
}

struct Name {
  std::vector<WordNumber> words;
  std::string text;  // the most frequent spelling
  std::uint32_t most = 0;
  std::uint32_t count = 0;
};

class NameReader {
 public:
  NameReader(const arabic::Analyzer& analyzer, WordNumbers& numbers)
      : analyzer_(analyzer), numbers_(numbers) {}

  // The values of a slot, one a line.
  void read(const Xapian::Database& database, Xapian::valueno slot) {
    std::unordered_map<std::string, std::uint32_t> values;
    for (auto value = database.valuestream_begin(slot); value != database.valuestream_end(slot);
         ++value) {
      const std::string lines = *value;
      for (std::size_t begin = 0; begin < lines.size();) {
        const std::size_t end = std::min(lines.find('\n', begin), lines.size());
        ++values[lines.substr(begin, end - begin)];
        begin = end + 1;
      }
    }
    for (const auto& [value, count] : values) add(value, count, slot == index::kAuthorSlot);
  }

  // The most frequent ones first.
  std::vector<Name> take() {
    std::vector<Name> names;
    names.reserve(by_key_.size());
    for (auto& [key, name] : by_key_) names.push_back(std::move(name));
    std::sort(names.begin(), names.end(), [](const Name& one, const Name& other) {
      return one.count != other.count ? one.count > other.count : one.text < other.text;
    });
    if (names.size() > CompletionStock::kMostNames) names.resize(CompletionStock::kMostNames);
    return names;
  }

 private:
  void add(std::string_view value, std::uint32_t count, bool is_author) {
    std::vector<Token> tokens = analyzer_.tokenize(value);
    if (is_author && !tokens.empty()) {
      // Bylines tell the town: «محمد الغامدي من جدة».
      const auto from = std::find_if(tokens.begin() + 1, tokens.end(),
                                     [](const Token& token) { return token.exact == "من"; });
      tokens.erase(from, tokens.end());
    }
    if (!is_name(value, tokens)) return;
    Name& name = by_key_[arabic::join_exact(tokens)];
    if (name.words.empty()) {
      for (const Token& token : tokens) name.words.push_back(numbers_.number(token.exact));
    }
    name.count += count;
    std::string text(between(value, tokens.front().range.begin, tokens.back().range.end));
    if (count > name.most || (count == name.most && text < name.text)) {
      name.most = count;
      name.text = std::move(text);
    }
  }

  const arabic::Analyzer& analyzer_;
  WordNumbers& numbers_;
  std::unordered_map<std::string, Name> by_key_;
};

// What titles have is worth searching for, what articles have is worth finding: the geometric mean
// keeps down both what only running text has (وأضاف) and what a single title has.
float score_word(const ArchiveWord& word, std::uint32_t titles, bool hangs,
                 const ArchiveWords& archive, const arabic::Analyzer& analyzer,
                 const Vocabulary& vocabulary) {
  constexpr double kAttached = 0.1;
  constexpr double kNumber = 0.1;
  constexpr double kHanging = 0.5;  // مليون says less than النفط
  if (vocabulary.is_stop_word(word.exact) || arabic::count_characters(word.exact) < 2) return 0;
  double score = std::sqrt((titles + 0.5) * word.count);
  if (bare_word(word.exact, word.spelled, archive, analyzer) != nullptr) score *= kAttached;
  if (hangs) score *= kHanging;
  if (word.exact[0] >= '0' && word.exact[0] <= '9') score *= kNumber;
  return static_cast<float>(score);
}

std::vector<WordNumber> renumber(std::vector<WordNumber> words,
                                 const std::vector<WordNumber>& sorted) {
  for (WordNumber& word : words) word = sorted[word];
  return words;
}

// The words of the chosen titles, numbered as they come, and all that finding phrases wants.
class TitleReader {
 public:
  TitleReader(const arabic::Analyzer& analyzer, WordNumbers& numbers)
      : analyzer_(analyzer), numbers_(numbers) {}

  void read(std::string_view title) {
    const std::vector<Token> tokens = analyzer_.tokenize(title);
    std::vector<WordNumber>& words = words_.emplace_back();
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      const arabic::ByteRange range = tokens[i].range;
      words.push_back(numbers_.number(tokens[i].exact));
      found_.joined.push_back(i > 0 &&
                              is_blank(between(title, tokens[i - 1].range.end, range.begin)));
      found_.spelling.push_back(spelling(between(title, range.begin, range.end)));
    }
  }

  TitleWords take(WordTable table, const std::vector<WordNumber>& sorted) {
    for (std::vector<WordNumber>& words : words_) {
      found_.titles.add(renumber(std::move(words), sorted));
    }
    found_.titles.sort();
    found_.words = std::move(table);
    return std::move(found_);
  }

 private:
  // Few spellings have marks, and each is met many times.
  std::uint32_t spelling(std::string_view written) {
    const auto [known, is_new] = by_written_.try_emplace(std::string(written), 0);
    if (!is_new) return known->second;
    const auto [plain, is_first] = by_plain_.try_emplace(
        arabic::without_marks(written), static_cast<std::uint32_t>(by_plain_.size()));
    if (is_first) found_.spellings.add(plain->first);
    return known->second = plain->second;
  }

  const arabic::Analyzer& analyzer_;
  WordNumbers& numbers_;
  std::vector<std::vector<WordNumber>> words_;
  std::unordered_map<std::string, std::uint32_t> by_written_;
  std::unordered_map<std::string, std::uint32_t> by_plain_;
  TitleWords found_;
};

// In how many titles each word stands.
std::vector<std::uint32_t> count_titles(const WordSequences& titles, std::size_t words) {
  constexpr std::uint32_t kNone = ~std::uint32_t{0};
  std::vector<std::uint32_t> count(words);
  std::vector<std::uint32_t> last(words, kNone);
  for (std::uint32_t title = 0; title < titles.size(); ++title) {
    for (const WordNumber word : titles[title]) {
      if (std::exchange(last[word], title) != title) ++count[word];
    }
  }
  return count;
}

}  // namespace

CompletionStock CompletionStock::load(const ArchiveWords& archive, const Xapian::Database& database,
                                      const arabic::Analyzer& analyzer,
                                      const Vocabulary& vocabulary) {
  CompletionStock stock;
  WordNumbers numbers;
  TitleReader reader(analyzer, numbers);
  stock.archive_titles = choose_titles(archive.titles(), database);
  for (const std::uint32_t title : stock.archive_titles) reader.read(archive.titles()[title].text);
  NameReader name_reader(analyzer, numbers);
  for (const auto slot : {index::kSourceSlot, index::kAuthorSlot, index::kKeywordsSlot}) {
    name_reader.read(database, slot);
  }
  std::vector<Name> names = name_reader.take();
  auto [table, sorted] = numbers.sort();
  TitleWords titles = reader.take(std::move(table), sorted);

  for (Name& name : names) {
    stock.names.sequences.add(renumber(std::move(name.words), sorted));
    stock.names.texts.add(name.text);
    stock.names.counts.push_back(name.count);
  }
  stock.names.sequences.sort();
  stock.hanging = find_hanging_words(titles, vocabulary);
  stock.phrases = find_phrases(titles, stock.hanging);
  const std::vector<std::uint32_t> in_titles = count_titles(titles.titles, titles.words.size());
  stock.word_scores.reserve(archive.words().size());
  for (const ArchiveWord& word : archive.words()) {
    const auto number = titles.words.find(word.exact);
    stock.word_scores.push_back(score_word(word, number ? in_titles[*number] : 0,
                                           number && stock.hanging[*number] != Hanging::kNo,
                                           archive, analyzer, vocabulary));
  }
  stock.words = std::move(titles.words);
  stock.titles = std::move(titles.titles);
  stock.joined = std::move(titles.joined);
  return stock;
}

}  // namespace fihrist::search
