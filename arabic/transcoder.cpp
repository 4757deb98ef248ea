// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "arabic/transcoder.h"

#include <unicode/ucnv.h>

#include <array>
#include <stdexcept>

#include "arabic/decode.h"

namespace fihrist::arabic {
namespace {

struct CloseConverter {
  void operator()(UConverter* converter) const { ucnv_close(converter); }
};
using OpenConverter = std::unique_ptr<UConverter, CloseConverter>;

OpenConverter open_converter(const std::string& encoding) {
  UErrorCode status = U_ZERO_ERROR;
  OpenConverter converter(ucnv_open(encoding.c_str(), &status));
  if (U_FAILURE(status) || encoding.empty()) return nullptr;  // the empty name is the system's own
  return converter;
}

}  // namespace

struct Transcoder::Converter {
  OpenConverter from;
  char16_t high = 0;  // half of a pair whose other half comes with the next piece
};

Transcoder::Transcoder(const std::string& encoding)
    : converter_(std::make_unique<Converter>(Converter{open_converter(encoding)})) {
  if (!converter_->from) throw std::invalid_argument("unknown encoding " + encoding);
}

Transcoder::~Transcoder() = default;

void Transcoder::convert(std::string_view bytes, bool last, std::string& out) {
  const char* source = bytes.data();
  const char* const source_end = bytes.data() + bytes.size();
  std::array<char16_t, 4096> units{};
  bool full = true;
  while (full) {
    char16_t* target = units.data();
    UErrorCode status = U_ZERO_ERROR;
    ucnv_toUnicode(converter_->from.get(), &target, units.data() + units.size(), &source,
                   source_end, nullptr, static_cast<UBool>(last), &status);
    full = status == U_BUFFER_OVERFLOW_ERROR;
    for (const char16_t* unit = units.data(); unit != target; ++unit) {
      const bool is_high = *unit >= 0xD800 && *unit <= 0xDBFF;
      const bool is_low = *unit >= 0xDC00 && *unit <= 0xDFFF;
      if (is_high) {
        converter_->high = *unit;
      } else if (is_low) {
        append_utf8(0x10000 + ((static_cast<char32_t>(converter_->high) - 0xD800) << 10U) +
                        (static_cast<char32_t>(*unit) - 0xDC00),
                    out);
      } else {
        append_utf8(*unit, out);
      }
    }
  }
}

bool is_encoding(const std::string& name) { return open_converter(name) != nullptr; }

std::string encoding_name(const std::string& name) {
  const OpenConverter converter = open_converter(name);
  if (!converter) return {};
  UErrorCode status = U_ZERO_ERROR;
  const char* canonical = ucnv_getName(converter.get(), &status);
  if (U_FAILURE(status)) return {};
  for (const char* standard : {"MIME", "IANA"}) {
    status = U_ZERO_ERROR;
    const char* known = ucnv_getStandardName(canonical, standard, &status);
    if (U_SUCCESS(status) && known != nullptr) return known;
  }
  return canonical;
}

}  // namespace fihrist::arabic
