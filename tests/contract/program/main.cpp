// every-call ORG-URL: what script/contract lets the judge look at.
#include <cstdio>

#include "tests/contract/every_call.hpp"

int main(int argc, char** argv) {
  const auto url = okta::parse_url(argc == 2 ? argv[1] : "");
  if (!url) {
    std::fprintf(stderr, "usage: every-call ORG-URL\n");
    return 2;
  }
  okta::SystemClock clock;
  okta::ClientOptions options;
  options.org_url = *url;
  options.token = okta::Secret("contract-token");
  options.allow_plain_http = true;
  options.max_retries = 0;
  const auto client = okta::Client::open(std::move(options), clock);
  if (!client) {
    std::fprintf(stderr, "every-call: %s\n", client.error().describe().c_str());
    return 1;
  }
  const auto failures = tests::make_every_call(*client);
  for (const std::string& failure : failures)
    std::fprintf(stderr, "every-call: %s\n", failure.c_str());
  return failures.empty() ? 0 : 1;
}
