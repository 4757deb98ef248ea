// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// The file of those who may search: API keys of programs, and people with passwords.
//
// One line each, four fields with tabs between them, safe to edit by hand: kind (`key` or `user`),
// name, hash, the day it was made. Lines that are empty or begin with # are passed over, and kept
// by whatever changes the file. Deleting a line takes the access away.
//
// A key is 32 random bytes, so its hash is a quick one (BLAKE2b): there is nothing to guess, and it
// is computed for each request. A password is a person's, so its hash is Argon2id.
#pragma once

#include <filesystem>
#include <map>
#include <stdexcept>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace fihrist::access {

// When: the file cannot be read, written or understood, or has no such name. What to do: what()
// names the file, the line and what is wanted.
class KeyFileError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

enum class Kind { kKey, kUser };

inline constexpr std::string_view kKeyPrefix = "fihrist_";  // secret scanners look for such
inline constexpr std::size_t kLongestClientName = 64;       // bytes
inline constexpr std::size_t kShortestPassword = 8;         // characters
inline constexpr std::size_t kLongestPassword = 1024;       // bytes
inline constexpr std::size_t kLargestKeyFile = 4 << 20;     // bytes

struct Credential {
  Kind kind = Kind::kKey;
  std::string name;
  std::string hash;
  std::string created;  // YYYY-MM-DD
};

// The credentials of one state of the file.
struct Credentials {
  std::unordered_map<std::string, std::string> keys;      // hash as key_hash() gives it -> name
  std::map<std::string, std::string, std::less<>> users;  // name -> hash of the password

  bool empty() const { return keys.empty() && users.empty(); }
};

// What is wrong with a name, or nothing: 1 to 64 bytes of UTF-8 without blanks, control characters,
// colons (HTTP Basic ends the name there) and a # at the beginning.
std::string complaint_about_name(std::string_view name);

// A new key as its owner is shown it, once: `fihrist_` and 43 characters of base64url.
std::string make_key();

// `blake2b:` and 64 hexadecimal digits.
std::string key_hash(std::string_view key);

// Takes 64 MiB and about a tenth of a second, and so does checking it. Throws std::bad_alloc.
std::string password_hash(const std::string& password);
bool is_password(const std::string& hash, const std::string& password);

// Throws KeyFileError.
std::vector<Credential> read_key_file(const std::filesystem::path& path);
std::vector<Credential> parse_key_file(std::string_view text, const std::string& name_of_file);
Credentials to_credentials(const std::vector<Credential>& list);

// The whole file is written anew beside the old one and takes its place in one step, mode 0600,
// with the owner that the old one had or else that of its folder; two programs that change it wait
// for each other. Throws KeyFileError: also where the name is there already, or is not.
void add_credential(const std::filesystem::path& path, const Credential& credential);
void remove_credential(const std::filesystem::path& path, Kind kind, const std::string& name);

}  // namespace fihrist::access
