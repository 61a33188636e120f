// Lists a fake org through Okta's own SDK for Node and compares with what the org says it holds: an independent reading of the
// API decides whether the mock pages, names and nests as Okta does. Usage: node list_org.js PATH-OF-OKTA-MOCK [SEED]
'use strict';

const assert = require('node:assert/strict');
const okta = require('@okta/okta-sdk-nodejs');
const { startMock, endAll } = require('./processes.js');

async function all(collection) {
  const items = [];
  await collection.each((item) => { items.push(item); });
  return items;
}

async function judge(url) {
  const state = await (await fetch(`${url}/_mock/state`)).json();
  const client = new okta.Client({
    orgUrl: url,
    token: 'contract-token',
    cacheStore: null,
    testing: { disableHttpsCheck: true },
  });
  const ids = (list) => list.map((item) => item.id).sort();

  const apps = await all(await client.applicationApi.listApplications({ limit: 20 }));
  assert.deepEqual(ids(apps), ids(state.apps), 'applications, twenty a page');

  const servers = await all(await client.authorizationServerApi.listAuthorizationServers());
  assert.deepEqual(ids(servers), ids(state.authorizationServers), 'authorization servers');
  for (const server of state.authorizationServers) {
    const authServerId = server.id;
    const scopes = await all(await client.authorizationServerApi.listOAuth2Scopes({ authServerId }));
    assert.deepEqual(ids(scopes), ids(server.scopes), `scopes of ${server.name}`);
    const policies = await all(await client.authorizationServerApi.listAuthorizationServerPolicies({ authServerId }));
    assert.deepEqual(ids(policies), ids(server.policies), `policies of ${server.name}`);
    for (const policy of server.policies) {
      const rules = await all(
        await client.authorizationServerApi.listAuthorizationServerPolicyRules({ authServerId, policyId: policy.id }));
      assert.deepEqual(ids(rules), ids(policy.rules), `rules of ${policy.name}`);
    }
  }

  const events = await all(await client.systemLogApi.listLogEvents({
    since: new Date(Date.now() - 30 * 24 * 3600 * 1000).toISOString(), until: new Date().toISOString(), limit: 5 }));
  assert.equal(events.length, state.logs.length, 'System Log events, five a page');

  const scope = await client.authorizationServerApi.createOAuth2Scope({
    authServerId: 'default', oAuth2Scope: { name: 'contract.read' } });
  assert.match(scope.id, /^scp/);
  await assert.rejects(
    client.authorizationServerApi.createOAuth2Scope({ authServerId: 'default', oAuth2Scope: { name: 'contract.read' } }),
    (error) => error.status === 400 && error.errorCode === 'E0000001', 'the same scope twice');
  await client.authorizationServerApi.deleteOAuth2Scope({ authServerId: 'default', scopeId: scope.id });
  await assert.rejects(
    client.authorizationServerApi.getOAuth2Scope({ authServerId: 'default', scopeId: scope.id }),
    (error) => error.status === 404 && error.errorCode === 'E0000007', 'a deleted scope');

  return `${apps.length} applications, ${servers.length} authorization servers, ${events.length} log events`;
}

async function main() {
  const [program, seed] = process.argv.slice(2);
  const seeded = seed ? ['--seed', seed, '--apps', '30'] : ['--apps', '30'];
  const url = await startMock(program, seeded);
  console.log(`contract: the SDK (${require('@okta/okta-sdk-nodejs/package.json').version}) agrees: ${await judge(url)}`);
}

main().catch((error) => {
  console.error(`contract: ${error.stack || error}`);
  process.exitCode = 1;
}).finally(endAll);
