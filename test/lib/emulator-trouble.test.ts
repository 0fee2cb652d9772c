import { describe, expect, it } from '@jest/globals';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, startEmulator } from '../../tools/emulator/emulator.ts';
import { checkPython } from '../../tools/emulator/install.ts';

/** A program that does this, for as long as a test needs it. */
async function withProgram(script: string, work: (path: string, folder: string) => unknown): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'program-'));
  const path = join(folder, 'program');
  writeFileSync(path, `#!/bin/sh\n${script}\n`);
  chmodSync(path, 0o755);
  try {
    await work(path, folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

describe('what stands in the way of the emulator is said in one line', () => {
  it('says that there is no Python', () => {
    expect(() => checkPython('no-python-of-this-name')).toThrow(
      'The emulator needs Python 3.10 or later, and there is no no-python-of-this-name here.',
    );
  });

  it.each(['2 7', '3 9'])('says that Python %s is too old', async (version) => {
    await withProgram(`echo ${version}`, (path) => {
      expect(() => checkPython(path)).toThrow(`${path} is ${version.replace(' ', '.')}.`);
    });
  });

  it.each(['3 10', '3 11', '4 0'])('takes Python %s', async (version) => {
    await withProgram(`echo ${version}`, (path) => {
      expect(() => checkPython(path)).not.toThrow();
    });
  });

  it('says that a port is in use', async () => {
    const server = createServer();
    const port = await new Promise<number>((resolve) => {
      server.listen(0, '127.0.0.1', () => {
        const address = server.address();
        resolve(typeof address === 'object' && address !== null ? address.port : 0);
      });
    });
    try {
      await expect(freePort(port)).rejects.toThrow(`Port ${port} is in use: name another.`);
    } finally {
      server.close();
    }
  });

  it('says that the emulator did not start, and where its log is', async () => {
    await withProgram('exit 1', async (command, folder) => {
      const log = join(folder, 'log');
      await expect(startEmulator({ command, port: await freePort(), log })).rejects.toThrow(
        `The emulator did not start: its log is in ${log}.`,
      );
    });
  });
});
