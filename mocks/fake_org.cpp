#include "mocks/fake_org.hpp"

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <regex>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "mocks/faults.hpp"
#include "mocks/http_server.hpp"
#include "mocks/okta_errors.hpp"
#include "mocks/org_state.hpp"
#include "mocks/relay.hpp"
#include "mocks/router.hpp"
#include "mocks/seed.hpp"

namespace mocks {

struct FakeOrg::Impl {
  Options options;
  mutable std::mutex lock;  // guards everything down to `stopping`
  OrgState org;
  RateLimits limits;
  FaultBook book;
  std::vector<RecordedRequest> seen;
  SeedNotes notes;
  std::unique_ptr<Router> router;
  bool stopping = false;
  std::condition_variable stop_requested;
  mutable std::condition_variable request_came;

  std::unique_ptr<HttpServer> server;
  std::unique_ptr<Relay> relay;

  ~Impl() {
    {
      const std::scoped_lock held(lock);
      stopping = true;
    }
    stop_requested.notify_all();
    if (relay) relay->stop();  // closes the connections that workers of the server wait on
    server.reset();            // requests in progress may still mark the relay
  }

  [[nodiscard]] TimePoint now() const {
    return options.now ? options.now() : std::chrono::system_clock::now();
  }

  tl::expected<void, std::string> prepare() {
    for (const auto& spec : options.rate_limits) {
      if (auto set = limits.set(spec); !set) return set;
    }
    for (const auto& spec : options.faults) {
      if (auto added = book.add(spec); !added) return added;
    }
    if (options.tls_certificate_file.empty() != options.tls_key_file.empty()) {
      return tl::unexpected(std::string("TLS needs a certificate and its key"));
    }
    if (auto seeded = seed(); !seeded) return seeded;
    router = std::make_unique<Router>(org, limits, options.api_am);
    return {};
  }

  tl::expected<void, std::string> seed() {
    const auto time = now();
    if (!options.seed_json.empty()) {
      if (auto seeded = seed_from_text(org, options.seed_json, time, notes); !seeded) return seeded;
    } else if (!options.seed_path.empty()) {
      if (auto seeded = seed_from_path(org, options.seed_path, time, notes); !seeded) return seeded;
    } else {
      seed_small_org(org, time);
    }
    seed_generated_apps(org, options.generated_apps, time);
    complete_org(org, time);
    return {};
  }

  static RecordedRequest recorded(const Request& request) {
    RecordedRequest entry{.method = request.method,
                          .path = request.path,
                          .query = request.query,
                          .body = request.body,
                          .user_agent = field_or_empty(request.headers, "user-agent"),
                          .authorization_scheme = {},
                          .headers = {},
                          .answered_status = 0};
    for (const auto& header : request.headers) {
      if (header.first == "authorization") {
        entry.authorization_scheme = header.second.substr(0, header.second.find(' '));
      } else {
        entry.headers.push_back(header);
      }
    }
    return entry;
  }

  // False: the connection is cut.
  bool goes_on(const RecordedRequest& request, Moment moment, int peer_port) const {
    if (!options.on_request || options.on_request(request, moment)) return true;
    const std::scoped_lock held(lock);
    relay->mark(peer_port, Relay::Verdict::reset);
    return false;
  }

  // An answer in place of the endpoint's; nothing: the endpoint is to be asked.
  std::optional<Response> spoiled(const FaultAction& fault, const Request& request, TimePoint time,
                                  int peer_port) {
    RateLimits::Reading reading;
    if (const auto bucket = bucket_of(request.path); !bucket.empty())
      reading = limits.take(bucket, time);
    Response response{.status = 200, .headers = {}, .body = {}, .content_type = "application/json"};
    switch (fault.kind) {
      case FaultKind::lost:
      case FaultKind::truncate:
        return std::nullopt;
      case FaultKind::reset:
        relay->mark(peer_port, Relay::Verdict::reset);
        return response;
      case FaultKind::hang:
        relay->mark(peer_port, Relay::Verdict::hang);
        return response;
      case FaultKind::html:
        response.content_type = "text/html";
        response.body =
            "<!DOCTYPE html>\n<html><head><title>Welcome</title></head><body>Please sign in to the "
            "guest network.</body></html>\n";
        break;
      case FaultKind::garbage:
        response.body = "{\"id\": \"0oa\xff\xfe, [[[\x01 not JSON";
        break;
      case FaultKind::okta_code:
        response = okta_error(fault.code);
        break;
      case FaultKind::status:
        response = error_with_status(fault.status);
        break;
      case FaultKind::concurrency:
        response = error_with_status(429);
        break;
    }
    if (response.status == 429) {
      reading.limit = fault.kind == FaultKind::concurrency ? 0 : std::max(reading.limit, 1);
      reading.remaining = 0;
      reading.reset = epoch_seconds(time) + 1;
    }
    router->finish(response, request, time, reading, router->next_request_id());
    return response;
  }

  Response answer(const Request& request, int peer_port) {
    if (request.path.starts_with("/_mock/")) return answer_about_itself(request);
    if (options.latency_ms > 0) {
      std::unique_lock held(lock);
      stop_requested.wait_for(held, std::chrono::milliseconds(options.latency_ms),
                              [this] { return stopping; });
    }
    const RecordedRequest entry = recorded(request);
    if (!goes_on(entry, Moment::came, peer_port)) return {};
    Response response = carried_out(request, entry, peer_port);
    (void)goes_on(entry, Moment::carried_out, peer_port);
    return response;
  }

  Response carried_out(const Request& request, const RecordedRequest& entry, int peer_port) {
    const std::scoped_lock held(lock);
    seen.push_back(entry);
    request_came.notify_all();
    const auto index = seen.size() - 1;
    const auto time = now();
    const auto fault = book.take(request.method, request.path, request.query);
    auto response = fault ? spoiled(*fault, request, time, peer_port) : std::nullopt;
    if (!response) response = router->answer(request, time);
    const bool lost = fault && fault->kind == FaultKind::lost;
    if (lost) relay->mark(peer_port, Relay::Verdict::reset);
    response->cut_short = fault && fault->kind == FaultKind::truncate;
    const bool answered =
        !fault || (!lost && fault->kind != FaultKind::reset && fault->kind != FaultKind::hang);
    if (answered) seen[index].answered_status = response->status;
    return std::move(*response);
  }

  Response answer_about_itself(const Request& request) {
    const std::scoped_lock held(lock);
    if (request.path == "/_mock/faults" && request.method == "GET") {
      Json list = Json::array();
      for (const auto& [spec, matched, fired] : book.counts()) {
        list.push_back(Json{{"spec", spec}, {"fired", fired}, {"matched", matched}});
      }
      return json_answer(200, list);
    }
    if (request.path == "/_mock/faults" && request.method == "POST") {
      const auto added = book.add(request.body);
      return added ? no_content() : json_answer(400, Json{{"error", added.error()}});
    }
    if (request.path == "/_mock/requests" && request.method == "GET")
      return json_answer(200, requests_json());
    if (request.path == "/_mock/requests" && request.method == "DELETE") {
      seen.clear();
      return no_content();
    }
    if (request.path == "/_mock/state" && request.method == "GET") {
      return {.status = 200,
              .headers = {},
              .body = state_text(org),
              .content_type = "application/json"};
    }
    if (request.path == "/_mock/seed" && request.method == "POST") {
      const auto seeded = seed_from_text(org, request.body, now(), notes);
      return seeded ? no_content() : json_answer(400, Json{{"error", seeded.error()}});
    }
    return json_answer(
        404,
        Json{{"error", "there are /_mock/faults, /_mock/requests, /_mock/state and /_mock/seed"}});
  }

  [[nodiscard]] Json requests_json() const {
    Json list = Json::array();
    for (const auto& request : seen) {
      Json headers = Json::object();
      for (const auto& [name, value] : request.headers) headers[name] = value;
      list.push_back(Json{{"method", request.method},
                          {"path", request.path},
                          {"query", request.query},
                          {"userAgent", request.user_agent},
                          {"authorization", !request.authorization_scheme.empty()},
                          {"authorizationScheme", request.authorization_scheme},
                          {"headers", headers},
                          {"status", request.answered_status}});
    }
    return list;
  }
};

FakeOrg::FakeOrg(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
FakeOrg::FakeOrg(FakeOrg&&) noexcept = default;
FakeOrg& FakeOrg::operator=(FakeOrg&&) noexcept = default;
FakeOrg::~FakeOrg() = default;

tl::expected<FakeOrg, std::string> FakeOrg::start(Options options) {
  auto impl = std::make_unique<Impl>();
  impl->options = std::move(options);
  if (auto prepared = impl->prepare(); !prepared) return tl::unexpected(prepared.error());
  auto server = HttpServer::start(
      [self = impl.get()](const Request& request, int peer_port) {
        return self->answer(request, peer_port);
      },
      impl->options.tls_certificate_file, impl->options.tls_key_file);
  if (!server) return tl::unexpected(server.error());
  impl->server = std::move(*server);
  {
    const std::scoped_lock held(impl->lock);  // a request that comes at once finds the relay there
    auto relay = Relay::start(impl->options.port, impl->server->port());
    if (!relay) return tl::unexpected(relay.error());
    impl->relay = std::move(*relay);
  }
  return FakeOrg(std::move(impl));
}

std::string FakeOrg::base_url() const {
  return fmt::format("{}://127.0.0.1:{}",
                     impl_->options.tls_certificate_file.empty() ? "http" : "https", port());
}

int FakeOrg::port() const { return impl_->relay->port(); }

std::vector<std::string> FakeOrg::seed_notes() const {
  const std::scoped_lock held(impl_->lock);
  return impl_->notes.sentences();
}

tl::expected<void, std::string> FakeOrg::add_fault(const std::string& spec) {
  const std::scoped_lock held(impl_->lock);
  return impl_->book.add(spec);
}

std::vector<FaultCount> FakeOrg::faults() const {
  const std::scoped_lock held(impl_->lock);
  std::vector<FaultCount> counts;
  for (const auto& count : impl_->book.counts())
    counts.push_back({.spec = count.spec, .fired = count.fired});
  return counts;
}

void FakeOrg::forget_faults() {
  const std::scoped_lock held(impl_->lock);
  impl_->book = {};
}

std::vector<RecordedRequest> FakeOrg::requests() const {
  const std::scoped_lock held(impl_->lock);
  return impl_->seen;
}

namespace {

auto matcher_of(const std::string& method, const std::string& path_regex) {
  return [method, pattern = std::regex(path_regex)](const RecordedRequest& request) {
    return (method == "*" || method == request.method) && std::regex_search(request.path, pattern);
  };
}

}  // namespace

int FakeOrg::count_requests(const std::string& method, const std::string& path_regex) const {
  const auto matches = matcher_of(method, path_regex);
  const std::scoped_lock held(impl_->lock);
  return static_cast<int>(std::ranges::count_if(impl_->seen, matches));
}

bool FakeOrg::wait_for_request(const std::string& method, const std::string& path_regex,
                               std::chrono::seconds patience) const {
  const auto matches = matcher_of(method, path_regex);
  std::unique_lock held(impl_->lock);
  return impl_->request_came.wait_for(held, patience,
                                      [&] { return std::ranges::any_of(impl_->seen, matches); });
}

void FakeOrg::forget_requests() {
  const std::scoped_lock held(impl_->lock);
  impl_->seen.clear();
}

tl::expected<void, std::string> FakeOrg::add_log_event(const std::string& event_json) {
  const auto event = parse_json(event_json);
  if (!event || !(*event)->is_object())
    return tl::unexpected(std::string("the event is not a JSON object"));
  const std::scoped_lock held(impl_->lock);
  append_log_event(impl_->org, **event, impl_->now());
  return {};
}

tl::expected<void, std::string> FakeOrg::add_seed(const std::string& seed_json) {
  const std::scoped_lock held(impl_->lock);
  return seed_from_text(impl_->org, seed_json, impl_->now(), impl_->notes);
}

tl::expected<void, std::string> FakeOrg::restore(const std::string& state_json) {
  const std::scoped_lock held(impl_->lock);
  OrgState fresh;
  fresh.ids = impl_->org.ids;
  fresh.tokens = impl_->org.tokens;
  fresh.policy_fall_through = impl_->org.policy_fall_through;
  fresh.empty_last_page = impl_->org.empty_last_page;
  const auto restored = seed_from_text(fresh, state_json, impl_->now(), impl_->notes);
  if (restored) impl_->org = std::move(fresh);
  return restored;
}

std::string FakeOrg::state_json() const {
  const std::scoped_lock held(impl_->lock);
  return state_text(impl_->org);
}

}  // namespace mocks
