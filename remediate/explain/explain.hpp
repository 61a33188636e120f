// What an Okta error means, why it happens and what to do about it: from an error code, a message,
// a pasted URL or JSON, or the id of a rule, an assumption or an exit code of oktafix. Knows the
// family around "Custom scopes are not allowed for this request" and says so where it does not
// know. Nothing of the text comes back but a few harmless facts. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace remediate {

// exact: the text is that code or message. likely: it stands somewhere in the text, or only a part
// of it could be recognised.
enum class Confidence { exact, likely, unknown };

[[nodiscard]] std::string_view to_string(Confidence confidence);

// Something that the text said and that may be shown: an error, a description, scopes, a client id.
struct SeenFact {
  std::string name;
  std::string value;
};

struct Explanation {
  std::string id;  // of what was recognised; empty when nothing was
  std::string title;
  std::string meaning;
  std::vector<std::string> causes;
  std::vector<std::string> check;
  std::vector<std::string> run;      // commands of oktafix
  std::vector<std::string> sources;  // names of Okta's documents
  Confidence confidence = Confidence::unknown;
  std::vector<SeenFact> seen;
  bool holds_secret = false;  // the text has what looks like a token, code or secret
};

[[nodiscard]] Explanation explain(std::string_view text);

// Every id that has an explanation.
[[nodiscard]] std::vector<std::string> explained_ids();

}  // namespace remediate
