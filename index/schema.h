// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// What stands in the index: the contract on disk between fihrist-index and fihristd.
//
// DO NOT CHANGE without raising kSchemaVersion: the daemon refuses an index of another version.
//
// One Xapian (glass) document an article. Prefixes, values and data follow the conventions of
// Xapian Omega (https://xapian.org/docs/omega/termprefixes.html), so that xapian-delve, Omega and
// quest read it too.
//
//   prefix   term                                        wdf        made from
//   ------   -----------------------------------------   --------   -----------------
//   (none)   exact form: folded spelling of a word       1; title   title and body
//                                                        and lead
//                                                        weighted
//   Z        stem of a word                              the same   title and body
//   S        exact form of a word of the title           1          title
//   ZS       stem of a word of the title                 1          title
//   Q        the id, whole (cut and hashed if long)      0          id
//   A        the author, folded, words parted by space   0          author
//   XSOURCE  the source, folded the same way             0          source
//   K        one keyword, folded the same way            0          keywords
//   H        host name, lower case, without `www.`       0          url
//   L        language code, lower case                   0          language
//   Y M D    YYYY, YYYYMM, YYYYMMDD, on the source's     0          published
//            clock
//   XPAGE    id of the page that a related article       0          part_of
//            stands on
//   XGROUP   the group of near-duplicates, 16 digits     0          kGroup
//            of hexadecimal
//
// No term has positions: kOrder says where words stand, in a third of the bytes (word_order.h).
//
//   slot          value
//   -----------   --------------------------------------------------------------
//   kPublished    Xapian::sortable_serialise(seconds since 1970 UTC); empty: no date
//   kGroup        8 bytes: the group of near-duplicates; equal in all articles that tell one story
//   in
//                 nearly the same words, and of no meaning beside that
//   kContent      8 bytes: XXH3-64 of the document data, by which an update knows what has changed
//   kSignature    what later articles are compared with (indexer/near_duplicates.h); empty: too
//                 short
//   kSource       the source as the article has it: what facets show
//   kAuthor       the author the same way
//   kKeywords     the keywords the same way, parted by line breaks
//   kDay          YYYYMMDD, as the D term has it; empty: no date
//   kOrder        the words of title and body in their order (word_order.h); empty: no words
//   kTitle        the title, cut to kStoredTitle bytes: what completions are made of
//
// Document data: lines of `name=value`, a line for each keyword and each paragraph of the body
// (stored_article.h), with a byte for each letter of Arabic (packed_text.h). User metadata: the
// stamp (stamp.h).
#pragma once

#include <xapian.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace fihrist::index {

inline constexpr int kSchemaVersion = 5;

inline constexpr std::string_view kStemPrefix = "Z";
inline constexpr std::string_view kTitlePrefix = "S";
inline constexpr std::string_view kTitleStemPrefix = "ZS";
inline constexpr std::string_view kIdPrefix = "Q";
inline constexpr std::string_view kAuthorPrefix = "A";
inline constexpr std::string_view kSourcePrefix = "XSOURCE";
inline constexpr std::string_view kKeywordPrefix = "K";
inline constexpr std::string_view kHostPrefix = "H";
inline constexpr std::string_view kLanguagePrefix = "L";
inline constexpr std::string_view kPagePrefix = "XPAGE";
inline constexpr std::string_view kGroupPrefix = "XGROUP";
inline constexpr std::string_view kYearPrefix = "Y";
inline constexpr std::string_view kMonthPrefix = "M";
inline constexpr std::string_view kDayPrefix = "D";

// As how many words of the body each word of a title of `words` words counts in the wdf: 2 to 6,
// for a word says more of a short title than of a long one.
Xapian::termcount title_weight(std::size_t words);

// News tells the story in its first words, so these count twice.
inline constexpr std::uint32_t kLeadWords = 30;
inline constexpr Xapian::termcount kLeadWeight = 2;

// Between the positions of the last word of the title and the first of the body.
inline constexpr Xapian::termpos kFieldGap = 100;

inline constexpr Xapian::valueno kPublishedSlot = 0;
inline constexpr Xapian::valueno kGroupSlot = 1;
inline constexpr Xapian::valueno kContentSlot = 2;
inline constexpr Xapian::valueno kSignatureSlot = 3;
inline constexpr Xapian::valueno kSourceSlot = 4;
inline constexpr Xapian::valueno kAuthorSlot = 5;
inline constexpr Xapian::valueno kKeywordsSlot = 6;
inline constexpr Xapian::valueno kDaySlot = 7;
inline constexpr Xapian::valueno kTitleSlot = 8;
inline constexpr Xapian::valueno kOrderSlot = 9;

inline constexpr std::size_t kStoredTitle = 400;  // bytes of a title in its slot

// A 64-bit number as the slots have it, and back; 0 if `bytes` are not eight.
std::string pack_number(std::uint64_t number);
std::uint64_t unpack_number(std::string_view bytes);

// The XGROUP term of a group.
std::string group_term(std::uint64_t group);

// `prefix` before `value`. Xapian's terms end at 245 bytes: a longer one is cut between two
// characters, and a checksum of the whole keeps it apart from its neighbours.
std::string make_term(std::string_view prefix, std::string_view value);

// The host name of a URL as the H term has it, or an empty string.
std::string host_of(std::string_view url);

}  // namespace fihrist::index
