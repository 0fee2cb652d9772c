import { chmodSync, existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { openSqliteTable } from '../../adapters/sqlite/sqlite-table.ts';
import { dataFolder } from '../support/data-folder.ts';
import {
  DATA_FILE,
  endProcesses,
  journeyIds,
  ProductProcess,
  storedRecord,
} from '../support/product-process.ts';

/** Three starts, the last of which makes every sample person: about six seconds on an idle machine. */
const THREE_STARTS_MS = 120_000;

let folder: string;

beforeEach(() => {
  folder = dataFolder();
});

afterEach(async () => {
  await endProcesses();
  rmSync(folder, { recursive: true, force: true });
});

async function listening(): Promise<Server> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  return server;
}

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

async function freePort(): Promise<number> {
  const server = await listening();
  const port = portOf(server);
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function journeysIn(file: string): Promise<readonly string[]> {
  const table = openSqliteTable(file);
  const found = await table.partitionsWith('HEAD');
  table.close();
  return found;
}

function start(...words: readonly string[]): ProductProcess {
  return new ProductProcess('--port', '0', '--data', folder, ...words);
}

describe('npm start, killed while it makes the sample people', () => {
  it(
    'starts again after every kill, answers 503 until the people are made, and makes the same people',
    async () => {
      const outputs: string[] = [];
      // At the first of them, and when all but the last have begun: a whole record takes twice as long to make.
      for (const moment of [/: 1 of 29/, /: 28 of 29/]) {
        const killed = start();
        await killed.prints(moment);
        outputs.push((await killed.kill()).output);
      }
      const port = await freePort();
      const whole = new ProductProcess('--port', String(port), '--data', folder);
      await whole.prints(/: 1 of 29/);
      const health = await fetch(`http://127.0.0.1:${port}/api/health`);
      expect([health.status, await health.json()]).toEqual([503, { status: 'starting' }]);
      expect((await fetch(`http://127.0.0.1:${port}/`)).status).toBe(503);

      const made = await journeyIds(await whole.address());
      expect((await fetch(`http://127.0.0.1:${port}/api/health`)).status).toBe(200);
      const { code, output } = await whole.stop();
      expect(code).toBe(0);
      outputs.push(output);
      // Everyone but the one who is no longer supervised.
      expect(made).toHaveLength(28);
      expect(outputs.join('\n')).not.toMatch(/A\d{4}[A-Z]{2}|Error/);
    },
    THREE_STARTS_MS,
  );
});

describe('a data folder in use', () => {
  it('is left alone by a second process, with --fresh too', async () => {
    const file = storedRecord(folder);
    const before = await journeysIn(file);
    const first = start();
    await first.prints(/Picking up/);
    const refused = await Promise.all([start().ended(), start('--fresh').ended()]);
    const output = `The data folder ${folder} is in use by another process: stop that one first, or choose another with --data.`;
    expect(refused).toEqual([
      { code: 1, output },
      { code: 1, output },
    ]);
    await first.kill();
    expect(before).toHaveLength(24);
    expect(await journeysIn(file)).toEqual(before);
  });
});

describe('npm start that cannot', () => {
  it('refuses an option it does not have', async () => {
    const ended = await new ProductProcess('--prot', '1').ended();
    expect(ended.code).toBe(1);
    expect(ended.output).toMatch(/^Unknown option '--prot'.*Usage: npm start/);
  });

  it.each([[[]], [['--fresh']]])(
    'says in one line that the port is in use, and touches no record, with %j',
    async (words) => {
      storedRecord(folder);
      const other = await listening();
      const port = portOf(other);
      const ended = await new ProductProcess('--port', String(port), '--data', folder, ...words).ended();
      other.close();
      expect(ended).toEqual({ code: 1, output: `Port ${port} is in use. Choose another with --port.` });
      expect(existsSync(join(folder, DATA_FILE))).toBe(true);
      expect(readdirSync(folder).sort()).toEqual(['lock', DATA_FILE]);
    },
  );

  it('refuses a data file of another program in one line', async () => {
    writeFileSync(join(folder, DATA_FILE), 'this is a letter, not a database. '.repeat(300));
    const ended = await start().ended();
    expect(ended.code).toBe(1);
    expect(ended.output.split('\n')).toHaveLength(1);
    expect(ended.output).toContain(DATA_FILE);
  });

  it('refuses an unusable data folder in one line', async () => {
    const file = join(folder, 'file');
    writeFileSync(file, '');
    chmodSync(file, 0o400);
    const ended = await new ProductProcess('--port', '0', '--data', join(file, 'data')).ended();
    expect(ended.code).toBe(1);
    expect(ended.output.split('\n')).toHaveLength(1);
    expect(ended.output).toContain('cannot be used');
  });
});
