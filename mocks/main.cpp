#include <csignal>
#include <cstdio>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "mocks/fake_org.hpp"

namespace {

constexpr int kFailed = 1;
constexpr int kUsage = 2;

}  // namespace

int main(int argc, char** argv) {
  // Before any thread starts: every thread inherits the mask, and only sigwait below sees the
  // signals.
  sigset_t stop_signals;
  sigemptyset(&stop_signals);
  sigaddset(&stop_signals, SIGINT);
  sigaddset(&stop_signals, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &stop_signals, nullptr);

  mocks::Options options;
  bool no_api_am = false;
  std::vector<std::string> tls;
  CLI::App app{
      "A stateful fake Okta org: apps, authorization servers, System Log, OAuth endpoints."};
  app.add_option("--port", options.port, "Port on 127.0.0.1; without it, a free one")
      ->check(CLI::Range(0, 65535));
  app.add_option("--seed", options.seed_path,
                 "A seed file, or a folder with one JSON object per file; without it, a small org");
  app.add_option("--apps", options.generated_apps, "So many made-up applications on top")
      ->check(CLI::NonNegativeNumber);
  app.add_flag("--no-api-am", no_api_am,
               "An org without API Access Management: authorization servers answer 401 E0000015");
  app.add_option("--rate-limit", options.rate_limits,
                 "BUCKET=N/SECONDS, e.g. apps=20/2 or /api/v1/logs=5/60 (repeatable)")
      ->expected(1)
      ->take_all();
  app.add_option("--latency", options.latency_ms, "Milliseconds before every answer")
      ->check(CLI::NonNegativeNumber);
  app.add_option("--fault", options.faults,
                 "'METHOD PATH-REGEX NTH[-MTH] ACTION', counted from 1 (repeatable). ACTION: an "
                 "HTTP status such as 429, 500, 503; an "
                 "error code such as E0000015; reset, lost (done but unanswered), truncate, html, "
                 "garbage, hang, concurrency. "
                 "GET /_mock/faults tells how often each fired")
      ->expected(1)
      ->take_all();
  app.add_option("--tls", tls, "Serve https with this certificate and key (PEM files)")
      ->expected(2)
      ->type_name("CERT KEY");
  app.footer(
      "At /authorize, `sessionToken=USER` in the query or the header `x-mock-user: "
      "USER;groups=a,b`\n"
      "signs a person in. GET /_mock/requests lists what was received, GET /_mock/state "
      "everything\n"
      "the org holds, as a seed.");
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : kUsage;
  }
  options.api_am = !no_api_am;
  if (tls.size() == 2) {
    options.tls_certificate_file = tls[0];
    options.tls_key_file = tls[1];
  }

  const auto org = mocks::FakeOrg::start(std::move(options));
  if (!org) {
    std::fprintf(stderr, "okta-mock: %s\n", org.error().c_str());
    return kFailed;
  }
  for (const auto& note : org->seed_notes()) std::fprintf(stderr, "okta-mock: %s\n", note.c_str());
  std::printf("okta-mock listening on %s\n", org->base_url().c_str());
  std::fflush(stdout);

  int received = 0;
  sigwait(&stop_signals, &received);
  return 0;
}
