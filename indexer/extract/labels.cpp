// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "indexer/extract/labels.h"

#include <algorithm>
#include <array>

#include "indexer/extract/thread_analyzer.h"
#include "indexer/extract/trim.h"

namespace fihrist::indexer::extract {
namespace {

using arabic::Token;

struct LabelWords {
  LabelKind kind;
  std::array<std::string_view, 2> words;  // folded; the second may be empty
  bool needs_mark;                        // only with `:`, `-` or `/` behind it
};

// Two words before one, so that `تاريخ النشر` is not read as `تاريخ`.
constexpr LabelWords kLabels[] = {
    {LabelKind::kPublished, {"تم", "النشر"}, false},  // تم النشر: 2024/08/19
    {LabelKind::kPublished, {"تم", "نشره"}, false},  // تم نشره الجمعة 24 نيسان 2020
    {LabelKind::kPublished, {"تم", "نشرها"}, false},  // تم نشرها الجمعة 24 نيسان 2020
    {LabelKind::kPublished, {"تاريخ", "النشر"}, false},  // تاريخ النشر: 3rd, April 2025 GMT
    {LabelKind::kPublished, {"نشر", "بتاريخ"}, false},  // نُشر بتاريخ 23 نيسان 2025
    {LabelKind::kPublished, {"نشرت", "بتاريخ"}, false},  // نُشرت بتاريخ 23 نيسان 2025
    {LabelKind::kPublished, {"اضيف", "بتاريخ"}, false},  // أضيف بتاريخ 23 نيسان 2025
    {LabelKind::kPublished, {"تاريخ", "الاضافه"}, false},  // تاريخ الإضافة
    {LabelKind::kPublished, {"نشر", "في"}, true},          // نُشر في: 23 نيسان 2025
    {LabelKind::kPublished, {"نشرت", "في"}, true},         // نُشرت في: 23 نيسان 2025
    {LabelKind::kPublished, {"نشر", "يوم"}, true},         // نُشر يوم: 23 نيسان 2025
    {LabelKind::kUpdated, {"تم", "التحديث"}, false},       // تم التحديث: 2024/08/19
    {LabelKind::kUpdated, {"اخر", "تحديث"}, false},       // آخر تحديث: 12 فبراير 2025
    {LabelKind::kUpdated, {"اخر", "تعديل"}, false},       // آخر تعديل: 12 فبراير 2025
    {LabelKind::kUpdated, {"تاريخ", "التحديث"}, false},   // تاريخ التحديث
    {LabelKind::kUpdated, {"حدث", "بتاريخ"}, false},      // حُدِّث بتاريخ
    {LabelKind::kAuthor, {"كاتب", "المقال"}, true},       // كاتب المقال: …
    {LabelKind::kAuthor, {"اسم", "الكاتب"}, true},        // اسم الكاتب: …
    {LabelKind::kAuthor, {"الكاتب", ""}, true},           // الكاتب: …
    {LabelKind::kAuthor, {"الكاتبه", ""}, true},          // الكاتبة: …
    {LabelKind::kAuthor, {"المولف", ""}, true},           // المؤلف: …
    {LabelKind::kAuthor, {"المحرر", ""}, true},           // المحرر: …
    {LabelKind::kAuthor, {"بقلم", ""}, true},             // بقلم: …
    {LabelKind::kAuthor, {"كتب", ""}, true},              // كتب - …
    {LabelKind::kAuthor, {"كتبت", ""}, true},             // كتبت: …
    {LabelKind::kAuthor, {"اعداد", ""}, true},            // إعداد: …
    {LabelKind::kAuthor, {"مراسلنا", ""}, true},          // مراسلنا: …
    {LabelKind::kSource, {"مصدر", "الخبر"}, true},        // مصدر الخبر: …
    {LabelKind::kSource, {"المصدر", ""}, true},           // المصدر: …
    {LabelKind::kSource, {"نقلا", "عن"}, true},           // نقلا عن: …
    {LabelKind::kPublished, {"التاريخ", ""}, true},       // التاريخ: …
    {LabelKind::kPublished, {"published", "on"}, false},  // Published On 9 Jun 2025
    {LabelKind::kPublished, {"published", ""}, true},     // Published: 9 Jun 2025
    {LabelKind::kUpdated, {"last", "updated"}, false},    // Last updated: 9 Jun 2025
    {LabelKind::kUpdated, {"updated", ""}, true},         // Updated: 9 Jun 2025
    {LabelKind::kSource, {"source", ""}, true},           // Source: …
    {LabelKind::kKeywords, {"كلمات", "دلاليه"}, true},    // كلمات دلالية: …
    {LabelKind::kKeywords, {"الكلمات", "الدلاليه"}, true},  // الكلمات الدلالية: …
    {LabelKind::kKeywords, {"كلمات", "مفتاحيه"}, true},     // كلمات مفتاحية: …
    {LabelKind::kKeywords, {"الكلمات", "المفتاحيه"}, true},  // الكلمات المفتاحية: …
    {LabelKind::kKeywords, {"الوسوم", ""}, true},            // الوسوم: …
    {LabelKind::kKeywords, {"وسوم", ""}, true},              // وسوم: …
    {LabelKind::kKeywords, {"هاشتاغ", ""}, true},            // هاشتاغ: …
    {LabelKind::kKeywords, {"tags", ""}, true},              // Tags: …
    {LabelKind::kKeywords, {"keywords", ""}, true},          // Keywords: …
};

// Words that only an outlet's name begins or ends with, folded.
constexpr std::string_view kOutletFirstWords[] = {"صحيفه", "جريده", "وكاله",  "شبكه",
                                                  "موقع",  "مجله",  "قناه",   "اذاعه",
                                                  "بوابه", "راديو", "تلفزيون"};
constexpr std::string_view kOutletLastWords[] = {"نيوز",    "بوست", "تايمز",
                                                 "اونلاين", "برس",  "للانباء"};

// What agencies sign with, folded.
constexpr std::string_view kAgencies[] = {
    "رويترز", "فرانس برس", "ا ف ب", "اف ب",    "د ب ا",  "وكالات", "الاناضول", "ا ب",
    "وام",    "واس",       "قنا",   "كونا",    "بترا",   "سانا",   "وفا",      "بنا",
    "وات",    "واج",       "ومع",   "سبوتنيك", "شينخوا", "تاس",    "الوكالات"};

// First names that many journalists have, folded: a line of names beside a date is a byline.
constexpr std::string_view kFirstNames[] = {
    "محمد",      "احمد",      "محمود",     "مصطفي",     "علي",       "حسن",       "حسين",
    "عمر",       "عمرو",      "عثمان",     "خالد",      "وليد",      "طارق",      "ياسر",
    "ياسين",     "يوسف",      "ابراهيم",   "اسماعيل",   "موسي",      "عيسي",      "داود",
    "سليمان",    "زكريا",     "يحيي",      "هاني",      "هشام",      "كريم",      "كمال",
    "جمال",      "جلال",      "نبيل",      "نادر",      "ناصر",      "سامي",      "سامر",
    "سامح",      "سمير",      "سعد",       "سعيد",      "سالم",      "صالح",      "صلاح",
    "فواد",      "فهد",       "فيصل",      "فارس",      "فادي",      "رامي",      "رائد",
    "رشيد",      "رضا",       "زياد",      "زيد",       "بلال",      "باسم",      "باسل",
    "بسام",      "بشار",      "انور",      "انس",       "ايمن",      "ايهاب",     "اسامه",
    "اشرف",      "امين",      "امير",      "امجد",      "ادم",       "عادل",      "عامر",
    "عاطف",      "عصام",      "عماد",      "علاء",      "غسان",      "مازن",      "ماجد",
    "ماهر",      "مروان",     "منصور",     "منير",      "معتز",      "مجدي",      "مهند",
    "مراد",      "نزار",      "نورالدين",  "نضال",      "هيثم",      "وائل",      "وسام",
    "حازم",      "حاتم",      "حمزه",      "حمد",       "حامد",      "حبيب",      "حليم",
    "تامر",      "توفيق",     "ثامر",      "جابر",      "جاسم",      "جورج",      "ميشال",
    "ميشيل",     "شادي",      "شريف",      "شوقي",      "طه",        "طلال",      "عبدالله",
    "عبدالرحمن", "عبدالعزيز", "عبدالكريم", "عبدالسلام", "عبدالقادر", "عبدالحميد", "عبدالرحيم",
    "عبدالفتاح", "عبداللطيف", "عبدالمجيد", "عبدالوهاب", "فاطمه",     "مريم",      "سارة",
    "ساره",      "نور",       "نورا",      "نوره",      "ليلي",      "سلمي",      "سعاد",
    "سميره",     "سهام",      "سها",       "سناء",      "هدي",       "هند",       "هبه",
    "هاله",      "رنا",       "رانيا",     "ريم",       "رشا",       "رباب",      "زينب",
    "دينا",      "داليا",     "دعاء",      "دلال",      "امل",       "امال",      "اماني",
    "امينه",     "ايمان",     "اسماء",     "اسراء",     "الاء",      "ايه",       "عائشه",
    "خديجه",     "نجلاء",     "نجوي",      "ناديه",     "نسرين",     "نهي",       "ندي",
    "مني",       "مها",       "ميساء",     "مروه",      "لبني",      "لمياء",     "لينا",
    "غاده",      "فرح",       "شيماء",     "شيرين",     "صفاء",      "وفاء",      "ياسمين",
    "يسرا",      "جنان",      "حنان",      "بسمه"};

constexpr std::string_view kGluedSource = "المصدر";

bool is_marked(std::string_view line, std::size_t at) {
  while (at < line.size() && line[at] == ' ') ++at;
  return at < line.size() &&
         (line[at] == ':' || line[at] == '-' || line[at] == '/' || line[at] == '|');
}

// Number of tokens of the label that begins at token `i`, and which it is; 0 if none does.
std::size_t match_label(std::string_view line, const std::vector<Token>& tokens, std::size_t i,
                        LabelKind& kind) {
  for (const LabelWords& label : kLabels) {
    const std::size_t words = label.words[1].empty() ? 1 : 2;
    if (i + words > tokens.size() || tokens[i].exact != label.words[0]) continue;
    if (words == 2 && tokens[i + 1].exact != label.words[1]) continue;
    if (label.needs_mark && !is_marked(line, tokens[i + words - 1].range.end)) continue;
    kind = label.kind;
    return words;
  }
  return 0;
}

// Whether a new part of the line begins at token `i`.
bool after_separator(std::string_view line, const std::vector<Token>& tokens, std::size_t i) {
  if (i == 0) return true;
  const std::size_t begin = tokens[i - 1].range.end;
  const std::string_view gap = line.substr(begin, tokens[i].range.begin - begin);
  return gap.find("،") != std::string_view::npos ||
         gap.find_first_of(",|/-") != std::string_view::npos;
}

}  // namespace

std::vector<Label> find_labels(std::string_view line, const std::vector<Token>& tokens) {
  std::vector<Label> labels;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (labels.empty() && i > 0) {
      const Token& token = tokens[i];
      const bool glued = token.exact.size() > kGluedSource.size() &&
                         token.exact.ends_with(kGluedSource) &&
                         line.substr(token.range.end).starts_with(':');
      if (glued) {
        return {{LabelKind::kSource, 0, token.range.end + std::size_t{1}, line.size()}};
      }
      continue;
    }
    LabelKind kind{};
    const std::size_t words =
        after_separator(line, tokens, i) ? match_label(line, tokens, i, kind) : 0;
    if (words == 0) continue;
    if (!labels.empty()) labels.back().value_end = tokens[i].range.begin;
    labels.push_back({kind, tokens[i].range.begin, tokens[i + words - 1].range.end, line.size()});
    i += words - 1;
  }
  return labels;
}

std::vector<std::string> split_keywords(std::string_view text) {
  std::vector<std::string> keywords;
  const auto add = [&](std::string_view keyword) {
    keyword = trim(keyword);
    if (!keyword.empty()) keywords.emplace_back(keyword);
  };
  constexpr std::string_view kSeparators[] = {",", "،", ";", "؛", "|", "\n"};
  std::size_t begin = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    for (const std::string_view separator : kSeparators) {
      if (!text.substr(i).starts_with(separator)) continue;
      add(text.substr(begin, i - begin));
      begin = i + separator.size();
    }
    // `#غزة #مصر`
    if (text[i] == '#' && i > begin) {
      add(text.substr(begin, i - begin));
      begin = i;
    }
  }
  add(text.substr(begin));
  for (std::string& keyword : keywords) {
    if (!keyword.starts_with('#')) continue;
    keyword.erase(0, 1);
    std::replace(keyword.begin(), keyword.end(), '_', ' ');
  }
  if (keywords.size() == 1 && analyzer_of_thread().tokenize(keywords[0]).size() > kLongestKeyword) {
    keywords.clear();
  }
  return keywords;
}

bool names_person(const std::vector<Token>& tokens) {
  constexpr std::size_t kLongest = 4;  // words
  return tokens.size() >= 2 && tokens.size() <= kLongest &&
         std::find(std::begin(kFirstNames), std::end(kFirstNames), tokens[0].exact) !=
             std::end(kFirstNames);
}

bool names_agency(const std::vector<Token>& tokens) {
  const std::string name = arabic::join_exact(tokens);
  return std::find(std::begin(kAgencies), std::end(kAgencies), name) != std::end(kAgencies);
}

bool names_outlet(const std::vector<Token>& tokens, std::size_t begin) {
  if (begin >= tokens.size()) return false;
  const auto is = [](const Token& token) {
    return [&token](std::string_view word) { return token.exact == word; };
  };
  return std::any_of(std::begin(kOutletFirstWords), std::end(kOutletFirstWords),
                     is(tokens[begin])) ||
         std::any_of(std::begin(kOutletLastWords), std::end(kOutletLastWords), is(tokens.back()));
}

}  // namespace fihrist::indexer::extract
