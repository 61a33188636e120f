// Reads lines `ours JSON` and `sdk JSON`, prints the medians and their ratios, and judges them.
'use strict';

const lines = require('node:fs').readFileSync(0, 'utf8').trim().split('\n');
const runs = { ours: [], sdk: [] };
for (const line of lines) {
  const space = line.indexOf(' ');
  runs[line.slice(0, space)].push(JSON.parse(line.slice(space + 1)));
}
const counts = new Set([...runs.ours, ...runs.sdk].map(({ apps, characters }) => `${apps} apps, ${characters} characters`));
if (counts.size !== 1) throw new Error(`the two did not read the same: ${[...counts].join(' / ')}`);

function median(list, name) {
  const sorted = list.map((each) => each[name]).sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

const measures = [
  ['process_ms', 'processor time of the process, ms', 1 / 3],
  ['list_ms', 'of the list alone, ms', Infinity],
  ['peak_kib', 'peak memory, KiB', 1 / 2],
];
console.log(`${[...counts][0]}; ${runs.ours.length} rounds, medians`);
console.log(`${''.padEnd(36)}${'ours'.padStart(10)}${'SDK'.padStart(10)}${'ratio'.padStart(8)}   at most`);
for (const [name, label, most] of measures) {
  const ours = median(runs.ours, name);
  const sdk = median(runs.sdk, name);
  const ratio = ours / sdk;
  if (ratio > most) process.exitCode = 1;
  console.log(`${label.padEnd(36)}${ours.toFixed(0).padStart(10)}${sdk.toFixed(0).padStart(10)}${ratio.toFixed(2).padStart(8)}   ${most < 1 ? most.toFixed(2) : ''}`);
}
