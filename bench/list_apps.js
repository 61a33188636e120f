// node list_apps.js ORG-URL: the same as list_apps.cpp, with Okta's official SDK (tests/contract/node_modules).
'use strict';

const path = require('node:path');
const okta = require(path.join(__dirname, '..', 'tests', 'contract', 'node_modules', '@okta', 'okta-sdk-nodejs'));

const processorMs = ({ userCPUTime, systemCPUTime }) => (userCPUTime + systemCPUTime) / 1e3;

async function main(orgUrl) {
  const client = new okta.Client({ orgUrl, token: 'bench-token', cacheStore: null, testing: { disableHttpsCheck: true } });
  const before = process.resourceUsage();
  let listed = 0;
  let characters = 0;
  const apps = await client.applicationApi.listApplications({ limit: 200 });
  await apps.each((app) => {
    listed += 1;
    characters += app.id.length + app.label.length;
  });
  const after = process.resourceUsage();
  console.log(JSON.stringify({
    apps: listed, calls: Math.ceil(listed / 200), characters,
    list_ms: processorMs(after) - processorMs(before), process_ms: processorMs(after), peak_kib: after.maxRSS,
  }));
}

main(process.argv[2]).catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
