#include "tests/remediate/report/sample_audit.hpp"

#include <algorithm>
#include <iterator>

namespace tests {

using namespace remediate;  // NOLINT(google-build-using-namespace): the whole file is about it

namespace {

okta::Timestamp at(const char* text) {
  return okta::parse_timestamp(text).value_or(okta::Timestamp{});
}

OrgSnapshot org(const std::string& url, const std::string& pipeline,
                const std::vector<std::string>& custom_domains) {
  OrgSnapshot made;
  made.url = url;
  made.pipeline = pipeline;
  made.custom_domains = custom_domains;
  return made;
}

okta::Application application(const std::string& id, const std::string& label,
                              const std::string& type) {
  okta::Application app;
  app.id = id;
  app.label = label;
  app.status = "ACTIVE";
  app.client_id = id;
  app.application_type = type;
  app.grant_types = {type == "service" ? "client_credentials" : "authorization_code"};
  return app;
}

Demand demand(const std::string& id, const ScopeSet& custom, const ScopeSet& approved) {
  Demand made;
  made.app_id = id;
  made.custom = custom;
  made.approved = approved;
  std::ranges::set_difference(custom, approved, std::back_inserter(made.unapproved));
  made.requested = custom;
  made.requested.insert(made.requested.begin(), "openid");
  made.sets = {{made.requested, "systemLog", {"authorization_code"}, true}};
  return made;
}

EvidenceNote failures(int count, const char* first, const char* last, int days) {
  return {"systemLog", "illegal_custom_scope", count, at(first), at(last), days};
}

TargetServer default_target() {
  return {"default", TargetState::ready, "aus1default", "default",
          "https://acme.okta.com/oauth2/default"};
}

AuditedApplication affected(const okta::Application& app, Demand demand) {
  return {app, std::move(demand), Verdict::affected,
          "Its last failure is younger than any success.", default_target()};
}

AuditedApplication other(const std::string& id, const std::string& label, Verdict verdict,
                         const std::string& reason) {
  Demand none;
  none.app_id = id;
  return {application(id, label, "web"), none, verdict, reason, std::nullopt};
}

Finding about(const AuditedApplication& app, const std::string& id, const std::string& rule,
              const std::string& message, const std::string& advice) {
  Finding finding;
  finding.id = id;
  finding.rule = rule;
  finding.subject = {"application", app.application.id, app.application.label};
  finding.message = message;
  finding.advice = advice;
  finding.fixable = true;
  return finding;
}

Finding conflict(Finding finding) {
  finding.conflict = true;
  finding.fixable = false;
  return finding;
}

std::vector<AuditedApplication> sample_applications() {
  AuditedApplication portal =
      affected(application("0oa1portal", "Orders Portal", "web"),
               demand("0oa1portal", {"orders.read", "orders.write"}, {"orders.read"}));
  portal.demand.evidence = {failures(212, "2026-10-25T08:00:00Z", "2026-11-21T16:20:00Z", 19),
                            {"declared", "oktafix.yaml line 12", 1, std::nullopt, std::nullopt, 0}};

  AuditedApplication batch = affected(application("0oa2batch", "Nightly batch", "service"),
                                      demand("0oa2batch", {"orders.export"}, {"orders.export"}));
  batch.demand.client_credentials = true;
  batch.demand.evidence = {failures(28, "2026-10-24T02:00:00Z", "2026-11-21T02:00:00Z", 28)};
  batch.target = TargetServer{"Batch API", TargetState::inactive, "aus2batch", "Batch API",
                              "https://acme.okta.com/oauth2/aus2batch"};

  AuditedApplication console = affected(application("0oa3console", "Admin console", "browser"),
                                        demand("0oa3console", {"orders.admin"}, {"orders.admin"}));
  console.demand.requested.emplace_back("okta.users.read");
  console.demand.okta_api = {"okta.users.read"};
  console.demand.evidence = {failures(1, "2026-11-20T11:00:00Z", "2026-11-20T11:00:00Z", 1)};

  AuditedApplication kiosk =
      affected(application("0oa4kiosk", "Kiosk", "native"), demand("0oa4kiosk", {"opendi"}, {}));
  kiosk.demand.suspicious = {"opendi"};
  kiosk.demand.hides_scopes = true;
  kiosk.demand.evidence = {failures(3, "2026-11-19T09:00:00Z", "2026-11-20T10:30:00Z", 2)};

  AuditedApplication wiki = other("0oa5wiki", "Wiki", Verdict::prepared,
                                  "The target grants what it needs; nobody used it yet.");
  wiki.target = default_target();
  wiki.demand = demand("0oa5wiki", {"wiki.edit"}, {"wiki.edit"});
  wiki.demand.evidence = {failures(9, "2026-10-30T09:00:00Z", "2026-11-02T10:30:00Z", 4)};

  return {portal,
          batch,
          console,
          kiosk,
          wiki,
          other("0oa6crm", "CRM", Verdict::moved, "Succeeded on default on 2026-11-20."),
          other("0oa7shop", "Shop", Verdict::recovered, "Dropped the scopes on 2026-11-18."),
          other("0oa8legacy", "Legacy fax", Verdict::ignored, "retired in March"),
          other("0oa9odd", "Odd one", Verdict::unknown, "Its record did not decode."),
          other("0oaAmail", "Mail", Verdict::clean, ""),
          other("0oaBchat", "Chat", Verdict::clean, ""),
          other("0oaCcal", "Calendar \xE2\x80\x93 Z\xC3\xBCrich", Verdict::clean, "")};
}

std::vector<Finding> sample_findings(const std::vector<AuditedApplication>& apps) {
  const std::string asks =
      "Asks the org authorization server for custom scopes; each such request fails with "
      "invalid_scope.";
  const std::string move = "Run `oktafix plan` to see what would be created on the target.";
  Finding portal = about(apps[0], "f1", "custom-scope-on-org-server", asks, move);
  portal.evidence = {"212 failures illegal_custom_scope in the System Log", "declared"};
  Finding missing =
      about(apps[0], "f2", "scope-missing-on-target",
            "orders.read is not configured on default: after a move the next error would be "
            "no_matching_scope.",
            move);
  Finding batch = about(apps[1], "f4", "client-credentials-on-org-server",
                        "A service app asks the org server's /token for its own API's scopes.", "");
  batch.blocked_by = "target-server-inactive";
  Finding inactive = conflict(about(apps[1], "f5", "target-server-inactive",
                                    "Batch API is inactive; activating it reopens it to all "
                                    "clients that its rules cover.",
                                    "Put `allow: [\"activate:aus2batch\"]` into oktafix.yaml, or "
                                    "choose another server."));
  inactive.subject = {"authorizationServer", "aus2batch", "Batch API"};
  Finding console = about(apps[2], "f6", "custom-scope-on-org-server", asks, move);
  console.blocked_by = "okta-api-scope-needs-org-server";
  Finding role;
  role.id = "f10";
  role.rule = "role-may-hide-apps";
  role.severity = Severity::note;
  role.subject = {"org", "acme", "acme.okta.com"};
  role.message = "A token of an app admin may see only some apps.";
  role.advice = "Use a token of a super or read-only admin.";

  return {portal,
          missing,
          conflict(about(apps[0], "f3", "scope-not-approved",
                         "orders.write is known from the System Log only.",
                         "Approve it: --approve-scopes orders.write.")),
          batch,
          inactive,
          console,
          conflict(about(apps[2], "f7", "okta-api-scope-needs-org-server",
                         "One request needs okta.users.read, which only the org server grants, and "
                         "orders.admin, which only a custom server grants.",
                         "Split it into two requests or two clients.")),
          about(apps[3], "f8", "custom-scope-on-org-server", asks, move),
          conflict(about(apps[3], "f9", "suspicious-scope", "`opendi` looks like a slip of openid.",
                         "Correct the client.")),
          role};
}

}  // namespace

Audit sample_audit() {
  Audit audit;
  audit.collected_at = at("2026-11-22T09:30:00Z");
  audit.org = org("https://acme.okta.com", "idx", {"login.acme.example"});
  audit.api_access_management = {ApiAccessState::present, "The server list answered.", 200,
                                 std::nullopt, "reqAbc123"};
  audit.targets = {default_target(),
                   {"Batch API", TargetState::inactive, "aus2batch", "Batch API",
                    "https://acme.okta.com/oauth2/aus2batch"},
                   {"Reports", TargetState::missing, "", "", ""}};
  audit.sources = {{"apps", 2, 239, 1, false}, {"authorizationServers", 1, 2, 0, true},
                   {"scopes", 2, 14, 0, true}, {"policies", 2, 3, 0, true},
                   {"rules", 3, 5, 0, true},   {"systemLog", 4, 1312, 0, true}};
  audit.log_window = LogWindow{at("2026-10-23T09:30:00Z"), at("2026-11-22T09:30:00Z"), false};
  audit.gaps = {{"apps", "undecodable", "", "settings is no object", "0oa9odd"},
                {"grants", "forbidden", "okta.appGrants.read", "403 E0000006", ""}};
  okta::AuthorizationServer server;
  server.id = "aus1default";
  server.name = "default";
  server.issuer = "https://acme.okta.com/oauth2/default";
  server.issuer_mode = "DYNAMIC";
  server.status = "ACTIVE";
  server.is_default = true;
  server.audiences = {"api://default"};
  audit.authorization_servers = {server};
  audit.applications = sample_applications();
  audit.applications[8].application.client_id = std::nullopt;
  audit.applications[8].application.application_type = std::nullopt;
  audit.applications[8].application.grant_types = {};
  audit.orphans = {{"0oaGone", 3, at("2026-11-20T08:00:00Z")}};
  audit.findings = sample_findings(audit.applications);
  audit.summary = {240, 12, 4, 1, 3, 1};
  audit.calls = 21;
  return audit;
}

Audit clean_audit() {
  Audit audit;
  audit.collected_at = at("2026-11-22T09:30:00Z");
  audit.org = org("https://acme.okta.com", "idx", {});
  audit.api_access_management = {ApiAccessState::present, "", 200, std::nullopt, "reqAbc123"};
  audit.targets = {default_target()};
  audit.sources = {{"apps", 1, 3, 0, true}};
  audit.applications = {other("0oaAmail", "Mail", Verdict::clean, "")};
  audit.summary.applications = 3;
  audit.summary.oidc = 1;
  audit.calls = 9;
  return audit;
}

Audit audit_full_of(const std::string& text) {
  Audit audit;
  audit.org = org(text, text, {text});
  audit.api_access_management = {ApiAccessState::absent, text, 401, text, text};
  const TargetServer target{text, TargetState::inactive, text, text, text};
  audit.targets = {target, {text, TargetState::missing, "", "", ""}};
  audit.sources = {{text, 1, 1, 1, false}};
  audit.gaps = {{text, text, text, text, text}};
  okta::AuthorizationServer server;
  server.id = server.name = server.issuer = server.issuer_mode = server.status = text;
  server.audiences = {text};
  audit.authorization_servers = {server};

  okta::Application app = application(text, text, text);
  app.status = text;
  app.grant_types = {text};
  Demand wants = demand(text, {text}, {});
  wants.okta_api = {text};
  wants.suspicious = {text};
  wants.evidence = {{text, text, 1, std::nullopt, std::nullopt, 0},
                    {"systemLog", text, 2, okta::Timestamp{}, okta::Timestamp{}, 1}};
  wants.ignored_because = text;
  for (const Verdict verdict :
       {Verdict::affected, Verdict::prepared, Verdict::moved, Verdict::recovered, Verdict::clean,
        Verdict::unknown, Verdict::ignored})
    audit.applications.push_back({app, wants, verdict, text, target});
  audit.orphans = {{text, 1, okta::Timestamp{}}};
  for (const bool is_conflict : {false, true}) {
    for (const char* kind : {"application", "org"}) {
      Finding finding = about(audit.applications[0], text, text, text, text);
      finding.subject.kind = kind;
      finding.evidence = {text};
      finding.blocked_by = text;
      finding.conflict = is_conflict;
      audit.findings.push_back(finding);
    }
  }
  audit.summary = {7, 7, 1, 0, 1, 1};
  return audit;
}

OrgCheck sample_check() {
  OrgCheck check;
  check.org_url = "https://acme.okta.com";
  check.pipeline = "idx";
  check.api_access_management = {ApiAccessState::present, "The server list answered.", 200,
                                 std::nullopt, "reqAbc123"};
  okta::Error refused{okta::ErrorKind::forbidden, "may not read the System Log", std::nullopt, {}};
  refused.http = okta::HttpFacts{};
  refused.http->status = 403;
  refused.http->error_code = "E0000006";
  refused.http->request_id = "reqDef456";
  check.probes = {{"reachability", ProbeState::ok, "answered in 80 ms", "", std::nullopt},
                  {"credentials", ProbeState::ok, "an API token", "", std::nullopt},
                  {"clock", ProbeState::warning, "12 s behind the org", "Set this machine's clock.",
                   std::nullopt},
                  {"systemLog", ProbeState::failed, "refused",
                   "Give the token's admin the Read-only role.", refused}};
  check.needs = {{"audit",
                  {"okta.apps.read", "okta.logs.read"},
                  {"Read-only Administrator"},
                  {"okta.apps.read"},
                  {"okta.logs.read"}},
                 {"apply", {"okta.authorizationServers.manage"}, {"Super Administrator"}, {}, {}}};
  check.granted_scopes = {{"okta.apps.read", "okta.users.manage"}};
  check.beyond_need = {"okta.users.manage"};
  check.calls = 6;
  return check;
}

OrgCheck check_full_of(const std::string& text) {
  OrgCheck check;
  check.org_url = check.pipeline = text;
  check.api_access_management = {ApiAccessState::unknown, text, 403, text, text};
  okta::Error error{okta::ErrorKind::rejected, text, okta::HttpFacts{}, {text}};
  error.http->error_code = error.http->summary = error.http->request_id = text;
  error.http->causes = {text};
  error.http->required_scope = text;
  check.probes = {{text, ProbeState::failed, text, text, error}};
  check.needs = {{text, {text}, {text}, {text}, {text}}};
  check.granted_scopes = check.beyond_need = {text};
  return check;
}

}  // namespace tests
