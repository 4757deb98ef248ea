// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "indexer/sources/feed.h"

#include <libxml/parser.h>

#include <cstdarg>
#include <cstdio>
#include <exception>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "indexer/extract/language.h"
#include "indexer/extract/trim.h"
#include "indexer/sources/feed_item.h"
#include "indexer/sources/xml_input.h"

namespace fihrist::indexer {
namespace {

// Elements deeper than this are no feed. libxml2 itself has no limit with XML_PARSE_HUGE.
constexpr int kDeepest = 5000;
constexpr std::size_t kMostFields = 10'000;  // of an item

std::string_view view(const xmlChar* text) {
  return text == nullptr ? std::string_view() : reinterpret_cast<const char*>(text);
}

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
    if ((is_rss(space) || is_atom(space)) && (name == "item" || name == "entry")) {
      // Items do not nest: where one seems to, an end tag is missing.
      end_item();
      item_.emplace(Location{file_.shown, line()});
      item_bytes_ = 0;
      item_fields_ = 0;
      item_depth_ = depth_;
    } else if (is_field(name, space)) {
      begin_field(name, space, attributes);
    } else if (field_) {
      start_inside(name);
    }
  }

  // Whether an element says something of the item, or of the channel. (Not of its image: that comes
  // behind, and the first title counts.)
  bool is_field(std::string_view name, std::string_view space) const {
    if (item_) return depth_ == item_depth_ + 1;
    const bool is_core = is_rss(space) || is_atom(space);
    return (is_core && name == "title") ||
           ((is_core || is_dublin_core(space)) && name == "language");
  }

  void begin_field(std::string_view name, std::string_view space, const Attributes& attributes) {
    if (item_ && ++item_fields_ > kMostFields) return;
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
      item_bytes_ += text.size();
      if (item_bytes_ > kLongestPage) return;
    }
    if (field_->type == "xhtml") {
      append_escaped(text, field_->text);
    } else {
      field_->text += text;
    }
    if (is_name_inside_) field_->name_inside += text;
  }

  void take_field() {
    if (item_) {
      item_->take(*field_);
    } else if (field_->name == "title") {
      if (channel_.empty()) channel_ = field_->line();
    } else if (language_.empty()) {
      language_ = extract::language_code(field_->line());
    }
  }

  void end_item() {
    if (!item_) return;
    if (field_) {  // an end tag is missing
      take_field();
      field_.reset();
    }
    FeedItem item = std::move(*item_);
    item_.reset();
    ++items_;
    if (!item.is_published()) return;
    if (item_bytes_ > kLongestPage || item_fields_ > kMostFields) {
      problems_({ProblemKind::kTooLong, item.where(),
                 "is an item of more than " + std::to_string(kLongestPage / kMebibyte) +
                     " MiB, or of thousands of fields; it is skipped"});
      return;
    }
    if (item.bad_date()) {
      problems_({ProblemKind::kBadField, item.where(),
                 "states a date that cannot be read (`" + *item.bad_date() + "`); it is left out"});
    }
    RawArticle raw = std::move(item).finish(channel_, language_);
    raw.encoding = text_.encoding;
    raw.bytes_read = text_.input->bytes_read();
    sink_(std::move(raw));
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
  std::optional<FeedItem> item_;
  std::size_t item_bytes_ = 0;
  std::size_t item_fields_ = 0;
  int item_depth_ = 0;
  std::optional<FeedField> field_;
  int field_depth_ = 0;
  bool is_name_inside_ = false;
};

}  // namespace

void read_feed(const SourceFile& file, TextInput& text, const RawArticleSink& sink,
               const ProblemSink& problems) {
  FeedReader(file, text, sink, problems).read();
}

}  // namespace fihrist::indexer
