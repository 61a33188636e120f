// Okta's own API description, as Prism reads it, judges client and fake org. Two parts:
//   requests   Prism is the org: every call that the client can make is one that the description allows
//   exchanges  Prism stands between oktafix and okta-mock for an audit, an apply, a verification and a rollback: no request differs from the
//              description, and no answer but as known_differences.json says, each with a recorded proof
// Usage: node contract.js requests DESCRIPTION EVERY-CALL | node contract.js exchanges DESCRIPTION OKTA-MOCK OKTAFIX [RECORDED]
'use strict';

const assert = require('node:assert/strict');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { startJudge } = require('./judge.js');
const { startMock, run, endAll } = require('./processes.js');

const isNumber = (part) => /^\d+$/.test(part);

// One line for each kind of violation, with the number of times; `side` is left out.
function told(exchanges, side) {
  const counts = new Map();
  for (const { method, path: at, status, violations } of exchanges) {
    for (const { location, message } of violations.filter((each) => each.location[0] !== side)) {
      const place = location.map((part) => (isNumber(part) ? '*' : part)).join('/');
      const line = `${method} ${at} (${status}): ${place}: ${message.replace(/\b\d+\./g, '*.')}`;
      counts.set(line, (counts.get(line) || 0) + 1);
    }
  }
  return [...counts].map(([line, count]) => `${count} x ${line}`);
}

async function requests(description, everyCall) {
  const judge = await startJudge(description);
  try {
    const { code, err } = await run(everyCall, [judge.url], { PATH: process.env.PATH });
    assert.equal(code, 0, err);
    // What Prism makes up as an answer is its own affair.
    assert.deepEqual(told(judge.exchanges, 'response'), [], 'requests that the description does not allow');
    const kinds = new Set(judge.exchanges.map(({ method, path: at }) => `${method} ${at}`));
    assert.ok(kinds.size > 30, `only ${kinds.size} kinds of requests came`);
    return `the description of Okta's API allows each of ${kinds.size} requests of the client`;
  } finally {
    judge.close();
  }
}

// Where in one object a violation lies: an element of the list that the answer is counts as the object, indices as `*`.
function placeOf({ location }) {
  const parts = location.slice(2);
  if (parts.length > 1 && isNumber(parts[0])) parts.shift();
  return parts.map((part) => (isNumber(part) ? '*' : part)).join('/');
}

const pathPattern = (template) => new RegExp(`^${template.replaceAll('*', '[^/]+')}(/[^/]+)?$`);

function isKnown(difference, exchange, violation) {
  return violation.location[0] === 'response' && violation.location[1] === 'body' && difference.at === placeOf(violation) &&
    pathPattern(difference.path).test(exchange.path) && exchange.status < 300;
}

function valueAt(json, pointer) {
  return pointer.split('/').slice(1).reduce((value, name) => (value === null || value === undefined ? undefined : value[name]), json);
}

function prove(differences, recorded) {
  for (const { path: at, at: place, reason, proof } of differences) {
    assert.ok(reason, `${at} ${place} has no reason`);
    const shown = valueAt(JSON.parse(fs.readFileSync(path.join(recorded, proof.file), 'utf8')), proof.at);
    assert.deepEqual(shown, proof.is, `${proof.file} does not show ${proof.at}: the difference of ${at} ${place} has no proof`);
  }
}

// oktafix as an admin runs it, in an empty home.
async function runOktafix(oktafix, orgUrl, home, args, expected) {
  const environment = {
    PATH: process.env.PATH, HOME: home, OKTA_CLIENT_ORGURL: orgUrl, OKTA_CLIENT_TOKEN: 'contract-token', OKTA_TESTING_DISABLEHTTPSCHECK: 'true',
  };
  const { code, out, err } = await run(oktafix, args, environment);
  assert.ok(expected.includes(code), `oktafix ${args.join(' ')} ended with ${code}\n${out}${err}`);
}

async function exchanges(description, mock, oktafix, recorded) {
  const differences = JSON.parse(fs.readFileSync(path.join(__dirname, 'known_differences.json'), 'utf8'));
  if (recorded) prove(differences, recorded);

  const org = await startMock(mock, ['--seed', 'mocks/seeds/demo.json', '--apps', '250']);
  const judge = await startJudge(description, org);
  const home = fs.mkdtempSync(path.join(os.tmpdir(), 'oktafix-contract-'));
  try {
    const approval = ['--approve-scopes', 'orders.*'];
    await runOktafix(oktafix, judge.url, home, ['audit', ...approval], [3, 8, 9]);
    await runOktafix(oktafix, judge.url, home, ['apply', ...approval, '--yes'], [0, 8, 9]);
    await runOktafix(oktafix, judge.url, home, ['verify', '--probe'], [0, 3, 8]);
    await runOktafix(oktafix, judge.url, home, ['rollback', 'last', '--yes'], [0]);
  } finally {
    fs.rmSync(home, { recursive: true, force: true });
    judge.close();
  }

  const written = judge.exchanges.filter(({ method }) => method !== 'GET');
  for (const method of ['POST', 'PUT', 'DELETE']) {
    assert.ok(written.some((each) => each.method === method), `nothing was sent by ${method}: the run was no apply and rollback`);
  }
  const needed = new Set();
  for (const exchange of judge.exchanges) {
    exchange.violations = exchange.violations.filter((violation) => {
      const known = differences.find((each) => isKnown(each, exchange, violation));
      if (known) needed.add(known);
      return !known;
    });
  }
  assert.deepEqual(told(judge.exchanges), [], 'differences from the description that nobody knows');
  const spare = differences.filter((each) => !needed.has(each)).map((each) => `${each.path} ${each.at}`);
  assert.deepEqual(spare, [], 'known differences that do not occur');
  const proven = recorded ? 'each proven by a recording' : 'their proofs not looked at: no recordings';
  return `the description of Okta's API allows ${judge.exchanges.length} exchanges (${written.length} writes) of an audit, an apply, a verification ` +
    `and a rollback, but for ${differences.length} known differences (${proven})`;
}

const parts = { requests, exchanges };
const [part, ...args] = process.argv.slice(2);
if (!parts[part]) {
  console.error(`usage: node contract.js ${Object.keys(parts).join('|')} ...`);
  process.exit(2);
}
parts[part](...args)
  .then((sentence) => console.log(`contract: ${sentence}`))
  .catch((error) => {
    console.error(`contract: ${error.stack || error}`);
    process.exitCode = 1;
  })
  .finally(endAll);
