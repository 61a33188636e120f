#include "remediate/cli/access.hpp"

#include "remediate/cli/planned_org.hpp"
#include "remediate/engine/access_question.hpp"
#include "remediate/evidence/scope_name.hpp"
#include "remediate/report/access_report.hpp"

namespace remediate::cli {
namespace {

ExitCodes codes_of(const AccessAnswer& answer) {
  ExitCodes codes;
  if (!answer.certain) codes.push_back(ExitCode::incomplete);
  if (answer.answer != Answer::granted) codes.push_back(ExitCode::findings);
  return in_precedence(std::move(codes));
}

ExitCode fail_to_answer(const okta::Error& error) {
  tell_error(error.describe());
  if (error.kind == okta::ErrorKind::feature_missing) return ExitCode::api_access_missing;
  return error.kind == okta::ErrorKind::not_found ? ExitCode::usage : exit_code(error);
}

}  // namespace

ExitCode run_access(const CommandContext& context) {
  const auto org = open_org(context);
  if (!org) return fail(org.error());
  std::optional<Plan> plan;
  if (context.options.plan_file) {
    auto read = plan_in_file(*context.options.plan_file, *org);
    if (!read) return fail_plan_file(read.error());
    plan = std::move(*read);
  }
  const AccessOptions& asked = context.options.access;
  const auto answer = answer_access(
      org->client, org->directives,
      {asked.client, asked.grant_type, split_scopes(asked.scopes), asked.authorization_server},
      plan, context.stop);
  if (!answer) return fail_to_answer(answer.error());
  const std::string report =
      context.options.format == Format::json
          ? access_json(*answer)
          : access_text(*answer, detail_of(context.options), text_style(context));
  return finish(context, report, codes_of(*answer).front());
}

}  // namespace remediate::cli
