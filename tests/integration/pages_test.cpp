// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// The pages as they come over the wire. What they look like and do in a browser is tested by
// tests/browser.
#include <doctest/doctest.h>

#include <fstream>
#include <regex>
#include <string>
#include <vector>

#include "tests/integration/running_server.h"
#include "tests/integration/samples.h"

namespace {

using namespace fihrist;

bool has(const std::string& page, const std::string& part) {
  return page.find(part) != std::string::npos;
}

// Articles of which two tell one story, and a third another one of the same matter.
void write_dam_articles(const std::filesystem::path& file) {
  const std::string story =
      "أعلنت وزارة الري اكتمال ملء بحيرة السد بعد أمطار غزيرة هطلت على الهضبة طوال الصيف، وقالت إن "
      "التوربينات الأربعة تعمل بكامل طاقتها وإن القناة الشرقية ستفتح أمام المزارعين مطلع الشهر.";
  std::ofstream out(file);
  const auto write = [&](const char* id, const char* title, const std::string& body) {
    out << nlohmann::json{{"id", id}, {"title", title}, {"body", body}, {"source", "القمة"}}
        << "\n";
  };
  write("dam-1", "اكتمال ملء بحيرة السد", story);
  write("dam-2", "اكتمال ملء بحيرة السد", story);
  write("dam-3", "توربينات السد تتوقف للصيانة",
        "تتوقف التوربينات الأربعة في السد أسبوعًا للصيانة، وقالت وزارة الري إن ملء البحيرة اكتمل "
        "بعد أمطار "
        "الصيف الغزيرة على الهضبة، وإن القناة الشرقية ستبقى مفتوحة أمام المزارعين بكامل طاقتها.");
  const char* others[] = {"فاز طالب في العاشرة ببطولة المدارس للشطرنج بعد تسع جولات.",
                          "يعود المتحف الوطني إلى استقبال الزائرين بعد ترميم دام ثلاث سنوات.",
                          "خفض المصرف المركزي سعر الفائدة ربع نقطة بعد تراجع التضخم.",
                          "سجل العدّاء رقمًا جديدًا في سباق التتابع أمام جمهور كبير.",
                          "تصل شحنة القمح الأولى إلى الميناء على ثلاث سفن مساء الأحد.",
                          "رصد المقراب الفضائي مجرة لم تُعرف من قبل على طرف الكون.",
                          "يضرب المعلمون عن العمل يومين احتجاجًا على تأخر رواتبهم.",
                          "عرضت دار الكتب مخطوطات نادرة من رحلات البحّارة القدماء."};
  for (const char* body : others) write(body, "", body);
}

// What the first group of `expression` matches in `page`, each time.
std::vector<std::string> all(const std::string& page, const std::string& expression) {
  const std::regex pattern(expression);
  std::vector<std::string> found;
  for (auto at = std::sregex_iterator(page.begin(), page.end(), pattern);
       at != std::sregex_iterator(); ++at) {
    found.push_back((*at)[1]);
  }
  return found;
}

std::string unescaped(std::string url) {
  for (std::size_t at = url.find("&amp;"); at != std::string::npos;
       at = url.find("&amp;", at + 1)) {
    url.replace(at, 5, "&");
  }
  return url;
}

// The URL of the link in `page` whose content matches `expression`.
std::string link(const std::string& page, const std::string& expression) {
  const auto found =
      all(page, "<a (?:id=\"[\\w-]+\" |class=\"\\w+\" )?href=\"([^\"]*)\"[^>]*>" + expression);
  REQUIRE(!found.empty());
  return unescaped(found.front());
}

std::size_t hits_of(const std::string& page) {
  return all(page, "<h2 class=\"title\"><a href=\"([^\"]*)\"").size();
}

std::string title_of(const std::string& page) { return all(page, "<title>([^<]*)</title>").at(0); }

}  // namespace

TEST_CASE("the start page tells what is in the archive") {
  test::RunningServer server(test::sample_index());
  const auto start = server.get("/");
  CHECK(start.status == 200);
  CHECK(start.get_header_value("Content-Type") == "text/html; charset=utf-8");
  CHECK(start.get_header_value("Vary").find("Accept-Language") != std::string::npos);
  CHECK(has(start.body, "<html lang=\"ar\" dir=\"rtl\">"));
  CHECK(has(start.body, "في الأرشيف 46 مقالًا، من "));
  const auto newest = all(start.body, "<h3 class=\"title\"><a href=\"(/article/[^\"]*)\"");
  REQUIRE(newest.size() == 8);
  CHECK(server.get(newest.front()).status == 200);
  const std::string everything = server.get("/?sort=newest").body;
  CHECK(has(everything, "46 نتيجة"));
  CHECK(has(everything, newest.front()));
  // Every source leads to as many results as it says.
  const auto sources = all(start.body, "<li><a href=\"(/\\?source=[^\"]*)\">");
  const auto counts = all(start.body, "<span class=\"count\">([0-9]+)</span>");
  REQUIRE(!sources.empty());
  REQUIRE(sources.size() == counts.size());
  CHECK(has(server.get(unescaped(sources[0])).body, ">" + counts[0] + " "));
}

TEST_CASE("assets have names that change with them, and may be kept for ever") {
  test::RunningServer server(test::sample_index());
  const std::string start = server.get("/").body;
  const auto assets = all(start, "\"(/assets/[^\"]*)\"");
  CHECK(assets.size() == 7);  // style, icon and five scripts
  for (const std::string& path : assets) {
    INFO(path);
    const auto asset = server.get(path);
    CHECK(asset.status == 200);
    CHECK(asset.get_header_value("Cache-Control").find("immutable") != std::string::npos);
  }
  CHECK(server.get("/assets/style-000000000000.css").status == 404);
  const std::string policy = server.get("/").get_header_value("Content-Security-Policy");
  CHECK(policy.starts_with("default-src 'none'; script-src 'self'; "));
  CHECK(!has(policy, "unsafe"));
}

TEST_CASE("results have title, source, author, date and highlighted words") {
  test::RunningServer server(test::sample_index());
  const auto page = server.get("/", {{"q", "المفاوضات \"><b>"}});
  CHECK(page.status == 200);
  CHECK(title_of(page.body) == "المفاوضات &quot;&gt;&lt;b&gt; – فهرست");
  CHECK(has(page.body, "<mark>المفاوضات</mark>"));
  CHECK(!has(page.body, "\"><b>"));
  CHECK(has(page.body, "/article/a03-nuclear-round?q="));
  CHECK(
      has(page.body, "<time datetime=\"2025-04-23T00:00:00Z\" dir=\"auto\">23 أبريل 2025</time>"));
  CHECK(has(page.body, " ملّي ثانية)"));
  CHECK(has(page.body, "value=\"المفاوضات &quot;&gt;&lt;b&gt;\""));
}

TEST_CASE("facets, chart and chips are links between searches") {
  test::RunningServer server(test::sample_index());
  const std::string all_results = server.get("/?sort=newest&per_page=50").body;
  CHECK(hits_of(all_results) == 46);
  const std::string source_url =
      link(all_results, "<span dir=\"auto\">[^<]*</span> <span class=\"count\">");
  CHECK(has(source_url, "source="));
  const std::string one_source = server.get(source_url).body;
  CHECK(hits_of(one_source) > 0);
  CHECK(hits_of(one_source) < 46);
  CHECK(has(one_source, "aria-current=\"true\"><span dir=\"auto\">"));
  CHECK(has(one_source, "<input type=\"hidden\" form=\"search\" name=\"source\""));
  // The chip takes it away again, and so does the facet itself.
  CHECK(link(one_source, "<span class=\"visually-hidden\">أزل:") == "/?sort=newest&per_page=50");
  CHECK(link(one_source, "<span dir=\"auto\">[^<]*</span> <span class=\"count\">") ==
        "/?sort=newest&per_page=50");

  const auto bars = all(all_results, "<a href=\"([^\"]*)\" aria-label=\"[^\"]*: [^\"]*\"><title>");
  const auto labels = all(all_results, "aria-label=\"[^\"]*: ([^\"]*)\"><title>");
  REQUIRE(bars.size() > 1);
  std::size_t results = 0;
  for (std::size_t i = 0; i < bars.size(); ++i) {
    const std::string narrowed = server.get(unescaped(bars[i])).body;
    results += hits_of(narrowed);
    INFO(bars[i]);
    CHECK(has(narrowed, "tabindex=\"-1\">" + labels[i] + " <span"));
  }
  CHECK(results <= 46);
  CHECK(results >= 30);  // the others have no date
}

TEST_CASE("a search by dates is said in words, and kept in its boxes") {
  test::RunningServer server(test::sample_index());
  const std::string page = server.get("/?q=&from=2025-04-01&to=2025-04-30").body;
  CHECK(has(page, "<span dir=\"auto\">أبريل 2025</span>"));
  CHECK(has(page, "name=\"from\" form=\"search\" type=\"date\" value=\"2025-04-01\""));
  CHECK(has(page, "name=\"to\" form=\"search\" type=\"date\" value=\"2025-04-30\""));
}

TEST_CASE("pages follow each other, and keep the search") {
  test::RunningServer server(test::sample_index());
  const std::string first = server.get("/?q=%D9%81%D9%8A&per_page=10&sort=oldest").body;
  CHECK(!has(first, "rel=\"prev\""));
  const std::string next = link(first, "الصفحة التالية");
  CHECK(next == "/?q=%D9%81%D9%8A&sort=oldest&page=2");
  const std::string second = server.get(next).body;
  CHECK(has(second, "<ol class=\"hits\" start=\"11\">"));
  CHECK(link(second, "الصفحة السابقة") == "/?q=%D9%81%D9%8A&sort=oldest");
  const std::string past = server.get("/?q=%D9%81%D9%8A&sort=oldest&page=9").body;
  CHECK(hits_of(past) == 0);
  CHECK(link(past, "إلى الصفحة الأولى") == "/?q=%D9%81%D9%8A&sort=oldest");
  CHECK(!has(past, "ما قد يفيد"));
}

TEST_CASE("where nothing is found, the page tells what would find something") {
  test::RunningServer server(test::sample_index());
  const std::string filtered = server.get("/?q=المفاوضات&source=nobody").body;
  CHECK(has(filtered, ">لا نتائج <span"));
  const std::string url = link(filtered, "ابحث بلا مرشّحات: ");
  CHECK(hits_of(server.get(url).body) > 0);
  CHECK(!has(filtered, "<ol class=\"hits\""));
  const std::string required = server.get("/", {{"q", "+المفاوضات +زرافة"}}).body;
  CHECK(hits_of(server.get(link(required, "ابحث عن الكلمات بلا علامات: ")).body) > 0);
  const std::string nothing = server.get("/", {{"q", "زرافة"}}).body;
  CHECK(has(nothing, "تأكد من كتابة الكلمات."));
  CHECK(!has(nothing, "ابحث بلا مرشّحات"));
}

TEST_CASE("the pages speak English to those who ask") {
  test::RunningServer server(test::sample_index());
  server.get("/v1/suggest", {{"q", "سد"}});  // when it answers, tags change no more
  const auto by_browser =
      server.client().Get("/?q=%D8%B3%D8%AF", {{"Accept-Language", "en-GB,en;q=0.8"}});
  REQUIRE(by_browser);
  CHECK(has(by_browser->body, "<html lang=\"en\" dir=\"ltr\">"));
  CHECK(!has(by_browser->body, "lang=en\""));
  const std::string by_link = server.get("/?q=%D8%B3%D8%AF&lang=en").body;
  CHECK(has(by_link, "<html lang=\"en\" dir=\"ltr\">"));
  CHECK(has(by_link, "<input type=\"hidden\" name=\"lang\" value=\"en\">"));
  CHECK(link(by_link, "Newest") == "/?q=%D8%B3%D8%AF&sort=newest&lang=en");
  CHECK(link(by_link, "العربية") == "/?q=%D8%B3%D8%AF&lang=ar");
  // A tag is of one language.
  const httplib::Headers english = {{"Accept-Language", "en"},
                                    {"If-None-Match", by_browser->get_header_value("ETag")}};
  CHECK(server.client().Get("/?q=%D8%B3%D8%AF", english)->status == 304);
  const httplib::Headers arabic = {{"Accept-Language", "ar"},
                                   {"If-None-Match", by_browser->get_header_value("ETag")}};
  CHECK(server.client().Get("/?q=%D8%B3%D8%AF", arabic)->status == 200);
}

TEST_CASE("the reading page numbers the matches, and leads back to the search") {
  test::RunningServer server(test::sample_index());
  const std::string page =
      server
          .get(
              "/article/a03-nuclear-round?q=%D8%A7%D9%84%D9%85%D9%81%D8%A7%D9%88%D8%B6%D8%A7%D8%AA"
              "&from=2025&page=1")
          .body;
  const auto matches = all(page, "<mark id=\"match-([0-9]+)\">");
  REQUIRE(!matches.empty());
  for (std::size_t i = 0; i < matches.size(); ++i) CHECK(matches[i] == std::to_string(i + 1));
  CHECK(has(page, "href=\"#match-1\""));
  CHECK(link(page, "العودة إلى نتائج البحث") ==
        "/?q=%D8%A7%D9%84%D9%85%D9%81%D8%A7%D9%88%D8%B6%D8%A7%D8%AA&from=2025");
  CHECK(has(page, "<p id=\"citation\" dir=\"auto\">«"));
  const std::string plain = server.get("/article/a03-nuclear-round").body;
  CHECK(!has(plain, "<mark"));
  CHECK(!has(plain, "العودة إلى نتائج البحث"));
}

TEST_CASE("what is like an article is linked from it, and from results that stand for it too") {
  const test::TemporaryFolder folder;
  write_dam_articles(folder.path() / "articles.jsonl");
  test::build_index(folder.path() / "articles.jsonl", folder.path() / "index", 11);
  test::RunningServer server(folder.path() / "index");
  const std::string results = server.get("/?q=بحيرة&source=القمة").body;
  const auto unfold = all(results, "data-similar=\"([^\"]*)\"");
  REQUIRE(unfold.size() == 1);
  CHECK(server.get(unfold[0]).body.find("\"near_duplicate\":true") != std::string::npos);
  const std::string page = server.get(link(results, "ومقال مشابه")).body;
  CHECK(has(page, "id=\"similar\""));
  const auto similar = all(page, "<h3 class=\"title\"><a href=\"([^\"]*)\"");
  REQUIRE(similar.size() == 2);
  CHECK(similar[0].starts_with("/article/dam-"));
  CHECK(similar[1].starts_with("/article/dam-3?q="));  // and the search goes along
  CHECK(all(page, "(نصه يكاد يكون نص هذا المقال)").size() == 1);
}

TEST_CASE("an article without a title is called by its first words") {
  test::RunningServer server(test::sample_index());
  const nlohmann::json article =
      nlohmann::json::parse(server.get("/v1/articles/a04-parliament-vote").body);
  CHECK(article["title"].is_null());
  const std::string page = server.get("/article/a04-parliament-vote").body;
  CHECK(has(page, "<h1 class=\"title\">أقرّ مجلس النواب الأردني في جلسة امتدت"));
  CHECK(has(page, " …</h1>"));
}

TEST_CASE("HTML in an article is shown as text, in JSON and on the pages") {
  test::RunningServer server(test::sample_index());
  const nlohmann::json answer = server.search("script");
  REQUIRE(!answer["hits"].empty());
  const std::string id = answer["hits"][0]["id"];
  const std::string snippet = answer["hits"][0]["snippet_html"];
  CHECK(has(snippet, "<mark>script</mark>"));
  CHECK(has(snippet, "&lt;"));
  CHECK(!has(snippet, "<script"));
  for (const std::string& path : {std::string("/"), "/article/" + id}) {
    const auto page = server.get(path, {{"q", "script"}});
    CHECK(page.status == 200);
    CHECK(has(page.body, "&lt;"));
    // Ours have a source and no content.
    const std::size_t scripts = all(page.body, "(<script)").size();
    CHECK(scripts == all(page.body, "(<script src=\"/assets/[\\w.-]+\" defer></script>)").size());
  }
}

TEST_CASE("a page about an error keeps the search box, and says what is wrong") {
  test::RunningServer server(test::sample_index());
  const auto wrong = server.get("/", {{"q", "كلمة"}, {"page", "x"}});
  CHECK(wrong.status == 400);
  CHECK(has(wrong.body, "role=\"alert\">في عنوان الصفحة قيمة لا تصلح: «page»."));
  CHECK(has(wrong.body, "lang=\"en\" dir=\"ltr\">`page` must be a whole number"));
  CHECK(has(wrong.body, "value=\"كلمة\""));
  const auto missing = server.get("/article/none?lang=en");
  CHECK(missing.status == 404);
  CHECK(has(missing.body, "The archive has no article at this address."));
  test::TemporaryFolder folder;
  test::RunningServer without(folder.path() / "index");
  const auto not_ready = without.get("/");
  CHECK(not_ready.status == 503);
  CHECK(has(not_ready.body, "الأرشيف غير جاهز"));
  CHECK(has(not_ready.body, "fihrist-index build"));
}
