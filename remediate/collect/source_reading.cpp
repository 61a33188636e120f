#include "remediate/collect/source_reading.hpp"

#include <iterator>

#include <fmt/format.h>

namespace remediate {
namespace {

constexpr int kMaxToldObjects = 20;

std::string reason_of(const okta::Error& error) {
  using okta::ErrorKind;
  switch (error.kind) {
    case ErrorKind::forbidden:
      return error.http && error.http->authenticate_error == "insufficient_scope" ? "missingScope"
                                                                                  : "forbidden";
    case ErrorKind::feature_missing:
      return "featureMissing";
    case ErrorKind::rate_limited:
      return "rateLimited";
    case ErrorKind::timeout:
      return "timeout";
    default:
      return "failed";
  }
}

}  // namespace

void SourceReading::add(Gap gap) {
  coverage.complete = false;
  gaps.push_back(std::move(gap));
}

void SourceReading::skip(const okta::Error& undecodable, std::string id) {
  ++coverage.skipped;
  if (!id.empty()) skipped_ids.push_back(id);
  if (coverage.skipped < kMaxToldObjects) {
    add(Gap{coverage.name, "undecodable", "", undecodable.describe(), std::move(id)});
  } else if (coverage.skipped == kMaxToldObjects) {
    add(Gap{coverage.name, "undecodable", "", "more objects did not decode; they are counted only",
            ""});
  }
}

SourceReading reading_of(std::string_view source) {
  SourceReading reading;
  reading.coverage.name = source;
  return reading;
}

Gap gap_of(const okta::Error& error, std::string_view source, std::string_view needed_scope,
           std::string_view subject) {
  Gap gap;
  gap.source = source;
  gap.reason = reason_of(error);
  gap.detail = error.describe();
  gap.subject = subject;
  // More rights help only against a refusal.
  if (error.kind == okta::ErrorKind::forbidden) gap.needs = needed_scope;
  return gap;
}

void merge(SourceReading& into, SourceReading from) {
  into.coverage.pages += from.coverage.pages;
  into.coverage.read += from.coverage.read;
  into.coverage.skipped += from.coverage.skipped;
  into.coverage.complete = into.coverage.complete && from.coverage.complete;
  into.gaps.insert(into.gaps.end(), std::make_move_iterator(from.gaps.begin()),
                   std::make_move_iterator(from.gaps.end()));
  into.skipped_ids.insert(into.skipped_ids.end(), std::make_move_iterator(from.skipped_ids.begin()),
                          std::make_move_iterator(from.skipped_ids.end()));
  if (!into.error) into.error = std::move(from.error);
}

}  // namespace remediate
