// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "indexer/sources/input.h"

#include <doctest/doctest.h>

#include <cstddef>
#include <memory>
#include <ostream>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "tests/indexer/packers.h"

namespace fihrist::indexer {
namespace {

using testing::gzip;
using testing::TemporaryFolder;
using testing::zstd;

constexpr std::size_t kNoLimit = std::size_t{1} << 30;

std::string unpack(const TemporaryFolder& folder, std::string_view bytes,
                   std::size_t longest = kNoLimit) {
  const auto input = open_input(folder.write("input", bytes));
  return read_whole(*input, longest);
}

struct Told {
  LineReader::Result result;
  std::size_t number;
  std::string line;

  friend bool operator==(const Told&, const Told&) = default;
};

std::vector<Told> lines_of(const TemporaryFolder& folder, std::string_view bytes,
                           std::size_t longest) {
  const auto input = open_input(folder.write("lines", bytes));
  LineReader reader(*input, longest);
  std::vector<Told> told;
  std::string line;
  while (true) {
    const LineReader::Result result = reader.next(line);
    if (result == LineReader::Result::kEnd) return told;
    told.push_back({result, reader.line_number(), line});
  }
}

// Longer than any buffer of the reader, and hard to pack.
std::string long_text() {
  std::mt19937 random(7);
  std::string text;
  while (text.size() < 1'500'000) {
    text += std::to_string(random());
    text += random() % 8 == 0 ? "\n" : "خبر";
  }
  return text;
}

TEST_CASE("open_input unpacks by the first bytes of the file, not by its name") {
  const TemporaryFolder folder;
  for (const std::string& text :
       {std::string(), std::string("ص"), std::string("سطر\nسطر آخر\n"), long_text()}) {
    INFO("bytes: ", text.size());
    CHECK(unpack(folder, text) == text);
    CHECK(unpack(folder, gzip(text)) == text);
    CHECK(unpack(folder, zstd(text)) == text);
  }
}

TEST_CASE("members of gzip and frames of zstd one behind the other are read as one") {
  const TemporaryFolder folder;
  const std::string text = long_text();
  CHECK(unpack(folder, gzip("أول\n") + gzip("ثان\n")) == "أول\nثان\n");
  CHECK(unpack(folder, gzip(text) + gzip("") + gzip(text)) == text + text);
  CHECK(unpack(folder, zstd("أول\n") + zstd("ثان\n")) == "أول\nثان\n");
  CHECK(unpack(folder, zstd(text) + zstd(text)) == text + text);
}

TEST_CASE("a packed file may be read byte by byte") {
  const TemporaryFolder folder;
  const std::string text = "مفاتيح المدينة القديمة\n";
  for (const std::string& packed : {gzip(text) + gzip(text), zstd(text) + zstd(text)}) {
    const auto input = open_input(folder.write("bytes", packed));
    std::string read;
    char byte = 0;
    while (input->read(&byte, 1) == 1) read += byte;
    CHECK(read == text + text);
    CHECK(input->bytes_read() == packed.size());
  }
}

TEST_CASE("packed data cut off anywhere behind its first bytes is an InputError") {
  const TemporaryFolder folder;
  const std::string text = "خبر قصير عن الطقس في الجبال\n";
  for (const std::string& packed : {gzip(text), zstd(text)}) {
    for (std::size_t size = 4; size < packed.size(); ++size) {
      INFO(size, " of ", packed.size());
      CHECK_THROWS_AS(unpack(folder, std::string_view(packed).substr(0, size)), InputError);
    }
  }
  const std::string text_of_chunks = long_text();
  for (const std::string& packed : {gzip(text_of_chunks), zstd(text_of_chunks)}) {
    CHECK_THROWS_AS(unpack(folder, std::string_view(packed).substr(0, packed.size() / 2)),
                    InputError);
    CHECK_THROWS_AS(unpack(folder, packed + packed.substr(0, 10)), InputError);
  }
}

TEST_CASE("broken packed data is an InputError") {
  const TemporaryFolder folder;
  std::string gzipped = gzip("خبر قصير عن الطقس\n");
  gzipped[gzipped.size() - 6] = static_cast<char>(gzipped[gzipped.size() - 6] ^ 0x55);  // checksum
  CHECK_THROWS_AS(unpack(folder, gzipped), InputError);
  CHECK_THROWS_AS(unpack(folder, "\x28\xB5\x2F\xFD\xFF\xFF\xFF\xFF\xFF\xFF"), InputError);
}

TEST_CASE("what is no file is an InputError") {
  const TemporaryFolder folder;
  CHECK_THROWS_AS(open_input(folder.path()), InputError);
  CHECK_THROWS_AS(open_input(folder.path() / "missing"), InputError);
}

TEST_CASE("read_whole refuses what is longer than its limit") {
  const TemporaryFolder folder;
  CHECK(unpack(folder, "1234567890", 10) == "1234567890");
  CHECK_THROWS_AS(unpack(folder, "1234567890", 9), InputError);
  CHECK_THROWS_AS(unpack(folder, gzip(std::string(100'000, 'x')), 99'999), InputError);
}

TEST_CASE("LineReader cuts at LF, drops a CR before it and needs none at the end") {
  using enum LineReader::Result;
  struct Row {
    const char* bytes;
    std::vector<Told> lines;
  };
  const Row rows[] = {
      {"", {}},
      {"\n", {{kLine, 1, ""}}},
      {"أ\nب\n", {{kLine, 1, "أ"}, {kLine, 2, "ب"}}},
      {"أ\nب", {{kLine, 1, "أ"}, {kLine, 2, "ب"}}},
      {"أ\r\nب\r\n", {{kLine, 1, "أ"}, {kLine, 2, "ب"}}},
      {"أ\r\nب", {{kLine, 1, "أ"}, {kLine, 2, "ب"}}},
      {"أ\n\n\r\nب", {{kLine, 1, "أ"}, {kLine, 2, ""}, {kLine, 3, ""}, {kLine, 4, "ب"}}},
      {"a\rb\n", {{kLine, 1, "a\rb"}}},
  };
  const TemporaryFolder folder;
  for (const Row& row : rows) {
    INFO(row.bytes);
    CHECK(lines_of(folder, row.bytes, 100) == row.lines);
    CHECK(lines_of(folder, gzip(row.bytes), 100) == row.lines);
  }
}

TEST_CASE("LineReader passes over a line that is too long and reads the next") {
  using enum LineReader::Result;
  const TemporaryFolder folder;
  const std::vector<Told> expected = {
      {kLine, 1, "12345"}, {kTooLong, 2, ""}, {kLine, 3, "abc"}, {kTooLong, 4, ""}};
  CHECK(lines_of(folder, "12345\n123456\nabc\n1234567", 5) == expected);
  const std::vector<Told> behind = {{kTooLong, 1, ""}, {kLine, 2, "next"}};
  CHECK(lines_of(folder, std::string(2'000'000, 'x') + "\nnext\n", 1'000'000) == behind);
}

TEST_CASE("LineReader's limit does not count the line end") {
  using enum LineReader::Result;
  const TemporaryFolder folder;
  const std::vector<Told> expected = {{kLine, 1, "12345"}, {kLine, 2, "abc"}};
  CHECK(lines_of(folder, "12345\nabc\n", 5) == expected);
}

TEST_CASE("LineReader joins a line over the reader's chunks") {
  const TemporaryFolder folder;
  for (const std::size_t length : {262'142U, 262'143U, 262'144U, 262'145U, 800'000U}) {
    INFO(length);
    const std::string line(length, 'x');
    const std::vector<Told> expected = {{LineReader::Result::kLine, 1, line},
                                        {LineReader::Result::kLine, 2, "next"}};
    CHECK(lines_of(folder, line + "\nnext", 1'000'000) == expected);
    CHECK(lines_of(folder, line + "\r\nnext", 1'000'000) == expected);
  }
}

}  // namespace
}  // namespace fihrist::indexer
