// Short ways to decode a text in a test.
#pragma once

#include <filesystem>
#include <functional>
#include <stdexcept>
#include <string>
#include <string_view>

#include "client/base/json_document.hpp"
#include "client/models/decode.hpp"
#include "tests/support/recorded.hpp"

namespace tests {

template <class Model>
[[nodiscard]] okta::Result<Model> decode_text(std::string_view text) {
  const auto document = okta::JsonDocument::parse(text);
  if (!document) throw std::runtime_error(document.error().describe());
  return okta::decode<Model>(document->root());
}

// The model, or an exception that fails the test with the reason.
template <class Model>
[[nodiscard]] Model decoded(std::string_view text) {
  okta::Result<Model> model = decode_text<Model>(text);
  if (!model) throw std::runtime_error(model.error().describe());
  return std::move(*model);
}

// The sentence of a refusal; empty when the text was decoded after all.
template <class Model>
[[nodiscard]] std::string refusal(std::string_view text) {
  const okta::Result<Model> model = decode_text<Model>(text);
  if (model) return {};
  if (model.error().kind != okta::ErrorKind::protocol) throw std::runtime_error("wrong kind");
  return model.error().message;
}

// `text` with the first `from` replaced.
[[nodiscard]] inline std::string with(std::string text, std::string_view from,
                                      std::string_view to) {
  const std::size_t at = text.find(from);
  if (at == std::string::npos) throw std::runtime_error("not in the text: " + std::string(from));
  return text.replace(at, from.size(), to);
}

}  // namespace tests
