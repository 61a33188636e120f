// A fake Okta org in this process: a stateful HTTP server on a free port of 127.0.0.1, for tests
// that want the real wire. Not Okta: it knows apps, authorization servers, the System Log and the
// OAuth endpoints, as Okta's documents and recordings show them, and nothing else. It shares no
// code with the client on purpose: two independent readings of the documents disagree loudly.
// Thread-safe: the methods of FakeOrg may be called from any thread while it serves.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include <tl/expected.hpp>

namespace mocks {

using NowFunction = std::function<std::chrono::system_clock::time_point()>;

struct RecordedRequest {
  std::string method;
  std::string path;
  std::string query;  // as sent, without the question mark
  std::string body;
  std::string user_agent;
  std::string authorization_scheme;  // "SSWS", "Bearer", ...; empty: no Authorization header came
  std::vector<std::pair<std::string, std::string>>
      headers;              // names in lower case; never Authorization
  int answered_status = 0;  // 0: not answered (yet), e.g. a fault cut it off before
};

// When an observer is told of a request: it has come, or it was carried out and is not answered.
enum class Moment { came, carried_out };

// May block, and then other requests go on; called from the threads of the connections. False cuts
// the connection: at `came` nothing is done, at `carried_out` the answer is lost.
using RequestObserver = std::function<bool(const RecordedRequest& request, Moment moment)>;

struct Options {
  int port = 0;  // 0: a free one
  std::string
      seed_path;  // a seed file, or a folder with one JSON object per file; empty: a small org
  std::string seed_json;   // the text of a seed file; wins over seed_path
  int generated_apps = 0;  // so many made-up applications on top
  bool api_am =
      true;  // API Access Management; without it authorization servers answer 401 E0000015
  std::vector<std::string>
      rate_limits;     // "BUCKET=N/SECONDS", e.g. "/api/v1/apps=20/2" or "apps=20/2"
  int latency_ms = 0;  // before every answer
  std::vector<std::string>
      faults;  // "METHOD PATH-REGEX NTH[-MTH] ACTION", e.g. "GET ^/api/v1/apps$ 2 500"
  std::string tls_certificate_file;  // both: serve https
  std::string tls_key_file;
  NowFunction
      now;  // what the org takes for the time (log, rate windows, Date); empty: the system clock
  RequestObserver on_request;  // empty: nobody looks
};

struct FaultCount {
  std::string spec;
  int fired = 0;
};

class FakeOrg {
 public:
  // Ready to answer when it returns. The error is a sentence: a port in use, a seed that cannot be
  // read, a malformed fault.
  [[nodiscard]] static tl::expected<FakeOrg, std::string> start(Options options = {});

  FakeOrg(FakeOrg&&) noexcept;
  FakeOrg& operator=(FakeOrg&&) noexcept;
  FakeOrg(const FakeOrg&) = delete;
  FakeOrg& operator=(const FakeOrg&) = delete;
  ~FakeOrg();  // stops at once, also while a `hang` holds a connection

  [[nodiscard]] std::string base_url() const;  // "http://127.0.0.1:PORT", no slash at the end
  [[nodiscard]] int port() const;
  [[nodiscard]] std::vector<std::string> seed_notes()
      const;  // what the seed loader left out, made up or counted, a sentence each

  // Faults count the requests that match from now on.
  [[nodiscard]] tl::expected<void, std::string> add_fault(const std::string& spec);
  [[nodiscard]] std::vector<FaultCount> faults() const;
  void forget_faults();

  [[nodiscard]] std::vector<RecordedRequest> requests() const;
  [[nodiscard]] int count_requests(const std::string& method,
                                   const std::string& path_regex) const;  // method "*": any
  void forget_requests();
  // Until such a request has come, answered or not; false: none came in that time. For tests that
  // do something to a program in the middle of its work.
  [[nodiscard]] bool wait_for_request(const std::string& method, const std::string& path_regex,
                                      std::chrono::seconds patience = std::chrono::seconds{
                                          30}) const;

  // One System Log event as JSON; what it leaves out gets Okta's usual shape. "published" may be
  // relative: "-2h".
  [[nodiscard]] tl::expected<void, std::string> add_log_event(const std::string& event_json);
  // Adds to the org what a seed file holds.
  [[nodiscard]] tl::expected<void, std::string> add_seed(const std::string& seed_json);

  // Everything the org holds, as a seed (secrets too): two equal states give equal text.
  [[nodiscard]] std::string state_json() const;
  // Puts the org back to what state_json() told. Ids are never used twice for all that.
  [[nodiscard]] tl::expected<void, std::string> restore(const std::string& state_json);

 private:
  struct Impl;
  explicit FakeOrg(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace mocks
