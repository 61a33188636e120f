#include "remediate/apply/application_writer.hpp"

#include <utility>

#include <fmt/format.h>

#include "remediate/kinds/content.hpp"
#include "remediate/kinds/field_edits.hpp"

namespace remediate {
namespace {

std::string called(const Change& change) {
  return fmt::format("application '{}' ({})", change.target.name, change.target.id);
}

std::vector<std::string> lines(const Change& change, const std::vector<std::string>& paths,
                               std::string_view what = "changed") {
  std::vector<std::string> result;
  for (const std::string& path : paths)
    result.push_back(fmt::format("{}: {} {}", called(change), path, what));
  return result;
}

// Why the object is not the one that was planned on.
std::vector<std::string> misfits(const okta::Stored<okta::Application>& app, const Change& change) {
  if (app.value.id != change.target.id) return {called(change) + ": is not there"};
  const auto paths = paths_that_differ(app.text, change.diff, &FieldEdit::before);
  if (!paths.empty()) return lines(change, paths);
  const std::string& digest = change.precondition.digest;
  if (!digest.empty() && digest != application_digest(app.text))
    return {called(change) + ": changed"};
  return {};
}

}  // namespace

Step<Prepared> ApplicationWriter::prepare(const Change& change, std::stop_token stop) {
  auto app = client_.applications().get(change.target.id, std::move(stop));
  if (!app && app.error().kind == okta::ErrorKind::not_found)
    return halt_drifted(kPlanAgain, {called(change) + ": is gone"});
  if (!app) return halt_failed(std::move(app.error()));
  auto moved = misfits(*app, change);
  if (!moved.empty()) return halt_drifted(kPlanAgain, std::move(moved));
  auto edit = edited(app->text, change.diff);
  if (!edit) return halt_failed(std::move(edit.error()).while_doing(called(change)));
  before_ = std::move(app->text);
  sent_ = edit->text();
  return Prepared{change, std::move(*edit)};
}

okta::Result<Seen> ApplicationWriter::look(const Change& change) const {
  const auto app = client_.applications().get(change.target.id, {});
  if (!app) return okta::failure(app.error());
  const std::string digest = application_digest(app->text);
  const auto missed = paths_that_differ(app->text, change.diff, &FieldEdit::after);
  if (missed.empty())
    return Seen{
        Own::stands, {}, lines(change, application_paths_that_differ(sent_, app->text)), digest};
  if (paths_that_differ(app->text, change.diff, &FieldEdit::before).empty())
    return Seen{
        Own::undone, {}, lines(change, application_paths_that_differ(before_, app->text)), digest};
  return Seen{Own::different, {}, lines(change, missed, "is not as it was sent"), digest};
}

}  // namespace remediate
