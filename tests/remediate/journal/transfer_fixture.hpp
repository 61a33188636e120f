// Two journals: what is exported from the one is imported into the other.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <utility>

#include <nlohmann/json.hpp>

#include "client/base/digest.hpp"
#include "remediate/journal/journal.hpp"
#include "tests/remediate/journal/journal_fixture.hpp"

namespace tests {

// Whoever edits a document by hand does not do that; here it lets everything else be tried.
inline std::string with_digest(nlohmann::ordered_json document) {
  document["digest"] = okta::digest_of(nlohmann::json(document["runs"]).dump());
  return document.dump();
}

class Transfer : public JournalTest {
 protected:
  [[nodiscard]] remediate::Journal there() {
    return std::move(remediate::Journal::open(folder_.path() / "there", clock_).value());
  }

  // Partial, with c1 applied and c2 unknown.
  static std::string partial_run(remediate::Journal& journal,
                                 const remediate::NewRun& run = sample_run()) {
    std::string id = journal.begin(run).value();
    EXPECT_TRUE(journal.intend(id, intent_of("c1")));
    EXPECT_TRUE(journal.note(id, applied("c1")));
    EXPECT_TRUE(journal.note_read_back(id, "c1", "sha256:as-it-stands"));
    EXPECT_TRUE(
        journal.note(id, {"c2", remediate::ChangeState::unknown, {}, "", "no answer came"}));
    EXPECT_TRUE(journal.end(id, remediate::RunState::partial, "nobody answered"));
    return id;
  }

  static std::string exported(const remediate::Journal& journal,
                              const std::optional<std::string>& run = std::nullopt) {
    return journal.export_runs(run).value().document;
  }

  // As a killed process leaves it: nobody noted an end.
  std::string cut_off_here(const remediate::NewRun& run = sample_run()) {
    std::string id = here_.begin(run).value();
    EXPECT_TRUE(here_.intend(id, intent_of("c1")));
    here_ = opened();
    return id;
  }

  // Why it is not taken over; nothing of it may be in the journal then.
  std::string refusal(const std::string& document) {
    remediate::Journal journal = there();
    const std::string before = exported(journal);
    const auto imported = journal.import_runs(document);
    EXPECT_EQ(exported(journal), before);
    if (imported) return "";
    EXPECT_EQ(imported.error().kind, okta::ErrorKind::invalid_input);
    return imported.error().message;
  }

  std::string refusal_of_edited(const std::function<void(nlohmann::ordered_json& document)>& edit) {
    auto document = nlohmann::ordered_json::parse(exported(here_));
    edit(document);
    return refusal(with_digest(document));
  }

  remediate::Journal here_ = opened();
};

}  // namespace tests
