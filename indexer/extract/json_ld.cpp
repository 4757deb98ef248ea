// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "indexer/extract/json_ld.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>

#include "indexer/extract/labels.h"
#include "indexer/extract/language.h"
#include "indexer/extract/metadata_values.h"
#include "indexer/extract/stated_dates.h"

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

class JsonLdReader {
 public:
  explicit JsonLdReader(HtmlMetadata& metadata) : metadata_(metadata) {}

  void read(std::string_view script) {
    constexpr std::string_view kCdata = "<![CDATA[";
    const std::size_t cdata = script.find(kCdata);
    const std::size_t begin =
        script.find_first_of("{[", cdata == script.npos ? 0 : cdata + kCdata.size());
    const std::size_t end = script.find_last_of("}]", script.rfind("]]>") - 1);
    if (begin == script.npos || end == script.npos || end < begin) return;
    std::string text(script.substr(begin, end + 1 - begin));
    // Line breaks inside strings are no JSON, and common.
    std::replace_if(
        text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; }, ' ');
    const json parsed = json::parse(text, nullptr, false);
    if (!parsed.is_discarded()) take_json(parsed, 0);
  }

 private:
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
    if (!metadata_.published)
      metadata_.published = read_stated_date(text_in(article, "datePublished"));
    if (!metadata_.updated) metadata_.updated = read_stated_date(text_in(article, "dateModified"));
    if (metadata_.language.empty()) metadata_.language = language_in(article);
    if (metadata_.source.empty()) metadata_.source = text_in(article, "publisher");
    if (metadata_.url.empty()) {
      if (std::string url = text_in(article, "url"); is_address(url))
        metadata_.url = std::move(url);
    }
    if (std::string author = author_in(text_in(article, "author")); !author.empty()) {
      metadata_.authors.push_back(std::move(author));
    }
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

  HtmlMetadata& metadata_;
};

}  // namespace

void read_json_ld(std::string_view script, HtmlMetadata& metadata) {
  JsonLdReader(metadata).read(script);
}

}  // namespace fihrist::indexer::extract
