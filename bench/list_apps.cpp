// list-apps ORG-URL: lists every app of an org and prints what that cost, as JSON on one line.
#include <cstdio>

#include <sys/resource.h>

#include "client/client.hpp"

namespace {

double processor_ms(const rusage& usage) {
  const auto ms = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_usec) / 1e3;
  };
  return ms(usage.ru_utime) + ms(usage.ru_stime);
}

rusage now() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return usage;
}

}  // namespace

int main(int argc, char** argv) {
  const auto url = okta::parse_url(argc == 2 ? argv[1] : "");
  if (!url) {
    std::fprintf(stderr, "usage: list-apps ORG-URL\n");
    return 2;
  }
  okta::SystemClock clock;
  okta::ClientOptions options;
  options.org_url = *url;
  options.token = okta::Secret("bench-token");
  options.allow_plain_http = true;
  const auto client = okta::Client::open(std::move(options), clock);
  if (!client) {
    std::fprintf(stderr, "list-apps: %s\n", client.error().describe().c_str());
    return 1;
  }

  const rusage before = now();
  auto apps = client->applications().list();
  std::size_t listed = 0;
  std::size_t characters = 0;  // of what a caller looks at, so that nothing is left out as unused
  while (true) {
    const auto page = apps.next({});
    if (!page) {
      std::fprintf(stderr, "list-apps: %s\n", page.error().describe().c_str());
      return 1;
    }
    if (!*page) break;
    for (const auto& app : (*page)->elements) {
      if (!app.value) continue;
      ++listed;
      characters += app.value->id.size() + app.value->label.size();
    }
  }
  const rusage after = now();
  std::printf(
      R"({"apps":%zu,"calls":%d,"characters":%zu,"list_ms":%.1f,"process_ms":%.1f,"peak_kib":%ld})"
      "\n",
      listed, client->calls_made(), characters, processor_ms(after) - processor_ms(before),
      processor_ms(after), after.ru_maxrss);
  return 0;
}
