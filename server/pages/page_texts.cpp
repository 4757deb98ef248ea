// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "server/pages/page_texts.h"

#include <algorithm>
#include <iterator>
#include <stdexcept>

#include "arabic/month_names.h"
#include "arabic/plural_form.h"

namespace fihrist::pages {
namespace {

using std::chrono::day;
using std::chrono::last;
using std::chrono::month;
using std::chrono::year_month;
using std::chrono::year_month_day;

constexpr PageText kTexts[] = {
    // All pages.
    {"brand", "فهرست", "Fihrist"},
    {"lang", "ar", "en"},
    {"dir", "rtl", "ltr"},
    {"other_lang", "en", "ar"},
    {"other_language", "English", "العربية"},
    {"skip_to_content", "انتقل إلى المحتوى", "Skip to content"},
    {"search_label", "ابحث في الأخبار", "Search the news"},
    {"search", "ابحث", "Search"},
    {"suggestions", "اقتراحات", "Suggestions"},
    {"no_suggestions", "لا اقتراحات", "No suggestions"},
    {"some_suggestions", "الاقتراحات: {n}. تنقّل بينها بالسهمين.",
     "Suggestions: {n}. Move among them with the arrow keys."},
    {"kind_phrase", "عبارة", "phrase"},
    {"kind_name", "اسم", "name"},
    {"kind_title", "عنوان", "headline"},
    {"api", "واجهة البرمجة", "API"},
    {"browser_search", "للبحث من شريط المتصفح", "Search from the browser’s bar"},
    {"shortcuts", "اختصارات لوحة المفاتيح", "Keyboard shortcuts"},
    {"shortcut_search", "إلى خانة البحث", "go to the search box"},
    {"shortcut_walk", "إلى النتيجة التالية والسابقة", "next and previous result"},
    {"shortcut_match", "إلى الموضع التالي والسابق في المقال",
     "next and previous match in an article"},
    {"shortcuts_on", "شغّل الاختصارات التي من مفتاح واحد", "Use the shortcuts of a single key"},

    // The start page.
    {"start_title", "أرشيف الأخبار", "The news archive"},
    {"archive_dates", "{articles}، من {from} إلى {to}", "{articles}, from {from} to {to}"},
    {"archive_empty", "لا مقال في الأرشيف بعد.", "There is no article in the archive yet."},
    {"examples", "أمثلة للبحث", "Searches to try"},
    {"example_word", "كلمة، في كل صيغها: مفردًا وجمعًا، بأل التعريف وحروف الجر ودونها",
     "a word in all its forms: singular and plural, with the article and prepositions or without"},
    {"example_phrase", "عبارة بكلماتها وترتيبها", "a phrase, its words in this order"},
    {"example_title", "في العناوين وحدها", "in headlines alone"},
    {"example_without", "ما فيه الأولى وليس فيه الثانية", "what has the first but not the second"},
    {"example_since", "منذ شهر بعينه", "since a given month"},
    {"example_source", "أحدث ما في مصدر بعينه", "the newest of one source"},
    {"newest_articles", "أحدث المقالات", "Newest articles"},
    {"all_newest", "كل المقالات، الأحدث أولًا", "All articles, newest first"},
    {"sources", "المصادر", "Sources"},
    {"about_number", "نحو {n}", "about {n}"},

    // Results.
    {"at_least", "أكثر من {results}", "More than {results}"},
    {"took", "({ms} ملّي ثانية)", "({ms} ms)"},
    {"active_filters", "المرشّحات الفعّالة", "Active filters"},
    {"remove_filter", "أزل:", "Remove:"},
    {"clear_filters", "أزل المرشّحات كلها", "Remove all filters"},
    {"did_you_mean", "هل تقصد:", "Did you mean:"},
    {"sort_by", "الترتيب", "Order"},
    {"relevance", "الأوثق صلة", "Best match"},
    {"newest", "الأحدث", "Newest"},
    {"oldest", "الأقدم", "Oldest"},
    {"narrow", "تضييق النتائج", "Narrow the results"},
    {"source", "المصدر", "Source"},
    {"author", "الكاتب", "Author"},
    {"keyword", "الكلمة الدلالية", "Keyword"},
    {"dates", "التاريخ", "Date"},
    {"from", "من", "From"},
    {"to", "إلى", "To"},
    {"apply_dates", "طبّق التاريخ", "Apply dates"},
    {"period", "من {from} إلى {to}", "{from} to {to}"},
    {"since", "منذ {from}", "since {from}"},
    {"until", "حتى {to}", "until {to}"},
    {"timeline_days", "النتائج يومًا بيوم", "Results by day"},
    {"timeline_months", "النتائج شهرًا بشهر", "Results by month"},
    {"timeline_years", "النتائج سنة بسنة", "Results by year"},
    {"timeline_bar", "{period}: {results}", "{period}: {results}"},
    {"more_values", "المزيد", "More"},
    {"options", "خيارات", "Options"},
    {"exact", "الكلمات كما كُتبت، لا بصيغها الأخرى", "Words as typed, in no other form"},
    {"not_collapsed", "إظهار المقالات المكرّرة", "Show near-duplicates"},
    {"pages", "صفحات النتائج", "Result pages"},
    {"previous_page", "الصفحة السابقة", "Previous page"},
    {"next_page", "الصفحة التالية", "Next page"},
    {"page_number", "صفحة {n}", "Page {n}"},
    {"past_the_end", "انتهت النتائج قبل هذه الصفحة.", "The results end before this page."},
    {"first_page", "إلى الصفحة الأولى", "To the first page"},
    {"this_search_as", "هذا البحث بصيغة:", "This search as:"},
    {"similar_failed", "تعذّر جلب المقالات المشابهة.", "The similar articles could not be loaded."},
    {"what_may_help", "ما قد يفيد", "What may help"},
    {"without_filters", "ابحث بلا مرشّحات: {results}", "Search without filters: {results}"},
    {"without_exact", "ابحث عن صيغ الكلمات كلها: {results}",
     "Search for all forms of the words: {results}"},
    {"without_operators", "ابحث عن الكلمات بلا علامات: {results}",
     "Search for the words without operators: {results}"},
    {"check_spelling", "تأكد من كتابة الكلمات.", "Check the spelling of the words."},
    {"use_fewer_words", "استعمل كلمات أقل، أو كلمات أعمّ.",
     "Use fewer words, or more general ones."},

    // The reading page.
    {"back_to_results", "العودة إلى نتائج البحث", "Back to the results"},
    {"original", "المقال في موقعه الأصلي", "The article at its source"},
    {"about_article", "عن المقال", "About the article"},
    {"keywords", "الكلمات الدلالية", "Keywords"},
    {"related_terms", "ألفاظ ذات صلة", "Related terms"},
    {"similar_articles", "مقالات مشابهة", "Similar articles"},
    {"near_duplicate", "نصه يكاد يكون نص هذا المقال", "Nearly the same text"},
    {"cite", "للاستشهاد بهذا المقال", "Cite this article"},
    {"copy", "انسخ", "Copy"},
    {"copied", "نُسخ", "Copied"},
    {"not_copied", "تعذّر النسخ", "Could not be copied"},
    {"matches", "مواضع الكلمات المطلوبة", "Matches"},
    {"match_position", "{n} من {all}", "{n} of {all}"},
    {"first_match", "إلى أول موضع", "To the first match"},
    {"previous_match", "السابق", "Previous"},
    {"next_match", "التالي", "Next"},
    {"cited_title", "«{title}»", "“{title}”"},
    // With a mark that ends what is left to right, or a number behind a Latin name would join it.
    {"list_comma", "،\u200F ", ", "},

    // When something is wrong.
    {"problem_request", "طلب لا يُفهم", "This request makes no sense"},
    {"problem_parameter", "في عنوان الصفحة قيمة لا تصلح: «{parameter}».",
     "The page’s address holds a value that does not fit: `{parameter}`."},
    {"problem_bad_address", "عنوان الصفحة لا يصلح كما هو.",
     "The page’s address makes no sense as it is."},
    {"problem_sign_in", "الدخول مطلوب", "Please sign in"},
    {"problem_no_name", "البحث هنا لمن له اسم وكلمة مرور أو مفتاح. حدّث الصفحة للدخول.",
     "Searching here wants a name and password, or a key. Reload the page to sign in."},
    {"problem_no_entry", "البحث هنا لمن سجّل الدخول من بابه.",
     "Searching here is for those who have signed in."},
    {"problem_too_many", "طلبات كثيرة", "Too many requests"},
    {"problem_wait", "وصلت منك طلبات كثيرة في وقت قصير. انتظر قليلًا ثم أعد المحاولة.",
     "Many requests have come from you in a short time. Wait a little, then try again."},
    {"problem_not_found", "ليس هنا شيء", "There is nothing here"},
    {"problem_no_article", "لا مقال بهذا العنوان في الأرشيف. لعله حُذف منه.",
     "The archive has no article at this address. It may have been removed."},
    {"problem_not_ready", "الأرشيف غير جاهز", "The archive is not ready"},
    {"problem_no_index", "لا يمكن البحث الآن. على من يدير الخادم أن يقرأ ما يلي:",
     "Nothing can be searched now. Whoever runs this server should read this:"},
    {"problem_server", "تعذّرت الإجابة", "The server could not answer"},
    {"problem_see_log", "وقع خطأ في الخادم، وفي سجلّه المزيد.",
     "Something went wrong; the server’s log says more."},
};

// The forms of CLDR, in its order; `{n}` is the number.
struct CountedText {
  const char* name;
  const char* arabic[arabic::kPluralForms];
  const char* english_one;
  const char* english_other;
};

constexpr CountedText kCounted[] = {
    {"results",
     {"لا نتائج", "نتيجة واحدة", "نتيجتان", "{n} نتائج", "{n} نتيجة", "{n} نتيجة"},
     "{n} result",
     "{n} results"},
    {"results_a_page",
     {"لا نتيجة في الصفحة", "نتيجة في الصفحة", "نتيجتان في الصفحة", "{n} نتائج في الصفحة",
      "{n} نتيجة في الصفحة", "{n} نتيجة في الصفحة"},
     "{n} result a page",
     "{n} results a page"},
    {"similar",
     {"لا مقالات مشابهة", "ومقال مشابه", "ومقالان مشابهان", "و{n} مقالات مشابهة",
      "و{n} مقالًا مشابهًا", "و{n} مقال مشابه"},
     "{n} similar article",
     "{n} similar articles"},
    {"archive_articles",
     {"لا مقالات في الأرشيف", "في الأرشيف مقال واحد", "في الأرشيف مقالان", "في الأرشيف {n} مقالات",
      "في الأرشيف {n} مقالًا", "في الأرشيف {n} مقال"},
     "{n} article in the archive",
     "{n} articles in the archive"},
    {"match_count",
     {"لا مواضع", "موضع واحد", "موضعان", "{n} مواضع", "{n} موضعًا", "{n} موضع"},
     "{n} match",
     "{n} matches"},
};

std::string replace_word(std::string text, std::string_view word, std::string_view value) {
  const std::string place = "{" + std::string(word) + "}";
  for (std::size_t at = text.find(place); at != std::string::npos;
       at = text.find(place, at + value.size())) {
    text.replace(at, place.size(), value);
  }
  return text;
}

bool is_month(year_month_day from, year_month_day to) {
  return from.day() == day(1) && to == year_month_day(from.year() / from.month() / last);
}

bool is_year(year_month_day from, year_month_day to) {
  return from == from.year() / month(1) / day(1) && to == from.year() / month(12) / day(31);
}

}  // namespace

std::span<const PageText> page_texts() { return kTexts; }

std::string text_of(std::string_view name, Language language) {
  const auto* found = std::find_if(std::begin(kTexts), std::end(kTexts),
                                   [&](const PageText& text) { return text.name == name; });
  if (found == std::end(kTexts)) {
    throw std::logic_error("the pages have no text `" + std::string(name) + "`");
  }
  return language == Language::kArabic ? found->arabic : found->english;
}

std::string fill(std::string_view name, Language language, Filling values) {
  // Piece by piece, so that a value which holds a {word} itself stays as it is.
  const std::string pattern = text_of(name, language);
  std::string filled;
  for (std::size_t at = 0; at < pattern.size();) {
    const std::size_t open = std::min(pattern.find('{', at), pattern.size());
    filled.append(pattern, at, open - at);
    if (open == pattern.size()) break;
    const std::size_t close = pattern.find('}', open);
    const std::string_view word = std::string_view(pattern).substr(open + 1, close - open - 1);
    for (const auto& [known, value] : values) {
      if (known == word) filled += value;
    }
    at = close + 1;
  }
  return filled;
}

std::string count_text(std::string_view name, std::uint64_t number, Language language) {
  const auto* found = std::find_if(std::begin(kCounted), std::end(kCounted),
                                   [&](const CountedText& text) { return text.name == name; });
  if (found == std::end(kCounted)) {
    throw std::logic_error("the pages cannot count `" + std::string(name) + "`");
  }
  const arabic::PluralForm form = arabic::plural_form(number, tag_of(language));
  const char* text = language == Language::kArabic ? found->arabic[static_cast<std::size_t>(form)]
                     : form == arabic::PluralForm::kOne ? found->english_one
                                                        : found->english_other;
  return replace_word(text, "n", number_text(number));
}

std::string number_text(std::uint64_t number) {
  std::string text = std::to_string(number);
  for (std::size_t at = text.size(); at > 3; at -= 3) text.insert(at - 3, 1, ',');
  return text;
}

std::string month_text(year_month month, Language language) {
  const auto number = static_cast<unsigned>(month.month());
  const std::string& name = language == Language::kArabic ? arabic::month_name(number)
                                                          : arabic::english_month_name(number);
  return name + " " + std::to_string(static_cast<int>(month.year()));
}

std::string date_text(year_month_day date, Language language) {
  return std::to_string(static_cast<unsigned>(date.day())) + " " +
         month_text(date.year() / date.month(), language);
}

std::string period_text(const std::optional<year_month_day>& from,
                        const std::optional<year_month_day>& to, Language language) {
  if (!from) return fill("until", language, {{"to", date_text(to.value(), language)}});
  if (!to) return fill("since", language, {{"from", date_text(*from, language)}});
  if (*from == *to) return date_text(*from, language);
  if (is_month(*from, *to)) return month_text(from->year() / from->month(), language);
  if (is_year(*from, *to)) return std::to_string(static_cast<int>(from->year()));
  return fill("period", language,
              {{"from", date_text(*from, language)}, {"to", date_text(*to, language)}});
}

}  // namespace fihrist::pages
