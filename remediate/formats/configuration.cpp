#include "remediate/formats/configuration.hpp"

#include <limits>

#include "remediate/formats/scanners.hpp"

namespace remediate {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

}  // namespace

std::string_view to_string(Format format) {
  switch (format) {
    case Format::env:
      return "env";
    case Format::yaml:
      return "yaml";
    case Format::json:
      return "json";
    case Format::properties:
      return "properties";
    case Format::toml:
      return "toml";
    case Format::ini:
      return "ini";
    case Format::xml:
      return "xml";
    case Format::hcl:
      return "hcl";
    case Format::shell:
      return "shell";
    case Format::dockerfile:
      return "dockerfile";
    case Format::code:
      return "code";
    case Format::other:
      break;
  }
  return "text";
}

void read_as(Format format, std::string_view name, const Source& source, Values& values) {
  switch (format) {
    case Format::env:
      return read_env(source, values);
    case Format::yaml:
      return read_yaml(source, values);
    case Format::json:
      static_cast<void>(read_json(source, values));
      return;
    case Format::properties:
      return read_properties(source, values);
    case Format::toml:
      return read_toml(source, values);
    case Format::ini:
      return read_ini(source, values);
    case Format::xml:
      return read_xml(source, values);
    case Format::hcl:
      return read_hcl(source, values);
    case Format::shell:
      return read_shell(source, values);
    case Format::dockerfile:
      return read_dockerfile(source, values);
    case Format::code:
      return read_code(source, name, values);
    case Format::other:
      return read_lines(source, values);
  }
}

Configuration read_configuration(std::string_view name, std::string_view bytes) {
  Configuration configuration;
  // Text only: a NUL is in no format of ours, UTF-16 is full of them. Offsets have 32 bits.
  if (bytes.find('\0') != std::string_view::npos ||
      bytes.size() > std::numeric_limits<std::uint32_t>::max() - 1) {
    return configuration;
  }
  Source source;
  if (bytes.starts_with(kByteOrderMark)) source.offset = kByteOrderMark.size();
  source.text = bytes.substr(source.offset);
  configuration.format = format_of_name(name).value_or(Format::other);
  if (!format_of_name(name)) configuration.format = format_of_text(source.text);
  Values values(bytes);
  read_as(configuration.format, name, source, values);
  configuration.scalars = values.take();
  return configuration;
}

}  // namespace remediate
