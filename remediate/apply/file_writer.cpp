#include "remediate/apply/file_writer.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "remediate/apply/splice_check.hpp"
#include "remediate/apply/splice_places.hpp"
#include "remediate/collect/read_domains.hpp"
#include "remediate/files/client_file_text.hpp"
#include "remediate/files/file_standing.hpp"
#include "remediate/issuer/okta_url.hpp"

namespace remediate {
namespace {

std::string called(const Change& change) { return fmt::format("file '{}'", change.target.name); }

tl::unexpected<Halt> refused(const Change& change, std::string_view why) {
  return tl::unexpected<Halt>(halt_refused(fmt::format("{}: {}", title(change), why)));
}

// As the splices will be, with ids in place of those that are not known yet.
std::vector<Splice> with_any_ids(const Change& change, const std::string& org_url) {
  std::vector<Made> made;
  for (const Splice& splice : change.splices) {
    for (const Reference& each : references_in(splice.after))
      made.push_back({each.change, "ausMadeByThisPlan", org_url + "/oauth2/ausMadeByThisPlan"});
  }
  return resolved(change, made).splices;
}

}  // namespace

Step<void> FileWriter::check(const Change& change, std::stop_token stop) {
  const auto bound = files_.find(change.target.name);
  if (!bound)
    return refused(change,
                   "`files` of oktafix.yaml binds no such file to an app, so it is not touched");
  const auto text = read_file_text(bound->path);
  if (!text) return halt_drifted(kPlanAgain, {called(change) + ": " + text.error().message});
  const bool fits = text->digest == change.precondition.digest &&
                    spliced(text->bytes, change.splices).has_value();
  if (!fits) return halt_drifted(kPlanAgain, {called(change) + ": changed"});
  if (auto may = may_replace(bound->path, bound->root); !may)
    return halt_failed(std::move(may.error()).while_doing(called(change)));
  remove_leftovers(bound->path.parent_path());
  if (auto known = check_hosts(change, stop); !known) return known;
  return check_places(change, text->bytes, std::move(stop));
}

// Where else than at its own URL the org answers.
okta::Status FileWriter::read_hosts(std::stop_token stop) {
  if (hosts_) return {};
  std::vector<std::string> hosts;
  const SourceReading domains = read_domains(client_, stop, [&](const okta::Domain& each) {
    if (each.is_custom_and_verified()) hosts.push_back(each.domain);
  });
  if (domains.error) return okta::failure(*domains.error);
  const auto organization = client_.public_endpoints().organization(std::move(stop));
  if (!organization) return okta::failure(organization.error());
  hosts.push_back(authority_of(organization->metadata.organization_url));
  std::erase(hosts, "");
  hosts_ = std::move(hosts);
  return {};
}

// An edited plan could send people and tokens somewhere else.
Step<void> FileWriter::check_hosts(const Change& change, std::stop_token stop) {
  for (const std::string& host : hosts_put_in(change.splices)) {
    if (host == authority_of(client_.org_url().origin())) continue;
    if (auto read = read_hosts(stop); !read)
      return halt_failed(std::move(read.error()).while_doing(title(change)));
    if (std::ranges::find(*hosts_, host) == hosts_->end())
      return refused(change, host + " is no host of this org");
  }
  return {};
}

// Each splice lies in a value that names an authorization server of this org, and still does
// afterwards.
Step<void> FileWriter::check_places(const Change& change, const std::string& text,
                                    std::stop_token stop) {
  const std::string org_url = client_.org_url().origin();
  const auto fits = [&] {
    const OrgHosts hosts(org_url, hosts_.value_or(std::vector<std::string>()));
    return stay_in_org(change.target.name, text, with_any_ids(change, org_url), hosts);
  };
  if (fits()) return {};
  if (auto read = read_hosts(std::move(stop)); !read)
    return halt_failed(std::move(read.error()).while_doing(title(change)));
  if (fits()) return {};
  return refused(change,
                 "it would change what names no authorization server of this org, or make it so");
}

okta::Status FileWriter::write(const Change& change) const {
  const auto bound = files_.find(change.target.name);
  if (!bound) return okta::failure(okta::ErrorKind::rejected, "it is bound to no app");
  const auto text = read_file_text(bound->path);
  if (!text) return okta::failure(text.error());
  const auto made = spliced(text->bytes, change.splices);
  if (text->digest != change.precondition.digest || !made)
    return okta::failure(okta::ErrorKind::rejected, "it has changed since it was read");
  return replace_file_text(bound->path, text->digest, *made, bound->root);
}

okta::Result<Seen> FileWriter::look(const Change& change) const {
  const FileStanding now =
      standing_of_file(files_, change.target.name, change.splices, change.precondition.digest);
  if (!now.problem.empty()) return okta::failure(okta::ErrorKind::io, now.problem);
  if (now.stands) return Seen{Own::stands, {}, {}, now.digest};
  if (now.is_back) return Seen{Own::undone, {}, {}, now.digest};
  return Seen{Own::different, {}, {called(change) + ": is not as it was written"}, now.digest};
}

}  // namespace remediate
