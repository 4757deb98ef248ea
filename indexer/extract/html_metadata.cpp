// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "indexer/extract/html_metadata.h"

#include <algorithm>
#include <initializer_list>
#include <map>
#include <nlohmann/json.hpp>
#include <utility>

#include "arabic/analyzer.h"
#include "indexer/extract/dates.h"
#include "indexer/extract/html_line.h"
#include "indexer/extract/html_unwanted.h"
#include "indexer/extract/labels.h"
#include "indexer/extract/language.h"
#include "indexer/extract/trim.h"

namespace fihrist::indexer::extract {
namespace {

using nlohmann::json;

// Types of schema.org that are an article, and those that only hold one.
constexpr std::string_view kArticleTypes[] = {"NewsArticle",           "Article",
                                              "ReportageNewsArticle",  "AnalysisNewsArticle",
                                              "OpinionNewsArticle",    "BlogPosting",
                                              "LiveBlogPosting",       "Report",
                                              "BackgroundNewsArticle", "ReviewNewsArticle",
                                              "SocialMediaPosting",    "AdvertiserContentArticle"};

// Names of meta elements, lower case, the surest first.
constexpr const char* kTitleNames[] = {"og:title",      "twitter:title", "dc.title",
                                       "dcterms.title", "parsely-title", "sailthru.title"};
constexpr const char* kPublishedNames[] = {"article:published_time",
                                           "og:article:published_time",
                                           "og:published_time",
                                           "datepublished",
                                           "pubdate",
                                           "publishdate",
                                           "publish-date",
                                           "publish_date",
                                           "publicationdate",
                                           "publication_date",
                                           "article_date_original",
                                           "article.published",
                                           "parsely-pub-date",
                                           "sailthru.date",
                                           "dc.date.issued",
                                           "dcterms.issued",
                                           "dc.date.created",
                                           "dcterms.created",
                                           "dc.date",
                                           "dcterms.date",
                                           "date_published",
                                           "rnews:datepublished",
                                           "cxenseparse:recs:publishtime",
                                           "date",
                                           "datecreated"};
constexpr const char* kUpdatedNames[] = {
    "article:modified_time", "og:updated_time",  "datemodified",     "lastmod",
    "last-modified",         "dcterms.modified", "dc.date.modified", "article.updated"};
constexpr const char* kAuthorNames[] = {
    "author",          "article:author", "article:author_name", "dc.creator",
    "dcterms.creator", "parsely-author", "sailthru.author",     "byl"};
constexpr const char* kSourceNames[] = {"og:site_name"};
// Often a company or a program, and not what readers call the paper.
constexpr const char* kPublisherNames[] = {"application-name", "publisher", "dc.publisher"};
constexpr const char* kKeywordNames[] = {"news_keywords", "keywords", "parsely-tags",
                                         "sailthru.tags"};

std::string lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return out;
}

// The text of a value, whose entities some sites escape twice.
std::string plain(std::string_view value) {
  if (value.find('&') != std::string_view::npos || value.find('<') != std::string_view::npos) {
    return html_to_line(value);
  }
  std::string line;
  append_collapsed(value, line);
  return std::string(trim(line));
}

bool is_address(std::string_view text) {
  return text.find("://") != std::string_view::npos ||
         text.find("www.") != std::string_view::npos || text.find('@') != std::string_view::npos;
}

// One page's answers, source by source.
class MetadataReader {
 public:
  explicit MetadataReader(const HtmlTree& tree) : tree_(tree) {}

  HtmlMetadata read() {
    for_each_element(tree_.root(), [this](const GumboNode* node) {
      visit(node);
      return true;
    });
    take_json_ld();
    take_meta();
    take_elements();
    if (!metadata_.published) metadata_.published = date_in_url(metadata_.url);
    return std::move(metadata_);
  }

 private:
  void visit(const GumboNode* node) {
    if (has_tag(node, {GUMBO_TAG_META})) {
      const std::string_view content = attribute_of(node, "content");
      if (content.empty()) return;
      for (const char* attribute : {"property", "name", "itemprop"}) {
        const std::string_view name = attribute_of(node, attribute);
        if (!name.empty()) meta_[lower(name)].emplace_back(content);
      }
    } else if (has_tag(node, {GUMBO_TAG_LINK})) {
      if (attribute_of(node, "rel") == "canonical") canonical_ = attribute_of(node, "href");
    } else if (has_tag(node, {GUMBO_TAG_HTML})) {
      html_language_ = attribute_of(node, "lang");
    } else if (has_tag(node, {GUMBO_TAG_TITLE})) {
      if (document_title_.empty()) document_title_ = text_content(node);
    } else if (has_tag(node, {GUMBO_TAG_SCRIPT})) {
      if (attribute_of(node, "type") == "application/ld+json")
        scripts_.push_back(text_content(node));
    } else if (has_tag(node, {GUMBO_TAG_H1, GUMBO_TAG_H2})) {
      if (std::string heading = text_of(node); !heading.empty()) {
        metadata_.headings.push_back(std::move(heading));
      }
    }
    take_marked(node);
  }

  // Elements that carry itemprop, rel=author or <time>: kept until all else has been asked.
  void take_marked(const GumboNode* node) {
    const std::string_view property = attribute_of(node, "itemprop");
    const std::vector<std::string> names = name_words(node);
    const auto named = [&](std::string_view word) {
      return std::find(names.begin(), names.end(), word) != names.end();
    };
    const bool is_time = has_tag(node, {GUMBO_TAG_TIME});
    const std::string rdfa = lower(attribute_of(node, "property"));
    const bool is_rdfa_date = rdfa == "dc:date" || rdfa == "dc:created" ||
                              rdfa == "dcterms:created" || rdfa == "schema:datepublished" ||
                              rdfa == "datepublished";
    if (is_time || is_rdfa_date || property == "datePublished" || property == "dateCreated" ||
        property == "dateModified" || (has_tag(node, {GUMBO_TAG_ABBR}) && named("published"))) {
      std::string value(attribute_of(node, "datetime"));
      if (value.empty()) value = attribute_of(node, "content");
      if (value.empty()) value = attribute_of(node, "title");
      if (value.empty()) value = text_of(node);
      const auto date = read_stated_date(value);
      if (!date || is_aside(node)) return;
      const bool is_update = property == "dateModified" || named("updated") || named("modified");
      const bool is_sure = is_rdfa_date || property == "datePublished" || named("published") ||
                           named("pubdate") ||
                           gumbo_get_attribute(&node->v.element.attributes, "pubdate") != nullptr;
      std::optional<index::Moment>& kept = is_update ? element_updated_
                                           : is_sure ? element_published_
                                                     : element_time_;
      if (!kept) kept = date;
    } else if (property == "author" || attribute_of(node, "rel") == "author") {
      std::string name = text_of(node);
      if (name.empty()) name = attribute_of(node, "content");
      if (!is_aside(node->parent)) element_authors_.push_back(std::move(name));
    } else if (property == "headline" && !is_aside(node)) {
      std::string title = text_of(node);
      if (title.empty()) title = attribute_of(node, "content");
      element_titles_.push_back(std::move(title));
    }
  }

  // The text of an element whose text is no markup.
  static std::string text_content(const GumboNode* node) {
    std::string text;
    for (const GumboNode* child : children_of(node)) {
      if (is_text(child)) text += child->v.text.text;
    }
    return std::string(trim(text));
  }

  void take_json_ld() {
    for (const std::string& script : scripts_) {
      constexpr std::string_view kCdata = "<![CDATA[";
      const std::size_t cdata = script.find(kCdata);
      const std::size_t begin =
          script.find_first_of("{[", cdata == std::string::npos ? 0 : cdata + kCdata.size());
      const std::size_t end = script.find_last_of("}]", script.rfind("]]>") - 1);
      if (begin == std::string::npos || end == std::string::npos || end < begin) continue;
      std::string text = script.substr(begin, end + 1 - begin);
      // Line breaks inside strings are no JSON, and common.
      std::replace_if(
          text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; },
          ' ');
      const json parsed = json::parse(text, nullptr, false);
      if (!parsed.is_discarded()) take_json(parsed, 0);
    }
  }

  void take_json(const json& value, int depth) {
    constexpr int kDeepest = 4;  // an array of graphs of pages of articles
    if (depth > kDeepest) return;
    if (value.is_array()) {
      for (const json& item : value) take_json(item, depth + 1);
    } else if (value.is_object()) {
      if (is_article(value)) {
        take_article(value);
      } else {
        for (const char* inner : {"@graph", "mainEntity", "itemReviewed"}) {
          if (const auto found = value.find(inner); found != value.end()) {
            take_json(*found, depth + 1);
          }
        }
      }
    }
  }

  static bool is_article(const json& object) {
    const auto type = object.find("@type");
    if (type == object.end()) return false;
    const auto known = [](const json& name) {
      return name.is_string() &&
             std::find(std::begin(kArticleTypes), std::end(kArticleTypes),
                       name.get_ref<const std::string&>()) != std::end(kArticleTypes);
    };
    return type->is_array() ? std::any_of(type->begin(), type->end(), known) : known(*type);
  }

  void take_article(const json& article) {
    if (std::string title = text_in(article, "headline"); !title.empty()) {
      metadata_.titles.push_back(std::move(title));
    } else if (std::string name = text_in(article, "name"); !name.empty()) {
      metadata_.titles.push_back(std::move(name));
    }
    take_date(text_in(article, "datePublished"), metadata_.published);
    take_date(text_in(article, "dateModified"), metadata_.updated);
    if (metadata_.language.empty()) metadata_.language = language_in(article);
    if (metadata_.source.empty()) metadata_.source = text_in(article, "publisher");
    if (metadata_.url.empty()) {
      if (std::string url = text_in(article, "url"); is_address(url))
        metadata_.url = std::move(url);
    }
    take_author(text_in(article, "author"));
    if (const auto keywords = article.find("keywords");
        keywords != article.end() && metadata_.keywords.empty()) {
      if (keywords->is_string()) {
        metadata_.keywords = split_keywords(plain(keywords->get_ref<const std::string&>()));
      } else if (keywords->is_array()) {
        for (const json& keyword : *keywords) {
          if (!keyword.is_string()) continue;
          std::string text = plain(keyword.get_ref<const std::string&>());
          if (!text.empty()) metadata_.keywords.push_back(std::move(text));
        }
      }
    }
  }

  // A tag, or an object with a name for readers and a tag beside it.
  static std::string language_in(const json& article) {
    const auto language = article.find("inLanguage");
    if (language == article.end()) return {};
    return text_in_value(*language).empty() ? text_in(*language, "alternateName")
                                            : text_in_value(*language);
  }

  static std::string text_in_value(const json& value) {
    return value.is_string() ? language_code(value.get_ref<const std::string&>()) : std::string();
  }

  // A text, or the name of an object, or of the first (or all authors) of several.
  static std::string text_in(const json& object, const char* field) {
    if (!object.is_object()) return {};
    const auto found = object.find(field);
    return found == object.end() ? std::string() : text_of_json(*found);
  }

  static std::string text_of_json(const json& value) {
    if (value.is_string()) return plain(value.get_ref<const std::string&>());
    if (value.is_object()) return text_in(value, "name");
    if (!value.is_array()) return {};
    std::string all;
    for (const json& item : value) {
      const std::string text = text_of_json(item);
      if (text.empty()) continue;
      all += (all.empty() ? "" : "، ") + text;
    }
    return all;
  }

  void take_meta() {
    for (const char* name : kTitleNames) {
      for (const std::string& title : values(name)) add_title(plain(title));
    }
    for (const std::string& title : element_titles_) add_title(title);
    add_title(plain(document_title_));
    for (const char* name : kPublishedNames) {
      for (const std::string& date : values(name)) take_date(date, metadata_.published);
    }
    for (const char* name : kUpdatedNames) {
      for (const std::string& date : values(name)) take_date(date, metadata_.updated);
    }
    for (const char* name : kSourceNames) {
      for (const std::string& source : values(name)) take_source(source, metadata_.source);
    }
    for (const char* name : kPublisherNames) {
      for (const std::string& source : values(name)) take_source(source, metadata_.publisher);
    }
    for (const char* name : kAuthorNames) {
      for (const std::string& author : values(name)) take_author(plain(author));
    }
    if (metadata_.keywords.empty()) {
      for (const std::string& tag : values("article:tag")) metadata_.keywords.push_back(plain(tag));
    }
    for (const char* name : kKeywordNames) {
      for (const std::string& line : values(name)) {
        if (metadata_.keywords.empty()) metadata_.keywords = split_keywords(plain(line));
      }
    }
    if (metadata_.url.empty() && is_address(canonical_)) metadata_.url = canonical_;
    for (const std::string& url : values("og:url")) {
      if (metadata_.url.empty() && is_address(url)) metadata_.url = url;
    }
    for (const std::string& locale : values("og:locale")) {
      if (metadata_.language.empty()) metadata_.language = locale;
    }
    if (metadata_.language.empty()) metadata_.language = html_language_;
    metadata_.language = language_code(metadata_.language);
  }

  void take_elements() {
    if (!metadata_.published) metadata_.published = element_published_;
    if (!metadata_.published) metadata_.published = element_time_;
    if (!metadata_.updated) metadata_.updated = element_updated_;
    for (const std::string& author : element_authors_) take_author(author);
  }

  const std::vector<std::string>& values(const char* name) const {
    static const std::vector<std::string> kNone;
    const auto found = meta_.find(name);
    return found == meta_.end() ? kNone : found->second;
  }

  void add_title(std::string title) {
    if (!title.empty()) metadata_.titles.push_back(std::move(title));
  }

  static void take_date(const std::string& text, std::optional<index::Moment>& date) {
    if (!date && !text.empty()) date = read_stated_date(text);
  }

  static void take_source(const std::string& name, std::string& source) {
    constexpr std::size_t kLongest = 60;  // bytes of a site's name
    if (source.empty() && name.size() <= kLongest && !is_address(name)) source = plain(name);
  }

  void take_author(std::string_view name) {
    name = trim_label(trim(name));
    if (name.starts_with('(') && name.ends_with(')')) name = trim(name.substr(1, name.size() - 2));
    constexpr std::size_t kLongest = 120;  // bytes: more is a biography
    if (!name.empty() && !is_address(name) && name.size() <= kLongest) {
      metadata_.authors.emplace_back(name);
    }
  }

  // `بقلم: …`, `كتب …` inside a byline's element.
  static std::string_view trim_label(std::string_view name) {
    const auto tokens = arabic::Analyzer().tokenize(name);
    const std::vector<Label> labels = find_labels(name, tokens);
    if (!labels.empty() && labels[0].kind == LabelKind::kAuthor) {
      name = name.substr(labels[0].value_begin);
    }
    while (name.starts_with(':') || name.starts_with(' ') || name.starts_with('-')) {
      name.remove_prefix(1);
    }
    return name;
  }

  const HtmlTree& tree_;
  HtmlMetadata metadata_;
  std::map<std::string, std::vector<std::string>, std::less<>> meta_;
  std::vector<std::string> scripts_;
  std::string canonical_;
  std::string html_language_;
  std::string document_title_;
  std::optional<index::Moment> element_published_;
  std::optional<index::Moment> element_time_;
  std::optional<index::Moment> element_updated_;
  std::vector<std::string> element_authors_;
  std::vector<std::string> element_titles_;
};

// What stands between a title and a site's name.
constexpr std::string_view kBars[] = {" | ", " - ", " – ", " — ", " :: ", " » ", " • ", "| ", "|"};

// `title` without `site` before or behind it, and what parts the two.
std::string without_site(const std::string& title, const std::string& site) {
  for (const std::string_view bar : kBars) {
    const std::size_t at = title.rfind(bar);
    if (at == std::string::npos) continue;
    const arabic::Analyzer analyzer;
    const std::string key = analyzer.folded_key(site);
    const std::string behind = title.substr(at + bar.size());
    const std::string before = title.substr(0, title.find(bar));
    if (!key.empty() && analyzer.folded_key(behind) == key) return title.substr(0, at);
    if (!key.empty() && analyzer.folded_key(before) == key) {
      return title.substr(title.find(bar) + bar.size());
    }
  }
  return title;
}

// What a title says, in any typography: its folded letters.
std::string letters_of(std::string_view text) {
  std::string letters = arabic::Analyzer().folded_key(text);
  std::erase(letters, ' ');
  return letters;
}

}  // namespace

HtmlMetadata read_metadata(const HtmlTree& tree) { return MetadataReader(tree).read(); }

std::string choose_title(const HtmlMetadata& metadata) {
  constexpr std::size_t kLeast = 8;      // bytes of letters in a heading that says anything
  constexpr double kLeastOfTitle = 0.6;  // of the letters of a title that a heading must have
  for (const std::string& title : metadata.titles) {
    const std::string title_letters = letters_of(title);
    for (const std::string& heading : metadata.headings) {
      const std::string letters = letters_of(heading);
      const bool long_enough =
          letters.size() >= kLeast && static_cast<double>(letters.size()) >=
                                          kLeastOfTitle * static_cast<double>(title_letters.size());
      if (long_enough && title_letters.find(letters) != std::string::npos) return heading;
    }
  }
  if (!metadata.titles.empty()) return without_site(metadata.titles[0], metadata.source);
  return metadata.headings.size() == 1 ? metadata.headings[0] : std::string();
}

std::string site_in_titles(const HtmlMetadata& metadata, std::string_view title) {
  constexpr std::size_t kLongest = 5;  // words of a site's name
  const std::string letters = letters_of(title);
  if (letters.empty()) return {};
  for (const std::string& whole : metadata.titles) {
    for (const std::string_view bar : kBars) {
      const std::size_t at = whole.rfind(bar);
      if (at == std::string::npos || !letters_of(whole.substr(0, at)).starts_with(letters))
        continue;
      std::string site = whole.substr(at + bar.size());
      const std::size_t words = arabic::Analyzer().tokenize(site).size();
      if (words > 0 && words <= kLongest) return std::string(trim(site));
    }
  }
  return {};
}

}  // namespace fihrist::indexer::extract
