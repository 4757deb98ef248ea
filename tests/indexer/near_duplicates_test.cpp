// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "indexer/near_duplicates.h"

#include <doctest/doctest.h>

#include <chrono>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace fihrist::indexer {
namespace {

using std::chrono::days;
using std::chrono::sys_days;

constexpr sys_days kDay{days{20'000}};

// A wire story in five paragraphs.
constexpr std::string_view kHeadline = "وزير النقل يفتتح جسر الوادي الجديد";
constexpr std::string_view kOpening =
    "افتتح وزير النقل صباح الأحد جسر الوادي الجديد بعد أربع سنوات من العمل المتواصل، بحضور محافظ "
    "المدينة وعدد كبير من أهالي الأحياء المجاورة الذين انتظروا هذا اليوم طويلا.\n";
constexpr std::string_view kFigures =
    "ويبلغ طول الجسر 1200 متر، ويتسع لثلاث حارات في كل اتجاه، وبلغت كلفة إنشائه 340 مليون ريال "
    "شملت نقل شبكات الماء والكهرباء وتعويض أصحاب البساتين على الضفتين.\n";
constexpr std::string_view kQuotation =
    "وقال الوزير في كلمته إن المشروع سيختصر الرحلة بين شطري المدينة من خمسين دقيقة إلى عشر دقائق، "
    "مؤكدا أن الوزارة ستبدأ قبل نهاية العام طريقا دائريا يصل الجسر بالمطار.\n";
constexpr std::string_view kResidents =
    "وعبر سكان الحي القديم عن ارتياحهم لفتح الطريق، غير أن بعضهم طالب بحواجز تخفف ضجيج الشاحنات "
    "ليلا، وبممر آمن للتلاميذ الذين يعبرون إلى مدارسهم سيرا على الأقدام.\n";
constexpr std::string_view kClosing =
    "يذكر أن الجسر القديم الذي شيد قبل ستين عاما سيغلق أمام السيارات، وسيتحول إلى ممشى تقام فيه "
    "سوق أسبوعية للحرفيين وبائعي الكتب المستعملة.\n";

std::string wire_story() {
  std::string body;
  for (const auto paragraph : {kOpening, kFigures, kQuotation, kResidents, kClosing}) {
    body += paragraph;
  }
  return body;
}

// The same opening day, told by somebody else.
constexpr std::string_view kOtherReport =
    "تدفقت مئات السيارات منذ ظهر الأحد على جسر الوادي في أول أيام تشغيله، فيما وقف رجال المرور عند "
    "مدخليه لتنظيم السير. يقول أبو سالم، وهو سائق أجرة، إنه عبر الجسر سبع مرات قبل الغروب ولم "
    "يصدق أن المشوار الذي كان يستنزف وقوده صار أقصر من فنجان قهوة. أما مهندس المشروع فيروي كيف "
    "أوقفت السيول العمل شتاءين متتاليين، وكيف اضطر الفريق إلى تغيير موضع الركائز بعدما ظهرت "
    "تجاويف في الصخر. وقد احتفل الأطفال على طريقتهم، فأطلقوا طائراتهم الورقية من فوق السور حتى "
    "حل الظلام وأضيئت المصابيح على امتداد الطريق لأول مرة منذ أن وضع حجر الأساس.";

std::string gold_prices(std::string_view day, int gram) {
  const auto price = [gram](int carat) { return std::to_string(gram * carat / 24); };
  return "استقرت أسعار الذهب في محال الصاغة اليوم " + std::string(day) +
         " مع بداية التعاملات الصباحية، وفق ما أعلنته نقابة تجار الحلي، وسط إقبال متوسط من "
         "المشترين على المشغولات والسبائك الصغيرة. وبلغ سعر غرام الذهب من عيار أربعة وعشرين " +
         price(24) + " ريالا، وسعر الغرام من عيار واحد وعشرين وهو الأكثر تداولا في الأسواق " +
         price(21) + " ريالا، في حين سجل الغرام من عيار ثمانية عشر " + price(18) +
         " ريالا دون حساب أجور الصياغة والضريبة التي تختلف من محل إلى آخر. ونصحت النقابة "
         "المشترين بطلب فاتورة تبين الوزن والعيار وتاريخ الشراء.";
}

Signature sign(std::string_view title, std::string_view body) {
  const std::optional<Signature> signature = make_signature(title, body);
  REQUIRE(signature.has_value());
  return *signature;
}

// A text of words that no other seed has.
std::string unique_text(int seed, int words = 60) {
  std::string text;
  for (int i = 0; i < words; ++i) {
    text += "كلمة" + std::to_string(seed) + "و" + std::to_string(i) + " ";
  }
  return text;
}

std::string replaced(std::string text, std::string_view from, std::string_view to) {
  for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size()) {
    text.replace(at, from.size(), to);
  }
  return text;
}

bool are_joined(const Signature& a, const Signature& b) {
  NearDuplicates groups;
  groups.place(a, std::nullopt, 1);
  return groups.place(b, std::nullopt, 2) == 1;
}

struct Respelling {
  std::string_view name;
  std::string_view from;
  std::string_view to;
};

// None of these reaches the signature.
constexpr Respelling kRespellings[] = {
    {"hamza dropped", "أ", "ا"},
    {"hamza below dropped", "إ", "ا"},
    {"madda dropped", "آ", "ا"},
    {"alef maksura for yeh", "ي", "ى"},
    {"Farsi yeh", "ي", "ی"},
    {"keheh for kaf", "ك", "ک"},
    {"heh for teh marbuta", "ة", "ه"},
    {"tatweel", "جسر", "جســـر"},
    {"vowel signs", "الوزير", "الوَزِيرُ"},
    {"shadda and tanween", "طويلا", "طويلًا"},
    {"superscript alef", "هذا", "هٰذا"},
    {"Arabic-Indic digits", "1200", "١٢٠٠"},
    {"Persian digits", "340", "۳۴۰"},
    {"comma", "،", " ,"},
    {"full stop", ".", "…"},
    {"guillemets", "الجسر القديم", "«الجسر القديم»"},
    {"curly quotation marks", "الجسر القديم", "“الجسر القديم”"},
    {"dashes", "غير أن بعضهم", "– غير أن بعضهم —"},
    {"question mark", ".", "؟"},
    {"semicolon", "،", "؛"},
    {"double spaces", " ", "  "},
    {"no-break spaces", " ", "\u00A0"},
    {"line breaks", "\n", "\r\n\r\n\t"},
    {"one paragraph", "\n", " "},
    {"zero-width joiner", "المدينة", "المدي\u200Dنة"},
    {"zero-width non-joiner", "المدينة", "المدي\u200Cنة"},
    {"marks of direction", "1200", "\u200F1200\u200E"},
    {"isolates", "340", "\u2068340\u2069"},
    {"word joiner", "المدينة", "المدي\u2060نة"},
    {"byte order mark", "افتتح", "\uFEFFافتتح"},
};

TEST_CASE("spelling, punctuation and whitespace do not reach the signature") {
  const std::string story = wire_story();
  const Signature signature = sign(kHeadline, story);
  for (const Respelling& respelling : kRespellings) {
    CAPTURE(respelling.name);
    const std::string respelled = replaced(story, respelling.from, respelling.to);
    CHECK(respelled != story);
    CHECK(sign(kHeadline, respelled) == signature);
  }
}

TEST_CASE("Latin letters have no case") {
  const std::string story = wire_story() + "أعلنت شركة Bridge Works أنها أنجزت BIM model كاملا";
  CHECK(sign("", replaced(replaced(story, "Bridge Works", "BRIDGE works"), "BIM", "bim")) ==
        sign("", story));
  CHECK(sign("", replaced(story, "Bridge", "Tunnel")) != sign("", story));
}

TEST_CASE("an edited wire story joins") {
  const Signature original = sign(kHeadline, wire_story());
  struct Edit {
    std::string_view name;
    std::string title;
    std::string body;
  };
  const std::string story = wire_story();
  const Edit edits[] = {
      {"another headline", "بعد أربع سنوات.. شطرا المدينة يلتقيان فوق الوادي", story},
      {"no headline", "", story},
      {"a byline", std::string(kHeadline), "سالم العمري – عين المدينة\n" + story},
      {"titles dropped", std::string(kHeadline), replaced(story, "وزير النقل ", "الوزير ")},
      {"another headline and a paragraph changed", "عشر دقائق بدل خمسين",
       replaced(story, kResidents,
                "وطالب أصحاب المتاجر في السوق القديمة بمواقف للسيارات قرب المدخل الشرقي، "
                "وتعهد المحافظ بدراسة الطلب مع البلدية خلال الشهر المقبل.\n")},
      {"the last paragraph cut", "افتتاح جسر الوادي", replaced(story, kClosing, "")},
      {"a paragraph added", "افتتاح جسر الوادي",
       story + "وكانت البلدية قد زرعت ألفي شجرة على جانبي المدخلين ووضعت مقاعد للمتنزهين."},
  };
  for (const Edit& edit : edits) {
    CAPTURE(edit.name);
    const Signature edited = sign(edit.title, edit.body);
    CAPTURE(similarity(original, edited));
    CHECK(are_joined(original, edited));
    CHECK(are_joined(edited, original));
  }
}

TEST_CASE("the same subject in other words does not join") {
  const Signature story = sign(kHeadline, wire_story());
  const Signature other = sign(kHeadline, kOtherReport);
  CHECK(similarity(story, other) < 0.2);
  CHECK_FALSE(are_joined(story, other));
  // A quotation in common is not a story in common.
  CHECK_FALSE(are_joined(story, sign("", std::string(kOtherReport) + std::string(kQuotation))));
}

TEST_CASE("a copy of a third does not join: it may be part of a round-up") {
  const Signature story = sign(kHeadline, wire_story() + std::string(kOtherReport));
  CHECK_FALSE(are_joined(story, sign("", std::string(kOpening) + std::string(kFigures))));
}

TEST_CASE("similarity is that of the runs of three words") {
  const std::string first = unique_text(1);
  const std::string second = unique_text(2);
  const std::string third = unique_text(3);
  const Signature both = sign("", first + second);
  CHECK(similarity(both, both) == doctest::Approx(1));
  CHECK(similarity(both, sign("", third)) < 0.1);
  // 58 of 118 runs, and 58 of 178; three standard errors are 0.19 at most.
  CHECK(std::abs(similarity(both, sign("", first)) - 58.0 / 118) < 0.19);
  CHECK(std::abs(similarity(both, sign("", third + first)) - 58.0 / 178) < 0.19);
  // The order of words counts.
  CHECK(similarity(sign("", "أ ب ج د ه و ز ح ط ي ك ل م ن س ع ف ص ق ر ش ت ث خ ذ ض ظ غ"),
                   sign("", "غ ظ ض ذ خ ث ت ش ر ق ص ف ع س ن م ل ك ي ط ح ز و ه د ج ب أ")) < 0.1);
}

TEST_CASE("a template of every day") {
  const Signature monday = sign("أسعار الذهب اليوم", gold_prices("الاثنين", 251));
  const Signature sunday = sign("أسعار الذهب اليوم", gold_prices("الأحد", 266));
  REQUIRE(are_joined(monday, sunday));  // as far as the words go

  SUBCASE("days apart, other groups") {
    NearDuplicates groups;
    CHECK(groups.place(monday, kDay, 1) == 1);
    CHECK(groups.place(sunday, kDay + days{6}, 2) == 2);
    CHECK(groups.place(sunday, kDay + days{-8}, 3) == 3);
    // Word for word the same is no other case.
    CHECK(groups.place(monday, kDay + days{30}, 4) == 4);
    // Another paper's copy of each.
    CHECK(groups.place(sunday, kDay + days{7}, 5) == 2);
    CHECK(groups.place(monday, kDay + days{29}, 6) == 4);
  }
  SUBCASE("a group ends two days after it began") {
    NearDuplicates groups;
    CHECK(groups.place(monday, kDay, 1) == 1);
    CHECK(groups.place(monday, kDay + days{1}, 2) == 1);
    CHECK(groups.place(monday, kDay + days{2}, 3) == 1);
    CHECK(groups.place(monday, kDay + days{3}, 4) == 4);
    CHECK(groups.place(monday, kDay + days{-1}, 5) == 5);
    CHECK(groups.place(monday, kDay + days{2}, 6) == 1);
  }
  SUBCASE("an article without a day may join, and be joined") {
    NearDuplicates groups;
    CHECK(groups.place(monday, kDay, 1) == 1);
    CHECK(groups.place(monday, std::nullopt, 2) == 1);
    CHECK(groups.place(sign("", kOtherReport), std::nullopt, 3) == 3);
    CHECK(groups.place(sign("", kOtherReport), kDay, 4) == 3);
    // From now on the group has a day.
    CHECK(groups.place(sign("", kOtherReport), kDay + days{9}, 5) == 5);
  }
  SUBCASE("days before 1970, and days that no calendar has") {
    NearDuplicates groups;
    CHECK(groups.place(monday, sys_days{days{-1}}, 1) == 1);
    CHECK(groups.place(monday, sys_days{days{1}}, 2) == 1);
    CHECK(groups.place(monday, sys_days{days{-4}}, 3) == 3);
    CHECK(groups.place(monday, sys_days{days::min()}, 4) == 4);
    CHECK(groups.place(monday, sys_days{days::max()}, 5) == 5);
  }
}

TEST_CASE("a group does not drift from story to story") {
  // Similarities: 0.6 to the text before, 0.33 to the one before that, and 0.14.
  std::vector<Signature> chain;
  for (int i = 0; i < 4; ++i) {
    std::string text;
    for (int part = i + 20; part < i + 24; ++part) text += unique_text(part);
    chain.push_back(sign("", text));
  }
  REQUIRE(are_joined(chain[0], chain[1]));
  REQUIRE(are_joined(chain[1], chain[2]));
  NearDuplicates groups;
  CHECK(groups.place(chain[0], kDay, 1) == 1);
  CHECK(groups.place(chain[1], kDay, 2) == 1);
  CHECK(groups.place(chain[2], kDay, 3) == 3);
  CHECK(groups.place(chain[3], kDay, 4) == 3);
}

TEST_CASE("the founder that is most alike wins") {
  const std::string story = wire_story();
  const std::string shorter = replaced(replaced(story, kClosing, ""), kResidents, "");
  NearDuplicates groups;
  CHECK(groups.place(sign("", story + unique_text(1)), kDay, 1) == 1);
  CHECK(groups.place(sign("", shorter), kDay, 2) == 2);
  CHECK(groups.place(sign("", shorter + "وحضر الحفل جمع من الأهالي"), kDay, 3) == 2);
}

TEST_CASE("a text too short to judge has no signature") {
  constexpr std::string_view kTooShort[] = {
      "",
      "   \n\t ",
      "،؛؟!…«»",
      "كلمة",
      "بالصور.. افتتاح جسر الوادي",
      "خادم الحرمين نائب خادم الحرمين",
  };
  for (const std::string_view text : kTooShort) {
    CAPTURE(text);
    CHECK_FALSE(make_signature(text, "").has_value());
    CHECK_FALSE(make_signature("", text).has_value());
    CHECK_FALSE(make_signature(text, text).has_value());
  }
  CHECK_FALSE(make_signature("", unique_text(1, 21)).has_value());  // 19 runs
  CHECK(make_signature("", unique_text(1, 22)).has_value());
  // Runs do not reach from the title into the body.
  CHECK_FALSE(make_signature(unique_text(1, 11), unique_text(2, 12)).has_value());
  CHECK(make_signature(unique_text(1, 12), unique_text(2, 12)).has_value());
}

TEST_CASE("bytes that are no text do no harm") {
  const std::string story = wire_story();
  for (std::size_t end = 0; end < story.size(); ++end) {  // most cut a letter in two
    make_signature("", std::string_view(story).substr(0, end));
    make_signature(std::string_view(story).substr(end), "");
  }
  using namespace std::string_view_literals;
  for (const std::string_view bytes :
       {"\xFF\xFE"sv, "\x80\x80\x80"sv, "\xC0\xAF"sv, "\xE0\x80\x80"sv, "\xED\xA0\x80"sv,
        "\xF4\x90\x80\x80"sv, "\xF8\x88\x80\x80\x80"sv, "\xD8"sv, "\xE2\x80"sv, "\xF0\x9F\x98"sv,
        "\0"sv}) {
    // They part words as a space does.
    const std::string broken = replaced(story, " ", bytes);
    CHECK(sign("", broken) == sign("", story));
    CHECK(sign("", story + std::string(bytes)) == sign("", story));
  }
  std::mt19937 random(1);
  std::uniform_int_distribution<int> byte(0, 255);
  std::string noise;
  for (int i = 0; i < 100'000; ++i) noise += static_cast<char>(byte(random));
  CHECK(make_signature(noise, noise) == make_signature(noise, noise));
}

TEST_CASE("very long texts") {
  const std::string one_word(8'000'000, 'a');
  CHECK_FALSE(make_signature(one_word, one_word).has_value());
  std::string one_letter_words;
  for (int i = 0; i < 2'000'000; ++i) one_letter_words += "و ";
  CHECK(make_signature("", one_letter_words).has_value());
}

// What is in an index must be what this program would put there. Whoever changes these bytes
// changes the version of the schema.
TEST_CASE("the signature is what is on disk") {
  const Signature signature = sign(kHeadline, wire_story());
  const Signature beginning = {193, 212, 34, 98, 241, 139, 188, 142};
  for (std::size_t i = 0; i < 8; ++i) {
    CAPTURE(i);
    CHECK(int{signature[i]} == int{beginning[i]});
  }
}

// Forty stories in three versions each, in no order.
struct Article {
  Signature signature;
  std::optional<sys_days> published;
};

std::vector<Article> mixed_articles() {
  std::vector<Article> articles;
  for (int version = 0; version < 3; ++version) {
    for (int i = 0; i < 40; ++i) {
      const int story = i * 7 % 40;
      std::optional<sys_days> published;
      if (story % 5 != 0) published = kDay + days{story % 9 + version};
      articles.push_back(
          {sign("", unique_text(story, 90) + unique_text(1000 + story + version, 10 * version)),
           published});
    }
  }
  return articles;
}

std::vector<std::uint64_t> place_all(NearDuplicates& groups, const std::vector<Article>& articles,
                                     std::size_t begin = 0) {
  std::vector<std::uint64_t> placed;
  for (std::size_t i = begin; i < articles.size(); ++i) {
    placed.push_back(groups.place(articles[i].signature, articles[i].published, i));
  }
  return placed;
}

TEST_CASE("the same articles in the same order give the same groups") {
  const std::vector<Article> articles = mixed_articles();
  NearDuplicates first;
  NearDuplicates second;
  const std::vector<std::uint64_t> placed = place_all(first, articles);
  CHECK(place_all(second, articles) == placed);
  CHECK(std::set<std::uint64_t>(placed.begin(), placed.end()).size() == 40);
  CHECK(first.founders() == 40);
}

TEST_CASE("an update goes on where the build stopped") {
  const std::vector<Article> articles = mixed_articles();
  NearDuplicates at_once;
  const std::vector<std::uint64_t> placed = place_all(at_once, articles);
  for (const std::size_t stop : {std::size_t{1}, std::size_t{50}, std::size_t{119}}) {
    CAPTURE(stop);
    NearDuplicates updated;
    for (std::size_t i = 0; i < stop; ++i) {
      updated.restore(articles[i].signature, articles[i].published, placed[i]);
    }
    const std::vector<std::uint64_t> rest = place_all(updated, articles, stop);
    CHECK(rest == std::vector<std::uint64_t>(placed.begin() + static_cast<std::ptrdiff_t>(stop),
                                             placed.end()));
    CHECK(updated.founders() == at_once.founders());
  }
}

TEST_CASE("what is restored") {
  const Signature story = sign(kHeadline, wire_story());
  const Signature edited =
      sign("افتتاح جسر الوادي", replaced(wire_story(), kClosing, unique_text(1, 15)));
  const Signature other = sign("", kOtherReport);
  NearDuplicates groups;

  SUBCASE("keeps its group, whatever its number") {
    groups.restore(story, kDay, 77);
    CHECK(groups.place(edited, kDay, 1) == 77);
  }
  SUBCASE("stands in for a founder that has gone") {
    groups.restore(edited, kDay, 77);
    CHECK(groups.place(story, kDay + days{1}, 1) == 77);
  }
  SUBCASE("counts with its day, as if it had been placed") {
    groups.restore(story, kDay, 77);
    groups.restore(edited, kDay + days{2}, 77);
    CHECK(groups.founders() == 1);
    CHECK(groups.place(story, kDay + days{3}, 1) == 1);
    CHECK(groups.place(story, kDay + days{-1}, 2) == 2);
  }
  SUBCASE("is not moved, even if it now resembles another group more") {
    groups.restore(story, kDay, 77);
    groups.restore(story, kDay, 78);
    groups.restore(other, kDay, 77);
    CHECK(groups.founders() == 3);
    CHECK(groups.place(story, kDay, 1) == 77);
    CHECK(groups.place(other, kDay, 2) == 77);
  }
}

TEST_CASE("a thousand copies of one story are compared with one") {
  const Signature story = sign(kHeadline, wire_story());
  NearDuplicates groups;
  for (std::uint64_t i = 0; i < 1000; ++i) CHECK(groups.place(story, kDay, i) == 0);
  CHECK(groups.founders() == 1);
  CHECK(groups.comparisons() == 999);
}

TEST_CASE("a template of thousands of days stays cheap, and each day finds its own") {
  const Signature prices = sign("أسعار الذهب اليوم", gold_prices("الاثنين", 251));
  constexpr std::uint64_t kCount = 3000;
  const auto day_of = [](std::uint64_t i) { return kDay + days{7 * static_cast<int>(i)}; };
  NearDuplicates groups;
  for (std::uint64_t i = 0; i < kCount; ++i) CHECK(groups.place(prices, day_of(i), i) == i);
  CHECK(groups.founders() == kCount);
  // Eight that had the room, and those of nearby days.
  CHECK(groups.comparisons() < kCount * 12);
  for (std::uint64_t i = 0; i < kCount; ++i) {
    CHECK(groups.place(prices, day_of(i) + days{1}, kCount) == i);
  }
  CHECK(groups.comparisons() < 2 * kCount * 12);
  CHECK(groups.place(prices, std::nullopt, kCount) == 0);
}

TEST_CASE("a template of one day with thousands of contents stays cheap") {
  // A similarity of 0.2: bands agree, texts do not.
  const std::string frame = unique_text(0, 20);
  constexpr int kCount = 3000;
  NearDuplicates groups;
  std::uint64_t joined = 0;
  for (int i = 0; i < kCount; ++i) {
    const auto own = static_cast<std::uint64_t>(i);
    joined += groups.place(sign("", frame + unique_text(i + 1, 36)), kDay, own) != own ? 1 : 0;
  }
  CHECK(joined < kCount / 100);
  CHECK(groups.comparisons() < std::uint64_t{kCount} * 50);
}

TEST_CASE("articles are found again after the tables have grown") {
  constexpr int kCount = 5000;
  std::vector<Signature> signatures;
  signatures.reserve(kCount);
  for (int i = 0; i < kCount; ++i) signatures.push_back(sign("", unique_text(i, 30)));
  NearDuplicates groups;
  for (std::size_t i = 0; i < kCount; ++i) CHECK(groups.place(signatures[i], kDay, i) == i);
  for (std::size_t i = 0; i < kCount; ++i) CHECK(groups.place(signatures[i], kDay, kCount) == i);
  CHECK(groups.founders() == kCount);
}

}  // namespace
}  // namespace fihrist::indexer
