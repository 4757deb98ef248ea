// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "indexer/sources/feed.h"

#include <libxml/xmlreader.h>

#include <algorithm>
#include <exception>
#include <iterator>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "indexer/extract/dates.h"
#include "indexer/extract/html_line.h"
#include "indexer/extract/trim.h"
#include "indexer/sources/clean_text.h"

namespace fihrist::indexer {
namespace {

constexpr std::string_view kAtom = "http://www.w3.org/2005/Atom";
constexpr std::string_view kDublinCore = "http://purl.org/dc/elements/1.1/";
constexpr std::string_view kContent = "http://purl.org/rss/1.0/modules/content/";
constexpr std::string_view kRss[] = {"", "http://purl.org/rss/1.0/",
                                     "http://backend.userland.com/rss2"};
constexpr std::string_view kWordPress = "http://wordpress.org/export/";  // and a version

std::string_view view(const xmlChar* text) {
  return text == nullptr ? std::string_view() : reinterpret_cast<const char*>(text);
}

bool is_element(const xmlNode* node) { return node->type == XML_ELEMENT_NODE; }

std::string_view name_of(const xmlNode* node) { return view(node->name); }

std::string_view space_of(const xmlNode* node) {
  return node->ns == nullptr ? std::string_view() : view(node->ns->href);
}

bool is_rss(std::string_view space) {
  return std::find(std::begin(kRss), std::end(kRss), space) != std::end(kRss);
}

std::string attribute(const xmlNode* node, const char* name) {
  for (const xmlAttr* one = node->properties; one != nullptr; one = one->next) {
    if (view(one->name) != name || one->children == nullptr) continue;
    return std::string(view(one->children->content));
  }
  return {};
}

// The text inside a node. Entities stay what they are: those of HTML are resolved with its markup,
// and those that a document made itself are not worth the danger (a few lines of them expand to
// gigabytes).
void append_text(const xmlNode* node, std::string& text) {
  for (const xmlNode* child = node->children; child != nullptr; child = child->next) {
    if (child->type == XML_TEXT_NODE || child->type == XML_CDATA_SECTION_NODE) {
      text += view(child->content);
    } else if (child->type == XML_ENTITY_REF_NODE) {
      text.append("&").append(view(child->name)).append(";");
    } else if (is_element(child)) {
      append_text(child, text);
    }
  }
}

std::string text_of(const xmlNode* node) {
  std::string text;
  append_text(node, text);
  return clean_text(extract::trim(text));
}

// A title or a name: HTML of one line, without its tags.
std::string line_of(const xmlNode* node) {
  std::string text = text_of(node);
  if (text.find_first_of("<&") != std::string::npos) text = extract::html_to_line(text);
  return text;
}

// The children of a node as markup, for Atom's `type="xhtml"`.
std::string inner_markup(xmlNode* node) {
  const std::unique_ptr<xmlBuffer, void (*)(xmlBuffer*)> buffer(xmlBufferCreate(), xmlBufferFree);
  for (xmlNode* child = node->children; child != nullptr; child = child->next) {
    xmlNodeDump(buffer.get(), node->doc, child, 0, 0);
  }
  return clean_text(view(xmlBufferContent(buffer.get())));
}

// Hands libxml2 the bytes of an Input. An exception waits until libxml2 has returned.
struct Source {
  Input& input;
  std::exception_ptr failure = nullptr;

  static int read(void* context, char* buffer, int size) {
    auto* source = static_cast<Source*>(context);
    try {
      return static_cast<int>(source->input.read(buffer, static_cast<std::size_t>(size)));
    } catch (...) {
      source->failure = std::current_exception();
      return 0;
    }
  }
};

// The first thing that libxml2 could not make sense of.
struct Complaint {
  std::string message;
  int line = 0;

  static void note(void* context, const char* message, xmlParserSeverities severity,
                   xmlTextReaderLocatorPtr locator) {
    auto* complaint = static_cast<Complaint*>(context);
    const bool is_error = severity == XML_PARSER_SEVERITY_ERROR;
    if (!is_error || !complaint->message.empty()) return;
    complaint->message = extract::trim(view(reinterpret_cast<const xmlChar*>(message)));
    complaint->line = xmlTextReaderLocatorLineNumber(locator);
  }
};

class FeedReader {
 public:
  FeedReader(const SourceFile& file, TextInput& text, const RawArticleSink& sink,
             const ProblemSink& problems)
      : file_(file), text_(text), sink_(sink), problems_(problems) {}

  void read() {
    Source source{*text_.input};
    Complaint complaint;
    // No XML_PARSE_NOENT, no XML_PARSE_DTDLOAD and no XML_PARSE_HUGE: nothing is expanded, nothing
    // else is read, and libxml2's own limits hold (10 MB a text).
    const std::unique_ptr<xmlTextReader, void (*)(xmlTextReader*)> reader(
        xmlReaderForIO(Source::read, nullptr, &source, nullptr, "UTF-8",
                       XML_PARSE_RECOVER | XML_PARSE_NONET | XML_PARSE_NOCDATA | XML_PARSE_COMPACT |
                           XML_PARSE_BIG_LINES),
        xmlFreeTextReader);
    if (!reader) throw std::bad_alloc();
    xmlTextReaderSetErrorHandler(reader.get(), Complaint::note, &complaint);
    int more = xmlTextReaderRead(reader.get());
    while (more == 1) {
      const bool is_item = take_node(reader.get());
      more = is_item ? xmlTextReaderNext(reader.get()) : xmlTextReaderRead(reader.get());
    }
    if (source.failure) std::rethrow_exception(source.failure);
    if (!is_feed_ && complaint.message.empty()) {
      problems_({ProblemKind::kUnknownFormat,
                 {file_.path.string(), 0},
                 "holds neither RSS nor Atom (its root is `" + root_ + "`); the file is skipped"});
    } else if (!complaint.message.empty()) {
      problems_({ProblemKind::kBrokenXml,
                 {file_.path.string(), static_cast<std::size_t>(complaint.line)},
                 "is not well-formed (" + complaint.message + "); " + std::to_string(items_) +
                     " items were read"});
    }
  }

 private:
  // Whether the node was an item, which has been taken whole.
  bool take_node(xmlTextReader* reader) {
    if (xmlTextReaderNodeType(reader) != XML_READER_TYPE_ELEMENT) return false;
    const std::string_view name = view(xmlTextReaderConstLocalName(reader));
    const int depth = xmlTextReaderDepth(reader);
    if (depth == 0) {
      root_ = name;
      is_feed_ = name == "rss" || name == "feed" || name == "RDF";
      return false;
    }
    if (!is_feed_) return false;
    if (name == "item" || name == "entry") {
      if (xmlNode* node = xmlTextReaderExpand(reader)) take_item(node);
      return true;
    }
    // Of the channel itself, before its items.
    const bool of_channel = depth == (root_ == "feed" ? 1 : 2);
    if (of_channel && (name == "title" || name == "language")) {
      if (xmlNode* node = xmlTextReaderExpand(reader)) {
        std::string& value = name == "title" ? channel_ : language_;
        if (value.empty()) value = line_of(node);
      }
    }
    return false;
  }

  void take_item(xmlNode* item) {
    ++items_;
    raw_ = {};
    raw_.where = {file_.path.string(), static_cast<std::size_t>(xmlGetLineNo(item))};
    raw_.markup = extract::Markup::kFragment;
    raw_.stated.source = channel_;
    raw_.stated.language = language_.substr(0, language_.find_first_of("-_"));
    summary_.clear();
    is_published_ = true;
    for (xmlNode* field = item->children; field != nullptr; field = field->next) {
      if (is_element(field)) take_field(field);
    }
    if (!is_published_) return;  // a draft, a page, an attachment or a menu of WordPress
    if (raw_.stated.body.empty()) raw_.stated.body = std::move(summary_);
    raw_.encoding = text_.encoding;
    raw_.bytes_read = text_.input->bytes_read();
    sink_(std::move(raw_));
  }

  void take_field(xmlNode* field) {
    const std::string_view name = name_of(field);
    const std::string_view space = space_of(field);
    if (space == kAtom) {
      take_atom_field(name, field);
    } else if (space == kContent && name == "encoded") {
      raw_.stated.body = text_of(field);
    } else if (space == kDublinCore && name == "creator") {
      raw_.stated.author = line_of(field);
    } else if (space == kDublinCore && name == "date") {
      take_date(text_of(field), raw_.stated.published);
    } else if (space.starts_with(kWordPress)) {
      take_wordpress_field(name, field);
    } else if (is_rss(space)) {
      take_rss_field(name, field);
    }
  }

  void take_rss_field(std::string_view name, xmlNode* field) {
    index::Article& stated = raw_.stated;
    if (name == "title") {
      stated.title = line_of(field);
    } else if (name == "link") {
      stated.url = text_of(field);
    } else if (name == "guid") {
      stated.id = text_of(field);
    } else if (name == "description") {
      summary_ = text_of(field);
    } else if (name == "pubDate") {
      take_date(text_of(field), stated.published);
    } else if (name == "author" && stated.author.empty()) {
      stated.author = name_of_author(line_of(field));
    } else if (name == "category") {
      add_keyword(line_of(field));
    } else if (name == "source") {
      if (std::string source = line_of(field); !source.empty()) stated.source = std::move(source);
    }
  }

  void take_atom_field(std::string_view name, xmlNode* field) {
    index::Article& stated = raw_.stated;
    if (name == "title") {
      stated.title = line_of(field);
    } else if (name == "id") {
      stated.id = text_of(field);
    } else if (name == "link") {
      const std::string relation = attribute(field, "rel");
      if (relation.empty() || relation == "alternate") stated.url = attribute(field, "href");
    } else if (name == "published") {
      take_date(text_of(field), stated.published);
    } else if (name == "updated") {
      take_date(text_of(field), stated.updated);
    } else if (name == "content") {
      stated.body = attribute(field, "type") == "xhtml" ? inner_markup(field) : text_of(field);
    } else if (name == "summary") {
      summary_ = attribute(field, "type") == "xhtml" ? inner_markup(field) : text_of(field);
    } else if (name == "category") {
      const std::string label = attribute(field, "label");
      add_keyword(label.empty() ? attribute(field, "term") : label);
    } else if (name == "author") {
      for (xmlNode* child = field->children; child != nullptr; child = child->next) {
        if (is_element(child) && name_of(child) == "name" && stated.author.empty()) {
          stated.author = line_of(child);
        }
      }
    }
  }

  void take_wordpress_field(std::string_view name, xmlNode* field) {
    const std::string value = text_of(field);
    if (name == "post_type" && value != "post") is_published_ = false;
    if (name == "status" && value != "publish") is_published_ = false;
    // In UTC, which is more than the day of pubDate says; a post that was never dated has zeros.
    constexpr std::string_view kNever = "0000";
    if (name == "post_date_gmt" && !value.starts_with(kNever)) {
      take_date(value, raw_.stated.published);
    }
    if (name == "post_modified_gmt" && !value.starts_with(kNever)) {
      take_date(value, raw_.stated.updated);
    }
  }

  void take_date(const std::string& text, std::optional<index::Moment>& date) {
    if (text.empty()) return;
    if (const auto found = extract::read_stated_date(text)) {
      date = found;
    } else {
      problems_({ProblemKind::kBadField, raw_.where,
                 "states a date that cannot be read (`" + text + "`); it is left out"});
    }
  }

  void add_keyword(std::string keyword) {
    if (!keyword.empty()) raw_.stated.keywords.push_back(std::move(keyword));
  }

  // RSS wants `desk@paper.example (Name)`, and newspapers write what they like.
  static std::string name_of_author(const std::string& author) {
    const std::size_t open = author.find('(');
    if (author.find('@') == std::string::npos) return author;
    if (open == std::string::npos) return {};
    return author.substr(open + 1, author.find(')', open) - open - 1);
  }

  const SourceFile& file_;
  TextInput& text_;
  const RawArticleSink& sink_;
  const ProblemSink& problems_;
  std::string root_;
  bool is_feed_ = false;
  std::string channel_;
  std::string language_;
  std::size_t items_ = 0;
  // Of the item that is being read.
  RawArticle raw_;
  std::string summary_;
  bool is_published_ = true;
};

}  // namespace

void read_feed(const SourceFile& file, TextInput& text, const RawArticleSink& sink,
               const ProblemSink& problems) {
  FeedReader(file, text, sink, problems).read();
}

}  // namespace fihrist::indexer
