// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "indexer/extract/raw_text.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <utility>

#include "arabic/analyzer.h"
#include "indexer/extract/dates.h"
#include "indexer/extract/labels.h"
#include "indexer/extract/lines.h"
#include "indexer/extract/related.h"
#include "indexer/extract/thread_analyzer.h"
#include "indexer/extract/trim.h"

namespace fihrist::indexer::extract {
namespace {

using arabic::Token;

// Lines of text, not blank ones, in which titles, bylines and dates are looked for: above the story
// and below it. The longest header that we have met has eleven.
constexpr std::size_t kHeaderLines = 12;
constexpr std::size_t kFooterLines = 6;
// Pages in print view bring their header twice; the second stands within this many lines.
constexpr std::size_t kRepetitionLines = 30;
constexpr std::size_t kLongestOutlet = 4;  // words of an outlet's name on a line of its own

class TextExtractor {
 public:
  // Of `lines`, the first article: up to the heading of one that was glued on, or to their end.
  TextExtractor(const index::Article& stated, std::span<Line> lines, const ExtractionRules& rules)
      : stated_(stated), lines_(lines.first(cut_related(lines, rules.chrome))) {
    extraction_.article = stated;
    extraction_.article.body.clear();
  }

  // How many of the lines are of the article.
  std::size_t line_count() const { return lines_.size(); }

  Extraction extract() {
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      // What the page's structure cut, or what is chrome, is none of the story's header or footer.
      if (!lines_[i].is_cut()) story_.push_back(i);
    }
    // Labels first: what they claim is no title. Then the title, since an outlet's name is looked
    // for behind it.
    for (std::size_t i = 0; i < story_.size(); ++i) {
      if (line(i).tokens.empty()) {
        if (in_footer(i)) take_keywords(line(i));
        continue;
      }
      if (in_header(i) || in_footer(i)) take_labels(line(i));
      if (in_header(i) && !line(i).is_cut()) take_date_line(line(i));
    }
    take_stamp();
    take_title();
    cut_cover();
    cut_repetitions();
    take_person();
    take_outlet();
    take_signature();
    assemble();
    for (auto& [name, told] : unclear_) {
      const index::Article& article = extraction_.article;
      const bool found =
          name == "published" ? article.published.has_value() : article.updated.has_value();
      if (!found) extraction_.doubts.push_back(std::move(told));
    }
    return std::move(extraction_);
  }

 private:
  // Line `i` of the story.
  Line& line(std::size_t i) { return lines_[story_[i]]; }
  const Line& line(std::size_t i) const { return lines_[story_[i]]; }

  std::size_t header_end() const { return std::min(kHeaderLines, story_.size()); }
  bool in_header(std::size_t i) const { return i < header_end(); }
  bool in_footer(std::size_t i) const { return i + kFooterLines >= story_.size(); }

  // Cuts the line if all of its labels say something that can be used.
  void take_labels(Line& line) {
    const std::vector<Label> labels = find_labels(line.text(), line.tokens);
    std::string_view rule;
    for (const Label& label : labels) {
      const std::string_view text =
          line.text().substr(label.value_begin, label.value_end - label.value_begin);
      if (label.kind == LabelKind::kAuthor && text.ends_with('.')) return;  // `كتبت: …`, a sentence
      if (!take_value(label.kind, trim_value(text), line)) return;
      rule = rule_of(label.kind);
    }
    if (!rule.empty()) line.span.rule = rule;
  }

  // A line too long for any other label may be made of keywords.
  void take_keywords(Line& line) {
    constexpr std::size_t kLongestLabel = 60;  // bytes, what follows it aside
    const std::string_view text = line.text();
    const std::size_t mark = text.find(':');
    if (mark == std::string_view::npos || mark > kLongestLabel) return;
    const std::string_view label = text.substr(0, mark + 1);
    const auto labels = find_labels(label, analyzer_of_thread().tokenize(label));
    if (labels.empty() || labels[0].kind != LabelKind::kKeywords) return;
    take_value(LabelKind::kKeywords, trim_value(text.substr(mark + 1)), line);
    line.span.rule = rule_of(LabelKind::kKeywords);
  }

  static std::string_view rule_of(LabelKind kind) {
    switch (kind) {
      case LabelKind::kAuthor:
        return "byline";
      case LabelKind::kSource:
        return "source line";
      case LabelKind::kKeywords:
        return "keyword line";
      default:
        return "date line";
    }
  }

  bool take_value(LabelKind kind, std::string_view value, const Line& line) {
    index::Article& article = extraction_.article;
    switch (kind) {
      case LabelKind::kAuthor:
        // One word is a city or a desk (`كتب - بنغازي`).
        return take_name(value, 2, article.author);
      case LabelKind::kSource:
        return take_name(value, 1, article.source);
      case LabelKind::kPublished:
        return take_date(value, line, "published", article.published);
      case LabelKind::kUpdated:
        return take_date(value, line, "updated", article.updated);
      case LabelKind::kKeywords:
        if (article.keywords.empty()) article.keywords = split_keywords(value);
        return true;
    }
    return false;
  }

  // The first name that the text states wins; a repetition is cut like the first.
  static bool take_name(std::string_view value, std::size_t least, std::string& field) {
    if (!is_name(analyzer_of_thread().tokenize(value), value, least)) return false;
    if (field.empty()) field = value;
    return true;
  }

  bool take_date(std::string_view value, const Line& line, const char* name,
                 std::optional<index::Moment>& field) {
    const auto date = find_date(value);
    if (date) {
      if (!field) field = date;
      return true;
    }
    doubt(find_unclear_date(value), line, name);
    return false;
  }

  void doubt(std::string_view unclear, const Line& line, const char* name) {
    if (unclear.empty()) return;
    unclear_[name] = "states a date that can be read two ways (`" + std::string(unclear) +
                     "` in `" + std::string(line.text()) + "`); `" + name + "` is left empty";
  }

  void take_date_line(Line& line) {
    const auto date = parse_date_line(line.text());
    if (!date) {
      constexpr std::size_t kDateWords = 8;
      if (line.tokens.size() <= kDateWords)
        doubt(find_unclear_date(line.text()), line, "published");
      return;
    }
    if (!extraction_.article.published) extraction_.article.published = date;
    line.span.rule = "date line";
  }

  // Where no line says clearly when: a date with a time of day, among a few other words.
  void take_stamp() {
    constexpr std::size_t kLongestStamp = 18;  // words
    for (std::size_t i = 0; i < header_end() && !extraction_.article.published; ++i) {
      const std::vector<Token>& tokens = line(i).tokens;
      if (line(i).is_cut() || tokens.empty() || tokens.size() > kLongestStamp ||
          line(i).text().ends_with('.')) {
        continue;
      }
      extraction_.article.published = parse_stamp(line(i).text());
      if (extraction_.article.published) line(i).span.rule = "date line";
    }
  }

  void take_title() {
    if (!stated_.title.empty()) return;
    const std::size_t title = find_title();
    if (title == header_end()) return;
    const auto [text, site] = parts_of_title(title);
    extraction_.article.title = text;
    if (extraction_.article.source.empty()) extraction_.article.source = site;
    title_key_ = arabic::join_exact(line(title).tokens);
    for (std::size_t i = 0; i < title; ++i) {
      if (!line(i).is_cut()) line(i).span.rule = "site banner";
    }
    line(title).span.rule = "title";
  }

  // The line of the title in the header, or header_end().
  std::size_t find_title() const {
    const std::size_t header = header_end();
    std::size_t first = 0;
    while (first < header && line(first).is_cut()) ++first;
    // One or two words are a site's name or a section's.
    const std::size_t begin = first;
    while (first < header && first < begin + 2 && !line(first).is_cut() &&
           !line(first).tokens.empty() && line(first).tokens.size() < kShortestTitle &&
           !line(first).text().ends_with('.')) {
      ++first;
    }
    if (first == header || line(first).is_cut() || story_.size() < 2 ||
        !looks_like_title(line(first))) {
      return is_short_title(begin) ? begin : header;
    }
    const bool names_site = !parts_of_title(first).second.empty();
    if (!looks_like_banner(line(first)) || repeats(first) || names_site) return first;
    for (std::size_t i = first + 1; i < header; ++i) {
      if (line(i).is_cut()) continue;
      if (looks_like_paragraph(line(i))) break;  // the story has begun
      if (looks_like_title(line(i)) && !looks_like_banner(line(i))) return i;
    }
    return first;
  }

  // Columns have titles of two words; the story follows at once, and no outlet is called so.
  bool is_short_title(std::size_t i) const {
    if (i + 1 >= header_end() || line(i).is_cut()) return false;
    const std::vector<Token>& words = line(i).tokens;
    return words.size() == 2 && !line(i).text().ends_with('.') && !line(i).text().ends_with(':') &&
           !names_outlet(words, 0) && !names_agency(words) && !names_person(words) &&
           !line(i + 1).is_cut() && looks_like_paragraph(line(i + 1));
  }

  // The title on line `i`, and the site's name where it stands behind a bar: `عنوان الخبر | القمة`.
  // What stands before the bar is a title, and not a slogan, if the story speaks of it.
  std::pair<std::string_view, std::string_view> parts_of_title(std::size_t i) const {
    constexpr double kLeastCoverage = 0.5;
    const std::string_view text = line(i).text();
    const std::size_t first = text.find('|');
    const std::size_t last = text.rfind('|');
    if (first == std::string_view::npos) return {text, {}};
    const std::string_view title = trim(text.substr(0, first));
    const std::string_view site = trim(text.substr(last + 1));
    const arabic::Analyzer& analyzer = analyzer_of_thread();
    const std::size_t site_words = analyzer.tokenize(site).size();
    if (analyzer.tokenize(title).size() < kShortestTitle || site_words == 0 ||
        site_words > kLongestOutlet || coverage(title, lines_, story_[i] + 1) < kLeastCoverage) {
      return {text, {}};
    }
    return {title, site};
  }

  bool repeats(std::size_t i) const {
    const std::string key = arabic::join_exact(line(i).tokens);
    for (std::size_t j = i + 1; j < story_.size(); ++j) {
      if (arabic::join_exact(line(j).tokens) == key) return true;
    }
    return false;
  }

  // A cover page: the title with a byline or date, then who made the site, its notices and its
  // address, then title and byline again, and the story. What stands between is not of the story.
  void cut_cover() {
    if (title_key_.empty()) return;
    const std::size_t end = std::min(kRepetitionLines, story_.size());
    std::size_t first = 0;
    while (first < end && arabic::join_exact(line(first).tokens) != title_key_) ++first;
    std::size_t second = first + 1;
    while (second < end && arabic::join_exact(line(second).tokens) != title_key_) ++second;
    if (second >= end || second + 1 >= story_.size()) return;
    const bool is_headed_twice =
        line(first + 1).is_cut() && first + 1 < second &&
        arabic::join_exact(line(first + 1).tokens) == arabic::join_exact(line(second + 1).tokens);
    const bool has_address =
        std::any_of(story_.begin() + static_cast<std::ptrdiff_t>(first),
                    story_.begin() + static_cast<std::ptrdiff_t>(second),
                    [this](std::size_t at) { return looks_like_address(lines_[at]); });
    if (!is_headed_twice || !has_address) return;
    for (std::size_t i = first; i < second; ++i) {
      if (!line(i).is_cut()) line(i).span.rule = "cover page";
    }
  }

  // What was title, byline or date above is no more text when it is said again; nor is a caption or
  // a sentence that stands twice, one below the other. (The refrain of a poem is neither.)
  void cut_repetitions() {
    std::set<std::string> known;
    if (!stated_.title.empty()) known.insert(analyzer_of_thread().folded_key(stated_.title));
    std::string before;
    for (std::size_t i = 0; i < story_.size(); ++i) {
      if (line(i).tokens.empty()) {
        before.clear();
        continue;
      }
      std::string key = arabic::join_exact(line(i).tokens);
      if (line(i).is_cut()) {
        if (i < kRepetitionLines) known.insert(std::move(key));
        before.clear();
        continue;
      }
      if (i < kRepetitionLines && known.contains(key)) line(i).span.rule = "repeated header";
      const std::string_view text = line(i).text();
      const bool may_repeat = looks_like_paragraph(line(i)) || text.find('/') != text.npos ||
                              text.find(" - ") != text.npos;
      if (!line(i).is_cut() && key == before && may_repeat) line(i).span.rule = "repeated line";
      before = std::move(key);
    }
  }

  // A name of a person on a line of its own, right beside a date line.
  void take_person() {
    if (!extraction_.article.author.empty()) return;
    for (std::size_t i = 0; i < header_end(); ++i) {
      if (line(i).is_cut() || !names_person(line(i).tokens)) continue;
      const std::string_view text = line(i).text();
      const auto is_date = [&](std::size_t at) {
        return at < story_.size() && line(at).span.rule == "date line";
      };
      const bool beside_date = (i > 0 && is_date(i - 1)) || is_date(i + 1);
      if (!beside_date || text.ends_with('.') || !is_name(line(i).tokens, text, 2)) continue;
      extraction_.article.author = text;
      line(i).span.rule = "byline";
      return;
    }
  }

  // A line between the title and the story that is nothing but an outlet's name, alone or behind a
  // city (`عمّان - وكالة …`); and one below the story, above its source.
  void take_outlet() {
    std::string& source = extraction_.article.source;
    for (std::size_t i = 0; i < header_end() && source.empty(); ++i) {
      if (line(i).is_cut()) continue;
      if (line(i).tokens.empty() || line(i).tokens.size() > kLongestOutlet ||
          line(i).text().ends_with('.')) {
        break;
      }
      const std::string_view text = line(i).text();
      const std::size_t dash = text.find(" - ");
      const std::string_view name =
          dash == std::string_view::npos ? text : trim(text.substr(dash + 3));
      const auto words = analyzer_of_thread().tokenize(name);
      if (!is_name(words, name, 1)) continue;
      const bool beside_date =
          i > 0 && i + 1 < story_.size() && line(i - 1).is_cut() && line(i + 1).is_cut();
      if (names_outlet(words, 0) || names_agency(words) ||
          (beside_date && dash == std::string_view::npos && is_quoted(name))) {
        source = name;
        line(i).span.rule = "outlet line";
      }
    }
    for (std::size_t i = header_end(); i + 1 < story_.size(); ++i) {
      const bool above_source = in_footer(i) && line(i + 1).span.rule == "source line";
      if (above_source && !line(i).is_cut() && !line(i).tokens.empty() &&
          line(i).tokens.size() <= kLongestOutlet && !line(i).text().ends_with('.')) {
        line(i).span.rule = "outlet line";
      }
    }
  }

  // `… في المنطقة. (رويترز)`: an agency behind the last sentence.
  void take_signature() {
    if (!extraction_.article.source.empty()) return;
    const auto last = std::find_if(story_.rbegin(), story_.rend(),
                                   [this](std::size_t at) { return !lines_[at].is_cut(); });
    if (last == story_.rend()) return;
    std::string_view text = lines_[*last].text();
    if (text.ends_with('.')) text.remove_suffix(1);
    const std::size_t open = text.rfind('(');
    if (!text.ends_with(')') || open == std::string_view::npos) return;
    const std::string_view name = trim(text.substr(open + 1, text.size() - open - 2));
    const auto words = analyzer_of_thread().tokenize(name);
    if (is_name(words, name, 1) && (names_outlet(words, 0) || names_agency(words))) {
      extraction_.article.source = name;
    }
  }

  // Whether the story puts `name` between quotation marks, as it does with a paper's name.
  bool is_quoted(std::string_view name) const {
    for (const auto& [open, close] :
         {std::pair<std::string_view, std::string_view>{"\"", "\""}, {"«", "»"}, {"“", "”"}}) {
      const std::string quoted = std::string(open).append(name).append(close);
      for (const std::size_t at : story_) {
        if (lines_[at].text().find(quoted) != std::string_view::npos) return true;
      }
    }
    return false;
  }

  void assemble() {
    std::string& body = extraction_.article.body;
    extraction_.spans.reserve(lines_.size());
    for (Line& one : lines_) {
      if (!one.is_cut()) {
        if (!body.empty()) body += '\n';
        body += one.text();
      }
      extraction_.spans.push_back(std::move(one.span));
    }
  }

  const index::Article& stated_;
  std::span<Line> lines_;
  std::vector<std::size_t> story_;  // of lines_, those that were not cut at first
  std::string title_key_;
  std::map<std::string, std::string> unclear_;  // field -> what may be its date
  Extraction extraction_;
};

}  // namespace

std::vector<Span> spans_of_text(std::string_view text) {
  std::vector<Span> spans;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const std::string_view line = trim(text.substr(begin, end - begin));
    if (!line.empty()) {
      const auto at = static_cast<std::size_t>(line.data() - text.data());
      spans.push_back({at, at + line.size(), std::string(line), {}});
    }
    begin = end + 1;
  }
  return spans;
}

Extraction extract_from_spans(const index::Article& stated, std::vector<Span> spans,
                              const ExtractionRules& rules) {
  std::size_t bytes = 0;
  for (const Span& span : spans) bytes += span.text.size();
  if (bytes > kLongestText) {
    throw TooLong(
        "has " + std::to_string(bytes >> 20U) + " MiB of text, and no article has more than " +
        std::to_string(kLongestText >> 20U) + "; it is skipped. Split it into its articles");
  }
  std::vector<Line> lines = make_lines(std::move(spans), rules.chrome);
  TextExtractor page(stated, lines, rules);
  Extraction extraction = page.extract();
  std::span<Line> rest = std::span(lines).subspan(page.line_count());
  for (const Line& line : rest) {
    extraction.spans.push_back(line.span);
    if (!line.is_cut()) extraction.spans.back().rule = kRelatedArticle;
  }
  while (rules.keep_related && !rest.empty()) {
    rest.front().span.rule = kRelatedLinks;  // the heading above it
    index::Article found;
    found.id = stated.id + "/related-" + std::to_string(extraction.related.size() + 1);
    found.part_of = stated.id;
    TextExtractor other(found, rest, rules);
    Extraction related = other.extract();
    rest = rest.subspan(other.line_count());
    if (!related.article.body.empty()) extraction.related.push_back(std::move(related));
  }
  return extraction;
}

}  // namespace fihrist::indexer::extract
