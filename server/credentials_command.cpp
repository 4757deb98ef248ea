// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "server/credentials_command.h"

#include <termios.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <array>
#include <ctime>
#include <exception>
#include <filesystem>
#include <iostream>
#include <stdexcept>
#include <string>
#include <string_view>

#include "arabic/decode.h"
#include "server/access/key_file.h"
#include "server/settings.h"

namespace fihrist::server {
namespace {

constexpr int kDone = 0;
constexpr int kFailed = 1;
constexpr int kWrongUsage = 2;

std::string today() {
  const std::time_t now = std::time(nullptr);
  std::tm parts{};
  ::gmtime_r(&now, &parts);
  std::array<char, 16> text{};
  std::strftime(text.data(), text.size(), "%Y-%m-%d", &parts);
  return text.data();
}

// The terminal shows nothing of what is typed while this lives.
class NoEcho {
 public:
  NoEcho() : is_terminal_(::tcgetattr(STDIN_FILENO, &before_) == 0) {
    if (!is_terminal_) return;
    termios silent = before_;
    silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent);
  }
  ~NoEcho() {
    if (!is_terminal_) return;
    ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &before_);
    std::cerr << '\n';
  }
  NoEcho(const NoEcho&) = delete;
  NoEcho& operator=(const NoEcho&) = delete;

 private:
  termios before_{};
  bool is_terminal_;
};

std::string ask(const std::string& what) {
  std::cerr << what << ": " << std::flush;
  const NoEcho silence;
  std::string line;
  std::getline(std::cin, line);
  return line;
}

// From the terminal, twice, or else the first line of the standard input.
std::string read_password() {
  std::string password;
  if (::isatty(STDIN_FILENO) != 0) {
    password = ask("Password");
    if (ask("The same again") != password) {
      throw access::KeyFileError("The two passwords differ. Nothing was changed.");
    }
  } else {
    std::getline(std::cin, password);
    if (password.ends_with('\r')) password.pop_back();
  }
  if (arabic::find_invalid_utf8(password) ||
      arabic::count_characters(password) < access::kShortestPassword ||
      password.size() > access::kLongestPassword) {
    throw access::KeyFileError(
        "A password has 8 characters or more, at most 1024 bytes, in UTF-8. It is read from the "
        "terminal, or is the first line of the standard input.");
  }
  return password;
}

void check_name(const std::string& name) {
  const std::string wrong = access::complaint_about_name(name);
  if (!wrong.empty()) throw access::KeyFileError("`" + name + "` cannot be a name. " + wrong);
}

void add_key(const std::filesystem::path& file, const std::string& name) {
  check_name(name);
  const std::string key = access::make_key();
  access::add_credential(file, {access::Kind::kKey, name, access::key_hash(key), today()});
  // The key alone, for scripts; what a person should know goes the other way.
  std::cout << key << std::endl;
  std::cerr << "This is the key of " << name << ". It is shown once; " << file.string()
            << " has only its hash.\nTo be sent as: Authorization: Bearer KEY\n";
}

void add_user(const std::filesystem::path& file, const std::string& name) {
  check_name(name);
  const std::string password = read_password();
  access::add_credential(file,
                         {access::Kind::kUser, name, access::password_hash(password), today()});
  std::cerr << name << " may sign in now.\n";
}

void list(const std::filesystem::path& file, access::Kind kind) {
  std::size_t count = 0;
  for (const access::Credential& one : access::read_key_file(file)) {
    if (one.kind != kind) continue;
    std::cout << one.name << '\t' << one.created << '\n';
    ++count;
  }
  if (count == 0) {
    std::cerr << file.string() << " has no " << (kind == access::Kind::kKey ? "keys" : "users")
              << ".\n";
  }
}

void remove(const std::filesystem::path& file, access::Kind kind, const std::string& name) {
  access::remove_credential(file, kind, name);
  std::cerr << name << " may not search any more; a running daemon knows within a second.\n";
}

// The setting `keys`, from the same places as the daemon's.
std::filesystem::path find_file(const std::string& flag, const std::string& config) {
  if (!flag.empty()) return flag;
  Settings settings;
  if (!config.empty()) read_file(config, settings);
  read_environment(settings);
  if (settings.keys.empty()) {
    throw SettingsError(
        "Which file? Say --keys FILE, or --config FILE with `keys` in it, or set FIHRIST_KEYS");
  }
  return settings.keys;
}

}  // namespace

std::optional<int> run_credentials_command(int argc, char** argv) {
  const std::string_view first = argc > 1 ? argv[1] : "";
  if (first != "key" && first != "user") return std::nullopt;

  CLI::App app("Who may search with fihristd.", "fihristd");
  app.require_subcommand(1);
  std::string name;
  std::string flag;
  std::string config;
  const auto add = [&](CLI::App* group, const char* verb, const char* help, bool has_name) {
    CLI::App* command = group->add_subcommand(verb, help);
    if (has_name) command->add_option("NAME", name, "Name of the key or user")->required();
    command->add_option("--keys", flag, "File of keys and users")->type_name("FILE");
    command->add_option("--config", config, "Configuration that names the file")->type_name("FILE");
    return command;
  };
  CLI::App* key = app.add_subcommand("key", "API keys, for programs");
  key->require_subcommand(1);
  CLI::App* key_add = add(key, "add", "Makes a key and shows it, once", true);
  CLI::App* key_list = add(key, "list", "Names and days; keys cannot be shown again", false);
  CLI::App* key_revoke = add(key, "revoke", "Takes a key away", true);
  CLI::App* user = app.add_subcommand("user", "People with a password (HTTP Basic)");
  user->require_subcommand(1);
  CLI::App* user_add = add(user, "add", "Adds a user; asks for the password", true);
  CLI::App* user_list = add(user, "list", "Names and days", false);
  CLI::App* user_remove = add(user, "remove", "Takes a user away", true);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? kDone : kWrongUsage;
  }
  try {
    const std::filesystem::path file = find_file(flag, config);
    if (key_add->parsed()) add_key(file, name);
    if (key_list->parsed()) list(file, access::Kind::kKey);
    if (key_revoke->parsed()) remove(file, access::Kind::kKey, name);
    if (user_add->parsed()) add_user(file, name);
    if (user_list->parsed()) list(file, access::Kind::kUser);
    if (user_remove->parsed()) remove(file, access::Kind::kUser, name);
    return kDone;
  } catch (const SettingsError& error) {
    std::cerr << error.what() << '\n';
    return kWrongUsage;
  } catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return kFailed;
  }
}

}  // namespace fihrist::server
