// Links everything that the installed client brings, and sends nothing: the host of the org cannot
// exist, and what is asked is refused before a request is made.
#include <iostream>

#include "guide.hpp"

namespace {

int fail(const std::string& what) {
  std::cerr << what << '\n';
  return 1;
}

}  // namespace

int main() {
  okta::SystemClock clock;
  if (guide::open_org("http://acme.okta.com", "token", clock))
    return fail("a token would go in clear");
  const auto client = guide::open_org("https://acme.okta.invalid", "token", clock);
  if (!client) return fail(client.error().describe());

  okta::RawRequest elsewhere;
  elsewhere.path = "https://other.okta.invalid/api/v1/users/me";
  const auto answer = client->raw(elsewhere, {});
  if (answer || answer.error().kind != okta::ErrorKind::invalid_input)
    return fail("a request left the org");
  std::cout << guide::advice(answer.error()) << '\n';
  return 0;
}
