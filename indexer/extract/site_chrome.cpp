// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "indexer/extract/site_chrome.h"

#include <algorithm>

#include "arabic/decode.h"
#include "arabic/letters.h"
#include "arabic/mapped_text.h"
#include "arabic/word_lists.h"
#include "indexer/extract/thread_analyzer.h"
#include "indexer/extract/trim.h"

namespace fihrist::indexer::extract {
namespace {

using arabic::Token;

constexpr const char* kList = "site_chrome.tsv";

constexpr std::string_view kChrome = "site chrome";
constexpr std::string_view kNotice = "site notice";
constexpr std::string_view kFooter = "site footer";
constexpr std::string_view kAdvertisement = "advertisement";

constexpr std::size_t kShortLine = 8;       // words
constexpr std::size_t kLongestNotice = 40;  // words
// A footer names several pages or networks, and they are much of its letters: run together, or
// nearly all. A story may name three networks in a sentence, each a word of its own.
constexpr std::size_t kLeastFooterPhrases = 3;
constexpr double kLeastFooterShare = 0.3;
constexpr double kMostlyFooter = 0.6;
// Longer than any headline: what is longer is the paragraph itself.
constexpr std::size_t kLongestHeadline = 30;  // words
// A heading inside a story, and the paragraph that makes it one.
constexpr std::size_t kShortestHeading = 3;     // words
constexpr std::size_t kLongestHeading = 12;     // words
constexpr std::size_t kShortestParagraph = 15;  // words

bool is_arabic_letter(char32_t c) {
  return c >= arabic::kHamza && c <= arabic::kYeh && c != arabic::kTatweel;
}

bool is_vowel_sign(char32_t c) { return c >= arabic::kFathatan && c <= arabic::kWavyHamzaBelow; }

bool is_sentence_end(char32_t c) { return c == U'.' || c == U'؟' || c == U'!' || c == U'?'; }

// `text` folded, without blanks and marks.
std::string without_blanks(std::string_view text) {
  std::string key = analyzer_of_thread().folded_key(text);
  std::erase(key, ' ');
  return key;
}

bool begins_with_words(const std::vector<Token>& tokens, std::string_view key) {
  for (std::size_t i = 0; i < tokens.size() && !key.empty(); ++i) {
    if (!key.starts_with(tokens[i].exact)) return false;
    key.remove_prefix(tokens[i].exact.size());
    if (key.empty()) return true;
    if (!key.starts_with(' ')) return false;
    key.remove_prefix(1);
  }
  return false;
}

// Where one text was joined to another without a space: the number of its characters before each
// joint.

std::vector<std::size_t> find_joints(const std::u32string& chars, bool behind_sentences) {
  std::vector<std::size_t> joints;
  for (std::size_t i = 2; i + 1 < chars.size(); ++i) {
    std::size_t next = i + 1;
    while (next < chars.size() && is_vowel_sign(chars[next])) ++next;
    if (next == chars.size() || !is_arabic_letter(chars[next])) continue;
    const bool inside = is_arabic_letter(chars[i - 1]) || is_vowel_sign(chars[i - 1]);
    // No word goes on behind a ة, or behind the ا of a tanween.
    const bool word_ends =
        inside && (chars[i] == arabic::kTehMarbuta ||
                   (chars[i] == arabic::kAlef && chars[i - 1] == arabic::kFathatan) ||
                   (chars[i] == arabic::kAlef && chars[i + 1] == arabic::kFathatan));
    const bool sentence_ends =
        behind_sentences && is_sentence_end(chars[i]) && next == i + 1 && inside;
    if (word_ends || sentence_ends) joints.push_back(next);
  }
  return joints;
}

std::size_t count_words(std::u32string_view chars) {
  std::size_t words = 0;
  bool in_word = false;
  for (const char32_t c : chars) {
    const bool blank = c == U' ' || c == U'\u00A0' || c == U'\t';
    if (!blank && !in_word) ++words;
    in_word = !blank;
  }
  return words;
}

bool has_sentence_end(std::u32string_view chars) {
  // Not the last character: a headline may ask.
  return std::any_of(chars.begin(), chars.empty() ? chars.end() : chars.end() - 1, is_sentence_end);
}

}  // namespace

SiteChrome::SiteChrome() : SiteChrome(std::filesystem::path()) {}

SiteChrome::SiteChrome(const std::filesystem::path& folder) {
  const arabic::Analyzer& analyzer = analyzer_of_thread();
  const arabic::WordList list = arabic::read_word_list(folder, kList, 2, 2);
  for (const arabic::WordListRow& row : list.rows) {
    const std::string& kind = row.fields[0];
    std::string key = analyzer.folded_key(row.fields[1]);
    if (key.empty()) list.fail(row, "the phrase has no letters");
    if (kind == "line") {
      lines_.insert(std::move(key));
    } else if (kind == "start") {
      starts_.push_back(std::move(key));
    } else if (kind == "notice") {
      notices_.push_back(std::move(key));
    } else if (kind == "glued") {
      glued_.insert(std::move(key));
    } else if (kind == "footer") {
      footers_.push_back(without_blanks(key));
    } else if (kind == "related") {
      related_.push_back(std::move(key));
    } else {
      list.fail(row, "`" + kind + "` is none of line, start, notice, glued, footer, related");
    }
  }
  std::sort(footers_.begin(), footers_.end());
  footers_.erase(std::unique(footers_.begin(), footers_.end()), footers_.end());
}

std::string_view SiteChrome::rule_of_line(std::string_view line,
                                          const std::vector<Token>& tokens) const {
  if (!tokens.empty()) {
    if (lines_.contains(arabic::join_exact(tokens))) return kChrome;
    const auto begins = [&](const std::string& phrase) {
      return begins_with_words(tokens, phrase);
    };
    const bool is_short = tokens.size() <= kShortLine && !line.ends_with('.');
    if (is_short && std::any_of(starts_.begin(), starts_.end(), begins)) return kNotice;
    if (tokens.size() <= kLongestNotice && std::any_of(notices_.begin(), notices_.end(), begins)) {
      return kNotice;
    }
  }
  return is_footer(line) ? kFooter : std::string_view();
}

bool SiteChrome::is_footer(std::string_view line) const {
  if (line.find(". ") != std::string_view::npos) return false;  // it has sentences
  std::string letters;
  std::vector<bool> ends_word;  // of each byte of letters
  for (const char c : analyzer_of_thread().folded_key(line)) {
    if (c == ' ') {
      if (!ends_word.empty()) ends_word.back() = true;
    } else {
      letters += c;
      ends_word.push_back(false);
    }
  }
  if (letters.empty()) return false;
  ends_word.back() = true;
  std::size_t phrases = 0;
  std::size_t covered = 0;
  bool runs_together = false;
  for (const std::string& footer : footers_) {
    bool found = false;
    for (std::size_t at = letters.find(footer); at != std::string::npos;
         at = letters.find(footer, at)) {
      found = true;
      covered += footer.size();
      runs_together = runs_together || !ends_word[at + footer.size() - 1];
      // Counts once, for the phrase that has it first.
      std::fill_n(letters.begin() + static_cast<std::ptrdiff_t>(at), footer.size(), ' ');
    }
    phrases += found ? 1 : 0;
  }
  const double share = static_cast<double>(covered) / static_cast<double>(letters.size());
  return phrases >= kLeastFooterPhrases &&
         share >= (runs_together ? kLeastFooterShare : kMostlyFooter);
}

bool SiteChrome::is_related_heading(const std::vector<Token>& tokens) const {
  const std::string key = arabic::join_exact(tokens);
  return std::find(related_.begin(), related_.end(), key) != related_.end();
}

bool SiteChrome::begins_related(std::string_view line, const std::vector<Token>& tokens) const {
  return std::any_of(related_.begin(), related_.end(), [&](const std::string& phrase) {
    const auto words = static_cast<std::size_t>(std::count(phrase.begin(), phrase.end(), ' ')) + 1;
    if (words >= tokens.size() || !begins_with_words(tokens, phrase)) return false;
    const std::string_view behind = trim(line.substr(tokens[words - 1].range.end));
    return behind.starts_with(':') || behind.starts_with('|');
  });
}

// Bytes of a mark at the beginning of `line` that is glued to a word, or 0.
std::size_t SiteChrome::glued_advertisement(std::string_view line) const {
  const arabic::Analyzer& analyzer = analyzer_of_thread();
  const std::string_view word = line.substr(0, std::min(line.find(' '), line.size()));
  // Few lines begin so, and only these are worth a look into the dictionary.
  const std::string folded = analyzer.folded_key(word);
  if (std::none_of(glued_.begin(), glued_.end(),
                   [&](const std::string& mark) { return folded.starts_with(mark); })) {
    return 0;
  }
  const std::vector<arabic::ExplainedToken> whole = analyzer.explain(word);
  const auto is_known = [](const arabic::ExplainedToken& told) {
    return std::none_of(told.steps.begin(), told.steps.end(), [](const arabic::Step& step) {
      return arabic::rule_name(step.rule) == "unknown";
    });
  };
  if (whole.size() != 1 || is_known(whole[0])) return 0;  // `إعلانات` is a word
  for (const std::string& mark : glued_) {
    if (!whole[0].token.exact.starts_with(mark)) continue;
    // The mark in the original: as many letters.
    arabic::MappedText letters;
    arabic::decode(word, 0, letters);
    const std::size_t length = arabic::count_characters(mark);
    if (length >= letters.chars.size()) continue;
    const std::size_t begin = letters.origin[length].begin;
    const std::vector<arabic::ExplainedToken> rest = analyzer.explain(word.substr(begin));
    if (rest.size() == 1 && arabic::count_characters(rest[0].token.exact) >= 2 &&
        is_known(rest[0])) {
      return begin;
    }
  }
  return 0;
}

std::vector<LinePart> SiteChrome::split(std::string_view line) const {
  std::vector<LinePart> parts;
  std::size_t begin = 0;
  std::size_t end = line.size();
  arabic::MappedText text;
  arabic::decode(line, 0, text);
  const std::u32string_view chars = text.chars;

  // `Relatedعنوان أولعنوان ثان…`: a Latin word of the list, glued to what follows.
  std::size_t latin = 0;
  while (latin < chars.size() && chars[latin] < 0x80 && chars[latin] != U' ') ++latin;
  std::string mark_in_latin;
  if (latin > 0 && latin < chars.size() && is_arabic_letter(chars[latin])) {
    mark_in_latin = analyzer_of_thread().folded_key(line.substr(0, latin));
  }
  if (std::find(related_.begin(), related_.end(), mark_in_latin) != related_.end()) {
    std::size_t headlines_end = latin;
    for (const std::size_t joint : find_joints(text.chars, true)) {
      const std::u32string_view headline = chars.substr(headlines_end, joint - headlines_end);
      if (count_words(headline) > kLongestHeadline || has_sentence_end(headline)) break;
      headlines_end = joint;
    }
    begin = text.origin[headlines_end].begin;
    parts.push_back({0, begin, kRelatedLinks});
  } else if (const std::size_t mark =
                 glued_.contains(mark_in_latin) ? latin : glued_advertisement(line);
             mark > 0) {
    parts.push_back({0, mark, kAdvertisement});
    begin = mark;
  }

  // `… خارج إيران. اعلان`
  LinePart last;
  if (const std::size_t blank = line.rfind(' '); blank != std::string_view::npos && blank > begin) {
    const std::string_view before = trim(line.substr(begin, blank - begin));
    const bool behind_sentence = before.ends_with('.') || before.ends_with("؟") ||
                                 before.ends_with('!') || before.ends_with('"') ||
                                 before.ends_with("”") || before.ends_with("»");
    const std::string_view word = line.substr(blank + 1);
    if (behind_sentence && glued_.contains(analyzer_of_thread().folded_key(word))) {
      last = {blank + 1, line.size(), kAdvertisement};
      end = blank;
    }
  }

  // `عنوان فرعي في القصةثم يبدأ النص …`
  if (begin == 0) {
    for (const std::size_t joint : find_joints(text.chars, false)) {
      const std::u32string_view heading = chars.substr(0, joint);
      const std::size_t words = count_words(heading);
      if (words > kLongestHeading) break;
      if (words < kShortestHeading || has_sentence_end(heading) ||
          heading.find(U'،') != std::u32string_view::npos) {
        continue;
      }
      const std::u32string_view paragraph = chars.substr(joint);
      const bool goes_on = paragraph.starts_with(U"ال");  // a space that was forgotten
      if (!goes_on && count_words(paragraph) >= kShortestParagraph) {
        parts.push_back({0, text.origin[joint].begin, {}});
        begin = text.origin[joint].begin;
        break;
      }
    }
  }
  if (begin < end) parts.push_back({begin, end, {}});
  if (last.end > 0) parts.push_back(last);
  return parts;
}

}  // namespace fihrist::indexer::extract
