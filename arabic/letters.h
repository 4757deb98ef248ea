// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// The characters that the rules of this room speak of, by their names in the Unicode charts.
#pragma once

namespace fihrist::arabic {

// Letters of Arabic.
inline constexpr char32_t kHamza = U'\u0621';
inline constexpr char32_t kAlefMadda = U'\u0622';
inline constexpr char32_t kAlefHamzaAbove = U'\u0623';
inline constexpr char32_t kWawHamza = U'\u0624';
inline constexpr char32_t kAlefHamzaBelow = U'\u0625';
inline constexpr char32_t kYehHamza = U'\u0626';
inline constexpr char32_t kAlef = U'\u0627';
inline constexpr char32_t kBeh = U'\u0628';
inline constexpr char32_t kTehMarbuta = U'\u0629';
inline constexpr char32_t kTeh = U'\u062A';
inline constexpr char32_t kTheh = U'\u062B';
inline constexpr char32_t kJeem = U'\u062C';
inline constexpr char32_t kHah = U'\u062D';
inline constexpr char32_t kKhah = U'\u062E';
inline constexpr char32_t kDal = U'\u062F';
inline constexpr char32_t kThal = U'\u0630';
inline constexpr char32_t kReh = U'\u0631';
inline constexpr char32_t kZain = U'\u0632';
inline constexpr char32_t kSeen = U'\u0633';
inline constexpr char32_t kSheen = U'\u0634';
inline constexpr char32_t kFeh = U'\u0641';
inline constexpr char32_t kKaf = U'\u0643';
inline constexpr char32_t kLam = U'\u0644';
inline constexpr char32_t kMeem = U'\u0645';
inline constexpr char32_t kNoon = U'\u0646';
inline constexpr char32_t kHeh = U'\u0647';
inline constexpr char32_t kWaw = U'\u0648';
inline constexpr char32_t kAlefMaksura = U'\u0649';
inline constexpr char32_t kYeh = U'\u064A';
inline constexpr char32_t kAlefWasla = U'\u0671';

// Letters of Persian, Urdu and Kurdish that stand in Arabic text for foreign names, or because a
// keyboard had them.
inline constexpr char32_t kPeh = U'\u067E';
inline constexpr char32_t kTcheh = U'\u0686';
inline constexpr char32_t kJeh = U'\u0698';
inline constexpr char32_t kVeh = U'\u06A4';
inline constexpr char32_t kKeheh = U'\u06A9';
inline constexpr char32_t kGaf = U'\u06AF';
inline constexpr char32_t kHehDoachashmee = U'\u06BE';
inline constexpr char32_t kHehYeh = U'\u06C0';
inline constexpr char32_t kHehGoal = U'\u06C1';
inline constexpr char32_t kFarsiYeh = U'\u06CC';
inline constexpr char32_t kYehBarree = U'\u06D2';
inline constexpr char32_t kAe = U'\u06D5';

// Marks: vowel signs and what else stands on or between letters without being one.
inline constexpr char32_t kArabicSignSallallahou = U'\u0610';
inline constexpr char32_t kArabicSmallKasra = U'\u061A';
inline constexpr char32_t kArabicLetterMark = U'\u061C';
inline constexpr char32_t kTatweel = U'\u0640';
inline constexpr char32_t kFathatan = U'\u064B';
inline constexpr char32_t kWavyHamzaBelow = U'\u065F';
inline constexpr char32_t kSuperscriptAlef = U'\u0670';
inline constexpr char32_t kSmallHighSadLamAlefMaksura = U'\u06D6';
inline constexpr char32_t kEndOfAyah = U'\u06DD';
inline constexpr char32_t kStartOfRubElHizb = U'\u06DE';
inline constexpr char32_t kPlaceOfSajdah = U'\u06E9';
inline constexpr char32_t kSmallLowMeem = U'\u06ED';
inline constexpr char32_t kFirstExtendedMark = U'\u08D3';
inline constexpr char32_t kLastExtendedMark = U'\u08FF';

// Invisible characters.
inline constexpr char32_t kSoftHyphen = U'\u00AD';
inline constexpr char32_t kCombiningGraphemeJoiner = U'\u034F';
inline constexpr char32_t kZeroWidthSpace = U'\u200B';
inline constexpr char32_t kZeroWidthNonJoiner = U'\u200C';
inline constexpr char32_t kRightToLeftMark = U'\u200F';
inline constexpr char32_t kLeftToRightEmbedding = U'\u202A';
inline constexpr char32_t kRightToLeftOverride = U'\u202E';
inline constexpr char32_t kWordJoiner = U'\u2060';
inline constexpr char32_t kPopDirectionalIsolate = U'\u2069';
inline constexpr char32_t kFirstVariationSelector = U'\uFE00';
inline constexpr char32_t kLastVariationSelector = U'\uFE0F';
inline constexpr char32_t kZeroWidthNoBreakSpace = U'\uFEFF';  // at the start of a file: the BOM

inline constexpr char32_t kReplacementCharacter = U'\uFFFD';

}  // namespace fihrist::arabic
