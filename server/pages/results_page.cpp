// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "server/pages/results_page.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <functional>

#include "server/pages/article_values.h"
#include "server/pages/html.h"
#include "server/pages/links.h"
#include "server/pages/notes.h"
#include "server/pages/page_template.h"
#include "server/pages/page_texts.h"
#include "server/pages/timeline.h"

namespace fihrist::pages {
namespace {

using search::Facet;
using search::SearchRequest;
using search::SearchResults;

constexpr std::size_t kFacetValuesShown = 6;  // the others unfold
constexpr std::size_t kPageSizes[] = {10, 25, 50};
constexpr double kChartHeight = 48;  // units of the drawing
constexpr double kBarSpace = 10;
constexpr double kBarWidth = 7;
constexpr double kShortestBar = 2;

struct NameFilter {
  Facet facet;
  const char* name;  // its text
  std::vector<std::string> search::Filters::*names;
};

constexpr NameFilter kNameFilters[] = {
    {Facet::kSource, "source", &search::Filters::sources},
    {Facet::kAuthor, "author", &search::Filters::authors},
    {Facet::kKeyword, "keyword", &search::Filters::keywords},
};

std::string decimal(double number) {
  std::array<char, 32> text{};
  const int length = std::snprintf(text.data(), text.size(), "%.1f", number);
  return {text.data(), static_cast<std::size_t>(length)};
}

const std::vector<search::FacetValue>& values_of(const SearchResults& results, Facet facet) {
  static const std::vector<search::FacetValue> kNone;
  const auto found =
      std::find_if(results.facets.begin(), results.facets.end(),
                   [&](const search::FacetCounts& counts) { return counts.facet == facet; });
  return found == results.facets.end() ? kNone : found->values;
}

// A link to the request with one thing changed.
class Page {
 public:
  Page(const PageRequest& request, const SearchResults& results)
      : request_(request), results_(results), language_(request.language) {}

  Values values(const std::vector<Alternative>& tried) const;

 private:
  std::string link(const std::function<void(SearchRequest&)>& change) const {
    SearchRequest changed = request_.search;
    change(changed);
    return search_url(with_search(request_, changed));
  }

  std::string text(const char* name) const { return text_of(name, language_); }

  std::string total() const;
  Values filters() const;
  Values notes() const;
  Values hidden_fields() const;
  Values hits() const;
  Values facets() const;
  Values facet_value(const NameFilter& filter, const search::FacetValue& value) const;
  Values sorts() const;
  Values options() const;
  Values timeline() const;
  Values loosened(const std::vector<Alternative>& tried) const;
  void set_pages(Values& values) const;

  const PageRequest& request_;
  const SearchResults& results_;
  const Language language_;
};

std::string Page::total() const {
  const std::string results = count_text("results", results_.total, language_);
  return results_.total_is_exact ? results : fill("at_least", language_, {{"results", results}});
}

Values Page::filters() const {
  Values chips = list_of_values();
  const auto add = [&](const char* kind, const std::string& value, const std::string& url) {
    Values chip;
    chip.set("kind", text(kind));
    chip.set("value", value);
    chip.set("url", url);
    chips.push_back(chip);
  };
  const search::Filters& active = request_.search.filters;
  for (const NameFilter& filter : kNameFilters) {
    const auto& names = active.*filter.names;
    for (std::size_t i = 0; i < names.size(); ++i) {
      add(filter.name, names[i], link([&](SearchRequest& search) {
            auto& kept = search.filters.*filter.names;
            kept.erase(kept.begin() + static_cast<std::ptrdiff_t>(i));
          }));
    }
  }
  if (active.from || active.to) {
    add("dates", period_text(active.from, active.to, language_), link([](SearchRequest& search) {
          search.filters.from.reset();
          search.filters.to.reset();
        }));
  }
  return chips;
}

// In parts, for what a note is about may run in another direction than its words.
Values Page::notes() const {
  Values list = list_of_values();
  for (const search::Note& note : results_.notes) {
    const NoteText& text = pages::text_of(note);
    const std::string_view words = language_ == Language::kArabic ? text.arabic : text.english;
    const std::size_t place = std::min(words.find("{}"), words.size());
    Values values;
    values.set("before", std::string(words.substr(0, place)));
    values.set("has_about", place < words.size());
    values.set("about", note.about);
    values.set("after", std::string(words.substr(std::min(place + 2, words.size()))));
    list.push_back(values);
  }
  return list;
}

// What the search form sends beside what its boxes hold: a new query keeps the rest of the state.
Values Page::hidden_fields() const {
  Values fields = list_of_values();
  for (const auto& [name, value] : search_fields(request_.search)) {
    if (name == "q" || name == "page" || name == "from" || name == "to") continue;
    Values field;
    field.set("name", name);
    field.set("value", value);
    fields.push_back(field);
  }
  return fields;
}

Values Page::hits() const {
  Values list = list_of_values();
  for (const search::Hit& hit : results_.hits) {
    Values values = describe(hit, request_);
    values.set("snippet_html", to_html(hit.snippet));
    values.set("similar", Values(Values::type::bool_false));
    if (hit.similar > 0) {
      values.set("similar", count_text("similar", hit.similar, language_));
      values.set("similar_url", article_url(hit.article.id, request_) + "#similar");
      values.set("similar_api", "/v1/articles/" + encode_url(hit.article.id) + "/similar");
    }
    list.push_back(values);
  }
  return list;
}

Values Page::facet_value(const NameFilter& filter, const search::FacetValue& value) const {
  const auto& active = request_.search.filters.*filter.names;
  const bool is_active = std::find(active.begin(), active.end(), value.value) != active.end();
  Values values;
  values.set("value", value.value);
  values.set("count", number_text(value.count));
  values.set("current", is_active);
  values.set("url", link([&](SearchRequest& search) {
               auto& names = search.filters.*filter.names;
               if (is_active) {
                 names.erase(std::find(names.begin(), names.end(), value.value));
               } else {
                 names.push_back(value.value);
               }
             }));
  return values;
}

Values Page::facets() const {
  Values list = list_of_values();
  for (const NameFilter& filter : kNameFilters) {
    const auto& found = values_of(results_, filter.facet);
    if (found.empty()) continue;
    Values first = list_of_values();
    Values more = list_of_values();
    for (std::size_t i = 0; i < found.size(); ++i) {
      (i < kFacetValuesShown ? first : more).push_back(facet_value(filter, found[i]));
    }
    Values facet;
    facet.set("name", text(filter.name));
    facet.set("values", first);
    facet.set("has_more", !more.list_value().empty());
    facet.set("more", more);
    list.push_back(facet);
  }
  return list;
}

Values Page::sorts() const {
  struct Order {
    search::Sort sort;
    const char* name;
  };
  constexpr Order kOrders[] = {{search::Sort::kRelevance, "relevance"},
                               {search::Sort::kNewest, "newest"},
                               {search::Sort::kOldest, "oldest"}};
  Values list = list_of_values();
  for (const Order& order : kOrders) {
    // Without words, nothing is more relevant than another: by relevance is newest first.
    const bool is_pointless =
        order.sort == search::Sort::kRelevance && request_.search.query.empty();
    if (is_pointless) continue;
    Values values;
    values.set("name", text(order.name));
    values.set("current", request_.search.sort == order.sort);
    values.set("url", link([&](SearchRequest& search) { search.sort = order.sort; }));
    list.push_back(values);
  }
  return list;
}

Values Page::options() const {
  Values list = list_of_values();
  const auto add = [&](const std::string& name, bool is_on,
                       const std::function<void(SearchRequest&)>& change) {
    Values values;
    values.set("name", name);
    values.set("current", is_on);
    values.set("url", link(change));
    list.push_back(values);
  };
  const SearchRequest& now = request_.search;
  add(text("exact"), now.exact, [](SearchRequest& search) { search.exact = !search.exact; });
  add(text("not_collapsed"), !now.collapse,
      [](SearchRequest& search) { search.collapse = !search.collapse; });
  for (const std::size_t size : kPageSizes) {
    add(count_text("results_a_page", size, language_), now.per_page == size,
        [size](SearchRequest& search) { search.per_page = size; });
  }
  return list;
}

Values Page::timeline() const {
  const search::Filters& active = request_.search.filters;
  const Timeline found =
      make_timeline(values_of(results_, Facet::kDay), values_of(results_, Facet::kMonth), active);
  if (found.bars.empty()) return Values(Values::type::bool_false);
  const auto name_of = [&](const TimelineBar& bar) {
    return period_text(bar.from, bar.to, language_);
  };
  std::uint64_t most = 1;
  for (const TimelineBar& bar : found.bars) most = std::max(most, bar.count);

  Values bars = list_of_values();
  for (std::size_t i = 0; i < found.bars.size(); ++i) {
    const TimelineBar& bar = found.bars[i];
    if (bar.count == 0) continue;
    // Time runs as the page is read.
    const std::size_t place = language_ == Language::kArabic ? found.bars.size() - 1 - i : i;
    const double x = static_cast<double>(place) * kBarSpace;
    const double height = std::max(
        kShortestBar, static_cast<double>(bar.count) * kChartHeight / static_cast<double>(most));
    Values values;
    values.set("slot_x", decimal(x));
    values.set("slot_width", decimal(kBarSpace));
    values.set("slot_height", decimal(kChartHeight));
    values.set("x", decimal(x + (kBarSpace - kBarWidth) / 2));
    values.set("y", decimal(kChartHeight - height));
    values.set("bar_width", decimal(kBarWidth));
    values.set("bar_height", decimal(height));
    values.set("current", active.from == bar.from && active.to == bar.to);
    values.set("label", fill("timeline_bar", language_,
                             {{"period", name_of(bar)},
                              {"results", count_text("results", bar.count, language_)}}));
    values.set("url", link([&](SearchRequest& search) {
                 search.filters.from = bar.from;
                 search.filters.to = bar.to;
               }));
    bars.push_back(values);
  }
  constexpr const char* kTitles[] = {"timeline_days", "timeline_months", "timeline_years"};
  Values values;
  values.set("title", text(kTitles[static_cast<std::size_t>(found.unit)]));
  values.set("width", decimal(static_cast<double>(found.bars.size()) * kBarSpace));
  values.set("height", decimal(kChartHeight));
  values.set("bars", bars);
  values.set("oldest", name_of(found.bars.front()));
  values.set("newest", name_of(found.bars.back()));
  return values;
}

Values Page::loosened(const std::vector<Alternative>& tried) const {
  constexpr const char* kTexts[] = {"without_filters", "without_exact", "without_operators"};
  Values list = list_of_values();
  for (const Alternative& alternative : tried) {
    if (alternative.results == 0) continue;
    Values values;
    values.set("url", search_url(with_search(request_, alternative.search)));
    values.set("text", fill(kTexts[static_cast<std::size_t>(alternative.kind)], language_,
                            {{"results", count_text("results", alternative.results, language_)}}));
    list.push_back(values);
  }
  return list;
}

void Page::set_pages(Values& values) const {
  const std::size_t page = request_.search.page;
  const std::size_t per_page = request_.search.per_page;
  const bool has_next =
      results_.total > page * per_page && (page + 1) * per_page <= search::kDeepestResult;
  const auto url_of = [&](std::size_t number) {
    PageRequest other = request_;
    other.search.page = number;
    return search_url(other);
  };
  values.set("first", std::to_string((page - 1) * per_page + 1));
  values.set("has_pages", has_next || page > 1);
  values.set("page", fill("page_number", language_, {{"n", number_text(page)}}));
  if (page > 1) values.set("previous_url", url_of(page - 1));
  if (has_next) values.set("next_url", url_of(page + 1));
}

Values Page::values(const std::vector<Alternative>& tried) const {
  const search::Filters& active = request_.search.filters;
  Values values;
  values.set("total", total());
  values.set("took", fill("took", language_, {{"ms", decimal(results_.took_ms)}}));
  values.set("has_filters", active.any());
  values.set("filters", filters());
  values.set("clear_url", link([](SearchRequest& search) { search.filters = {}; }));
  values.set("state", hidden_fields());
  values.set("from", active.from ? iso_date(*active.from) : "");
  values.set("to", active.to ? iso_date(*active.to) : "");
  if (results_.suggestion) {
    Values suggestion;
    suggestion.set("query", *results_.suggestion);
    suggestion.set(
        "url", link([&](SearchRequest& search) { search.query = results_.suggestion.value(); }));
    values.set("suggestion", suggestion);
  }
  values.set("notes", notes());
  values.set("has_hits", !results_.hits.empty());
  if (results_.hits.empty() && results_.total > 0) {
    values.set("first_page_url", link([](SearchRequest&) {}));
  } else if (results_.hits.empty()) {
    Values nothing;
    nothing.set("loosened", loosened(tried));
    values.set("nothing", nothing);
  }
  values.set("hits", hits());
  values.set("sorts", sorts());
  values.set("timeline", timeline());
  values.set("facets", facets());
  values.set("options", options());
  values.set("api_url", search_url_at("/v1/search", request_.search));
  set_pages(values);
  return values;
}

}  // namespace

std::vector<Facet> page_facets() {
  return {Facet::kSource, Facet::kAuthor, Facet::kKeyword, Facet::kMonth, Facet::kDay};
}

std::string results_page(const PageRequest& request, const SearchResults& results,
                         const std::vector<Alternative>& tried) {
  PageRequest other = request;
  other.language = other_language(request.language);
  other.is_language_chosen = true;
  Frame frame;
  frame.title = window_title(request.search.query, request.language);
  frame.other_language_url = search_url(other);
  frame.has_feeds = true;
  return render("results.html", request, frame, Page(request, results).values(tried));
}

}  // namespace fihrist::pages
