// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "indexer/extract/raw_text.h"

#include <algorithm>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "arabic/analyzer.h"
#include "arabic/decode.h"
#include "indexer/extract/dates.h"
#include "indexer/extract/labels.h"

namespace fihrist::indexer::extract {
namespace {

using arabic::Token;

// Lines of text, not blank ones, in which titles, bylines and dates are looked for: above the story
// and below it. The longest header that we have met has eleven.
constexpr std::size_t kHeaderLines = 12;
constexpr std::size_t kFooterLines = 6;
// Pages in print view bring their header twice; the second stands within this many lines.
constexpr std::size_t kRepetitionLines = 30;

constexpr std::size_t kLongestTitle = 200;      // characters
constexpr std::size_t kShortestTitle = 3;       // words
constexpr std::size_t kLongestLabelLine = 600;  // bytes: a longer line is a paragraph
constexpr std::size_t kLongestName = 7;         // words of an author or a source
constexpr std::size_t kLongestOutlet = 4;       // words of an outlet's name on a line of its own

struct Line {
  std::size_t begin;  // bytes of the text, without white space at either end
  std::size_t end;
  std::string_view text;
  std::vector<Token> tokens;  // empty for a line that is too long to be anything but a paragraph
  bool cut = false;
};

// White space, no-break spaces and invisible direction marks.
constexpr std::string_view kBlanks[] = {" ",      "\t",     "\u00A0", "\u200B", "\u200E",
                                        "\u200F", "\u202A", "\u202B", "\u202C", "\uFEFF"};
// What stands around a label's value, besides blanks.
constexpr std::string_view kValueMarks[] = {":", "-", "/", "،", ",", ".", "|", "–"};

// Takes any of `marks` off both ends of `text`, as often as they stand there.
std::string_view strip(std::string_view text, std::span<const std::string_view> marks) {
  for (std::size_t before = text.size() + 1; text.size() < before;) {
    before = text.size();
    for (const std::string_view mark : marks) {
      if (text.starts_with(mark)) text.remove_prefix(mark.size());
      if (text.ends_with(mark)) text.remove_suffix(mark.size());
    }
  }
  return text;
}

std::string_view trim(std::string_view text) { return strip(text, kBlanks); }

std::string_view trim_value(std::string_view text) {
  for (std::size_t before = text.size() + 1; text.size() < before;) {
    before = text.size();
    text = strip(trim(text), kValueMarks);
  }
  return text;
}

bool has_any(std::string_view text, std::initializer_list<std::string_view> marks) {
  return std::any_of(marks.begin(), marks.end(), [text](std::string_view mark) {
    return text.find(mark) != std::string_view::npos;
  });
}

// A name of a person or an outlet: a few words, no sentence.
bool is_name(const std::vector<Token>& words, std::string_view text, std::size_t least) {
  return words.size() >= least && words.size() <= kLongestName &&
         !has_any(text, {"\"", "«", "“", ":", "؟", "!"});
}

// A headline: some words, no full stop.
bool looks_like_title(const Line& line) {
  return line.tokens.size() >= kShortestTitle &&
         arabic::count_characters(line.text) <= kLongestTitle && !line.text.ends_with('.') &&
         !line.text.ends_with(".\"") && !line.text.ends_with("،") && !line.text.ends_with(':');
}

// A site's own line above the headline: a slogan with bars, or a name in two scripts.
bool looks_like_banner(const Line& line) {
  const auto latin = static_cast<std::size_t>(
      std::count_if(line.tokens.begin(), line.tokens.end(),
                    [](const Token& token) { return token.script == arabic::Script::kLatin; }));
  return has_any(line.text, {"|", "http", "@"}) || latin * 2 > line.tokens.size();
}

class TextExtractor {
 public:
  explicit TextExtractor(const index::Article& stated) : stated_(stated), article_(stated) {
    split_lines();
  }

  Extraction extract() {
    // Labels first: what they claim is no title. Then the title, since an outlet's name is looked
    // for behind it.
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      if (lines_[i].tokens.empty()) continue;
      if (in_header(i) || in_footer(i)) take_labels(lines_[i]);
      if (in_header(i) && !lines_[i].cut) take_date_line(lines_[i]);
    }
    take_title();
    cut_repetitions();
    take_outlet();
    return assemble();
  }

 private:
  void split_lines() {
    const std::string_view text = stated_.body;
    const arabic::Analyzer analyzer;
    std::size_t begin = 0;
    bool related = false;
    while (begin <= text.size()) {
      const std::size_t end = std::min(text.find('\n', begin), text.size());
      const std::string_view trimmed = trim(text.substr(begin, end - begin));
      if (!trimmed.empty()) {
        const auto at = static_cast<std::size_t>(trimmed.data() - text.data());
        Line line{at, at + trimmed.size(), trimmed, {}, false};
        if (trimmed.size() <= kLongestLabelLine) line.tokens = analyzer.tokenize(trimmed);
        const auto labels = find_labels(line.text, line.tokens);
        related = related || (!labels.empty() && labels[0].kind == LabelKind::kRelated);
        if (!related) ++story_lines_;
        lines_.push_back(std::move(line));
      }
      begin = end + 1;
    }
  }

  bool in_header(std::size_t i) const { return i < kHeaderLines && i < story_lines_; }
  bool in_footer(std::size_t i) const {
    return i < story_lines_ && i + kFooterLines >= story_lines_;
  }

  void cut(Line& line, std::string_view rule) {
    line.cut = true;
    cuts_.push_back({line.begin, line.end, rule});
  }

  // Cuts the line if all of its labels say something that can be used.
  void take_labels(Line& line) {
    const std::vector<Label> labels = find_labels(line.text, line.tokens);
    std::string_view rule;
    for (const Label& label : labels) {
      const std::string_view text =
          line.text.substr(label.value_begin, label.value_end - label.value_begin);
      if (label.kind == LabelKind::kAuthor && text.ends_with('.'))
        return;  // `كتبت: …` and a sentence
      if (!take_value(label.kind, trim_value(text))) return;
      rule = rule_of(label.kind);
    }
    if (!rule.empty()) cut(line, rule);
  }

  static std::string_view rule_of(LabelKind kind) {
    switch (kind) {
      case LabelKind::kAuthor:
        return "byline";
      case LabelKind::kSource:
        return "source line";
      default:
        return "date line";
    }
  }

  bool take_value(LabelKind kind, std::string_view value) {
    switch (kind) {
      case LabelKind::kAuthor:
        // One word is a city or a desk (`كتب - بنغازي`).
        return take_name(value, 2, stated_.author, article_.author);
      case LabelKind::kSource:
        return take_name(value, 1, stated_.source, article_.source);
      case LabelKind::kPublished:
        return take_date(find_date(value), stated_.published, article_.published);
      case LabelKind::kUpdated:
        return take_date(find_date(value), stated_.updated, article_.updated);
      case LabelKind::kRelated:
        return false;
    }
    return false;
  }

  // The first name that the text states wins; a repetition is cut like the first.
  static bool take_name(std::string_view value, std::size_t least, const std::string& stated,
                        std::string& field) {
    if (!is_name(arabic::Analyzer().tokenize(value), value, least)) return false;
    if (stated.empty() && field.empty()) field = value;
    return true;
  }

  static bool take_date(std::optional<index::Moment> date,
                        const std::optional<index::Moment>& stated,
                        std::optional<index::Moment>& field) {
    if (!date) return false;
    if (!stated && !field) field = date;
    return true;
  }

  void take_date_line(Line& line) {
    const auto date = parse_date_line(line.text);
    if (date && take_date(date, stated_.published, article_.published)) cut(line, "date line");
  }

  void take_title() {
    if (!stated_.title.empty()) return;
    const std::size_t header = std::min(kHeaderLines, story_lines_);
    const std::size_t title = find_title(header);
    if (title == header) return;
    article_.title = lines_[title].text;
    for (std::size_t i = 0; i < title; ++i) {
      if (!lines_[i].cut) cut(lines_[i], "site banner");
    }
    cut(lines_[title], "title");
  }

  // The line of the title among the first `header` lines, or `header`.
  std::size_t find_title(std::size_t header) const {
    std::size_t first = 0;
    while (first < header && lines_[first].cut) ++first;
    // One or two words are a site's name or a section's.
    const std::size_t line = first;
    while (first < header && first < line + 2 && !lines_[first].cut &&
           !lines_[first].tokens.empty() && lines_[first].tokens.size() < kShortestTitle &&
           !lines_[first].text.ends_with('.')) {
      ++first;
    }
    if (first == header || lines_[first].cut || lines_.size() < 2 ||
        !looks_like_title(lines_[first]))
      return header;
    if (!looks_like_banner(lines_[first]) || repeats(first)) return first;
    for (std::size_t i = first + 1; i < header; ++i) {
      if (lines_[i].cut) break;
      if (looks_like_title(lines_[i]) && !looks_like_banner(lines_[i])) return i;
    }
    return first;
  }

  bool repeats(std::size_t line) const {
    const std::string key = arabic::join_exact(lines_[line].tokens);
    return std::any_of(lines_.begin() + static_cast<std::ptrdiff_t>(line) + 1, lines_.end(),
                       [&](const Line& other) { return arabic::join_exact(other.tokens) == key; });
  }

  // A line between the title and the story that is nothing but an outlet's name, alone or behind a
  // city (`عمّان - وكالة …`).
  void take_outlet() {
    const std::size_t header = std::min(kHeaderLines, story_lines_);
    for (std::size_t i = 0; i < header && article_.source.empty(); ++i) {
      Line& line = lines_[i];
      if (line.cut) continue;
      if (line.tokens.empty() || line.tokens.size() > kLongestOutlet || line.text.ends_with('.'))
        break;
      const std::size_t dash = line.text.find(" - ");
      const std::string_view name =
          dash == std::string_view::npos ? line.text : trim(line.text.substr(dash + 3));
      const auto words = arabic::Analyzer().tokenize(name);
      if (!is_name(words, name, 1)) continue;
      const bool beside_date =
          i > 0 && i + 1 < lines_.size() && lines_[i - 1].cut && lines_[i + 1].cut;
      if (names_outlet(words, 0) ||
          (beside_date && dash == std::string_view::npos && is_quoted(name))) {
        article_.source = name;
        cut(line, "outlet line");
      }
    }
  }

  // Whether the story puts `name` between quotation marks, as it does with a paper's name.
  bool is_quoted(std::string_view name) const {
    for (const auto& [open, close] :
         {std::pair<std::string_view, std::string_view>{"\"", "\""}, {"«", "»"}, {"“", "”"}}) {
      const std::string quoted = std::string(open).append(name).append(close);
      if (stated_.body.find(quoted) != std::string::npos) return true;
    }
    return false;
  }

  // What was title, byline or date above is no more text when it is said again.
  void cut_repetitions() {
    std::vector<std::string> known;
    if (!stated_.title.empty()) known.push_back(arabic::Analyzer().folded_key(stated_.title));
    const std::size_t end = std::min(kRepetitionLines, story_lines_);
    for (std::size_t i = 0; i < end; ++i) {
      Line& line = lines_[i];
      if (line.tokens.empty()) continue;
      const std::string key = arabic::join_exact(line.tokens);
      if (line.cut) {
        known.push_back(key);
      } else if (std::find(known.begin(), known.end(), key) != known.end()) {
        cut(line, "repeated header");
      }
    }
  }

  Extraction assemble() {
    std::string body;
    body.reserve(stated_.body.size());
    for (const Line& line : lines_) {
      if (line.cut) continue;
      if (!body.empty()) body += '\n';
      body += line.text;
    }
    article_.body = std::move(body);
    std::sort(cuts_.begin(), cuts_.end(),
              [](const Cut& a, const Cut& b) { return a.begin < b.begin; });
    return {std::move(article_), std::move(cuts_)};
  }

  const index::Article& stated_;
  index::Article article_;
  std::vector<Line> lines_;
  std::size_t story_lines_ = 0;  // lines before a related article begins
  std::vector<Cut> cuts_;
};

}  // namespace

Extraction extract_from_text(const index::Article& stated) {
  return TextExtractor(stated).extract();
}

}  // namespace fihrist::indexer::extract
