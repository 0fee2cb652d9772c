import { MACHINES } from '../domain/pathways/machines.ts';
import { definitionsByName } from '../workflows/definitions.ts';

const [wanted = ''] = process.argv.slice(2);
const machine = MACHINES.find((name) => name === wanted);
if (machine === undefined) {
  console.error(`There is no machine "${wanted}". The machines are: ${MACHINES.join(', ')}.`);
  process.exitCode = 1;
} else {
  console.log(JSON.stringify(definitionsByName()[machine], null, 2));
}
