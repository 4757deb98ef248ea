// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "server/metrics/metrics.h"

#include <doctest/doctest.h>

#include <string>
#include <thread>
#include <vector>

#include "server/http/figures.h"
#include "server/http/request_watch.h"
#include "server/metrics/process_figures.h"

namespace {

using namespace fihrist;
using metrics::Interface;
using metrics::Metrics;

bool has_line(const Metrics& metrics, const std::string& line,
              const std::optional<metrics::IndexFigures>& index = {}) {
  return ("\n" + metrics.write(index)).find("\n" + line + "\n") != std::string::npos;
}

// The kinds that a query is counted as.
std::string kinds_of(const std::string& query) {
  search::SearchRequest request;
  request.query = query;
  const metrics::FinishedSearch search = http::describe(Interface::kApi, request, {});
  std::string kinds;
  const auto add = [&](bool is_one, const char* name) {
    if (is_one) kinds.append(kinds.empty() ? "" : " ").append(name);
  };
  add(search.has_words, "words");
  add(search.has_phrase, "phrase");
  add(search.has_prefix, "prefix");
  add(search.has_field, "field");
  add(search.has_exclusion, "exclusion");
  add(search.is_everything, "everything");
  return kinds;
}

}  // namespace

TEST_CASE("requests are counted by route, method and class of status") {
  Metrics metrics("1.2.3", {"search", "page"});
  CHECK(has_line(metrics, R"(fihrist_build_info{version="1.2.3"} 1)"));
  metrics.count({"search", "GET", 200, 0.003, 100});
  metrics.count({"search", "GET", 204, 0.003, 10});
  metrics.count({"search", "HEAD", 404, 7.0, 0});
  metrics.count({"page", "GET", 503, 0.1, 5});
  CHECK(has_line(metrics,
                 R"(fihrist_http_requests_total{method="GET",route="search",status="2xx"} 2)"));
  CHECK(has_line(metrics,
                 R"(fihrist_http_requests_total{method="HEAD",route="search",status="4xx"} 1)"));
  CHECK(has_line(metrics,
                 R"(fihrist_http_requests_total{method="GET",route="page",status="5xx"} 1)"));
  CHECK(has_line(metrics,
                 R"(fihrist_http_request_duration_seconds_bucket{route="search",le="0.0025"} 0)"));
  CHECK(has_line(metrics,
                 R"(fihrist_http_request_duration_seconds_bucket{route="search",le="0.005"} 2)"));
  CHECK(has_line(metrics,
                 R"(fihrist_http_request_duration_seconds_bucket{route="search",le="5"} 2)"));
  CHECK(has_line(metrics,
                 R"(fihrist_http_request_duration_seconds_bucket{route="search",le="+Inf"} 3)"));
  CHECK(has_line(metrics, "fihrist_http_response_body_bytes_total 115"));
}

TEST_CASE("no client can add a label") {
  Metrics metrics("1", {"search"});
  metrics.count({"/v1/search\"} 1\nx{y=\"", "BREW\n\"", 999, {}, 0});
  metrics.count({"", "", -1, {}, 0});
  CHECK(has_line(
      metrics, R"(fihrist_http_requests_total{method="other",route="unmatched",status="5xx"} 1)"));
  CHECK(has_line(
      metrics, R"(fihrist_http_requests_total{method="other",route="unmatched",status="1xx"} 1)"));
  // Of requests that could not be read nobody knows how long they took.
  CHECK(has_line(metrics, R"(fihrist_http_request_duration_seconds_count{route="unmatched"} 0)"));
}

TEST_CASE("searches are counted by what they ask and what became of them") {
  Metrics metrics("1", {});
  metrics::FinishedSearch search;
  search.interface = Interface::kFeed;
  search.seconds = 0.02;
  search.has_words = search.has_phrase = true;
  search.found_nothing = search.no_phrase = search.was_corrected = search.was_cut = true;
  metrics.count(search);
  metrics.count(metrics::FinishedSearch{});
  for (const char* line :
       {R"(fihrist_searches_total{interface="feed"} 1)",
        R"(fihrist_searches_total{interface="api"} 1)",
        R"(fihrist_searches_total{interface="page"} 0)",
        R"(fihrist_search_zero_results_total{interface="feed"} 1)",
        R"(fihrist_search_zero_results_total{interface="api"} 0)",
        R"(fihrist_search_queries_total{kind="words"} 1)",
        R"(fihrist_search_queries_total{kind="phrase"} 1)",
        R"(fihrist_search_queries_total{kind="everything"} 0)",
        R"(fihrist_search_relaxations_total{note="no_phrase"} 1)",
        R"(fihrist_search_relaxations_total{note="few_have_all"} 0)",
        "fihrist_search_corrections_total 1", "fihrist_search_time_limits_total 1",
        "fihrist_search_duration_seconds_count 2"}) {
    INFO(std::string(line));
    CHECK(has_line(metrics, line));
  }
}

TEST_CASE("queries are of these kinds") {
  struct Row {
    const char* query;
    const char* kinds;
  };
  const Row rows[] = {
      {"سد النهضة", "words"},
      {"\"سد النهضة\"", "phrase"},
      {"مفاو*", "prefix"},
      {"author:سلمى", "field"},
      {"قبل:2024 سد", "words field"},
      {"سد -مصر", "words exclusion"},
      {"\"سد النهضة\" -عنوان:مصر مفاو*", "phrase prefix field exclusion"},
      {"*", "everything"},
      {" ", "everything"},
      {"", "everything"},
  };
  for (const Row& row : rows) {
    INFO(std::string(row.query));
    CHECK(kinds_of(row.query) == row.kinds);
  }
}

TEST_CASE("what became of a search is read from its answer") {
  search::SearchResults results;
  results.total = 0;
  results.took_ms = 250;
  using Kind = search::Note::Kind;
  for (const Kind kind : {Kind::kNoneHasAll, Kind::kNoPhrase, Kind::kCorrected, Kind::kTimeLimit}) {
    results.notes.push_back({kind, ""});
  }
  const auto search = http::describe(Interface::kPage, {}, results);
  CHECK(search.interface == Interface::kPage);
  CHECK(search.seconds == doctest::Approx(0.25));
  CHECK(search.found_nothing);
  CHECK(search.none_has_all);
  CHECK_FALSE(search.few_have_all);
  CHECK(search.no_phrase);
  CHECK(search.was_corrected);
  CHECK(search.was_cut);
}

TEST_CASE("the index has figures, and none while there is none") {
  const Metrics metrics("1", {});
  CHECK(has_line(metrics, "fihrist_index_ready 0"));
  CHECK(metrics.write({}).find("fihrist_index_documents") == std::string::npos);
  search::IndexStatus status;
  status.articles = 46;
  status.generation = "generation-000012";
  status.revision = 3;
  status.built_at = "2026-01-01T00:00:00Z";
  const auto built = http::describe(status);
  CHECK(built.changed == 1767225600);
  status.updated_at = "2026-01-01T00:01:00Z";
  const auto updated = http::describe(status);
  CHECK(updated.changed == 1767225660);
  for (const char* line :
       {"fihrist_index_ready 1", "fihrist_index_documents 46", "fihrist_index_generation 12",
        "fihrist_index_revision 3", "fihrist_index_built_timestamp_seconds 1767225600",
        "fihrist_index_updated_timestamp_seconds 1767225660"}) {
    INFO(std::string(line));
    CHECK(has_line(metrics, line, updated));
  }
  CHECK(http::describe(search::IndexStatus{}).generation == 0);
}

TEST_CASE("what connection handling will set") {
  Metrics metrics("1", {});
  metrics.set_connections(7);
  metrics.set_searches_waiting(2);
  metrics.count(metrics::Refusal::kQueue);
  metrics.request_began();
  metrics.request_began();
  metrics.request_ended();
  for (const char* line :
       {"fihrist_http_connections 7", "fihrist_search_waiting 2",
        R"(fihrist_http_refused_total{reason="queue"} 1)",
        R"(fihrist_http_refused_total{reason="connections"} 0)",
        R"(fihrist_http_refused_total{reason="rate"} 0)", "fihrist_http_requests_in_flight 1"}) {
    INFO(std::string(line));
    CHECK(has_line(metrics, line));
  }
}

TEST_CASE("threads at once lose no count") {
  Metrics metrics("1", {"search"});
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&] {
      for (int n = 0; n < 10'000; ++n) metrics.count({"search", "GET", 200, 0.001, 1});
    });
  }
  for (std::thread& thread : threads) thread.join();
  CHECK(has_line(metrics,
                 R"(fihrist_http_requests_total{method="GET",route="search",status="2xx"} 40000)"));
  CHECK(has_line(metrics, "fihrist_http_response_body_bytes_total 40000"));
}

TEST_CASE("the name of a process may hold what parts the fields of its figures") {
  const auto fields = metrics::stat_fields("12 (a) b) (c) S 1 2 3");
  REQUIRE(fields.size() == 4);
  CHECK(fields[0] == "S");
  CHECK(fields[3] == "3");
  CHECK(metrics::stat_fields("").empty());
  CHECK(metrics::process_figures().size() == 7);
  for (const metrics::ProcessFigure& figure : metrics::process_figures()) {
    INFO(std::string(figure.name));
    CHECK(figure.value > 0);
  }
}

TEST_CASE("ids of requests") {
  for (const char* good : {"a", "0123456789abcdef", "A-b_c.9"}) CHECK(http::is_request_id(good));
  CHECK(http::is_request_id(std::string(64, 'x')));
  for (const char* bad : {"", "a b", "a\n", "\"", "<b>", "ا", "a;b", "a/b"}) {
    INFO(std::string(bad));
    CHECK_FALSE(http::is_request_id(bad));
  }
  CHECK_FALSE(http::is_request_id(std::string(65, 'x')));
  CHECK(http::new_request_id().size() == 16);
  CHECK(http::is_request_id(http::new_request_id()));
  CHECK(http::new_request_id() != http::new_request_id());
}
