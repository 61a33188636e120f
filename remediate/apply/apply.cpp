#include "remediate/apply/apply.hpp"

#include <utility>

#include <fmt/format.h>

#include "remediate/apply/application_writer.hpp"
#include "remediate/apply/field_edits.hpp"
#include "remediate/apply/server_writer.hpp"
#include "remediate/apply/unknown_outcome.hpp"
#include "remediate/apply/write_request.hpp"

namespace remediate {
namespace {

// Fails when the journal cannot be written; otherwise says whether the run has to end.
using Progress = okta::Result<std::optional<Halt>>;

bool refers_to_unmade(const Change& change) {
  if (has_references(change.target.id) || has_references(change.target.server) ||
      has_references(change.target.policy) || has_references(change.body))
    return true;
  for (const FieldEdit& edit : change.diff) {
    if (has_references(edit.before.value_or("")) || has_references(edit.after.value_or("")))
      return true;
  }
  return false;
}

std::string title(const Change& change) {
  return fmt::format("{}: {} {} '{}'", change.id, to_string(change.action),
                     to_string(change.target.kind), change.target.name);
}

RunState state_after(const std::optional<Halt>& halt) {
  if (!halt) return RunState::done;
  return halt->ending == Ending::interrupted ? RunState::interrupted : RunState::partial;
}

// One run of one plan.
class Runner {
 public:
  Runner(const okta::Client& client, const Plan& plan, Journal& journal,
         const ApplyOptions& options, std::stop_token stop)
      : client_(client),
        plan_(plan),
        journal_(journal),
        options_(options),
        stop_(std::move(stop)),
        servers_(client),
        applications_(client) {}

  okta::Result<ApplyOutcome> run() {
    auto begun = journal_.begin(
        {client_.org_url().origin(), options_.verb, options_.tool_version, options_.undoes, plan_});
    if (!begun) return okta::failure(std::move(begun.error()));
    run_ = std::move(*begun);
    Progress progress = carry_out_all();
    if (!progress) return okta::failure(std::move(progress.error()));
    return ended(std::move(*progress));
  }

 private:
  Progress carry_out_all() {
    if (auto obstacle = never_possible()) return obstacle;
    for (const Change& planned : plan_.changes) {
      if (stop_.stop_requested())
        return Halt{Ending::interrupted, "a stop was requested", {}, std::nullopt};
      Progress progress = carry_out(resolved(planned, made_));
      if (!progress || *progress) return progress;
    }
    return std::nullopt;
  }

  // Known before anything is sent.
  std::optional<Halt> never_possible() const {
    if (const std::string org = client_.org_url().origin(); !plan_.org.empty() && plan_.org != org)
      return refusal(fmt::format("the plan is for {}, not for {}", plan_.org, org));
    for (const Change& change : plan_.changes) {
      if (!request_of(change)) return refusal(title(change) + ": this tool never sends that");
    }
    return std::nullopt;
  }

  static Halt refusal(const std::string& why) {
    return {Ending::failed,
            why,
            {},
            okta::Error{okta::ErrorKind::invalid_input, why, std::nullopt, {}}};
  }

  Progress carry_out(const Change& change) {
    if (refers_to_unmade(change))
      return refusal(title(change) + " refers to something that was not made");
    tell(title(change));
    auto replacement = prepare(change);
    if (!replacement) return std::move(replacement.error());

    const PlannedRequest request = *request_of(change);
    if (auto noted = journal_.intend(run_, intent_of(change, request)); !noted)
      return okta::failure(std::move(noted.error()));
    auto answer = send(client_, change, *replacement);
    if (answer) {
      wrote_ = true;
      return answered(change, *answer);
    }
    return refused_or_unknown(change, answer.error());
  }

  Step<std::optional<okta::JsonEdit>> prepare(const Change& change) {
    if (change.target.kind != ObjectKind::application) return servers_.prepare(change, stop_);
    servers_.look_again();
    return applications_.prepare(change, stop_).map([](okta::JsonEdit edit) {
      return std::optional<okta::JsonEdit>(std::move(edit));
    });
  }

  static Intent intent_of(const Change& change, const PlannedRequest& request) {
    std::string sent = request.body;
    if (change.action == Action::update) sent = diff_json(change.diff);
    return {change.id, request.method + " " + request.path, std::move(sent)};
  }

  // Okta said that it was done.
  Progress answered(const Change& change, const WriteAnswer& answer) {
    if (auto noted = note(change, ChangeState::applied, answer.made, answer.request_id, {}); !noted)
      return okta::failure(std::move(noted.error()));
    auto seen = look(change, answer.made.id);
    if (!seen) return unread(title(change) + " was answered as done", std::move(seen.error()));
    if (seen->own == Own::undone) {
      const std::string why =
          title(change) + ": Okta answered that it was done, and it is not there: ignored";
      return give_up(change, answer.request_id, why, std::move(*seen), std::nullopt);
    }
    if (seen->own == Own::different)
      return drifted(title(change) + " was answered as done, and is not as it was sent", *seen);
    return standing(change, answer.made, std::move(*seen));
  }

  Progress refused_or_unknown(const Change& change, const okta::Error& error) {
    const std::string request_id = error.http ? error.http->request_id : std::string();
    if (!is_unknown(error, change.action)) {
      if (auto noted = note(change, ChangeState::failed, {}, request_id, error.describe()); !noted)
        return okta::failure(std::move(noted.error()));
      return Halt{Ending::failed, title(change) + ": " + error.describe(), {}, error};
    }
    wrote_ = true;
    if (auto noted = note(change, ChangeState::unknown, {}, request_id, error.describe()); !noted)
      return okta::failure(std::move(noted.error()));
    tell(title(change) + ": no clear answer, looking for it");
    auto seen = look(change, {});
    if (!seen) {
      return unread(title(change) + ": " + error.describe() + "; whether it was done is not known",
                    std::move(seen.error()));
    }
    if (seen->own == Own::undone) {
      wrote_ = count_applied_ > 0;
      const std::string why = title(change) + " was not done: " + error.describe();
      return give_up(change, request_id, why, std::move(*seen), error);
    }
    if (seen->own == Own::different) {
      return drifted(fmt::format("{}: {}; what is there is not as it was sent", title(change),
                                 error.describe()),
                     *seen);
    }
    if (auto noted = note(change, ChangeState::applied, seen->made, request_id, {}); !noted)
      return okta::failure(std::move(noted.error()));
    const Made made = seen->made;
    return standing(change, made, std::move(*seen));
  }

  // The write did nothing.
  Progress give_up(const Change& change, const std::string& request_id, const std::string& why,
                   Seen seen, std::optional<okta::Error> error) {
    if (auto noted = note(change, ChangeState::failed, {}, request_id, why); !noted)
      return okta::failure(std::move(noted.error()));
    return Halt{seen.moved.empty() ? Ending::failed : Ending::drifted, why, std::move(seen.moved),
                std::move(error)};
  }

  Progress standing(const Change& change, const Made& answered, Seen seen) {
    ++count_applied_;
    Made made = seen.made.id.empty() ? answered : std::move(seen.made);
    if (made.issuer.empty()) made.issuer = answered.issuer;
    if (!made.id.empty()) made_.push_back(std::move(made));
    if (!seen.moved.empty()) return drifted("somebody else changed the org in the meantime", seen);
    if (auto noted = journal_.note_read_back(run_, change.id); !noted)
      return okta::failure(std::move(noted.error()));
    tell(change.id + ": stands");
    return std::nullopt;
  }

  static Progress drifted(const std::string& why, const Seen& seen) {
    return Halt{Ending::drifted, why, seen.moved, std::nullopt};
  }

  static Progress unread(const std::string& what, okta::Error error) {
    std::string why = what + ", and could not be read back: " + error.describe();
    return Halt{Ending::failed, std::move(why), {}, std::move(error)};
  }

  okta::Result<Seen> look(const Change& change, const std::string& made_id) {
    return look_until_seen(client_.clock(), [&] {
      return change.target.kind == ObjectKind::application ? applications_.look(change)
                                                           : servers_.look(change, made_id);
    });
  }

  okta::Status note(const Change& change, ChangeState state, Made made, std::string request_id,
                    std::string problem) {
    made.change = change.id;
    return journal_.note(
        run_, {change.id, state, std::move(made), std::move(request_id), std::move(problem)});
  }

  void tell(const std::string& line) const {
    if (options_.progress) options_.progress(line);
  }

  okta::Result<ApplyOutcome> ended(std::optional<Halt> halt) {
    ApplyOutcome outcome;
    if (halt) {
      const bool is_stale = halt->ending == Ending::drifted && !wrote_;
      outcome.ending = is_stale ? Ending::stale : halt->ending;
      outcome.why = halt->why;
      outcome.moved = std::move(halt->moved);
      outcome.error = std::move(halt->error);
    }
    if (auto noted = journal_.end(run_, state_after(halt), outcome.why); !noted)
      return okta::failure(std::move(noted.error()));
    auto told = journal_.find(run_);
    if (!told) return okta::failure(std::move(told.error()));
    outcome.run = std::move(*told);
    return outcome;
  }

  const okta::Client& client_;
  const Plan& plan_;
  Journal& journal_;
  const ApplyOptions& options_;
  std::stop_token stop_;
  ServerWriter servers_;
  ApplicationWriter applications_;
  std::string run_;
  std::vector<Made> made_;
  bool wrote_ = false;  // or may have
  int count_applied_ = 0;
};

}  // namespace

okta::Result<ApplyOutcome> apply(const okta::Client& client, const Plan& plan, Journal& journal,
                                 const ApplyOptions& options, std::stop_token stop) {
  return Runner(client, plan, journal, options, std::move(stop)).run();
}

}  // namespace remediate
