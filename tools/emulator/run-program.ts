import { spawn } from 'node:child_process';

/** Runs a program and ends it when this process is told to end. @returns its exit code; 1 when it had none. */
export function runProgram(
  program: string,
  words: readonly string[],
  options: { readonly cwd: string; readonly env: NodeJS.ProcessEnv },
): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, [...words], { ...options, stdio: 'inherit' });
    const end = (): void => void child.kill('SIGTERM');
    process.once('SIGINT', end);
    process.once('SIGTERM', end);
    child.once('error', reject);
    child.once('close', (code) => {
      process.off('SIGINT', end);
      process.off('SIGTERM', end);
      resolve(code ?? 1);
    });
  });
}
