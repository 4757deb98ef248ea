// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "server/pages/start_page.h"

#include <array>
#include <cstdio>

#include "server/pages/article_values.h"
#include "server/pages/links.h"
#include "server/pages/page_template.h"
#include "server/pages/page_texts.h"

namespace fihrist::pages {
namespace {

constexpr std::size_t kNewest = 8;
constexpr std::size_t kTerms = 12;
constexpr std::size_t kSources = 12;

std::string archive_text(const search::ArchiveOverview& archive, Language language) {
  if (archive.articles == 0) return text_of("archive_empty", language);
  const std::string articles = count_text("archive_articles", archive.articles, language);
  if (!archive.first_day || !archive.last_day) return articles;
  return fill("archive_dates", language,
              {{"articles", articles},
               {"from", date_text(*archive.first_day, language)},
               {"to", date_text(*archive.last_day, language)}});
}

// Searches with words that the newest headlines have, so that each finds something.
class Examples {
 public:
  explicit Examples(const PageRequest& request) : request_(fresh(request)) {}

  void add(const std::string& query, const char* meaning,
           search::Sort sort = search::Sort::kRelevance) {
    search::SearchRequest search;
    search.query = query;
    search.sort = sort;
    Values example;
    example.set("query", query);
    example.set("url", search_url(with_search(request_, search)));
    example.set("meaning", text_of(meaning, request_.language));
    list_.push_back(example);
  }

  Values take() { return std::move(list_); }

 private:
  PageRequest request_;
  Values list_ = list_of_values();
};

bool is_phrase(const std::string& term) { return term.find(' ') != std::string::npos; }

// Field names are part of the query language in both languages; the page shows those of its own.
Values make_examples(const PageRequest& request, const search::ArchiveOverview& archive,
                     const search::SearchResults& newest) {
  const bool is_arabic = request.language == Language::kArabic;
  std::string phrase;
  std::array<std::string, 3> words;
  std::size_t count = 0;
  for (const std::string& term : newest.related) {
    if (is_phrase(term)) {
      if (phrase.empty()) phrase = term;
    } else if (count < words.size()) {
      words[count++] = term;
    }
  }
  if (count == 0 && !phrase.empty()) words[count++] = phrase.substr(0, phrase.find(' '));
  Examples examples(request);
  if (count > 0) examples.add(words[0], "example_word");
  if (!phrase.empty()) examples.add("\"" + phrase + "\"", "example_phrase");
  if (count > 1) examples.add((is_arabic ? "عنوان:" : "title:") + words[1], "example_title");
  if (count > 1) examples.add(words[0] + " -" + words[1], "example_without");
  if (count > 0 && archive.last_day) {
    std::array<char, 16> month{};
    std::snprintf(month.data(), month.size(), "%04d-%02u",
                  static_cast<int>(archive.last_day->year()),
                  static_cast<unsigned>(archive.last_day->month()));
    examples.add(words[0] + (is_arabic ? " منذ:" : " since:") + month.data(), "example_since");
  }
  if (!newest.hits.empty() && !newest.hits[0].article.source.empty()) {
    const std::string& source = newest.hits[0].article.source;
    const std::string name = is_phrase(source) ? "\"" + source + "\"" : source;
    examples.add((is_arabic ? "مصدر:" : "source:") + name, "example_source", search::Sort::kNewest);
  }
  return examples.take();
}

Values describe_sources(const PageRequest& request, const search::SearchResults& newest) {
  Values sources = list_of_values();
  if (newest.facets.empty()) return sources;
  for (const search::FacetValue& value : newest.facets.front().values) {
    if (sources.list_value().size() == kSources) break;
    search::SearchRequest search;
    search.filters.sources = {value.value};
    search.sort = search::Sort::kNewest;
    Values source;
    source.set("value", value.value);
    const std::string number = number_text(value.count);
    source.set("count", newest.total_is_exact
                            ? number
                            : fill("about_number", request.language, {{"n", number}}));
    source.set("url", search_url(with_search(fresh(request), search)));
    sources.push_back(source);
  }
  return sources;
}

}  // namespace

search::SearchRequest newest_articles() {
  search::SearchRequest search;
  search.sort = search::Sort::kNewest;
  search.per_page = kNewest;
  search.facets = {search::Facet::kSource};
  search.related = kTerms;
  return search;
}

std::string start_page(const PageRequest& request, const search::ArchiveOverview& archive,
                       const search::SearchResults& newest) {
  Values values;
  values.set("archive", archive_text(archive, request.language));
  Values hits = list_of_values();
  for (const search::Hit& hit : newest.hits) hits.push_back(describe(hit, fresh(request)));
  values.set("has_newest", !newest.hits.empty());
  values.set("newest", hits);
  search::SearchRequest all;
  all.sort = search::Sort::kNewest;
  values.set("all_newest_url", search_url(with_search(fresh(request), all)));
  Values examples = make_examples(request, archive, newest);
  values.set("has_examples", !examples.list_value().empty());
  values.set("examples", examples);
  Values sources = describe_sources(request, newest);
  values.set("has_sources", !sources.list_value().empty());
  values.set("sources", sources);

  PageRequest other = fresh(request);
  other.language = other_language(request.language);
  other.is_language_chosen = true;
  Frame frame;
  frame.title = window_title("", request.language);
  frame.other_language_url = search_url(other);
  frame.has_feeds = true;
  return render("start.html", request, frame, values);
}

}  // namespace fihrist::pages
