import { describe, expect, it } from '@jest/globals';
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rewriteTemplates } from '../../tools/emulator/assembly.ts';
import { freePort, startEmulator } from '../../tools/emulator/emulator.ts';
import { checkPython, installEmulator } from '../../tools/emulator/install.ts';
import { readOptions } from '../../tools/emulator/options.ts';
import { withEmulator } from '../../tools/emulator/with-emulator.ts';

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

describe('errors of the emulator are one line', () => {
  it('reports a missing Python', () => {
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

  /** A Python that makes an environment of itself, and says beside itself what it was asked for. */
  const python = (pip: string): string => `
case "$2" in
venv) mkdir -p "$3/bin"; cp "$0" "$3/bin/python"; echo venv >> "$LOG" ;;
pip) echo pip >> "$LOG"; ${pip} ;;
*) echo 3 12 ;;
esac`;

  it('installs the emulator once', async () => {
    await withProgram(python('exit 0'), (path, folder) => {
      const log = join(folder, 'log');
      process.env['LOG'] = log;
      const place = join(folder, 'emulator');
      const command = join(place, 'bin', 'ministack');
      expect(installEmulator(place, path)).toBe(command);
      expect(installEmulator(place, path)).toBe(command);
      expect(readFileSync(log, 'utf8')).toBe('venv\npip\n');
    });
  });

  it('says why packages could not be installed, and leaves nothing half installed', async () => {
    await withProgram(python('echo reading >&2; echo "no such package" >&2; exit 1'), (path, folder) => {
      process.env['LOG'] = join(folder, 'log');
      const place = join(folder, 'emulator');
      expect(() => installEmulator(place, path)).toThrow(
        'The emulator could not be installed: no such package',
      );
      expect(existsSync(place)).toBe(false);
    });
  });

  it('reports a port in use', async () => {
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

  it('reports that the emulator did not start, with the path of its log', async () => {
    await withProgram('exit 1', async (command, folder) => {
      const log = join(folder, 'log');
      await expect(startEmulator({ command, port: await freePort(), log })).rejects.toThrow(
        `The emulator did not start: its log is in ${log}.`,
      );
    });
  });
});

describe('the options of the command', () => {
  it('are a port and a Python, both optional', () => {
    expect(readOptions([])).toEqual({});
    expect(readOptions(['--port', '4566', '--python', 'python3.12'])).toEqual({
      port: 4566,
      python: 'python3.12',
    });
  });

  it('are the names of suites, where not all are run', () => {
    expect(readOptions(['events', '--port', '4566', 'edge'])).toEqual({
      port: 4566,
      suites: ['events', 'edge'],
    });
  });

  it('are a training stage of a real account and its API’s address', () => {
    const url = 'https://gate.example';
    expect(readOptions(['--stage', 'dev', '--url', url])).toEqual({ account: { stage: 'dev', url } });
  });

  it.each([
    [['--port', '0'], '0 is not a port'],
    [['--port', 'http'], 'http is not a port'],
    [['--stage', 'dev'], 'needs both'],
    [['--url', 'https://gate.example'], 'needs both'],
    [['--stage', 'live', '--url', 'https://gate.example'], 'There is no stage live: use dev, preprod, prod.'],
    [['--stage', 'prod', '--url', 'https://gate.example'], 'they never run against prod'],
    [['--stage', 'dev', '--url', 'http://gate.example'], 'is no address of a stage'],
    [['--stage', 'dev', '--url', 'https://gate.example/api'], 'is no address of a stage'],
    [['--fast'], '--fast'],
  ])('is refused in one line where it is wrong: %j', (words, says) => {
    expect(() => readOptions(words)).toThrow(says);
  });
});

/** Answers as an emulator that has started. */
const STARTED = `exec ${process.execPath} -e "require('node:http').createServer((_, answer) => answer.end()).listen(process.env.GATEWAY_PORT, '127.0.0.1')"`;

describe('the emulator and its folder', () => {
  it.each([
    ['was done', () => Promise.resolve('done')],
    ['broke off half-way', () => Promise.reject(new Error('half-way'))],
  ])('are removed when the work %s', async (_how, ending) => {
    await withProgram(STARTED, async (command, cache) => {
      const seen: string[] = [];
      const work = withEmulator(
        { command, port: await freePort(), log: join(cache, 'log'), cache },
        async ({ endpoint }, folder) => {
          writeFileSync(join(folder, 'template'), 'half-made');
          seen.push(endpoint, folder);
          return ending();
        },
      );
      await work.catch(() => undefined);
      const [endpoint = '', folder = ''] = seen;
      expect(existsSync(folder)).toBe(false);
      await expect(fetch(endpoint)).rejects.toThrow();
    });
  });

  it.each(['SIGTERM', 'SIGINT'] as const)(
    'is taken away when it is ended by %s in the middle of the tests',
    async (signal) => {
      await withProgram(STARTED, async (command, cache) => {
        const port = await freePort();
        const start = JSON.stringify({ command, port, log: join(cache, 'log'), cache });
        const from = (name: string) =>
          JSON.stringify(new URL(`../../tools/emulator/${name}.ts`, import.meta.url));
        const program = `
        import { withEmulator } from ${from('with-emulator')};
        import { runProgram } from ${from('run-program')};
        await withEmulator(${start}, () =>
          runProgram(process.execPath, ['-e', 'console.log("testing"); setTimeout(() => {}, 60_000)'], { cwd: '.', env: {} }));
      `;
        const run = spawn(process.execPath, ['--input-type=module', '-e', program]);
        let complaint = '';
        run.stderr.on('data', (part: Buffer) => (complaint += part.toString()));
        // A program that ends before it prints must not be waited for.
        const printed = await Promise.race([
          once(run.stdout, 'data').then(() => true),
          once(run, 'exit').then(() => complaint),
        ]);
        expect(printed).toBe(true);
        run.kill(signal);
        expect(await once(run, 'exit')).toEqual([1, null]);
        await expect(fetch(`http://127.0.0.1:${port}`)).rejects.toThrow();
        expect(readdirSync(cache).filter((name) => name.startsWith('emulator-'))).toEqual([]);
      });
    },
  );

  it('are removed when the emulator does not start', async () => {
    await withProgram('exit 1', async (command, cache) => {
      const start = { command, port: await freePort(), log: join(cache, 'log'), cache };
      await expect(withEmulator(start, () => Promise.resolve())).rejects.toThrow('did not start');
      expect(readdirSync(cache).filter((name) => name.startsWith('emulator-'))).toEqual([]);
    });
  });
});

describe('a template that is changed on its way', () => {
  it('gets a new hash, so that it is uploaded again', () => {
    const folder = mkdtempSync(join(tmpdir(), 'assembly-'));
    const keep = (name: string, content: object) =>
      writeFileSync(join(folder, name), JSON.stringify(content));
    const read = (name: string) => readFileSync(join(folder, name), 'utf8');
    try {
      keep('Data.template.json', { Resources: {} });
      keep('Data.assets.json', { files: { abc123: { source: { path: 'Data.template.json' } } } });
      keep('manifest.json', { url: 's3://assets/abc123.json' });
      rewriteTemplates(folder, (template) => ({
        ...template,
        Resources: { Queue: { Type: 'AWS::SQS::Queue' } },
      }));
      expect(read('Data.template.json')).toContain('AWS::SQS::Queue');
      const [hash = ''] = Object.keys(
        (JSON.parse(read('Data.assets.json')) as { readonly files: object }).files,
      );
      expect(hash).toMatch(/^[0-9a-f]{64}$/);
      expect(read('manifest.json')).toBe(JSON.stringify({ url: `s3://assets/${hash}.json` }));
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
