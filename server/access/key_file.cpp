// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "server/access/key_file.h"

#include <fcntl.h>
#include <sodium.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <functional>
#include <new>
#include <set>
#include <system_error>
#include <utility>

#include "arabic/decode.h"

namespace fihrist::access {
namespace {

constexpr std::size_t kKeyBytes = 32;
constexpr std::size_t kHashDigits = std::size_t{2} * crypto_generichash_BYTES;
constexpr std::string_view kHashPrefix = "blake2b:";
constexpr std::string_view kArgonPrefix = "$argon2id$";
constexpr std::string_view kTop =
    "# Who may search with fihristd. A line each: kind, name, hash, day; tabs between them.\n"
    "# `fihristd key` and `fihristd user` write it; a line may be deleted by hand. A running "
    "daemon\n"
    "# notices. Whoever can write this file can let anyone in.\n";

std::string reason() { return std::generic_category().message(errno); }

[[noreturn]] void fail(const std::filesystem::path& path, const std::string& what) {
  throw KeyFileError(path.string() + ": " + what);
}

std::string name_of(Kind kind) { return kind == Kind::kKey ? "key" : "user"; }

bool is_hash(Kind kind, std::string_view hash) {
  if (kind == Kind::kUser) return hash.starts_with(kArgonPrefix) && hash.size() < 128;
  if (!hash.starts_with(kHashPrefix)) return false;
  hash.remove_prefix(kHashPrefix.size());
  return hash.size() == kHashDigits &&
         hash.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

// A file descriptor that closes itself.
class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  operator int() const { return number_; }  // NOLINT(google-explicit-constructor)

 private:
  int number_;
};

// Nothing if there is no such file.
std::pair<bool, std::string> read_text(const std::filesystem::path& path) {
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  if (file < 0 && errno == ENOENT) return {false, ""};
  struct stat state {};
  if (file < 0 || ::fstat(file, &state) != 0) fail(path, "cannot be read: " + reason() + ".");
  if (!S_ISREG(state.st_mode)) fail(path, "is no file of keys, but a folder or device.");
  std::string text;
  std::array<char, 65536> buffer{};
  while (true) {
    const ssize_t got = ::read(file, buffer.data(), buffer.size());
    if (got < 0) fail(path, "cannot be read: " + reason() + ".");
    if (got == 0) return {true, text};
    text.append(buffer.data(), static_cast<std::size_t>(got));
    if (text.size() > kLargestKeyFile) fail(path, "is larger than 4 MiB: this is no file of keys.");
  }
}

void write_text(int file, std::string_view text, const std::filesystem::path& path) {
  while (!text.empty()) {
    const ssize_t put = ::write(file, text.data(), text.size());
    if (put < 0) fail(path, "cannot be written: " + reason() + ".");
    text.remove_prefix(static_cast<std::size_t>(put));
  }
}

std::filesystem::path folder_of(const std::filesystem::path& path) {
  return path.has_parent_path() ? path.parent_path() : std::filesystem::path(".");
}

void replace_text(const std::filesystem::path& path, std::string_view text, int folder) {
  struct stat owner {};
  if (::stat(path.c_str(), &owner) != 0 && ::fstat(folder, &owner) != 0) {
    fail(folder_of(path), "cannot be read: " + reason() + ".");
  }
  std::string name = path.string() + ".XXXXXX";
  const Descriptor file(::mkostemp(name.data(), O_CLOEXEC));  // mode 0600
  if (file < 0) fail(path, "cannot be written: " + reason() + ".");
  try {
    write_text(file, text, path);
    // So that root may add a key to the file of the daemon's own user. Others may not give away.
    if (::geteuid() == 0 && ::fchown(file, owner.st_uid, owner.st_gid) != 0) {
      fail(path, "cannot be given to its owner: " + reason() + ".");
    }
    if (::fsync(file) != 0 || ::rename(name.c_str(), path.c_str()) != 0) {
      fail(path, "cannot be written: " + reason() + ".");
    }
  } catch (...) {
    ::unlink(name.c_str());
    throw;
  }
  ::fsync(folder);
}

// Changes the text under a lock on the folder: the file itself is another one after each change.
void change(const std::filesystem::path& path,
            const std::function<std::string(const std::string&)>& change_text) {
  const std::filesystem::path folder_path = folder_of(path);
  const Descriptor folder(::open(folder_path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (folder < 0) fail(folder_path, "cannot be opened: " + reason() + ". Make the folder first.");
  while (::flock(folder, LOCK_EX) != 0) {
    if (errno != EINTR) fail(folder_path, "cannot be locked: " + reason() + ".");
  }
  const std::filesystem::path target =
      std::filesystem::is_symlink(path) ? std::filesystem::canonical(path) : path;
  auto [exists, text] = read_text(target);
  if (!exists) text = kTop;
  if (!text.empty() && text.back() != '\n') text += '\n';
  const std::string changed = change_text(text);
  parse_key_file(changed, path.string());
  replace_text(target, changed, folder);
}

std::array<std::string_view, 4> fields_of(std::string_view line) {
  std::array<std::string_view, 4> fields;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    const std::size_t tab = i + 1 < fields.size() ? line.find('\t') : line.npos;
    fields[i] = line.substr(0, tab);
    if (tab == line.npos) break;
    line.remove_prefix(tab + 1);
  }
  return fields;
}

bool is_passed_over(std::string_view line) {
  return line.find_first_not_of(" \t\r") == line.npos || line.starts_with('#');
}

}  // namespace

std::string complaint_about_name(std::string_view name) {
  const auto is_bad = [](char c) {
    return static_cast<unsigned char>(c) <= ' ' || c == 0x7f || c == ':';
  };
  if (name.empty() || name.size() > kLongestClientName || name.starts_with('#') ||
      std::any_of(name.begin(), name.end(), is_bad) || arabic::find_invalid_utf8(name)) {
    return "A name has 1 to 64 bytes of UTF-8, no blank, no colon, and no # at its beginning.";
  }
  return {};
}

std::string make_key() {
  if (::sodium_init() < 0) throw KeyFileError("libsodium cannot be used on this machine.");
  std::array<unsigned char, kKeyBytes> bytes{};
  ::randombytes_buf(bytes.data(), bytes.size());
  constexpr int kVariant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
  std::string text(sodium_base64_ENCODED_LEN(kKeyBytes, kVariant), '\0');
  ::sodium_bin2base64(text.data(), text.size(), bytes.data(), bytes.size(), kVariant);
  text.pop_back();  // the closing zero
  return std::string(kKeyPrefix) + text;
}

std::string key_hash(std::string_view key) {
  std::array<unsigned char, crypto_generichash_BYTES> hash{};
  ::crypto_generichash(hash.data(), hash.size(), reinterpret_cast<const unsigned char*>(key.data()),
                       key.size(), nullptr, 0);
  std::array<char, kHashDigits + 1> hex{};
  ::sodium_bin2hex(hex.data(), hex.size(), hash.data(), hash.size());
  return std::string(kHashPrefix) + hex.data();
}

std::string password_hash(const std::string& password) {
  if (::sodium_init() < 0) throw KeyFileError("libsodium cannot be used on this machine.");
  std::array<char, crypto_pwhash_STRBYTES> hash{};
  if (::crypto_pwhash_str(hash.data(), password.data(), password.size(),
                          crypto_pwhash_OPSLIMIT_INTERACTIVE,
                          crypto_pwhash_MEMLIMIT_INTERACTIVE) != 0) {
    throw std::bad_alloc();
  }
  return hash.data();
}

bool is_password(const std::string& hash, const std::string& password) {
  return ::crypto_pwhash_str_verify(hash.c_str(), password.data(), password.size()) == 0;
}

std::vector<Credential> parse_key_file(std::string_view text, const std::string& name_of_file) {
  std::vector<Credential> list;
  std::set<std::pair<Kind, std::string>> names;
  std::size_t number = 0;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    ++number;
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (is_passed_over(line)) continue;
    const auto complain = [&](const std::string& what) {
      std::string place = name_of_file;
      place.append(":").append(std::to_string(number)).append(": ").append(what);
      throw KeyFileError(place);
    };
    const auto [kind, name, hash, created] = fields_of(line);
    if (kind != "key" && kind != "user") {
      complain("must begin with `key` or `user` and a tab, or be a comment with a # before it.");
    }
    Credential one{kind == "key" ? Kind::kKey : Kind::kUser, std::string(name), std::string(hash),
                   std::string(created)};
    if (const std::string wrong = complaint_about_name(name); !wrong.empty()) {
      complain("has no name that can be used in its second field. " + wrong);
    }
    if (!is_hash(one.kind, hash)) {
      complain("must have a hash in its third field, as `fihristd " + std::string(kind) +
               " add` writes it; make a new one, and delete this line.");
    }
    if (!names.emplace(one.kind, one.name).second) {
      complain("has the name `" + one.name + "` a second time; delete one of the lines.");
    }
    list.push_back(std::move(one));
  }
  return list;
}

std::vector<Credential> read_key_file(const std::filesystem::path& path) {
  const auto [exists, text] = read_text(path);
  if (!exists) fail(path, "is not there. `fihristd key add NAME --keys FILE` makes it.");
  return parse_key_file(text, path.string());
}

Credentials to_credentials(const std::vector<Credential>& list) {
  Credentials credentials;
  for (const Credential& one : list) {
    if (one.kind == Kind::kKey) {
      credentials.keys.emplace(one.hash, one.name);
    } else {
      credentials.users.emplace(one.name, one.hash);
    }
  }
  return credentials;
}

void add_credential(const std::filesystem::path& path, const Credential& credential) {
  change(path, [&](const std::string& text) {
    for (const Credential& one : parse_key_file(text, path.string())) {
      if (one.kind != credential.kind || one.name != credential.name) continue;
      fail(path, "has a " + name_of(one.kind) + " `" + one.name +
                     "` already. Choose another name, or take that one away first: fihristd " +
                     (one.kind == Kind::kKey ? "key revoke " : "user remove ") + one.name);
    }
    return text + name_of(credential.kind) + '\t' + credential.name + '\t' + credential.hash +
           '\t' + credential.created + '\n';
  });
}

void remove_credential(const std::filesystem::path& path, Kind kind, const std::string& name) {
  change(path, [&](const std::string& text) {
    std::string kept;
    bool found = false;
    std::string_view rest = text;
    while (!rest.empty()) {
      const std::string_view line = rest.substr(0, std::min(rest.find('\n') + 1, rest.size()));
      rest.remove_prefix(line.size());
      const auto fields = fields_of(line);
      if (!is_passed_over(line) && fields[0] == name_of(kind) && fields[1] == name) {
        found = true;
      } else {
        kept += line;
      }
    }
    if (!found) {
      fail(path,
           "has no " + name_of(kind) + " `" + name + "`. See: fihristd " + name_of(kind) + " list");
    }
    return kept;
  });
}

}  // namespace fihrist::access
