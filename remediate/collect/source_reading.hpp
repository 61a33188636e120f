// What one source gave: its coverage and the gaps in it. Every reader of collect/ returns one
// beside its objects, so that nothing is ever read quietly in part.
#pragma once

#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "client/api/pager.hpp"
#include "remediate/model/coverage.hpp"

namespace remediate {

struct SourceReading {
  SourceCoverage coverage;
  std::vector<Gap> gaps;
  std::optional<okta::Error> error;  // what ended the walk early

  void add(Gap gap) {
    coverage.complete = false;
    gaps.push_back(std::move(gap));
  }
};

[[nodiscard]] Gap gap_of(const okta::Error& error, std::string_view source,
                         std::string_view needed_scope, std::string_view subject = {});

[[nodiscard]] Gap undecodable(const okta::Error& error, std::string_view source, std::string id);

// Walks a list to its end and hands every object that decodes to `take`. An odd object is counted
// as skipped and told.
template <class Model, class Take>
[[nodiscard]] SourceReading read_list(okta::Listing<Model> listing, std::string_view source,
                                      std::string_view subject, std::stop_token stop, Take take) {
  SourceReading reading;
  reading.coverage.name = source;
  while (true) {
    auto page = listing.next(stop);
    reading.coverage.pages = listing.pages_read();
    if (!page) {
      reading.error = page.error();
      reading.add(gap_of(page.error(), source, okta::Endpoints<Model>::kList.oauth_scope, subject));
      return reading;
    }
    if (!*page) return reading;
    for (auto& element : (*page)->elements) {
      if (element.value) {
        ++reading.coverage.read;
        take(std::move(*element.value));
      } else {
        ++reading.coverage.skipped;
        reading.add(undecodable(element.value.error(), source,
                                element.json["id"].string_or(std::string(subject))));
      }
    }
  }
}

// Adds one reading to another of the same source: the rules of many policies are one source.
void merge(SourceReading& into, SourceReading from);

}  // namespace remediate
