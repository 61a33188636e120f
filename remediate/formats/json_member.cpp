#include "remediate/formats/characters.hpp"
#include "remediate/formats/entry_text.hpp"

namespace remediate {
namespace {

std::size_t before_spaces(std::string_view bytes, std::size_t at) {
  while (at > 0 && is_space(bytes[at - 1])) --at;
  return at;
}

}  // namespace

std::optional<Splice> json_member(std::string_view bytes, const Scalar& beside,
                                  const NewEntry& entry) {
  const std::size_t begin = beside.origin.front();
  const std::size_t end = beside.origin.back();
  const bool quoted = begin > 0 && bytes[begin - 1] == '"' && bytes.substr(end, 1) == "\"";
  const std::size_t value_begin = quoted ? begin - 1 : begin;
  const std::size_t value_end = quoted ? end + 1 : end;
  // "key" : value
  const std::size_t colon_end = before_spaces(bytes, value_begin);
  if (colon_end == 0 || bytes[colon_end - 1] != ':') return std::nullopt;
  const std::size_t key_end = before_spaces(bytes, colon_end - 1);
  if (key_end < 2 || bytes[key_end - 1] != '"') return std::nullopt;
  const std::size_t key_begin = bytes.rfind('"', key_end - 2);
  if (key_begin == std::string_view::npos) return std::nullopt;
  const std::size_t space_begin = before_spaces(bytes, key_begin);
  std::string made = ",";
  made += bytes.substr(space_begin, key_begin - space_begin);
  made.append("\"").append(entry.key).append("\"");
  made += bytes.substr(key_end, value_begin - key_end);
  made.append("\"").append(written_like(beside, bytes, entry.value)).append("\"");
  return Splice{value_end, "", std::move(made)};
}

}  // namespace remediate
