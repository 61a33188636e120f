#include "tests/crash/crash_fixture.hpp"

#include <fstream>
#include <sstream>
#include <stdexcept>

#include <fmt/format.h>

#include "client/base/clock.hpp"
#include "remediate/journal/journal.hpp"
#include "tests/e2e/orgs.hpp"

namespace tests {

using Json = nlohmann::ordered_json;
namespace fs = std::filesystem;

namespace {

std::string bytes_of(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  std::ostringstream bytes;
  bytes << stream.rdbuf();
  return bytes.str();
}

}  // namespace

void CrashFixture::start(const Scenario& scenario) {
  mocks::Options options;
  options.seed_json = scenario.seed.dump();
  options.on_request = requests_.observer();
  // Hundreds of runs in a minute are none of the org's business here.
  options.rate_limits = {"/api/v1=1000000/60", "apps=1000000/60", "apps/{id}=1000000/60",
                         "logs=1000000/60", "domains=1000000/60"};
  org_.emplace(started(std::move(options)));
  write("oktafix.yaml", scenario.directives);
  for (const auto& [name, text] : scenario.files) {
    write(name, with_replaced(text, kSeedUrl, org_->base_url()));
    file_names_.push_back(name);
  }
}

ProgramCall CrashFixture::calling(std::vector<std::string> arguments) const {
  // One read after the other, so that the n-th request is the same one every time.
  arguments.insert(arguments.end(),
                   {"--concurrency", "1", "--quiet", "--state-dir", state_folder().string()});
  return call(*org_, arguments);
}

World CrashFixture::world() const {
  World world{org_->state_json(), {}, fs::exists(state_folder()), files()};
  if (!world.has_state_folder) return world;
  for (const auto& entry : fs::directory_iterator(state_folder()))
    world.state_folder[entry.path().filename()] = bytes_of(entry.path());
  return world;
}

void CrashFixture::enter(const World& world) {
  if (const auto restored = org_->restore(world.org); !restored)
    throw std::runtime_error(restored.error());
  for (const auto& [name, text] : world.files) write(name, text);
  fs::remove_all(state_folder());
  if (!world.has_state_folder) return;
  fs::create_directory(state_folder());
  fs::permissions(state_folder(), fs::perms::owner_all);
  for (const auto& [name, bytes] : world.state_folder) {
    std::ofstream(state_folder() / name, std::ios::binary) << bytes;
    fs::permissions(state_folder() / name, fs::perms::owner_read | fs::perms::owner_write);
  }
}

std::map<std::string, std::string> CrashFixture::files() const {
  std::map<std::string, std::string> texts;
  for (const std::string& name : file_names_) texts[name] = bytes_of(folder() / name);
  return texts;
}

std::string CrashFixture::state() const {
  Json state = Json::parse(org_->state_json());
  state["files"] = files();
  return state.dump();
}

Json CrashFixture::contents() const { return comparable(state(), org_->base_url()); }

std::vector<remediate::Run> CrashFixture::runs() const {
  okta::SystemClock clock;
  const auto journal = remediate::Journal::open_to_read(state_folder(), clock);
  if (!journal) throw std::runtime_error(journal.error().describe());
  auto runs = journal->runs();
  if (!runs) throw std::runtime_error(runs.error().describe());
  return std::move(*runs);
}

}  // namespace tests
