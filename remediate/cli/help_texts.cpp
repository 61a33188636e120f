#include "remediate/cli/help_texts.hpp"

namespace remediate::cli {
namespace {

constexpr std::string_view kApply =
    "Without PLAN the org is audited and planned anew, the plan is shown, and you are asked.\n"
    "With PLAN (a file of `oktafix plan --out`) exactly that plan is applied. It is refused when\n"
    "it is older than a day, was edited, is for another org, or no longer fits the org.\n"
    "\n"
    "  --yes             Make the changes without asking. A scope that nobody approved stays out.\n"
    "  --dry-run         Show every request that would be sent, and its diff. Nothing is sent.\n"
    "  --canary N        Plan for N clients only; again for the next ones, once these have moved.\n"
    "  --max-changes N   Write nothing at all when more than N changes are due.\n"
    "  --confirm-org SUB Name the production org that may be changed, where nobody can be asked.\n"
    "\n"
    "Stopped or cut off? `oktafix resume RUN` finishes the run, `oktafix apply` plans afresh and\n"
    "adopts what was made, `oktafix rollback RUN` undoes it.\n";

constexpr std::string_view kResume =
    "The org is read first: what became of a request that nobody noted the outcome of, and "
    "whether\n"
    "everything else is as it was planned on. If somebody has changed it since, nothing is "
    "written.\n"
    "What is left is shown, and you are asked. `last` is the last run; a rollback is resumed, "
    "too.\n"
    "\n"
    "  --yes             Finish it without asking.\n"
    "  --dry-run         Show every request that would be sent, and its diff. Nothing is sent.\n"
    "  --max-changes N   Write nothing at all when more than N changes are left.\n";

constexpr std::string_view kRollback =
    "The way back is planned from the org as it is now, shown, and you are asked. What others "
    "have\n"
    "changed since, or use, stays and is named, and another rollback can follow. An authorization\n"
    "server that the run made always stays. `last` is the last run that wrote, rollbacks aside.\n"
    "\n"
    "Who holds tokens of a server, or got some since the run, lives there: what serves such a\n"
    "client stays and the client is named, also one that the run was made for.\n"
    "\n"
    "  --yes             Undo it without asking.\n"
    "  --even-if-used    Take that away, too: these clients are cut off.\n"
    "  --dry-run         Show every request that would be sent, and its diff. Nothing is sent.\n";

constexpr std::string_view kVerify =
    "Without RUN: the last apply that wrote to this org and was not rolled back. If there is "
    "none,\n"
    "the clients that an audit finds are looked at.\n"
    "\n"
    "Each effect of the run is computed until the System Log shows a success of its client at the\n"
    "server. --watch 30m looks every 30 seconds for so long, also for failures of all clients "
    "there,\n"
    "beside the hours before the run. Somebody else's new failures end it with code 9. Ctrl-C "
    "ends it\n"
    "at once and reports what was seen.\n";

constexpr std::string_view kRuns =
    "`oktafix runs show RUN` tells of one run. `oktafix runs export` and `oktafix runs import` "
    "carry\n"
    "the journal to another state folder, as from a CI runner to your desk.\n";

constexpr std::string_view kExport =
    "One JSON document with every entry, and no secret, on stdout or in --output FILE. With RUN\n"
    "also what undoes that run, or what it undoes.\n";

constexpr std::string_view kImport =
    "All of FILE is taken over, or nothing. Importing twice changes nothing; a run that went on\n"
    "elsewhere goes on here, one that went another way here is refused. Import only what you\n"
    "exported: a rollback believes the journal about what a run has made.\n";

constexpr std::string_view kRewrite =
    "Looks through PATH for URLs of the org's own authorization server, and says which of them a\n"
    "client needs moved. The org is not asked, and needs no settings but its URL. A place belongs "
    "to\n"
    "the client whose id stands near it in the same file, else to the one that oktafix.yaml binds "
    "by\n"
    "`files`; what belongs to nobody is told, and moves with --all. What git ignores, and code of\n"
    "other people, is left out unless it is named.\n"
    "\n"
    "  --check           Ends with 3 when anything would change, with 9 when only a person can "
    "go on.\n"
    "  --diff            The lines before and after. Every value but the URL that moves is "
    "masked.\n"
    "  --write           Each file is replaced as a whole, or stays as it was. Again: no change.\n"
    "\n"
    "  oktafix rewrite . --issuer https://acme.okta.com/oauth2/default --check\n";

std::string_view own_text(std::string_view verb) {
  if (verb == "apply") return kApply;
  if (verb == "resume") return kResume;
  if (verb == "rollback") return kRollback;
  if (verb == "verify") return kVerify;
  if (verb == "rewrite") return kRewrite;
  if (verb == "export") return kExport;
  if (verb == "import") return kImport;
  return verb == "runs" ? kRuns : std::string_view();
}

}  // namespace

std::string_view footer_of_program() {
  return "Settings come from ~/.okta/okta.yaml, ./okta.yaml, the environment (OKTA_CLIENT_ORGURL,\n"
         "OKTA_CLIENT_TOKEN, ...) and these options, the later winning. No secret is ever an "
         "option.\n"
         "Options stand before or after the verb. `oktafix VERB --help` tells more of a verb,\n"
         "`oktafix explain exit-6` of an exit code.";
}

std::string footer_of_verb(std::string_view verb) {
  const std::string_view own = own_text(verb);
  return std::string(own) + (own.empty() ? "" : "\n") +
         "Run `oktafix --help` for the options that every verb takes.";
}

}  // namespace remediate::cli
