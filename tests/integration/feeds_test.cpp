// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "server/http/feeds.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

#include "tests/integration/feed_reading.h"
#include "tests/integration/raw_http.h"
#include "tests/integration/running_server.h"
#include "tests/integration/samples.h"
#include "tests/integration/xml_document.h"

namespace {

using namespace fihrist;
using namespace std::string_literals;
using nlohmann::json;
using test::ask;
using test::check_problem;
using test::Document;
using test::Element;
using test::Entry;
using test::get_feed;
using test::kUrn;
using test::optional_text;
using test::RawAnswer;
using test::read_feed;
using test::sample_index;
using test::without_origin;

constexpr std::size_t kSamples = 46;
constexpr const char* kFormats[] = {"/search.atom", "/search.rss", "/search.json"};

}  // namespace

TEST_CASE("the three formats tell the same of a search, and so does the API") {
  test::RunningServer server(sample_index());
  const std::vector<httplib::Params> searches = {
      {},
      {{"q", "في"}},
      {{"q", "المفاوضات النووية"}},
      {{"q", "كسكسجمبري"}, {"exact", "true"}},
      {{"q", "في"}, {"page", "2"}, {"per_page", "7"}},
      {{"source", "مجلة أفق الدبلوماسية"}},
      {{"q", "في"}, {"from", "2025"}, {"sort", "oldest"}},
      {{"q", "سد"}, {"sort", "relevance"}, {"facets", "source"}, {"related", "3"}},
      {{"q", "& < > \" ' ]]> %"}},
  };
  for (const httplib::Params& search : searches) {
    httplib::Params same = search;
    if (same.count("sort") == 0) same.emplace("sort", "newest");
    if (same.count("per_page") == 0) same.emplace("per_page", "20");
    if (same.empty() || (same.count("q") == 0 && same.count("source") == 0)) same.emplace("q", "*");
    const json hits = json::parse(server.get("/v1/search", same).body)["hits"];
    for (const std::string path : kFormats) {
      INFO(path, " ", http::feed_path("", search));
      const std::vector<Entry> entries = get_feed(server, path, search);
      REQUIRE(entries.size() == hits.size());
      std::set<std::string> ids;
      for (std::size_t i = 0; i < entries.size(); ++i) {
        const Entry& entry = entries[i];
        const json& hit = hits[i];
        CHECK(entry.id.starts_with(kUrn));
        CHECK(entry.id.size() == kUrn.size() + 36);
        CHECK(ids.insert(entry.id).second);
        const auto text_of = [&](const char* key) {
          return hit[key].is_null() ? std::string() : hit[key].get<std::string>();
        };
        if (!hit["title"].is_null()) CHECK(entry.title == text_of("title"));
        CHECK(!entry.title.empty());
        CHECK(entry.published == text_of("published"));
        CHECK(entry.source == text_of("source"));
        CHECK(entry.author == (text_of("author").empty() ? entry.source : text_of("author")));
        CHECK(entry.original == text_of("url"));
        CHECK(entry.summary.find(">" + text_of("snippet_html") + "</p>") != std::string::npos);
        CHECK(entry.link.starts_with("http://127.0.0.1:" + std::to_string(server.port()) +
                                     "/article/"));
        CHECK(server.get(without_origin(entry.link)).status == 200);
      }
    }
  }
}

TEST_CASE("a feed of nothing in particular is the whole archive, newest first") {
  test::RunningServer server(sample_index());
  for (const std::string path : kFormats) {
    INFO(path);
    const std::vector<Entry> entries = get_feed(server, path, {{"per_page", "100"}});
    CHECK(entries.size() == kSamples);
    bool undated = false;
    std::string last = "9999";
    for (const Entry& entry : entries) {
      if (entry.published.empty()) {
        undated = true;
        continue;
      }
      CHECK_FALSE(undated);  // they come last
      CHECK(entry.published.substr(0, 10) <= last);
      last = entry.published.substr(0, 10);
    }
    CHECK(undated);
    CHECK(get_feed(server, path).size() == 20);
  }
}

TEST_CASE("Atom says of an article without a date what sorts it last, and is easily seen") {
  test::RunningServer server(sample_index());
  const json items = json::parse(server.get("/search.json?per_page=100").body)["items"];
  const Document document(server.get("/search.atom?per_page=100").body);
  const auto entries = document.root().children("entry");
  REQUIRE(entries.size() == items.size());
  std::size_t undated = 0;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const std::string published = items[i].value("date_published", "");
    const std::string updated = items[i].value("date_modified", published);
    CHECK(optional_text(entries[i], "published") == published);
    CHECK(entries[i].text("updated") == (updated.empty() ? "1970-01-01T00:00:00Z" : updated));
    if (updated.empty()) ++undated;
  }
  CHECK(undated > 0);
}

TEST_CASE("pages of a feed are linked, and lead through all of it") {
  test::RunningServer server(sample_index());
  const std::string start = "/search.atom?per_page=10&from=2000&to=2030";
  std::set<std::string> ids;
  std::string feed_id;
  std::string previous;
  int pages = 0;
  for (std::string url = start; !url.empty(); ++pages) {
    const Document document(server.get(url).body);
    const Element feed = document.root();
    CHECK(without_origin(feed.link("self")).find("per_page=10") != std::string::npos);
    CHECK(without_origin(feed.link("first")) == "/search.atom?from=2000&per_page=10&to=2030");
    CHECK((pages == 0) == feed.link("previous").empty());
    if (pages > 0) CHECK(feed.link("previous") == previous);
    previous = feed.link("self");
    if (pages == 0) feed_id = feed.text("id");
    CHECK(feed.text("id") == feed_id);
    for (const Element& entry : feed.children("entry")) CHECK(ids.insert(entry.text("id")).second);
    CHECK(feed.text("opensearch:startIndex") == std::to_string(pages * 10 + 1));
    CHECK(feed.text("opensearch:itemsPerPage") == "10");
    const std::string next = feed.link("next");
    if (next.empty()) CHECK(feed.text("opensearch:totalResults") == std::to_string(ids.size()));
    url = next.empty() ? next : without_origin(next);
  }
  CHECK(pages >= 4);

  std::size_t items = 0;
  for (std::string url = "/search.json?per_page=10&from=2000&to=2030"; !url.empty();) {
    const json feed = json::parse(server.get(url).body);
    items += feed["items"].size();
    url = feed.contains("next_url") ? without_origin(feed["next_url"]) : "";
  }
  CHECK(items == ids.size());

  const Document rss(server.get("/search.rss?per_page=10&page=2").body);
  const Element channel = rss.root().child("channel");
  CHECK(channel.link("self", "atom:link").ends_with("/search.rss?per_page=10&page=2"));
  CHECK(channel.link("previous", "atom:link").ends_with("/search.rss?per_page=10"));
  CHECK(channel.link("next", "atom:link").ends_with("/search.rss?per_page=10&page=3"));
  const Document deepest(server.get("/search.atom?per_page=100&page=100").body);
  CHECK(deepest.root().link("next").empty());
}

TEST_CASE("what an article says is text in every format, whatever it says") {
  const test::TemporaryFolder folder;
  const std::string title = "<script>alert(\"1\")</script> ]]> \x01\x0B 'عنوان' &amp; \u202Eمقلوب";
  const std::string words =
      "قال </p><script>alert('2')</script> ]]> & \"نص\" \x7F \uFFFF "
      "\u202Eمقلوب \u2067معزول <b>كلمة</b> <!-- --> <![CDATA[x]]>";
  json article = {{"id", "\"<&>'/ ?#%]]>"},
                  {"format", "text"},
                  {"title", title},
                  {"body", words},
                  {"url", "https://a.example/?a=1&b=\"<>"},
                  {"source", "مصدر <i> ]]> \u202E"},
                  {"author", "كاتب \u2066\"&\""},
                  {"keywords", {"<وسم>", "]]>"}},
                  {"published", "2024-11-25T20:06:00+03:00"},
                  {"updated", "2024-11-26T01:00:00-05:00"}};
  const auto source = folder.write("a.jsonl", article.dump() + "\n");
  const auto index = folder.path() / "index";
  test::build_index(source, index, 1);
  test::RunningServer server(index);
  const json stored = json::parse(server.get("/v1/search", {{"q", "مقلوب"}}).body)["hits"][0];
  INFO(stored.dump());
  REQUIRE(stored["id"] == article["id"]);
  // The indexer makes blanks of control characters. Of what XML cannot say, U+FFFF is left.
  const std::string kept = std::string(title).replace(title.find('\x01'), 2, "  ");
  CHECK(stored["title"] == kept);
  const std::string query = "مقلوب <script> ]]> \u202E";
  for (const std::string path : kFormats) {
    INFO(path);
    const auto response = server.get(path, {{"q", query}});
    REQUIRE(response.status == 200);
    const bool is_json = path == "/search.json";
    if (!is_json) {
      CHECK(response.body.find("<script") == std::string::npos);
      CHECK(response.body.find("]]>") == std::string::npos);
    }
    const std::vector<Entry> entries = read_feed(path, response.body);
    REQUIRE(entries.size() == 1);
    const Entry& entry = entries.front();
    CHECK(entry.title == kept + "\u202C");
    CHECK(entry.source == "مصدر <i> ]]> \u202E"s + (is_json ? "" : "\u202C"));
    CHECK(entry.author == "كاتب \u2066\"&\"\u2069");
    CHECK(entry.keywords == std::vector<std::string>{"<وسم>", "]]>"});
    CHECK(entry.original == "https://a.example/?a=1&b=\"<>");
    CHECK(entry.published == "2024-11-25T20:06:00+03:00");
    CHECK(server.get(without_origin(entry.link)).status == 200);
    // The summary is HTML, and all of its tags are ours.
    for (const std::string& part :
         {"قال &lt;/p&gt;&lt;"s, "<mark>script</mark>&gt;alert(&#39;2&#39;)"s,
          "]]&gt; &amp; &quot;"s, "\u202E<mark>مقلوب</mark>"s, "&lt;b&gt;كلمة&lt;/b&gt;"s,
          is_json ? "\uFFFF"s : "\uFFFD"s}) {
      INFO(part);
      CHECK(entry.summary.find(part) != std::string::npos);
    }
    for (std::size_t at = entry.summary.find('<'); at != std::string::npos;
         at = entry.summary.find('<', at + 1)) {
      const std::string tag = entry.summary.substr(at, entry.summary.find_first_of(" >", at) - at);
      CHECK((tag == "<p" || tag == "</p" || tag == "<mark" || tag == "</mark"));
    }
  }
  const Document atom(server.get("/search.atom").body);
  CHECK(atom.root().child("entry").text("updated") == "2024-11-26T01:00:00-05:00");
  CHECK(json::parse(server.get("/search.json").body)["items"][0]["date_modified"] ==
        "2024-11-26T01:00:00-05:00");
}

TEST_CASE("links are absolute, and made of what can be trusted") {
  test::RunningServer server(sample_index());
  test::RunningServer named(sample_index(), {.public_url = "https://news.example"});
  const int port = server.port();
  struct Row {
    std::string host;
    std::string origin;  // empty: refused
  };
  const Row rows[] = {
      {"news.example", "http://news.example"},
      {"News.Example:8080", "http://news.example:8080"},
      {"[::1]:80", "http://[::1]:80"},
      {"", ""},
      {"evil.example/path", ""},
      {"user@evil.example", ""},
      {"evil.example?q=", ""},
      {"evil.example#", ""},
      {"\"><script>", ""},
      {"a b", ""},
      {"a,b", ""},
      {"evil.example%0D%0AX-Injected: 1", ""},
      {"evil.example%00", ""},
      {"evil.example:99999", ""},
      {"evil.example:", ""},
      {"..", ""},
      {"\xD9\x81.example", ""},
      {std::string(300, 'a'), ""},
  };
  for (const std::string path :
       {"/search.atom", "/search.rss", "/search.json", "/opensearch.xml"}) {
    for (const Row& row : rows) {
      INFO(path, " ", row.host);
      const RawAnswer answer = ask(port, "GET", path, {{"Host", row.host}});
      CHECK(answer.headers.count("x-injected") == 0);
      if (row.origin.empty()) {
        CHECK(answer.status == 400);
        CHECK(json::parse(answer.body)["code"] == "bad_host");
        CHECK(answer.body.find("evil") == std::string::npos);
      } else {
        CHECK(answer.status == 200);
        CHECK(answer.body.find(row.origin + "/") != std::string::npos);
      }
      const RawAnswer fixed = ask(named.port(), "GET", path, {{"Host", row.host}});
      CHECK(fixed.status == 200);
      CHECK(fixed.body.find("https://news.example/") != std::string::npos);
      CHECK(fixed.body.find("evil") == std::string::npos);
    }
    CHECK(ask(port, "GET", path, {{"Host", "a"}, {"Host", "b"}}).status == 400);
    CHECK(ask(port, "GET", path, {{"", ""}}).status == 400);  // none at all
  }
}

TEST_CASE("an article's id is the same on every host, and on every day") {
  test::RunningServer server(sample_index());
  test::RunningServer named(sample_index(), {.public_url = "https://news.example"});
  const auto ids = [](const std::vector<Entry>& entries) {
    std::vector<std::string> found;
    for (const Entry& entry : entries) found.push_back(entry.id);
    return found;
  };
  const auto wanted = ids(get_feed(server, "/search.atom"));
  CHECK(ids(get_feed(named, "/search.atom")) == wanted);
  CHECK(ids(get_feed(server, "/search.rss")) == wanted);
  CHECK(ids(get_feed(named, "/search.json")) == wanted);
  // Whoever changes this makes every article new to those who have read it.
  const auto found = get_feed(server, "/search.atom", {{"q", "المفاوضات النووية"}});
  REQUIRE(found.size() == 1);
  CHECK(found.front().id == "urn:uuid:b8493339-516b-8109-9b51-eb5e36a1ce8f");
}

TEST_CASE("content types, and errors as the API has them") {
  test::RunningServer server(sample_index());
  CHECK(server.get("/search.atom").get_header_value("Content-Type") ==
        "application/atom+xml; charset=utf-8");
  CHECK(server.get("/search.rss").get_header_value("Content-Type") ==
        "application/rss+xml; charset=utf-8");
  CHECK(server.get("/search.json").get_header_value("Content-Type") == "application/feed+json");
  for (const std::string path : kFormats) {
    check_problem(server.get(path, {{"page", "x"}}), 400, "bad_parameter", "page");
    check_problem(server.get(path, {{"colour", "red"}}), 400, "bad_parameter", "colour");
    check_problem(server.get(path, {{"per_page", "101"}}), 400, "bad_parameter", "per_page");
  }
  check_problem(server.get("/searchxatom"), 404, "not_found", "");
}
