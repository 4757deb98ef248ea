// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "server/metrics/metrics.h"

#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <map>
#include <sstream>

#include "server/metrics/process_figures.h"

namespace fihrist::metrics {
namespace {

using prometheus::BuildCounter;
using prometheus::BuildGauge;
using prometheus::BuildHistogram;
using prometheus::Counter;
using prometheus::Gauge;
using prometheus::Histogram;
using prometheus::MetricFamily;
using prometheus::Registry;

// Seconds. Most answers take 1 to 50 ms; a query may be cut at some seconds (time_limit_ms).
const Histogram::BucketBoundaries kSeconds = {0.001, 0.0025, 0.005, 0.01, 0.025, 0.05,
                                              0.1,   0.25,   0.5,   1,    2.5,   5};

constexpr std::array<const char*, 8> kMethods = {"GET",    "HEAD",    "POST",  "PUT",
                                                 "DELETE", "OPTIONS", "PATCH", "other"};
constexpr std::array<const char*, 5> kClasses = {"1xx", "2xx", "3xx", "4xx", "5xx"};
constexpr std::array<const char*, 3> kInterfaces = {"api", "page", "feed"};
constexpr std::array<const char*, 6> kKinds = {"words", "phrase",    "prefix",
                                               "field", "exclusion", "everything"};
constexpr std::array<const char*, 3> kRelaxations = {"none_has_all", "few_have_all", "no_phrase"};
constexpr std::array<const char*, 3> kRefusals = {"connections", "queue", "rate"};

prometheus::Family<Counter>& counters(Registry& registry, const char* name, const char* help) {
  return BuildCounter().Name(name).Help(help).Register(registry);
}

Gauge& gauge(Registry& registry, const char* name, const char* help) {
  return BuildGauge().Name(name).Help(help).Register(registry).Add({});
}

// A counter for each value of one label, from 0 on, so that their rates are known from the start.
template <std::size_t kSize>
std::array<Counter*, kSize> counters_by(Registry& registry, const char* name, const char* help,
                                        const char* label,
                                        const std::array<const char*, kSize>& values) {
  prometheus::Family<Counter>& family = counters(registry, name, help);
  std::array<Counter*, kSize> all{};
  for (std::size_t i = 0; i < kSize; ++i) all[i] = &family.Add({{label, values[i]}});
  return all;
}

std::size_t place_of_method(std::string_view method) {
  const auto found = std::find(kMethods.begin(), kMethods.end() - 1, method);
  return static_cast<std::size_t>(found - kMethods.begin());
}

MetricFamily one_figure(std::string name, std::string help, bool is_counter, double value) {
  MetricFamily family;
  family.name = std::move(name);
  family.help = std::move(help);
  family.type = is_counter ? prometheus::MetricType::Counter : prometheus::MetricType::Gauge;
  family.metric.resize(1);
  (is_counter ? family.metric[0].counter.value : family.metric[0].gauge.value) = value;
  return family;
}

double seconds_since_1970() {
  return std::chrono::duration<double>(std::chrono::system_clock::now().time_since_epoch()).count();
}

// Made when the first such request comes: of most routes most are never seen. The family gives the
// same counter to all who ask for the same labels, so two threads at once do no harm.
struct RouteFigures {
  Histogram* seconds = nullptr;
  std::array<std::array<std::atomic<Counter*>, kClasses.size()>, kMethods.size()> requests{};
};

}  // namespace

struct Metrics::Impl {
  Registry registry;
  prometheus::Family<Counter>& requests =
      counters(registry, "fihrist_http_requests_total", "Requests that were answered.");
  prometheus::Family<Histogram>& seconds =
      BuildHistogram()
          .Name("fihrist_http_request_duration_seconds")
          .Help("Time from a request's headers to the end of its answer.")
          .Register(registry);
  std::map<std::string, RouteFigures, std::less<>> routes;  // not changed after the constructor
  Counter& body_bytes =
      counters(registry, "fihrist_http_response_body_bytes_total",
               "Bytes of the answers' content, as sent: compressed, and without headers.")
          .Add({});
  Gauge& in_flight = gauge(registry, "fihrist_http_requests_in_flight",
                           "Requests that are being answered, with the one that reads this.");
  Gauge& connections =
      gauge(registry, "fihrist_http_connections", "Connections of clients that are open.");
  std::array<Counter*, kRefusals.size()> refused =
      counters_by(registry, "fihrist_http_refused_total",
                  "Connections and requests that were turned away before they were looked at.",
                  "reason", kRefusals);
  Gauge& waiting = gauge(registry, "fihrist_search_waiting", "Requests that wait for a searcher.");

  std::array<Counter*, kInterfaces.size()> searches =
      counters_by(registry, "fihrist_searches_total",
                  "Searches that were made. An answer that the client had already is none.",
                  "interface", kInterfaces);
  std::array<Counter*, kInterfaces.size()> empty =
      counters_by(registry, "fihrist_search_zero_results_total",
                  "Searches that found nothing, also after correction.", "interface", kInterfaces);
  std::array<Counter*, kKinds.size()> kinds =
      counters_by(registry, "fihrist_search_queries_total",
                  "Queries by what they are made of. One may be of several kinds.", "kind", kKinds);
  std::array<Counter*, kRelaxations.size()> relaxations =
      counters_by(registry, "fihrist_search_relaxations_total",
                  "Searches that took articles with less than was asked for, by their note.",
                  "note", kRelaxations);
  Counter& corrections =
      counters(registry, "fihrist_search_corrections_total",
               "Searches that found nothing and were made again with another spelling.")
          .Add({});
  Counter& time_limits = counters(registry, "fihrist_search_time_limits_total",
                                  "Searches that were cut by the time limit.")
                             .Add({});
  Histogram& search_seconds =
      BuildHistogram()
          .Name("fihrist_search_duration_seconds")
          .Help("Time of searches, without that of the request around them.")
          .Register(registry)
          .Add({}, kSeconds);
};

Metrics::Metrics(const std::string& version, const std::vector<std::string_view>& routes)
    : impl_(std::make_unique<Impl>()) {
  BuildGauge()
      .Name("fihrist_build_info")
      .Help("Always 1; the label has the version of the program.")
      .Register(impl_->registry)
      .Add({{"version", version}})
      .Set(1);
  const auto add = [this](std::string_view route) {
    const std::string name(route);
    impl_->routes[name].seconds = &impl_->seconds.Add({{"route", name}}, kSeconds);
  };
  add(kUnmatched);
  for (const std::string_view route : routes) add(route);
}

Metrics::~Metrics() = default;

void Metrics::request_began() { impl_->in_flight.Increment(); }

void Metrics::request_ended() { impl_->in_flight.Decrement(); }

void Metrics::count(const FinishedRequest& request) {
  auto route = impl_->routes.find(request.route);
  if (route == impl_->routes.end()) route = impl_->routes.find(kUnmatched);
  RouteFigures& figures = route->second;
  const std::size_t method = place_of_method(request.method);
  const auto status_class = static_cast<std::size_t>(std::clamp(request.status / 100, 1, 5) - 1);
  std::atomic<Counter*>& known = figures.requests[method][status_class];
  Counter* counter = known.load(std::memory_order_acquire);
  if (counter == nullptr) {
    counter = &impl_->requests.Add({{"route", route->first},
                                    {"method", kMethods[method]},
                                    {"status", kClasses[status_class]}});
    known.store(counter, std::memory_order_release);
  }
  counter->Increment();
  if (request.seconds) figures.seconds->Observe(*request.seconds);
  impl_->body_bytes.Increment(static_cast<double>(request.body_bytes));
}

void Metrics::count(const FinishedSearch& search) {
  const auto interface = static_cast<std::size_t>(search.interface);
  impl_->searches[interface]->Increment();
  if (search.found_nothing) impl_->empty[interface]->Increment();
  const std::array<bool, kKinds.size()> kinds = {search.has_words,     search.has_phrase,
                                                 search.has_prefix,    search.has_field,
                                                 search.has_exclusion, search.is_everything};
  for (std::size_t i = 0; i < kinds.size(); ++i) {
    if (kinds[i]) impl_->kinds[i]->Increment();
  }
  const std::array<bool, kRelaxations.size()> relaxations = {search.none_has_all,
                                                             search.few_have_all, search.no_phrase};
  for (std::size_t i = 0; i < relaxations.size(); ++i) {
    if (relaxations[i]) impl_->relaxations[i]->Increment();
  }
  if (search.was_corrected) impl_->corrections.Increment();
  if (search.was_cut) impl_->time_limits.Increment();
  impl_->search_seconds.Observe(search.seconds);
}

void Metrics::set_connections(std::size_t open) {
  impl_->connections.Set(static_cast<double>(open));
}

void Metrics::count(Refusal reason) {
  impl_->refused[static_cast<std::size_t>(reason)]->Increment();
}

void Metrics::set_searches_waiting(std::size_t waiting) {
  impl_->waiting.Set(static_cast<double>(waiting));
}

std::string Metrics::write(const std::optional<IndexFigures>& index) const {
  std::vector<MetricFamily> families = impl_->registry.Collect();
  const auto add = [&](const char* name, const char* help, double value) {
    families.push_back(one_figure(name, help, false, value));
  };
  add("fihrist_index_ready", "1 while there is an index to search, else 0.", index ? 1 : 0);
  if (index) {
    add("fihrist_index_documents", "Articles in the index.", static_cast<double>(index->documents));
    add("fihrist_index_generation", "Number of the generation, raised by each build.",
        static_cast<double>(index->generation));
    add("fihrist_index_revision", "Revision of the generation, raised by each update.",
        static_cast<double>(index->revision));
    add("fihrist_index_built_timestamp_seconds",
        "When the generation was built, in seconds since 1970.", index->built);
    add("fihrist_index_updated_timestamp_seconds",
        "When the index was last changed, by build or update, in seconds since 1970.",
        index->changed);
    add("fihrist_index_age_seconds", "Time since the index was last changed.",
        std::max(0.0, seconds_since_1970() - index->changed));
  }
  for (const ProcessFigure& figure : process_figures()) {
    families.push_back(one_figure(figure.name, figure.help, figure.is_counter, figure.value));
  }
  std::ostringstream text;
  prometheus::TextSerializer().Serialize(text, families);
  return text.str();
}

}  // namespace fihrist::metrics
