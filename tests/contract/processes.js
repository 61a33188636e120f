// Starts the programs that the contract tests need, okta-mock on a free loopback port, and ends them with this process.
'use strict';

const { spawn } = require('node:child_process');
const readline = require('node:readline');

const children = new Set();

function endAll() {
  for (const child of children) child.kill('SIGTERM');
  children.clear();
}
process.on('exit', endAll);
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(1));

// Resolves with what `ready` makes of the first line that it knows; what was said instead is told when the program ends before.
function start(name, program, args, ready) {
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  children.add(child);
  const said = [];
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => {
      children.delete(child);
      reject(new Error(`${name} ended with ${code} before it was ready:\n${said.slice(-20).join('\n')}`));
    });
    for (const stream of [child.stdout, child.stderr]) {
      readline.createInterface({ input: stream }).on('line', (line) => {
        if (said.length < 200) said.push(line);
        const result = ready(line);
        if (result) resolve(result);
      });
    }
  });
}

function startMock(program, args) {
  return start('okta-mock', program, args, (line) => (/^okta-mock listening on (http:\S+)$/.exec(line) || [])[1]);
}

// Runs a program to its end: its exit code and what it printed.
function run(program, args, environment) {
  const child = spawn(program, args, { env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
  children.add(child);
  let out = '';
  let err = '';
  child.stdout.on('data', (data) => { out += data; });
  child.stderr.on('data', (data) => { err += data; });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      children.delete(child);
      resolve({ code, out, err });
    });
  });
}

module.exports = { startMock, run, endAll };
