// What the person who waits is told: for what, how long, why. Pure.
#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "client/http/transport.hpp"

namespace okta {

enum class WaitReason {
  rate_limit,    // 429, or before it is sent: of this window nothing is left for us
  concurrency,   // 429: too many requests in flight
  locked,        // 423: Okta is still busy with an earlier change
  server_error,  // 500, 502, 503, 504
  network,       // no answer
};

[[nodiscard]] std::string_view to_string(WaitReason reason);

struct WaitNotice {
  WaitReason reason = WaitReason::network;
  std::chrono::milliseconds duration{0};
  int retry = 0;           // the how-manieth retry follows this wait; 0: it was not sent yet
  int status = 0;          // 0 when there was no answer
  std::string request;     // method and path, without query
  std::string limit = {};  // before it is sent: which limit, and what is left of it
  bool gives_up = false;   // so long would be too long: it is not waited, and not sent again
};

[[nodiscard]] std::string name_of(const Request& request);  // WaitNotice::request

// One sentence for people.
[[nodiscard]] std::string describe(const WaitNotice& notice);

}  // namespace okta
