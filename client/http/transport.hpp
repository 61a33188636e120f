// The one interface of the stack: a request goes in, an answer or an Error comes out. Every
// decorator (Retry, Trace, Auth) is a Transport that owns the next; client/stack.cpp reads as the
// table of contents. An HTTP 404 is a Response: it becomes an Error one floor up, in api/.
// Implementations are thread-safe unless they say otherwise.
#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "client/base/result.hpp"
#include "client/base/url.hpp"

namespace okta {

enum class Method { get, post, put, del };

[[nodiscard]] std::string_view to_string(Method method);

struct Header {
  std::string name;
  std::string value;
};

// In the order of the wire; several headers of one name stay apart (Okta sends one Link header per
// relation).
class Headers {
 public:
  Headers() = default;
  Headers(std::initializer_list<Header> headers) : headers_(headers) {}

  void add(std::string name, std::string value);
  void set(std::string_view name, std::string value);  // replaces all of that name
  [[nodiscard]] std::string_view first(
      std::string_view name) const;  // names match in any case; empty when absent
  [[nodiscard]] std::vector<std::string> all(std::string_view name) const;
  [[nodiscard]] bool contains(std::string_view name) const;
  [[nodiscard]] const std::vector<Header>& list() const { return headers_; }

 private:
  std::vector<Header> headers_;
};

struct Request {
  Method method = Method::get;
  Url url;
  Headers headers;
  std::string body;
  std::string_view bucket;  // Okta's rate-limit bucket, from the endpoint table
  bool idempotent = true;   // may be sent again although an earlier copy may have been carried out
  // False: an answer 500 or a time-out is not sent again, the caller asks for less instead.
  bool repeat_when_slow = true;
  // False: what it would overwrite may change during a wait, so the sender waits, looks again and
  // sends again himself; the answer or Error says how (`again`), counted on from `earlier`.
  bool repeat_after_wait = true;
  Repetition earlier = {};
  // True: a stop ends every wait before a copy leaves, never a copy that has left.
  bool let_finish = false;
  // What is left of the time that it may spend waiting, all its copies together. Whoever makes it
  // wait takes from it. Retry sets it; empty: no bound.
  std::shared_ptr<std::chrono::milliseconds> patience = {};
};

struct Response {
  int status = 0;
  Headers headers;
  std::string body;
  std::optional<Repetition> again = {};  // see Request::repeat_after_wait
};

class Transport {
 public:
  Transport() = default;
  Transport(const Transport&) = delete;
  Transport& operator=(const Transport&) = delete;
  virtual ~Transport() = default;

  // Blocks until the answer is there; ends at once with ErrorKind::interrupted when `stop` is
  // requested, but for Request::let_finish.
  [[nodiscard]] virtual Result<Response> send(const Request& request, std::stop_token stop) = 0;
};

}  // namespace okta
