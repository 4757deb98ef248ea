// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "server/pages/article_page.h"

#include <algorithm>

#include "server/pages/article_values.h"
#include "server/pages/html.h"
#include "server/pages/links.h"
#include "server/pages/page_template.h"
#include "server/pages/page_texts.h"

namespace fihrist::pages {
namespace {

// The title and the body's paragraphs as HTML, with the matches of both numbered through.
class MarkedArticle {
 public:
  explicit MarkedArticle(const search::HighlightedArticle& found)
      : heading_(found.article.title.empty() ? escape_html(found.opening)
                                             : to_html_with_anchors(found.title, matches_)) {
    add_paragraphs(found.body);
  }

  const std::string& heading() const { return heading_; }
  const Values& paragraphs() const { return paragraphs_; }
  std::size_t matches() const { return matches_; }

 private:
  void add_paragraphs(const search::MarkedText& body) {
    auto mark = body.marks.begin();
    for (std::size_t begin = 0; begin < body.text.size();) {
      const std::size_t end = std::min(body.text.find('\n', begin), body.text.size());
      search::MarkedText paragraph{body.text.substr(begin, end - begin), {}};
      for (; mark != body.marks.end() && mark->end <= end; ++mark) {
        paragraph.marks.push_back({mark->begin - static_cast<std::uint32_t>(begin),
                                   mark->end - static_cast<std::uint32_t>(begin)});
      }
      paragraphs_.push_back(Values(to_html_with_anchors(paragraph, matches_)));
      begin = end + 1;
    }
  }

  std::size_t matches_ = 0;
  std::string heading_;
  Values paragraphs_ = list_of_values();
};

std::string cite(const index::Article& article, const std::string& heading, Language language) {
  const std::string comma = text_of("list_comma", language);
  std::string citation = fill("cited_title", language, {{"title", close_directions(heading)}});
  const auto add = [&](const std::string& part) {
    if (!part.empty()) citation += comma + close_directions(part);
  };
  add(article.author);
  add(article.source);
  if (article.published) add(date_text(*article.published, language));
  if (is_web_url(article.url)) add(article.url);
  return citation;
}

// Links to the searches of these words, or to what has these keywords.
Values searches_for(const std::vector<std::string>& terms, bool are_keywords,
                    const PageRequest& request) {
  Values list = list_of_values();
  for (const std::string& term : terms) {
    search::SearchRequest search;
    if (are_keywords) {
      search.filters.keywords = {term};
    } else {
      search.query = term;
    }
    Values values;
    values.set("value", term);
    values.set("url", search_url(with_search(fresh(request), search)));
    list.push_back(values);
  }
  return list;
}

}  // namespace

std::string article_page(const PageRequest& request, const search::HighlightedArticle& found,
                         const search::SimilarArticles& similar) {
  const index::Article& article = found.article;
  const Language language = request.language;
  const MarkedArticle marked(found);
  const std::string name = !article.title.empty()   ? article.title
                           : !found.opening.empty() ? found.opening
                                                    : article.id;
  Values values;
  values.set("heading_html", marked.heading().empty() ? escape_html(name) : marked.heading());
  if (const std::string tag = language_tag(article); !tag.empty()) values.set("lang", tag);
  set_byline(article, language, values);
  if (is_web_url(article.url)) values.set("original_url", article.url);
  if (is_search(request)) values.set("back_url", search_url(request));
  values.set("paragraphs", marked.paragraphs());
  if (marked.matches() > 0) {
    Values matches;
    matches.set("count", count_text("match_count", marked.matches(), language));
    values.set("matches", matches);
  }
  values.set("has_keywords", !article.keywords.empty());
  values.set("keywords", searches_for(article.keywords, true, request));
  values.set("has_related", !similar.related.empty());
  values.set("related", searches_for(similar.related, false, request));
  Values others = list_of_values();
  for (const search::SimilarArticle& other : similar.articles) {
    Values one = describe(other.hit, request);
    one.set("near_duplicate", other.is_near_duplicate);
    others.push_back(one);
  }
  values.set("has_similar", !similar.articles.empty());
  values.set("similar", others);
  values.set("citation", cite(article, name, language));

  PageRequest other = request;
  other.language = other_language(language);
  other.is_language_chosen = true;
  Frame frame;
  frame.title = window_title(name, language);
  frame.other_language_url = article_url(article.id, other);
  frame.is_reading = true;
  return render("article.html", request, frame, values);
}

}  // namespace fihrist::pages
