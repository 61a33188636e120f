// The org itself: its record and its domains. Thread-safe.
#pragma once

#include "client/api/collection.hpp"

namespace okta {

class Organization {
 public:
  explicit Organization(Caller caller) : caller_(std::move(caller)) {}

  [[nodiscard]] Result<Org> get(std::stop_token stop) const;
  [[nodiscard]] Listing<Domain> domains() const { return Collection<Domain>(caller_).list(); }

 private:
  Caller caller_;
};

}  // namespace okta
