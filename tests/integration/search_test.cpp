// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// What a search finds, over real sockets, on articles made for it.

#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/build.h"
#include "server/search/searcher.h"
#include "tests/integration/running_server.h"
#include "tests/temporary_folder.h"

namespace {

using namespace fihrist;
using nlohmann::json;

constexpr std::string_view kCopy =
    "أعلنت بلدية مدينة الزهور أمس افتتاح مكتبة عامة جديدة في الحي القديم بعد أعمال ترميم استمرت "
    "ثلاث سنوات. وتضم المكتبة خمسين ألف كتاب وقاعة للأطفال ومختبرا لترميم المخطوطات. وقال رئيس "
    "البلدية إن الدخول مجاني طوال أيام الأسبوع وإن ساعات العمل تمتد حتى المساء. وسيدير المكتبة "
    "فريق من عشرين موظفا تدربوا على الفهرسة الرقمية وخدمة القراء من ضعاف البصر.";

struct Archive {
  test::TemporaryFolder folder;
  std::filesystem::path index = folder.path() / "index";

  Archive() {
    const std::filesystem::path file = folder.path() / "news.jsonl";
    std::ofstream out(file);
    const auto add = [&](const std::string& id, const std::string& title, std::string_view body,
                         const std::string& source, const std::string& published,
                         const std::string& author = "", const json& keywords = json::array()) {
      out << json({{"id", id},
                   {"title", title},
                   {"body", body},
                   {"source", source},
                   {"published", published},
                   {"author", author},
                   {"keywords", keywords}})
                 .dump()
          << "\n";
    };
    add("lib1", "افتتاح مكتبة عامة في مدينة الزهور", kCopy, "صحيفة الفجر", "2024-03-01",
        "هالة السروجي", {"ثقافة", "مكتبات"});
    add("lib2", "افتتاح مكتبة عامة في مدينة الزهور", kCopy, "صحيفة الفَجر", "2024-03-01");
    add("lib3", "مكتبة عامة تفتتح في مدينة الزهور", kCopy, "وكالة الضفاف", "2024-03-02");
    add("name", "الأمير خالد بن راشد يزور المعرض",
        "زار الأمير خالد بن راشد معرض الصناعات اليدوية. ورافقه وفد كبير من رجال الأعمال.",
        "وكالة الضفاف", "2024-11-25");
    add("swap", "راشد يلتقي خالد في المعرض",
        "التقى راشد وزميله القديم خالد في معرض السيارات وتبادلا الحديث عن السباق القادم.",
        "وكالة الضفاف", "2023-05-09", "", {"سيارات"});
    add("far", "خالد يكتب رواية",
        "كتب خالد رواية جديدة عن البحر والصيادين والشواطئ القديمة والرحلات الطويلة في الشتاء "
        "البارد، ثم قرأها صديقه راشد في ليلة واحدة.",
        "مجلة المرسى", "2022-01-15", "سامر الحلواني", {"ثقافة"});
    add("port", "توسعة الميناء تبدأ في الخريف",
        "تبدأ أعمال توسعة الميناء في الخريف المقبل. وسيستقبل الميناء سفنا أكبر من قبل.",
        "صحيفة الفجر", "2024-12-31", "هالة السروجي", {"اقتصاد"});
    add("port2", "الميناء يستقبل أكبر سفينة شحن",
        "استقبل الميناء أكبر سفينة شحن في تاريخه. وكانت السفينة محملة بالحبوب.", "صحيفة الفجر",
        "2025-01-01", "", {"اقتصاد"});
    add("undated", "وصفة خبز الصاج", "يعجن الدقيق بالماء والملح ثم يخبز على صاج ساخن.",
        "مجلة المرسى", "");
    out.close();
    indexer::BuildOptions options;
    options.index = index;
    options.ingest.sources = {file};
    options.built_by = "test";
    REQUIRE(indexer::build(options).ingest.kept == 9);
  }
};

const std::filesystem::path& archive() {
  static const Archive kArchive;
  return kArchive.index;
}

json ask(test::RunningServer& server, httplib::Params parameters) {
  const auto response = server.get("/v1/search", parameters);
  INFO(response.body);
  REQUIRE(response.status == 200);
  return json::parse(response.body);
}

std::set<std::string> ids_of(const json& answer) {
  std::set<std::string> ids;
  for (const json& hit : answer["hits"]) ids.insert(hit["id"].get<std::string>());
  return ids;
}

std::set<std::string> codes_of(const json& answer) {
  std::set<std::string> codes;
  for (const json& note : answer["notes"]) codes.insert(note["code"].get<std::string>());
  return codes;
}

using Ids = std::set<std::string>;

}  // namespace

TEST_CASE("operators and fields find what they say") {
  test::RunningServer server(archive());
  struct Row {
    std::string_view rule;
    const char* query;
    Ids found;
  };
  const Row rows[] = {
      {"a phrase in its order", "\"خالد بن راشد\"", {"name"}},
      {"closeness in any order, over بن", "\"خالد راشد\"~3", {"name", "swap"}},
      {"closeness without بن", "\"خالد بن راشد\"~3", {"name", "swap"}},
      {"closeness has an end", "\"خالد راشد\"~0", {}},
      {"attached letters and vowel signs", "\"لِخالد بن راشِـد\"", {"name"}},
      {"both words anywhere", "+خالد +راشد", {"name", "swap", "far"}},
      {"minus", "خالد -رواية", {"name", "swap"}},
      {"minus before a phrase", "خالد -\"خالد بن راشد\"", {"swap", "far"}},
      {"either", "رواية أو توسعة", {"far", "port"}},
      {"prefix, over ال", "مينا*", {"port", "port2"}},
      {"title", "عنوان:خالد", {"name", "swap", "far"}},
      {"title, not text", "عنوان:وفد", {}},
      {"source by a part of its name", "مصدر:الضفاف خالد", {"name", "swap"}},
      {"source in another spelling", "source:\"صحيفه الفَجر\" الميناء", {"port", "port2"}},
      {"author", "كاتب:الحلواني", {"far"}},
      {"keyword", "وسم:اقتصاد", {"port", "port2"}},
      {"not of a keyword", "الميناء -وسم:اقتصاد", {}},
      {"after a month", "الميناء بعد:2024-11", {"port", "port2"}},
      {"after a year", "الميناء بعد:2024", {"port2"}},
      {"before a year", "الميناء قبل:2025", {"port"}},
      {"since a day", "الميناء منذ:2024-12-31", {"port", "port2"}},
      {"a range", "خالد date:2022..2023", {"swap", "far"}},
      {"not in a year", "خالد -date:2022", {"name", "swap"}},
      {"no day between", "الميناء بعد:2025 قبل:2024", {}},
      {"a field alone", "مصدر:المرسى", {"far", "undated"}},
  };
  for (const Row& row : rows) {
    INFO(row.rule, ": ", std::string(row.query));
    const json answer = ask(server, {{"q", row.query}});
    if (row.found.empty()) {
      // Words may be relaxed; what narrows may not.
      CHECK((answer["hits"].empty() || !answer["notes"].empty()));
    } else {
      CHECK(ids_of(answer) == row.found);
    }
  }
  CHECK(ask(server, {{"q", "*"}, {"collapse", "false"}})["total"]["value"] == 9);
  CHECK(
      codes_of(ask(server, {{"q", "الميناء بعد:2025 قبل:2024"}})).contains("contradictory_dates"));
}

TEST_CASE("near-duplicates are one result that says how many it stands for") {
  test::RunningServer server(archive());
  const json one = ask(server, {{"q", "مكتبة"}});
  CHECK(one["total"] == json({{"value", 1}, {"relation", "eq"}}));
  REQUIRE(one["hits"].size() == 1);
  CHECK(one["hits"][0]["similar"] == 2);
  const json all = ask(server, {{"q", "مكتبة"}, {"collapse", "false"}});
  CHECK(all["total"]["value"] == 3);
  for (const json& hit : all["hits"]) CHECK(hit["similar"] == 0);
  // Of those that are hidden, only what matches counts.
  CHECK(ask(server, {{"q", "مكتبة"}, {"source", "صحيفة الفجر"}})["hits"][0]["similar"] == 1);

  const json similar = server.get_json("/v1/articles/lib1/similar");
  Ids near;
  for (const json& article : similar["articles"]) {
    if (article["near_duplicate"] == true) near.insert(article["id"].get<std::string>());
  }
  CHECK(near == Ids{"lib2", "lib3"});
  const json of_port = server.get_json("/v1/articles/port/similar");
  REQUIRE_FALSE(of_port["articles"].empty());
  CHECK(of_port["articles"][0]["id"] == "port2");
}

TEST_CASE("facets count what a search narrowed to them would find") {
  test::RunningServer server(archive());
  for (const std::string collapse : {"true", "false"}) {
    INFO(collapse);
    const json answer =
        ask(server,
            {{"q", "*"}, {"facets", "source,author,keyword,month,day"}, {"collapse", collapse}});
    CHECK(answer["total"]["value"] == (collapse == "true" ? 7 : 9));
    for (const char* facet : {"source", "author", "keyword"}) {
      REQUIRE_FALSE(answer["facets"][facet].empty());
      for (const json& value : answer["facets"][facet]) {
        INFO(facet, " ", value.dump());
        const json narrowed =
            ask(server,
                {{"q", "*"}, {facet, value["value"].get<std::string>()}, {"collapse", collapse}});
        CHECK(narrowed["total"]["value"] == value["count"]);
      }
    }
    for (const char* facet : {"month", "day"}) {
      std::string last;
      for (const json& value : answer["facets"][facet]) {
        const std::string date = value["value"];
        INFO(date);
        CHECK(date > last);
        last = date;
        const json narrowed =
            ask(server, {{"q", "*"}, {"from", date}, {"to", date}, {"collapse", collapse}});
        CHECK(narrowed["total"]["value"] == value["count"]);
      }
    }
  }
  // Two spellings of one newspaper are one.
  CHECK(ask(server, {{"q", "*"}, {"facets", "source"}})["facets"]["source"].size() == 3);
}

TEST_CASE("a misspelled word is found or suggested by its letters") {
  test::RunningServer server(archive());
  const json answer = ask(server, {{"q", "المينااء"}});
  CHECK(answer["suggestion"] == "الميناء");
  CHECK(codes_of(answer).contains("corrected"));
  CHECK(ids_of(answer) == Ids{"port", "port2"});
  CHECK(ask(server, {{"q", "المينااء"}, {"exact", "true"}})["suggestion"].is_null());
  CHECK(ask(server, {{"q", "الميناء"}})["suggestion"].is_null());
}

TEST_CASE("completions continue what is typed") {
  test::RunningServer server(archive());
  const json answer = server.get_json("/v1/suggest?q=%D9%85%D9%8A%D9%86%D8%A7");  // مينا
  REQUIRE_FALSE(answer["completions"].empty());
  for (const json& completion : answer["completions"]) {
    CHECK(completion["text"].get<std::string>().find("الميناء") != std::string::npos);
  }
}

TEST_CASE("new articles gain by freshness, and everything is newest first") {
  test::RunningServer server(archive());
  const json plain = ask(server, {{"q", "*"}});
  CHECK(plain["hits"][0]["id"] == "port2");
  CHECK(plain["hits"].back()["id"] == "undated");
  const json fresh = ask(server, {{"q", "خالد"}, {"freshness", "30"}});
  CHECK(fresh["hits"][0]["id"] == "name");
  const auto score = [](const json& answer, const std::string& id) {
    for (const json& hit : answer["hits"]) {
      if (hit["id"] == id) return hit["score"].get<double>();
    }
    return -1.0;
  };
  const json usual = ask(server, {{"q", "خالد"}});
  CHECK(score(fresh, "name") > score(usual, "name") + 0.1);
  CHECK(score(fresh, "far") < score(usual, "far") + 0.1);
}

TEST_CASE("related terms are of the results and not of the query") {
  test::RunningServer server(archive());
  const json answer = ask(server, {{"q", "الميناء"}, {"related", "5"}});
  for (const json& term : answer["related"]) CHECK(term != "الميناء");
  CHECK_FALSE(ask(server, {{"q", "الميناء"}}).contains("related"));
}

TEST_CASE("a query whose time is over answers with what it has, and says so") {
  const auto vocabulary = search::Vocabulary::load({});
  search::SearcherOptions options;
  options.time_limit = std::chrono::milliseconds(0);
  search::Searcher searcher(archive(), vocabulary,
                            std::make_shared<search::KnowledgeKeeper>(archive(), vocabulary),
                            options);
  search::SearchRequest request;
  request.query = "خالد";
  const search::SearchResults results = searcher.search(request);
  CHECK_FALSE(results.total_is_exact);
  CHECK(std::any_of(results.notes.begin(), results.notes.end(), [](const search::Note& note) {
    return note.kind == search::Note::Kind::kTimeLimit;
  }));
}
