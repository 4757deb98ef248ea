// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include <doctest/doctest.h>

#include <set>
#include <string>

#include "tests/integration/feed_reading.h"
#include "tests/integration/running_server.h"
#include "tests/integration/samples.h"
#include "tests/integration/xml_document.h"

namespace {

using namespace fihrist;
using test::Document;
using test::Element;
using test::sample_index;
using test::without_origin;

}  // namespace

TEST_CASE("the description of the search") {
  test::RunningServer server(sample_index());
  const auto response = server.get("/opensearch.xml?utm_source=x");
  REQUIRE(response.status == 200);
  CHECK(response.get_header_value("Content-Type") == "application/opensearchdescription+xml");
  const Document document(response.body);
  const Element root = document.root();
  CHECK(root.name() == "OpenSearchDescription");
  CHECK(root.text("ShortName") == "فهرست");
  CHECK(!root.text("Description").empty());
  CHECK(root.text("InputEncoding") == "UTF-8");
  CHECK(root.text("Language") == "ar");
  CHECK(server.get(without_origin(root.text("Image"))).status == 200);
  std::set<std::string> types;
  for (const Element& url : root.children("Url")) {
    INFO(url.attribute("type"));
    types.insert(url.attribute("type"));
    std::string target = without_origin(url.attribute("template"));
    const std::string place = "{searchTerms}";
    if (const std::size_t at = target.find(place); at != std::string::npos) {
      target.replace(at, place.size(), "%D8%B3%D8%AF");
    }
    CHECK(target.find('{') == std::string::npos);
    const auto answer = server.get(target);
    CHECK(answer.status == 200);
    CHECK(answer.get_header_value("Content-Type").starts_with(url.attribute("type")));
  }
  CHECK(types == std::set<std::string>{"text/html", "application/atom+xml", "application/rss+xml",
                                       "application/x-suggestions+json",
                                       "application/opensearchdescription+xml"});
  const std::string page = server.get("/", {{"q", "سد \"><b>"}}).body;
  CHECK(page.find("<link rel=\"search\" href=\"/opensearch.xml\"") != std::string::npos);
  CHECK(page.find("href=\"/search.atom?q=%D8%B3%D8%AF%20%22%3E%3Cb%3E\"") != std::string::npos);
  CHECK(server.get("/").body.find("href=\"/search.rss\"") != std::string::npos);
}
