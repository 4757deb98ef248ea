// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "indexer/extract/html_metadata.h"

#include <algorithm>
#include <initializer_list>
#include <map>
#include <utility>

#include "indexer/extract/html_unwanted.h"
#include "indexer/extract/json_ld.h"
#include "indexer/extract/labels.h"
#include "indexer/extract/language.h"
#include "indexer/extract/lower_case.h"
#include "indexer/extract/metadata_values.h"
#include "indexer/extract/stated_dates.h"
#include "indexer/extract/trim.h"

namespace fihrist::indexer::extract {
namespace {

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

// One page's answers, source by source.
class MetadataReader {
 public:
  explicit MetadataReader(const HtmlTree& tree) : tree_(tree) {}

  HtmlMetadata read() {
    for_each_element(tree_.root(), [this](const GumboNode* node) {
      visit(node);
      return true;
    });
    for (const std::string& script : scripts_) read_json_ld(script, metadata_);
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
        if (!name.empty()) meta_[lower_case(name)].emplace_back(content);
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
    const auto named = [&](std::string_view word) {
      const std::vector<std::string> names = name_words(node);
      return std::find(names.begin(), names.end(), word) != names.end();
    };
    const bool is_time = has_tag(node, {GUMBO_TAG_TIME});
    const std::string rdfa = lower_case(attribute_of(node, "property"));
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

  void take_author(std::string_view text) {
    if (std::string name = author_in(text); !name.empty()) {
      metadata_.authors.push_back(std::move(name));
    }
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

}  // namespace

HtmlMetadata read_metadata(const HtmlTree& tree) { return MetadataReader(tree).read(); }

}  // namespace fihrist::indexer::extract
