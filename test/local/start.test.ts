import { spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

const MAIN = new URL('../../local/main.ts', import.meta.url).pathname;

interface Ended {
  readonly code: number | null;
  readonly output: string;
}

describe('npm start', () => {
  let folder: string;
  const children: ChildProcess[] = [];

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'through-the-gate-'));
  });

  afterEach(async () => {
    for (const child of children.splice(0)) await kill(child, 'SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  });

  function launch(words: readonly string[]): ChildProcess {
    const child = spawn(process.execPath, [MAIN, ...words], { stdio: ['ignore', 'pipe', 'pipe'] });
    children.push(child);
    return child;
  }

  function addressOf(child: ChildProcess): Promise<string> {
    return new Promise((resolve, reject) => {
      let output = '';
      const hear = (text: Buffer): void => {
        output += text.toString();
        const address = /Open (http:\S+)/.exec(output)?.[1];
        if (address !== undefined) resolve(address);
      };
      child.stdout?.on('data', hear);
      child.stderr?.on('data', hear);
      child.once('exit', () => {
        reject(new Error(`It ended before it was ready: ${output}`));
      });
    });
  }

  function endOf(child: ChildProcess): Promise<Ended> {
    return new Promise((resolve) => {
      let output = '';
      const hear = (text: Buffer): void => {
        output += text.toString();
      };
      child.stdout?.on('data', hear);
      child.stderr?.on('data', hear);
      child.once('close', (code) => {
        resolve({ code, output: output.trim() });
      });
    });
  }

  async function token(address: string, user: string): Promise<string> {
    const response = await fetch(`${address}/api/token`, { method: 'POST', body: JSON.stringify({ user }) });
    return ((await response.json()) as { token: string }).token;
  }

  async function people(address: string): Promise<readonly string[]> {
    const authorization = `Bearer ${await token(address, 'alex.admin')}`;
    const found: string[] = [];
    for (const prison of ['LEI', 'MDI', 'CFI', 'NHI']) {
      const response = await fetch(`${address}/api/journeys?prison=${prison}`, {
        headers: { authorization },
      });
      const page = (await response.json()) as { items: { id: string }[] };
      found.push(...page.items.map(({ id }) => id));
    }
    return found.sort();
  }

  it('serves twenty-four people over four prisons, and after kill -9 the same people again', async () => {
    const first = launch(['--port', '0', '--data', folder]);
    const before = await people(await addressOf(first));
    await kill(first, 'SIGKILL');
    const second = launch(['--port', '0', '--data', folder]);
    const after = await people(await addressOf(second));
    expect(before).toHaveLength(24);
    expect(after).toEqual(before);
  });

  it('refuses an option it does not have', async () => {
    const ended = await endOf(launch(['--prot', '1']));
    expect(ended.code).toBe(1);
    expect(ended.output).toMatch(/^Unknown option '--prot'.*Usage: npm start/);
  });

  it('says in one line that the port is in use', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    const address = other.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const ended = await endOf(launch(['--port', String(port), '--data', folder]));
    other.close();
    expect(ended.code).toBe(1);
    expect(ended.output).toBe(`Port ${port} is in use. Choose another with --port.`);
  });

  it('says in one line that the data file is not one of ours', async () => {
    writeFileSync(join(folder, 'through-the-gate.sqlite'), 'this is a letter, not a database. '.repeat(300));
    const ended = await endOf(launch(['--port', '0', '--data', folder]));
    expect(ended.code).toBe(1);
    expect(ended.output.split('\n')).toHaveLength(1);
    expect(ended.output).toContain('through-the-gate.sqlite');
  });

  it('says in one line that the data folder cannot be used', async () => {
    const file = join(folder, 'file');
    writeFileSync(file, '');
    chmodSync(file, 0o400);
    const ended = await endOf(launch(['--port', '0', '--data', join(file, 'data')]));
    expect(ended.code).toBe(1);
    expect(ended.output.split('\n')).toHaveLength(1);
  });

  it('says in one line that another process has the data file open', async () => {
    const first = launch(['--port', '0', '--data', folder]);
    await addressOf(first);
    const ended = await endOf(launch(['--port', '0', '--data', folder]));
    expect(ended.code).toBe(1);
    expect(ended.output.split('\n')).toHaveLength(1);
    expect(ended.output).toContain('through-the-gate.sqlite');
  });
});

function kill(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once('close', () => {
      resolve();
    });
    child.kill(signal);
  });
}
