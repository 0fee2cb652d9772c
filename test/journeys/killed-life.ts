import { appendFileSync, writeSync } from 'node:fs';
import { argv } from 'node:process';
import { Temporal } from 'temporal-polyfill';
import { openSqliteTable } from '../../adapters/sqlite/sqlite-table.ts';
import { readJourney } from '../../application/items.ts';
import { keys } from '../../application/keys.ts';
import { keepAgencies } from '../support/agencies.ts';
import { JourneyWorld, PERSON } from '../support/journey-world.ts';
import { playToTheEnd } from '../support/reasonable-officer.ts';
import { keepStaff } from '../support/staff.ts';

/**
 * One life of a process that carries a journey on, on a file: it takes up what an earlier life left, says each commit
 * on its output, writes each message it sends to a log, and says the journey's id when it is closed.
 */
const [, , dataFile = '', sentFile = '', life = '1', lingerFrom = 'Infinity'] = argv;
const table = openSqliteTable(dataFile);
const known = await table.get(keys.person(PERSON));
const id = known === undefined ? undefined : (known['journeyId'] as string);
const head = id === undefined ? undefined : await table.get(keys.journey(id));
const now = head ? readJourney(head).updatedAt : '2026-12-01T09:00:00Z';
const world = new JourneyWorld({ now: Temporal.Instant.from(now), table, ids: `k${life}x` });
const { send } = world.sender;
world.sender.send = (request) => {
  appendFileSync(sentFile, `${request.webhookId}\n`);
  return send(request);
};
world.onCommit = (commits) => {
  writeSync(1, `${commits}\n`);
  // The one who kills needs a moment to hear of it; without this a quick life is over before.
  if (commits >= Number(lingerFrom)) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);
};
await keepAgencies(table);
await keepStaff(table);
if (id === undefined) {
  await world.startJourney({
    releaseDate: '2027-03-12',
    sentence: { startDate: '2026-11-30', supervisionEndsOn: '2027-12-12' },
  });
} else {
  world.id = id;
  await world.runtime.resume();
}
await playToTheEnd(world, { agencies: (subject) => (subject === 'DTR-1' ? 'DECLINED' : 'ACCEPTED') });
await world.settle();
writeSync(1, `closed ${world.id} ${world.problems.length}\n`);
world.close();
