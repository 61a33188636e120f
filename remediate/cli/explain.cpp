#include "remediate/cli/explain.hpp"

#include "remediate/cli/results.hpp"
#include "remediate/explain/explain.hpp"
#include "remediate/report/explain_report.hpp"

namespace remediate::cli {

ExitCode run_explain(const CommandContext& context) {
  if (const okta::Status writable = check_output(context.options.output_file); !writable)
    return fail(writable.error());
  const Explanation explanation = explain(context.options.text);
  const std::string report = context.options.format == Format::json
                                 ? explain_json(explanation)
                                 : explain_text(explanation, text_style(context));
  const bool is_known = explanation.confidence != Confidence::unknown;
  return finish(context, report, is_known ? ExitCode::done : ExitCode::findings);
}

}  // namespace remediate::cli
