// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// Run at build time: turns hunspell-ar's ar.aff and ar.dic into the table that dictionary.cpp
// searches.
//
//   compile_dictionary AR_AFF AR_DIC VERSION OUTPUT.cpp
//
// Of the affix file only the AF lines are read: line n names the flags that a word refers to by the
// number n. A word's flags say what it is (the headings of the affix file explain them):
//   A. B.    nouns and adjectives; B. for those that take ة
//   C…N      further endings of nouns; L. M. N. the nisba; n m  names of places; T.  particles
//   P.       the proclitics of verbs: Pd (future س) or Pj (jussive لـ) with the present only
// Version 3.2 (Debian 12) builds the persons of a verb by affixes, 3.5 (Debian 13) lists every one
// of them: both are brought to the same, the form of `he`, by dropping a form that is another plus
// a personal ending.

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <exception>
#include <fstream>
#include <iostream>
#include <map>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "arabic/dictionary.h"
#include "arabic/dictionary_table.h"
#include "arabic/fold.h"
#include "arabic/packed_word.h"

namespace fihrist::arabic {
namespace {

std::ifstream open(const std::string& path) {
  std::ifstream file(path);
  if (!file) {
    throw std::runtime_error(path + ": cannot be read. Install Debian's package hunspell-ar.");
  }
  return file;
}

// The flag strings of the AF lines; a word's number counts from 1.
std::vector<std::string> read_flags(const std::string& path) {
  std::ifstream file = open(path);
  std::vector<std::string> flags;
  bool is_first = true;  // the first AF line gives the count
  for (std::string line; std::getline(file, line);) {
    if (!line.starts_with("AF ")) continue;
    if (!is_first) flags.push_back(line.substr(3, line.find_first_of(" \t", 3) - 3));
    is_first = false;
  }
  if (flags.empty()) throw std::runtime_error(path + ": has no AF lines, so it is another format.");
  return flags;
}

// Flags are two characters each (FLAG long).
bool has_flag(std::string_view flags, std::string_view flag) {
  for (std::size_t i = 0; i + 1 < flags.size(); i += 2) {
    if (flags.substr(i, 2) == flag) return true;
  }
  return false;
}

bool has_family(std::string_view flags, char first) {
  for (std::size_t i = 0; i + 1 < flags.size(); i += 2) {
    if (flags[i] == first) return true;
  }
  return false;
}

// Kinds that are known only while the dictionary is compiled.
constexpr std::uint8_t kVerbForm = 16;      // any form of a verb
constexpr std::uint8_t kTakesPersons = 32;  // takes the endings of persons: it is that of `he`

std::uint8_t kinds_of(std::string_view flags) {
  std::uint8_t kinds = 0;
  if (has_family(flags, 'P')) {
    kinds |= kVerbForm;
    const bool is_present = has_flag(flags, "Pd") || has_flag(flags, "Pj");
    if (is_present) kinds |= kPresentVerb;
    // Only the past takes ت (F) and نا (K); أعلن is both, `he announced` and `I announce`.
    const bool takes_past_persons = has_family(flags, 'F') && has_family(flags, 'K');
    // The imperative has no Pc (emphatic ل of the past and the present).
    const bool is_past = !is_present && has_flag(flags, "Pc") && has_flag(flags, "Pf");
    if (takes_past_persons || is_past) kinds |= kPastVerb;
    if (takes_past_persons || has_family(flags, 'Q')) kinds |= kTakesPersons;
    return kinds;
  }
  for (const char family : std::string_view("ABLMNTnm")) {
    if (has_family(flags, family)) kinds |= kNoun;
  }
  if (has_family(flags, 'B')) kinds |= kTakesFeminine;
  return kinds;
}

using Words = std::map<std::u32string, std::uint8_t>;

Words read_words(const std::string& path, const std::vector<std::string>& flags) {
  std::ifstream file = open(path);
  Words words;
  std::size_t number = 0;
  for (std::string line; std::getline(file, line);) {
    if (++number == 1) continue;  // the count
    const std::string entry = line.substr(0, line.find('\t'));
    const std::size_t slash = entry.find('/');
    if (slash == std::string::npos) continue;  // a joint of particles (فكأنهم): no word to cut to
    std::string_view of_word = std::string_view(entry).substr(slash + 1);
    std::size_t index = 0;
    if (of_word.find_first_not_of("0123456789") == std::string_view::npos && !of_word.empty()) {
      index = std::stoul(std::string(of_word));
      if (index == 0 || index > flags.size()) {
        throw std::runtime_error(path + ":" + std::to_string(number) + ": refers to AF line " +
                                 std::string(of_word) + ", which the affix file does not have.");
      }
      of_word = flags[index - 1];
    }
    const std::uint8_t kinds = kinds_of(of_word);
    const std::u32string word = fold_word(entry.substr(0, slash));
    if (kinds != 0 && word.size() >= 2 && pack_word(word)) words[word] |= kinds;
  }
  return words;
}

bool is_kind(const Words& words, const std::u32string& word, std::uint8_t kind) {
  const auto found = words.find(word);
  return found != words.end() && (found->second & kind) != 0;
}

bool is_longer_form(const Words& words, const std::u32string& word, std::uint8_t kind,
                    std::initializer_list<std::u32string_view> endings) {
  return std::any_of(endings.begin(), endings.end(), [&](std::u32string_view ending) {
    return word.size() > ending.size() + 1 && word.ends_with(ending) &&
           is_kind(words, word.substr(0, word.size() - ending.size()), kind);
  });
}

// Leaves of each verb the forms of `he`. A form that takes the endings of persons is one (أعلن,
// though it looks like أعل + ن): version 3.2 says so by flags, 3.5 by listing the longer forms.
Words without_persons(const Words& words) {
  Words kept;
  for (auto [word, kinds] : words) {
    if ((kinds & kVerbForm) != 0) {
      const bool takes_persons = (kinds & kTakesPersons) != 0;
      const bool has_past_persons = is_kind(words, word + U"ت", kPastVerb) &&
                                    is_kind(words, word + U"وا", kVerbForm) &&
                                    !word.starts_with(U'ي');
      const bool has_present_persons = is_kind(words, word + U"ون", kVerbForm);
      if (has_past_persons) kinds |= kPastVerb;
      if (!takes_persons && !has_past_persons &&
          (is_longer_form(words, word, kPastVerb,
                          {U"ت", U"تا", U"تم", U"تما", U"تن", U"نا", U"ن", U"ا", U"وا", U"و"}) ||
           is_longer_form(words, word, kPresentVerb, {U"ن"}))) {
        kinds &= static_cast<std::uint8_t>(~kPastVerb);
      }
      if (!word.starts_with(U'ي') ||
          (!takes_persons && !has_present_persons &&
           is_longer_form(words, word, kPresentVerb, {U"ن", U"ون", U"ان", U"ين", U"وا", U"ا"}))) {
        kinds &= static_cast<std::uint8_t>(~kPresentVerb);
      }
    }
    // What begins like a present is one, whatever a rare form of another verb says.
    if (word.starts_with(U'ي') && (kinds & kPresentVerb) != 0) {
      kinds &= static_cast<std::uint8_t>(~kPastVerb);
    }
    kinds &= kNoun | kTakesFeminine | kPastVerb | kPresentVerb;
    if (kinds != 0) kept.emplace(word, kinds);
  }
  return kept;
}

void write_table(const Words& words, const std::string& version, const std::string& path) {
  std::ofstream out(path);
  out << "// Written by compile_dictionary from hunspell-ar " << version << ".\n"
      << "#include \"arabic/dictionary_table.h\"\n\nnamespace fihrist::arabic {\n\n"
      << "extern const char kDictionaryVersion[] = \"" << version << "\";\n"
      << "extern const std::uint64_t kDictionaryTable[] = {\n";
  std::vector<std::uint64_t> entries;
  for (const auto& [word, kinds] : words) entries.push_back(*pack_word(word) << kKindBits | kinds);
  std::sort(entries.begin(), entries.end());
  char text[32];
  for (std::size_t i = 0; i < entries.size(); ++i) {
    std::snprintf(text, sizeof text, "0x%llx,%c", static_cast<unsigned long long>(entries[i]),
                  i % 5 == 4 ? '\n' : ' ');
    out << text;
  }
  out << "};\nextern const std::size_t kDictionaryTableSize = " << entries.size()
      << ";\n\n}  // namespace fihrist::arabic\n";
  out.flush();
  if (!out) throw std::runtime_error(path + ": cannot be written.");
}

}  // namespace
}  // namespace fihrist::arabic

int main(int argc, char** argv) {
  using namespace fihrist::arabic;
  if (argc != 5) {
    std::cerr << "Usage: compile_dictionary AR_AFF AR_DIC VERSION OUTPUT.cpp\n";
    return 1;
  }
  try {
    const Words words = without_persons(read_words(argv[2], read_flags(argv[1])));
    // Both known versions give more than 49,000; a file of another make must not pass for a
    // dictionary.
    if (words.size() < 20'000) {
      throw std::runtime_error(std::string(argv[2]) + ": only " + std::to_string(words.size()) +
                               " words were understood, so it is another format.");
    }
    write_table(words, argv[3], argv[4]);
  } catch (const std::exception& error) {
    std::cerr << "compile_dictionary: " << error.what() << "\n";
    return 1;
  }
  return 0;
}
