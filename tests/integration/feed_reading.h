// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// Feeds as those read them who subscribe: what all three formats say of an article.
#pragma once

#include <doctest/doctest.h>

#include <chrono>
#include <ctime>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "index/article.h"
#include "server/http/feeds.h"
#include "tests/integration/running_server.h"
#include "tests/integration/xml_document.h"

namespace fihrist::test {

inline const std::string kUrn = "urn:uuid:";

// What any of the formats says of an article; empty where it says nothing.
struct Entry {
  std::string id;
  std::string title;
  std::string link;
  std::string original;
  std::string published;  // as the API has it
  std::string author;
  std::string source;
  std::string summary;  // HTML
  std::vector<std::string> keywords;
};

// A date of RSS as the API writes dates.
inline std::string from_rfc822(const std::string& date) {
  if (date.empty()) return {};
  std::tm time{};
  const char* end = strptime(date.c_str(), "%a, %d %b %Y %H:%M:%S %z", &time);
  REQUIRE(end != nullptr);
  CHECK(*end == '\0');
  const auto east = std::chrono::minutes(time.tm_gmtoff / 60);
  const auto moment = index::make_moment(
      time.tm_year + 1900, static_cast<unsigned>(time.tm_mon + 1),
      static_cast<unsigned>(time.tm_mday), static_cast<unsigned>(time.tm_hour),
      static_cast<unsigned>(time.tm_min), static_cast<unsigned>(time.tm_sec), east);
  REQUIRE(moment);
  CHECK(http::to_rfc822(*moment) == date);  // the day of the week too
  return index::to_rfc3339(*moment);
}

inline std::string optional_text(const Element& element, const std::string& name) {
  const auto found = element.children(name);
  return found.empty() ? std::string() : found.front().text();
}

inline std::vector<Entry> read_atom(const std::string& body) {
  const Document document(body);
  const Element feed = document.root();
  CHECK(feed.name() == "feed");
  CHECK(feed.text("id").starts_with(kUrn));
  CHECK(!feed.text("title").empty());
  CHECK(index::parse_iso_8601(feed.text("updated")));
  CHECK(!feed.child("author").text("name").empty());
  std::vector<Entry> entries;
  for (const Element& one : feed.children("entry")) {
    Entry entry;
    entry.id = one.text("id");
    entry.title = one.text("title");
    CHECK(index::parse_iso_8601(one.text("updated")));
    entry.published = optional_text(one, "published");
    entry.author = one.child("author").text("name");
    if (entry.author == "غير معروف") entry.author.clear();
    entry.link = one.link("alternate");
    entry.original = one.link("via");
    CHECK(one.child("summary").attribute("type") == "html");
    entry.summary = one.text("summary");
    if (!one.children("source").empty()) entry.source = one.child("source").text("title");
    for (const Element& keyword : one.children("category")) {
      entry.keywords.push_back(keyword.attribute("term"));
    }
    entries.push_back(entry);
  }
  return entries;
}

inline std::vector<Entry> read_rss(const std::string& body) {
  const Document document(body);
  const Element rss = document.root();
  CHECK(rss.name() == "rss");
  CHECK(rss.attribute("version") == "2.0");
  const Element channel = rss.child("channel");
  CHECK(!channel.text("title").empty());
  CHECK(channel.text("link").starts_with("http"));
  CHECK(!channel.text("description").empty());
  CHECK(channel.text("language") == "ar");
  CHECK(!from_rfc822(channel.text("lastBuildDate")).empty());
  std::vector<Entry> entries;
  for (const Element& one : channel.children("item")) {
    Entry entry;
    CHECK(one.child("guid").attribute("isPermaLink") == "false");
    entry.id = one.text("guid");
    entry.title = one.text("title");
    entry.link = one.text("link");
    entry.original = one.link("via", "atom:link");
    entry.published = from_rfc822(optional_text(one, "pubDate"));
    entry.author = optional_text(one, "dc:creator");
    entry.source = optional_text(one, "dc:publisher");
    entry.summary = one.text("description");
    for (const Element& keyword : one.children("category"))
      entry.keywords.push_back(keyword.text());
    entries.push_back(entry);
  }
  return entries;
}

inline std::vector<Entry> read_json_feed(const std::string& body) {
  const nlohmann::json feed = nlohmann::json::parse(body);
  CHECK(feed["version"] == "https://jsonfeed.org/version/1.1");
  CHECK(!feed["title"].get<std::string>().empty());
  CHECK(feed["language"] == "ar");
  std::vector<Entry> entries;
  for (const nlohmann::json& one : feed["items"]) {
    Entry entry;
    entry.id = one["id"];
    entry.title = one["title"];
    entry.link = one["url"];
    entry.original = one.value("external_url", "");
    entry.published = one.value("date_published", "");
    if (one.contains("authors")) entry.author = one["authors"][0]["name"];
    if (one.contains("_fihrist")) entry.source = one["_fihrist"]["source"];
    entry.summary = one["content_html"];
    CHECK(one["summary"].is_string());
    if (one.contains("tags")) entry.keywords = one["tags"].get<std::vector<std::string>>();
    entries.push_back(entry);
  }
  return entries;
}

inline std::vector<Entry> read_feed(const std::string& path, const std::string& body) {
  if (path == "/search.atom") return read_atom(body);
  return path == "/search.rss" ? read_rss(body) : read_json_feed(body);
}

inline std::vector<Entry> get_feed(RunningServer& server, const std::string& path,
                                   const httplib::Params& parameters = {}) {
  const auto response = server.get(path, parameters);
  REQUIRE(response.status == 200);
  return read_feed(path, response.body);
}

// The path and query of an absolute URL.
inline std::string without_origin(const std::string& url) { return url.substr(url.find('/', 8)); }

}  // namespace fihrist::test
