import { describe, expect, it } from '@jest/globals';
import { readArguments, UsageError } from '../../local/arguments.ts';

describe('the command line of npm start', () => {
  it('has a default port and folder', () => {
    expect(readArguments([])).toEqual({ port: 3000, data: '.local', fresh: false });
  });

  it('takes a port, a folder and a fresh start', () => {
    const given = readArguments(['--port', '0', '--data', 'elsewhere', '--fresh']);
    expect(given).toEqual({ port: 0, data: 'elsewhere', fresh: true });
  });

  it.each(['x', '-1', '70000', '1.5'])('refuses the port %s and says how to call it', (port) => {
    const refused = () => readArguments([`--port=${port}`]);
    expect(refused).toThrow(UsageError);
    expect(refused).toThrow(`--port takes a number from 0 to 65535, not ${port}. Usage: npm start`);
  });

  it.each([['--prot', '1'], ['extra'], ['--data']])('refuses %s', (...words) => {
    expect(() => readArguments(words)).toThrow(UsageError);
  });
});
