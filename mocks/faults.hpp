// Faults on order: "METHOD PATH-REGEX NTH[-MTH] ACTION", and the account of how often each fired,
// so that a test can prove that the fault it asked for really happened. The pattern is searched for
// in the path (anchor it with ^ and $), and in path?query. Not thread-safe; guarded by the org's
// lock.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

namespace mocks {

enum class FaultKind {
  status,       // that HTTP status with Okta's body; nothing is done
  okta_code,    // that error code ("E0000015"); nothing is done
  concurrency,  // 429 whose limit and remaining are 0; nothing is done
  reset,        // nothing is done, the connection is reset
  lost,         // done, then the connection is reset
  truncate,     // done, the answer is cut in the middle
  html,         // nothing is done, 200 with a page of somebody else's
  garbage,      // nothing is done, 200 with a body that is no JSON
  hang,         // nothing is done, no answer, the connection stays open
};

struct FaultAction {
  FaultKind kind = FaultKind::status;
  int status = 0;
  std::string code;
};

class FaultBook {
 public:
  struct Count {
    std::string spec;
    int matched = 0;
    int fired = 0;
  };

  FaultBook();
  FaultBook(FaultBook&&) noexcept;
  FaultBook& operator=(FaultBook&&) noexcept;
  FaultBook(const FaultBook&) = delete;
  FaultBook& operator=(const FaultBook&) = delete;
  ~FaultBook();

  [[nodiscard]] tl::expected<void, std::string> add(const std::string& spec);
  // Counts the request against every fault; the first one that is due acts.
  [[nodiscard]] std::optional<FaultAction> take(std::string_view method, std::string_view path,
                                                std::string_view query);
  [[nodiscard]] std::vector<Count> counts() const;

 private:
  struct Entry;
  std::vector<std::unique_ptr<Entry>> entries_;
};

}  // namespace mocks
