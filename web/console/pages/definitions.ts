import { listDefinitions, type VersionRow } from '../../../application/queries/list-definitions.ts';
import { formatCount, formatInstant } from '../formats.ts';
import { page, problemPage } from '../page-response.ts';
import type { PageHandler } from '../page-request.ts';
import { MACHINE_NAMES } from '../restart-words.ts';

/** How many open journeys run on each version of the definitions, and where to see what a restart would change. */
export const definitions: PageHandler = async ({ services, user }) => {
  const listed = await listDefinitions(services, user);
  if (!listed.ok) return problemPage(listed, '/stuck');
  const { countedAt, machines } = listed.value;
  const versions = machines.flatMap(({ machine, versions: found }) =>
    found.map((row) => ({ machine: MACHINE_NAMES[machine], ...row })),
  );
  return page('definitions', {
    title: 'Definitions',
    ...(countedAt !== undefined && { counted: formatInstant(countedAt) }),
    rows: versions.map((row) => ({
      machine: row.machine,
      version: versionName(row),
      journeys: formatCount(row.journeys, 'open journey', 'open journeys'),
    })),
    older: versions
      .filter(({ newest, some }) => !newest && some.length > 0)
      .map((row) => ({
        title: `${row.machine}, ${versionName(row).toLowerCase()}`,
        listed: row.some.length < row.journeys ? `${row.some.length} of ${row.journeys} are listed.` : '',
        journeys: row.some,
      })),
  });
};

function versionName({ version, newest }: VersionRow): string {
  if (newest) return version === undefined ? 'Current' : `Current (version ${version})`;
  return version === undefined ? 'Earlier' : `Earlier (version ${version})`;
}
