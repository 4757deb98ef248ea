// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "server/search/query_syntax.h"

#include <algorithm>
#include <array>
#include <iterator>

#include "arabic/decode.h"
#include "arabic/fold.h"

namespace fihrist::search {
namespace {

constexpr std::array<std::string_view, 7> kQuotes = {"\"", "“", "”", "„", "«", "»", "″"};
constexpr std::array<std::string_view, 8> kBlanks = {" ",      "\t",     "\n",     "\r",
                                                     "\u00A0", "\u200B", "\u3000", "\u2003"};

// Names are compared folded: كاتِب, كاتب and الكاتب are one.
struct FieldName {
  std::u32string_view name;
  Field field;
};
constexpr FieldName kFieldNames[] = {
    {U"title", Field::kTitle},     {U"عنوان", Field::kTitle},   {U"author", Field::kAuthor},
    {U"كاتب", Field::kAuthor},     {U"source", Field::kSource}, {U"مصدر", Field::kSource},
    {U"keyword", Field::kKeyword}, {U"tag", Field::kKeyword},   {U"وسم", Field::kKeyword},
    {U"before", Field::kBefore},   {U"قبل", Field::kBefore},    {U"after", Field::kAfter},
    {U"بعد", Field::kAfter},       {U"since", Field::kSince},   {U"منذ", Field::kSince},
    {U"from", Field::kSince},      {U"until", Field::kUntil},   {U"حتي", Field::kUntil},
    {U"to", Field::kUntil},        {U"date", Field::kDate},     {U"تاريخ", Field::kDate},
};
constexpr std::size_t kLongestFieldName = 32;  // bytes, vowel signs and all

std::optional<Field> field_of(std::string_view name) {
  std::u32string folded = arabic::fold_word(name);
  constexpr std::u32string_view kArticle = U"ال";
  if (folded.starts_with(kArticle)) folded.erase(0, kArticle.size());
  const auto* found = std::find_if(std::begin(kFieldNames), std::end(kFieldNames),
                                   [&](const FieldName& one) { return one.name == folded; });
  if (found == std::end(kFieldNames)) return std::nullopt;
  return found->field;
}

// Letters of any script, as far as a name needs them: no ASCII but a–z.
bool is_name_byte(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || byte >= 0x80;
}

template <typename List>
std::size_t length_of_any(const List& list, std::string_view text) {
  for (const std::string_view one : list) {
    if (text.starts_with(one)) return one.size();
  }
  return 0;
}

class SyntaxReader {
 public:
  explicit SyntaxReader(std::string_view query) : query_(query) {}

  QuerySyntax read() {
    while (true) {
      skip_blanks();
      if (at_end()) break;
      if (!read_joint()) read_operand();
    }
    for (const std::string_view open : {pending_or_, pending_not_}) {
      if (!open.empty()) ignore(open);
    }
    // What parentheses would change is how OR binds.
    const bool has_or = std::any_of(syntax_.operands.begin(), syntax_.operands.end(),
                                    [](const Operand& operand) { return operand.or_before; });
    if (has_or && !parenthesis_.empty()) ignore(parenthesis_);
    return std::move(syntax_);
  }

 private:
  bool at_end() const { return at_ == query_.size(); }
  std::string_view rest() const { return query_.substr(at_); }
  bool at_blank() const { return at_end() || length_of_any(kBlanks, rest()) > 0; }

  void skip_blanks() {
    while (const std::size_t length = length_of_any(kBlanks, rest())) at_ += length;
  }

  void ignore(std::string_view typed) {
    syntax_.notes.push_back({Note::Kind::kIgnoredOperator, std::string(typed)});
  }

  // OR, AND and NOT between blanks; parentheses.
  bool read_joint() {
    const std::string_view text = rest();
    if (text.front() == '(' || text.front() == ')') {
      parenthesis_ = text.substr(0, 1);
      ++at_;
      return true;
    }
    const std::string_view word = next_chunk();
    if (word == "AND" || word == "&&") {
      at_ += word.size();
      return true;
    }
    if (word == "NOT") {
      if (!pending_not_.empty()) ignore(pending_not_);
      pending_not_ = word;
      at_ += word.size();
      return true;
    }
    const bool is_arabic = word == "أو" || word == "او";
    if (!is_arabic && word != "OR" && word != "|" && word != "||") return false;
    const std::size_t behind = at_ + word.size();
    const bool is_last = query_.find_first_not_of(" \t\r\n", behind) == std::string_view::npos;
    if (syntax_.operands.empty() || is_last || !pending_or_.empty()) {
      if (is_arabic) return false;  // a word like others
      ignore(word);
    } else {
      pending_or_ = word;
    }
    at_ = behind;
    return true;
  }

  // What stands before the next blank or quotation mark.
  std::string_view next_chunk() const {
    std::size_t end = at_;
    while (end < query_.size()) {
      const std::string_view here = query_.substr(end);
      if (length_of_any(kBlanks, here) > 0 || length_of_any(kQuotes, here) > 0) break;
      ++end;
    }
    return query_.substr(at_, end - at_);
  }

  void read_operand() {
    Operand operand;
    const std::size_t begin = at_;
    read_sign(operand);
    const bool has_value = read_field(operand, begin) && !at_end();
    if (has_value) read_value(operand);
    operand.typed = query_.substr(begin, at_ - begin);
    if (operand.form != Operand::Form::kEverything &&
        operand.text.find_first_not_of(" \t\r\n") == std::string_view::npos) {
      if (operand.field != Field::kText) ignore(operand.typed);
      if (at_ == begin) ++at_;
      return;
    }
    add(operand);
  }

  void read_sign(Operand& operand) {
    const char first = query_[at_];
    if (first != '+' && first != '-') return;
    ++at_;
    // A dash between blanks, or a line of them, is punctuation.
    if (at_blank() || query_[at_] == '-' || query_[at_] == '+') return;
    operand.sign = first == '+' ? Sign::kPlus : Sign::kMinus;
  }

  // False if a field's name has no value behind it.
  bool read_field(Operand& operand, std::size_t begin) {
    std::size_t end = at_;
    while (end < query_.size() && end - at_ < kLongestFieldName && is_name_byte(query_[end])) ++end;
    if (end == at_ || end == query_.size() || query_[end] != ':') return true;
    const std::string_view name = query_.substr(at_, end - at_);
    const std::optional<Field> field = field_of(name);
    const std::string_view behind = query_.substr(end + 1);
    if (!field) {
      // In prose a blank follows the colon, in an address slashes do.
      const bool is_glued = !behind.empty() &&
                            (is_name_byte(behind.front()) || behind.front() == '"') &&
                            length_of_any(kBlanks, behind) == 0;
      if (is_glued) syntax_.notes.push_back({Note::Kind::kUnknownField, std::string(name)});
      return true;
    }
    operand.field = *field;
    at_ = end + 1;
    skip_blanks();
    if (at_end()) {
      operand.typed = query_.substr(begin);
      return false;
    }
    return true;
  }

  void read_value(Operand& operand) {
    if (const std::size_t quote = length_of_any(kQuotes, rest())) {
      read_phrase(operand, quote);
    } else if (operand.field != Field::kText && rest().front() == '(') {
      const std::size_t end = std::min(query_.find(')', at_), query_.size());
      operand.text = query_.substr(at_ + 1, end - at_ - 1);
      at_ = std::min(end + 1, query_.size());
    } else {
      read_word(operand);
    }
  }

  void read_phrase(Operand& operand, std::size_t quote) {
    operand.form = Operand::Form::kPhrase;
    const std::size_t begin = at_ + quote;
    std::size_t end = begin;
    while (end < query_.size() && length_of_any(kQuotes, query_.substr(end)) == 0) ++end;
    operand.text = query_.substr(begin, end - begin);
    at_ = end;
    if (at_end()) return;
    at_ += length_of_any(kQuotes, rest());
    read_nearness(operand);
  }

  void read_nearness(Operand& operand) {
    if (at_end() || query_[at_] != '~') return;
    ++at_;
    const std::string_view chunk = next_chunk();
    const std::u32string digits = arabic::fold_word(chunk);
    std::size_t number = 0;
    std::size_t count = 0;
    while (count < digits.size() && digits[count] >= U'0' && digits[count] <= U'9') {
      number = std::min(number * 10 + (digits[count] - U'0'), kFarthestNear);
      ++count;
    }
    if (count == 0) {
      ignore("~");
      return;
    }
    operand.near = number;
    at_ += chunk.size();
  }

  void read_word(Operand& operand) {
    const std::string_view chunk = next_chunk();
    at_ += chunk.size();
    operand.text = chunk;
    // Punctuation may stand behind the star, as behind any word.
    std::string_view word = chunk;
    for (bool cut = true; cut;) {
      cut = false;
      for (const std::string_view mark : {",", ".", ";", "!", "?", ")", "،", "؛", "؟"}) {
        if (!word.ends_with(mark)) continue;
        word.remove_suffix(mark.size());
        cut = true;
      }
    }
    const std::size_t end = word.find_last_not_of('*');
    if (word.ends_with('*')) {
      operand.text = end == std::string_view::npos ? std::string_view() : word.substr(0, end + 1);
      operand.form = operand.text.empty() ? Operand::Form::kEverything : Operand::Form::kPrefix;
    }
    if (operand.text.find('*') != std::string_view::npos) {
      ignore(chunk);
      operand.form = Operand::Form::kWords;
    }
  }

  void add(Operand& operand) {
    if (!pending_not_.empty()) operand.sign = Sign::kMinus;
    operand.or_before = !pending_or_.empty() && operand.sign != Sign::kMinus &&
                        syntax_.operands.back().sign != Sign::kMinus;
    if (!pending_or_.empty() && !operand.or_before) ignore(pending_or_);
    pending_or_ = pending_not_ = {};
    if (operand.or_before) syntax_.operands.back().or_behind = true;
    // Words that follow each other are read together, for some names are two words; but the last
    // one of them may yet turn out to be an alternative to what follows.
    if (!operand.or_before && is_plain(operand) && !syntax_.operands.empty()) {
      Operand& before = syntax_.operands.back();
      const char* begin = before.text.data();
      const char* end = operand.text.data() + operand.text.size();
      const std::string_view between(
          begin + before.text.size(),
          static_cast<std::size_t>(operand.text.data() - begin) - before.text.size());
      const bool is_next = between.find_first_not_of(" \t\r\n()\xC2\xA0") == std::string_view::npos;
      if (is_plain(before) && !before.or_before && is_next && !next_is_or()) {
        before.text = before.typed = {begin, static_cast<std::size_t>(end - begin)};
        return;
      }
    }
    syntax_.operands.push_back(operand);
  }

  static bool is_plain(const Operand& operand) {
    return operand.form == Operand::Form::kWords && operand.field == Field::kText &&
           operand.sign == Sign::kNone;
  }

  bool next_is_or() {
    const std::size_t here = at_;
    skip_blanks();
    const std::string_view word = next_chunk();
    const std::size_t behind = at_ + word.size();
    at_ = here;
    const bool is_or = word == "أو" || word == "او" || word == "OR" || word == "|" || word == "||";
    return is_or && query_.find_first_not_of(" \t\r\n", behind) != std::string_view::npos;
  }

  std::string_view query_;
  std::size_t at_ = 0;
  std::string_view pending_or_;   // as typed, until its second operand comes
  std::string_view pending_not_;  // the same
  std::string_view parenthesis_;  // the last one that was passed over
  QuerySyntax syntax_;
};

}  // namespace

QuerySyntax read_syntax(std::string_view query) { return SyntaxReader(query).read(); }

}  // namespace fihrist::search
