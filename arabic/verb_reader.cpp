// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// Verbs: persons of the past and the present, the future with س, attached pronouns; and what joins
// a verb with its past and its noun.

#include <algorithm>
#include <iterator>
#include <vector>

#include "arabic/dictionary.h"
#include "arabic/letters.h"
#include "arabic/reading.h"

namespace fihrist::arabic {
namespace {

// What a verb costs more than a noun of the same letters: most words of news are nouns.
constexpr int kVerbCost = 2;
constexpr int kObjectCost = 6;

struct Person {
  std::u32string_view letters;
  int cost;
};

constexpr Person kPastPersons[] = {
    {U"ت", 2},   // كانت
    {U"تا", 2},  // كانتا
    {U"وا", 2},  // قالوا
    {U"نا", 2},  // قررنا
    {U"تم", 2},  // قررتم
    {U"ن", 4},   // قررن
    {U"ا", 4},   // قررا
};
// Before ت and وا a last ي or ا of the verb is gone: اعطت, دعوا.
constexpr int kWeakEndingCost = 2;

// The present begins with one of these; `he` is the form that the dictionary has.
struct Prefix {
  char32_t letter;
  int cost;
};
constexpr Prefix kPresentPrefixes[] = {
    {kYeh, 0},   // يقول
    {kTeh, 1},   // تقول
    {kNoon, 1},  // نقول
    {kAlef, 3},  // اقول
};
constexpr Person kPresentPersons[] = {
    {U"ون", 2},  // يقولون
    {U"وا", 2},  // ان يقولوا
    {U"ان", 2},  // يقولان
    {U"ين", 2},  // تقولين
    {U"ن", 4},   // يقلن
    {U"ا", 4},   // ان يقولا
    {U"ي", 4},   // ان تقولي
};

constexpr std::u32string_view kObjects[] = {U"هما", U"هم", U"هن", U"كم", U"ها",
                                            U"ني",  U"نا", U"ه",  U"ك"};

// Verbs of the fourth form (أفعل) whose present is written like that of a first form: `يعلن` is
// أعلن in news, not عَلَن. By the letters that follow the ي; from our own reading of news.
constexpr std::u32string_view kFourthForms[] = {
    U"علن", U"عرب", U"صدر", U"رسل", U"صبح", U"طلق", U"وضح", U"كمل", U"نتج", U"نجز", U"عطي",
    U"جري", U"لغي", U"نهي", U"بدي", U"لقي", U"مكن", U"شرف", U"سهم", U"سفر", U"درك", U"حرز",
    U"سقط", U"ثبت", U"جبر", U"بلغ", U"خبر", U"قنع", U"ربك", U"فرج", U"رجع", U"غلق", U"ضرب",
    U"حبط", U"قدم", U"نفق", U"برم", U"برز", U"عدم", U"نقذ", U"فصح", U"حرق", U"ذيع", U"شير",
    U"ريد", U"قيم", U"عيد", U"صيب", U"دير", U"زيل", U"تيح", U"ثير", U"ضيف", U"طيح"};

// Verbs whose present is written with ؤ, which folding makes و: they begin with hamza, not with و.
constexpr std::u32string_view kWithHamza[] = {U"وكد", U"ودي", U"وثر", U"ومن", U"ولف",
                                              U"وجل", U"وسس", U"ويد", U"وخر", U"وول"};

bool has_kind(const Lexicon& lexicon, std::u32string_view word, WordKind kind) {
  return word.size() >= 2 && (lexicon.kinds(word) & kind) != 0;
}

class VerbReader {
 public:
  VerbReader(const Lexicon& lexicon, const Proclitic& proclitic, Reading& best)
      : lexicon_(lexicon), proclitic_(proclitic), best_(best) {}

  void read(std::u32string_view rest) {
    read_verb_form(rest, kVerbCost, {});
    for (const std::u32string_view object : kObjects) {
      if (rest.size() < object.size() + 3 || !rest.ends_with(object)) continue;
      const std::u32string_view verb = rest.substr(0, rest.size() - object.size());
      read_verb_form(verb, kVerbCost + kObjectCost, object);
      if (verb.back() == kWaw) {  // قرروها: the alef of وا is gone
        offer_past(verb.substr(0, verb.size() - 1), kVerbCost + kObjectCost + 2, U"و", object);
      }
    }
  }

 private:
  void read_verb_form(std::u32string_view verb, int cost, std::u32string_view object) {
    read_past(verb, cost, object);
    if (verb.size() >= 4 && verb.front() == kSeen) verb.remove_prefix(1);  // سيقول
    read_present(verb, cost, object);
  }

  void read_past(std::u32string_view verb, int cost, std::u32string_view object) {
    offer_past(verb, cost, {}, object);
    for (const Person& person : kPastPersons) {
      if (verb.size() < person.letters.size() + 2 || !verb.ends_with(person.letters)) continue;
      const std::u32string_view base = verb.substr(0, verb.size() - person.letters.size());
      offer_past(base, cost + person.cost, person.letters, object);
      if (person.letters != U"ت" && person.letters != U"وا") continue;
      for (const char32_t last : {kYeh, kAlef}) {
        buffer_.assign(base).push_back(last);
        offer_past(buffer_, cost + person.cost + kWeakEndingCost, person.letters, object);
      }
    }
  }

  void read_present(std::u32string_view verb, int cost, std::u32string_view object) {
    if (verb.size() < 3) return;
    const auto* const prefix =
        std::find_if(std::begin(kPresentPrefixes), std::end(kPresentPrefixes),
                     [&](const Prefix& p) { return p.letter == verb.front(); });
    if (prefix == std::end(kPresentPrefixes)) return;
    cost += prefix->cost;
    std::u32string he(verb);
    he.front() = kYeh;
    offer_present(he, cost, {}, object);
    for (const Person& person : kPresentPersons) {
      if (he.size() < person.letters.size() + 3 || !he.ends_with(person.letters)) continue;
      const std::u32string base = he.substr(0, he.size() - person.letters.size());
      const std::u32string_view ending = verb.substr(base.size());
      if (offer_present(base, cost + person.cost, ending, object)) continue;
      if (person.letters.size() != 2) continue;
      for (const char32_t last : {kYeh, kWaw}) {  // يدعون, يعطون
        offer_present(base + last, cost + person.cost + 1, ending, object);
      }
    }
  }

  void offer_past(std::u32string_view past, int cost, std::u32string_view ending,
                  std::u32string_view object) {
    cost += proclitic_.cost;
    if (cost < best_.cost && has_kind(lexicon_, past, kPastVerb)) {
      best_ = {cost, std::u32string(past), true, proclitic_.letters, ending, object, {}};
    }
  }

  bool offer_present(std::u32string_view present, int cost, std::u32string_view ending,
                     std::u32string_view object) {
    if (!has_kind(lexicon_, present, kPresentVerb)) return false;
    cost += proclitic_.cost;
    if (cost < best_.cost) {
      best_ = {cost,   past_of(lexicon_, present), true, proclitic_.letters, ending,
               object, std::u32string(present)};
    }
    return true;
  }

  const Lexicon& lexicon_;
  const Proclitic& proclitic_;
  Reading& best_;
  std::u32string buffer_;
};

}  // namespace

void read_verb(const Lexicon& lexicon, std::u32string_view rest, const Proclitic& proclitic,
               Reading& best) {
  VerbReader(lexicon, proclitic, best).read(rest);
}

std::u32string past_of(const Lexicon& lexicon, std::u32string_view present) {
  const auto is_past = [&](const std::u32string& word) {
    return has_kind(lexicon, word, kPastVerb);
  };
  const std::u32string rest(present.substr(1));
  const std::u32string with_alef = U"ا" + rest;
  const auto stands_in = [&](std::span<const std::u32string_view> table) {
    return std::find(table.begin(), table.end(), rest) != table.end();
  };
  // The candidates, surest first.
  std::vector<std::u32string> candidates;
  const bool is_hollow =
      rest.size() >= 3 && (rest[rest.size() - 2] == kWaw || rest[rest.size() - 2] == kYeh);
  std::u32string hollow = rest;
  if (is_hollow) hollow[hollow.size() - 2] = kAlef;
  if (stands_in(kWithHamza)) {
    candidates.push_back(U"ا" + rest.substr(1));  // يوكد (يؤكد) -> اكد
  }
  if (stands_in(kFourthForms)) {
    if (is_hollow) candidates.push_back(U"ا" + hollow);  // يشير -> اشار
    candidates.push_back(with_alef);                     // يعلن -> اعلن
  }
  if (rest.size() == 2) candidates.push_back(U"و" + rest);          // يصل -> وصل
  if (is_hollow && rest.size() == 3) candidates.push_back(hollow);  // يقول -> قال
  candidates.push_back(rest);                          // يفاوض, يتحدث, يكتب
  if (is_hollow) candidates.push_back(U"ا" + hollow);  // يستطيع -> استطاع
  candidates.push_back(with_alef);  // يستخدم -> استخدم, يرغم -> ارغم
  if (rest.back() == kWaw || rest.back() == kYeh) {
    const std::u32string base = rest.substr(0, rest.size() - 1);
    candidates.push_back(base + kAlef);        // يدعو -> دعا
    candidates.push_back(base + kYeh);         // يبني -> بني
    candidates.push_back(U"ا" + base + kYeh);  // يلتقي -> التقي
  }
  if (rest.front() == kWaw) {  // يوازر (يؤازر) -> ازر
    candidates.push_back(U"ا" + rest.substr(1));
  }
  const auto found = std::find_if(candidates.begin(), candidates.end(), is_past);
  return found == candidates.end() ? std::u32string(present) : *found;
}

std::u32string noun_of_verb(const Lexicon& lexicon, std::u32string_view past) {
  const auto if_noun = [&](std::u32string word) {
    return (lexicon.kinds(word) & kNoun) != 0 ? std::move(word) : std::u32string();
  };
  if (past.size() < 4) return {};
  const char32_t first = past.front();
  if (past.size() == 4 && past[1] == kAlef && first != kTeh && first != kAlef) {
    return if_noun(U"م" + std::u32string(past) + U"ه");  // فاوض -> مفاوضه
  }
  if (first != kAlef) return {};
  std::u32string noun(past);
  const std::size_t last = noun.size() - 1;
  if (noun[last - 1] == kAlef) {  // استطاع -> استطاعه, اختار -> اختيار
    if (std::u32string feminine = if_noun(noun + U"ه"); !feminine.empty()) return feminine;
    noun[last - 1] = kYeh;
    noun.insert(last, 1, kAlef);
    return if_noun(noun);
  }
  if (noun.back() == kYeh || noun.back() == kAlef) {  // التقي -> التقاء
    noun.back() = kAlef;
    return if_noun(noun + kHamza);
  }
  std::u32string doubled = noun;  // استمر -> استمرار
  doubled.push_back(kAlef);
  doubled.push_back(noun.back());
  if (std::u32string found = if_noun(doubled); !found.empty()) return found;
  noun.insert(last, 1, kAlef);  // اعتقل -> اعتقال
  return if_noun(noun);
}

}  // namespace fihrist::arabic
