import * as z from 'zod';
import data from '../../../data/support-services.json' with { type: 'json' };
import { ageOn } from '../../law/age.ts';
import type { Law } from '../../law/law.ts';
import type { IsoDate } from '../../law/time.ts';
import type { Head } from '../../record/head.ts';
import { SUPPORT_PATHWAYS, type SupportPathway } from './pathways.ts';

/** In the order in which services are offered: those made for a person come before those for everybody. */
const FOR = ['CHILDREN', 'WOMEN', 'YOUNG_ADULTS', 'ADULTS'] as const;

const { services } = z
  .strictObject({
    source: z.string().min(10),
    asOf: z.iso.date(),
    services: z.array(
      z.strictObject({
        id: z.string().regex(/^[a-z0-9-]{2,60}$/),
        name: z.string().min(3),
        /** Probation regions; none for a service of every region. */
        regions: z.array(z.string().regex(/^[A-Z]\d{2}$/)),
        for: z.enum(FOR),
        pathways: z.array(z.enum(SUPPORT_PATHWAYS)).min(1),
      }),
    ),
  })
  .parse(data);

export type SupportService = (typeof services)[number];

/** As much of a person as services are routed by. */
export type RoutedPerson = Pick<Head, 'dateOfBirth' | 'region'> & { readonly sex?: Head['sex'] | undefined };

/**
 * The services of a pathway that take this person on a day, the most fitting first: by sex, age and region. A woman is
 * offered her women’s service first, a young adult the service of their age; a child only what is for children.
 */
export function servicesFor(
  person: RoutedPerson,
  pathway: SupportPathway,
  today: IsoDate,
  law: Law,
): readonly SupportService[] {
  const groups = groupsOf(person, today, law);
  return FOR.flatMap((group) =>
    services.filter(
      (each) =>
        each.for === group &&
        groups.includes(group) &&
        each.pathways.includes(pathway) &&
        (each.regions.length === 0 || each.regions.includes(person.region)),
    ),
  );
}

/** Whom services are for, among whom the person is on a day. */
export function groupsOf(
  { dateOfBirth, sex }: Pick<RoutedPerson, 'dateOfBirth' | 'sex'>,
  today: IsoDate,
  law: Law,
): readonly SupportService['for'][] {
  const { adultAge, youngAdultLastAge } = law.on(today);
  const age = ageOn(dateOfBirth, today);
  if (age < adultAge) return ['CHILDREN'];
  return [
    ...(sex === 'FEMALE' ? (['WOMEN'] as const) : []),
    ...(age <= youngAdultLastAge ? (['YOUNG_ADULTS'] as const) : []),
    'ADULTS',
  ];
}

export function serviceCalled(id: string): SupportService | undefined {
  return services.find((each) => each.id === id);
}
