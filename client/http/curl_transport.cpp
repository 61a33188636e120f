#include "client/http/curl_transport.hpp"

#include <memory>
#include <mutex>
#include <utility>
#include <vector>

#include "client/http/curl_handle.hpp"

namespace okta {
namespace {

// Handles are lent to one send() at a time: libcurl's connection caches must not be shared between
// threads. The last one returned is lent first, because its connection is the warmest.
class CurlTransport final : public Transport {
 public:
  explicit CurlTransport(CurlOptions options) : options_(std::move(options)) {}

  [[nodiscard]] Result<Response> send(const Request& request, std::stop_token stop) override {
    std::unique_ptr<CurlHandle> handle = borrow();
    Result<Response> result = handle->perform(request, stop);
    give_back(std::move(handle));
    return result;
  }

 private:
  std::unique_ptr<CurlHandle> borrow() {
    const std::scoped_lock lock(mutex_);
    if (idle_.empty()) return std::make_unique<CurlHandle>(options_);
    std::unique_ptr<CurlHandle> handle = std::move(idle_.back());
    idle_.pop_back();
    return handle;
  }

  void give_back(std::unique_ptr<CurlHandle> handle) {
    const std::scoped_lock lock(mutex_);
    idle_.push_back(std::move(handle));
  }

  const CurlOptions options_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<CurlHandle>> idle_;
};

}  // namespace

std::unique_ptr<Transport> make_curl_transport(CurlOptions options) {
  return std::make_unique<CurlTransport>(std::move(options));
}

}  // namespace okta
