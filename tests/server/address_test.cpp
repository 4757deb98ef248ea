// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "server/access/address.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace {

using namespace fihrist::access;

std::string read(const char* text) {
  const auto address = parse_address(text);
  return address ? to_text(*address) : "nothing";
}

}  // namespace

TEST_CASE("addresses") {
  struct Row {
    const char* text;
    const char* address;
    const char* limited;
    const char* shortened;
  };
  const Row good[] = {
      {"192.0.2.7", "192.0.2.7", "192.0.2.7", "192.0.2.0/24"},
      {"::ffff:192.0.2.7", "192.0.2.7", "192.0.2.7", "192.0.2.0/24"},
      {"::ffff:c000:207", "192.0.2.7", "192.0.2.7", "192.0.2.0/24"},
      {"2001:db8:1:2:3:4:5:6", "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64", "2001:db8:1::/48"},
      {"2001:DB8::1", "2001:db8::1", "2001:db8::/64", "2001:db8::/48"},
      {"fe80::1%eth0", "fe80::1", "fe80::/64", "fe80::/48"},
      {"::1", "::1", "::/64", "::1"},
      {"127.0.0.1", "127.0.0.1", "127.0.0.1", "127.0.0.1"},
  };
  for (const Row& row : good) {
    INFO(std::string(row.text));
    CHECK(read(row.text) == row.address);
    CHECK(limited_as(*parse_address(row.text)) == row.limited);
    CHECK(shortened(*parse_address(row.text)) == row.shortened);
  }
  for (const char* bad : {"", "localhost", "192.0.2", "192.0.2.256", "192.0.2.7:80", "[::1]",
                          "192.0.2.7 ", "1.2.3.4%eth0", "0x7f.1", "::1::", "unknown", "_hidden"}) {
    INFO(std::string(bad));
    CHECK(read(bad) == "nothing");
  }
  CHECK_FALSE(parse_address(std::string_view("::1\0x", 5)));
}

TEST_CASE("loopback") {
  for (const char* text : {"127.0.0.1", "127.9.9.9", "::1", "::ffff:127.0.0.1"}) {
    CHECK(parse_address(text)->is_loopback());
  }
  for (const char* text : {"128.0.0.1", "::2", "1::1", "::", "10.0.0.1"}) {
    INFO(std::string(text));
    CHECK_FALSE(parse_address(text)->is_loopback());
  }
}

TEST_CASE("networks") {
  struct Row {
    const char* network;
    const char* inside;
    const char* outside;
  };
  const Row rows[] = {
      {"10.0.0.0/8", "10.255.0.1", "11.0.0.1"},
      {"10.0.0.0/8", "::ffff:10.1.2.3", "::10.1.2.3"},
      {" 192.0.2.7 ", "192.0.2.7", "192.0.2.8"},
      {"192.0.2.128/25", "192.0.2.200", "192.0.2.1"},
      {"0.0.0.0/0", "203.0.113.1", "2001:db8::1"},
      {"2001:db8::/32", "2001:db8:ffff::1", "2001:db9::1"},
      {"::ffff:10.0.0.0/104", "10.9.9.9", "11.0.0.1"},
      {"::1", "::1", "::2"},
  };
  for (const Row& row : rows) {
    INFO(std::string(row.network));
    const auto network = parse_network(row.network);
    REQUIRE(network);
    CHECK(network->contains(*parse_address(row.inside)));
    CHECK_FALSE(network->contains(*parse_address(row.outside)));
  }
  for (const char* bad : {"", "10.0.0.1/8", "10.0.0.0/33", "10.0.0.0/", "10.0.0.0/8/8",
                          "10.0.0.0/-1", "::/129", "proxy", "fe80::1%eth0", "10.0.0.0/ 8"}) {
    INFO(std::string(bad));
    CHECK_FALSE(parse_network(bad));
  }
}

TEST_CASE("the client behind proxies is the rightmost address that is none") {
  const std::vector<Network> trusted = {*parse_network("10.0.0.0/8"), *parse_network("::1")};
  struct Row {
    const char* peer;
    std::vector<std::string> fields;
    const char* client;
  };
  const Row rows[] = {
      {"10.0.0.1", {}, "10.0.0.1"},
      {"10.0.0.1", {"203.0.113.9"}, "203.0.113.9"},
      {"10.0.0.1", {"198.51.100.1, 203.0.113.9"}, "203.0.113.9"},  // the first is forged
      {"10.0.0.1", {"203.0.113.9, 10.0.0.2"}, "203.0.113.9"},      // two proxies
      {"10.0.0.1", {"203.0.113.9,10.0.0.3,10.0.0.2"}, "203.0.113.9"},
      {"10.0.0.1", {"198.51.100.1", "203.0.113.9"}, "203.0.113.9"},  // two fields
      {"10.0.0.1", {"203.0.113.9", "10.0.0.2"}, "203.0.113.9"},
      {"203.0.113.5", {"198.51.100.1"}, "203.0.113.5"},  // no proxy of ours
      {"::1", {"[2001:db8::9]:4711"}, "2001:db8::9"},
      {"::ffff:10.0.0.1", {"203.0.113.9:80"}, "203.0.113.9"},
      {"10.0.0.1", {"198.51.100.1, nonsense"}, "10.0.0.1"},
      {"10.0.0.1", {"198.51.100.1, unknown, 10.0.0.2"}, "10.0.0.2"},
      {"10.0.0.1", {""}, "10.0.0.1"},
      {"10.0.0.1", {"203.0.113.9, "}, "203.0.113.9"},
      {"10.0.0.1", {"10.0.0.3, 10.0.0.2"}, "10.0.0.3"},
  };
  for (const Row& row : rows) {
    INFO(std::string(row.client));
    CHECK(to_text(client_behind(*parse_address(row.peer), row.fields, trusted)) == row.client);
  }
}
