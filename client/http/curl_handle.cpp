#include "client/http/curl_handle.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>

#include <curl/curl.h>
#include <fmt/format.h>

namespace okta {
namespace {

struct EasyDeleter {
  void operator()(CURL* easy) const { curl_easy_cleanup(easy); }
};
struct MultiDeleter {
  void operator()(CURLM* multi) const { curl_multi_cleanup(multi); }
};
struct ListDeleter {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using HeaderList = std::unique_ptr<curl_slist, ListDeleter>;

// By libcurl itself, when a kept connection breaks before the answer. Not a write: Retry has to
// know that an earlier copy may have been carried out.
bool may_be_repeated(const Request& request) {
  return request.method == Method::get && request.idempotent && request.repeat_after_wait;
}

// What the callbacks of one transfer write to.
struct Exchange {
  bool may_be_repeated = true;
  bool let_finish = false;
  std::stop_token stop;
  std::size_t max_body_bytes = 0;
  std::string body;
  bool too_large = false;
  int times_sent = 0;
  bool stopped_second_copy = false;
  bool stopped_by_caller = false;
  std::array<char, CURL_ERROR_SIZE> reason{};
};

std::size_t write_body(char* bytes, std::size_t size, std::size_t count, void* target) {
  auto& exchange = *static_cast<Exchange*>(target);
  const std::size_t length = size * count;
  if (length > exchange.max_body_bytes - exchange.body.size()) {
    exchange.too_large = true;
    return CURL_WRITEFUNC_ERROR;
  }
  exchange.body.append(bytes, length);
  return length;
}

// Called when the connection stands and the request is about to leave. libcurl re-sends on its own
// when a kept-alive connection closes without an answer: a server that did the work and died would
// do it twice.
int before_sending(void* target, char* /*server_ip*/, char* /*local_ip*/, int /*server_port*/,
                   int /*local_port*/) {
  auto& exchange = *static_cast<Exchange*>(target);
  if (exchange.times_sent > 0 && !exchange.may_be_repeated) {
    exchange.stopped_second_copy = true;
    return CURL_PREREQFUNC_ABORT;
  }
  // The last moment at which a stop can still keep a write from leaving.
  if (exchange.times_sent == 0 && exchange.stop.stop_requested()) {
    exchange.stopped_by_caller = true;
    return CURL_PREREQFUNC_ABORT;
  }
  ++exchange.times_sent;
  return CURL_PREREQFUNC_OK;
}

// Sets options and remembers the first that libcurl refused: none of them may be lost silently.
class Options {
 public:
  explicit Options(CURL* easy) : easy_(easy) {}

  template <class Value>
  void set(CURLoption option, Value value) {
    const CURLcode code = curl_easy_setopt(easy_, option, value);
    if (outcome_ == CURLE_OK) outcome_ = code;
  }
  void set(CURLoption option, std::chrono::milliseconds value) {
    set(option, static_cast<long>(value.count()));
  }

  [[nodiscard]] CURLcode outcome() const { return outcome_; }

 private:
  CURL* easy_;
  CURLcode outcome_ = CURLE_OK;
};

void set_connection(Options& set, const CurlOptions& options) {
  set.set(CURLOPT_NOSIGNAL, 1L);
  // A stop must not wait for the thread of a slow name resolution.
  set.set(CURLOPT_QUICK_EXIT, 1L);
  set.set(CURLOPT_TCP_KEEPALIVE, 1L);
  set.set(CURLOPT_CONNECTTIMEOUT_MS, options.connect_timeout);
  set.set(CURLOPT_TIMEOUT_MS, options.request_timeout);
  set.set(CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_2TLS));

  set.set(CURLOPT_SSL_VERIFYPEER, 1L);
  set.set(CURLOPT_SSL_VERIFYHOST, 2L);
  set.set(CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
  if (!options.ca_file.empty()) set.set(CURLOPT_CAINFO, options.ca_file.c_str());

  if (!options.proxy) return;
  set.set(CURLOPT_PROXY, options.proxy->host.c_str());
  set.set(CURLOPT_NOPROXY, "");
  if (options.proxy->port != 0) set.set(CURLOPT_PROXYPORT, static_cast<long>(options.proxy->port));
  if (options.proxy->username.empty()) return;
  set.set(CURLOPT_PROXYUSERNAME, options.proxy->username.c_str());
  set.set(CURLOPT_PROXYPASSWORD, std::string(options.proxy->password.expose()).c_str());
}

void set_limits(Options& set) {
  set.set(CURLOPT_PROTOCOLS_STR, "http,https");
  set.set(CURLOPT_FOLLOWLOCATION, 0L);
  set.set(CURLOPT_DISALLOW_USERNAME_IN_URL, 1L);
  set.set(CURLOPT_PATH_AS_IS, 1L);
  set.set(CURLOPT_ACCEPT_ENCODING, "gzip");
  // The Authorization header is the server's, never the proxy's.
  set.set(CURLOPT_HEADEROPT, static_cast<long>(CURLHEADER_SEPARATE));
}

void set_method(Options& set, const Request& request) {
  const bool carries_body =
      request.method == Method::post || request.method == Method::put || !request.body.empty();
  if (carries_body) {
    // Also for an empty body: Okta answers 411 to a POST or PUT without Content-Length.
    set.set(CURLOPT_POST, 1L);
    set.set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
    set.set(CURLOPT_POSTFIELDS, request.body.c_str());
  }
  if (request.method == Method::put || request.method == Method::del)
    set.set(CURLOPT_CUSTOMREQUEST, to_string(request.method).data());
  // A connection idle for longer may be half closed, and then nobody knows whether the request was
  // carried out.
  constexpr long kFreshSeconds = 10;
  if (!may_be_repeated(request)) set.set(CURLOPT_MAXAGE_CONN, kFreshSeconds);
}

bool has_control_character(std::string_view text) {
  return std::ranges::any_of(text,
                             [](char c) { return (c >= 0 && c < ' ' && c != '\t') || c == 127; });
}

bool append(HeaderList& list, const std::string& line) {
  curl_slist* longer = curl_slist_append(list.get(), line.c_str());
  if (longer == nullptr) return false;
  std::ignore = list.release();
  list.reset(longer);
  return true;
}

Result<HeaderList> header_lines(const Headers& headers) {
  HeaderList list;
  bool complete = true;
  for (const auto& [name, value] : headers.list()) {
    if (name.empty() || has_control_character(name) || has_control_character(value)) {
      Error error{ErrorKind::invalid_input,
                  "refused to send a header that is empty or holds control characters",
                  std::nullopt,
                  {}};
      error.not_sent = true;
      return failure(std::move(error));
    }
    complete =
        complete && append(list, value.empty() ? name + ";" : fmt::format("{}: {}", name, value));
  }
  // A name without a value removes what libcurl would add by itself.
  if (!headers.contains("Content-Type")) complete = complete && append(list, "Content-Type:");
  complete = complete && append(list, "Expect:");
  if (!complete) return failure(ErrorKind::io, "out of memory");
  return list;
}

// The headers of the final answer only: not of a proxy's CONNECT, nor of `100 Continue`.
Headers final_headers(CURL* easy) {
  Headers headers;
  curl_header* header = nullptr;
  while ((header = curl_easy_nextheader(easy, CURLH_HEADER, -1, header)) != nullptr)
    headers.add(header->name, header->value);
  return headers;
}

ErrorKind kind_of(CURLcode code) {
  switch (code) {
    case CURLE_OPERATION_TIMEDOUT:
      return ErrorKind::timeout;
    case CURLE_URL_MALFORMAT:
    case CURLE_SSL_CACERT_BADFILE:
      return ErrorKind::invalid_input;
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_UNSUPPORTED_PROTOCOL:  // also an answer that is not HTTP
    case CURLE_WEIRD_SERVER_REPLY:
    case CURLE_BAD_CONTENT_ENCODING:
    case CURLE_WRITE_ERROR:
      return ErrorKind::protocol;
    default:
      return ErrorKind::network;
  }
}

std::string sentence(CURLcode code, const Exchange& exchange, const std::string& origin) {
  if (exchange.too_large) {
    return fmt::format("the answer of {} is larger than {} bytes", origin, exchange.max_body_bytes);
  }
  if (exchange.stopped_second_copy) {
    return fmt::format(
        "{} closed the connection without an answer; whether it carried out the request is unknown",
        origin);
  }
  const std::string_view detail = exchange.reason.data();
  const std::string_view reason = detail.empty() ? curl_easy_strerror(code) : detail;
  return exchange.times_sent == 0 ? fmt::format("cannot reach {}: {}", origin, reason)
                                  : fmt::format("no complete answer from {}: {}", origin, reason);
}

Error transfer_error(CURLcode code, const Exchange& exchange, const std::string& origin) {
  const ErrorKind kind = exchange.stopped_second_copy ? ErrorKind::network : kind_of(code);
  Error error{kind, sentence(code, exchange, origin), std::nullopt, {}};
  error.not_sent = exchange.times_sent == 0;
  return error;
}

// Puts the easy handle on the multi handle and takes it off again, forgetting all that pointed into
// this transfer.
class Transfer {
 public:
  Transfer(CURLM* multi, CURL* easy) : multi_(multi), easy_(easy) {
    outcome_ = curl_multi_add_handle(multi_, easy_);
  }
  Transfer(const Transfer&) = delete;
  Transfer& operator=(const Transfer&) = delete;
  ~Transfer() {
    curl_multi_remove_handle(multi_, easy_);
    curl_easy_reset(easy_);
  }

  // False when a stop came first, unless the request has left and is to be let finish.
  bool run(const Exchange& exchange) {
    const std::stop_callback wake(exchange.stop, [this] { curl_multi_wakeup(multi_); });
    constexpr int kIdleMs = 60'000;  // libcurl's own timers and the stop end the wait earlier
    int running = 1;
    while (outcome_ == CURLM_OK && running > 0) {
      const bool is_let_finish = exchange.let_finish && exchange.times_sent > 0;
      if (exchange.stop.stop_requested() && !is_let_finish) return false;
      outcome_ = curl_multi_perform(multi_, &running);
      if (outcome_ == CURLM_OK && running > 0)
        outcome_ = curl_multi_poll(multi_, nullptr, 0, kIdleMs, nullptr);
    }
    return !exchange.stopped_by_caller;
  }

  [[nodiscard]] CURLcode result() const {
    if (outcome_ != CURLM_OK) return CURLE_FAILED_INIT;
    int left = 0;
    const CURLMsg* message = curl_multi_info_read(multi_, &left);
    if (message == nullptr || message->msg != CURLMSG_DONE) return CURLE_FAILED_INIT;
    return message->data.result;
  }

 private:
  CURLM* multi_;
  CURL* easy_;
  CURLMcode outcome_ = CURLM_OK;
};

void initialise_libcurl() {
  [[maybe_unused]] static const CURLcode once = curl_global_init(CURL_GLOBAL_DEFAULT);
}

}  // namespace

struct CurlHandle::State {
  std::unique_ptr<CURLM, MultiDeleter> multi{curl_multi_init()};
  std::unique_ptr<CURL, EasyDeleter> easy{curl_easy_init()};
};

CurlHandle::CurlHandle(const CurlOptions& options) : options_(options) {
  initialise_libcurl();
  state_ = std::make_unique<State>();
}

CurlHandle::~CurlHandle() = default;

Result<Response> CurlHandle::perform(const Request& request, const std::stop_token& stop) {
  CURL* easy = state_->easy.get();
  if (easy == nullptr || state_->multi == nullptr)
    return failure(ErrorKind::io, "libcurl could not be started");

  const Result<HeaderList> lines = header_lines(request.headers);
  if (!lines) return failure(lines.error());
  Exchange exchange;
  exchange.may_be_repeated = may_be_repeated(request);
  exchange.let_finish = request.let_finish;
  exchange.stop = stop;
  exchange.max_body_bytes = options_.max_body_bytes;
  const std::string origin = request.url.origin();

  Options set(easy);
  set_connection(set, options_);
  set_limits(set);
  set_method(set, request);
  set.set(CURLOPT_URL, request.url.text().c_str());
  set.set(CURLOPT_HTTPHEADER, lines->get());
  if (!options_.user_agent.empty()) set.set(CURLOPT_USERAGENT, options_.user_agent.c_str());
  set.set(CURLOPT_WRITEFUNCTION, &write_body);
  set.set(CURLOPT_WRITEDATA, &exchange);
  set.set(CURLOPT_PREREQFUNCTION, &before_sending);
  set.set(CURLOPT_PREREQDATA, &exchange);
  set.set(CURLOPT_ERRORBUFFER, exchange.reason.data());

  Transfer transfer(state_->multi.get(), easy);
  if (set.outcome() != CURLE_OK) return failure(transfer_error(set.outcome(), exchange, origin));
  if (!transfer.run(exchange)) {
    Error error{ErrorKind::interrupted, "interrupted while talking to " + origin, std::nullopt, {}};
    error.not_sent = exchange.times_sent == 0;
    return failure(std::move(error));
  }
  const CURLcode result = transfer.result();
  if (result != CURLE_OK) return failure(transfer_error(result, exchange, origin));

  long status = 0;
  curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &status);
  return Response{static_cast<int>(status), final_headers(easy), std::move(exchange.body)};
}

}  // namespace okta
