// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "server/pages/notes.h"

#include <algorithm>
#include <iterator>
#include <stdexcept>

namespace fihrist::pages {
namespace {

using Kind = search::Note::Kind;

constexpr NoteText kTexts[] = {
    {Kind::kNoWords, "no_words", "There is no word in this query.",
     "لا كلمة في هذا البحث: اكتب كلمة أو أكثر."},
    {Kind::kTooManyWords, "too_many_words", "Only the first {} words were searched for.",
     "لم يُبحث إلا عن أول {} كلمة."},
    {Kind::kIgnoredOperator, "ignored_operator", "`{}` means nothing where it stands: left out.",
     "لا معنى للعلامة «{}» في موضعها، فتُركت."},
    {Kind::kUnknownField, "unknown_field",
     "There is no field `{}`: its words were searched for. Fields: title, author, source, keyword, "
     "before, after, since, until, date.",
     "لا حقل اسمه «{}»، فبُحث عن كلماته. الحقول: عنوان، كاتب، مصدر، وسم، قبل، بعد، منذ، حتى، "
     "تاريخ."},
    {Kind::kBadDate, "bad_date",
     "`{}` is no date, and was left out. Write YYYY, YYYY-MM or YYYY-MM-DD.",
     "«{}» ليس تاريخًا، فتُرك. اكتب السنة أو السنة والشهر أو التاريخ كاملًا: 2024 أو 2024-11 أو "
     "2024-11-25."},
    {Kind::kContradictoryDates, "contradictory_dates",
     "No day fits all the dates of this query: nothing can be found.",
     "لا يوم يوافق تواريخ هذا البحث كلها، فلا نتيجة له."},
    {Kind::kWildcardTooShort, "wildcard_too_short",
     "`{}` says too little before its *: searched for as a word. Write two letters at least.",
     "ما قبل النجمة في «{}» أقصر من أن يُكمل، فبُحث عنه كلمةً: اكتب حرفين على الأقل."},
    {Kind::kWildcardCut, "wildcard_cut",
     "`{}` stands for too many words: only the most frequent of them were searched for.",
     "توافق «{}» كلمات كثيرة، فبُحث عن أكثرها ورودًا."},
    {Kind::kNoneHasAll, "none_has_all", "No article has all of the words; these have some of them.",
     "لا مقال فيه الكلمات كلها؛ هذه مقالات فيها بعضها."},
    {Kind::kFewHaveAll, "few_have_all",
     "Behind the articles that have all of the words come others that have some.",
     "بعد المقالات التي فيها الكلمات كلها مقالاتٌ فيها بعضها."},
    {Kind::kNoPhrase, "no_phrase",
     "No article has the words between quotation marks in that order; these have the words.",
     "لا مقال فيه العبارة التي بين علامتي التنصيص كما هي؛ هذه مقالات فيها كلماتها."},
    {Kind::kCorrected, "corrected",
     "Nothing was found for the query as it was typed; these are the results for `{}`.",
     "لا نتائج للبحث كما كُتب؛ هذه نتائج «{}»."},
    {Kind::kTimeLimit, "time_limit",
     "The time of a query was over: these are the best of the articles that were looked at.",
     "انتهى الوقت المسموح به للبحث؛ هذه أفضل المقالات التي فُحصت."},
};

std::string fill(std::string text, const std::string& about) {
  const std::size_t place = text.find("{}");
  if (place != std::string::npos) text.replace(place, 2, about);
  return text;
}

}  // namespace

std::span<const NoteText> note_texts() { return kTexts; }

const NoteText& text_of(const search::Note& note) {
  const auto* found = std::find_if(std::begin(kTexts), std::end(kTexts),
                                   [&](const NoteText& text) { return text.kind == note.kind; });
  if (found == std::end(kTexts)) throw std::logic_error("a note without a text");
  return *found;
}

std::string code_of(const search::Note& note) { return text_of(note).code; }

std::string english_text(const search::Note& note) {
  return fill(text_of(note).english, note.about);
}

}  // namespace fihrist::pages
