// A Transport that answers from a script and remembers what it was sent. It fails loudly when asked
// for more than the script holds.
#pragma once

#include <deque>
#include <mutex>
#include <vector>

#include "client/http/transport.hpp"

namespace tests {

class ScriptedTransport final : public okta::Transport {
 public:
  void answer(okta::Result<okta::Response> answer) { answers_.push_back(std::move(answer)); }
  void answer(int status, std::string body = {}, okta::Headers headers = {}) {
    answers_.emplace_back(okta::Response{status, std::move(headers), std::move(body)});
  }

  [[nodiscard]] okta::Result<okta::Response> send(const okta::Request& request,
                                                  std::stop_token stop) override {
    const std::scoped_lock lock(mutex_);
    if (stop.stop_requested()) return okta::failure(okta::ErrorKind::interrupted, "interrupted");
    requests_.push_back(request);
    if (answers_.empty()) {
      return okta::failure(okta::ErrorKind::network,
                           "the script holds no answer for " + request.url.text());
    }
    okta::Result<okta::Response> next = std::move(answers_.front());
    answers_.pop_front();
    return next;
  }

  [[nodiscard]] const std::vector<okta::Request>& requests() const { return requests_; }
  [[nodiscard]] std::size_t unused() const { return answers_.size(); }

 private:
  std::mutex mutex_;
  std::deque<okta::Result<okta::Response>> answers_;
  std::vector<okta::Request> requests_;
};

}  // namespace tests
