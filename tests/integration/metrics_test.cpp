// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// /metrics over real sockets: that what is counted is what was asked, and nothing else.
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

#include "tests/integration/exposition.h"
#include "tests/integration/raw_http.h"
#include "tests/integration/running_server.h"
#include "tests/integration/samples.h"

namespace {

using namespace fihrist;
using test::Exposition;
using test::read_exposition;
using test::sample_index;

namespace fs = std::filesystem;

Exposition scrape(test::RunningServer& server) {
  const auto response = server.get("/metrics");
  REQUIRE(response.status == 200);
  CHECK(response.get_header_value("Content-Type") == "text/plain; version=0.0.4; charset=utf-8");
  CHECK(response.get_header_value("Cache-Control") == "no-store");
  return read_exposition(response.body);
}

std::string requests(const std::string& method, const std::string& route,
                     const std::string& status) {
  return "fihrist_http_requests_total{method=\"" + method + "\",route=\"" + route + "\",status=\"" +
         status + "\"}";
}

std::size_t body_size(const httplib::Result& result) {
  REQUIRE(result);
  return result->body.size();
}

// What has changed from one to the other, but for what the process itself uses.
std::map<std::string, double> risen(const Exposition& before, const Exposition& after) {
  std::map<std::string, double> differences;
  for (const auto& [sample, value] : after.samples) {
    const bool is_of_time =
        sample.starts_with("process_") || sample.find("_age_seconds") != std::string::npos ||
        sample.find("_bucket") != std::string::npos || sample.find("_sum") != std::string::npos;
    if (!is_of_time && value != before.of(sample)) differences[sample] = value - before.of(sample);
  }
  return differences;
}

}  // namespace

TEST_CASE("counters rise by exactly the requests that were made") {
  test::RunningServer server(sample_index());
  // One connection, so one thread: a request is counted before the next one is read.
  server.client().set_keep_alive(true);
  server.client().set_default_headers({{"Accept-Encoding", "identity"}});
  server.get("/healthz");
  const Exposition before = scrape(server);

  std::size_t bytes = server.get("/metrics").body.size();
  bytes += server.get("/v1/search", {{"q", "المفاوضات النووية"}}).body.size();
  bytes += server.get("/v1/search", {{"q", "\"المفاوضات النووية\""}}).body.size();
  bytes += server.get("/v1/search", {{"q", "كسكسجمبري"}}).body.size();
  bytes += server.get("/v1/search", {{"q", ""}}).body.size();  // 400
  bytes += server.get("/?q=مفاو*").body.size();
  bytes += server.get("/").body.size();  // no search
  bytes += server.get("/search.atom?q=سد").body.size();
  bytes += server.get("/v1/articles/wire-0001").body.size();
  bytes += server.get("/v1/articles/none").body.size();
  bytes += server.get("/article/wire-0001").body.size();
  bytes += server.get("/no/such/path").body.size();
  bytes += body_size(server.client().Put("/v1/suggest", "{}", "application/json"));
  bytes += body_size(server.client().Post("/v1/search", R"({"q": "سد -مصر"})", "application/json"));
  REQUIRE(server.client().Head("/v1/search?q=a"));  // searched, and not sent
  const auto tag = server.get("/v1/search?q=a");
  bytes += tag.body.size();
  // On a connection of its own, which is closed after the count: the client waits for a body.
  const auto known = test::ask(server.port(), "GET", "/v1/search?q=a",
                               {{"If-None-Match", tag.get_header_value("ETag")}});
  REQUIRE(known.status == 304);  // not searched

  const Exposition after = scrape(server);
  std::map<std::string, double> rise = risen(before, after);
  const auto take = [&](const std::string& sample) {
    const double value = rise[sample];
    rise.erase(sample);
    return value;
  };
  CHECK(take(requests("GET", "search", "2xx")) == 4);
  CHECK(take(requests("GET", "search", "3xx")) == 1);
  CHECK(take(requests("GET", "search", "4xx")) == 1);
  CHECK(take(requests("HEAD", "search", "2xx")) == 1);
  CHECK(take(requests("POST", "search", "2xx")) == 1);
  CHECK(take(requests("GET", "page", "2xx")) == 2);
  CHECK(take(requests("GET", "atom", "2xx")) == 1);
  CHECK(take(requests("GET", "article", "2xx")) == 1);
  CHECK(take(requests("GET", "article", "4xx")) == 1);
  CHECK(take(requests("GET", "article_page", "2xx")) == 1);
  CHECK(take(requests("GET", "unmatched", "4xx")) == 1);
  CHECK(take(requests("PUT", "suggest", "4xx")) == 1);
  CHECK(take(requests("GET", "metrics", "2xx")) == 2);  // the first scrape, and one between
  const auto answered = [&](const std::string& route) {
    return take("fihrist_http_request_duration_seconds_count{route=\"" + route + "\"}");
  };
  CHECK(answered("search") == 8);
  CHECK(answered("page") == 2);
  CHECK(answered("atom") == 1);
  CHECK(answered("article") == 2);
  CHECK(answered("article_page") == 1);
  CHECK(answered("unmatched") == 1);
  CHECK(answered("suggest") == 1);
  CHECK(answered("metrics") == 2);
  CHECK(take("fihrist_searches_total{interface=\"api\"}") == 6);
  CHECK(take("fihrist_searches_total{interface=\"page\"}") == 1);
  CHECK(take("fihrist_searches_total{interface=\"feed\"}") == 1);
  CHECK(take("fihrist_search_duration_seconds_count") == 8);
  CHECK(take("fihrist_search_queries_total{kind=\"words\"}") == 6);
  CHECK(take("fihrist_search_queries_total{kind=\"phrase\"}") == 1);
  CHECK(take("fihrist_search_queries_total{kind=\"prefix\"}") == 1);
  CHECK(take("fihrist_search_queries_total{kind=\"exclusion\"}") == 1);
  CHECK(take("fihrist_search_zero_results_total{interface=\"api\"}") >= 1);
  take("fihrist_search_relaxations_total{note=\"none_has_all\"}");
  take("fihrist_search_relaxations_total{note=\"few_have_all\"}");
  // The scrape at the beginning was counted behind its own text.
  const double sent = take("fihrist_http_response_body_bytes_total");
  CHECK(sent > static_cast<double>(bytes));
  CHECK(sent < static_cast<double>(bytes) + 40'000);
  take("fihrist_http_connections");  // those that have ended go when they go
  for (const auto& [sample, value] : rise) FAIL_CHECK(sample, " rose by ", value);
  CHECK(after.of("fihrist_http_requests_in_flight") == 1);
}

TEST_CASE("what cannot be read is counted and has an id too") {
  test::RunningServer server(sample_index());
  const Exposition before = scrape(server);
  CHECK(test::ask(server.port(), "GET", "/" + std::string(9000, 'a')).status == 414);
  const std::string garbage = test::talk(server.port(), "no request\r\n\r\n");
  CHECK(garbage.starts_with("HTTP/1.1 4"));
  CHECK(garbage.find("X-Request-Id: ") != std::string::npos);
  double counted = 0;
  // Another thread answered, and counts when the answer is out.
  for (int i = 0; i < 100 && counted < 2; ++i) {
    counted = 0;
    for (const auto& [sample, value] : risen(before, scrape(server))) {
      if (sample.starts_with("fihrist_http_requests_total") &&
          sample.find("\"unmatched\"") != std::string::npos) {
        counted += value;
      }
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  CHECK(counted == 2);
}

TEST_CASE("/metrics tells of the index, and that there is none") {
  test::RunningServer server(sample_index());
  const Exposition metrics = scrape(server);
  CHECK(metrics.of("fihrist_index_ready") == 1);
  CHECK(metrics.of("fihrist_index_documents") == 46);
  CHECK(metrics.of("fihrist_index_generation") == 1);
  CHECK(metrics.of("fihrist_index_built_timestamp_seconds") > 1.7e9);
  CHECK(metrics.of("fihrist_index_age_seconds") < 3600);

  test::RunningServer empty(sample_index() / "nowhere");
  const Exposition without = scrape(empty);
  CHECK(without.samples.count("fihrist_index_ready") == 1);
  CHECK(without.of("fihrist_index_ready") == 0);
  CHECK(without.samples.count("fihrist_index_documents") == 0);
}

TEST_CASE("an id of a client comes back, unless it could do harm") {
  test::RunningServer server(sample_index());
  struct Row {
    const char* sent;
    bool is_taken;
  };
  const std::string longest(64, 'x');
  const std::string too_long = longest + "x";
  const Row rows[] = {
      {"abc", true},   {"A-1_2.z", true}, {longest.c_str(), true}, {too_long.c_str(), false},
      {"a b", false},  {"a;b", false},    {"<script>", false},     {"\"quoted\"", false},
      {"معرف", false}, {"", false},
  };
  for (const char* path : {"/healthz", "/v1/search?q=a", "/v1/search", "/no/such/path", "/"}) {
    for (const Row& row : rows) {
      INFO(path, " ", row.sent);
      const auto answer =
          test::ask(server.port(), "GET", path, {{"X-Request-Id", std::string(row.sent)}});
      const std::string id = answer.header("x-request-id");
      CHECK((id == row.sent) == row.is_taken);
      if (!row.is_taken) CHECK(std::regex_match(id, std::regex("[0-9a-f]{16}")));
    }
  }
  std::set<std::string> ids;
  for (int i = 0; i < 20; ++i) {
    ids.insert(test::ask(server.port(), "GET", "/healthz").header("x-request-id"));
  }
  CHECK(ids.size() == 20);
}

TEST_CASE("a problem names the id where the server is to blame") {
  test::RunningServer broken(sample_index() / "nowhere");
  const auto failed = test::ask(broken.port(), "GET", "/v1/search?q=a", {{"X-Request-Id", "mine"}});
  CHECK(failed.status == 503);
  CHECK(nlohmann::json::parse(failed.body)["request_id"] == "mine");
  const auto wrong =
      test::ask(broken.port(), "GET", "/healthz?colour=red", {{"X-Request-Id", "mine"}});
  CHECK(wrong.status == 400);
  CHECK_FALSE(nlohmann::json::parse(wrong.body).contains("request_id"));
}

TEST_CASE("the examples for Prometheus and Grafana name metrics that there are") {
  test::RunningServer server(sample_index());
  server.get("/v1/search?q=a");
  server.client().set_keep_alive(true);
  server.get("/healthz");
  const Exposition metrics = scrape(server);
  const fs::path docker = fs::path(FIHRIST_SOURCE_DIR) / "docker";
  const std::regex name("\\b(fihrist|process)_[a-z_]+");
  for (const fs::path& file : {docker / "prometheus/alerts.yml", docker / "grafana/fihrist.json"}) {
    std::ostringstream text;
    text << std::ifstream(file).rdbuf();
    const std::string all = text.str();
    std::set<std::string> named;
    for (auto one = std::sregex_iterator(all.begin(), all.end(), name);
         one != std::sregex_iterator(); ++one) {
      named.insert(one->str());
    }
    CHECK(named.size() > 5);  // else the file was not read
    for (const std::string& one : named) {
      INFO(file.filename().string(), " names ", one);
      CHECK(metrics.names.contains(one));
    }
  }
  const auto dashboard = nlohmann::json::parse(std::ifstream(docker / "grafana/fihrist.json"));
  std::set<std::string> places;
  for (const auto& panel : dashboard["panels"]) {
    CHECK(panel["title"].get<std::string>() != "");
    CHECK(places.insert(panel["gridPos"].dump()).second);
  }
}
