import { spawn } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { openSqliteTable } from '../../adapters/sqlite/sqlite-table.ts';
import { verifyChain } from '../../domain/record/facts.ts';
import { dataFolder } from '../support/data-folder.ts';
import { JourneyWorld } from '../support/journey-world.ts';

const LIFE = join(import.meta.dirname, 'killed-life.ts');

describe('a process that is killed with SIGKILL in the middle of a journey', () => {
  let folder = '';
  beforeEach(() => {
    folder = dataFolder();
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it.each([[[3, 40]], [[75, 20]]])(
    'after %j commits is followed by ones that lose nothing and do nothing twice',
    async (kills) => {
      const dataFile = join(folder, 'gate.sqlite');
      const sentFile = join(folder, 'sent.log');
      for (const [index, commits] of kills.entries()) {
        const said = await live(dataFile, sentFile, index + 1, commits);
        expect(said).toMatch(/^\d+$/);
      }
      const [word, id = '', problems] = (await live(dataFile, sentFile, 9)).split(' ');
      expect([word, problems]).toEqual(['closed', '0']);

      const table = openSqliteTable(dataFile);
      const world = new JourneyWorld({ today: '2027-12-12', table });
      world.id = id;
      try {
        expect((await world.journey()).closed).toMatchObject({ housed: true, benefits: true });
        expect(verifyChain(await world.facts())).toEqual({ ok: true });
        const answered = (await world.facts()).filter(({ type }) => type === 'step-completed');
        // A step that stays open after its answer is answered as often as it is asked.
        const once = answered.filter(({ data }) => data['step'] !== 'supervision-contact');
        const names = once.map(({ data }) => `${String(data['step'])}.${String(data['subject'])}`);
        expect(new Set(names).size).toBe(names.length);
        const subjects = (await world.referrals()).map(({ subject }) => subject).sort();
        expect(subjects).toEqual(['CAS3-1', 'CRS-1', 'DTR-1', 'DTR-2']);
        expect(await world.outbox()).toEqual([]);
        const deliveries = await world.deliveries();
        expect(deliveries.map(({ state }) => state)).toEqual(deliveries.map(() => 'delivered'));
        const sent = readFileSync(sentFile, 'utf8').trim().split('\n');
        expect(new Set(sent)).toEqual(new Set(deliveries.map((delivery) => delivery.id)));
      } finally {
        world.close();
      }
    },
  );
});

/** One life of the process: killed after so many commits, or left to its end. Answers the last line it said. */
function live(dataFile: string, sentFile: string, life: number, killAfter = Infinity): Promise<string> {
  const child = spawn(process.execPath, [
    '--disable-warning=ExperimentalWarning',
    LIFE,
    dataFile,
    sentFile,
    String(life),
    String(killAfter),
  ]);
  return new Promise((resolve, reject) => {
    let said = '';
    let complaints = '';
    const last = (): string => said.slice(0, said.lastIndexOf('\n')).split('\n').at(-1) ?? '';
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      if (Number(last()) >= killAfter) child.kill('SIGKILL');
    });
    child.stderr.on('data', (chunk: Buffer) => {
      complaints += chunk.toString();
    });
    child.once('error', reject);
    child.once('close', (code, signal) => {
      if (signal === 'SIGKILL' || code === 0) resolve(last());
      else reject(new Error(`The process ended by itself: ${complaints}`));
    });
  });
}
