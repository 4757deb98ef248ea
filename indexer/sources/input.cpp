// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "indexer/sources/input.h"

#include <unistd.h>
#include <zlib.h>
#include <zstd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <string_view>
#include <system_error>
#include <utility>

namespace fihrist::indexer {
namespace {

constexpr std::size_t kChunk = std::size_t{256} * 1024;

struct CloseFile {
  void operator()(std::FILE* file) const { std::fclose(file); }
};
using File = std::unique_ptr<std::FILE, CloseFile>;

class PlainInput : public Input {
 public:
  explicit PlainInput(File file) : file_(std::move(file)) {}

  std::size_t read(char* buffer, std::size_t size) override {
    std::size_t got = std::min(size, head_.size() - head_read_);
    if (got > 0) {
      std::memcpy(buffer, head_.data() + head_read_, got);
      head_read_ += got;
    } else {
      got = read_file(buffer, size);
    }
    bytes_read_ += got;
    return got;
  }

  std::uint64_t bytes_read() const override { return bytes_read_; }

  // The first bytes of the file, up to `size`; they are read again by read(). To be called first.
  std::string_view peek(std::size_t size) {
    head_.resize(size);
    head_.resize(read_file(head_.data(), size));
    return head_;
  }

 private:
  std::size_t read_file(char* buffer, std::size_t size) {
    const std::size_t got = std::fread(buffer, 1, size, file_.get());
    if (got == 0 && std::ferror(file_.get()) != 0) {
      throw InputError("cannot be read: " + std::generic_category().message(errno));
    }
    return got;
  }

  File file_;
  std::string head_;
  std::size_t head_read_ = 0;
  std::uint64_t bytes_read_ = 0;
};

// What gzip and zstd have in common: packed bytes come from the file a chunk at a time.
class PackedInput : public Input {
 public:
  explicit PackedInput(PlainInput file) : file_(std::move(file)), chunk_(kChunk, '\0') {}

  std::uint64_t bytes_read() const override { return file_.bytes_read(); }

 protected:
  // The next packed bytes; size 0 at the end of the file.
  std::pair<const char*, std::size_t> next_chunk() {
    const std::size_t got = file_.read(chunk_.data(), chunk_.size());
    return {chunk_.data(), got};
  }

 private:
  PlainInput file_;
  std::string chunk_;
};

class GzipInput : public PackedInput {
 public:
  explicit GzipInput(PlainInput file) : PackedInput(std::move(file)) {
    constexpr int kGzipOnly = 16;  // zlib.h, inflateInit2
    if (inflateInit2(&stream_, kGzipOnly + MAX_WBITS) != Z_OK) throw std::bad_alloc();
  }
  ~GzipInput() override { inflateEnd(&stream_); }
  GzipInput(const GzipInput&) = delete;
  GzipInput& operator=(const GzipInput&) = delete;

  std::size_t read(char* buffer, std::size_t size) override {
    stream_.next_out = reinterpret_cast<Bytef*>(buffer);
    stream_.avail_out = static_cast<uInt>(size);
    while (stream_.avail_out == size) {
      if (stream_.avail_in == 0) {
        const auto [bytes, count] = next_chunk();
        if (count == 0) {
          if (inside_member_) throw InputError("ends in the middle of its gzip data");
          return 0;
        }
        // zlib's interface lacks const; it does not write here.
        stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes));
        stream_.avail_in = static_cast<uInt>(count);
      }
      if (!inside_member_ && had_member_ && *stream_.next_in == 0) {
        ++stream_.next_in;  // tapes and archivers fill their blocks with zeros, as gzip knows too
        --stream_.avail_in;
        continue;
      }
      inside_member_ = true;
      const int result = inflate(&stream_, Z_NO_FLUSH);
      if (result == Z_STREAM_END) {
        inside_member_ = false;
        had_member_ = true;
        inflateReset(&stream_);  // another member may follow
      } else if (result != Z_OK && result != Z_BUF_ERROR) {
        throw InputError(std::string("holds broken gzip data (") +
                         (stream_.msg != nullptr ? stream_.msg : "unknown error") + ")");
      }
    }
    return size - stream_.avail_out;
  }

 private:
  z_stream stream_{};
  bool inside_member_ = false;
  bool had_member_ = false;
};

class ZstdInput : public PackedInput {
 public:
  explicit ZstdInput(PlainInput file)
      : PackedInput(std::move(file)), stream_(ZSTD_createDStream()) {
    if (stream_ == nullptr) throw std::bad_alloc();
  }
  ~ZstdInput() override { ZSTD_freeDStream(stream_); }
  ZstdInput(const ZstdInput&) = delete;
  ZstdInput& operator=(const ZstdInput&) = delete;

  std::size_t read(char* buffer, std::size_t size) override {
    ZSTD_outBuffer out{buffer, size, 0};
    while (out.pos == 0) {
      if (in_.pos == in_.size && !output_pending_) {
        const auto [bytes, count] = next_chunk();
        if (count == 0) {
          if (inside_frame_) throw InputError("ends in the middle of its zstd data");
          return 0;
        }
        in_ = {bytes, count, 0};
      }
      const std::size_t result = ZSTD_decompressStream(stream_, &out, &in_);
      if (ZSTD_isError(result) != 0) {
        throw InputError(std::string("holds broken zstd data (") + ZSTD_getErrorName(result) + ")");
      }
      inside_frame_ = result != 0;
      output_pending_ = out.pos == out.size && inside_frame_;
    }
    return out.pos;
  }

 private:
  ZSTD_DStream* stream_;
  ZSTD_inBuffer in_{nullptr, 0, 0};
  bool inside_frame_ = false;
  bool output_pending_ = false;  // the output buffer was full: there may be more without new input
};

}  // namespace

std::unique_ptr<Input> open_input(const std::filesystem::path& path) {
  File file;
  if (path == kStandardInput) {
    file.reset(::fdopen(::dup(STDIN_FILENO), "rb"));
  } else {
    std::error_code error;
    const std::filesystem::file_status status = std::filesystem::status(path, error);
    if (std::filesystem::is_directory(status)) throw InputError("is a directory");
    if (std::filesystem::exists(status) && !std::filesystem::is_regular_file(status)) {
      throw InputError("is no regular file; write `-` and redirect it to standard input");
    }
    file.reset(std::fopen(path.c_str(), "rb"));
  }
  if (!file) throw InputError("cannot be opened: " + std::generic_category().message(errno));

  PlainInput plain(std::move(file));
  const std::string_view magic = plain.peek(4);
  if (magic.starts_with("\x1F\x8B")) {  // RFC 1952
    return std::make_unique<GzipInput>(std::move(plain));
  }
  if (magic == "\x28\xB5\x2F\xFD") {  // RFC 8878
    return std::make_unique<ZstdInput>(std::move(plain));
  }
  return std::make_unique<PlainInput>(std::move(plain));
}

LineReader::LineReader(Input& input, std::size_t longest) : input_(input), longest_(longest) {}

bool LineReader::fill() {
  buffer_.resize(kChunk);
  buffer_.resize(input_.read(buffer_.data(), buffer_.size()));
  position_ = 0;
  return !buffer_.empty();
}

LineReader::Result LineReader::next(std::string& line) {
  line.clear();
  bool too_long = false;
  bool any = false;
  while (position_ < buffer_.size() || fill()) {
    if (!any) ++line_number_;
    any = true;
    const std::size_t end = buffer_.find('\n', position_);
    const std::size_t part = std::min(end, buffer_.size()) - position_;
    if (line.size() + part > longest_ + 1) too_long = true;  // one more: a CR may be dropped yet
    if (!too_long) line.append(buffer_, position_, part);
    position_ += part;
    if (end != std::string::npos) {
      ++position_;
      break;
    }
  }
  if (!any) return Result::kEnd;
  if (line.ends_with('\r')) line.pop_back();
  if (too_long || line.size() > longest_) {
    line.clear();
    return Result::kTooLong;
  }
  return Result::kLine;
}

std::string read_whole(Input& input, std::size_t longest) {
  std::string whole;
  std::string chunk(kChunk, '\0');
  while (const std::size_t got = input.read(chunk.data(), chunk.size())) {
    if (whole.size() + got > longest) {
      throw InputTooLong("is longer than " + std::to_string(longest / kMebibyte) + " MiB");
    }
    whole.append(chunk, 0, got);
  }
  return whole;
}

}  // namespace fihrist::indexer
