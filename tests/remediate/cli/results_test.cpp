#include "remediate/cli/results.hpp"

#include <fstream>

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tests/support/recorded.hpp"
#include "tests/support/temporary_folder.hpp"

namespace {

namespace fs = std::filesystem;
using remediate::cli::check_output;
using remediate::cli::write_result;

class Results : public testing::Test {
 protected:
  [[nodiscard]] fs::path file(const char* name) const { return folder_.path() / name; }
  [[nodiscard]] std::size_t files_in_folder() const {
    return static_cast<std::size_t>(
        std::distance(fs::directory_iterator(folder_.path()), fs::directory_iterator()));
  }

 private:
  tests::TemporaryFolder folder_;
};

TEST_F(Results, ReplaceAFileAndLeaveNothingElse) {
  std::ofstream(file("report")) << "a much longer old report";
  ASSERT_TRUE(write_result("new", file("report")));
  EXPECT_EQ(tests::read_file(file("report")), "new");
  EXPECT_EQ(files_in_folder(), 1U);
}

TEST_F(Results, KeepASymbolicLink) {
  fs::create_symlink(file("real"), file("link"));
  std::ofstream(file("real")) << "old";
  ASSERT_TRUE(write_result("new", file("link")));
  EXPECT_TRUE(fs::is_symlink(file("link")));
  EXPECT_EQ(tests::read_file(file("real")), "new");
}

TEST_F(Results, NeverReplaceADevice) {
  fs::create_symlink("/dev/null", file("null"));
  ASSERT_TRUE(write_result("new", file("null")));
  EXPECT_TRUE(fs::is_symlink(file("null")));
  EXPECT_TRUE(fs::is_character_file("/dev/null"));
}

TEST_F(Results, AreRefusedBeforeTheWorkWhereTheyCannotGo) {
  EXPECT_FALSE(check_output(file("no-such-folder") / "report"));
  EXPECT_FALSE(check_output(fs::path(file("report")).parent_path()));
  EXPECT_TRUE(check_output(file("report")));
  EXPECT_TRUE(check_output(fs::path("report-in-the-working-folder")));
  EXPECT_TRUE(check_output(std::nullopt));
}

TEST_F(Results, FailWithTheReasonAndTheName) {
  const auto status = write_result("new", file("no-such-folder") / "report");
  ASSERT_FALSE(status);
  EXPECT_EQ(status.error().kind, okta::ErrorKind::io);
  EXPECT_NE(status.error().message.find("no-such-folder"), std::string::npos);
}

}  // namespace
