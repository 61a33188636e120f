// What is read of each format: keys, texts, and what is passed over.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "remediate/formats/configuration.hpp"

namespace remediate {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;

// "dotted.path = text" of every value.
std::vector<std::string> values_of(std::string_view name, std::string_view bytes) {
  std::vector<std::string> all;
  for (const Scalar& each : read_configuration(name, bytes).scalars)
    all.push_back(each.dotted() + " = " + each.text);
  return all;
}

TEST(Env, KnowsExportQuotesAndComments) {
  EXPECT_THAT(values_of(".env",
                        "\xEF\xBB\xBF# ISSUER=https://no\r\n"
                        "export ISSUER=https://a # the org\r\n"
                        "PASS=\"p \\\" #q\" # why\r\n"
                        "SINGLE='a # b'\r\n"
                        "ISSUER=https://${HOST}/oauth2\r\n"
                        "EMPTY="),
              ElementsAre("ISSUER = https://a", "PASS = p \" #q", "SINGLE = a # b",
                          "ISSUER = https://${HOST}/oauth2", "EMPTY = "));
}

TEST(Env, TellsLineAndColumn) {
  const Configuration read = read_configuration(".env",
                                                "\xEF\xBB\xBF"
                                                "A=b\n  C='d'\n");
  ASSERT_EQ(read.scalars.size(), 2U);
  EXPECT_EQ(read.scalars[0].column, 3U);
  EXPECT_EQ(read.scalars[1].line, 2U);
  EXPECT_EQ(read.scalars[1].column, 6U);
}

TEST(Yaml, ReadsEveryStyleOfScalar) {
  EXPECT_THAT(
      values_of("a.yml",
                "plain: https://a # no\n"
                "double: \"https:\\/\\/b\"\n"
                "single: 'it''s'\n"
                "folded: >-\n  one\n  two\n"
                "tagged: !Sub 'https://${Host}'\n"
                "long: word\n  more\n"
                "flow: {issuer: https://c, list: ['x', \"y\"]}\n"
                "text: {yourOktaDomain}/oauth2\n"),
      ElementsAre("plain = https://a", "double = https://b", "single = it's", "folded = one two",
                  "tagged = https://${Host}", "long = word more", "flow.issuer = https://c",
                  "flow.list.0 = x", "flow.list.1 = y", "text = {yourOktaDomain}/oauth2"));
}

TEST(Yaml, TellsAnAnchoredValueOnceAndNoAlias) {
  EXPECT_THAT(values_of("a.yml", "a: &iss https://a\nb: *iss\nc:\n  <<: *d\n  e: f\n"),
              ElementsAre("a = https://a", "c.e = f"));
}

TEST(Yaml, NumbersItsDocuments) {
  const Configuration read = read_configuration("a.yml", "---\na: b\n---\na: c\n");
  ASSERT_EQ(read.scalars.size(), 2U);
  EXPECT_EQ(read.scalars[0].document, 0U);
  EXPECT_EQ(read.scalars[1].document, 1U);
}

TEST(Yaml, GivesAValueTheNameBesideIt) {
  EXPECT_THAT(values_of("a.yml",
                        "env:\n- name: ISSUER\n  value: https://a\n- value: s3cret\n  name: DB\n"
                        "environment:\n- KEY=a b\n- --flag=x\n- --issuer\n- https://b\n"),
              ElementsAre("env.0.name = ISSUER", "env.0.ISSUER = https://a", "env.1.DB = s3cret",
                          "env.1.name = DB", "environment.0.KEY = a b", "environment.1.flag = x",
                          "environment.2 = --issuer", "environment.3.issuer = https://b"));
}

TEST(Yaml, ReadsTemplatesThatAreNoYaml) {
  EXPECT_THAT(values_of("a.yaml.tpl",
                        "{{- if .Values.okta }}\n{{/* issuer: https://no\n*/}}\n"
                        "{# a: https://no #}\n"
                        "issuer: https://{{ .Values.domain }}/oauth2/v1 # c\n"
                        "{{ $k }}: {{ $v | quote }}\n"
                        "args:\n- --issuer={{ .Values.issuer }}\n{{- end }}\n"),
              ElementsAre("issuer = https://{{ .Values.domain }}/oauth2/v1",
                          "{{ $k }} = {{ $v | quote }}", "args.0.issuer = {{ .Values.issuer }}"));
}

TEST(Yaml, ReadsTheFormatsInsideOfBlockScalars) {
  EXPECT_THAT(
      values_of(
          "a.yml",
          "data:\n"
          "  oidc.config: |\n    issuer: https://a\n    # issuer: https://no\n"
          "  proxy.cfg: |-\n    # c\n    issuer_url = \"https://b\"\n    scope = \"x\"\n"
          "  grafana.ini: |\n    [auth]\n    ;auth_url = https://no\n    auth_url = https://c\n"
          "  application.properties: |\n    okta.issuer=https\\://d\n"
          "  code: |\n    import os\n    URLS = {'api': 'https://e'}\n"),
      ElementsAre("data.oidc.config.issuer = https://a", "data.proxy.cfg.issuer_url = https://b",
                  "data.proxy.cfg.scope = x", "data.grafana.ini.auth.auth_url = https://c",
                  "data.application.properties.okta.issuer = https://d",
                  "data.code.URLS.api = https://e"));
}

TEST(Encoded, IsReadThroughEveryLayer) {
  EXPECT_THAT(
      values_of("a.yml",
                "one: aHR0cHM6Ly9kLm9rdGEuY29t\n"
                "two: YUhSMGNITTZMeTlrTG05cmRHRXVZMjl0\n"
                "json: '{\"issuer\":\"https:\\/\\/a\",\"n\":{\"x\":\"y\"}}'\n"
                "query: https://d/a?issuer=https%3A%2F%2Fd.okta.com&x=y\n"),
      ElementsAre("one = https://d.okta.com", "two = https://d.okta.com", "json.issuer = https://a",
                  "json.n.x = y", "query = https://d/a?issuer=https%3A%2F%2Fd.okta.com&x=y",
                  "query.issuer = https://d.okta.com"));
}

TEST(Encoded, LeavesAloneWhatOnlyLooksLikeBase64) {
  const std::string jwt = "eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJodHRwczovL2Qub2t0YS5jb20ifQ.c2ln";
  EXPECT_THAT(values_of(".env", "TOKEN=" + jwt + "\nID=0oafx05pu2pxhjgkC0h7\n"),
              ElementsAre("TOKEN = " + jwt, "ID = 0oafx05pu2pxhjgkC0h7"));
}

TEST(SettingsInOneLine, HaveTheirOwnKeys) {
  EXPECT_THAT(values_of(".env",
                        "JAVA_OPTS=\"-Xmx1g -Dokta.oauth2.issuer=https://a -Dp='x y'\"\n"
                        "JAAS=Module required uri=\"https://b\" scope=\"c\";\n"),
              ElementsAre("JAVA_OPTS = -Xmx1g", "JAVA_OPTS.okta.oauth2.issuer = https://a",
                          "JAVA_OPTS.p = x y", "JAAS = Module", "JAAS = required",
                          "JAAS.uri = https://b", "JAAS.scope = c"));
}

TEST(Json, AllowsCommentsAndTrailingCommas) {
  EXPECT_THAT(values_of("appsettings.json",
                        "{ // \"a\": \"https://no\"\n \"Okta\": {\"Domain\": \"https:\\/\\/a\",\n"
                        "/* \"b\": \"no\" */ \"Id\": \"\", \"n\": 1, \"l\": [\"x\", ],},\n}"),
              ElementsAre("Okta.Domain = https://a", "Okta.Id = ", "Okta.n = 1", "Okta.l.0 = x"));
}

TEST(Properties, KnowsSeparatorsEscapesAndContinuations) {
  EXPECT_THAT(values_of("a.properties",
                        "# a=https://no\n! b=https://no\nissuer=https\\://a\n"
                        "other: https://b\nblank c\\u0041\nlong=x,\\\n   y\nk\\:ey = v \r\n"),
              ElementsAre("issuer = https://a", "other = https://b", "blank = cA", "long = x,y",
                          "k:ey = v"));
}

TEST(Toml, ReadsTablesStringsArraysAndInlineTables) {
  EXPECT_THAT(values_of("a.toml",
                        "# a = \"https://no\"\n[auth.okta]\nurl = \"https:\\/\\/a\" # c\n"
                        "raw = 'C:\\x'\nlist = [\"x\", # no\n 'y']\nt = { id = \"i\", n = 1 }\n"
                        "more = \"\"\"\nhttps://b\"\"\"\nd.e = 2\n"),
              ElementsAre("auth.okta.url = https://a", "auth.okta.raw = C:\\x",
                          "auth.okta.list.0 = x", "auth.okta.list.1 = y", "auth.okta.t.id = i",
                          "auth.okta.t.n = 1", "auth.okta.more = https://b", "auth.okta.d.e = 2"));
}

TEST(Ini, ReadsSectionsAndPassesOverBothKindsOfComment) {
  EXPECT_THAT(values_of("grafana.ini",
                        "[auth.okta]\n;auth_url = https://no\n# x = https://no\n"
                        "auth_url = https://a ; why\nsecret = \"p;q\"\n"),
              ElementsAre("auth.okta.auth_url = https://a", "auth.okta.secret = p;q"));
}

TEST(Xml, ReadsAttributesElementsAndNamedPairs) {
  EXPECT_THAT(values_of("Web.config",
                        "<?xml version=\"1.0\"?><c><!-- <add key=\"no\" value=\"no\"/> -->\n"
                        "<add key=\"okta:Domain\" value=\"https://a?x=1&amp;y\"/>\n"
                        "<dict><key>issuer</key><string>https://b</string></dict>\n"
                        "<param-name>iss</param-name><param-value>https://c</param-value>\n"
                        "<property name=\"url\">https://d</property>"
                        "<e><![CDATA[https://<f>]]></e></c>"),
              ElementsAre("c.add.key = okta:Domain", "c.add.okta:Domain = https://a?x=1&y",
                          "c.dict.issuer = https://b", "c.iss = https://c", "c.property.name = url",
                          "c.url = https://d", "c.e = https://<f>"));
}

TEST(Hcl, ReadsBlocksObjectsAndHeredocs) {
  EXPECT_THAT(
      values_of(
          "main.tf",
          "# a = \"https://no\"\nresource \"x\" \"y\" {\n  issuer = \"https://a\" // no\n"
          "  url = \"https://${var.d[\"k\"]}/oauth2\"\n  l = [\"b\", \"c\"]\n"
          "  m = { k = \"d\", \"q\" = \"e\" }\n  ref = var.issuer\n}\n"
          "env {\n  name = \"PASS\"\n  value = \"s3\"\n}\ntext = <<-EOT\n  some words\n  EOT\n"),
      ElementsAre("resource.x.y.issuer = https://a",
                  "resource.x.y.url = https://${var.d[\"k\"]}/oauth2", "resource.x.y.l = b",
                  "resource.x.y.l = c", "resource.x.y.m.k = d", "resource.x.y.m.q = e",
                  "resource.x.y.ref = var.issuer", "env.name = PASS", "env.PASS = s3",
                  "text =   some words\n"));
}

TEST(Shell, ReadsAssignmentsAndFlags) {
  EXPECT_THAT(values_of("run.sh",
                        "#!/bin/sh\n# A=https://no\nexport A=https://a\nB=\"x y\"; C='z'\n"
                        "java -Dd.e=https://b --issuer https://c --id=i \\\n  -u name:pass\n"
                        "docker run -e DB_PASS=s3 image\n"),
              ElementsAre("A = https://a", "B = x y", "C = z", "d.e = https://b",
                          "issuer = https://c", "id = i", "u = name:pass", "DB_PASS = s3"));
}

TEST(Dockerfile, ReadsEveryFormOfAnInstruction) {
  EXPECT_THAT(values_of("Dockerfile",
                        "FROM x\n# ENV A=https://no\nENV A=https://a B=\"b c\" \\\n  C=d\n"
                        "ENV OLD the rest\nARG E=f\nCMD [\"java\", \"-Dg=https://h\"]\n"),
              ElementsAre("A = https://a", "B = b c", "C = d", "OLD = the rest", "E = f",
                          "CMD.0 = java", "CMD.1.g = https://h"));
}

TEST(Code, GivesALiteralTheNameThatItIsGivenTo) {
  EXPECT_THAT(values_of("config.js",
                        "// issuer: 'https://no'\n/* 'https://no' */\n"
                        "const ISSUER = process.env.ISSUER || 'https://a';\n"
                        "export default { oidc: { issuer: \"https://b\", 'id': `c` } };\n"
                        "config['url'] = 'https://d'; start(process.env.X ?? 'e');\n"
                        "const typed: string = `${base}/v1?x=${a ? `q` : 'z'}`;\n"),
              ElementsAre("ISSUER = https://a", "oidc.issuer = https://b", "oidc.id = c",
                          "url = https://d", "X = e", "typed = ${base}/v1?x=${a ? `q` : 'z'}"));
}

TEST(Code, KnowsPythonRubyAndGradle) {
  EXPECT_THAT(
      values_of("settings.py",
                "\"\"\"https://no\"\"\"\nA = {'url': f\"https://{X}/\" f\"oauth2\"} # 'no'\n"
                "B = os.environ.get('PASS', 's3')\n"),
      ElementsAre("A.url = https://{X}/", "A.url = oauth2", "B = PASS", "B.PASS = s3"));
  EXPECT_THAT(values_of("okta.rb", "# 'no'\nISSUER = ENV.fetch('X', 'https://a')\n"),
              ElementsAre("ISSUER = X", "ISSUER.X = https://a"));
  EXPECT_THAT(
      values_of("build.gradle", "buildConfigField \"String\", \"ISSUER\", \"\\\"https://a\\\"\"\n"),
      Contains("ISSUER = \"https://a\""));
}

TEST(Lines, ReadsDirectivesAndOfProseOnlyUrls) {
  EXPECT_THAT(values_of("nginx.conf",
                        "# set $a https://no;\nmap $host $endpoint {\n"
                        "  default \"https://a/oauth2/v1/token\";\n}\nserver { \n"
                        "  set $issuer https://b;\n  proxy_pass https://c;\n}\n"),
              ElementsAre("map = $host", "map = $endpoint",
                          "$endpoint.default = https://a/oauth2/v1/token", "server.set = $issuer",
                          "server.set = https://b", "server.proxy_pass = https://c"));
  EXPECT_THAT(values_of("NOTES", "This is a long text that speaks of https://a and more.\n"),
              ElementsAre("This = https://a"));
}

TEST(Format, IsKnownByName) {
  const std::vector<std::pair<const char*, Format>> names{
      {".env", Format::env},
      {".env.local.example", Format::env},
      {"app/.okta.env", Format::env},
      {"testenv", Format::env},
      {"prod.env", Format::env},
      {"values.yaml.gotmpl", Format::yaml},
      {"client_secrets.json.dist", Format::json},
      {"application-dev.properties", Format::properties},
      {"Dockerfile.dev", Format::dockerfile},
      {"prod.auto.tfvars", Format::hcl},
      {"Okta.plist", Format::xml},
      {"build.gradle.kts", Format::code},
      {"run.sh.j2", Format::shell},
  };
  for (const auto& [name, format] : names)
    EXPECT_EQ(read_configuration(name, "").format, format) << name;
}

TEST(Format, IsKnownByContentWhereTheNameDoesNotTell) {
  const std::vector<std::pair<const char*, Format>> texts{
      {"<configuration/>", Format::xml},
      {"{\"a\": 1}", Format::json},
      {"[a]\nb = c\n", Format::ini},
      {"a = \"b\"\nc = 1\n", Format::toml},
      {"auth.issuer = https://a\nauth.key = b\n", Format::properties},
      {"A=b\nC=d\n", Format::env},
      {"a:\n  b: c\n", Format::yaml},
      {"server {\n  listen 80;\n  root /x;\n}\n", Format::other},
      {"location / {\n  auth_url = https://a;\n}\n", Format::other},
      {"#!/bin/bash\necho\n", Format::shell},
  };
  for (const auto& [text, format] : texts)
    EXPECT_EQ(read_configuration("app.conf", text).format, format) << text;
}

TEST(Binary, HasNoValues) {
  EXPECT_THAT(values_of("a.json", std::string_view("{\"a\":\0\"b\"}", 10)), IsEmpty());
}

}  // namespace
}  // namespace remediate
