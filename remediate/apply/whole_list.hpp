// A list of which nothing is missing, or an Error: what a write is checked against must not lack a
// part. Blocks.
#pragma once

#include <stop_token>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "client/client.hpp"
#include "remediate/collect/source_reading.hpp"

namespace remediate {

template <class Model>
[[nodiscard]] okta::Result<std::vector<Model>> whole_list(const okta::Collection<Model>& collection,
                                                          std::string_view source,
                                                          std::stop_token stop) {
  std::vector<Model> all;
  const SourceReading reading = read_list(collection.list(), source, {}, std::move(stop),
                                          [&](Model each) { all.push_back(std::move(each)); });
  if (reading.coverage.complete) return all;
  if (reading.error) return okta::failure(*reading.error);
  return okta::failure(okta::ErrorKind::protocol,
                       "not all " + std::string(source) + " could be read");
}

}  // namespace remediate
