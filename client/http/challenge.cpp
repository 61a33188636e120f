#include "client/http/challenge.hpp"

#include <algorithm>

namespace okta {
namespace {

char lower(char letter) {
  return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
}

class Reader {
 public:
  explicit Reader(std::string_view text) : rest_(text) {}

  void read_into(std::vector<Challenge>& challenges) {
    const std::size_t first = challenges.size();
    while (skip(" \t,"), !rest_.empty()) {
      std::string word(take_until(" \t,="));
      skip(" \t");
      if (rest_.starts_with('=')) {
        rest_.remove_prefix(1);
        skip(" \t");
        if (challenges.size() == first) challenges.emplace_back();
        challenges.back().parameters.emplace_back(std::move(word), value());
      } else {
        challenges.push_back({std::move(word), {}});
      }
    }
  }

 private:
  void skip(std::string_view characters) {
    rest_.remove_prefix(std::min(rest_.find_first_not_of(characters), rest_.size()));
  }

  std::string_view take_until(std::string_view characters) {
    const std::string_view taken = rest_.substr(0, rest_.find_first_of(characters));
    rest_.remove_prefix(taken.size());
    return taken;
  }

  std::string value() {
    if (!rest_.starts_with('"')) return std::string(take_until(" \t,"));
    std::string text;
    std::size_t at = 1;
    for (; at < rest_.size() && rest_[at] != '"'; ++at) {
      if (rest_[at] == '\\' && at + 1 < rest_.size()) ++at;
      text += rest_[at];
    }
    rest_.remove_prefix(std::min(at + 1, rest_.size()));
    return text;
  }

  std::string_view rest_;
};

}  // namespace

std::string_view Challenge::parameter(std::string_view name) const {
  const auto found = std::ranges::find_if(parameters, [name](const auto& each) {
    return std::ranges::equal(each.first, name, {}, lower, lower);
  });
  return found == parameters.end() ? std::string_view() : std::string_view(found->second);
}

std::vector<Challenge> read_challenges(const Headers& headers) {
  std::vector<Challenge> challenges;
  for (const std::string& header : headers.all("WWW-Authenticate"))
    Reader(header).read_into(challenges);
  return challenges;
}

const Challenge* challenge_with(const std::vector<Challenge>& challenges,
                                std::string_view parameter) {
  const auto found = std::ranges::find_if(challenges, [parameter](const Challenge& each) {
    return !each.parameter(parameter).empty();
  });
  return found == challenges.end() ? nullptr : &*found;
}

}  // namespace okta
