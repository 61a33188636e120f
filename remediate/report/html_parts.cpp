#include "remediate/report/html_parts.hpp"

#include <fmt/format.h>

#include "remediate/report/escape.hpp"
#include "remediate/report/narrative.hpp"

namespace remediate::html_parts {

namespace {

constexpr std::string_view kBeforeTitle = R"(<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
)";

constexpr std::string_view kAfterTitle = R"(<style>
:root { --ink: #1b1f24; --soft: #57606a; --line: #d0d7de; --paper: #fff; --box: #f6f8fa; --code: #eaeef2;
        --bad: #b42318; --warn: #8a5a00; --good: #1a7f37; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e6edf3; --soft: #9aa4af; --line: #30363d; --paper: #0d1117; --box: #161b22; --code: #262c36;
          --bad: #ff7b72; --warn: #e3b341; --good: #56d364; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 2rem 1.25rem 4rem; max-width: 62rem; color: var(--ink);
       background: var(--paper); font: 16px/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
h1 { font-size: 1.5rem; line-height: 1.3; margin: 0 0 1rem; padding-left: .75rem;
     border-left: .35rem solid var(--line); }
h1.bad { border-color: var(--bad); } h1.warn { border-color: var(--warn); }
h1.good { border-color: var(--good); }
h2 { font-size: 1.15rem; margin: 2.25rem 0 .75rem; padding-bottom: .25rem;
     border-bottom: 1px solid var(--line); }
h3 { font-size: 1rem; margin: 0 0 .5rem; }
article { border: 1px solid var(--line); border-radius: .5rem; padding: 1rem; margin: 0 0 1rem;
          background: var(--box); break-inside: avoid; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1rem; margin: 0; }
dt { color: var(--soft); } dd { margin: 0; }
table { border-collapse: collapse; width: 100%; font-size: .94rem; }
th, td { text-align: left; vertical-align: top; padding: .4rem .6rem;
         border-bottom: 1px solid var(--line); }
th { color: var(--soft); font-weight: 600; white-space: nowrap; }
code { font: .9em ui-monospace, monospace; background: var(--code); padding: .05rem .3rem;
       border-radius: .25rem; }
.soft { color: var(--soft); } .error, .bad-text { color: var(--bad); font-weight: 600; }
.warning { color: var(--warn); font-weight: 600; } .note { color: var(--soft); }
@media print { body { max-width: none; padding: 0; font-size: 11pt; } }
</style>
</head>
<body>
)";

}  // namespace

std::string page_head(std::string_view title) {
  return fmt::format("{}<title>{}</title>\n{}", kBeforeTitle, escape_html(title), kAfterTitle);
}

std::string code(std::string_view text) {
  return fmt::format("<code>{}</code>", escape_html(text));
}

std::string codes(const std::vector<std::string>& texts) {
  std::vector<std::string> spans;
  for (const std::string& each : texts) spans.push_back(code(each));
  return joined(spans, " ");
}

std::string term(std::string_view name, const std::string& html) {
  return fmt::format("<dt>{}</dt><dd>{}</dd>\n", name, html);
}

std::string cells(const std::vector<std::string>& html, std::string_view tag) {
  std::string text = "<tr>";
  for (const std::string& each : html) text += fmt::format("<{0}>{1}</{0}>", tag, each);
  return text + "</tr>\n";
}

std::string section(std::string_view title, const std::string& html_body) {
  return html_body.empty() ? std::string() : fmt::format("<h2>{}</h2>\n{}", title, html_body);
}

std::string table(const std::vector<std::string>& head, const std::string& html_rows) {
  if (html_rows.empty()) return {};
  return fmt::format("<table>\n<thead>{}</thead>\n<tbody>\n{}</tbody>\n</table>\n",
                     cells(head, "th"), html_rows);
}

}  // namespace remediate::html_parts
