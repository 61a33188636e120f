// Patterns over paths, what git ignores, and the search over bytes.
#include <cstdlib>
#include <fstream>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "remediate/files/byte_search.hpp"
#include "remediate/files/git_ignore.hpp"
#include "remediate/files/path_pattern.hpp"
#include "tests/support/recorded.hpp"
#include "tests/support/temporary_folder.hpp"

namespace remediate {
namespace {

namespace fs = std::filesystem;
using testing::IsEmpty;

bool matches(const std::string& pattern, const std::string& file) {
  return PathPattern("/srv/org", pattern).matches(file);
}

TEST(PathPattern, TakesStarsForNamesAndDoubleStarsForFolders) {
  EXPECT_TRUE(matches("a/*.yml", "/srv/org/a/x.yml"));
  EXPECT_FALSE(matches("a/*.yml", "/srv/org/a/b/x.yml"));
  EXPECT_TRUE(matches("**/x.yml", "/srv/org/x.yml"));
  EXPECT_TRUE(matches("**/x.yml", "/srv/org/a/b/x.yml"));
  EXPECT_TRUE(matches("a/**/b/*.y?l", "/srv/org/a/c/b/b/x.yml"));
  EXPECT_TRUE(matches("a/**", "/srv/org/a/b/c"));
  EXPECT_FALSE(matches("a/**", "/srv/org/a"));
  EXPECT_FALSE(matches("*.yml", "/srv/org/x.yaml"));
  EXPECT_TRUE(matches("?.env", "/srv/org/\xc3\xa9.env"));
  EXPECT_TRUE(matches("pages/[id]/*.ts", "/srv/org/pages/[id]/x.ts"));
}

TEST(PathPattern, LeavesItsFolderOnlyWhereItSaysSo) {
  EXPECT_TRUE(matches("../web/**/*.yml", "/srv/web/a/x.yml"));
  EXPECT_TRUE(matches("../web/.env", "/srv/web/.env"));
  EXPECT_FALSE(matches("../web/*", "/srv/web2/x"));
  EXPECT_TRUE(matches("/etc/app/*.ini", "/etc/app/x.ini"));
  EXPECT_TRUE(matches("./a/.env", "/srv/org/a/.env"));
  EXPECT_TRUE(PathPattern("/srv/org", "../web/.env").is_exact());
}

TEST(PathPattern, IsMatchedInNoTime) {
  std::string pattern;
  std::string file = "/srv/org";
  for (int each = 0; each < 60; ++each) pattern += "**/*a*a*a*b/";
  for (int each = 0; each < 200; ++each) file += "/" + std::string(200, 'a');
  EXPECT_FALSE(matches(pattern + "x", file));
}

struct Tree {
  tests::TemporaryFolder folder;

  [[nodiscard]] bool ignores(const std::string& path, bool is_folder = false) const {
    std::shared_ptr<const GitIgnore> ignore = GitIgnore::at_root(folder.path());
    fs::path at = folder.path();
    const fs::path below(path);
    for (auto part = below.begin(); part != below.end(); ++part) {
      const bool last = std::next(part) == below.end();
      if (ignore->ignores(at.native(), part->native(), !last || is_folder)) return true;
      at /= *part;
      if (!last) ignore = GitIgnore::in_folder(ignore, at);
    }
    return false;
  }
};

TEST(GitIgnore, ReadsItsFilesAsGitDocumentsThem) {
  Tree tree;
  fs::create_directories(tree.folder.path() / ".git" / "info");
  tree.folder.write(".git/info/exclude", "*.secret\n");
  tree.folder.write(".gitignore",
                    "# comment\n\n*.log\n!keep.log\n/top.txt\nfolder/\ndoc/*.txt\n**/deep\na/**/b\n"
                    "\\#hash\n\\!bang\ntrailing   \nspaced\\ \n[ab]x\n[!c]y\nignored/\r\n");
  tree.folder.write("sub/.gitignore", "!again.log\nlocal\n");
  for (const char* path : {"x.log", "a/b/x.log", "top.txt", "doc/x.txt", "deep", "x/y/deep", "a/b",
                           "a/x/y/b", "#hash", "!bang", "trailing", "spaced ", "ax", "zy",
                           "x.secret", "sub/local", "sub/x/local", "sub/x.log", "ignored/x"})
    EXPECT_TRUE(tree.ignores(path)) << path;
  for (const char* path : {"keep.log", "sub/top.txt", "doc/sub/x.txt", "cy", "local",
                           "sub/again.log", "folder", "plain"})
    EXPECT_FALSE(tree.ignores(path)) << path;
  EXPECT_TRUE(tree.ignores("folder", true));
  EXPECT_TRUE(tree.ignores("folder/keep.log")) << "nothing comes back from an ignored folder";
}

TEST(GitIgnore, HoldsAboveTheFolderUpToTheRepositoryOnly) {
  tests::TemporaryFolder folder;
  folder.write(".gitignore", "outer\n");
  folder.write("repo/.gitignore", "inner\n");
  fs::create_directories(folder.path() / "repo" / ".git");
  fs::create_directories(folder.path() / "repo" / "app");
  const fs::path app = folder.path() / "repo" / "app";
  const auto ignore = GitIgnore::at_root(app);
  EXPECT_TRUE(ignore->ignores(app.native(), "inner", false));
  EXPECT_FALSE(ignore->ignores(app.native(), "outer", false));
}

std::string some_of(const std::string& letters, int most) {
  const int length = *rc::gen::inRange(1, most + 1);
  std::string text;
  for (int each = 0; each < length; ++each)
    text +=
        letters[static_cast<std::size_t>(*rc::gen::inRange(0, static_cast<int>(letters.size())))];
  return text;
}

// Every file of a small tree, with `git check-ignore` for a judge.
TEST(GitIgnore, SaysWhatGitSays) {
  if (std::system("git --version >/dev/null 2>&1") != 0)
    GTEST_SKIP() << "git is not installed: nobody to compare with";
  Tree tree;
  const fs::path& root = tree.folder.path();
  ASSERT_EQ(std::system(("git init -q '" + root.string() + "'").c_str()), 0);
  std::vector<std::string> files;
  for (const char* folder : {"", "a/", "b/", "a/b/", "a/b/a/"}) {
    for (const char* name : {"a.c", "b.c", "ab"}) files.push_back(std::string(folder) + name);
  }
  for (const std::string& each : files) tree.folder.write(each, "");
  EXPECT_TRUE(rc::check("as git", [&] {
    std::string rules;
    for (int line = *rc::gen::inRange(1, 6); line > 0; --line) {
      if (*rc::gen::inRange(0, 3) == 0) rules += '!';
      rules += some_of("ab.c*?/[]", 6) + "\n";
    }
    tree.folder.write(*rc::gen::element<std::string>(".gitignore", "a/.gitignore"), rules);
    std::string list;
    for (const std::string& each : files) list += each + "\n";
    tree.folder.write(".git/list", list);
    // The status only tells whether anything is ignored.
    (void)!std::system(("cd '" + root.string() +
                        "' && git -c core.excludesFile=/dev/null check-ignore --no-index --stdin "
                        "<.git/list >.git/ignored 2>/dev/null")
                           .c_str());
    std::set<std::string> by_git;
    std::ifstream answer(root / ".git" / "ignored");
    for (std::string line; std::getline(answer, line);) by_git.insert(line);
    for (const std::string& each : files) {
      if (tree.ignores(each) != by_git.contains(each))
        RC_FAIL(each + " by:\n" + tests::read_file(root / ".gitignore") + "--\n" +
                tests::read_file(root / "a" / ".gitignore"));
    }
  }));
}

TEST(ByteSearch, FindsWordsInAnyCase) {
  const ByteSearch search({"acme.okta.com"}, {"://{"});
  EXPECT_TRUE(search.finds_in("acme.okta.com"));
  EXPECT_TRUE(search.finds_in("x=https://ACME.Okta.com/"));
  EXPECT_TRUE(search.finds_in("x=https://{host}"));
  EXPECT_FALSE(search.finds_in("x=https://acme.okta.co"));
  EXPECT_FALSE(search.finds_in(""));
  EXPECT_FALSE(ByteSearch({}, {}).finds_in("anything"));
}

std::string base64(std::string_view text) {
  std::string padded(text);
  const std::size_t missing = (3 - text.size() % 3) % 3;
  padded.append(missing, '\0');
  std::string digits = base64_pieces(padded)[0];
  for (std::size_t each = 0; each < missing; ++each) digits[digits.size() - 1 - each] = '=';
  return digits;
}

TEST(ByteSearch, FindsWordsInBase64AtEveryPosition) {
  ASSERT_EQ(base64("https://d.okta.com"), "aHR0cHM6Ly9kLm9rdGEuY29t");
  const ByteSearch search({"login.example.com"}, {});
  for (const char* before : {"", "x", "xy", "https://", "ISSUER=https://", "{\"i\":\"https://"}) {
    const std::string once = base64(std::string(before) + "login.example.com/oauth2/v1");
    EXPECT_TRUE(search.finds_in(once)) << before;
    EXPECT_TRUE(search.finds_in("v: " + base64(once))) << before;
  }
  EXPECT_FALSE(search.finds_in(base64("https://login.example.org/oauth2/v1/token")));
}

RC_GTEST_PROP(ByteSearch, FindsWhatAPlainSearchFinds, ()) {
  const auto word = [] { return some_of("abAB.", 4) + some_of("ab", 4); };
  std::vector<std::string> words;
  for (int each = *rc::gen::inRange(1, 5); each > 0; --each) {
    std::string made = word();
    if (made.size() >= 4) words.push_back(std::move(made));
  }
  const std::string text = some_of("abAB.", 200);
  const ByteSearch search({}, words);
  bool plainly = false;
  for (const std::string& each : words) plainly = plainly || text.find(each) != std::string::npos;
  RC_ASSERT(search.finds_in(text) == plainly);
}

}  // namespace
}  // namespace remediate
