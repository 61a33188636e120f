// Traps 19 to 32 of real configuration files: the format around the value.
#include <gtest/gtest.h>

#include "tests/remediate/issuer/moved_file.hpp"

namespace remediate {
namespace {

TEST(Trap19BytePreservation, BomCrlfBlanksTabsAndAMissingEndOfLineStay) {
  EXPECT_EQ(moved("Web.config",
                  "\xEF\xBB\xBF<configuration>\r\n\t<appSettings>\r\n"
                  "\t\t<add key=\"okta:OktaDomain\" value=\"https://acme.okta.com\" />\r\n"
                  "\t\t<add key=\"okta:AuthorizationServerId\" value=\"\" />\r\n"
                  "\t</appSettings>\r\n</configuration>"),
            "\xEF\xBB\xBF<configuration>\r\n\t<appSettings>\r\n"
            "\t\t<add key=\"okta:OktaDomain\" value=\"https://acme.okta.com\" />\r\n"
            "\t\t<add key=\"okta:AuthorizationServerId\" value=\"aus_TARGET\" />\r\n"
            "\t</appSettings>\r\n</configuration>");
  EXPECT_EQ(moved("application.yml", "a:\r\n  issuer: https://acme.okta.com  \r\n  b: c\t"),
            "a:\r\n  issuer: https://acme.okta.com/oauth2/aus_TARGET  \r\n  b: c\t");
  EXPECT_EQ(moved(".env.dist", "ISSUER=https://acme.okta.com"),
            "ISSUER=https://acme.okta.com/oauth2/aus_TARGET");
}

TEST(Trap20Comments, Stay) {
  struct File {
    std::string_view name;
    std::string_view bytes;
  };
  for (const File& file : {
           File{"grafana.ini",
                "[auth.okta]\n;auth_url = https://acme.okta.com/oauth2/v1/authorize\n"},
           File{"a.properties", "#issuer=https://acme.okta.com\n! issuer=https://acme.okta.com\n"},
           File{"a.yml", "# accessTokenUri: https://acme.okta.com/oauth2/v1/token\na: b\n"},
           File{"a.js",
                "// issuer: 'https://acme.okta.com'\n/* issuer: 'https://acme.okta.com' */\n"},
           File{"a.xml", "<a><!-- <issuer>https://acme.okta.com</issuer> --></a>"},
           File{"tsconfig.json", "{ // \"issuer\": \"https://acme.okta.com\"\n \"a\": 1 }"},
           File{"main.tf", "# issuer = \"https://acme.okta.com\"\n"},
           File{".env", "# ISSUER=https://acme.okta.com\nA=b # ISSUER=https://acme.okta.com\n"},
       }) {
    EXPECT_EQ(moved(file.name, file.bytes, {.bound = true}), file.bytes);
    EXPECT_EQ(fates(file.name, file.bytes), "") << file.name;
  }
}

TEST(Trap21Yaml, QuotesCommentsAndFlowMapsStay) {
  EXPECT_EQ(moved("a.yaml",
                  "a: {issuer: 'https://acme.okta.com', b: c}\n"
                  "d:\n  issuer: \"https://acme.okta.com\" # the org\n"),
            "a: {issuer: 'https://acme.okta.com/oauth2/aus_TARGET', b: c}\n"
            "d:\n  issuer: \"https://acme.okta.com/oauth2/aus_TARGET\" # the org\n");
}

TEST(Trap21Yaml, AnAnchorIsEditedOnceForAllThatUseIt) {
  EXPECT_EQ(moved("a.yaml",
                  "base: &oidc\n  issuer: &iss https://acme.okta.com\n"
                  "a:\n  <<: *oidc\nb:\n  issuer: *iss\n"),
            "base: &oidc\n  issuer: &iss https://acme.okta.com/oauth2/aus_TARGET\n"
            "a:\n  <<: *oidc\nb:\n  issuer: *iss\n");
}

TEST(Trap21Yaml, FormatsInBlockScalarsAreRead) {
  EXPECT_EQ(
      moved("argocd.yaml",
            "kind: ConfigMap\ndata:\n  oidc.config: |\n    name: Okta\n"
            "    issuer: https://acme.okta.com\n    clientID: 0oaArgo00000000001\n"
            "  application.yml: |\n    okta:\n      oauth2:\n"
            "        issuer: https://acme.okta.com\n"
            "  oauth2-proxy.cfg: |-\n    oidc_issuer_url = \"https://acme.okta.com\"\n"
            "  grafana.ini: |\n    [auth.okta]\n"
            "    token_url = https://acme.okta.com/oauth2/v1/token\n"),
      "kind: ConfigMap\ndata:\n  oidc.config: |\n    name: Okta\n"
      "    issuer: https://acme.okta.com/oauth2/aus_TARGET\n    clientID: 0oaArgo00000000001\n"
      "  application.yml: |\n    okta:\n      oauth2:\n"
      "        issuer: https://acme.okta.com/oauth2/aus_TARGET\n"
      "  oauth2-proxy.cfg: |-\n"
      "    oidc_issuer_url = \"https://acme.okta.com/oauth2/aus_TARGET\"\n"
      "  grafana.ini: |\n    [auth.okta]\n"
      "    token_url = https://acme.okta.com/oauth2/aus_TARGET/v1/token\n");
}

TEST(Trap21Yaml, YamlInYamlInYamlIsRead) {
  EXPECT_EQ(moved("app.yaml",
                  "helm:\n  values: |\n    configs:\n      cm:\n        oidc.config: |\n"
                  "          issuer: https://acme.okta.com\n"
                  "          name: Okta\n"),
            "helm:\n  values: |\n    configs:\n      cm:\n        oidc.config: |\n"
            "          issuer: https://acme.okta.com/oauth2/aus_TARGET\n"
            "          name: Okta\n");
}

TEST(Trap22JsonInStrings, IsRead) {
  EXPECT_EQ(
      moved("ingress.yaml",
            "alb.ingress.kubernetes.io/auth-idp-oidc: '{\"issuer\":\"https://acme.okta.com\","
            "\"authorizationEndpoint\":\"https://acme.okta.com/oauth2/v1/authorize\"}'\n"),
      "alb.ingress.kubernetes.io/auth-idp-oidc: "
      "'{\"issuer\":\"https://acme.okta.com/oauth2/aus_TARGET\","
      "\"authorizationEndpoint\":\"https://acme.okta.com/oauth2/aus_TARGET/v1/authorize\"}'\n");
  EXPECT_EQ(moved("task.json", R"({"value": "{\"Issuer\":\"https://acme.okta.com\"}"})"),
            R"({"value": "{\"Issuer\":\"https://acme.okta.com/oauth2/aus_TARGET\"}"})");
}

TEST(Trap23Templates, AHostMayBeAPlaceholder) {
  for (const std::string host :
       {"{yourOktaDomain}", "{{OKTA_DOMAIN}}", "${OKTA_DOMAIN}", "$(OKTA_DOMAIN)", "%OKTA%",
        "#{okta_domain}#", "<okta-domain>", "##OKTA_DOMAIN##", "{{ .Values.okta.domain }}",
        "$OKTA_DOMAIN", "{subdomain}.okta.com"}) {
    const std::string before = "TOKEN=https://" + host + "/oauth2/v1/token\n";
    EXPECT_EQ(moved("okta.txt", before), "TOKEN=https://" + host + "/oauth2/aus_TARGET/v1/token\n");
  }
  EXPECT_EQ(moved("okta_config.py", "token_url = f\"https://{okta_domain}/oauth2/v1/token\"\n"),
            "token_url = f\"https://{okta_domain}/oauth2/aus_TARGET/v1/token\"\n");
  EXPECT_EQ(moved("application.yml", "issuer: \"{yourOktaDomain}\"\n"),
            "issuer: \"{yourOktaDomain}/oauth2/aus_TARGET\"\n");
}

TEST(Trap23Templates, ADefaultValueMoves) {
  EXPECT_EQ(moved("application.yml", "a: ${OKTA_ISSUER:https://acme.okta.com}\n"),
            "a: ${OKTA_ISSUER:https://acme.okta.com/oauth2/aus_TARGET}\n");
  EXPECT_EQ(moved("docker-compose.yml",
                  "services:\n  a:\n    environment:\n"
                  "      ISSUER: ${ISSUER:-https://acme.okta.com}\n"),
            "services:\n  a:\n    environment:\n"
            "      ISSUER: ${ISSUER:-https://acme.okta.com/oauth2/aus_TARGET}\n");
}

TEST(Trap23Templates, AWholeReferenceStaysHere) {
  for (const std::string value : {"${ISSUER}", "${ISSUER:?err}", "$(ISSUER)", "%ISSUER%",
                                  "{{ .Values.okta.issuer }}", "{{ tpl .Values.okta.issuer . }}"}) {
    const std::string file = "okta_issuer: " + value + "\n";
    EXPECT_EQ(moved("a.yaml", file, {.bound = true}), file);
  }
}

TEST(Trap23Templates, AHelmTemplateIsReadThoughItIsNoYaml) {
  EXPECT_EQ(
      moved("templates/deployment.yaml",
            "{{- if .Values.okta }}\nenv:\n  - name: ISSUER\n"
            "    value: https://{{ .Values.okta.domain }}\n"
            "  - name: JWKS\n    value: \"https://acme.okta.com/oauth2/v1/keys\"\n{{- end }}\n"),
      "{{- if .Values.okta }}\nenv:\n  - name: ISSUER\n"
      "    value: https://{{ .Values.okta.domain }}/oauth2/aus_TARGET\n"
      "  - name: JWKS\n"
      "    value: \"https://acme.okta.com/oauth2/aus_TARGET/v1/keys\"\n{{- end }}\n");
}

TEST(Trap24DerivedValues, LoseWhatTheirBaseGains) {
  EXPECT_EQ(moved("application.properties",
                  "mp.jwt.verify.issuer=https://acme.okta.com\n"
                  "mp.jwt.verify.publickey.location=${mp.jwt.verify.issuer}/oauth2/v1/keys\n"),
            "mp.jwt.verify.issuer=https://acme.okta.com/oauth2/aus_TARGET\n"
            "mp.jwt.verify.publickey.location=${mp.jwt.verify.issuer}/v1/keys\n");
}

TEST(Trap24DerivedValues, NameTheServerThemselvesWhereTheirBaseStays) {
  EXPECT_EQ(moved("application.yaml",
                  "security:\n  properties:\n    idp-base-url: https://acme.okta.com\n"
                  "    oauth-uri: \"${security.properties.idp-base-url}/oauth2/v1\"\n"),
            "security:\n  properties:\n    idp-base-url: https://acme.okta.com\n"
            "    oauth-uri: \"${security.properties.idp-base-url}/oauth2/aus_TARGET/v1\"\n");
  EXPECT_EQ(moved(".env", "OKTA_DOMAIN=https://acme.okta.com\nISSUER=${OKTA_DOMAIN}/oauth2/v1\n",
                  {.bound = true}),
            "OKTA_DOMAIN=https://acme.okta.com\nISSUER=${OKTA_DOMAIN}/oauth2/aus_TARGET/v1\n");
  EXPECT_EQ(moved(".env",
                  "BASE_URL=https://acme.okta.com\nISSUER=${BASE_URL}\n"
                  "JWKS=${ISSUER}/oauth2/v1/keys\n"),
            "BASE_URL=https://acme.okta.com\nISSUER=${BASE_URL}/oauth2/aus_TARGET\n"
            "JWKS=${ISSUER}/v1/keys\n");
}

TEST(Trap24DerivedValues, OfAnIssuerElsewhereAreTold) {
  const std::string file = "jwks: ${OKTA_ISSUER}/oauth2/v1/keys\n";
  EXPECT_EQ(moved("a.yaml", file, {.bound = true}), file);
  EXPECT_EQ(fates("a.yaml", file), "derived-elsewhere");
}

TEST(Trap24DerivedValues, AnAddressOfTheOrgBehindAnIssuerThatMovesIsTold) {
  EXPECT_EQ(fates(".env", "ISSUER=https://acme.okta.com\nUSERS=${ISSUER}/api/v1/users\n"),
            "org-server, derived-org-only");
}

TEST(Trap24DerivedValues, InALongFileAreReadAtOnce) {
  std::string file = "ISSUER=https://acme.okta.com\nA0=${ISSUER}\n";
  for (int i = 1; i < 8000; ++i)
    file += "A" + std::to_string(i) + "=${A" + std::to_string(i - 1) + "}\n";
  file += "JWKS=${A7999}/oauth2/v1/keys\n";
  const std::string made = moved(".env", file);
  EXPECT_TRUE(made.ends_with("JWKS=${A7999}/v1/keys\n"));
  EXPECT_EQ(moved(".env", "A=${B}\nB=${A}\nC=${A}/oauth2/v1/keys\n"),
            "A=${B}\nB=${A}\nC=${A}/oauth2/v1/keys\n");
}

TEST(Trap25PropertiesSeparators, AreKept) {
  EXPECT_EQ(
      moved(
          "a.properties",
          "okta.oauth2.issuer: https://acme.okta.com\nmp.jwt.verify.issuer https://acme.okta.com\n"
          "issuer  =  https://acme.okta.com\nclient-id= <your id>\n"),
      "okta.oauth2.issuer: https://acme.okta.com/oauth2/aus_TARGET\n"
      "mp.jwt.verify.issuer https://acme.okta.com/oauth2/aus_TARGET\n"
      "issuer  =  https://acme.okta.com/oauth2/aus_TARGET\nclient-id= <your id>\n");
  EXPECT_EQ(moved("b.properties", "issuer=https://acme.\\\n  okta.com\n"),
            "issuer=https://acme.\\\n  okta.com/oauth2/aus_TARGET\n");
}

TEST(Trap26DotEnv, ExportQuotesCommentsAndDuplicates) {
  EXPECT_EQ(moved(".env",
                  "export ISSUER='https://acme.okta.com' # ours\r\n"
                  "ISSUER=\"https://acme.okta.com/\"\r\nSECRET=a#b\r\n"),
            "export ISSUER='https://acme.okta.com/oauth2/aus_TARGET' # ours\r\n"
            "ISSUER=\"https://acme.okta.com/oauth2/aus_TARGET/\"\r\nSECRET=a#b\r\n");
  EXPECT_EQ(moved("testenv", "ISSUER=https://acme.okta.com\n"),
            "ISSUER=https://acme.okta.com/oauth2/aus_TARGET\n");
}

TEST(Trap27CodeThatBuildsUrls, IsToldWithItsLine) {
  const auto notes = [](std::string_view name, std::string_view bytes) {
    return reasons_of_notes(read_client_file(name, bytes, acme()));
  };
  EXPECT_EQ(notes("a.js", "// okta\nconst url = issuer + '/v1/authorize';\n"), "builds-url 2");
  EXPECT_EQ(notes("a.go", "// okta\n\nu := os.Getenv(\"ISSUER\") + \"/v1/token?\"\n"),
            "builds-url 3");
  EXPECT_EQ(notes("A.java", "// okta\nissuer.substring(0, issuer.indexOf(\"/oauth2\"));\n"),
            "builds-url 2");
  EXPECT_EQ(notes("a.py", "u = (f\"https://{X}.okta.com/\"\n     f\"oauth2/v1/token\")\n"),
            "builds-url 2");
  EXPECT_EQ(notes("a.js", "const base = issuer.split('/oauth2')[0]; // okta\n"), "builds-url 1");
}

TEST(Trap28SameTextSeveralTimes, EachPlaceBelongsToItsOwnClient) {
  const FileReading reading = read_client_file(
      "a.yaml",
      "web:\n  issuer: https://acme.okta.com\n  client_id: 0oaWeb000000000001\n"
      "service:\n  issuer: https://acme.okta.com\n  client_id: 0oaSvc000000000001\n",
      acme());
  ASSERT_EQ(reading.occurrences.size(), 2U);
  EXPECT_EQ(reading.occurrences[0].client_id, "0oaWeb000000000001");
  EXPECT_EQ(reading.occurrences[1].client_id, "0oaSvc000000000001");
  const std::string bytes =
      "web:\n  issuer: https://acme.okta.com\n  client_id: 0oaWeb000000000001\n"
      "service:\n  issuer: https://acme.okta.com\n  client_id: 0oaSvc000000000001\n";
  const FileMove move = move_in_file(reading, bytes, {1}, {"aus_TARGET", "", ""});
  EXPECT_EQ(spliced(bytes, move.splices),
            "web:\n  issuer: https://acme.okta.com\n  client_id: 0oaWeb000000000001\n"
            "service:\n  issuer: https://acme.okta.com/oauth2/aus_TARGET\n"
            "  client_id: 0oaSvc000000000001\n");
}

TEST(Trap28SameTextSeveralTimes, AnIssuerOfTwoClientsBelongsToNeither) {
  const FileReading reading = read_client_file(
      "a.yaml",
      "issuer: https://acme.okta.com\nclients:\n  web:\n    client_id: 0oaWeb000000000001\n"
      "  service:\n    client_id: 0oaSvc000000000001\n",
      acme());
  ASSERT_EQ(reading.occurrences.size(), 1U);
  EXPECT_EQ(reading.occurrences[0].client_id, std::nullopt);
  EXPECT_EQ(reading.clients.size(), 2U);
}

TEST(Trap29Xml, AttributesElementsAndPlists) {
  EXPECT_EQ(moved("Okta.plist",
                  "<plist><dict>\n\t<key>issuer</key>\n\t<string>https://acme.okta.com</string>\n"
                  "\t<key>redirectUri</key>\n\t<string>com.acme:/</string>\n</dict></plist>\n"),
            "<plist><dict>\n\t<key>issuer</key>\n"
            "\t<string>https://acme.okta.com/oauth2/aus_TARGET</string>\n"
            "\t<key>redirectUri</key>\n\t<string>com.acme:/</string>\n</dict></plist>\n");
  EXPECT_EQ(moved("web.xml",
                  "<web-app><init-param><param-name>issuer</param-name>"
                  "<param-value><![CDATA[https://acme.okta.com]]></param-value></init-param>"
                  "</web-app>"),
            "<web-app><init-param><param-name>issuer</param-name>"
            "<param-value><![CDATA[https://acme.okta.com/oauth2/aus_TARGET]]></param-value>"
            "</init-param></web-app>");
}

TEST(Trap30KubernetesSecrets, AreDecodedAndEncodedAgain) {
  EXPECT_EQ(moved("secret.yaml",
                  "kind: Secret\ndata:\n  ISSUER: aHR0cHM6Ly9hY21lLm9rdGEuY29t\n"
                  "stringData:\n  OTHER_ISSUER: https://acme.okta.com\n"),
            "kind: Secret\ndata:\n"
            "  ISSUER: aHR0cHM6Ly9hY21lLm9rdGEuY29tL29hdXRoMi9hdXNfVEFSR0VU\n"
            "stringData:\n  OTHER_ISSUER: https://acme.okta.com/oauth2/aus_TARGET\n");
}

TEST(Trap30KubernetesSecrets, WhatIsSealedIsTold) {
  const FileReading reading = read_client_file("a.yaml",
                                               "kind: ConfigMap\ndata:\n"
                                               "  ISSUER: https://acme.okta.com\n---\n"
                                               "kind: SealedSecret\nspec: {}\n",
                                               acme());
  EXPECT_EQ(reasons_of_notes(reading), "encrypted-elsewhere 5");
}

TEST(Trap31BinaryAndForeignBytes, StayAsTheyAre) {
  std::string bytes = "ISSUER=https://acme.okta.com";
  bytes[3] = '\0';
  EXPECT_NO_FATAL_FAILURE((void)moved("a.bin", bytes));
  const std::string latin = "# \xE9t\xE9\nissuer=https://acme.okta.com\n";
  EXPECT_EQ(moved("a.properties", latin),
            "# \xE9t\xE9\nissuer=https://acme.okta.com/oauth2/aus_TARGET\n");
}

TEST(Trap32TerraformReferences, TheVariablesDefaultMovesAndNotTheReference) {
  EXPECT_EQ(
      moved("main.tf",
            "variable \"okta_issuer\" {\n  default = \"https://acme.okta.com\"\n}\n"
            "module \"a\" {\n  issuer = var.okta_issuer\n"
            "  oidc_discovery_url = okta_auth_server.vault.issuer\n}\n"),
      "variable \"okta_issuer\" {\n  default = \"https://acme.okta.com/oauth2/aus_TARGET\"\n}\n"
      "module \"a\" {\n  issuer = var.okta_issuer\n"
      "  oidc_discovery_url = okta_auth_server.vault.issuer\n}\n");
}

}  // namespace
}  // namespace remediate
