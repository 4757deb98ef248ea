// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// The words of Debian's hunspell-ar (Ayaspell, GPL/LGPL/MPL), compiled at build time: what the
// stemmer checks its cuts against.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace fihrist::arabic {

// What a folded spelling may be; several at once, since a spelling without vowel signs is shared.
enum WordKind : std::uint8_t {
  kNoun = 1,           // noun, adjective, name or particle, without an ending of its own
  kTakesFeminine = 2,  // a noun or adjective that forms its feminine with ة (مسؤول, not كتاب)
  kPastVerb = 4,       // past, he: كتب
  kPresentVerb = 8,  // present, he: يكتب
};

// The kinds of a folded word, or 0 for a word that is not in the dictionary.
std::uint8_t dictionary_kinds(std::u32string_view word);

std::size_t dictionary_size();

// Word `index` in the order of the letters; `index` below dictionary_size().
std::u32string dictionary_word(std::size_t index);

// The Debian version of hunspell-ar that was compiled in, to be read by people.
std::string_view dictionary_version();

// Of all words and kinds.
std::uint64_t dictionary_checksum();

}  // namespace fihrist::arabic
