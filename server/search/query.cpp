// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "server/search/query.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "arabic/decode.h"

namespace fihrist::search {
namespace {

using Words = std::vector<QueryWord>;

constexpr std::size_t kMostNotes = 10;

bool begins_at(const Words& words, std::size_t at, const StemPhrase& stems) {
  if (at + stems.size() > words.size()) return false;
  for (std::size_t i = 0; i < stems.size(); ++i) {
    if (words[at + i].stem != stems[i]) return false;
  }
  return true;
}

// The longest member of any group of synonyms at a place; its span is empty if there is none.
Part find_synonym(const Words& words, std::size_t at, const Vocabulary& vocabulary) {
  Part part;
  part.words = {at, at};
  for (const std::size_t number : vocabulary.groups_from(words[at].stem)) {
    const auto& group = vocabulary.group(number);
    for (const StemPhrase& member : group) {
      if (at + member.size() <= part.words.end || !begins_at(words, at, member)) continue;
      part.words.end = at + member.size();
      part.instead.clear();
      std::copy_if(group.begin(), group.end(), std::back_inserter(part.instead),
                   [&](const StemPhrase& other) { return other != member; });
    }
  }
  return part;
}

// Particles of names that may be left out: محمد بن سلمان is محمد سلمان to many.
bool joins_names(const QueryWord& word) {
  return word.exact == "بن" || word.exact == "ابن" || word.exact == "بنت";
}

std::string_view without_end_marks(std::string_view text) {
  const std::size_t end = text.find_last_not_of(" \t\r\n,;!?.");
  text = end == std::string_view::npos ? std::string_view() : text.substr(0, end + 1);
  for (const std::string_view mark : {"،", "؛", "؟"}) {
    if (text.ends_with(mark)) text.remove_suffix(mark.size());
  }
  return text;
}

class Parser {
 public:
  Parser(const Vocabulary& vocabulary, const arabic::Analyzer& analyzer, bool exact)
      : vocabulary_(vocabulary), analyzer_(analyzer) {
    query_.exact = exact;
  }

  ParsedQuery parse(std::string_view text) {
    begin_ = text.data();
    const QuerySyntax syntax = read_syntax(text);
    query_.notes = syntax.notes;
    for (const Operand& operand : syntax.operands) take(operand);
    query_.is_question =
        text.find("؟") != std::string_view::npos || text.find('?') != std::string_view::npos ||
        std::any_of(query_.words.begin(), query_.words.end(), [&](const QueryWord& word) {
          return vocabulary_.is_question_word(word.exact);
        });
    mark_stop_words();
    if (!query_.exact) join_synonyms();
    if (query_.period.is_empty()) {
      query_.notes.push_back({Note::Kind::kContradictoryDates, {}});
    }
    const bool narrows = !query_.units.empty() || !query_.period.is_open();
    if (query_.words.empty() && narrows) query_.everything = true;
    if (query_.words.empty() && !query_.everything) {
      query_.notes.push_back({Note::Kind::kNoWords, {}});
    }
    keep_first_notes();
    return std::move(query_);
  }

 private:
  // Nobody reads more than a few of them, and each of them once.
  void keep_first_notes() {
    std::vector<Note> kept;
    for (Note& note : query_.notes) {
      if (kept.size() == kMostNotes) break;
      if (std::find(kept.begin(), kept.end(), note) == kept.end()) kept.push_back(std::move(note));
    }
    query_.notes = std::move(kept);
  }

  void take(const Operand& operand) {
    if (operand.form == Operand::Form::kEverything) {
      // Of a field: whatever it holds; that is what every article has, or cannot be told.
      query_.everything = true;
      return;
    }
    switch (operand.field) {
      case Field::kText:
      case Field::kTitle:
        take_words(operand);
        break;
      case Field::kAuthor:
        take_name(operand, Part::Kind::kAuthor);
        break;
      case Field::kSource:
        take_name(operand, Part::Kind::kSource);
        break;
      case Field::kKeyword:
        take_name(operand, Part::Kind::kKeyword);
        break;
      default:
        take_date(operand);
    }
  }

  void take_words(const Operand& operand) {
    Words& words = operand.sign == Sign::kMinus ? query_.excluded : query_.words;
    const bool is_phrase = operand.form == Operand::Form::kPhrase;
    const bool is_plain = operand.form == Operand::Form::kWords && operand.sign == Sign::kNone &&
                          operand.field == Field::kText && !operand.or_before && !operand.or_behind;
    const bool is_prefix = operand.form == Operand::Form::kPrefix;
    const std::size_t begin = words.size();
    for (const arabic::Token& token : analyzer_.analyze(operand.text)) {
      if (is_plain && is_known(token)) continue;
      if (query_.words.size() + query_.excluded.size() >= kMostWords) {
        if (!is_cut_)
          query_.notes.push_back({Note::Kind::kTooManyWords, std::to_string(kMostWords)});
        is_cut_ = true;
        break;
      }
      QueryWord word;
      word.text = operand.text.substr(token.range.begin, token.range.end - token.range.begin);
      const auto offset = static_cast<std::uint32_t>(operand.text.data() - begin_);
      word.range = {offset + token.range.begin, offset + token.range.end};
      word.exact = token.exact;
      word.stem = token.stem;
      word.in_phrase = is_phrase;
      word.in_title = operand.field == Field::kTitle;
      words.push_back(std::move(word));
    }
    const WordSpan span{begin, words.size()};
    if (span.size() == 0) return;
    if (is_prefix) mark_prefix(operand, words.back());
    // The words of a run are wanted each for itself; of what has an operator, together.
    if (is_plain || is_prefix || (operand.field == Field::kTitle && !is_phrase)) {
      for (std::size_t i = span.begin; i < span.end; ++i) {
        Part part;
        part.words = {i, i + 1};
        add(operand, std::move(part));
      }
      return;
    }
    Part part;
    part.words = span;
    if (span.size() > 1) {
      part.kind = Part::Kind::kPhrase;
      part.near = operand.near;
      if (part.near) drop_name_joints(words, part);
    }
    if (part.words.size() == 1) part.kind = Part::Kind::kWords;
    add(operand, std::move(part));
  }

  // Only what is searched for anywhere: in a phrase a word has its place.
  bool is_known(const arabic::Token& token) const {
    return std::any_of(query_.words.begin(), query_.words.end(), [&](const QueryWord& word) {
      if (word.in_phrase || word.in_title || word.is_prefix) return false;
      return query_.exact ? word.exact == token.exact : word.stem == token.stem;
    });
  }

  void mark_prefix(const Operand& operand, QueryWord& word) {
    if (arabic::count_characters(word.exact) >= kShortestPrefix) {
      word.is_prefix = true;
    } else {
      query_.notes.push_back({Note::Kind::kWildcardTooShort, std::string(operand.typed)});
    }
  }

  // With room for other words among them, بن takes the room that it leaves.
  static void drop_name_joints(Words& words, Part& part) {
    const auto begin = words.begin() + static_cast<std::ptrdiff_t>(part.words.begin);
    const auto names =
        std::count_if(begin, words.end(), [](const QueryWord& word) { return !joins_names(word); });
    if (names < 2) return;
    const std::size_t size = words.size();
    words.erase(std::remove_if(begin, words.end(), joins_names), words.end());
    *part.near += size - words.size();
    part.words.end = words.size();
  }

  void take_name(const Operand& operand, Part::Kind kind) {
    Part part;
    part.kind = kind;
    part.name = analyzer_.folded_key(operand.text);
    if (part.name.empty()) {
      query_.notes.push_back({Note::Kind::kIgnoredOperator, std::string(operand.typed)});
      return;
    }
    add(operand, std::move(part));
  }

  void take_date(const Operand& operand) {
    const std::string_view text = without_end_marks(operand.text);
    const bool is_range = operand.field == Field::kDate;
    const std::optional<Period> named = is_range ? parse_range(text) : parse_period(text);
    if (!named) {
      query_.notes.push_back({Note::Kind::kBadDate, std::string(operand.text)});
      return;
    }
    Part part;
    part.kind = Part::Kind::kPeriod;
    part.period = *named;
    if (operand.field == Field::kBefore) part.period = before(*named);
    if (operand.field == Field::kAfter) part.period = after(*named);
    if (operand.field == Field::kSince) part.period.to.reset();
    if (operand.field == Field::kUntil) part.period.from.reset();
    if (operand.sign == Sign::kMinus || operand.or_before) {
      add(operand, std::move(part));
    } else {
      query_.period = intersection(query_.period, part.period);
    }
  }

  void add(const Operand& operand, Part&& part) {
    if (++parts_ > kMostWords) {
      if (!is_cut_) query_.notes.push_back({Note::Kind::kTooManyWords, std::to_string(kMostWords)});
      is_cut_ = true;
      return;
    }
    if (operand.or_before && !query_.units.empty()) {
      Unit& unit = query_.units.back();
      unit.any_of.push_back(std::move(part));
      if (operand.sign == Sign::kPlus) unit.sign = Sign::kPlus;
      return;
    }
    query_.units.push_back({operand.sign, {}});
    query_.units.back().any_of.push_back(std::move(part));
  }

  static bool is_single_word(const Unit& unit) {
    return unit.sign == Sign::kNone && unit.any_of.size() == 1 &&
           unit.any_of.front().kind == Part::Kind::kWords && unit.any_of.front().words.size() == 1;
  }

  bool is_plain_word(const Unit& unit) const {
    if (!is_single_word(unit)) return false;
    const QueryWord& word = query_.words[unit.any_of.front().words.begin];
    return !word.in_phrase && !word.in_title && !word.is_prefix;
  }

  void mark_stop_words() {
    std::vector<QueryWord*> little;
    std::size_t others = 0;
    for (const Unit& unit : query_.units) {
      if (unit.is_filter()) continue;
      if (is_plain_word(unit)) {
        QueryWord& word = query_.words[unit.any_of.front().words.begin];
        if (vocabulary_.is_stop_word(word.exact)) {
          little.push_back(&word);
          continue;
        }
      }
      ++others;
    }
    if (others == 0) return;
    for (QueryWord* word : little) word->is_stop_word = true;
  }

  // Units of single words that are together a member of a group become one unit.
  void join_synonyms() {
    std::vector<Unit> units;
    std::size_t i = 0;
    while (i < query_.units.size()) {
      Unit& unit = query_.units[i];
      if (is_plain_word(unit)) {
        Part found = find_synonym(query_.words, unit.any_of.front().words.begin, vocabulary_);
        const std::size_t size = found.words.size();
        const bool all_plain =
            size > 0 && i + size <= query_.units.size() && !found.instead.empty() &&
            std::all_of(query_.units.begin() + static_cast<std::ptrdiff_t>(i),
                        query_.units.begin() + static_cast<std::ptrdiff_t>(i + size),
                        [this](const Unit& one) { return is_plain_word(one); });
        if (all_plain) {
          for (std::size_t k = found.words.begin; k < found.words.end; ++k) {
            query_.words[k].is_stop_word = false;
          }
          units.push_back({Sign::kNone, {std::move(found)}});
          i += size;
          continue;
        }
      }
      units.push_back(std::move(unit));
      ++i;
    }
    query_.units = std::move(units);
  }

  const Vocabulary& vocabulary_;
  const arabic::Analyzer& analyzer_;
  const char* begin_ = nullptr;  // of the query's text
  ParsedQuery query_;
  std::size_t parts_ = 0;
  bool is_cut_ = false;
};

}  // namespace

bool Unit::is_filter() const {
  return sign == Sign::kMinus || std::none_of(any_of.begin(), any_of.end(), [](const Part& part) {
           return part.kind == Part::Kind::kWords || part.kind == Part::Kind::kPhrase;
         });
}

std::size_t ParsedQuery::telling_units() const {
  return static_cast<std::size_t>(
      std::count_if(units.begin(), units.end(), [this](const Unit& unit) {
        if (unit.is_filter()) return false;
        const WordSpan span = unit.any_of.front().words;
        return span.size() == 0 || !words[span.begin].is_stop_word;
      }));
}

bool ParsedQuery::has_phrases() const {
  return std::any_of(units.begin(), units.end(), [](const Unit& unit) {
    return !unit.is_filter() &&
           std::any_of(unit.any_of.begin(), unit.any_of.end(),
                       [](const Part& part) { return part.kind == Part::Kind::kPhrase; });
  });
}

ParsedQuery parse_query(std::string_view text, const Vocabulary& vocabulary,
                        const arabic::Analyzer& analyzer, bool exact) {
  return Parser(vocabulary, analyzer, exact).parse(text);
}

}  // namespace fihrist::search
