import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import validateAsl from 'asl-validator';
import { MACHINES } from '../../domain/pathways/machines.ts';
import { definitionsByName } from '../../workflows/definitions.ts';

const run = promisify(execFile);
const asl = (...names: string[]) => run(process.execPath, ['tools/asl.ts', ...names]);

describe('npm run asl', () => {
  it('prints the definition of a machine, which asl-validator accepts', async () => {
    const { stdout } = await asl('housing');
    const printed = JSON.parse(stdout) as object;
    expect(printed).toEqual(definitionsByName().housing);
    expect(validateAsl(printed)).toMatchObject({ isValid: true });
  });

  it.each([[['parole']], [[]]])('refuses %j, and lists the machines that there are', async (names) => {
    const refused = await asl(...names).catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: 1, stdout: '' });
    for (const machine of MACHINES) expect((refused as { stderr: string }).stderr).toContain(machine);
  });
});
