// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include <doctest/doctest.h>
#include <libxml/parser.h>
#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>

#include <fstream>
#include <memory>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

#include "index/article.h"
#include "indexer/build.h"
#include "tests/integration/running_server.h"
#include "tests/integration/samples.h"
#include "tests/temporary_folder.h"

namespace {

using namespace fihrist;
using nlohmann::json;

// A document that is well-formed, and what stands at a path of it.
class Xml {
 public:
  explicit Xml(const std::string& text)
      : document_(xmlReadMemory(text.data(), static_cast<int>(text.size()), nullptr, nullptr,
                                XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_NONET),
                  xmlFreeDoc) {
    INFO(text);
    REQUIRE(document_);
  }

  std::vector<std::string> at(const char* path) const {
    const std::unique_ptr<xmlXPathContext, void (*)(xmlXPathContextPtr)> context(
        xmlXPathNewContext(document_.get()), xmlXPathFreeContext);
    xmlXPathRegisterNs(context.get(), BAD_CAST "a", BAD_CAST "http://www.w3.org/2005/Atom");
    const std::unique_ptr<xmlXPathObject, void (*)(xmlXPathObjectPtr)> found(
        xmlXPathEvalExpression(BAD_CAST path, context.get()), xmlXPathFreeObject);
    std::vector<std::string> texts;
    REQUIRE(found);
    if (found->nodesetval == nullptr) return texts;
    for (int i = 0; i < found->nodesetval->nodeNr; ++i) {
      xmlChar* text = xmlNodeGetContent(found->nodesetval->nodeTab[i]);
      texts.emplace_back(reinterpret_cast<const char*>(text));
      xmlFree(text);
    }
    return texts;
  }

 private:
  std::unique_ptr<xmlDoc, void (*)(xmlDocPtr)> document_;
};

std::string good(test::RunningServer& server, const std::string& path,
                 const httplib::Params& parameters, const std::string& type) {
  const auto response = server.get(path, parameters);
  INFO(response.body);
  REQUIRE(response.status == 200);
  CHECK(response.get_header_value("Content-Type").starts_with(type));
  return response.body;
}

}  // namespace

TEST_CASE("feeds have the articles of a search, newest first") {
  test::RunningServer server(test::sample_index());
  const std::string base = "http://127.0.0.1:" + std::to_string(server.port());
  for (const httplib::Params& parameters : {httplib::Params{}, httplib::Params{{"q", "المفاوضات"}},
                                            httplib::Params{{"from", "2025"}}}) {
    const json feed =
        json::parse(good(server, "/search.json", parameters, "application/feed+json"));
    const Xml atom(good(server, "/search.atom", parameters, "application/atom+xml"));
    const Xml rss(good(server, "/search.rss", parameters, "application/rss+xml"));
    const std::size_t items = feed["items"].size();
    CHECK(items > 1);
    CHECK(items <= 20);

    // Atom wants these once a feed and once an entry.
    for (const char* one : {"/a:feed/a:id", "/a:feed/a:title", "/a:feed/a:updated",
                            "/a:feed/a:author/a:name", "/a:feed/a:link[@rel='self']/@href"}) {
      INFO(one);
      CHECK(atom.at(one).size() == 1);
    }
    for (const char* one : {"//a:entry/a:id", "//a:entry/a:title", "//a:entry/a:updated",
                            "//a:entry/a:link/@href", "//a:entry/a:summary"}) {
      INFO(one);
      CHECK(atom.at(one).size() == items);
    }
    for (const char* one : {"//item/title", "//item/link", "//item/guid", "//item/description"}) {
      INFO(one);
      CHECK(rss.at(one).size() == items);
    }
    CHECK(atom.at("/a:feed/a:link[@rel='self']/@href")[0].starts_with(base + "/search.atom"));
    CHECK(rss.at("/rss/@version") == std::vector<std::string>{"2.0"});
    for (const std::string& date : atom.at("//a:updated")) {
      INFO(date);
      CHECK(index::parse_iso_8601(date));
    }
    const std::vector<std::string> ids = atom.at("//a:entry/a:id");
    CHECK(std::set<std::string>(ids.begin(), ids.end()).size() == items);
    CHECK(rss.at("//item/guid") == ids);
    std::string last = "9999";
    for (std::size_t i = 0; i < items; ++i) {
      const json& item = feed["items"][i];
      CHECK(item["id"] == ids[i]);
      CHECK(item["url"].get<std::string>().starts_with("http"));
      if (!item.contains("date_published")) continue;
      const std::string date = item["date_published"].get<std::string>().substr(0, 10);
      CHECK(date <= last);
      last = date;
    }
    CHECK(feed["version"] == "https://jsonfeed.org/version/1.1");
  }
}

TEST_CASE("what is markup in an article is text in a feed") {
  const test::TemporaryFolder folder;
  const std::string title = "<script>alert(\"١\")</script> & ]]> 'نهاية' \u202Eقلب";
  std::ofstream(folder.path() / "a.jsonl")
      << json({{"id", "a/b c&<d>"},
               {"title", title},
               {"body", "خبر فيه <b>وسم</b> ]]> و&amp; وحرف تحكم \x01\x0B هنا ﷺ."},
               {"format", "text"},
               {"published", "2024-11-25T20:06:00+03:00"}})
             .dump()
      << "\n";
  indexer::BuildOptions options;
  options.index = folder.path() / "index";
  options.ingest.sources = {folder.path() / "a.jsonl"};
  options.built_by = "test";
  REQUIRE(indexer::build(options).ingest.kept == 1);
  test::RunningServer server(options.index);

  const Xml atom(good(server, "/search.atom", {{"q", "وسم"}}, "application/atom+xml"));
  const Xml rss(good(server, "/search.rss", {{"q", "وسم"}}, "application/rss+xml"));
  const json feed =
      json::parse(good(server, "/search.json", {{"q", "وسم"}}, "application/feed+json"));
  REQUIRE(feed["items"].size() == 1);
  const std::string shown = feed["items"][0]["title"];
  CHECK(shown.find("<script>alert(\"١\")</script> & ]]>") == 0);
  CHECK(atom.at("//a:entry/a:title") == std::vector<std::string>{shown});
  CHECK(rss.at("//item/title") == std::vector<std::string>{shown});
  const std::string html = feed["items"][0]["content_html"];
  CHECK(html.find("&lt;b&gt;<mark>وسم</mark>&lt;/b&gt;") != std::string::npos);
  for (const auto& summary : {atom.at("//a:entry/a:summary"), rss.at("//item/description")}) {
    REQUIRE(summary.size() == 1);
    CHECK(summary[0].find("&lt;b&gt;<mark>وسم</mark>&lt;/b&gt;") != std::string::npos);
  }
  CHECK(rss.at("//item/pubDate") == std::vector<std::string>{"Mon, 25 Nov 2024 20:06:00 +0300"});
}

TEST_CASE("a Host header can put nothing into the links of a feed") {
  test::RunningServer server(test::sample_index());
  struct Row {
    const char* host;
    int status;
  };
  constexpr Row kRows[] = {
      {"news.example", 200},
      {"NEWS.example:8080", 200},
      {"[::1]:80", 200},
      {"evil\"><script>", 400},
      {"a b", 400},
      {"host/path", 400},
      {"user@host", 400},
      {"host:99999", 400},
      {"", 400},
      {"host?x", 400},
      {"\xC3\xA9.example", 400},
  };
  for (const Row& row : kRows) {
    for (const char* path : {"/search.atom", "/search.rss", "/search.json", "/opensearch.xml"}) {
      INFO(std::string(row.host), " ", std::string(path));
      const auto response = server.client().Get(path, httplib::Headers{{"Host", row.host}});
      REQUIRE(response);
      CHECK(response->status == row.status);
      CHECK(response->body.find("<script>") == std::string::npos);
    }
  }
}

TEST_CASE("browsers are told how to search here") {
  test::RunningServer server(test::sample_index());
  const std::string text =
      good(server, "/opensearch.xml", {}, "application/opensearchdescription+xml");
  const Xml description(text);
  const auto templates = description.at("//*[local-name()='Url']/@template");
  REQUIRE(templates.size() == 4);
  for (std::string url : templates) {
    INFO(url);
    REQUIRE(url.starts_with("http://127.0.0.1:"));
    url.erase(0, url.find('/', 8));
    url.replace(url.find("{searchTerms}"), 13, "%D9%88%D8%B2%D9%8A%D8%B1");
    CHECK(server.get(url).status == 200);
  }
  const auto image = description.at("//*[local-name()='Image']");
  REQUIRE(image.size() == 1);
  CHECK(server.get(image[0].substr(image[0].find('/', 8))).status == 200);
}
