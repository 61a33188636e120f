#include "remediate/model/splice.hpp"

namespace remediate {

std::optional<std::string> spliced(std::string_view bytes, const std::vector<Splice>& splices) {
  std::string made;
  std::size_t done = 0;
  for (const Splice& each : splices) {
    if (each.offset < done || each.offset > bytes.size()) return std::nullopt;
    if (bytes.substr(each.offset, each.before.size()) != each.before) return std::nullopt;
    made.append(bytes.substr(done, each.offset - done)).append(each.after);
    done = each.offset + each.before.size();
  }
  return made.append(bytes.substr(done));
}

std::vector<Splice> reversed(const std::vector<Splice>& splices) {
  std::vector<Splice> back;
  back.reserve(splices.size());
  std::size_t grown = 0;  // modulo 2^n, so that it may shrink as well
  for (const Splice& each : splices) {
    back.push_back({each.offset + grown, each.after, each.before});
    grown += each.after.size() - each.before.size();
  }
  return back;
}

}  // namespace remediate
