#include "remediate/apply/change_runner.hpp"

#include <algorithm>
#include <chrono>

#include <fmt/format.h>

#include "remediate/apply/never_sent.hpp"
#include "remediate/apply/unknown_outcome.hpp"
#include "remediate/kinds/field_edits.hpp"

namespace remediate {
namespace {

bool refers_to_unmade(const Change& change) {
  const ChangeTarget& target = change.target;
  for (const std::string* text :
       {&target.id, &target.server, &target.policy, &target.above, &change.body}) {
    if (has_references(*text)) return true;
  }
  for (const FieldEdit& edit : change.diff) {
    if (has_references(edit.before.value_or("")) || has_references(edit.after.value_or("")))
      return true;
  }
  return std::ranges::any_of(change.splices,
                             [](const Splice& each) { return has_references(each.after); });
}

// What a person has to look for where nobody can tell what became of a request.
std::string to_look_for(const Change& change) {
  const ChangeTarget& target = change.target;
  const std::string where = target.server.empty()
                                ? std::string()
                                : fmt::format(" on authorization server {}", target.server);
  if (change.action == Action::create)
    return fmt::format("look for a {} named '{}'{} before you plan again", to_string(target.kind),
                       target.name, where);
  return fmt::format("look at {} '{}' ({}){} before you plan again", to_string(target.kind),
                     target.name, target.id, where);
}

Intent intent_of(const Change& change, const PlannedRequest& request) {
  std::string sent = request.body;
  if (change.action == Action::update) sent = diff_json(change.diff);
  if (change.action == Action::rewrite) sent = splices_json(change.splices);
  return {change.id, request.method + " " + request.path, std::move(sent)};
}

std::string request_id_of(const okta::Error& error) {
  return error.http ? error.http->request_id : std::string();
}

Ending ending_for(const okta::Error& error) {
  return error.kind == okta::ErrorKind::interrupted ? Ending::interrupted : Ending::failed;
}

Progress drifted(const std::string& why, const Seen& seen) {
  return Halt{Ending::drifted, why, seen.moved, std::nullopt};
}

Progress unread(const std::string& what, okta::Error error) {
  std::string why = what + ", and could not be read back: " + error.describe();
  return Halt{Ending::failed, std::move(why), {}, std::move(error)};
}

}  // namespace

Progress ChangeRunner::look_first(const Plan& plan) {
  for (const Change& each : plan.changes) {
    if (each.target.kind == ObjectKind::file) {
      auto fits = files_.check(each, stop_);
      if (!fits) return std::move(fits.error());
    }
    if (each.target.kind != ObjectKind::application) continue;
    auto fits = applications_.prepare(each, stop_);
    if (!fits) return std::move(fits.error());
  }
  auto fit = servers_.look_at_all(stop_);
  return fit ? std::nullopt : std::optional(std::move(fit.error()));
}

Progress ChangeRunner::carry_out(const Change& planned) {
  const Change change = resolved(planned, made_);
  if (refers_to_unmade(change))
    return halt_refused(title(change) + " refers to something that was not made");
  tell(title(change));
  if (change.target.kind == ObjectKind::file) return rewrite(change);
  okta::Repetition earlier;
  std::optional<Progress> end;
  while (!end) end = attempt(change, earlier);
  return std::move(*end);
}

std::optional<Progress> ChangeRunner::attempt(const Change& change, okta::Repetition& earlier) {
  const bool is_first = earlier.refusals + earlier.failures == 0;
  auto prepared = prepare(change);
  if (!prepared && is_first) return Progress(std::move(prepared.error()));
  if (!prepared) return not_sent_again(change, earlier, std::move(prepared.error()));

  const Change& sent = prepared->change;
  if (auto noted = record_.intend(intent_of(sent, *request_of(sent))); !noted)
    return Progress(okta::failure(std::move(noted.error())));
  auto answer = send(client_, *prepared, earlier, stop_);
  if (!answer) return refused_or_unknown(sent, answer.error(), earlier);
  wrote_ = true;
  return answered(sent, *answer);
}

Progress ChangeRunner::rewrite(const Change& change) {
  // What it refers to is an answer of a server.
  if (const std::string why = why_never_sent(change); !why.empty())
    return halt_refused(title(change) + ": " + why);
  auto fits = files_.check(change, stop_);
  if (!fits) return std::move(fits.error());
  if (auto noted = record_.intend(intent_of(change, *request_of(change))); !noted)
    return okta::failure(std::move(noted.error()));
  if (auto written = files_.write(change); !written)
    return not_rewritten(change, std::move(written.error()));
  wrote_ = true;
  return answered(change, {});
}

Progress ChangeRunner::not_rewritten(const Change& change, okta::Error error) {
  auto seen = files_.look(change);
  if (seen && seen->own == Own::stands) return found_standing(change, {}, std::move(*seen));
  const std::string why = title(change) + ": " + error.describe();
  if (seen && seen->own == Own::undone)
    return give_up(change, ChangeState::failed, {}, {}, why, {}, std::move(error));
  if (!seen) wrote_ = true;
  return give_up(change, seen ? ChangeState::failed : ChangeState::unknown, {}, {}, why,
                 seen ? std::move(*seen) : Seen(), std::move(error));
}

Step<Prepared> ChangeRunner::prepare(const Change& change) {
  if (change.target.kind != ObjectKind::application) return servers_.prepare(change, stop_);
  servers_.look_again();
  return applications_.prepare(change, stop_);
}

Progress ChangeRunner::not_sent_again(const Change& change, const okta::Repetition& earlier,
                                      Halt halt) {
  // It may be our own request that somebody else seems to have made: an answer was lost.
  if (earlier.failures > 0 && halt.ending == Ending::drifted) {
    auto seen = look(change, {});
    if (seen && seen->own == Own::stands) return found_standing(change, {}, std::move(*seen));
  }
  if (auto noted = note(change, ChangeState::failed, {}, {}, halt.why); !noted)
    return okta::failure(std::move(noted.error()));
  return halt;
}

Progress ChangeRunner::answered(const Change& change, const WriteAnswer& answer) {
  if (auto noted = note(change, ChangeState::applied, answer.made, answer.request_id, {}); !noted)
    return okta::failure(std::move(noted.error()));
  auto seen = look(change, answer.made.id);
  if (seen && seen->own == Own::undone && !answer.made.id.empty())
    seen = servers_.look_by_id(change, answer.made.id);
  if (!seen) return unread(title(change) + " was answered as done", std::move(seen.error()));
  if (seen->own == Own::undone) return answered_and_undone(change, answer, std::move(*seen));
  if (seen->own == Own::different)
    return drifted(title(change) + " was answered as done, and is not as it was sent", *seen);
  return standing(change, answer.made, std::move(*seen));
}

Progress ChangeRunner::answered_and_undone(const Change& change, const WriteAnswer& answer,
                                           Seen seen) {
  const bool reads_as_before = change.action != Action::create && change.action != Action::remove;
  if (reads_as_before) {
    wrote_ = count_applied_ > 0;
    return give_up(change, ChangeState::failed, {}, answer.request_id,
                   title(change) + ": Okta answered that it was done, and it is not: ignored",
                   std::move(seen), std::nullopt);
  }
  return give_up(change, ChangeState::unknown, answer.made, answer.request_id,
                 fmt::format("{}: Okta answered that it was done, and nothing is to be seen of "
                             "it: {}",
                             title(change), to_look_for(change)),
                 std::move(seen), std::nullopt);
}

std::optional<Progress> ChangeRunner::refused_or_unknown(const Change& change,
                                                         const okta::Error& error,
                                                         okta::Repetition& earlier) {
  if (is_unknown(error, change.action)) return unknown(change, error, earlier);
  if (error.again) return wait_to_repeat(change, error, earlier);
  if (auto noted = note(change, ChangeState::failed, {}, request_id_of(error), error.describe());
      !noted)
    return Progress(okta::failure(std::move(noted.error())));
  return Progress(Halt{ending_for(error), title(change) + ": " + error.describe(), {}, error});
}

std::optional<Progress> ChangeRunner::unknown(const Change& change, const okta::Error& error,
                                              okta::Repetition& earlier) {
  wrote_ = true;
  if (auto noted = note(change, ChangeState::unknown, {}, request_id_of(error), error.describe());
      !noted)
    return Progress(okta::failure(std::move(noted.error())));
  tell(title(change) + ": no clear answer, looking for it");
  auto seen = look(change, {});
  if (!seen) {
    return unread(title(change) + ": " + error.describe() + "; whether it was done is not known",
                  std::move(seen.error()));
  }
  if (seen->own == Own::stands)
    return found_standing(change, request_id_of(error), std::move(*seen));
  if (seen->own == Own::different) {
    return drifted(
        fmt::format("{}: {}; what is there is not as it was sent", title(change), error.describe()),
        *seen);
  }
  if (error.again && seen->moved.empty()) return wait_to_repeat(change, error, earlier);
  return unanswered_and_undone(change, error, std::move(*seen));
}

Progress ChangeRunner::unanswered_and_undone(const Change& change, const okta::Error& error,
                                             Seen seen) {
  if (change.action != Action::update && may_still_land(error)) {
    return give_up(change, ChangeState::unknown, {}, request_id_of(error),
                   fmt::format("{}: {}; nothing is to be seen of it, and it may still be carried "
                               "out: {}",
                               title(change), error.describe(), to_look_for(change)),
                   std::move(seen), error);
  }
  wrote_ = count_applied_ > 0;
  return give_up(change, ChangeState::failed, {}, request_id_of(error),
                 title(change) + " was not done: " + error.describe(), std::move(seen), error);
}

std::optional<Progress> ChangeRunner::wait_to_repeat(const Change& change, const okta::Error& error,
                                                     okta::Repetition& earlier) {
  earlier = *error.again;
  wrote_ = count_applied_ > 0;  // that one did nothing
  tell(fmt::format("{}: {}; waiting {:.1f} s, then it is read again", change.id, error.describe(),
                   std::chrono::duration<double>(earlier.wait).count()));
  servers_.look_again();
  const okta::Status waited = client_.clock().sleep_for(earlier.wait, stop_);
  if (waited) return std::nullopt;
  const std::string why =
      title(change) + " was not sent again, a stop was requested: " + error.describe();
  if (auto noted = note(change, ChangeState::failed, {}, request_id_of(error), why); !noted)
    return Progress(okta::failure(std::move(noted.error())));
  return Progress(Halt{Ending::interrupted, why, {}, waited.error()});
}

Progress ChangeRunner::give_up(const Change& change, ChangeState state, Made made,
                               const std::string& request_id, const std::string& why, Seen seen,
                               std::optional<okta::Error> error) {
  if (auto noted = note(change, state, std::move(made), request_id, why); !noted)
    return okta::failure(std::move(noted.error()));
  const Ending ending = error ? ending_for(*error) : Ending::failed;
  return Halt{seen.moved.empty() ? ending : Ending::drifted, why, std::move(seen.moved),
              std::move(error)};
}

Progress ChangeRunner::found_standing(const Change& change, const std::string& request_id,
                                      Seen seen) {
  wrote_ = true;
  if (auto noted = note(change, ChangeState::applied, seen.made, request_id, {}); !noted)
    return okta::failure(std::move(noted.error()));
  const Made made = seen.made;
  return standing(change, made, std::move(seen));
}

Progress ChangeRunner::standing(const Change& change, const Made& answered, Seen seen) {
  ++count_applied_;
  Made made = seen.made.id.empty() ? answered : std::move(seen.made);
  if (made.issuer.empty()) made.issuer = answered.issuer;
  if (!made.id.empty()) made_.push_back(std::move(made));
  if (!seen.moved.empty()) return drifted("somebody else changed the org in the meantime", seen);
  if (auto noted = record_.note_read_back(change.id, seen.digest); !noted)
    return okta::failure(std::move(noted.error()));
  tell(change.id + ": stands");
  return std::nullopt;
}

okta::Result<Seen> ChangeRunner::look(const Change& change, const std::string& made_id) {
  if (change.target.kind == ObjectKind::file) return files_.look(change);
  return look_until_seen(client_.clock(), [&] {
    return change.target.kind == ObjectKind::application ? applications_.look(change)
                                                         : servers_.look(change, made_id);
  });
}

Progress ChangeRunner::look_once_more() {
  auto moved = servers_.moved(stop_);
  if (!moved) {
    return Halt{ending_for(moved.error()),
                "every change stands; whether somebody else changed the servers meanwhile could "
                "not be read: " +
                    moved.error().describe(),
                {},
                moved.error()};
  }
  if (moved->empty()) return std::nullopt;
  return Halt{Ending::drifted, "every change stands, and somebody else changed the org meanwhile",
              std::move(*moved), std::nullopt};
}

okta::Status ChangeRunner::note(const Change& change, ChangeState state, Made made,
                                std::string request_id, std::string problem) {
  made.change = change.id;
  return record_.note(
      {change.id, state, std::move(made), std::move(request_id), std::move(problem)});
}

void ChangeRunner::tell(const std::string& line) const {
  if (options_.progress) options_.progress(line);
}

}  // namespace remediate
