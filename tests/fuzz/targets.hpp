// The parsers of what comes from the network, or from somebody else's file, each behind one
// function that takes any bytes: the same functions are driven by libFuzzer (script/fuzz) and by
// the kept inputs in tests/fuzz/corpus (an ordinary test). A target crashes, or calls require(),
// when a promise is broken; otherwise it returns. No network, no disk, no clock.
#pragma once

#include <span>
#include <string_view>

namespace tests::fuzz {

struct Target {
  std::string_view name;  // of the folder in tests/fuzz/corpus as well
  void (*run)(std::string_view input);
};

[[nodiscard]] std::span<const Target> targets();

// Ends the process with `promise` on stderr when it does not hold, in every kind of build.
void require(bool holds, const char* promise);

void link_header(std::string_view input);       // a Link header a line
void rate_limit(std::string_view input);        // header lines
void timestamp(std::string_view input);         // ISO 8601 and HTTP dates
void url(std::string_view input);               // a URL, and a query
void json_document(std::string_view input);     // any JSON
void models(std::string_view input);            // decode<> of every model
void discovery(std::string_view input);         // discovery document and key set
void log_event(std::string_view input);         // an event, and all that is read out of it
void answer_error(std::string_view input);      // status line, header lines, empty line, body
void json_edit(std::string_view input);         // pointer line, value line, object
void html_page(std::string_view input);         // a page
void authorize_answer(std::string_view input);  // as answer_error
void client_file(std::string_view input);       // line with a name, the file
void plan_file(std::string_view input);         // a plan file
void challenge(std::string_view input);         // a WWW-Authenticate header a line
void signing_key(std::string_view input);       // a PEM or a JWK
void token_answer(std::string_view input);      // as answer_error

}  // namespace tests::fuzz
