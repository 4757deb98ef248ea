// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// One wire story that six papers tell, shown once.
//
// An article joins the group of an earlier one whose text is largely the same: under another
// headline or byline, with a paragraph changed or dropped. It does not join what only has the same
// subject, nor a group with anything from more than two days away: gold prices, prayer times and
// the weather are told in the same words every day, and are news every day. A group is what
// resembles its first article, the founder. Only founders are kept and compared with, so that a
// group cannot drift from story to story.
//
// How alike two texts are is their Jaccard similarity: of the runs of three words that either has,
// the share that both have. Vowel signs, punctuation, the seats of hamza and the like do not count.
// Signatures estimate the share with a standard error of 0.06 at worst; 0.45 is enough to join.
//
// The constants were chosen on SaudiNewsNet: 30,090 articles of 14 papers in three weeks of 2015,
// dated by crawl, placed in their order. 5,311 of them join 2,756 groups, the largest of 15.
// - Precision: of 66 joins that were read, 30 from just above the threshold and 36 at random, 64
//   told the same story; in the other two one article was part of a round-up. Of all joins at least
//   forty, by their titles, are of a template with other contents: congratulations to the president
//   of Chad two days after Singapore's, the next day's weather.
// - Recall: 92% of the articles with an earlier one of similarity 0.45 or more within two days are
//   in the group of such a one; 97% of all pairs of 0.6 or more share a group.
// - A copy that is cut counts by what is left: of copies cut to 60% and given another headline 97%
//   join, of halves 67%, of thirds 2%. What would join thirds would join round-ups.
//
// A million articles, 16% of which join (SaudiNewsNet over and over, three in ten of its words
// made new each time), take 171 MB and 2.4 to 2.9 µs each; a million that do not join, 206 MB
// (AMD EPYC, -O2). A signature takes 4.7 ms a megabyte of text.
#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <string_view>
#include <vector>

namespace fihrist::indexer {

// What an index keeps of a text, to find its like: 8 bits of each of 64 minima. The same on every
// machine. It is on disk: whatever changes it wants another version of the schema.
using Signature = std::array<std::uint8_t, 64>;

// The signature of an article in UTF-8. What is not UTF-8 parts words, and does no other harm.
// Nothing if title and body have less than 20 runs of three words between them: that short, the
// texts of SaudiNewsNet are captions and stubs, alike without being the same.
std::optional<Signature> make_signature(std::string_view title, std::string_view body);

// The Jaccard similarity of two texts, from 0 to 1, as their signatures tell it.
double similarity(const Signature& a, const Signature& b);

// The groups of an index. The same articles in the same order give the same groups. For one thread
// at a time.
//
// The work for one article is bounded: at most 32 founders of each of 21 bands are looked at. Where
// a template has more, dated founders are found by their days all the same; one without a day is
// then compared with a part of them. Of more than 16.7 million founders the later are not kept.
class NearDuplicates {
 public:
  NearDuplicates();

  // The group of a new article: that of the founder which it resembles most, of equals the
  // earliest; else `own_group`, which it founds. An article without a day may join any group, and
  // any may join it.
  std::uint64_t place(const Signature& signature, std::optional<std::chrono::sys_days> published,
                      std::uint64_t own_group);

  // An article that is in the index already. An update starts with these, in the order in which
  // they were placed. If the founder of a group has gone, its first member stands in.
  void restore(const Signature& signature, std::optional<std::chrono::sys_days> published,
               std::uint64_t group);

  // What the memory and the work come to: articles that are kept, signatures that were compared.
  std::size_t founders() const { return founders_.size(); }
  std::uint64_t comparisons() const { return comparisons_; }

 private:
  using Day = std::int32_t;  // since 1970-01-01

  struct Founder {
    Signature signature;
    std::uint64_t group;
    // Of all articles of the group, as far as they have a day.
    Day first;
    Day last;
  };

  // Founders by some bytes of their signatures: a table with open addressing, four bytes a slot.
  class Band {
   public:
    explicit Band(std::size_t slots = 0) : slots_(slots) {}
    std::size_t slots() const { return slots_.size(); }
    void prefetch(std::uint32_t key) const;
    // Appends the founders with this key, and now and then one with another. True if they are as
    // many as a key may have.
    bool find(std::uint32_t key, std::vector<std::uint32_t>& founders) const;
    // False, and nothing is done, if the key has as many founders as it may have.
    bool put(std::uint32_t key, std::uint32_t founder);

   private:
    std::size_t home(std::uint32_t key) const;
    std::size_t after(std::size_t slot) const { return slot + 1 == slots_.size() ? 0 : slot + 1; }

    std::vector<std::uint32_t> slots_;
  };

  // Of three bytes each; one of the 64 is in none. With similarity 0.45, 90 of 100 pairs agree in a
  // band, with 0.6 all. Bands of two bytes would find strangers by the hundred in a million.
  static constexpr std::size_t kBands = 21;

  static void widen(Founder& founder, Day day);
  void gather_candidates(const Signature& signature, Day day);
  template <typename Accept>
  Founder* most_alike(const Signature& signature, Day day, const Accept& accept);
  void add(const Signature& signature, Day day, std::uint64_t group);
  void put(std::size_t band, std::uint32_t index, const Founder& founder);
  void grow(std::size_t band);

  std::deque<Founder> founders_;
  std::array<Band, kBands> bands_;
  std::vector<std::uint32_t> candidates_;  // of the article at hand
  std::uint64_t comparisons_ = 0;
};

}  // namespace fihrist::indexer
