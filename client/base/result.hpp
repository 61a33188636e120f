// Result<T>: a value or the reason why there is none. Every fallible function of this project
// returns one and marks it [[nodiscard]]; no exception crosses the file that wraps a throwing
// library (docs/adr/0003-results-not-exceptions.md).
#pragma once

#include <utility>

#include <tl/expected.hpp>

#include "client/base/error.hpp"

namespace okta {

template <class T>
using Result = tl::expected<T, Error>;

using Status = Result<void>;

[[nodiscard]] inline tl::unexpected<Error> failure(Error error) {
  return tl::unexpected<Error>(std::move(error));
}

[[nodiscard]] inline tl::unexpected<Error> failure(ErrorKind kind, std::string message) {
  return tl::unexpected<Error>(Error{kind, std::move(message), std::nullopt, {}});
}

}  // namespace okta
