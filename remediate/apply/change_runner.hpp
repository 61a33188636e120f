// One change after the other: prepared, noted, sent, looked at, and what to do when nobody can tell
// what came of it. Remembers what was made, for the references of later changes. Blocks; not
// thread-safe.
#pragma once

#include <optional>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

#include "client/client.hpp"
#include "remediate/apply/application_writer.hpp"
#include "remediate/apply/file_writer.hpp"
#include "remediate/apply/run_record.hpp"
#include "remediate/apply/server_writer.hpp"
#include "remediate/apply/step.hpp"
#include "remediate/apply/write_request.hpp"

namespace remediate {

class ChangeRunner {
 public:
  // All of them must outlive it.
  ChangeRunner(const okta::Client& client, const Plan& plan, RunRecord& record,
               const ApplyOptions& options, std::stop_token stop)
      : client_(client),
        record_(record),
        options_(options),
        stop_(std::move(stop)),
        servers_(client, plan.basis),
        applications_(client),
        files_(client, options.files) {}

  // Before the first write: everything that is there already must be as it was planned on.
  [[nodiscard]] Progress look_first(const Plan& plan);
  // Nothing when it stands.
  [[nodiscard]] Progress carry_out(const Change& planned);
  // After the last one: each was seen to stand; what else happened to the servers meanwhile?
  [[nodiscard]] Progress look_once_more();
  [[nodiscard]] bool wrote() const { return wrote_; }  // or may have

 private:
  // Nothing when it may be tried again: `earlier` counts on.
  [[nodiscard]] std::optional<Progress> attempt(const Change& change, okta::Repetition& earlier);
  [[nodiscard]] Step<Prepared> prepare(const Change& change);
  [[nodiscard]] Progress rewrite(const Change& change);
  // The disk said that it was not done.
  [[nodiscard]] Progress not_rewritten(const Change& change, okta::Error error);
  // The object is another one than before the wait.
  [[nodiscard]] Progress not_sent_again(const Change& change, const okta::Repetition& earlier,
                                        Halt halt);
  // Okta said that it was done.
  [[nodiscard]] Progress answered(const Change& change, const WriteAnswer& answer);
  [[nodiscard]] Progress answered_and_undone(const Change& change, const WriteAnswer& answer,
                                             Seen seen);
  // Nothing when it may be tried again.
  [[nodiscard]] std::optional<Progress> refused_or_unknown(const Change& change,
                                                           const okta::Error& error,
                                                           okta::Repetition& earlier);
  [[nodiscard]] std::optional<Progress> unknown(const Change& change, const okta::Error& error,
                                                okta::Repetition& earlier);
  [[nodiscard]] Progress unanswered_and_undone(const Change& change, const okta::Error& error,
                                               Seen seen);
  // What it would overwrite may change meanwhile, so everything is read again afterwards.
  [[nodiscard]] std::optional<Progress> wait_to_repeat(const Change& change,
                                                       const okta::Error& error,
                                                       okta::Repetition& earlier);
  // As far as anybody can see, nothing was done.
  [[nodiscard]] Progress give_up(const Change& change, ChangeState state, Made made,
                                 const std::string& request_id, const std::string& why, Seen seen,
                                 std::optional<okta::Error> error);
  // Though its answer was lost.
  [[nodiscard]] Progress found_standing(const Change& change, const std::string& request_id,
                                        Seen seen);
  [[nodiscard]] Progress standing(const Change& change, const Made& answered, Seen seen);
  [[nodiscard]] okta::Result<Seen> look(const Change& change, const std::string& made_id);
  [[nodiscard]] okta::Status note(const Change& change, ChangeState state, Made made,
                                  std::string request_id, std::string problem);
  void tell(const std::string& line) const;

  const okta::Client& client_;
  RunRecord& record_;
  const ApplyOptions& options_;
  std::stop_token stop_;
  ServerWriter servers_;
  ApplicationWriter applications_;
  FileWriter files_;
  std::vector<Made> made_;
  bool wrote_ = false;
  int count_applied_ = 0;
};

}  // namespace remediate
