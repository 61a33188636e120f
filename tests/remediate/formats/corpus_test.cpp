// Over real files: every value that is known to stand in one is found there, under its key.
#include <algorithm>

#include <gtest/gtest.h>

#include "remediate/formats/configuration.hpp"
#include "tests/remediate/formats/client_configs.hpp"

namespace remediate {
namespace {

using tests::KnownFile;
using tests::KnownPlace;

// The offset of a place; columns of the index count characters.
std::size_t offset_of(std::string_view bytes, const KnownPlace& place) {
  std::size_t at = bytes.starts_with("\xEF\xBB\xBF") ? 3 : 0;
  for (std::size_t line = 1; line < place.line; ++line) at = bytes.find('\n', at) + 1;
  for (std::size_t column = 1; column < place.column; ++column) {
    ++at;
    while ((static_cast<unsigned char>(bytes[at]) & 0xC0U) == 0x80U) ++at;
  }
  return at;
}

bool covers(const Scalar& scalar, std::size_t offset) {
  return scalar.origin.front() <= offset && offset < scalar.origin.back();
}

std::string last_part(std::string_view dotted) {
  return std::string(dotted.substr(dotted.rfind('.') + 1));
}

bool has_key(const Scalar& scalar, const std::string& key) {
  return last_part(scalar.dotted()) == key ||
         std::ranges::find(scalar.path, key) != scalar.path.end();
}

TEST(Corpus, EveryKnownValueIsFoundAtItsPlaceUnderItsKey) {
  const std::vector<KnownFile> files = tests::known_files();
  if (files.empty()) GTEST_SKIP() << tests::kNoClientConfigs;
  std::size_t found = 0;
  for (const KnownFile& file : files) {
    const Configuration read = read_configuration(file.name, file.bytes);
    for (const KnownPlace& place : file.places) {
      // One entry of the index is about a key that has no value.
      if (place.in_comment || place.value.ends_with('=')) continue;
      const std::size_t offset = offset_of(file.bytes, place);
      const bool there = std::ranges::any_of(read.scalars, [&](const Scalar& scalar) {
        if (!covers(scalar, offset) || !has_key(scalar, last_part(place.key))) return false;
        const std::size_t at = scalar.text.find(place.value);
        return at != std::string::npos && scalar.origin[at] == offset && scalar.line == place.line;
      });
      EXPECT_TRUE(there) << file.name << ":" << place.line << ":" << place.column << " "
                         << place.key << " = " << place.value;
      found += there ? 1U : 0U;
    }
  }
  EXPECT_GT(found, 180U);
}

TEST(Corpus, NothingThatStandsInACommentIsAValue) {
  const std::vector<KnownFile> files = tests::known_files();
  if (files.empty()) GTEST_SKIP() << tests::kNoClientConfigs;
  std::size_t looked_at = 0;
  for (const KnownFile& file : files) {
    const Configuration read = read_configuration(file.name, file.bytes);
    for (const KnownPlace& place : file.places) {
      if (!place.in_comment) continue;
      ++looked_at;
      const std::size_t offset = offset_of(file.bytes, place);
      for (const Scalar& scalar : read.scalars)
        EXPECT_FALSE(covers(scalar, offset)) << file.name << ":" << place.line;
    }
  }
  EXPECT_GT(looked_at, 0U);
}

}  // namespace
}  // namespace remediate
