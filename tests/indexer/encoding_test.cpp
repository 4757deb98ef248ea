// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "indexer/sources/encoding.h"

#include <doctest/doctest.h>

#include <cstddef>
#include <filesystem>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "arabic/decode.h"
#include "tests/indexer/encoders.h"
#include "tests/indexer/packers.h"

namespace fihrist::indexer {
namespace {

using testing::ByteOrder;
using testing::gzip;
using testing::iso_8859_6;
using testing::TemporaryFolder;
using testing::utf_16;
using testing::utf_32;
using testing::windows_1256;
using testing::zstd;

constexpr std::size_t kHead = std::size_t{64} * 1024;
constexpr std::size_t kNoLimit = std::size_t{1} << 30;
const std::string kMark = "\uFEFF";

const std::string kSentence = "وصل قطار السياح إلى محطة الواحة.";
const std::string kStory =
    "افتتح المجلس البلدي في مدينة المرسى حديقة عامة على ضفة النهر، وحضر الافتتاح مئات السكان.\n"
    "وقال رئيس المجلس إن الأشجار نقلت من مشتل البلدية؛ وهل يكفي ماء النهر لسقيها في الصيف؟\n"
    "ويبلغ طول الممشى كيلومترين، وتضاء مصابيحه بالطاقة الشمسية.\n";
const std::string kWithLatin =
    "فازت شركة Sahel Water Ltd بعقد قيمته 14 مليون دولار لتجديد شبكة المياه في 3 أحياء.\n";
const std::string kPage = "<html><head><title>حديقة المرسى</title></head><body><p>" + kStory +
                          "</p><p class=\"source\">" + kWithLatin + "</p></body></html>";

std::string html_that_declares(const std::string& encoding) {
  return "<!doctype html>\n<html><head><meta charset=\"" + encoding + "\"></head><body><p>" +
         kStory + "</p></body></html>";
}

std::string xml_that_declares(const std::string& encoding) {
  return "<?xml version=\"1.0\" encoding=\"" + encoding + "\"?>\n<rss><channel><title>" +
         kSentence + "</title></channel></rss>";
}

std::string repeated(const std::string& text, std::size_t bytes) {
  std::string all;
  while (all.size() < bytes) all += text;
  return all;
}

struct Row {
  std::string_view rule;
  std::string bytes;
  std::string_view encoding;
};

void check_rows(const std::vector<Row>& rows) {
  for (const Row& row : rows) {
    INFO(row.rule);
    CHECK(detect_encoding(row.bytes) == row.encoding);
  }
}

TEST_CASE("a byte order mark decides, whatever follows it") {
  check_rows({
      {"UTF-8", kMark + kStory, "UTF-8"},
      {"UTF-8, nothing but the mark", kMark, "UTF-8"},
      {"UTF-8 before a page that says otherwise", kMark + html_that_declares("windows-1256"),
       "UTF-8"},
      {"UTF-16, low byte first", utf_16(kMark + kStory, ByteOrder::kLittle), "UTF-16LE"},
      {"UTF-16, high byte first", utf_16(kMark + kStory, ByteOrder::kBig), "UTF-16BE"},
      {"UTF-16 of Latin text", utf_16(kMark + "Harbour news", ByteOrder::kLittle), "UTF-16LE"},
      {"UTF-16 of one letter", utf_16(kMark + "ص", ByteOrder::kBig), "UTF-16BE"},
      {"UTF-32, low byte first", utf_32(kMark + kStory, ByteOrder::kLittle), "UTF-32LE"},
      {"UTF-32, high byte first", utf_32(kMark + kStory, ByteOrder::kBig), "UTF-32BE"},
  });
}

TEST_CASE("without a mark the bytes tell UTF-8 and UTF-16") {
  check_rows({
      {"no bytes", "", "UTF-8"},
      {"ASCII", "The harbour opens on Monday.\n", "UTF-8"},
      {"one Arabic letter", "ص", "UTF-8"},
      {"a sentence", kSentence, "UTF-8"},
      {"with Latin words and digits", kWithLatin, "UTF-8"},
      {"a page", kPage, "UTF-8"},
      {"a letter beyond the first plane", "خبر \U0001F4F0", "UTF-8"},
      {"UTF-16LE, a sentence", utf_16(kSentence, ByteOrder::kLittle), "UTF-16LE"},
      {"UTF-16BE, a sentence", utf_16(kSentence, ByteOrder::kBig), "UTF-16BE"},
      {"UTF-16LE, a page", utf_16(kPage, ByteOrder::kLittle), "UTF-16LE"},
      {"UTF-16BE, a page", utf_16(kPage, ByteOrder::kBig), "UTF-16BE"},
      {"UTF-16LE, Latin alone", utf_16("The harbour opens.", ByteOrder::kLittle), "UTF-16LE"},
  });
}

TEST_CASE("the two Arabic encodings of one byte a letter are told apart by their letters") {
  const struct {
    std::string_view rule;
    std::string text;
  } texts[] = {
      {"a headline", "عودة الصيادين إلى الميناء"},
      {"a sentence", kSentence},
      {"a story", kStory},
      {"with Latin words and digits", kWithLatin},
      {"with HTML tags", kPage},
      {"with vowel signs", "أُعيدَ فتحُ المكتبةِ القديمةِ في حيِّ الميناءِ أمسِ."},
      {"a feed without a declaration", "<rss><channel><title>" + kSentence + "</title></channel>"},
      {"a line of JSON", R"({"id": 7, "body": ")" + kSentence + "\"}\n"},
      {"much Latin, little Arabic", std::string(3000, 'x') + " " + kSentence},
      {"a word between Latin ones", "Title: مدينة الميناء (page 3)"},
      {"a word at the end of Latin ones", "City: قنا"},
  };
  for (const auto& row : texts) {
    INFO(row.rule);
    CHECK(detect_encoding(windows_1256(row.text)) == "windows-1256");
    CHECK(detect_encoding(iso_8859_6(row.text)) == "ISO-8859-6");
  }
}

TEST_CASE("what a text declares counts where the bytes do not contradict it") {
  const std::string ascii_page = "<html><head><meta charset=\"windows-1256\"></head></html>";
  check_rows({
      {"windows-1256, and it is", windows_1256(html_that_declares("windows-1256")), "windows-1256"},
      {"by another of its names", windows_1256(html_that_declares("cp1256")), "windows-1256"},
      {"in capitals", windows_1256(html_that_declares("WINDOWS-1256")), "windows-1256"},
      {"ISO-8859-6, and it is", iso_8859_6(html_that_declares("iso-8859-6")), "ISO-8859-6"},
      {"in the older form of meta",
       windows_1256("<html><head><META http-equiv='Content-Type' content='text/html; "
                    "charset=windows-1256'></head><body>" +
                    kStory + "</body></html>"),
       "windows-1256"},
      {"without quotation marks", windows_1256("<html><meta charset=windows-1256><p>" + kStory),
       "windows-1256"},
      {"a page that is ASCII so far", ascii_page, "windows-1256"},
      {"XML", windows_1256(xml_that_declares("windows-1256")), "windows-1256"},
      {"XML with single quotes",
       iso_8859_6("<?xml version='1.0' encoding='ISO-8859-6'?><rss>" + kSentence + "</rss>"),
       "ISO-8859-6"},
      {"a Latin encoding",
       "<html><meta charset=\"windows-1252\"><p>Le caf\xE9 est ferm\xE9.</p></html>",
       "windows-1252"},
  });
}

TEST_CASE("what a text declares does not count where the bytes contradict it") {
  check_rows({
      {"windows-1256, but it is UTF-8", html_that_declares("windows-1256"), "UTF-8"},
      {"XML: windows-1256, but it is UTF-8", xml_that_declares("windows-1256"), "UTF-8"},
      {"UTF-16, but it is UTF-8", xml_that_declares("utf-16"), "UTF-8"},
      {"UTF-8, but it is windows-1256", windows_1256(html_that_declares("utf-8")), "windows-1256"},
      {"UTF-8, but it is ISO-8859-6", iso_8859_6(html_that_declares("UTF-8")), "ISO-8859-6"},
      {"XML: UTF-8, but it is windows-1256", windows_1256(xml_that_declares("utf-8")),
       "windows-1256"},
      {"a name that nobody knows", windows_1256(html_that_declares("x-sahel-9")), "windows-1256"},
      {"an empty name", windows_1256(html_that_declares("")), "windows-1256"},
      {"text that only speaks of it", "charset=windows-1256 was the old setting.", "UTF-8"},
      {"UTF-16, but it is ASCII",
       "<?xml version=\"1.0\" encoding=\"utf-16\"?><rss><channel/></rss>", "UTF-8"},
      {"UTF-16, but it is windows-1256", windows_1256(xml_that_declares("utf-16")), "windows-1256"},
      {"`unicode`, but it is windows-1256", windows_1256(html_that_declares("unicode")),
       "windows-1256"},
      {"`encoding=` in an address",
       windows_1256("<html><head><link href=\"/rss?encoding=iso-8859-6\"><meta "
                    "charset=\"windows-1256\"></head><body>" +
                    kStory + "</body></html>"),
       "windows-1256"},
  });
}

TEST_CASE("damage does not make another encoding of UTF-8") {
  std::string damaged = repeated(kStory, 3000);
  damaged.insert(0, "\xFF");
  damaged.insert(1000, "\xD8");
  damaged.insert(2001, "\x85\xC1\xF6");
  const std::string half = damaged.substr(0, 1500) + "\xE2\x82" + damaged.substr(1500);
  check_rows({
      {"a few bytes in a long text", damaged, "UTF-8"},
      {"a letter that lost its end", half, "UTF-8"},
      {"a byte at the end", kStory + "\xD8", "UTF-8"},
      {"in a page that declares windows-1256",
       "<meta charset=\"windows-1256\">" + damaged + "</html>", "UTF-8"},
  });
}

TEST_CASE("a letter that the end of the head cuts is no damage") {
  const std::string text = "خبر \u20AC \U0001F4F0";  // letters of two, three and four bytes
  for (std::size_t end = 0; end <= text.size(); ++end) {
    INFO("bytes: ", end);
    CHECK(detect_encoding(text.substr(0, end)) == "UTF-8");
    CHECK(detect_encoding("<p>" + text.substr(0, end)) == "UTF-8");
    CHECK(detect_encoding(std::string(1000, 'x') + text.substr(0, end)) == "UTF-8");
  }
}

// Reads a file as the readers do; its head must be what comes first.
std::string read_file(const std::filesystem::path& path, std::string_view encoding) {
  TextInput text = open_text(path);
  CHECK(text.encoding == encoding);
  std::string whole = read_whole(*text.input, kNoLimit);
  CHECK(text.head == whole.substr(0, text.head.size()));
  CHECK((!text.head.empty() || whole.empty()));
  CHECK(text.input->bytes_read() == std::filesystem::file_size(path));
  return whole;
}

TEST_CASE("open_text gives any file as UTF-8 without a mark, packed or not") {
  const TemporaryFolder folder;
  const std::string text = kStory + kWithLatin;
  const Row rows[] = {
      {"UTF-8", text, "UTF-8"},
      {"UTF-8 with a mark", kMark + text, "UTF-8"},
      {"windows-1256", windows_1256(text), "windows-1256"},
      {"ISO-8859-6", iso_8859_6(text), "ISO-8859-6"},
      {"UTF-16LE", utf_16(text, ByteOrder::kLittle), "UTF-16LE"},
      {"UTF-16BE", utf_16(text, ByteOrder::kBig), "UTF-16BE"},
      {"UTF-16LE with a mark", utf_16(kMark + text, ByteOrder::kLittle), "UTF-16LE"},
      {"UTF-16BE with a mark", utf_16(kMark + text, ByteOrder::kBig), "UTF-16BE"},
      {"UTF-32LE with a mark", utf_32(kMark + text, ByteOrder::kLittle), "UTF-32LE"},
      {"UTF-32BE with a mark", utf_32(kMark + text, ByteOrder::kBig), "UTF-32BE"},
  };
  for (const Row& row : rows) {
    INFO(row.rule);
    CHECK(read_file(folder.write("plain.txt", row.bytes), row.encoding) == text);
    CHECK(read_file(folder.write("packed.txt.gz", gzip(row.bytes)), row.encoding) == text);
    CHECK(read_file(folder.write("packed.txt.zst", zstd(row.bytes)), row.encoding) == text);
  }
  CHECK(read_file(folder.write("empty.txt", ""), "UTF-8").empty());
  CHECK(read_file(folder.write("mark.txt", kMark), "UTF-8").empty());
}

TEST_CASE("letters that straddle the boundaries of reading come out whole") {
  const TemporaryFolder folder;
  // A letter of each length; the blanks before it shift it over the boundary at 64 KiB.
  const std::string letters = "ص \u20AC \U0001F4F0 " + kStory;
  for (std::size_t blanks = 0; blanks < 8; ++blanks) {
    INFO("blanks: ", blanks);
    const std::string text = std::string(blanks, ' ') + repeated(letters, 3 * kHead);
    CHECK(read_file(folder.write("a.txt", text), "UTF-8") == text);
    for (const ByteOrder order : {ByteOrder::kLittle, ByteOrder::kBig}) {
      const char* name = order == ByteOrder::kLittle ? "UTF-16LE" : "UTF-16BE";
      const std::string bytes = utf_16(text, order);
      CHECK(read_file(folder.write("b.txt", bytes), name) == text);
      // Members of odd length: each is unpacked for itself.
      std::string members;
      for (std::size_t at = 0; at < bytes.size(); at += kHead - 1) {
        members += gzip(std::string_view(bytes).substr(at, kHead - 1));
      }
      CHECK(read_file(folder.write("b.txt.gz", members), name) == text);
    }
    const std::string arabic = std::string(blanks, ' ') + repeated(kStory, 5 * kHead);
    CHECK(read_file(folder.write("c.txt", windows_1256(arabic)), "windows-1256") == arabic);
    CHECK(read_file(folder.write("c.txt.zst", zstd(windows_1256(arabic))), "windows-1256") ==
          arabic);
  }
}

TEST_CASE("bytes that mean nothing are left to the reader in UTF-8, and are U+FFFD elsewhere") {
  const TemporaryFolder folder;
  CHECK(read_file(folder.write("a.txt", kStory + "\xFF" + kStory), "UTF-8") ==
        kStory + "\xFF" + kStory);
  const std::string half = utf_16(kStory, ByteOrder::kLittle);
  CHECK(read_file(folder.write("b.txt", half + "\x45"), "UTF-16LE") == kStory + "\uFFFD");
  CHECK(read_file(folder.write("c.txt", half + "\x3D\xD8" + half), "UTF-16LE") ==
        kStory + "\uFFFD" + kStory);
  // ISO-8859-6 has nothing at A1.
  CHECK(read_file(folder.write("d.txt", iso_8859_6(kStory) + "\xA1"), "ISO-8859-6") ==
        kStory + "\uFFFD");
}

TEST_CASE("a Latin text of one byte a letter is not taken for Arabic") {
  const TemporaryFolder folder;
  const std::string french =
      "Le march\xE9 de la vieille ville a rouvert apr\xE8s trois ann\xE9\x65s de travaux. Les "
      "commer\xE7\x61nts esp\xE8rent que la foule reviendra d\xE8s l'\xE9t\xE9 prochain.\n";
  CHECK(open_text(folder.write("a.txt", french)).head ==
        "Le marché de la vieille ville a rouvert après trois années de travaux. Les commerçants "
        "espèrent que la foule reviendra dès l'été prochain.\n");
}

}  // namespace
}  // namespace fihrist::indexer
