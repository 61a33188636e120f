// What must hold of reading and editing on any bytes, and that a file is gone over once.
#include <algorithm>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "remediate/formats/configuration.hpp"
#include "tests/remediate/formats/client_configs.hpp"

namespace remediate {
namespace {

using tests::KnownFile;

const std::vector<std::string> kNames{"a.env", "a.yaml", "a.json", "a.properties", "a.toml",
                                      "a.ini", "a.xml",  "a.tf",   "a.sh",         "Dockerfile",
                                      "a.js",  "a.py",   "a.go",   "a.conf",       "unknown"};

// Small files of every format, each with `https://d.okta.com/a` somewhere in it.
const std::vector<std::pair<std::string, std::string>> kSmall{
    {"a.env", "A=\"https://d.okta.com/a\"\n"},
    {"a.yaml", "a: \"https:\\/\\/d.okta.com\\/a\"\n"},
    {"b.yaml", "a: 'https://d.okta.com/a'\n"},
    {"c.yaml", "a: >-\n  https://d.okta.com/a\n  b\n"},
    {"d.yaml", "a: aHR0cHM6Ly9kLm9rdGEuY29tL2E=\n"},
    {"e.yaml", "a: YUhSMGNITTZMeTlrTG05cmRHRXVZMjl0TDJFPQ==\n"},
    {"f.yaml", "a: '{\"b\":\"https:\\/\\/d.okta.com\\/a\"}'\n"},
    {"g.yaml", "a: https://x?u=https%3A%2F%2Fd.okta.com%2Fa&y=z\n"},
    {"a.json", "{\"a\": \"https:\\/\\/d.okta.com\\/a\"}"},
    {"a.properties", "a=https\\://d.okta.com/a\n"},
    {"a.xml", "<a b=\"https://d.okta.com/a?c&amp;d\"/>"},
    {"a.tf", "a = \"https://d.okta.com/a\"\n"},
    {"a.js", "a = 'https://d.okta.com/a';\n"},
    {"a.toml", "a = \"https://d.okta.com/a\"\n"},
    {"a.sh", "A='https://d.okta.com/a'\n"},
};

std::vector<std::pair<std::string, std::string>> seeds() {
  std::vector<std::pair<std::string, std::string>> all = kSmall;
  for (const KnownFile& file : tests::known_files())
    if (file.bytes.size() < 8000) all.emplace_back(file.name, file.bytes);
  return all;
}

void expect_sound(const Configuration& read, std::string_view bytes) {
  std::uint32_t last = 0;
  for (const Scalar& each : read.scalars) {
    RC_ASSERT(each.origin.size() == each.text.size() + 1);
    RC_ASSERT(std::ranges::is_sorted(each.origin));
    RC_ASSERT(each.origin.back() <= bytes.size());
    RC_ASSERT(each.origin.front() >= last);
    RC_ASSERT(splices_of(each, bytes, {}).empty());
    last = each.origin.front();
  }
}

template <class T>
const T& one_of(const std::vector<T>& all) {
  return all[*rc::gen::inRange<std::size_t>(0, all.size())];
}

RC_GTEST_PROP(Reading, IsSoundOnAnyBytes, ()) {
  const std::string signs = "\"'`{}[]()<>&%$#;:,=-|\\\n\r\t /!*@~?._aA0\xC3\xA9";
  std::string bytes;
  const auto size = *rc::gen::inRange<std::size_t>(0, 300);
  for (std::size_t i = 0; i < size; ++i)
    bytes += signs[*rc::gen::inRange<std::size_t>(0, signs.size())];
  for (const std::string& name : kNames) expect_sound(read_configuration(name, bytes), bytes);
}

RC_GTEST_PROP(Reading, IsSoundOnAFileThatWasDamaged, ()) {
  static const auto files = seeds();
  auto [name, bytes] = one_of(files);
  if (*rc::gen::arbitrary<bool>()) name = one_of(kNames);
  const std::string signs = "\"'`{}[]<>&%$#:=|\\\n ";
  for (int i = 0; i < 5 && !bytes.empty(); ++i) {
    const auto at = *rc::gen::inRange<std::size_t>(0, bytes.size());
    if (*rc::gen::arbitrary<bool>()) {
      bytes.insert(at, 1, signs[*rc::gen::inRange<std::size_t>(0, signs.size())]);
    } else {
      bytes.erase(at, *rc::gen::inRange<std::size_t>(1, 20));
    }
  }
  expect_sound(read_configuration(name, bytes), bytes);
}

bool is_word_of_json(const Scalar& scalar) {
  return scalar.layers.empty() &&
         std::ranges::all_of(scalar.text, [](char c) { return c != '/' && c != ' '; });
}

RC_GTEST_PROP(Editing, IsReadBackAsItWasMeant, ()) {
  static const auto files = seeds();
  const auto& [name, bytes] = one_of(files);
  const Configuration read = read_configuration(name, bytes);
  RC_PRE(!read.scalars.empty());
  const Scalar& scalar = one_of(read.scalars);
  // A number or `true` of JSON is no longer one with a letter in it, and a flag is no flag.
  RC_PRE(scalar.text.size() > 1 && !scalar.text.starts_with('-'));
  RC_PRE(read.format != Format::json || !is_word_of_json(scalar));
  const std::string url = "/abcXYZ019-_.";
  std::string put = "/";
  for (int i = 0; i < 6; ++i) put += url[*rc::gen::inRange<std::size_t>(0, url.size())];
  // A percent-encoded URL is known by its scheme.
  const bool percent = std::ranges::find(scalar.layers, Layer::percent) != scalar.layers.end();
  const auto at = *rc::gen::inRange<std::size_t>(percent ? 8 : 1, scalar.text.size());
  const auto made = spliced(bytes, splices_of(scalar, bytes, {{at, at, put}}));
  RC_ASSERT(made.has_value());
  std::string wanted = scalar.text;
  wanted.insert(at, put);
  const Configuration again = read_configuration(name, *made);
  RC_ASSERT(std::ranges::any_of(again.scalars,
                                [&](const Scalar& each) {
                                  return each.text == wanted && each.path == scalar.path;
                                }) ||
            scalar.dotted().ends_with(".name"));
}

TEST(Editing, WritesAsTheValueIsWritten) {
  const std::vector<std::string> wanted{
      "A=\"https://d.okta.com/q/a\"\n",
      "a: \"https:\\/\\/d.okta.com\\/q\\/a\"\n",
      "a: 'https://d.okta.com/q/a'\n",
      "a: >-\n  https://d.okta.com/q/a\n  b\n",
      "a: aHR0cHM6Ly9kLm9rdGEuY29tL3EvYQ==\n",
      "a: YUhSMGNITTZMeTlrTG05cmRHRXVZMjl0TDNFdllRPT0=\n",
      "a: '{\"b\":\"https:\\/\\/d.okta.com\\/q\\/a\"}'\n",
      "a: https://x?u=https%3A%2F%2Fd.okta.com%2Fq%2Fa&y=z\n",
      "{\"a\": \"https:\\/\\/d.okta.com\\/q\\/a\"}",
      "a=https\\://d.okta.com/q/a\n",
      "<a b=\"https://d.okta.com/q/a?c&amp;d\"/>",
      "a = \"https://d.okta.com/q/a\"\n",
      "a = 'https://d.okta.com/q/a';\n",
      "a = \"https://d.okta.com/q/a\"\n",
      "A='https://d.okta.com/q/a'\n",
  };
  ASSERT_EQ(wanted.size(), kSmall.size());
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    const auto& [name, bytes] = kSmall[i];
    const Configuration read = read_configuration(name, bytes);
    const auto scalar = std::ranges::find_if(read.scalars, [](const Scalar& each) {
      return each.text.starts_with("https://d.okta.com/");
    });
    ASSERT_NE(scalar, read.scalars.end()) << name;
    EXPECT_EQ(spliced(bytes, splices_of(*scalar, bytes, {{18, 18, "/q"}})), wanted[i]) << name;
  }
}

TEST(Editing, EncodesSeveralValuesOfOneSecretTogether) {
  // "okta:\n  issuer: https://d\n  audience: api\n"
  const std::string bytes =
      "data:\n  application.yml: "
      "b2t0YToKICBpc3N1ZXI6IGh0dHBzOi8vZAogIGF1ZGllbmNlOiBhcGkK\n";
  const Configuration read = read_configuration("secret.yml", bytes);
  ASSERT_EQ(read.scalars.size(), 2U);
  const auto made = spliced(bytes, splices_of(bytes, {{&read.scalars[0], {{9, 9, "/x"}}},
                                                      {&read.scalars[1], {{0, 3, "new"}}}}));
  ASSERT_TRUE(made);
  const Configuration again = read_configuration("secret.yml", *made);
  ASSERT_EQ(again.scalars.size(), 2U);
  EXPECT_EQ(again.scalars[0].text, "https://d/x");
  EXPECT_EQ(again.scalars[1].text, "new");
}

// Were anything gone over again for every bracket, quote or line, these would not end.
TEST(Reading, GoesOverALongFileOnce) {
  const std::vector<std::string> units{"${",   "{",   "[",          "(",       "<a b=\"", "\"a",
                                       "'a\n", "{{",  "a: {\n",     "a: \"\n", "a=\"\n",  "- ",
                                       "`${",  "x('", "?a=http%3A", "a: |\n ", "<<E\n"};
  for (const std::string& unit : units) {
    std::string bytes;
    while (bytes.size() < 200'000) bytes += unit;
    for (const std::string& name : kNames)
      EXPECT_LE(read_configuration(name, bytes).scalars.size(), bytes.size());
  }
}

}  // namespace
}  // namespace remediate
