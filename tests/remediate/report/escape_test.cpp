#include "remediate/report/escape.hpp"

#include <algorithm>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <rapidcheck/gtest.h>

namespace {

using namespace remediate;

// Bytes that a careless report would trip over come far more often than by chance.
rc::Gen<std::string> hostile_bytes() {
  const std::vector<std::string> nasty = {"\x1b[31m",
                                          "\x1b]0;t\x07",
                                          "\n",
                                          "\r",
                                          "\t",
                                          std::string(1, '\0'),
                                          "\x7f",
                                          "\xc2\x9b",
                                          "\xe2\x80\xae",
                                          "\xe2\x81\xa6",
                                          "\xe2\x80\x8b",
                                          "\xef\xbb\xbf",
                                          "\xff",
                                          "\xc0\x80",
                                          "\xed\xa0\x80",
                                          "\xf3\xa0\x81\x81",
                                          "<script>",
                                          "`",
                                          "``",
                                          "|",
                                          "[x](y)",
                                          "![x](y)",
                                          "*",
                                          "_",
                                          "#",
                                          "@okta",
                                          "https://",
                                          "www.",
                                          "&amp;",
                                          "\"",
                                          "'",
                                          "\\",
                                          "- ",
                                          "1. ",
                                          "$x$",
                                          "~~",
                                          " "};
  const auto piece = rc::gen::oneOf(rc::gen::elementOf(nasty),
                                    rc::gen::container<std::string>(rc::gen::arbitrary<char>()));
  return rc::gen::map(rc::gen::container<std::vector<std::string>>(piece),
                      [](const std::vector<std::string>& pieces) {
                        std::string text;
                        for (const std::string& each : pieces) text += each;
                        return text;
                      });
}

bool has_control_bytes(const std::string& text) {
  return std::ranges::any_of(text, [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 || byte == 0x7f;
  });
}

bool has_deceptive_sequence(const std::string& text) {
  const std::vector<std::string> sequences = {"\xc2\x9b",     "\xe2\x80\xae", "\xe2\x81\xa6",
                                              "\xe2\x80\x8b", "\xef\xbb\xbf", "\xf3\xa0\x81\x81"};
  return std::ranges::any_of(
      sequences, [&](const std::string& each) { return text.find(each) != std::string::npos; });
}

TEST(EscapeTerminal, ShowsWhatATerminalWouldActOn) {
  EXPECT_EQ(escape_terminal("a\x1b[31mb"), "a\\x1b[31mb");
  EXPECT_EQ(escape_terminal("two\nlines\r\t"), "two\\nlines\\r\\t");
  EXPECT_EQ(escape_terminal(std::string("nul\0", 4)), "nul\\x00");
  EXPECT_EQ(escape_terminal("del\x7f"), "del\\x7f");
  EXPECT_EQ(escape_terminal("csi\xc2\x9b"), "csi\\u{009b}");
}

TEST(EscapeTerminal, ShowsWhatNobodyCouldSee) {
  EXPECT_EQ(escape_terminal("abc\xe2\x80\xae"
                            "fdp"),
            "abc\\u{202e}fdp");
  EXPECT_EQ(escape_terminal("\xe2\x81\xa6x\xe2\x81\xa9"), "\\u{2066}x\\u{2069}");
  EXPECT_EQ(escape_terminal("ope\xe2\x80\x8bnid"), "ope\\u{200b}nid");
  EXPECT_EQ(escape_terminal("\xf3\xa0\x81\x81"), "\\u{e0041}");
}

TEST(EscapeTerminal, ShowsBytesThatAreNoUtf8) {
  EXPECT_EQ(escape_terminal("\xff"), "\\xff");
  EXPECT_EQ(escape_terminal("\xc0\x80"), "\\xc0\\x80");
  EXPECT_EQ(escape_terminal("\xed\xa0\x80"), "\\xed\\xa0\\x80");
  EXPECT_EQ(escape_terminal("cut \xe2\x82"), "cut \\xe2\\x82");
}

TEST(EscapeTerminal, LeavesOrdinaryNamesAlone) {
  const std::string name =
      "Z\xc3\xbcrich \xe2\x80\x93 \xe6\x9d\xb1\xe4\xba\xac (\xf0\x9f\x98\x80) <b> a|b `c`";
  EXPECT_EQ(escape_terminal(name), name);
}

TEST(EscapeMarkdown, LeavesNothingThatMarkdownActsOn) {
  EXPECT_EQ(escape_markdown("*a* _b_ ~c~ `d`"), R"(\*a\* \_b\_ \~c\~ \`d\`)");
  EXPECT_EQ(escape_markdown("[x](http://y)"), R"(\[x\](http\://y))");
  EXPECT_EQ(escape_markdown("<img src=x>"), "&lt;img src=x&gt;");
  EXPECT_EQ(escape_markdown("a|b"), "a&#124;b");
  EXPECT_EQ(escape_markdown("&lt;"), "&amp;lt;");
  EXPECT_EQ(escape_markdown("www.evil.example"), "www\\.evil.example");
}

TEST(EscapeMarkdown, StartsNoBlock) {
  EXPECT_EQ(escape_markdown("- x"), "\\- x");
  EXPECT_EQ(escape_markdown("1. x"), "1\\. x");
  EXPECT_EQ(escape_markdown("# x"), "`#` x");
  EXPECT_EQ(escape_markdown("    code"), "code");
  EXPECT_EQ(escape_markdown("> x"), "&gt; x");
}

TEST(EscapeMarkdown, MentionsNobodyAndRefersToNoIssue) {
  EXPECT_EQ(escape_markdown("@okta"), "`@`okta");
  EXPECT_EQ(escape_markdown("a@@b#1"), "a`@@`b`#`1");
}

TEST(MarkdownCode, FallsBackWhereACodeSpanWouldBreak) {
  EXPECT_EQ(markdown_code("orders.read"), "`orders.read`");
  EXPECT_EQ(markdown_code("a`b"), "a\\`b");
  EXPECT_EQ(markdown_code("a|b"), "a&#124;b");
  EXPECT_EQ(markdown_code("<b>"), "&lt;b&gt;");
  EXPECT_EQ(markdown_code(""), "");
}

TEST(EscapeHtml, LeavesNoMarkup) {
  EXPECT_EQ(escape_html(R"(<a href="x" title='y'>&)"),
            "&lt;a href=&quot;x&quot; title=&#39;y&#39;&gt;&amp;");
}

TEST(EscapePrintedJson, HidesWhatTheJsonLibraryLetsThrough) {
  const std::string label = "a\x7f\xc2\x9b\xe2\x80\xae\xf3\xa0\x81\x81";
  const std::string printed = escape_printed_json(nlohmann::json(label).dump());
  EXPECT_EQ(printed, R"("a\u007f\u009b\u202e\udb40\udc41")");
  EXPECT_EQ(nlohmann::json::parse(printed).get<std::string>(), label);
}

RC_GTEST_PROP(EscapeTerminal, NeverPassesAControl, ()) {
  const std::string escaped = escape_terminal(*hostile_bytes());
  RC_ASSERT(!has_control_bytes(escaped));
  RC_ASSERT(!has_deceptive_sequence(escaped));
}

RC_GTEST_PROP(EscapeTerminal, GivesValidUtf8AndIsStable, ()) {
  const std::string escaped = escape_terminal(*hostile_bytes());
  nlohmann::json text = escaped;
  text.dump();  // throws on anything else
  RC_ASSERT(escape_terminal(escaped) == escaped);
}

RC_GTEST_PROP(EscapeMarkdown, LeavesNoTagAndNoCellBorder, ()) {
  for (const std::string& escaped :
       {escape_markdown(*hostile_bytes()), markdown_code(*hostile_bytes())}) {
    RC_ASSERT(!has_control_bytes(escaped));
    RC_ASSERT(escaped.find_first_of("|<>") == std::string::npos);
    RC_ASSERT(std::ranges::count(escaped, '\n') == 0);
  }
}

// What an emphasis, link or code span needs is behind a backslash: taking away code spans of site
// characters and escaped characters leaves none of them.
RC_GTEST_PROP(EscapeMarkdown, EscapesEveryMark, ()) {
  const std::string escaped = escape_markdown(*hostile_bytes());
  for (std::size_t i = 0; i < escaped.size(); ++i) {
    if (escaped[i] == '\\') {
      ++i;
      continue;
    }
    if (escaped[i] == '`') {
      const std::size_t end = escaped.find('`', i + 1);
      RC_ASSERT(end != std::string::npos);
      RC_ASSERT(escaped.find_first_not_of("@#$", i + 1) == end);
      i = end;
      continue;
    }
    if (escaped[i] == '&') {
      i = escaped.find(';', i);
      RC_ASSERT(i != std::string::npos);
      continue;
    }
    RC_ASSERT(std::string("*_[]~<>@#$").find(escaped[i]) == std::string::npos);
  }
}

RC_GTEST_PROP(EscapeHtml, LeavesNoMarkupOfAnyBytes, ()) {
  const std::string escaped = escape_html(*hostile_bytes());
  RC_ASSERT(!has_control_bytes(escaped));
  RC_ASSERT(escaped.find_first_of("<>\"'") == std::string::npos);
}

RC_GTEST_PROP(EscapePrintedJson, KeepsTheValue, ()) {
  using Json = nlohmann::json;
  const std::string dumped =
      Json(*hostile_bytes()).dump(2, ' ', false, Json::error_handler_t::replace);
  const std::string printed = escape_printed_json(dumped);
  RC_ASSERT(!has_control_bytes(printed));
  RC_ASSERT(!has_deceptive_sequence(printed));
  RC_ASSERT(Json::parse(printed) == Json::parse(dumped));
}

}  // namespace
