import { keys } from './keys.ts';
import type { Write } from './ports/table.ts';
import type { Services } from './services.ts';

/** What is known of a CRN: the person’s prison number, and the CRN that probation has merged it into. */
export interface CrnRow {
  readonly crn: string;
  readonly prisonNumber?: string;
  readonly mergedInto?: string;
}

/** Longer chains of merges do not exist, so a loop ends here. */
const MOST_MERGES = 20;

export async function readCrn({ table }: Pick<Services, 'table'>, crn: string): Promise<CrnRow> {
  const row: Readonly<Record<string, unknown>> = (await table.get(keys.crn(crn))) ?? {};
  const { prisonNumber, mergedInto } = row;
  return {
    crn,
    ...(typeof prisonNumber === 'string' && { prisonNumber }),
    ...(typeof mergedInto === 'string' && { mergedInto }),
  };
}

/** For the transaction that makes it known. */
export function writeCrn({ crn, prisonNumber, mergedInto }: CrnRow): Write {
  const known = {
    ...(prisonNumber !== undefined && { prisonNumber }),
    ...(mergedInto !== undefined && { mergedInto }),
  };
  return { kind: 'put', item: { ...keys.crn(crn), ...known } };
}

/** The CRN that probation uses now for what was once this CRN; the same one where it was never merged away. */
export async function survivingCrn(services: Pick<Services, 'table'>, crn: string): Promise<string> {
  let surviving = crn;
  for (let merges = 0; merges < MOST_MERGES; merges += 1) {
    const { mergedInto } = await readCrn(services, surviving);
    if (mergedInto === undefined) return surviving;
    surviving = mergedInto;
  }
  return crn;
}
