import { namesOf } from '../../lib/names.ts';
import { stageConfig } from '../../lib/stages.ts';

/** What the tests run against, as `npm run test:emulator` tells them. */
export const STAGE = stageConfig(process.env['GATE_STAGE'] ?? 'dev').name;
export const NAMES = namesOf(STAGE);

/** Where the API is, without a slash at the end. */
export const URL_OF_THE_API = process.env['GATE_URL'] ?? '';

/** Warns about what cannot be tested in a real account. */
export function notHere(what: string): void {
  process.stderr.write(`NOT TESTED in a real account: ${what}.\n`);
}

/** Absent in a real account: where the emulator is, and the folder that its deployments are made in. */
export const EMULATOR = process.env['AWS_ENDPOINT_URL'];
export const WORK = process.env['GATE_WORK'] ?? '';
