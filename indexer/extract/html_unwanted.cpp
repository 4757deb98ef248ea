// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "indexer/extract/html_unwanted.h"

#include <string>

namespace fihrist::indexer::extract {
namespace {

struct Unwanted {
  std::string_view word;
  std::string_view rule;
};

// Words of class and id (html_tree.h: name_words) that give a part of a page away.
constexpr Unwanted kUnwanted[] = {{"comment", "comments"},
                                  {"comments", "comments"},
                                  {"commentlist", "comments"},
                                  {"respond", "comments"},
                                  {"disqus", "comments"},
                                  {"reply", "comments"},
                                  {"related", "related links"},
                                  {"relateds", "related links"},
                                  {"recommended", "related links"},
                                  {"recommend", "related links"},
                                  {"readmore", "related links"},
                                  {"trending", "related links"},
                                  {"popular", "related links"},
                                  {"mostread", "related links"},
                                  {"suggested", "related links"},
                                  {"taboola", "related links"},
                                  {"outbrain", "related links"},
                                  {"also", "related links"},
                                  {"share", "share buttons"},
                                  {"sharing", "share buttons"},
                                  {"social", "share buttons"},
                                  {"sharedaddy", "share buttons"},
                                  {"addthis", "share buttons"},
                                  {"shares", "share buttons"},
                                  {"sidebar", "sidebar"},
                                  {"widget", "sidebar"},
                                  {"widgets", "sidebar"},
                                  {"nav", "navigation"},
                                  {"navbar", "navigation"},
                                  {"navigation", "navigation"},
                                  {"menu", "navigation"},
                                  {"breadcrumb", "navigation"},
                                  {"breadcrumbs", "navigation"},
                                  {"pagination", "navigation"},
                                  {"pager", "navigation"},
                                  {"footer", "footer"},
                                  {"copyright", "footer"},
                                  {"newsletter", "subscription"},
                                  {"subscribe", "subscription"},
                                  {"subscription", "subscription"},
                                  {"advert", "advertisement"},
                                  {"ads", "advertisement"},
                                  {"advertisement", "advertisement"},
                                  {"adsbygoogle", "advertisement"},
                                  {"banner", "advertisement"},
                                  {"sponsored", "advertisement"},
                                  {"cookie", "notice"},
                                  {"popup", "notice"},
                                  {"modal", "notice"},
                                  {"tags", "keywords"},
                                  {"tagcloud", "keywords"},
                                  {"hashtags", "keywords"},
                                  {"caption", "caption"},
                                  {"figcaption", "caption"},
                                  {"print", "page tools"},
                                  {"tools", "page tools"},
                                  {"toolbar", "page tools"},
                                  {"login", "page tools"},
                                  {"search", "page tools"},
                                  {"hidden", "hidden"}};

}  // namespace

std::string_view unwanted_rule(const GumboNode* node) {
  if (has_tag(node, {GUMBO_TAG_NAV})) return "navigation";
  if (has_tag(node, {GUMBO_TAG_FOOTER})) return "footer";
  if (has_tag(node, {GUMBO_TAG_ASIDE})) return "sidebar";
  if (has_tag(node, {GUMBO_TAG_FORM})) return "form";
  if (has_tag(node, {GUMBO_TAG_FIGCAPTION})) return "caption";
  if (has_tag(node, {GUMBO_TAG_HTML, GUMBO_TAG_BODY, GUMBO_TAG_MAIN, GUMBO_TAG_ARTICLE})) return {};
  for (const std::string& word : name_words(node)) {
    for (const Unwanted& unwanted : kUnwanted) {
      if (word == unwanted.word) return unwanted.rule;
    }
  }
  return {};
}

bool is_aside(const GumboNode* node) {
  for (; node != nullptr; node = node->parent) {
    if (has_tag(node, {GUMBO_TAG_LI, GUMBO_TAG_A})) return true;
    if (!is_element(node)) continue;
    // A footer of an article, unlike the page's, has its date.
    const bool is_of_article = has_tag(node, {GUMBO_TAG_FOOTER}) && node->parent != nullptr &&
                               !has_tag(node->parent, {GUMBO_TAG_BODY});
    const std::string_view rule = unwanted_rule(node);
    if (!rule.empty() && rule != "form" && !is_of_article) return true;
  }
  return false;
}

}  // namespace fihrist::indexer::extract
