// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "indexer/near_duplicates.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <limits>
#include <tuple>

namespace fihrist::indexer {
namespace {

// ---- From text to words

// Cruder than arabic/, and faster: a character only has to be the same in two copies of a text.
constexpr char32_t kBreak = 0;    // parts words
constexpr char32_t kNothing = 1;  // as if it were not there
constexpr char32_t kReplacementCharacter = U'\uFFFD';

struct Rule {
  char32_t first;
  char32_t last;
  char32_t becomes;
};

// For what is not ASCII. The first that fits counts; where none does, it is a letter.
constexpr Rule kRules[] = {
    {0x622, 0x623, 0x627},  // alef with madda or hamza above: alef
    {0x625, 0x625, 0x627},  // alef with hamza below
    {0x671, 0x671, 0x627},  // alef wasla
    {0x629, 0x629, 0x647},  // teh marbuta: heh
    {0x649, 0x649, 0x64A},  // alef maksura: yeh
    {0x6CC, 0x6CC, 0x64A},  // Farsi yeh
    {0x6A9, 0x6A9, 0x643},  // keheh: kaf

    {0xAD, 0xAD, kNothing},      // soft hyphen
    {0x610, 0x61A, kNothing},    // signs of honour, small vowel signs
    {0x61C, 0x61C, kNothing},    // Arabic letter mark
    {0x640, 0x640, kNothing},    // tatweel
    {0x64B, 0x65F, kNothing},    // vowel signs
    {0x670, 0x670, kNothing},    // superscript alef
    {0x6D6, 0x6ED, kNothing},    // marks of the Quran
    {0x8D3, 0x8FF, kNothing},    // more vowel signs
    {0x200B, 0x200F, kNothing},  // zero-width space and joiners, marks of direction
    {0x202A, 0x202E, kNothing},  // embeddings
    {0x2060, 0x2069, kNothing},  // word joiner, isolates
    {0xFE00, 0xFE0F, kNothing},  // variation selectors
    {0xFEFF, 0xFEFF, kNothing},  // byte order mark

    {0x80, 0xBF, kBreak},    // controls and signs of Latin 1, among them no-break space, « and »
    {0xD7, 0xD7, kBreak},    // times
    {0xF7, 0xF7, kBreak},    // divided by
    {0x600, 0x60F, kBreak},  // number signs, the Arabic comma
    {0x61B, 0x61F, kBreak},  // the Arabic semicolon and question mark
    {0x66A, 0x66D, kBreak},  // percent, decimal and thousands separators, star
    {0x6D4, 0x6D4, kBreak},  // the Urdu full stop
    {0x2000, 0x2BFF, kBreak},      // spaces, dashes, quotation marks, signs, arrows, bullets
    {0x2E00, 0x2E7F, kBreak},      // more punctuation
    {0x3000, 0x303F, kBreak},      // of Chinese and Japanese
    {0xD800, 0xF8FF, kBreak},      // surrogates, private use
    {0xFD3E, 0xFD3F, kBreak},      // ornate parentheses
    {0xFE10, 0xFE6F, kBreak},      // forms of punctuation
    {0xFFF0, 0xFFFF, kBreak},      // specials, among them the replacement character
    {0x1F000, 0x1FAFF, kBreak},    // emoji
    {0x110000, 0x1FFFFF, kBreak},  // not in Unicode
};

constexpr char32_t fold_by_rules(char32_t c) {
  if (c >= U'A' && c <= U'Z') return c - U'A' + U'a';
  if (c < 0x80) return (c >= U'a' && c <= U'z') || (c >= U'0' && c <= U'9') ? c : kBreak;
  if (c >= 0x660 && c <= 0x669) return c - 0x660 + U'0';  // Arabic-Indic digits
  if (c >= 0x6F0 && c <= 0x6F9) return c - 0x6F0 + U'0';  // the Persian ones
  for (const Rule& rule : kRules) {
    if (rule.first <= c && c <= rule.last) return rule.becomes;
  }
  return c;
}

// The characters of one and two bytes in UTF-8, which are nearly all, are looked up.
constexpr auto kFolded = [] {
  std::array<char16_t, 0x800> folded{};
  for (char32_t c = 0; c < folded.size(); ++c) folded[c] = static_cast<char16_t>(fold_by_rules(c));
  return folded;
}();

char32_t fold(char32_t c) { return c < kFolded.size() ? kFolded[c] : fold_by_rules(c); }

// Takes one character off the text, which is not empty. A byte that is not UTF-8 is a replacement
// character.
char32_t take_character(std::string_view& text) {
  const auto take_byte = [&text] {
    const auto byte = static_cast<unsigned char>(text.front());
    text.remove_prefix(1);
    return static_cast<char32_t>(byte);
  };
  const char32_t lead = take_byte();
  if (lead < 0x80) return lead;
  if (lead < 0xC2 || lead > 0xF4) return kReplacementCharacter;
  const int more = lead < 0xE0 ? 1 : lead < 0xF0 ? 2 : 3;
  char32_t c = lead & (0x3Fu >> more);
  for (int i = 0; i < more; ++i) {
    if (text.empty() || (text.front() & 0xC0) != 0x80) return kReplacementCharacter;
    c = c << 6 | (take_byte() & 0x3F);
  }
  return c;
}

// ---- From words to a signature

constexpr std::size_t kMinima = std::tuple_size_v<Signature>;

// A shingle is a run of three words. Two and four tell copies from templates as well: with the
// threshold that keeps 10,000 pairs of articles of nearby days, pairs six days apart or more,
// templates most of them, come to 200 with two words, 181 with three, 192 with four.
constexpr std::size_t kWordsInShingle = 3;
constexpr std::size_t kFewestShingles = 20;

// The finalizer of SplitMix64 (Steele, Lea and Flood, 2014): every bit of `x` reaches every bit.
constexpr std::uint64_t mix(std::uint64_t x) {
  x = (x ^ x >> 30) * 0xBF58476D1CE4E5B9;
  x = (x ^ x >> 27) * 0x94D049BB133111EB;
  return x ^ x >> 31;
}

constexpr std::uint64_t kGolden = 0x9E3779B97F4A7C15;  // 2^64 over the golden ratio

// Sixty-four orders of all shingles: a shingle's place in an order is its hash times an odd number.
constexpr auto kOrders = [] {
  std::array<std::uint64_t, kMinima> orders{};
  for (std::size_t i = 0; i < kMinima; ++i) orders[i] = mix((i + 1) * kGolden) | 1;
  return orders;
}();

// The first shingle of a text in each of the orders.
class Minima {
 public:
  Minima() { minima_.fill(std::numeric_limits<std::uint64_t>::max()); }

  // No shingle spans two texts.
  void add(std::string_view text) {
    words_ = 0;
    std::uint64_t word = 0;
    while (!text.empty()) {
      const char32_t c = fold(take_character(text));
      if (c == kNothing) continue;
      if (c != kBreak) {
        word = (word ^ c) * kGolden;
        word ^= word >> 32;
      } else if (word != 0) {
        end_word(word);
        word = 0;
      }
    }
    if (word != 0) end_word(word);
  }

  std::size_t shingles() const { return shingles_; }

  Signature signature() const {
    Signature signature;
    for (std::size_t i = 0; i < kMinima; ++i) {
      signature[i] = static_cast<std::uint8_t>(mix(minima_[i]));
    }
    return signature;
  }

 private:
  void end_word(std::uint64_t word) {
    if (++words_ >= kWordsInShingle) {
      ++shingles_;
      const std::uint64_t shingle = mix((before_last_ * kGolden + last_) * kGolden + word);
      for (std::size_t i = 0; i < kMinima; ++i) {
        minima_[i] = std::min(minima_[i], shingle * kOrders[i]);
      }
    }
    before_last_ = last_;
    last_ = word;
  }

  std::array<std::uint64_t, kMinima> minima_;
  std::uint64_t before_last_ = 0;
  std::uint64_t last_ = 0;
  std::size_t words_ = 0;
  std::size_t shingles_ = 0;
};

int equal_bytes(const Signature& a, const Signature& b) {
  int equal = 0;
  for (std::size_t i = 0; i < kMinima; ++i) equal += a[i] == b[i] ? 1 : 0;
  return equal;
}

// ---- From signatures to groups

// A similarity of 0.45: (29/64 - 1/256) / (1 - 1/256). Nine in ten of the pairs around it tell the
// same story, from 0.35 to 0.55 alike; what speaks against less are templates. Of the pairs six
// days apart or more, 572 have at least 0.40, 351 have 0.45, 173 have 0.50, 93 have 0.55.
constexpr int kFewestEqual = 29;

// 98% of the pairs of different papers with at least 0.65 are two days apart or less.
constexpr std::int64_t kMostDaysApart = 2;

// Founders with one key in one band. A key with more is a template's.
constexpr std::size_t kMostOfOneKey = 8;

// A slot is a founder's number, from 1, above the last byte of its key. Zero is an empty slot.
constexpr unsigned kKeyBits = 24;
constexpr std::uint32_t kKeyMask = (1u << kKeyBits) - 1;
constexpr std::uint32_t kSpread = 0x9E3779;  // 2^24 over the golden ratio
constexpr unsigned kTagBits = 8;
constexpr std::uint32_t kTagMask = (1u << kTagBits) - 1;
constexpr std::size_t kMostFounders = (1u << (32 - kTagBits)) - 1;

constexpr std::size_t kSmallestBand = 64;

constexpr std::int32_t kNoDay = std::numeric_limits<std::int32_t>::min();

std::int32_t to_day(std::optional<std::chrono::sys_days> published) {
  if (!published) return kNoDay;
  constexpr std::int64_t kLast = std::numeric_limits<std::int32_t>::max();
  const std::int64_t day = published->time_since_epoch().count();
  return static_cast<std::int32_t>(std::clamp<std::int64_t>(day, kNoDay + 1, kLast));
}

// The band's three bytes, spread: a template's bands have bytes in common, and with them the key as
// it stands would fill one stretch of the table. The product is odd, so no two keys become one.
std::uint32_t key_of(const Signature& signature, std::size_t band) {
  const std::uint8_t* bytes = &signature[3 * band];
  const auto key = static_cast<std::uint32_t>(bytes[0] << 16 | bytes[1] << 8 | bytes[2]);
  return (key * kSpread) & kKeyMask;
}

// Days in periods as long as a group may last, so that what may join is in the same period or in
// one beside it. That the one around 1970 is longer does not matter.
std::int64_t period_of(std::int32_t day) { return day / (kMostDaysApart + 1); }

// Where the founders of a period are found whose key has no room left.
std::uint32_t dated_key(std::uint32_t key, std::int64_t period) {
  const std::uint64_t both = static_cast<std::uint64_t>(period) * kGolden + key;
  return static_cast<std::uint32_t>(mix(both) >> (64 - kKeyBits));
}

}  // namespace

std::optional<Signature> make_signature(std::string_view title, std::string_view body) {
  Minima minima;
  minima.add(title);
  minima.add(body);
  if (minima.shingles() < kFewestShingles) return std::nullopt;
  return minima.signature();
}

double similarity(const Signature& a, const Signature& b) {
  constexpr double kChance = 1.0 / 256;  // that bytes of different minima are equal
  const double equal = equal_bytes(a, b) / static_cast<double>(kMinima);
  return std::max(0.0, (equal - kChance) / (1 - kChance));
}

// ---- NearDuplicates::Band

std::size_t NearDuplicates::Band::home(std::uint32_t key) const {
  return static_cast<std::size_t>((std::uint64_t{key} * slots_.size()) >> kKeyBits);
}

void NearDuplicates::Band::prefetch(std::uint32_t key) const {
  __builtin_prefetch(&slots_[home(key)]);
}

bool NearDuplicates::Band::find(std::uint32_t key, std::vector<std::uint32_t>& founders) const {
  std::size_t found = 0;
  for (std::size_t slot = home(key); slots_[slot] != 0; slot = after(slot)) {
    if (((slots_[slot] ^ key) & kTagMask) != 0) continue;
    founders.push_back((slots_[slot] >> kTagBits) - 1);
    if (++found == kMostOfOneKey) return true;
  }
  return false;
}

bool NearDuplicates::Band::put(std::uint32_t key, std::uint32_t founder) {
  std::size_t found = 0;
  std::size_t slot = home(key);
  for (; slots_[slot] != 0; slot = after(slot)) {
    if (((slots_[slot] ^ key) & kTagMask) == 0 && ++found == kMostOfOneKey) return false;
  }
  slots_[slot] = (founder + 1) << kTagBits | (key & kTagMask);
  return true;
}

// ---- NearDuplicates

// The bands are of different sizes, from 1 to 4/3, and so grow one after another: neither time nor
// memory makes a jump.
NearDuplicates::NearDuplicates() {
  for (std::size_t band = 0; band < kBands; ++band) {
    bands_[band] = Band(kSmallestBand + kSmallestBand * band / (3 * kBands));
  }
}

std::uint64_t NearDuplicates::place(const Signature& signature,
                                    std::optional<std::chrono::sys_days> published,
                                    std::uint64_t own_group) {
  const Day day = to_day(published);
  const auto is_near = [day](const Founder& founder) {
    if (day == kNoDay || founder.first == kNoDay) return true;
    return std::int64_t{std::max(founder.last, day)} - std::min(founder.first, day) <=
           kMostDaysApart;
  };
  if (Founder* founder = most_alike(signature, day, is_near)) {
    widen(*founder, day);
    return founder->group;
  }
  add(signature, day, own_group);
  return own_group;
}

void NearDuplicates::restore(const Signature& signature,
                             std::optional<std::chrono::sys_days> published, std::uint64_t group) {
  const Day day = to_day(published);
  const auto is_of_group = [group](const Founder& founder) { return founder.group == group; };
  if (Founder* founder = most_alike(signature, day, is_of_group)) {
    widen(*founder, day);
  } else {
    add(signature, day, group);
  }
}

void NearDuplicates::widen(Founder& founder, Day day) {
  if (day == kNoDay) return;
  founder.first = founder.first == kNoDay ? day : std::min(founder.first, day);
  founder.last = std::max(founder.last, day);
}

void NearDuplicates::gather_candidates(const Signature& signature, Day day) {
  for (std::size_t band = 0; band < kBands; ++band) {
    bands_[band].prefetch(key_of(signature, band));
  }
  candidates_.clear();
  for (std::size_t band = 0; band < kBands; ++band) {
    const std::uint32_t key = key_of(signature, band);
    if (!bands_[band].find(key, candidates_)) continue;
    const std::int64_t period = period_of(day);
    const std::int64_t around = day == kNoDay ? 0 : 1;
    for (std::int64_t p = period - around; p <= period + around; ++p) {
      bands_[band].find(dated_key(key, p), candidates_);
    }
  }
  std::sort(candidates_.begin(), candidates_.end());
  candidates_.erase(std::unique(candidates_.begin(), candidates_.end()), candidates_.end());
}

template <typename Accept>
NearDuplicates::Founder* NearDuplicates::most_alike(const Signature& signature, Day day,
                                                    const Accept& accept) {
  gather_candidates(signature, day);
  for (const std::uint32_t candidate : candidates_) __builtin_prefetch(&founders_[candidate]);
  Founder* best = nullptr;
  int most_equal = kFewestEqual - 1;
  for (const std::uint32_t candidate : candidates_) {
    Founder& founder = founders_[candidate];
    const int equal = equal_bytes(signature, founder.signature);
    if (equal > most_equal && accept(founder)) {
      best = &founder;
      most_equal = equal;
    }
  }
  comparisons_ += candidates_.size();
  return best;
}

void NearDuplicates::add(const Signature& signature, Day day, std::uint64_t group) {
  if (founders_.size() == kMostFounders) return;
  const auto index = static_cast<std::uint32_t>(founders_.size());
  founders_.push_back({signature, group, day, day});
  for (std::size_t band = 0; band < kBands; ++band) {
    if (founders_.size() * 5 > bands_[band].slots() * 4) {
      grow(band);
    } else {
      put(band, index, founders_.back());
    }
  }
}

// If the key has no room left, under the key of the founder's days; if that has none either, the
// founder is found by its other bands.
void NearDuplicates::put(std::size_t band, std::uint32_t index, const Founder& founder) {
  const std::uint32_t key = key_of(founder.signature, band);
  if (bands_[band].put(key, index)) return;
  bands_[band].put(dated_key(key, period_of(founder.first)), index);
}

void NearDuplicates::grow(std::size_t band) {
  bands_[band] = Band(bands_[band].slots() / 3 * 4);
  constexpr std::size_t kAhead = 16;
  std::uint32_t index = 0;
  for (const Founder& founder : founders_) {
    if (index + kAhead < founders_.size()) {
      bands_[band].prefetch(key_of(founders_[index + kAhead].signature, band));
    }
    put(band, index++, founder);
  }
}

}  // namespace fihrist::indexer
