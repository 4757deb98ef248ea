// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "indexer/sources/encoding.h"

#include <uchardet/uchardet.h>

#include <algorithm>
#include <cstring>
#include <exception>
#include <optional>
#include <utility>

#include "arabic/decode.h"
#include "arabic/letters.h"
#include "arabic/transcoder.h"
#include "indexer/extract/lower_case.h"

namespace fihrist::indexer {
namespace {

constexpr std::size_t kHead = std::size_t{64} * 1024;  // bytes that decide
constexpr std::size_t kDeclaration = 4096;             // bytes in which a page may declare itself

constexpr std::string_view kUtf8Mark = "\xEF\xBB\xBF";

std::optional<std::string> marked_encoding(std::string_view head) {
  using namespace std::string_view_literals;
  if (head.starts_with(kUtf8Mark)) return "UTF-8";
  if (head.starts_with("\xFF\xFE\0\0"sv)) return "UTF-32LE";
  if (head.starts_with("\0\0\xFE\xFF"sv)) return "UTF-32BE";
  if (head.starts_with("\xFF\xFE")) return "UTF-16LE";
  if (head.starts_with("\xFE\xFF")) return "UTF-16BE";
  return std::nullopt;
}

// Half of the bytes of Arabic text in UTF-16 are 06, of its blanks and of Latin text 00.
std::optional<std::string> utf16_by_bytes(std::string_view head) {
  constexpr std::size_t kLeast = 8;
  if (head.size() < kLeast) return std::nullopt;
  std::size_t high_first = 0;
  std::size_t high_second = 0;
  for (std::size_t i = 0; i + 1 < head.size(); i += 2) {
    const auto is_high = [](char byte) { return byte == '\x06' || byte == '\0'; };
    if (is_high(head[i]) && !is_high(head[i + 1])) ++high_first;
    if (is_high(head[i + 1]) && !is_high(head[i])) ++high_second;
  }
  const std::size_t pairs = head.size() / 2;
  if (high_second * 10 > pairs * 8) return "UTF-16LE";
  if (high_first * 10 > pairs * 8) return "UTF-16BE";
  return std::nullopt;
}

// Well-formed letters beyond ASCII, and bytes that are part of none.
struct Utf8Count {
  std::size_t letters = 0;
  std::size_t ill_formed = 0;
};

// Whether `bytes` are the begin of one letter of several bytes.
bool is_unfinished(std::string_view bytes) {
  const auto first = static_cast<unsigned char>(bytes[0]);
  const std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC2 ? 2 : 1;
  return bytes.size() < length && std::all_of(bytes.begin() + 1, bytes.end(), [](char c) {
           return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
         });
}

Utf8Count count_utf8(std::string_view head) {
  Utf8Count count;
  while (!head.empty()) {
    const auto invalid = arabic::find_invalid_utf8(head);
    const std::string_view good = head.substr(0, invalid.value_or(head.size()));
    count.letters += static_cast<std::size_t>(std::count_if(good.begin(), good.end(), [](char c) {
      return (static_cast<unsigned char>(c) & 0xC0U) == 0xC0U;
    }));
    if (!invalid) break;
    if (is_unfinished(head.substr(*invalid))) break;  // a letter that the end of the head cuts
    ++count.ill_formed;
    head.remove_prefix(*invalid + 1);
  }
  return count;
}

// The name behind `label` in `begin`, as MIME has it; empty if there is none.
std::string encoding_behind(std::string_view label, std::string_view begin) {
  std::size_t at = begin.find(label);
  if (at == std::string_view::npos) return {};
  at = begin.find_first_not_of("\"' ", at + label.size());
  if (at == std::string_view::npos) return {};
  const std::size_t end = begin.find_first_of("\"'>;/? \t\r\n", at);
  std::string encoding = arabic::encoding_name(std::string(begin.substr(at, end - at)));
  // Whoever could read this, byte by byte, does not read two bytes a letter.
  return encoding.starts_with("UTF-16") || encoding.starts_with("UTF-32") ? std::string()
                                                                          : encoding;
}

// `encoding="…"` of an XML declaration, or `charset=…` of an HTML page.
std::string declared_encoding(std::string_view head) {
  const std::size_t first = head.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos || head[first] != '<') return {};
  const std::string begin = extract::lower_case(head.substr(first, kDeclaration));
  if (begin.starts_with("<?xml")) {
    const std::string_view declaration = std::string_view(begin).substr(0, begin.find("?>"));
    std::string encoding = encoding_behind("encoding=", declaration);
    if (!encoding.empty()) return encoding;
  }
  return encoding_behind("charset=", begin);
}

// Arabic writes whole words beyond ASCII; other languages of one byte a letter, a letter here and
// there.
bool stands_in_runs(std::string_view bytes) {
  const auto is_high = [&](std::size_t i) {
    return i < bytes.size() && (static_cast<unsigned char>(bytes[i]) & 0x80U) != 0;
  };
  std::size_t all = 0;
  std::size_t with_neighbour = 0;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    if (!is_high(i)) continue;
    ++all;
    if ((i > 0 && is_high(i - 1)) || is_high(i + 1)) ++with_neighbour;
  }
  return with_neighbour * 2 > all;
}

// How much of the letters beyond ASCII looks like Arabic, from 0 to 1: the letters that make up
// half of every Arabic text count whole, the others half.
double likeness_to_arabic(std::string_view bytes, const std::string& encoding) {
  std::string text;
  arabic::Transcoder(encoding).convert(bytes, true, text);
  constexpr std::u32string_view kFrequent = U"اليمنوترهب";
  double score = 0;
  double all = 0;
  for (const char32_t c : arabic::to_utf32(text)) {
    if (c < 0x80) continue;
    ++all;
    if (kFrequent.find(c) != std::u32string_view::npos) {
      score += 1;
    } else if (c >= arabic::kHamza && c <= arabic::kYeh) {
      score += 0.5;
    }
  }
  return all == 0 ? 0 : score / all;
}

std::string guessed_encoding(std::string_view head) {
  constexpr double kArabic = 0.55;  // in Arabic news it is 0.8
  std::string best;
  double highest = kArabic;
  for (const char* encoding : {"windows-1256", "ISO-8859-6"}) {
    if (!stands_in_runs(head)) break;
    if (const double likeness = likeness_to_arabic(head, encoding); likeness > highest) {
      highest = likeness;
      best = encoding;
    }
  }
  if (!best.empty()) return best;
  uchardet_t detector = uchardet_new();
  uchardet_handle_data(detector, head.data(), head.size());
  uchardet_data_end(detector);
  const std::string encoding = arabic::encoding_name(uchardet_get_charset(detector));
  uchardet_delete(detector);
  return encoding;
}

// Converts another Input on the way.
class TranscodedInput : public Input {
 public:
  TranscodedInput(std::unique_ptr<Input> input, const std::string& encoding)
      : input_(std::move(input)), transcoder_(encoding) {}

  std::size_t read(char* buffer, std::size_t size) override {
    while (position_ == text_.size() && !ended_) {
      constexpr std::size_t kChunk = std::size_t{64} * 1024;
      bytes_.resize(kChunk);
      bytes_.resize(input_->read(bytes_.data(), bytes_.size()));
      ended_ = bytes_.empty();
      text_.clear();
      position_ = 0;
      transcoder_.convert(bytes_, ended_, text_);
    }
    const std::size_t got = std::min(size, text_.size() - position_);
    std::memcpy(buffer, text_.data() + position_, got);
    position_ += got;
    return got;
  }

  std::uint64_t bytes_read() const override { return input_->bytes_read(); }

 private:
  std::unique_ptr<Input> input_;
  arabic::Transcoder transcoder_;
  std::string bytes_;
  std::string text_;
  std::size_t position_ = 0;
  bool ended_ = false;
};

// The first bytes of an Input. A file that breaks off early is worth what it has until there.
struct Head {
  std::string bytes;
  std::exception_ptr failure;
};

// Up to `size` bytes, fewer only at the end or before a failure.
Head read_head(Input& input, std::size_t size) {
  Head head;
  head.bytes.resize(size);
  std::size_t filled = 0;
  try {
    while (filled < size) {
      const std::size_t got = input.read(head.bytes.data() + filled, size - filled);
      if (got == 0) break;
      filled += got;
    }
  } catch (const InputError&) {
    head.failure = std::current_exception();
  }
  head.bytes.resize(filled);
  return head;
}

// Gives `head`, and then the rest of an Input, or what went wrong with it.
class ResumedInput : public Input {
 public:
  ResumedInput(Head head, std::unique_ptr<Input> rest)
      : head_(std::move(head.bytes)), failure_(head.failure), rest_(std::move(rest)) {}

  std::size_t read(char* buffer, std::size_t size) override {
    if (position_ == head_.size()) {
      if (failure_) std::rethrow_exception(failure_);
      return rest_->read(buffer, size);
    }
    const std::size_t got = std::min(size, head_.size() - position_);
    std::memcpy(buffer, head_.data() + position_, got);
    position_ += got;
    return got;
  }

  std::uint64_t bytes_read() const override { return rest_->bytes_read(); }

 private:
  std::string head_;
  std::exception_ptr failure_;
  std::size_t position_ = 0;
  std::unique_ptr<Input> rest_;
};

}  // namespace

std::string detect_encoding(std::string_view head) {
  if (const auto marked = marked_encoding(head)) return *marked;
  if (const auto utf16 = utf16_by_bytes(head)) return *utf16;
  const Utf8Count utf8 = count_utf8(head);
  // A few broken letters in a long text are damage, not another encoding.
  if (utf8.ill_formed * 10 <= utf8.letters && utf8.letters > 0) return "UTF-8";
  std::string declared = declared_encoding(head);
  if (!declared.empty() && (declared != "UTF-8" || utf8.ill_formed == 0)) return declared;
  if (utf8.ill_formed == 0) return "UTF-8";
  const std::string guessed = guessed_encoding(head);
  return guessed.empty() ? "UTF-8" : guessed;
}

TextInput open_text(const std::filesystem::path& path) {
  TextInput text;
  std::unique_ptr<Input> input = open_input(path);
  Head head = read_head(*input, kHead);
  text.encoding = detect_encoding(head.bytes);
  input = std::make_unique<ResumedInput>(std::move(head), std::move(input));
  if (text.encoding != "UTF-8") {
    input = std::make_unique<TranscodedInput>(std::move(input), text.encoding);
  }
  head = read_head(*input, kHead);
  if (head.bytes.starts_with(kUtf8Mark)) head.bytes.erase(0, kUtf8Mark.size());
  text.head = head.bytes;
  text.input = std::make_unique<ResumedInput>(std::move(head), std::move(input));
  return text;
}

}  // namespace fihrist::indexer
