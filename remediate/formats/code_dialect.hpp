// How a programming language writes comments and strings, as far as finding its string literals
// needs it. Pure.
#pragma once

#include <string_view>

namespace remediate {

struct CodeDialect {
  bool slash_comments = true;   // // and /* */
  bool hash_comments = false;   // #
  bool dash_comments = false;   // --
  bool triple_quotes = false;   // """...""" and '''...'''
  bool docstrings = false;      // ... which are comments where they stand alone
  bool raw_backticks = false;   // `...` without escapes
  bool doubled_quotes = false;  // 'it''s'
};

// By the ending of the name, else by what the text looks like.
[[nodiscard]] CodeDialect dialect_of(std::string_view name, std::string_view text);

}  // namespace remediate
