#include "remediate/collect/read_log.hpp"

#include <algorithm>
#include <chrono>
#include <set>

#include <fmt/format.h>

#include "client/api/answer_error.hpp"
#include "remediate/evidence/log_reader.hpp"

namespace remediate {
namespace {

constexpr std::string_view kFailures =
    R"(eventType sw "app.oauth2." and outcome.result eq "FAILURE")";
constexpr std::chrono::hours kShortestWindow{1};
// A log that refuses so many of the shortest queries will refuse the next one too.
constexpr int kMaxUnreadable = 3;
constexpr int kMaxSuccessPages = 3;

bool speaks_of_custom_scopes(const LoggedRequest& request) {
  return request.family != ReasonFamily::unrelated || request.reason == kOrgServerOnlyClient;
}

// Whether a shorter window may be answered although this one was not: Okta said that the query is
// too much. Silence says nothing of the kind, and asking again would only wait as long again.
bool shorter_may_help(const okta::Error& error) {
  using okta::ErrorKind;
  return error.kind == ErrorKind::rejected ||
         (error.kind == ErrorKind::server && error.http &&
          error.http->error_code == okta::error_code::kInternal);
}

class FailureReader {
 public:
  FailureReader(const okta::Client& client, std::stop_token stop)
      : client_(client), stop_(std::move(stop)), reading_(reading_of(source::kSystemLog)) {}

  LogReading read_all(LogWindow window) {
    if (!read(window.since, window.until) && read_back_to_ > window.since) {
      reading_.gaps.back().detail +=
          fmt::format("; nothing before {} was read", okta::format_timestamp(read_back_to_));
    }
    window.truncated = unreadable_ > 0;
    return {ledger_.requests(), window, own_probes_, std::move(reading_)};
  }

 private:
  // Reads a window; what remains of it after a refusal is read in halves, the newer first. False
  // once it makes no sense to go on.
  bool read(okta::Timestamp since, okta::Timestamp until) {
    okta::Timestamp read_up_to = since;
    SourceReading part = read_part({since, until, std::string(kFailures)}, read_up_to);
    const bool may_be_cut = part.error && shorter_may_help(*part.error);
    if (may_be_cut && until - read_up_to > kShortestWindow) {
      keep_what_was_read(std::move(part));
      const okta::Timestamp middle = read_up_to + (until - read_up_to) / 2;
      return read(middle, until) && read(read_up_to, middle);
    }
    read_back_to_ = since;
    const bool is_unreadable = part.error.has_value();
    if (is_unreadable) {
      ++unreadable_;
      Gap& gap = part.gaps.back();
      gap.detail = fmt::format("{} to {}: {}", okta::format_timestamp(read_up_to),
                               okta::format_timestamp(until), gap.detail);
    }
    merge(reading_, std::move(part));
    return !is_unreadable || (may_be_cut && unreadable_ < kMaxUnreadable);
  }

  // The pages before the refusal stand; the refusal itself is no gap, because the rest is asked
  // again.
  void keep_what_was_read(SourceReading part) {
    part.gaps.pop_back();
    part.coverage.complete = part.gaps.empty();
    part.error.reset();
    merge(reading_, std::move(part));
  }

  SourceReading read_part(const okta::LogQuery& query, okta::Timestamp& read_up_to) {
    const auto take = [&](const okta::LogEvent& event) {
      // A window that was cut behind this event begins with it again.
      if (!event.uuid.empty() && !seen_.insert(event.uuid).second) return;
      read_up_to = std::max(read_up_to, event.published);
      if (is_own_probe(event)) {
        ++own_probes_;
        return;
      }
      const auto request = read_request(event);
      if (request && speaks_of_custom_scopes(*request)) ledger_.add(*request);
    };
    return read_list(client_.system_log().events(query), source::kSystemLog, {}, stop_, take);
  }

  const okta::Client& client_;
  std::stop_token stop_;
  RequestLedger ledger_;
  std::set<std::string> seen_;
  int own_probes_ = 0;
  int unreadable_ = 0;
  okta::Timestamp read_back_to_{};
  SourceReading reading_;
};

// Events name the client of a request in one of these places, see log_reader.hpp.
std::string named_by(const okta::Application& application) {
  const std::string client = okta::scim_string(application.client_id.value_or(application.id));
  return fmt::format(
      "(client.id eq {0} or actor.id eq {0} or target.id eq {0} or target.id eq {1})", client,
      okta::scim_string(application.id));
}

}  // namespace

LogReading read_failures(const okta::Client& client, LogWindow window, std::stop_token stop) {
  return FailureReader(client, std::move(stop)).read_all(window);
}

LogReading read_successes(const okta::Client& client, const okta::Application& application,
                          LogWindow window, std::stop_token stop) {
  LogReading result{{}, window, 0, reading_of(source::kLaterSuccesses)};
  RequestLedger ledger;
  const auto take = [&](const okta::LogEvent& event) {
    if (is_own_probe(event)) {
      ++result.own_probes_ignored;
    } else if (const auto request = read_request(event)) {
      ledger.add(*request);
    }
  };
  for (const std::string_view events :
       {R"(eventType sw "app.oauth2.as.")",
        R"((eventType sw "app.oauth2.authorize" or eventType sw "app.oauth2.token"))"}) {
    const std::string filter =
        fmt::format(R"({} and outcome.result eq "SUCCESS" and {})", events, named_by(application));
    merge(result.reading,
          read_list(client.system_log().events({window.since, window.until, filter}),
                    source::kLaterSuccesses, application.id, stop, take,
                    Extent{.max_pages = kMaxSuccessPages, .is_sample = false}));
  }
  result.requests = ledger.requests();
  return result;
}

}  // namespace remediate
