// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "indexer/extract/html_tree.h"

#include <algorithm>
#include <map>
#include <set>

#include "indexer/extract/extraction.h"
#include "indexer/extract/lower_case.h"
#include "indexer/extract/trim.h"

namespace fihrist::indexer::extract {
namespace {

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// Elements that have no end, or whose end is usually left out and that the parser ends by itself:
// they do not nest.
const std::set<std::string, std::less<>>& not_counted() {
  static const std::set<std::string, std::less<>> kNames = {
      "area",  "base",   "br",    "col",   "embed", "hr",   "img",  "input", "link",     "meta",
      "param", "source", "track", "wbr",   "p",     "li",   "dt",   "dd",    "option",   "tr",
      "td",    "th",     "thead", "tbody", "tfoot", "html", "head", "body",  "colgroup", "frame"};
  return kNames;
}

// Elements that are opened anew in each block that begins before they end (the list of active
// formatting elements in the HTML standard).
const std::set<std::string, std::less<>>& formatting() {
  static const std::set<std::string, std::less<>> kNames = {
      "a",    "b", "big",   "code",   "em",     "font", "i",
      "nobr", "s", "small", "strike", "strong", "tt",   "u"};
  return kNames;
}

// Goes over the tags of a page without building anything.
class ComplexityCheck {
 public:
  explicit ComplexityCheck(std::string_view html) : html_(html) {}

  // What is too much, or nothing.
  std::string run() {
    for (std::size_t at = html_.find('<'); at != std::string_view::npos;
         at = html_.find('<', at + 1)) {
      if (html_.substr(at).starts_with("<!--")) {
        at = html_.find("-->", at + 4);
        if (at == std::string_view::npos) break;
        continue;
      }
      const bool ends = at + 1 < html_.size() && html_[at + 1] == '/';
      const std::size_t begin = at + (ends ? 2 : 1);
      if (begin >= html_.size() || !is_letter(html_[begin])) continue;
      const std::size_t name_end = find_name_end(begin);
      const std::string name = lower_case(html_.substr(begin, name_end - begin));
      if (++tags_ > HtmlTree::kMostTags)
        return "more than " + number(HtmlTree::kMostTags) + " tags";
      if (ends) {
        close(name);
        continue;
      }
      const std::size_t tag_end = pass_attributes(name_end);
      if (attributes_ > HtmlTree::kMostAttributes) {
        return "an element with more than " + number(HtmlTree::kMostAttributes) + " attributes";
      }
      const bool ends_itself = tag_end > begin && html_[tag_end - 1] == '/';
      open(name, ends_itself);
      if (depth_ > HtmlTree::kDeepest) {
        return "elements nested more than " + number(HtmlTree::kDeepest) + " deep";
      }
      if (nodes_ > HtmlTree::kMostNodes)
        return "too many elements inside of others that do not end";
      at = tag_end - 1;
      if (name == "script" || name == "style") {  // their text is none of tags
        const std::size_t text_end = find_end_tag(name, tag_end);
        if (text_end == std::string_view::npos) break;  // it is all that follows
        at = text_end - 1;
      }
    }
    return {};
  }

 private:
  static std::string number(std::size_t value) { return std::to_string(value); }

  // Where `</name` begins, in any case.
  std::size_t find_end_tag(const std::string& name, std::size_t at) const {
    for (at = html_.find("</", at); at != std::string_view::npos; at = html_.find("</", at + 2)) {
      if (lower_case(html_.substr(at + 2, name.size())) == name) return at;
    }
    return at;
  }

  std::size_t find_name_end(std::size_t at) const {
    constexpr std::size_t kLongestName = 64;
    const std::size_t end = std::min(html_.size(), at + kLongestName);
    while (at < end && (is_letter(html_[at]) || (html_[at] >= '0' && html_[at] <= '9') ||
                        html_[at] == '-' || html_[at] == ':')) {
      ++at;
    }
    return at;
  }

  // Counts the attributes of a tag; returns where it ends.
  std::size_t pass_attributes(std::size_t at) {
    attributes_ = 0;
    char quote = '\0';
    bool behind_blank = false;
    for (; at < html_.size(); ++at) {
      const char c = html_[at];
      if (quote != '\0') {
        if (c == quote) quote = '\0';
        continue;
      }
      if (c == '>') return at;
      const bool blank = c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f' || c == '/';
      if (!blank && behind_blank) ++attributes_;
      if ((c == '"' || c == '\'') && html_[at - 1] == '=') quote = c;
      behind_blank = blank || (c == '"' && quote == '\0');
    }
    return html_.size();
  }

  void open(const std::string& name, bool ends_itself) {
    nodes_ += 1 + (formatting().contains(name) ? 0 : open_formatting_);
    const bool is_foreign = name == "svg" || name == "math" || open_["svg"] + open_["math"] > 0;
    // In svg and math a tag may end itself, and every other one nests.
    if (ends_itself && is_foreign) return;
    if (!is_foreign && not_counted().contains(name)) return;
    ++open_[name];
    ++depth_;
    if (formatting().contains(name)) ++open_formatting_;
  }

  // An end tag counts if it ends something: `</x>` alone does not make a page any flatter.
  void close(const std::string& name) {
    const auto found = open_.find(name);
    if (found == open_.end() || found->second == 0) return;
    --found->second;
    --depth_;
    if (formatting().contains(name)) --open_formatting_;
  }

  std::string_view html_;
  std::map<std::string, std::size_t> open_;
  std::size_t depth_ = 0;
  std::size_t open_formatting_ = 0;
  std::size_t tags_ = 0;
  std::size_t nodes_ = 0;
  std::size_t attributes_ = 0;
};

}  // namespace

HtmlTree::HtmlTree(std::string_view html) {
  if (const std::string reason = ComplexityCheck(html).run(); !reason.empty()) {
    throw TooComplex("has " + reason + "; the page is skipped");
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
  std::string style = lower_case(attribute_of(node, "style"));
  std::erase(style, ' ');
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
        words.push_back(lower_case(word));
        word.clear();
      }
      if (is_letter(c)) word += c;
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
