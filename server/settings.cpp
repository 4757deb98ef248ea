// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "server/settings.h"

#include <toml++/toml.h>

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <optional>
#include <sstream>

#include "server/http/headers.h"
#include "server/http/origin.h"

namespace fihrist::server {
namespace {

template <typename Number>
Number to_number(const std::string& text, Number least, Number most) {
  Number value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || value < least || value > most) {
    throw SettingsError("must be a whole number from " + std::to_string(least) + " to " +
                        std::to_string(most) + ", not `" + text + "`");
  }
  return value;
}

void set_index(Settings& settings, const std::string& value) {
  if (value.empty()) throw SettingsError("must be the path of an index");
  settings.index = value;
}

void set_listen(Settings& settings, const std::string& value) {
  const std::size_t colon = value.rfind(':');
  if (colon == std::string::npos || colon == 0) {
    throw SettingsError("must be ADDRESS:PORT, such as 127.0.0.1:8080 or [::1]:8080, not `" +
                        value + "`");
  }
  std::string address = value.substr(0, colon);
  if (address.starts_with('[') && address.ends_with(']'))
    address = address.substr(1, address.size() - 2);
  settings.port = to_number<int>(value.substr(colon + 1), 0, 65535);
  settings.address = address;
}

void set_threads(Settings& settings, const std::string& value) {
  settings.threads = to_number<std::size_t>(value, 1, 256);
}

void set_max_waiting(Settings& settings, const std::string& value) {
  settings.max_waiting = to_number<std::size_t>(value, 0, 10'000);
}

void set_max_connections(Settings& settings, const std::string& value) {
  settings.max_connections = to_number<std::size_t>(value, 16, 20'000);
}

void set_allow_anonymous(Settings& settings, const std::string& value) {
  if (value != "true" && value != "false") {
    throw SettingsError("must be true or false, not `" + value + "`");
  }
  settings.allow_anonymous = value == "true";
}

void set_word_lists(Settings& settings, const std::string& value) { settings.word_lists = value; }

void set_time_limit(Settings& settings, const std::string& value) {
  settings.time_limit = std::chrono::milliseconds(to_number<int>(value, 100, 60'000));
}

void set_postings_cache(Settings& settings, const std::string& value) {
  settings.postings_cache_mib = to_number<std::size_t>(value, 1, 65'536);
}

void set_cors_origins(Settings& settings, const std::string& value) {
  std::vector<std::string> origins;
  std::istringstream list(value);
  for (std::string one; std::getline(list, one, ',');) {
    one.erase(0, std::min(one.find_first_not_of(" \t"), one.size()));
    one.erase(one.find_last_not_of(" \t") + 1);
    if (one == "*" && value.find(',') == std::string::npos) {
      origins.push_back(one);
      continue;
    }
    const std::optional<std::string> origin = http::parse_origin(one);
    if (!origin) {
      throw SettingsError(
          "must be origins, scheme://host or scheme://host:port without a path, with commas "
          "between "
          "them, or * alone for all, or empty for none, not `" +
          one + "`");
    }
    origins.push_back(*origin);
  }
  settings.cors_origins = origins;
}

void set_keys(Settings& settings, const std::string& value) { settings.keys = value; }

void set_audit_log(Settings& settings, const std::string& value) { settings.audit_log = value; }

void set_trusted_proxies(Settings& settings, const std::string& value) {
  std::vector<access::Network> networks;
  std::istringstream list(value);
  for (std::string one; std::getline(list, one, ',');) {
    const auto network = access::parse_network(one);
    if (!network) {
      throw SettingsError(
          "must be addresses or networks, such as 127.0.0.1 or 10.0.0.0/8 or 2001:db8::/32, with "
          "commas between them, or empty for none, not `" +
          one + "`");
    }
    networks.push_back(*network);
  }
  settings.trusted_proxies = networks;
}

void set_user_header(Settings& settings, const std::string& value) {
  // Proxies drop or rename fields with other characters, some of which the client could then send.
  const bool is_name = std::all_of(value.begin(), value.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
  });
  for (const char* other : {"Authorization", "X-Forwarded-For", "Host", "Cookie"}) {
    if (!is_name || http::equal_ignoring_case(value, other)) {
      throw SettingsError(
          "must be the name of a header of its own, of letters, digits and hyphens, such as "
          "X-Remote-User, or empty for none, not `" +
          value + "`");
    }
  }
  settings.user_header = value;
}

void set_rate_limit(Settings& settings, const std::string& value) {
  settings.rate_limit = to_number<std::uint32_t>(value, 0, 1'000'000);
}

void set_rate_burst(Settings& settings, const std::string& value) {
  settings.rate_burst = to_number<std::uint32_t>(value, 0, 1'000'000);
}

void set_public_url(Settings& settings, const std::string& value) {
  if (value.empty()) {
    settings.public_url.clear();
    return;
  }
  // A slash at the end is what a browser's address line shows.
  const auto origin =
      http::parse_origin(value.ends_with('/') ? value.substr(0, value.size() - 1) : value);
  if (!origin || !(origin->starts_with("http://") || origin->starts_with("https://"))) {
    throw SettingsError(
        "must be http:// or https:// with a host and perhaps a port, and no path, such as "
        "https://news.example, not `" +
        value + "`");
  }
  settings.public_url = *origin;
}

void set_log_format(Settings& settings, const std::string& value) {
  if (value != "text" && value != "json") {
    throw SettingsError("must be text or json, not `" + value + "`");
  }
  settings.log_format = value == "json" ? LogFormat::kJson : LogFormat::kText;
}

void set_log_level(Settings& settings, const std::string& value) {
  constexpr std::string_view kLevels[] = {"debug", "info", "warning", "error"};
  const auto* found = std::find(std::begin(kLevels), std::end(kLevels), value);
  if (found == std::end(kLevels)) {
    throw SettingsError("must be debug, info, warning or error, not `" + value + "`");
  }
  settings.log_level = static_cast<LogLevel>(found - std::begin(kLevels));
}

constexpr Setting kTable[] = {
    {"index", "/var/lib/fihrist/index", "a path",
     "Directory of the index that fihrist-index builds.", set_index},
    {"listen", "127.0.0.1:8080", "ADDRESS:PORT; an IPv6 address in brackets",
     "Where to answer. Port 0: the kernel chooses. Other addresses than loopback want keys, "
     "user_header or allow_anonymous.",
     set_listen},
    {"word_lists", "", "a path, or empty",
     "Folder of edited word lists (broken_plurals.tsv, names.txt, variants.tsv, stop_words.txt, "
     "synonyms.tsv); a list that it does not have is the built-in one. The first three must be "
     "those that the index was built with.",
     set_word_lists},
    {"threads", "4", "1 to 256",
     "Searches at a time: as many as the machine has cores, or a few more.", set_threads},
    {"max_waiting", "64", "0 to 10000",
     "Requests that may wait for their search; more are told to come again (503).",
     set_max_waiting},
    {"max_connections", "2000", "16 to 20000",
     "Clients that may be connected. Each costs some kilobytes. Of more, those that are idle the "
     "longest give way.",
     set_max_connections},
    {"time_limit_ms", "2000", "100 to 60000 milliseconds",
     "How long a query may take. What takes longer is answered with what was found until then, and "
     "a note.",
     set_time_limit},
    {"postings_cache_mib", "64", "1 to 65536 MiB",
     "Memory for the lists of words that are searched for often. With all of them in it (some 170 "
     "MiB for 30,000 articles) a search reads no list from the disk's cache.",
     set_postings_cache},
    {"cors_origins", "",
     "origins such as https://news.example with commas between them; *; or empty",
     "Whose scripts may read the API's answers in a browser. * alone: all; empty: none.",
     set_cors_origins, true},
    {"public_url", "", "http:// or https://, a host and perhaps a port; or empty",
     "How others reach this server, for the links of feeds and of the search description. Empty: "
     "by "
     "http at the host that they name.",
     set_public_url},
    {"allow_anonymous", "false", "true or false",
     "Whether anyone who reaches this server may search, without a key or name.",
     set_allow_anonymous},
    {"log_format", "text", "text or json", "How the lines of the log are written.", set_log_format},
    {"log_level", "info", "debug, info, warning or error",
     "The least that is logged. Each request is a line of info, or of warning where the server "
     "failed.",
     set_log_level},
    {"keys", "", "a path, or empty",
     "File of API keys and users that `fihristd key` and `fihristd user` write; then credentials "
     "are wanted, unless allow_anonymous is true. Empty: none.",
     set_keys},
    {"trusted_proxies", "",
     "addresses and networks such as 127.0.0.1 or 10.0.0.0/8 with commas between them; or empty",
     "Proxies whose X-Forwarded-For and user_header are believed. Empty: none.",
     set_trusted_proxies, true},
    {"user_header", "", "the name of a header such as X-Remote-User; or empty",
     "Header in which a trusted proxy names the user whom it has signed in. Empty: none.",
     set_user_header},
    {"rate_limit", "600", "0 to 1000000 requests a minute",
     "For each key, user or else address. 0: no limit.", set_rate_limit},
    {"rate_burst", "0", "0 to 1000000 requests", "Of each at once. 0: as many as rate_limit.",
     set_rate_burst},
    {"audit_log", "", "a path, or empty",
     "File to which each search is appended, with who searched for what. Empty: none.",
     set_audit_log},
};

// The texts of a list with commas between them, as flags and environment have them.
std::string join(const toml::array& list) {
  std::string texts;
  for (const toml::node& node : list) {
    const auto* text = node.as_string();
    if (text == nullptr || text->get().empty()) {
      throw SettingsError("must be a list of texts between quotation marks, none of them empty");
    }
    texts.append(texts.empty() ? "" : ",").append(text->get());
  }
  return texts;
}

std::string to_text(const toml::node& node, bool takes_list) {
  if (const auto* list = node.as_array()) {
    if (!takes_list) throw SettingsError("must be one value, not a list");
    return join(*list);
  }
  if (const auto* text = node.as_string()) return text->get();
  std::ostringstream out;
  if (const auto* number = node.as_integer()) out << number->get();
  if (const auto* flag = node.as_boolean()) out << (flag->get() ? "true" : "false");
  return out.str();
}

std::string known_keys() {
  std::string keys;
  for (const Setting& setting : kTable) {
    keys.append(keys.empty() ? "" : ", ").append(setting.key);
  }
  return keys;
}

}  // namespace

std::span<const Setting> setting_table() { return kTable; }

std::string flag_of(const Setting& setting) {
  std::string flag = "--" + std::string(setting.key);
  std::replace(flag.begin(), flag.end(), '_', '-');
  return flag;
}

std::string variable_of(const Setting& setting) {
  std::string name = "FIHRIST_" + std::string(setting.key);
  std::transform(name.begin(), name.end(), name.begin(), [](char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  });
  return name;
}

std::string settings_reference() {
  std::string text;
  for (const Setting& setting : kTable) {
    text.append(setting.key).append("\n    ").append(setting.help).append("\n    Allowed: ");
    text.append(setting.allowed).append("\n    Default: ");
    text.append(setting.standard.empty() ? "empty" : setting.standard);
    text.append("\n    Flag: ").append(flag_of(setting));
    text.append("   Environment: ").append(variable_of(setting)).append("\n");
  }
  return text;
}

void read_file(const std::filesystem::path& path, Settings& settings) {
  toml::table file;
  try {
    file = toml::parse_file(path.string());
  } catch (const toml::parse_error& error) {
    throw SettingsError(path.string() + ":" + std::to_string(error.source().begin.line) + ": " +
                        std::string(error.description()));
  }
  for (const auto& [key, node] : file) {
    const std::string place = path.string() + ":" + std::to_string(node.source().begin.line) + ": ";
    const std::string_view name = key.str();
    const auto* setting = std::find_if(std::begin(kTable), std::end(kTable),
                                       [&](const Setting& one) { return one.key == name; });
    if (setting == std::end(kTable)) {
      throw SettingsError(place + "there is no key `" + std::string(name) +
                          "`; known: " + known_keys());
    }
    try {
      setting->set(settings, to_text(node, setting->takes_list));
    } catch (const SettingsError& error) {
      throw SettingsError(place + "`" + std::string(name) + "` " + error.what());
    }
  }
}

void read_environment(Settings& settings) {
  for (const Setting& setting : kTable) {
    const std::string name = variable_of(setting);
    const char* value = std::getenv(name.c_str());  // NOLINT(concurrency-mt-unsafe): before threads
    if (value == nullptr) continue;
    try {
      setting.set(settings, value);
    } catch (const SettingsError& error) {
      throw SettingsError("the environment's " + name + " " + error.what());
    }
  }
}

void check(const Settings& settings) {
  const std::string& address = settings.address;
  const bool loopback = address.starts_with("127.") || address == "::1" || address == "localhost";
  if (!settings.user_header.empty() && settings.trusted_proxies.empty()) {
    throw SettingsError("user_header: nobody would be believed who sends " + settings.user_header +
                        ". Name the proxies in trusted_proxies, or leave user_header empty");
  }
  if (!loopback && settings.keys.empty() && settings.user_header.empty() &&
      !settings.allow_anonymous) {
    throw SettingsError(
        "listen: " + address +
        " can be reached from other machines, and nothing says who may search. Set keys to a file "
        "(fihristd key add NAME --keys FILE), or trusted_proxies and user_header to a proxy that "
        "signs people in; or set allow_anonymous = true (--allow-anonymous true) if everyone who "
        "gets there may search");
  }
}

}  // namespace fihrist::server
