import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EmulatorError } from './emulator-error.ts';

const LEAST_PYTHON = 10;
const REQUIREMENTS = join(import.meta.dirname, 'requirements.txt');

/**
 * Installs the emulator at the versions of `requirements.txt`, unless it is installed.
 * @returns the command that starts it.
 * @throws EmulatorError without Python 3.10 or later, or when packages cannot be installed.
 */
export function installEmulator(folder: string, python = 'python3'): string {
  checkPython(python);
  const wanted = createHash('sha256').update(readFileSync(REQUIREMENTS)).digest('hex');
  const mark = join(folder, 'installed');
  const command = join(folder, 'bin', 'ministack');
  if (existsSync(mark) && readFileSync(mark, 'utf8') === wanted) return command;
  rmSync(folder, { recursive: true, force: true });
  try {
    execFileSync(python, ['-m', 'venv', folder], { stdio: ['ignore', 'ignore', 'pipe'] });
    const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '-r', REQUIREMENTS];
    execFileSync(join(folder, 'bin', 'python'), pip, { stdio: ['ignore', 'ignore', 'pipe'] });
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw new EmulatorError(`The emulator could not be installed: ${lastLine(error)}`);
  }
  writeFileSync(mark, wanted);
  return command;
}

/** @throws EmulatorError when it is missing or older than 3.10. */
export function checkPython(python: string): void {
  const asked = spawnSync(python, ['-c', 'import sys; print(*sys.version_info[:2])'], { encoding: 'utf8' });
  if (asked.error !== undefined || asked.status !== 0) {
    throw new EmulatorError(
      `The emulator needs Python 3.${LEAST_PYTHON} or later, and there is no ${python} here.`,
    );
  }
  const [major = 0, minor = 0] = asked.stdout.trim().split(' ').map(Number);
  if (major < 3 || (major === 3 && minor < LEAST_PYTHON)) {
    throw new EmulatorError(
      `The emulator needs Python 3.${LEAST_PYTHON} or later; ${python} is ${major}.${minor}.`,
    );
  }
}

function lastLine(error: unknown): string {
  const said = error instanceof Error && 'stderr' in error ? String(error.stderr) : String(error);
  return said.trim().split('\n').at(-1) ?? '';
}
