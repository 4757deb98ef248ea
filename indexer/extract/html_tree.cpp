// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "indexer/extract/html_tree.h"

#include <algorithm>
#include <set>

#include "indexer/extract/extraction.h"
#include "indexer/extract/trim.h"

namespace fihrist::indexer::extract {
namespace {

char to_lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// Elements that have no end, or whose end is usually left out: they do not nest by themselves.
const std::set<std::string, std::less<>>& not_counted() {
  static const std::set<std::string, std::less<>> kNames = {
      "area",   "base",     "br",     "col",   "embed",    "hr",    "img",   "input", "link",
      "meta",   "param",    "source", "track", "wbr",      "p",     "li",    "dt",    "dd",
      "option", "optgroup", "tr",     "td",    "th",       "thead", "tbody", "tfoot", "rt",
      "rp",     "html",     "head",   "body",  "colgroup", "frame"};
  return kNames;
}

// Goes over the tags without building anything. Counts an end tag as one level less whatever it
// ends, so that sloppy pages are not refused; what is refused has thousands of open elements.
bool is_too_deep(std::string_view html) {
  std::size_t depth = 0;
  std::size_t foreign = 0;  // open svg and math, in which a tag may end itself
  for (std::size_t at = html.find('<'); at != std::string_view::npos; at = html.find('<', at + 1)) {
    if (html.substr(at).starts_with("<!--")) {
      at = html.find("-->", at + 4);
      if (at == std::string_view::npos) return false;
      continue;
    }
    const bool ends = at + 1 < html.size() && html[at + 1] == '/';
    const std::size_t begin = at + (ends ? 2 : 1);
    if (begin >= html.size() || !is_letter(html[begin])) continue;
    std::size_t end = begin;
    std::string name;
    constexpr std::size_t kLongestName = 16;
    while (end < html.size() && name.size() < kLongestName &&
           (is_letter(html[end]) || (html[end] >= '0' && html[end] <= '9'))) {
      name += to_lower(html[end++]);
    }
    if (not_counted().contains(name)) continue;
    const bool is_foreign = name == "svg" || name == "math";
    if (ends) {
      if (depth > 0) --depth;
      if (is_foreign && foreign > 0) --foreign;
      continue;
    }
    const std::size_t close = html.find('>', end);
    const bool ends_itself = close != std::string_view::npos && html[close - 1] == '/';
    if (ends_itself && (foreign > 0 || is_foreign)) continue;
    if (is_foreign) ++foreign;
    if (++depth > HtmlTree::kDeepest) return true;
    if (name == "script" || name == "style") {  // their text is none of tags
      const std::size_t text_end = html.find(name == "script" ? "</script" : "</style", end);
      if (text_end != std::string_view::npos) at = text_end - 1;
    }
  }
  return false;
}

}  // namespace

HtmlTree::HtmlTree(std::string_view html) {
  if (is_too_deep(html)) {
    throw TooDeep("has elements nested more than " + std::to_string(kDeepest) +
                  " deep; the page is skipped");
  }
  GumboOptions options = kGumboDefaultOptions;
  options.max_errors = 0;
  output_ = gumbo_parse_with_options(&options, html.data(), html.size());
}

HtmlTree::~HtmlTree() { gumbo_destroy_output(&kGumboDefaultOptions, output_); }

bool is_element(const GumboNode* node) {
  return node->type == GUMBO_NODE_ELEMENT || node->type == GUMBO_NODE_TEMPLATE;
}

bool is_text(const GumboNode* node) {
  return node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_CDATA;
}

std::vector<const GumboNode*> children_of(const GumboNode* node) {
  std::vector<const GumboNode*> children;
  if (!is_element(node)) return children;
  const GumboVector& list = node->v.element.children;
  for (unsigned i = 0; i < list.length; ++i) {
    children.push_back(static_cast<const GumboNode*>(list.data[i]));
  }
  return children;
}

std::string_view attribute_of(const GumboNode* node, const char* name) {
  if (!is_element(node)) return {};
  const GumboAttribute* attribute = gumbo_get_attribute(&node->v.element.attributes, name);
  return attribute == nullptr ? std::string_view() : attribute->value;
}

bool has_tag(const GumboNode* node, std::initializer_list<GumboTag> tags) {
  return is_element(node) && std::find(tags.begin(), tags.end(), node->v.element.tag) != tags.end();
}

bool is_block(const GumboNode* node) {
  return has_tag(node,
                 {GUMBO_TAG_ADDRESS, GUMBO_TAG_ARTICLE, GUMBO_TAG_ASIDE,    GUMBO_TAG_BLOCKQUOTE,
                  GUMBO_TAG_BODY,    GUMBO_TAG_BR,      GUMBO_TAG_CAPTION,  GUMBO_TAG_CENTER,
                  GUMBO_TAG_DD,      GUMBO_TAG_DETAILS, GUMBO_TAG_DIR,      GUMBO_TAG_DIV,
                  GUMBO_TAG_DL,      GUMBO_TAG_DT,      GUMBO_TAG_FIELDSET, GUMBO_TAG_FIGCAPTION,
                  GUMBO_TAG_FIGURE,  GUMBO_TAG_FOOTER,  GUMBO_TAG_FORM,     GUMBO_TAG_H1,
                  GUMBO_TAG_H2,      GUMBO_TAG_H3,      GUMBO_TAG_H4,       GUMBO_TAG_H5,
                  GUMBO_TAG_H6,      GUMBO_TAG_HEADER,  GUMBO_TAG_HGROUP,   GUMBO_TAG_HR,
                  GUMBO_TAG_HTML,    GUMBO_TAG_LEGEND,  GUMBO_TAG_LI,       GUMBO_TAG_MAIN,
                  GUMBO_TAG_MENU,    GUMBO_TAG_NAV,     GUMBO_TAG_OL,       GUMBO_TAG_OPTGROUP,
                  GUMBO_TAG_OPTION,  GUMBO_TAG_P,       GUMBO_TAG_PRE,      GUMBO_TAG_SECTION,
                  GUMBO_TAG_SUMMARY, GUMBO_TAG_TABLE,   GUMBO_TAG_TBODY,    GUMBO_TAG_TD,
                  GUMBO_TAG_TFOOT,   GUMBO_TAG_TH,      GUMBO_TAG_THEAD,    GUMBO_TAG_TR,
                  GUMBO_TAG_UL});
}

bool is_invisible(const GumboNode* node) {
  if (has_tag(node, {GUMBO_TAG_SCRIPT, GUMBO_TAG_STYLE, GUMBO_TAG_NOSCRIPT, GUMBO_TAG_TEMPLATE,
                     GUMBO_TAG_SVG, GUMBO_TAG_HEAD, GUMBO_TAG_IFRAME, GUMBO_TAG_OBJECT,
                     GUMBO_TAG_SELECT, GUMBO_TAG_TEXTAREA, GUMBO_TAG_BUTTON, GUMBO_TAG_MATH,
                     GUMBO_TAG_AUDIO, GUMBO_TAG_VIDEO, GUMBO_TAG_CANVAS})) {
    return true;
  }
  std::string style(attribute_of(node, "style"));
  std::erase(style, ' ');
  std::transform(style.begin(), style.end(), style.begin(), to_lower);
  return style.find("display:none") != std::string::npos ||
         gumbo_get_attribute(&node->v.element.attributes, "hidden") != nullptr;
}

namespace {

// WordPress names an article's element by the article's tags and categories as well.
std::string without_topics(std::string_view names) {
  std::string kept;
  for (std::size_t at = 0; at < names.size();) {
    const std::size_t end = std::min(names.find_first_of(" \t\n", at), names.size());
    const std::string_view name = names.substr(at, end - at);
    if (!name.starts_with("tag-") && !name.starts_with("category-")) kept.append(name).append(" ");
    at = end + 1;
  }
  return kept;
}

}  // namespace

std::vector<std::string> name_words(const GumboNode* node) {
  std::vector<std::string> words;
  for (const char* name : {"class", "id"}) {
    std::string word;
    char before = ' ';
    for (const char c : without_topics(attribute_of(node, name)) + " ") {
      const bool capital = c >= 'A' && c <= 'Z' && before >= 'a' && before <= 'z';
      if ((!is_letter(c) || capital) && !word.empty()) {
        words.push_back(word);
        word.clear();
      }
      if (is_letter(c)) word += to_lower(c);
      before = c;
    }
  }
  return words;
}

void for_each_element(const GumboNode* node, const std::function<bool(const GumboNode*)>& visit) {
  if (!is_element(node) || !visit(node)) return;
  for (const GumboNode* child : children_of(node)) for_each_element(child, visit);
}

void append_collapsed(std::string_view text, std::string& out) {
  for (std::size_t i = 0; i < text.size();) {
    const bool no_break = text.substr(i).starts_with("\u00A0");
    const bool blank = no_break || text[i] == ' ' || text[i] == '\n' || text[i] == '\t' ||
                       text[i] == '\r' || text[i] == '\f';
    if (!blank) {
      out += text[i++];
      continue;
    }
    i += no_break ? 2 : 1;
    if (!out.empty() && out.back() != ' ') out += ' ';
  }
}

namespace {

void append_text(const GumboNode* node, std::string& text) {
  if (is_text(node)) {
    append_collapsed(node->v.text.text, text);
  } else if (node->type == GUMBO_NODE_WHITESPACE) {
    append_collapsed(" ", text);
  } else if (is_element(node) && !is_invisible(node)) {
    if (is_block(node)) append_collapsed(" ", text);
    for (const GumboNode* child : children_of(node)) append_text(child, text);
    if (is_block(node)) append_collapsed(" ", text);
  }
}

}  // namespace

std::string text_of(const GumboNode* node) {
  std::string text;
  append_text(node, text);
  return std::string(trim(text));
}

}  // namespace fihrist::indexer::extract
