#include "remediate/collect/read_log.hpp"

#include <chrono>

#include <fmt/format.h>

#include "client/api/answer_error.hpp"
#include "remediate/evidence/log_reader.hpp"

namespace remediate {
namespace {

constexpr std::string_view kFailures =
    R"(eventType sw "app.oauth2." and outcome.result eq "FAILURE")";
constexpr std::chrono::hours kShortestWindow{1};
// Enough to read 90 days a day at a time with room for cutting; a log that refuses more often than
// that will not get better.
constexpr int kMaxRefusals = 200;

bool speaks_of_custom_scopes(const LoggedRequest& request) {
  return request.family != ReasonFamily::unrelated || request.reason == kOrgServerOnlyClient;
}

// Whether a shorter window may be answered although this one was not.
bool shorter_may_help(const okta::Error& error) {
  using okta::ErrorKind;
  return error.kind == ErrorKind::timeout || error.kind == ErrorKind::rejected ||
         (error.kind == ErrorKind::server && error.http &&
          error.http->error_code == okta::error_code::kInternal);
}

class FailureReader {
 public:
  FailureReader(const okta::Client& client, std::stop_token stop)
      : client_(client), stop_(std::move(stop)) {
    reading_.coverage.name = source::kSystemLog;
  }

  // Reads a window, or its halves when it cannot be read whole. False once it makes no sense to go
  // on.
  bool read(okta::Timestamp since, okta::Timestamp until) {
    Part part = read_part(since, until);
    const bool can_be_cut = part.reading.error && shorter_may_help(*part.reading.error) &&
                            until - since > kShortestWindow && ++refusals_ < kMaxRefusals;
    if (can_be_cut) {
      const okta::Timestamp middle = since + (until - since) / 2;
      return read(since, middle) && read(middle, until);
    }
    for (const LoggedRequest& request : part.requests) ledger_.add(request);
    own_probes_ += part.own_probes;
    const bool go_on = !part.reading.error;
    if (!go_on) truncated_ = true;
    merge(reading_, std::move(part.reading));
    return go_on;
  }

  LogReading result(LogWindow window) {
    window.truncated = truncated_;
    return {ledger_.requests(), window, own_probes_, std::move(reading_)};
  }

 private:
  struct Part {
    std::vector<LoggedRequest> requests;
    int own_probes = 0;
    SourceReading reading;
  };

  Part read_part(okta::Timestamp since, okta::Timestamp until) {
    Part part;
    const auto take = [&part](const okta::LogEvent& event) {
      if (is_own_probe(event)) {
        ++part.own_probes;
        return;
      }
      auto request = read_request(event);
      if (request && speaks_of_custom_scopes(*request))
        part.requests.push_back(std::move(*request));
    };
    part.reading = read_list(client_.system_log().events({since, until, std::string(kFailures)}),
                             source::kSystemLog, {}, stop_, take);
    return part;
  }

  const okta::Client& client_;
  std::stop_token stop_;
  RequestLedger ledger_;
  int own_probes_ = 0;
  int refusals_ = 0;
  bool truncated_ = false;
  SourceReading reading_;
};

// The client of a request is named in one of three places, see read_request().
std::string named_by(const okta::Application& application) {
  const std::string client = okta::scim_string(application.client_id.value_or(application.id));
  return fmt::format("(client.id eq {} or actor.id eq {} or target.id eq {})", client, client,
                     okta::scim_string(application.id));
}

void read_one_page(const okta::Client& client, const okta::LogQuery& query, RequestLedger& ledger,
                   LogReading& result, const std::stop_token& stop) {
  auto listing = client.system_log().events(query);
  const auto page = listing.next(stop);
  ++result.reading.coverage.pages;
  if (!page) {
    result.reading.error = page.error();
    result.reading.add(gap_of(page.error(), source::kSystemLog, okta::oauth_scope::kLogsRead));
    return;
  }
  if (!*page) return;
  for (const auto& element : (*page)->elements) {
    if (!element.value) {
      ++result.reading.coverage.skipped;
      result.reading.add(undecodable(element.value.error(), source::kSystemLog,
                                     element.json["uuid"].string_or("")));
      continue;
    }
    ++result.reading.coverage.read;
    if (is_own_probe(*element.value)) continue;
    if (const auto request = read_request(*element.value)) ledger.add(*request);
  }
}

}  // namespace

LogReading read_failures(const okta::Client& client, LogWindow window, std::stop_token stop) {
  FailureReader reader(client, std::move(stop));
  (void)reader.read(window.since, window.until);
  return reader.result(window);
}

LogReading read_successes(const okta::Client& client, const okta::Application& application,
                          LogWindow window, std::stop_token stop) {
  LogReading result;
  result.window = window;
  result.reading.coverage.name = source::kSystemLog;
  RequestLedger ledger;
  for (const std::string_view events :
       {R"(eventType sw "app.oauth2.as.")",
        R"((eventType sw "app.oauth2.authorize" or eventType sw "app.oauth2.token"))"}) {
    const std::string filter =
        fmt::format(R"({} and outcome.result eq "SUCCESS" and {})", events, named_by(application));
    read_one_page(client, {window.since, window.until, filter}, ledger, result, stop);
  }
  result.requests = ledger.requests();
  return result;
}

}  // namespace remediate
