// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// How likely one word is a slip for another: a weighted edit distance over letters, where letters
// that writers of Arabic take for each other, and those that lie side by side on the keyboard, are
// nearer than others. Pure functions, no exception but std::bad_alloc.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace fihrist::search {

// A letter of a folded word as a small number: 1..31 the letters of Arabic (arabic/packed_word.h),
// 32..57 a..z, 58 the apostrophe.
using LetterCode = std::uint8_t;
inline constexpr LetterCode kLatinCodes = 32;  // from here on, a letter is not Arabic

// Longest word that spelling looks at, in letters; one that is longer is two or more glued
// together, or no word at all.
inline constexpr std::size_t kLongestSpelling = 30;

// The letters of a folded word of UTF-8, or nothing if it has any character that is not one of
// them (a digit, a foreign letter, a control character, an ill-formed byte), if it mixes Arabic and
// Latin, is empty, or is too long.
std::optional<std::vector<LetterCode>> letter_codes(std::string_view folded);

// One bit for each letter that a word has.
std::uint64_t letter_mask(std::span<const LetterCode> word);

// Costs are hundredths of the plainest slip, one letter put for any other.
inline constexpr int kPlainSlip = 100;
inline constexpr int kLeastSlip = 25;  // no slip costs less

// Lengths that differ by more are never compared.
inline constexpr std::size_t kMostLengthsApart = 2;

// What it costs to have typed `typed` where `meant` was meant: 0 if they are equal, anything above
// `limit` if it costs more than that or their lengths are too far apart.
int slip_cost(std::span<const LetterCode> typed, std::span<const LetterCode> meant, int limit);

}  // namespace fihrist::search
