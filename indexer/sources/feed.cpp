// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "indexer/sources/feed.h"

#include <libxml/parser.h>

#include <algorithm>
#include <cstdarg>
#include <cstdio>
#include <exception>
#include <iterator>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "indexer/extract/dates.h"
#include "indexer/extract/html_line.h"
#include "indexer/extract/language.h"
#include "indexer/extract/trim.h"
#include "indexer/sources/clean_text.h"
#include "indexer/sources/xml_input.h"

namespace fihrist::indexer {
namespace {

// RSS itself, in all its versions, and the modules whose elements are read.
constexpr std::string_view kRss[] = {
    "", "http://purl.org/rss/1.0/", "http://my.netscape.com/rdf/simple/0.9/",
    "http://channel.netscape.com/rdf/simple/0.9/", "http://backend.userland.com/rss2"};
constexpr std::string_view kAtom[] = {"http://www.w3.org/2005/Atom",
                                      "http://purl.org/atom/ns#"};  // 1.0 and 0.3
constexpr std::string_view kDublinCore = "http://purl.org/dc/elements/1.1/";
constexpr std::string_view kContent = "http://purl.org/rss/1.0/modules/content/";
constexpr std::string_view kWordPress = "http://wordpress.org/export/";  // and a version

// Elements deeper than this are no feed. libxml2 itself has no limit with XML_PARSE_HUGE.
constexpr int kDeepest = 5000;

template <std::size_t n>
bool is_one_of(std::string_view space, const std::string_view (&spaces)[n]) {
  return std::find(std::begin(spaces), std::end(spaces), space) != std::end(spaces);
}

std::string_view view(const xmlChar* text) {
  return text == nullptr ? std::string_view() : reinterpret_cast<const char*>(text);
}

// Text as HTML that shows it.
void append_escaped(std::string_view text, std::string& html) {
  for (const char c : text) {
    if (c == '&') {
      html += "&amp;";
    } else if (c == '<') {
      html += "&lt;";
    } else {
      html += c;
    }
  }
}

// What an element of an item holds.
struct Field {
  std::string name;
  std::string space;
  std::string type;         // of Atom: text, html or xhtml
  std::string link;         // Atom's href, where it leads to the article
  std::string label;        // Atom's name of a category
  std::string text;         // markup, if it is xhtml; its text as it stands otherwise
  std::string name_inside;  // of Atom's author: the name among its address and e-mail
};

// What stands in one item, until it is whole.
struct Item {
  RawArticle raw;
  std::string summary;
  std::optional<std::string> bad_date;
  bool is_published = true;  // not a draft, a page, an attachment or a menu of WordPress
  bool is_of_wordpress = false;
  bool is_too_long = false;
  std::size_t bytes = 0;
  std::size_t fields = 0;
};

class FeedReader {
 public:
  FeedReader(const SourceFile& file, TextInput& text, const RawArticleSink& sink,
             const ProblemSink& problems)
      : file_(file), text_(text), input_(*text.input), sink_(sink), problems_(problems) {}

  void read() {
    xmlSAXHandler handler{};
    handler.initialized = XML_SAX2_MAGIC;
    handler.startElementNs = start_element;
    handler.endElementNs = end_element;
    handler.characters = characters;
    handler.ignorableWhitespace = characters;
    handler.cdataBlock = characters;
    handler.error = complain;
    handler.fatalError = complain;
    // Events, and no tree: an item that is not well-formed costs itself at most, and an export of
    // gigabytes no memory.
    const std::unique_ptr<xmlParserCtxt, void (*)(xmlParserCtxt*)> parser(
        xmlCreatePushParserCtxt(&handler, this, nullptr, 0, nullptr), xmlFreeParserCtxt);
    if (!parser) throw std::bad_alloc();
    parser_ = parser.get();
    // XML_PARSE_HUGE lifts limits that guard against what XmlInput has taken out already. The text
    // is UTF-8 by now, whatever it declares.
    xmlCtxtUseOptions(parser_, XML_PARSE_RECOVER | XML_PARSE_NONET | XML_PARSE_HUGE |
                                   XML_PARSE_NOENT | XML_PARSE_IGNORE_ENC | XML_PARSE_BIG_LINES);
    std::string chunk(std::size_t{64} * 1024, '\0');
    while (const std::size_t got = input_.read(chunk.data(), chunk.size())) {
      xmlParseChunk(parser_, chunk.data(), static_cast<int>(got), 0);
      if (failure_) std::rethrow_exception(failure_);
      if (is_too_deep_) break;
    }
    if (!is_too_deep_) xmlParseChunk(parser_, nullptr, 0, 1);
    if (failure_) std::rethrow_exception(failure_);
    end_item();
    tell();
  }

 private:
  // What was wrong with the file as a whole.
  void tell() {
    const std::string path = file_.shown;
    if (const auto line = input_.ill_formed_line()) {
      problems_({ProblemKind::kInvalidUtf8,
                 {path, *line},
                 "has bytes that are not UTF-8; they are kept as U+FFFD"});
    }
    const std::string read = std::to_string(items_) + " items were read";
    if (is_too_deep_) {
      problems_({ProblemKind::kTooComplex,
                 {path, 0},
                 "has elements nested more than " + std::to_string(kDeepest) + " deep; " + read});
    } else if (!root_.empty() && !is_feed_) {
      problems_({ProblemKind::kUnknownFormat,
                 {path, 0},
                 "holds neither RSS nor Atom (its root is `" + root_ + "`); the file is skipped"});
    } else if (!complaint_.empty() || root_.empty()) {
      problems_({ProblemKind::kBrokenXml,
                 {path, complaint_line_},
                 "is not well-formed (" + (complaint_.empty() ? "it is empty" : complaint_) +
                     "); " + read});
    }
  }

  // Runs `work` for one of libxml2's events. An exception must not go through its C code: it waits
  // until libxml2 has returned.
  template <typename Work>
  static void guarded(void* context, Work work) {
    auto* reader = static_cast<FeedReader*>(context);
    if (reader->failure_ || reader->is_too_deep_) return;
    try {
      work(*reader);
    } catch (...) {
      reader->failure_ = std::current_exception();
      xmlStopParser(reader->parser_);
    }
  }

  static void start_element(void* context, const xmlChar* name, const xmlChar*,
                            const xmlChar* space, int, const xmlChar**, int attributes, int,
                            const xmlChar** values) {
    guarded(context, [&](FeedReader& reader) {
      Attributes all;
      for (int i = 0; i < attributes; ++i) {
        // Name, prefix, namespace, begin and end of the value.
        const xmlChar** one = values + std::ptrdiff_t{5} * i;
        all.emplace_back(view(one[0]), std::string(reinterpret_cast<const char*>(one[3]),
                                                   static_cast<std::size_t>(one[4] - one[3])));
      }
      reader.start(view(name), view(space), all);
    });
  }

  static void end_element(void* context, const xmlChar* name, const xmlChar*, const xmlChar*) {
    guarded(context, [&](FeedReader& reader) { reader.end(view(name)); });
  }

  static void characters(void* context, const xmlChar* text, int length) {
    guarded(context, [&](FeedReader& reader) {
      reader.add_text({reinterpret_cast<const char*>(text), static_cast<std::size_t>(length)});
    });
  }

  // The first thing that libxml2 could not make sense of.
  static void complain(void* context, const char* format, ...) {
    auto* reader = static_cast<FeedReader*>(context);
    if (!reader->complaint_.empty()) return;
    char text[300];
    std::va_list values;
    va_start(values, format);
    std::vsnprintf(text, sizeof text, format, values);
    va_end(values);
    reader->complaint_ = extract::trim(text);
    reader->complaint_line_ = reader->line();
  }

  using Attributes = std::vector<std::pair<std::string_view, std::string>>;

  static std::string attribute(const Attributes& attributes, std::string_view name) {
    for (const auto& [one, value] : attributes) {
      if (one == name) return value;
    }
    return {};
  }

  std::size_t line() const {
    return parser_->input == nullptr ? 0 : static_cast<std::size_t>(parser_->input->line);
  }

  void start(std::string_view name, std::string_view space, const Attributes& attributes) {
    if (++depth_ > kDeepest) {
      is_too_deep_ = true;
      xmlStopParser(parser_);
      return;
    }
    if (depth_ == 1) {
      root_ = name;
      is_feed_ = name == "rss" || name == "feed" || name == "RDF";
      return;
    }
    if (!is_feed_) return;
    const bool is_core = is_one_of(space, kRss) || is_one_of(space, kAtom);
    if (is_core && (name == "item" || name == "entry")) {
      // Items do not nest: where one seems to, an end tag is missing.
      end_item();
      item_.emplace();
      item_->raw.where = {file_.shown, line()};
      item_depth_ = depth_;
    } else if (item_ && depth_ == item_depth_ + 1) {
      begin_field(name, space, attributes);
    } else if (!item_ && ((is_core && name == "title") ||
                          ((is_core || space == kDublinCore) && name == "language"))) {
      // Of the channel, and not of its image: that comes behind, and the first counts.
      begin_field(name, space, attributes);
    } else if (field_) {
      start_inside(name);
    }
  }

  void begin_field(std::string_view name, std::string_view space, const Attributes& attributes) {
    constexpr std::size_t kMostFields = 10'000;
    if (item_ && ++item_->fields > kMostFields) {
      item_->is_too_long = true;
      return;
    }
    field_.emplace();
    field_->name = name;
    field_->space = space;
    field_->type = attribute(attributes, "type");
    const std::string relation = attribute(attributes, "rel");
    if (relation.empty() || relation == "alternate") field_->link = attribute(attributes, "href");
    field_->label = attribute(attributes, "label");
    if (field_->label.empty()) field_->label = attribute(attributes, "term");
    field_depth_ = depth_;
  }

  // Inside of a field: markup of XHTML, or a part that is looked for.
  void start_inside(std::string_view name) {
    is_name_inside_ = name == "name" && depth_ == field_depth_ + 1;
    if (field_->type == "xhtml") field_->text.append("<").append(name).append(">");
  }

  void end(std::string_view name) {
    if (field_ && depth_ == field_depth_) {
      take_field();
      field_.reset();
    } else if (field_) {
      is_name_inside_ = false;
      if (field_->type == "xhtml") field_->text.append("</").append(name).append(">");
    } else if (item_ && depth_ == item_depth_) {
      end_item();
    }
    --depth_;
  }

  void add_text(std::string_view text) {
    if (!field_) return;
    if (item_) {
      item_->bytes += text.size();
      if (item_->bytes > kLongestPage) {
        item_->is_too_long = true;
        return;
      }
    }
    if (field_->type == "xhtml") {
      append_escaped(text, field_->text);
    } else {
      field_->text += text;
    }
    if (is_name_inside_) field_->name_inside += text;
  }

  void take_field() {
    if (!item_) {
      std::string& value = field_->name == "title" ? channel_ : language_;
      if (value.empty()) value = line_of_field();
      if (&value == &language_) language_ = extract::language_code(language_);
      return;
    }
    const std::string& name = field_->name;
    const std::string_view space = field_->space;
    if (is_one_of(space, kAtom)) {
      take_atom_field(name);
    } else if (space == kContent && name == "encoded") {
      item_->raw.stated.body = text_of_field();
    } else if (space == kDublinCore && name == "creator") {
      if (item_->raw.stated.author.empty()) item_->raw.stated.author = line_of_field();
    } else if (space == kDublinCore && name == "date") {
      take_date(item_->raw.stated.published);
    } else if (space.starts_with(kWordPress)) {
      take_wordpress_field(name);
    } else if (is_one_of(space, kRss)) {
      take_rss_field(name);
    }
  }

  std::string text_of_field() const { return clean_text(extract::trim(field_->text)); }

  // HTML, whatever Atom's type of the field is.
  std::string html_of_field() const {
    if (is_one_of(field_->space, kAtom) && (field_->type.empty() || field_->type == "text")) {
      std::string html;
      append_escaped(text_of_field(), html);
      return html;
    }
    return text_of_field();
  }

  // A title or a name: one line, without its markup.
  std::string line_of_field() const { return extract::html_to_line(html_of_field()); }

  void take_rss_field(const std::string& name) {
    index::Article& stated = item_->raw.stated;
    if (name == "title") {
      stated.title = line_of_field();
    } else if (name == "link") {
      stated.url = text_of_field();
    } else if (name == "guid") {
      stated.id = text_of_field();
    } else if (name == "description") {
      item_->summary = text_of_field();
    } else if (name == "pubDate") {
      take_date(stated.published);
    } else if (name == "author" && stated.author.empty()) {
      stated.author = name_of_author(line_of_field());
    } else if (name == "category") {
      add_keyword(line_of_field());
    } else if (name == "source") {
      stated.source = line_of_field();
    }
  }

  void take_atom_field(const std::string& name) {
    index::Article& stated = item_->raw.stated;
    if (name == "title") {
      stated.title = line_of_field();
    } else if (name == "id") {
      stated.id = text_of_field();
    } else if (name == "link") {
      if (stated.url.empty()) stated.url = field_->link;
    } else if (name == "published" || name == "issued" || name == "created") {
      take_date(stated.published);
    } else if (name == "updated" || name == "modified") {
      take_date(stated.updated);
    } else if (name == "content") {
      stated.body = html_of_field();
    } else if (name == "summary") {
      item_->summary = html_of_field();
    } else if (name == "category") {
      add_keyword(field_->label);
    } else if (name == "author" && stated.author.empty()) {
      stated.author = clean_text(extract::trim(field_->name_inside));
    }
  }

  void take_wordpress_field(const std::string& name) {
    item_->is_of_wordpress = true;
    const std::string value = text_of_field();
    if (name == "post_type" && value != "post") item_->is_published = false;
    if (name == "status" && value != "publish") item_->is_published = false;
    // In UTC, which is more than the day of pubDate says; a post that was never dated has zeros.
    constexpr std::string_view kNever = "0000";
    if (value.starts_with(kNever)) return;
    if (name == "post_date_gmt") take_date(item_->raw.stated.published);
    if (name == "post_modified_gmt") take_date(item_->raw.stated.updated);
  }

  void take_date(std::optional<index::Moment>& date) {
    const std::string text = text_of_field();
    if (text.empty()) return;
    if (const auto found = extract::read_stated_date(text)) {
      date = found;
    } else if (!item_->bad_date) {
      item_->bad_date = text;
    }
  }

  void add_keyword(std::string keyword) {
    if (!keyword.empty()) item_->raw.stated.keywords.push_back(std::move(keyword));
  }

  // RSS wants `desk@paper.example (Name)`, and newspapers write what they like.
  static std::string name_of_author(const std::string& author) {
    const std::size_t open = author.find('(');
    if (author.find('@') == std::string::npos) return author;
    if (open == std::string::npos) return {};
    return author.substr(open + 1, author.find(')', open) - open - 1);
  }

  // The older editor of WordPress saves no <p>: a blank line parts paragraphs.
  static std::string with_paragraphs(const std::string& text) {
    std::string html;
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t gap = std::min(text.find("\n\n", at), text.size());
      html.append(text, at, gap - at);
      if (gap < text.size()) html += "\n<br>\n";
      at = gap + 2;
    }
    return html;
  }

  void end_item() {
    if (!item_) return;
    if (field_) {  // an end tag is missing
      take_field();
      field_.reset();
    }
    Item item = std::move(*item_);
    item_.reset();
    ++items_;
    if (!item.is_published) return;
    const Location where = item.raw.where;
    if (item.is_too_long) {
      problems_({ProblemKind::kTooLong, where,
                 "is an item of more than " + std::to_string(kLongestPage / kMebibyte) +
                     " MiB, or of thousands of fields; it is skipped"});
      return;
    }
    if (item.bad_date) {
      problems_({ProblemKind::kBadField, where,
                 "states a date that cannot be read (`" + *item.bad_date + "`); it is left out"});
    }
    index::Article& stated = item.raw.stated;
    if (stated.body.empty()) stated.body = std::move(item.summary);
    if (item.is_of_wordpress) stated.body = with_paragraphs(stated.body);
    if (stated.source.empty()) stated.source = channel_;
    stated.language = language_;
    item.raw.markup = extract::Markup::kFragment;
    item.raw.encoding = text_.encoding;
    item.raw.bytes_read = text_.input->bytes_read();
    sink_(std::move(item.raw));
  }

  const SourceFile& file_;
  TextInput& text_;
  XmlInput input_;
  const RawArticleSink& sink_;
  const ProblemSink& problems_;
  xmlParserCtxt* parser_ = nullptr;
  std::exception_ptr failure_;
  std::string complaint_;
  std::size_t complaint_line_ = 0;

  int depth_ = 0;
  bool is_too_deep_ = false;
  std::string root_;
  bool is_feed_ = false;
  std::string channel_;
  std::string language_;
  std::size_t items_ = 0;
  std::optional<Item> item_;
  int item_depth_ = 0;
  std::optional<Field> field_;
  int field_depth_ = 0;
  bool is_name_inside_ = false;
};

}  // namespace

void read_feed(const SourceFile& file, TextInput& text, const RawArticleSink& sink,
               const ProblemSink& problems) {
  FeedReader(file, text, sink, problems).read();
}

}  // namespace fihrist::indexer
