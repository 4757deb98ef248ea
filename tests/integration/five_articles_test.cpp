// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// The five real articles, end to end, where they are at hand. Our own samples are in http_test.cpp.
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "indexer/build.h"
#include "tests/integration/running_server.h"
#include "tests/temporary_folder.h"

namespace {

namespace fs = std::filesystem;
using namespace fihrist;
using nlohmann::json;

const fs::path kCorpus = fs::path(FIHRIST_SHARED_DIR) / "corpus";

void build(const fs::path& index, const fs::path& source) {
  indexer::BuildOptions options;
  options.index = index;
  options.ingest.sources = {source};
  options.built_by = "test";
  const indexer::BuildSummary summary = indexer::build(options);
  CHECK(summary.ingest.clean());
  REQUIRE(summary.ingest.kept == 7);  // with two that were glued on
}

std::string all_snippets(const json& answer) {
  std::string all;
  for (const json& hit : answer["hits"]) {
    all += hit["snippet_html"].get<std::string>() + "\n";
    if (!hit["title_html"].is_null()) all += hit["title_html"].get<std::string>() + "\n";
  }
  return all;
}

std::string numbers(const json& answer) {
  std::set<std::string> ids;
  for (const json& hit : answer["hits"]) ids.insert(hit["id"].get<std::string>().substr(0, 3));
  std::string all;
  for (const std::string& id : ids) all += id + " ";
  return all;
}

}  // namespace

TEST_CASE("the five real articles" * doctest::skip(!fs::exists(kCorpus))) {
  const test::TemporaryFolder folder;
  build(folder.path() / "index", kCorpus);
  test::RunningServer server(folder.path() / "index");

  SUBCASE("words are marked as they stand in the articles") {
    const std::string shown = all_snippets(server.search("المفاوضات النووية"));
    CHECK(shown.find("<mark>المفاوضات</mark>") != std::string::npos);
    CHECK(shown.find("<mark>النووية</mark>") != std::string::npos);
    CHECK(all_snippets(server.search("متطرفة")).find("<mark>مُتطرفة</mark>") != std::string::npos);
  }
  SUBCASE("forms and spellings of one word find the same articles") {
    const std::string talks = numbers(server.search("مفاوضات"));
    CHECK(talks == "000 001 002 004 ");
    CHECK(numbers(server.search("مفاوضة")) == talks);
    CHECK(numbers(server.search("والمفاوضات")) == talks);
    CHECK(numbers(server.search("پزشكيان")) == "000 002 ");
    CHECK(numbers(server.search("بزشكيان")) == "000 002 ");
  }
  SUBCASE("title, date, author and source are as a person would write them down") {
    struct Row {
      const char* id;
      const char* title;
      const char* author;
      const char* source;
      const char* published;
      const char* updated;
      const char* first_words;  // of the body
      const char* last_words;
    };
    constexpr const char* kNone = nullptr;
    const Row rows[] = {
        {"000_5ba9311012425413",
         "ترامب يريد ضمانات والمرشد لا يثق به.. تفاصيل اجتماعات تمهيدية لعقد مفاوضات مباشرة بين "
         "إيران وأمريكا",
         kNone, "عربي بوست", "2024-11-25T17:06:00Z", "2024-11-25T18:25:00Z",
         "المرشد الإيراني الأعلى خامنئي - رويترز\nيسعى الرئيس", "مهمة لحسم هذا الأمر\"."},
        {"001_f7790335918f0ee9", "الحقائق الغائبة عن المفاوضات الإيرانية الأمريكية",
         "علي موسوي خلخالي", "موقع الدبلوماسية الإيرانية", "2025-06-09T00:00:00Z", kNone,
         "مع تغيّر مواقف الحكومة الأمريكية", "وخاصةً \"إسرائيل\"."},
        {"002_dd72ad476134ebc7",
         "دبلوماسيون: محادثات مباشرة بين إيران والولايات المتحدة وسط تصاعد النزاع مع إسرائيل",
         kNone, "euronews", "2025-06-20T00:00:00Z", kNone, "أجرى المبعوث الأميركي ستيف ويتكوف",
         "واقعياً ومقبولاً في هذه المرحلة."},
        {"002_dd72ad476134ebc7/related-1", "إيران تستعد لمعركة مصيرية", kNone, kNone, kNone, kNone,
         "شكلت \"حرب الـ 12 يوما\" صدمة", "في إسرائيل بقيادة نتنياهو."},
        {"003_3fb965c6c736dbf9", kNone, kNone, kNone, kNone, kNone, "كشف مسؤولون أمريكيون أن إيران",
         "تنتهي مبادراته إلى لا شيء."},
        {"004_892b377691dd5920", "محادثات سرية بين الولايات المتحدة وإيران في عمان.. ماذا بحثت؟",
         kNone, "موقع النيلين", "2024-03-16T00:00:00Z", kNone, "محادثات سرية وغير مباشرة عقدها",
         "لم تكن دقيقة على الأرجح."},
        {"004_892b377691dd5920/related-1", "بعد فوز ترامب... ماذا ينتظر لبنان وفلسطين وإيران؟",
         kNone, "سكاي نيوز", kNone, kNone, "ذكر موقع \"سكاي نيوز\" أنّ",
         "عدم الاستقرار. (سكاي نيوز)"},
    };
    const auto or_null = [](const char* text) {
      return text == nullptr ? json(nullptr) : json(text);
    };
    for (const Row& row : rows) {
      INFO(std::string(row.id));
      const json article = server.get_json(std::string("/v1/articles/") + row.id);
      CHECK(article["title"] == or_null(row.title));
      CHECK(article["author"] == or_null(row.author));
      CHECK(article["source"] == or_null(row.source));
      CHECK(article["published"] == or_null(row.published));
      CHECK(article["updated"] == or_null(row.updated));
      const std::string body = article["body"];
      CHECK(body.starts_with(row.first_words));
      CHECK(body.ends_with(row.last_words));
      for (const char* chrome :
           {"تحميل المزيد", "aj-logo", "Discussion about this post", "اعلان", "إعلانوالمثير",
            "إعلانبيد", "Related", "كلمات دلالية", "إقرأ أيضاً", "almanbar", "عن المركز",
            "الآراء الواردة", "facebooktwitter", "شارك هذا المقال"}) {
        INFO(std::string(chrome));
        CHECK(body.find(chrome) == std::string::npos);
      }
    }
  }
  SUBCASE("no sentence of a story is lost") {
    // Every sentence of the raw texts stands in the title or body of one of the articles.
    std::string texts;
    for (const char* id : {"000_5ba9311012425413", "001_f7790335918f0ee9", "002_dd72ad476134ebc7",
                           "002_dd72ad476134ebc7/related-1", "003_3fb965c6c736dbf9",
                           "004_892b377691dd5920", "004_892b377691dd5920/related-1"}) {
      const json article = server.get_json(std::string("/v1/articles/") + id);
      if (!article["title"].is_null()) texts += article["title"].get<std::string>() + "\n";
      texts += article["body"].get<std::string>() + "\n";
    }
    // What was glued to a sentence is cut off it, and what is none of the story's may go.
    struct Allowed {
      const char* begins;
      const char* stays;  // from here on the sentence stays; nothing: none of it
    };
    constexpr Allowed kAllowed[] = {
        {"Relatedسفير إسرائيل", "ونقل دبلوماسي إقليمي"},
        {"إعلانوالمثير", "والمثير أن جهاز"},
        {"إعلانبيد", "بيد أن استئناف"},
        {"أولاً: صعود وجوه جديدة في القيادة العسكرية", "شكل استخدام الكيان"},
        {"استعداد لمعركة مصيرية", "تُظهر التعيينات"},
        {"الآراء الواردة في المقال", nullptr},
        {"مركز المنبر للدراسات والتنمية المستدامة، مركز", nullptr},
        {"رؤيته الرئيسة", nullptr},
        {"المصدر: موقع الدبلوماسية", nullptr},
    };
    std::size_t sentences = 0;
    for (const fs::directory_entry& entry : fs::directory_iterator(kCorpus)) {
      std::ifstream file(entry.path());
      for (std::string line; std::getline(file, line);) {
        for (std::size_t begin = 0; begin < line.size();) {
          const std::size_t end = std::min(line.find(". ", begin), line.size());
          std::string sentence = line.substr(begin, end - begin);
          begin = end + 2;
          if (end == line.size() && !sentence.ends_with('.')) continue;
          ++sentences;
          for (const Allowed& allowed : kAllowed) {
            if (!sentence.starts_with(allowed.begins)) continue;
            sentence.erase(
                0, allowed.stays == nullptr ? sentence.size() : sentence.find(allowed.stays));
          }
          INFO(sentence);
          CHECK(texts.find(sentence) != std::string::npos);
        }
      }
    }
    CHECK(sentences > 200);  // 246 when this was written
  }
  SUBCASE("the same articles as JSON Lines give the same answers") {
    fs::create_directory(folder.path() / "json");
    std::ofstream lines(folder.path() / "json" / "five.jsonl");
    for (const fs::directory_entry& entry : fs::directory_iterator(kCorpus)) {
      if (entry.path().extension() != ".txt") continue;
      std::ostringstream text;
      text << std::ifstream(entry.path()).rdbuf();
      lines << json({{"id", entry.path().stem().string()}, {"body", text.str()}}).dump() << "\n";
    }
    lines.close();
    build(folder.path() / "json-index", folder.path() / "json");
    test::RunningServer other(folder.path() / "json-index");
    for (const char* query : {"المفاوضات النووية", "ترامب", "بزشكيان", "متطرفة", "لاريجاني"}) {
      INFO(std::string(query));
      // Scores too: only the order of equal scores may differ, by the order of the files.
      const auto sorted = [](json answer) {
        std::vector<std::string> hits;
        for (const json& hit : answer["hits"]) hits.push_back(hit.dump());
        std::sort(hits.begin(), hits.end());
        return hits;
      };
      CHECK(sorted(server.search(query)) == sorted(other.search(query)));
    }
  }
}
