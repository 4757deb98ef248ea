// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// Which words are found by which: groups of words with one stem, and words that must not meet.

#include "arabic/stemmer.h"

#include <doctest/doctest.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "arabic/analyzer.h"

namespace fihrist::arabic {
namespace {

// The stem of a text of one word; empty if it is not one word.
std::string stem_of(std::string_view word) {
  const std::vector<Token> tokens = Analyzer().analyze(word);
  return tokens.size() == 1 ? tokens[0].stem : std::string();
}

struct Group {
  std::string_view rule;
  std::vector<std::string_view> words;
};

const Group kProcliticGroups[] = {
    {"article and conjunction", {"مفاوضات", "المفاوضات", "والمفاوضات", "فالمفاوضات", "ومفاوضات"}},
    {"preposition", {"مفاوضات", "لمفاوضات", "بمفاوضات"}},
    {"preposition with the article",
     {"مفاوضات", "للمفاوضات", "وللمفاوضات", "بالمفاوضات", "وبالمفاوضات", "كالمفاوضات"}},
    {"ف with another", {"مفاوضات", "فبالمفاوضات", "فللمفاوضات"}},
    {"before a name of a city", {"بيروت", "وبيروت", "ببيروت", "لبيروت", "وببيروت", "ولبيروت"}},
    {"ف before a name of a city", {"بيروت", "فبيروت"}},
    {"before a name with ب", {"بغداد", "وبغداد", "ببغداد", "لبغداد"}},
    {"before a name with و", {"وزارة", "الوزارة", "وزارات", "والوزارة"}},
    {"before a name of three letters", {"غزة", "وغزة", "بغزة", "لغزة"}},
    {"country with the article", {"العراق", "عراق", "بالعراق", "للعراق", "والعراق"}},
    {"ك of a role", {"رئيس", "كرئيس", "برئيس", "لرئيس", "ورئيس"}},
    {"noun with ك of its own", {"كتاب", "وكتاب", "بكتاب", "لكتاب"}},
};

const Group kPronounGroups[] = {
    {"person", {"رئيس", "رئيسه", "رئيسها", "رئيسهم", "رئيسهما", "رئيسنا", "الرئيس"}},
    {"feminine noun: ة becomes ت",
     {"حكومة", "حكومته", "حكومتها", "حكومتنا", "وحكومته", "لحكومته", "بحكومتهم"}},
    {"preposition and pronoun", {"رئيس", "ولرئيسها"}},
    {"on a broken plural", {"منصب", "منصبه", "منصبها", "مناصب", "مناصبهم"}},
    {"ء becomes ئ", {"نظير", "نظيره", "نظيرها", "نظراء", "نظرائهم"}},
    {"ء becomes ئ or ؤ", {"لقاء", "لقائه", "لقاؤهما"}},
    {"on a sound plural", {"شركة", "شركتها", "شركات", "شركاتها"}},
    {"without ن", {"مسؤول", "مسؤولوها"}},
};

const Group kNumberGroups[] = {
    {"dual, both cases", {"دولة", "دولتان", "دولتين", "الدولتين"}},
    {"dual of a feminine", {"حكومة", "حكومتان", "حكومتين"}},
    {"masculine plural, both cases", {"مسؤول", "مسؤولون", "مسؤولين", "المسؤولين", "مسؤولو"}},
    {"plural in ين of a final ي", {"قاضي", "القاضي", "قاضين"}},
    {"feminine plural", {"شركة", "شركات", "الشركات", "للشركات"}},
    {"plural in ات without ة", {"مطار", "المطار", "مطارات", "المطارات", "بمطار"}},
    {"plural of a verbal noun", {"انتخاب", "انتخابات", "الانتخابات"}},
    {"feminine, its plural and the masculine plural",
     {"مفاوضات", "مفاوضة", "المفاوضة", "المفاوضين", "مفاوضون", "مفاوض"}},
    {"feminine of a profession", {"معلم", "معلمة", "المعلمات", "المعلمين"}},
    {"feminine of a rank", {"رئيس", "رئيسة"}},
    {"adjective in all its forms", {"متطرف", "متطرفة", "المتطرفة", "المتطرفين", "والمتطرفين"}},
    {"people on the move", {"مهاجر", "مهاجرة", "مهاجرون", "المهاجرين", "المهاجرات"}},
    {"hamza at the end", {"لاجئ", "لاجئة", "لاجئون", "اللاجئين"}},
    {"tanween on alef", {"مباشر", "مباشرا", "مباشرة", "المباشرة"}},
};

const Group kNisbaGroups[] = {
    {"country", {"إيران", "إيراني", "الإيراني", "إيرانية", "والإيرانية", "الإيرانيين"}},
    {"country in يا", {"روسيا", "روسي", "الروسية", "الروسي", "وروسيا", "لروسيا"}},
    {"country in يا", {"سوريا", "سوري", "السورية", "السوريين", "السوريون", "بسوريا"}},
    {"country in يا", {"ألمانيا", "الألماني", "الألمانية"}},
    {"country in ا", {"فرنسا", "الفرنسي", "الفرنسية", "الفرنسيين"}},
    {"country in ا, two spellings",
     {"أمريكا", "أميركا", "أمريكي", "الأمريكيين", "الأميركية", "أمريكية", "بأمريكا"}},
    {"continent, two spellings", {"أوروبا", "أوربا", "الأوروبية", "أوروبي", "الأوروبيين"}},
    {"country of three letters", {"مصر", "مصري", "المصرية", "المصريين", "المصريون", "بمصر"}},
    {"country of three letters", {"قطر", "قطري", "القطرية", "القطريين"}},
    {"country with the article", {"العراق", "العراقي", "العراقية", "العراقيين"}},
    {"country with the article", {"الصين", "الصينية", "الصيني", "للصين", "بالصين"}},
    {"country that begins with ب", {"بريطانيا", "البريطاني", "البريطانية", "البريطانيين"}},
    {"country that begins with ل", {"لبنان", "لبناني", "اللبنانية", "اللبنانيين", "بلبنان"}},
    {"country that begins with ف", {"فلسطين", "فلسطيني", "الفلسطيني", "الفلسطينيين", "بفلسطين"}},
    {"of a noun: joined in all its forms", {"برلماني", "البرلمانية", "البرلمانيين", "برلمانيات"}},
    {"of a field", {"اقتصادي", "الاقتصادية", "اقتصاديا", "والاقتصادي"}},
    {"of a noun in ة", {"سياسي", "السياسية", "السياسيين"}},
    {"of a broken plural", {"دولي", "الدولية", "دوليا", "والدولي"}},
};

const Group kVerbGroups[] = {
    {"third form with its noun",
     {"فاوض", "يفاوضون", "سيفاوضون", "المفاوضات", "مفاوضة", "المفاوضين"}},
    {"third form with its noun", {"شارك", "يشارك", "شاركت", "شاركوا", "مشاركة", "المشاركة"}},
    {"third form with its noun", {"حاول", "يحاول", "حاولت", "يحاولون", "محاولة", "محاولات"}},
    {"seventh form with its noun", {"انسحب", "ينسحب", "انسحبت", "انسحاب", "الانسحاب"}},
    {"eighth form with its noun",
     {"اعتقل", "اعتقلت", "واعتقلت", "اعتقلوا", "سيعتقل", "اعتقال", "اعتقالات"}},
    {"eighth form with its noun", {"اجتمع", "يجتمع", "يجتمعون", "اجتماع", "الاجتماعات"}},
    {"eighth form, hollow", {"اختار", "يختار", "اختارت", "اختاروا", "اختيار"}},
    {"tenth form with its noun",
     {"استخدم", "يستخدمون", "سيستخدم", "استخدموا", "استخدام", "باستخدام", "استخدامها"}},
    {"tenth form with its noun", {"استهدف", "استهدفت", "يستهدف", "استهداف"}},
    {"first form, persons", {"كتب", "كتبت", "يكتب"}},
    {"first form, persons", {"رفض", "رفضت", "رفضوا", "يرفض"}},
    {"first form, persons", {"قتل", "قتلت", "قتلوا", "يقتل"}},
    {"hollow verb", {"قال", "قالت", "قالوا", "وقال", "فقال", "يقول", "يقولون", "سيقول", "ويقول"}},
    {"hollow verb", {"عاد", "عادت", "يعود"}},
    {"hollow verb", {"زار", "زارت", "يزور"}},
    {"verb with و in front", {"وصل", "وصلت", "وصلوا", "يصل", "سيصل"}},
    {"second form, persons", {"قرر", "قررت", "قرروا", "يقرر"}},
    {"fifth form, persons", {"تحدث", "تحدثت", "تحدثوا", "يتحدث"}},
    {"sixth form, persons", {"تظاهر", "تظاهروا", "يتظاهر"}},
};

const Group kBrokenPluralGroups[] = {
    {"فعلاء with affixes", {"وزير", "وزراء", "والوزراء", "وزرائهم", "وزراؤها", "لوزراء"}},
    {"فعلاء with hamza", {"رئيس", "رؤساء", "الرؤساء", "ورؤساء"}},
    {"فعلاء", {"سفير", "سفراء", "السفراء", "سفيرها"}},
    {"فواعيل with affixes", {"صاروخ", "صواريخ", "بالصواريخ", "والصواريخ", "صواريخها"}},
    {"فواعيل", {"قانون", "قوانين", "القوانين"}},
    {"أفعال", {"حزب", "أحزاب", "الأحزاب", "حزبه"}},
    {"أفعال with a pronoun", {"طفل", "أطفال", "الأطفال", "أطفالهم"}},
    {"أفعلة", {"سلاح", "أسلحة", "الأسلحة", "سلاحها"}},
    {"أفعلاء", {"صديق", "أصدقاء"}},
    {"فعول", {"جيش", "جيوش", "الجيوش", "بالجيش"}},
    {"فعول with a pronoun", {"بيت", "بيوت", "بيوتهم", "البيت"}},
    {"فعل of a feminine", {"مدينة", "مدن", "المدن", "مدينته"}},
    {"فعل", {"كتاب", "كتب", "الكتب"}},
    {"مفاعل", {"منطقة", "مناطق", "المناطق", "بمناطق", "منطقتنا"}},
    {"مفاعل with a pronoun", {"مدرسة", "مدارس", "المدارس", "مدارسهم"}},
    {"فعلى", {"قتيل", "قتلى", "القتلى"}},
    {"فعلى with ي", {"جريح", "جرحى"}},
    {"فعال", {"نائب", "نواب", "النواب", "نائبه"}},
    {"فعلة", {"قائد", "قادة", "القادة", "قادتها"}},
    {"ملايين", {"مليون", "ملايين", "الملايين"}},
};

const Group kParticleGroups[] = {
    {"على", {"على", "وعلى", "عليه", "عليها", "وعليهم"}},
    {"أن and إن", {"أن", "وأن", "بأن", "لأن", "فإن", "أنه", "إنه", "وأنها", "بأنها", "لأنهم"}},
    {"في", {"في", "وفي", "فيه", "فيها", "فيهم"}},
    {"إلى", {"إلى", "وإلى", "إليه", "إليها", "إليهم"}},
    {"من", {"من", "ومن", "منه", "منها", "منهم"}},
    {"عن", {"عن", "وعن", "عنه", "عنها"}},
    {"هذا", {"هذا", "وهذا", "بهذا", "لهذا"}},
};

const Group kNameGroups[] = {
    {"Trump", {"ترامب", "بترامب", "لترامب", "وترامب"}},
    {"Netanyahu", {"نتنياهو", "لنتنياهو", "بنتنياهو", "ونتنياهو"}},
    {"Biden, whose ب is his own", {"بايدن", "وبايدن", "لبايدن", "ببايدن"}},
    {"Putin, whose ين is no plural", {"بوتين", "وبوتين", "لبوتين", "ببوتين"}},
    {"servant of God, one word", {"عبدالله", "وعبدالله", "لعبدالله"}},
    {"servant of God, two words", {"عبدالله", "عبد الله", "وعبد الله", "لعبد الله", "بعبد الله"}},
    {"servant of the Merciful", {"عبدالرحمن", "عبد الرحمن", "لعبد الرحمن"}},
    {"New York, one word or two", {"نيويورك", "نيو يورك", "ونيو يورك", "بنيو يورك"}},
};

const Group kSpellingGroups[] = {
    {"Trump", {"ترامب", "ترمب", "وترمب", "لترمب"}},
    {"Netanyahu", {"نتنياهو", "نتانياهو"}},
    {"Zelensky", {"زيلينسكي", "زيلنسكي"}},
    {"England", {"إنجلترا", "إنكلترا"}},
    {"Google", {"غوغل", "جوجل"}},
    {"television", {"تلفزيون", "تليفزيون"}},
    {"hamza on waw or yeh", {"مسؤول", "مسئول"}},
    {"hamza on waw or yeh, plural", {"شؤون", "شئون"}},
    {"hamza left out", {"الإيرانية", "الايرانية", "الإيرانيه"}},
    {"vowel signs do not count", {"مُفَاوَضَاتٌ", "مفاوضات", "المُفاوَضات"}},
};

const Group kEnglishGroups[] = {
    {"number", {"negotiation", "negotiations", "Negotiations"}},
    {"possessive", {"Trump", "Trump's", "TRUMP"}},
    {"verb", {"attack", "attacks", "attacked", "attacking"}},
};

template <typename Groups>
void check_groups(const Groups& groups) {
  for (const Group& group : groups) {
    const std::string stem = stem_of(group.words.front());
    CHECK_FALSE(stem.empty());
    for (std::string_view word : group.words) {
      INFO(group.rule, ": ", group.words.front(), " and ", word);
      CHECK(stem_of(word) == stem);
    }
  }
}

TEST_CASE("conjunctions, prepositions and the article do not change the stem") {
  check_groups(kProcliticGroups);
}

TEST_CASE("attached pronouns do not change the stem") { check_groups(kPronounGroups); }

TEST_CASE("number and gender do not change the stem") { check_groups(kNumberGroups); }

TEST_CASE("a nisba has the stem of its name, or one stem in all its forms") {
  check_groups(kNisbaGroups);
}

TEST_CASE("a verb in its persons, and its noun where rules tell it, have one stem") {
  check_groups(kVerbGroups);
}

TEST_CASE("a broken plural has the stem of its singular") { check_groups(kBrokenPluralGroups); }

TEST_CASE("a particle has one stem with and without its pronouns") {
  check_groups(kParticleGroups);
}

TEST_CASE("a name keeps its stem behind proclitics") { check_groups(kNameGroups); }

TEST_CASE("the spellings of a word have one stem") { check_groups(kSpellingGroups); }

TEST_CASE("the forms of an English word have one stem") { check_groups(kEnglishGroups); }

TEST_CASE("these pairs stay apart") {
  struct Pair {
    std::string_view rule;
    std::string_view one;
    std::string_view other;
  };
  constexpr Pair kPairs[] = {
      {"two countries", "إيران", "العراق"},
      {"two countries with one ending", "لبنان", "إيران"},
      {"beh is no preposition", "بغداد", "غداد"},
      {"kaf is no preposition", "كتاب", "تاب"},
      {"waw of three letters", "وطن", "طن"},
      {"a root's noun and its doer", "كتاب", "كاتب"},
      {"kaf of a verb is no preposition", "كتب", "تاب"},
      {"peace and Islam", "سلام", "إسلام"},
      {"a nisba and its noun, unless it is a name", "سياسة", "سياسي"},
      {"an institution and what is of it", "انتخابات", "انتخابي"},
      {"hamza told: preparation and numbers", "إعداد", "أعداد"},
      {"hamza told, with the article", "الإعداد", "الأعداد"},
      {"beh of the root", "بيروت", "يروت"},
      {"feh of the root", "فلسطين", "سطين"},
      {"lam of the root", "لقاء", "قاء"},
      {"waw of the root", "ولاية", "لاية"},
      {"waw of the root, and a word behind it", "وزير", "زير"},
      {"country and epidemic", "كوبا", "وبا"},
      {"country and wall", "سوريا", "سور"},
      {"war and party", "حرب", "حزب"},
      {"conference and talks", "مؤتمر", "مفاوضات"},
      {"seen and sad", "سيف", "صيف"},
      {"state and role", "دولة", "دور"},
      {"minister and Negev", "وزير", "نزير"},
      {"English words with one beginning", "nation", "negotiation"},
  };
  for (const Pair& pair : kPairs) {
    INFO(pair.rule, ": ", pair.one, " and ", pair.other);
    CHECK_FALSE(stem_of(pair.one).empty());
    CHECK(stem_of(pair.one) != stem_of(pair.other));
  }
}

TEST_CASE("these words are their own stem, but for the folding") {
  struct Row {
    std::string_view rule;
    std::string_view word;
    std::string_view stem;
  };
  constexpr Row kRows[] = {
      {"beh of the root", "بغداد", "بغداد"},
      {"beh of the root", "بيروت", "بيروت"},
      {"waw of the root", "وزير", "وزير"},
      {"waw of the root", "وطن", "وطن"},
      {"waw of the root", "وقف", "وقف"},
      {"lam of the root", "لقاء", "لقاء"},
      {"lam of the root, and an ending of the root", "لبنان", "لبنان"},
      {"kaf of the root", "كتاب", "كتاب"},
      {"feh of the root", "فريق", "فريق"},
      {"article before too short a word", "الى", "الي"},
      {"ending of the root", "إيران", "ايران"},
      {"ending of the root", "حزب", "حزب"},
      {"three letters", "مصر", "مصر"},
      {"three letters with teh marbuta", "غزة", "غزه"},
      {"three letters with yeh", "علي", "علي"},
      {"two letters", "من", "من"},
      {"one letter", "و", "و"},
  };
  for (const Row& row : kRows) {
    INFO(row.rule, ": ", row.word);
    CHECK(stem_of(row.word) == row.stem);
  }
}

TEST_CASE("these words keep their first letter") {
  constexpr std::string_view kWords[] = {"بغداد", "وزير",  "لقاء",  "كتاب",  "بيروت",    "فلسطين",
                                         "ولاية", "كوبا",  "لبنان", "باريس", "بريطانيا", "كوريا",
                                         "فرنسا", "ليبيا", "كويت",  "وفد"};
  for (std::string_view word : kWords) {
    INFO(word);
    const std::string stem = stem_of(word);
    REQUIRE(stem.size() >= 2);
    CHECK(stem.substr(0, 2) == std::string(word).substr(0, 2));
  }
}

TEST_CASE("of a word in which nothing is known, three letters stay at least") {
  constexpr std::u32string_view kWords[] = {U"بضغخات", U"والثخظ", U"ضظغون", U"للضغثي", U"ضظغ"};
  const Stemmer stemmer(Lexicon::built_in());
  for (const std::u32string_view word : kWords) {
    const std::u32string stem = stemmer.stem(word, word);
    CHECK(stem.size() >= 3);
    CHECK(word.find(stem) != std::u32string_view::npos);
  }
}

TEST_CASE("what a part of the stemmer joins stays apart without it") {
  struct Part {
    std::string_view name;
    bool StemmerParts::*part;
    std::string_view one;
    std::string_view other;
  };
  constexpr Part kParts[] = {
      {"dictionary", &StemmerParts::dictionary, "وزير", "وزراء"},
      {"verbs", &StemmerParts::verbs, "اجتمع", "يجتمع"},
      {"verbal nouns", &StemmerParts::verbal_nouns, "اجتمع", "اجتماع"},
      {"broken plurals", &StemmerParts::broken_plurals, "صاروخ", "صواريخ"},
      {"feminine", &StemmerParts::feminine, "معلم", "معلمة"},
      {"nisba", &StemmerParts::nisba, "مصر", "مصري"},
      {"spellings", &StemmerParts::spellings, "ترامب", "ترمب"},
  };
  for (const Part& part : kParts) {
    INFO(part.name, ": ", part.one, " and ", part.other);
    CHECK(stem_of(part.one) == stem_of(part.other));
    StemmerParts parts;
    parts.*part.part = false;
    const auto stemmer = std::make_shared<const Stemmer>(Lexicon::built_in(), parts);
    const Analyzer without(stemmer);
    CHECK(without.analyze(part.one).at(0).stem != without.analyze(part.other).at(0).stem);
    CHECK(stemmer->checksum() != built_in_analysis().stemmer->checksum());
  }
}

TEST_CASE("numbers and other scripts are their own stem") {
  struct Row {
    std::string_view rule;
    std::string_view word;
    std::string_view stem;
  };
  constexpr Row kRows[] = {
      {"year", "2024", "2024"},
      {"Arabic-Indic digits", "٢٠٢٤", "2024"},
      {"one digit", "7", "7"},
      {"Latin with digits", "F16", "f16"},
      {"Cyrillic", "переговоры", "переговоры"},
  };
  for (const Row& row : kRows) {
    INFO(row.rule, ": ", row.word);
    CHECK(stem_of(row.word) == row.stem);
  }
}

}  // namespace
}  // namespace fihrist::arabic
