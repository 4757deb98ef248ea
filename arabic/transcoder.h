// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// Before the analysis: text of older encodings to UTF-8.
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace fihrist::arabic {

// Converts a stream of bytes, a piece at a time. Encodings are ICU's: every name that the IANA or
// MIME knows (`windows-1256`, `ISO-8859-6`, `UTF-16LE`, `utf8`), upper or lower case.
class Transcoder {
 public:
  explicit Transcoder(const std::string& encoding);  // throws std::invalid_argument if unknown
  ~Transcoder();
  Transcoder(const Transcoder&) = delete;
  Transcoder& operator=(const Transcoder&) = delete;

  // Appends what `bytes` say to `out`, as UTF-8; bytes that say nothing become U+FFFD. A character
  // that is cut at the end of `bytes` is kept for the next call; `last` says that there is none.
  void convert(std::string_view bytes, bool last, std::string& out);

 private:
  struct Converter;
  std::unique_ptr<Converter> converter_;
};

// Whether there is such an encoding.
bool is_encoding(const std::string& name);

// One name for all names of an encoding (`cp1256` is `windows-1256`); empty if it is unknown.
std::string encoding_name(const std::string& name);

}  // namespace fihrist::arabic
