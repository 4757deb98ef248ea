// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// Bytes of a file, unpacked on the way; and lines of them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <stdexcept>
#include <string>

namespace fihrist::indexer {

inline constexpr std::size_t kMebibyte = std::size_t{1024} * 1024;

// When: a file cannot be opened, read or unpacked to its end. What to do: look at the file; what()
// says what is wrong with it, without its name.
class InputError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

// When: a file is over a limit. What to do: split it.
class InputTooLong : public InputError {
 public:
  using InputError::InputError;
};

class Input {
 public:
  virtual ~Input() = default;

  // Up to `size` bytes into `buffer`; 0 at the end. Throws InputError.
  virtual std::size_t read(char* buffer, std::size_t size) = 0;

  // Bytes taken from the file so far, before unpacking: for progress.
  virtual std::uint64_t bytes_read() const = 0;
};

// The path that stands for standard input.
inline constexpr const char* kStandardInput = "-";

// Opens a plain, gzip or zstd file, or standard input; which packing it is, its first bytes tell,
// whatever its name. A file of several gzip or zstd members, one behind the other, is read as one.
// Throws InputError; a pipe or a device is refused, for it might never end.
std::unique_ptr<Input> open_input(const std::filesystem::path& path);

// Cuts an Input into lines at LF; a CR before it is dropped. Memory is bounded by the limit,
// however long a line is.
class LineReader {
 public:
  enum class Result { kLine, kTooLong, kEnd };

  // `longest` in bytes, without the line end.
  LineReader(Input& input, std::size_t longest);

  // kLine: the next line is in `line`. kTooLong: the next line was longer and has been passed over.
  // Throws InputError.
  Result next(std::string& line);

  // The number of the line that next() spoke of, counted from 1.
  std::size_t line_number() const { return line_number_; }

 private:
  bool fill();

  Input& input_;
  std::size_t longest_;
  std::size_t line_number_ = 0;
  std::string buffer_;
  std::size_t position_ = 0;
};

// The whole of an Input. Throws InputTooLong when it has more than `longest` bytes, and InputError.
std::string read_whole(Input& input, std::size_t longest);

}  // namespace fihrist::indexer
