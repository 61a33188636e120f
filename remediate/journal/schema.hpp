// The tables of the journal. A change of them is a new kSchemaVersion. 1 was never released.
#pragma once

namespace remediate {

inline constexpr int kApplicationId = 0x6F6B6678;  // "okfx", as file(1) shows it
inline constexpr int kSchemaVersion = 2;

// Append-only by triggers: that keeps our own mistakes out, not somebody who may write the file.
// INSERT OR REPLACE would delete without asking the delete triggers, so replacing has its own.
inline constexpr const char* kSchema = R"(
CREATE TABLE run (
  number  INTEGER PRIMARY KEY,
  id      TEXT NOT NULL UNIQUE,
  at      TEXT NOT NULL,
  content TEXT NOT NULL CHECK (json_valid(content)),
  plan    TEXT NOT NULL CHECK (json_valid(plan))
) STRICT;

CREATE TABLE entry (
  number  INTEGER PRIMARY KEY,
  run     TEXT NOT NULL REFERENCES run (id),
  kind    TEXT NOT NULL,
  change  TEXT,
  at      TEXT NOT NULL,
  content TEXT NOT NULL CHECK (json_valid(content))
) STRICT;
CREATE INDEX entry_by_run ON entry (run, number);

CREATE TRIGGER run_is_not_edited BEFORE UPDATE ON run
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER run_is_not_deleted BEFORE DELETE ON run
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER run_is_not_replaced BEFORE INSERT ON run
WHEN EXISTS (SELECT 1 FROM run WHERE id = NEW.id OR number = NEW.number)
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;

CREATE TRIGGER entry_is_not_edited BEFORE UPDATE ON entry
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER entry_is_not_deleted BEFORE DELETE ON entry
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER entry_is_not_replaced BEFORE INSERT ON entry
WHEN EXISTS (SELECT 1 FROM entry WHERE number = NEW.number)
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;

CREATE TRIGGER entry_is_about_a_planned_change BEFORE INSERT ON entry
WHEN NEW.change IS NOT NULL AND NOT EXISTS (
  SELECT 1 FROM run, json_each(run.plan, '$.changes') AS planned
  WHERE run.id = NEW.run AND json_extract(planned.value, '$.id') = NEW.change)
BEGIN SELECT RAISE(ABORT, 'that run has no such change'); END;

CREATE TRIGGER nothing_follows_the_end BEFORE INSERT ON entry
WHEN (SELECT CASE kind
        WHEN 'ended' THEN NEW.kind <> 'resumed' OR json_extract(content, '$.state') <> 'partial'
        WHEN 'interrupted' THEN NEW.kind NOT IN ('resumed', 'ended')
      END
      FROM entry WHERE run = NEW.run ORDER BY number DESC LIMIT 1)
BEGIN SELECT RAISE(ABORT, 'that run has ended'); END;
)";

}  // namespace remediate
