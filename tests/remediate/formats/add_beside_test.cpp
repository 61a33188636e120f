// A new entry looks like the one beside it, and takes nothing else from its line.
#include <algorithm>

#include <gtest/gtest.h>

#include "remediate/formats/configuration.hpp"

namespace remediate {
namespace {

// The file once `id = aus1` stands beside the value of `key`.
std::string added(std::string_view name, std::string_view bytes, std::string_view key) {
  const Configuration read = read_configuration(name, bytes);
  const auto beside = std::ranges::find(read.scalars, key, &Scalar::key);
  if (beside == read.scalars.end()) return "no such key";
  const auto splice = add_beside(read, bytes, *beside, "id", "aus1");
  if (!splice) return "no place";
  return spliced(bytes, {*splice}).value_or("no splice");
}

TEST(AddBeside, WritesAYamlKeyUnderItsNeighbour) {
  EXPECT_EQ(added("a.yml", "o:\r\n  url: \"https://a\" # why\r\nx: y\r\n", "url"),
            "o:\r\n  url: \"https://a\" # why\r\n  id: \"aus1\"\r\nx: y\r\n");
  EXPECT_EQ(added("a.yml", "l:\n- url: https://a\n", "url"), "l:\n- url: https://a\n  id: aus1\n");
  EXPECT_EQ(added("a.yml", "o: {url: 'https://a', x: y}\n", "url"),
            "o: {url: 'https://a', id: 'aus1', x: y}\n");
  EXPECT_EQ(added("a.yml", "environment:\n  - URL=https://a\n", "URL"),
            "environment:\n  - URL=https://a\n  - id=aus1\n");
  EXPECT_EQ(added("a.yml", "env:\n  - name: URL\n    value: \"https://a\"\n", "URL"),
            "env:\n  - name: URL\n    value: \"https://a\"\n  - name: id\n    value: \"aus1\"\n");
}

TEST(AddBeside, WritesAJsonMemberBeforeOrBehindAComma) {
  EXPECT_EQ(added("a.json", "{\r\n  \"url\" : \"https://a\"\r\n}", "url"),
            "{\r\n  \"url\" : \"https://a\",\r\n  \"id\" : \"aus1\"\r\n}");
  EXPECT_EQ(added("a.json", "{\"url\":\"https://a\",\"pass\":\"s3\"}", "url"),
            "{\"url\":\"https://a\",\"id\":\"aus1\",\"pass\":\"s3\"}");
}

TEST(AddBeside, WritesALineOfTheSameKind) {
  EXPECT_EQ(added(".env", "export URL='https://a'", "URL"),
            "export URL='https://a'\nexport id='aus1'");
  EXPECT_EQ(added("a.properties", "okta.url: https\\://a\n", "okta.url"),
            "okta.url: https\\://a\nid: aus1\n");
  EXPECT_EQ(added("a.ini", "[o]\nurl = https://a ; s3cret\n", "url"),
            "[o]\nurl = https://a ; s3cret\nid = aus1\n");
  EXPECT_EQ(added("a.toml", "[o]\nurl = \"https://a\"\n", "url"),
            "[o]\nurl = \"https://a\"\nid = \"aus1\"\n");
  EXPECT_EQ(added("a.tf", "x {\n\turl    = \"https://a\"\n}\n", "url"),
            "x {\n\turl    = \"https://a\"\n\tid    = \"aus1\"\n}\n");
}

TEST(AddBeside, WritesAnXmlElementWithoutTheOtherAttributes) {
  EXPECT_EQ(added("Web.config",
                  "<c>\r\n  <add key=\"url\" value=\"https://a\" lock=\"s3\" />\r\n</c>", "url"),
            "<c>\r\n  <add key=\"url\" value=\"https://a\" lock=\"s3\" />\r\n"
            "  <add key=\"id\" value=\"aus1\" />\r\n</c>");
  EXPECT_EQ(added("a.plist", "<d>\n\t<key>url</key>\n\t<string>https://a</string>\n</d>", "url"),
            "<d>\n\t<key>url</key>\n\t<string>https://a</string>\n"
            "\t<key>id</key>\n\t<string>aus1</string>\n</d>");
}

TEST(AddBeside, WritesIntoTheFormatInsideOfABlockScalar) {
  EXPECT_EQ(added("a.yml", "c.toml: |\n  url = \"https://a\"\n  b = 1\nx: y\n", "url"),
            "c.toml: |\n  url = \"https://a\"\n  id = \"aus1\"\n  b = 1\nx: y\n");
}

TEST(AddBeside, HasNoPlaceInsideOfAnEncodedValue) {
  EXPECT_EQ(added("a.yml", "url: aHR0cHM6Ly9kLm9rdGEuY29t\n", "url"), "no place");
}

}  // namespace
}  // namespace remediate
