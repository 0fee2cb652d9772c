import type { RegisteredStaff } from '../../application/ports/staff-register.ts';
import type { Choice } from '../../domain/pathways/form-field.ts';
import type { Head } from '../../domain/record/head.ts';
import { placeCalled } from './directory.ts';

type Where = Pick<Head, 'prison' | 'region'>;
type Offered = Pick<RegisteredStaff, 'id' | 'name' | 'prisons' | 'regions'>;

/**
 * The officers that a form offers for a person: of the prison, the prison's own, and anybody's only where it has none, as
 * may be so just after a transfer; of the community, those of the person's region, and then all others with their region,
 * because a person may be supervised from another one. By name in each group, so that a list is searched by typing one.
 * @param staff those who do this work.
 */
export function officerChoices(
  staff: readonly Offered[],
  duty: 'POM' | 'COM' | 'YOT',
  { prison, region }: Where,
): readonly Choice[] {
  const placesOf = ({ prisons, regions }: Offered) => (duty === 'POM' ? prisons : regions);
  const here = duty === 'POM' ? prison : region;
  const byName = staff.toSorted((a, b) => a.name.localeCompare(b.name));
  const near = byName.filter((each) => placesOf(each).includes(here));
  const far = byName.filter((each) => !near.includes(each));
  const elsewhere = duty === 'POM' && near.length > 0 ? [] : far;
  return [
    ...near.map(({ id, name }) => ({ value: id, text: name })),
    ...elsewhere.map((each) => ({
      value: each.id,
      text: [each.name, ...placesOf(each).map(placeCalled)].join(', '),
    })),
  ];
}
