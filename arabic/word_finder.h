// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// Where the words of a text are.
//
// Words of plain characters (plain_characters.h), which are nearly all, are found in the bytes as
// they stand, in one pass. Where another character comes, its word goes through the steps of the
// analysis one after another. Both ways find the same words; a test holds them together.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "arabic/mapped_text.h"
#include "arabic/plain_characters.h"
#include "arabic/tokenizer.h"

namespace fihrist::arabic {

struct FoundWord {
  std::string_view bytes;  // words of the same bytes have the same letters; at most kMostBytes
  // The letters before and after folding, cut to the longest word; empty where `bytes`, prepared
  // and folded, are the letters.
  std::u32string_view spelled;
  std::u32string_view folded;
  Script script = Script::kOther;
  ByteRange range;
  bool behind_blank = false;  // one blank, and nothing else, parts it from the word before

  static constexpr std::size_t kMostBytes = 240;
};

// Keeps its memory from text to text. Not to be shared between threads.
class WordFinder {
 public:
  // Characters of a word that count.
  explicit WordFinder(std::size_t longest) : longest_(longest) {}

  // Calls take(FoundWord) for each word of `text`, in their order. The views are valid until take()
  // returns.
  template <typename Take>
  void find(std::string_view text, Take take);

  // The same words by the steps alone, whatever the characters.
  template <typename Take>
  void find_by_steps(std::string_view text, Take take) {
    gap_ = {};
    take_steps(text, 0, text.size(), take);
  }

 private:
  // What stands between the last word and the next, marks left out.
  struct Gap {
    std::size_t characters = 2;  // nothing is joined with the start of a text
    bool ends_in_blank = false;

    bool is_blank() const { return characters == 1 && ends_in_blank; }
    void add(Kind kind) {
      ++characters;
      ends_in_blank = kind == Kind::kBlank;
    }
  };

  // Words of text[begin, end) into words_, by the steps.
  void cut_by_steps(std::string_view text, std::size_t begin, std::size_t end);
  FoundWord word_by_steps(std::size_t number);

  template <typename Take>
  void take_steps(std::string_view text, std::size_t begin, std::size_t end, Take& take) {
    cut_by_steps(text, begin, end);
    for (std::size_t i = 0; i < words_.size(); ++i) take(word_by_steps(i));
    pass_rest();
  }
  void pass_rest();

  std::size_t longest_;
  Gap gap_;
  MappedText folded_;
  std::u32string spelled_;
  std::vector<Word> words_;
  std::string bytes_;
};

template <typename Take>
void WordFinder::find(std::string_view text, Take take) {
  using Fate = PlainCharacter::Fate;
  const PlainCharacters& plain = PlainCharacters::table();
  const char* const start = text.data();
  const char* const stop = start + text.size();
  gap_ = {};

  bool in_word = false;
  bool at_apostrophe = false;      // the word goes on if a Latin letter follows
  Script script = Script::kOther;  // of the word
  std::size_t begin = 0;           // of the word
  std::size_t word_end = 0;        // of the word, before an apostrophe
  std::size_t end = 0;             // of the last character that was kept, with the marks on it
  std::size_t parting = 0;         // the last character that was kept and is in no word
  Gap before_parting = gap_;

  const auto finish_word = [&] {
    in_word = false;
    if (!at_apostrophe) word_end = end;
    if (word_end - begin > FoundWord::kMostBytes) {
      take_steps(text, begin, word_end, take);
    } else {
      take(FoundWord{text.substr(begin, word_end - begin),
                     {},
                     {},
                     script,
                     {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(word_end)},
                     gap_.is_blank()});
      gap_ = {0, false};
    }
    if (at_apostrophe) gap_.add(Kind::kApostrophe);
    at_apostrophe = false;
  };

  for (std::size_t i = 0; i < text.size();) {
    const PlainCharacter c = plain.read(start + i, stop);
    if (c.fate != Fate::kKept) {
      if (c.fate == Fate::kNotPlain) {
        // The steps take the word that it stands in, or else the character that it may stand on,
        // up to the next one that parts words whatever stands around it.
        const std::size_t from = in_word ? begin : parting;
        if (!in_word) gap_ = before_parting;
        while (i < text.size() && (static_cast<unsigned char>(start[i]) >= 0x80 ||
                                   kind_of(static_cast<unsigned char>(start[i])) > Kind::kBlank)) {
          ++i;
        }
        take_steps(text, from, i, take);
        in_word = at_apostrophe = false;
        end = i;
        continue;
      }
      if (c.fate == Fate::kOnLetter && end == i) end += c.size;
      i += c.size;
      continue;
    }
    if (in_word) {
      const bool goes_on = at_apostrophe ? c.kind == Kind::kLatin : continues(script, c.kind);
      if (goes_on) {
        at_apostrophe = false;
        script = script_with(script, c.kind);
      } else if (!at_apostrophe && c.kind == Kind::kApostrophe && script == Script::kLatin) {
        at_apostrophe = true;
        word_end = end;
      } else {
        finish_word();
      }
    }
    if (!in_word) {
      if (begins_word(c.kind)) {
        in_word = true;
        script = script_of(c.kind);
        begin = i;
      } else {
        parting = i;
        before_parting = gap_;
        gap_.add(c.kind);
      }
    }
    i += c.size;
    end = i;
  }
  if (in_word) finish_word();
}

}  // namespace fihrist::arabic
