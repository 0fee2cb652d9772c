import { changeOfficers } from '../../application/commands/change-officers.ts';
import { offerMentor } from '../../application/commands/arrange-mentor.ts';
import { makeAppointment } from '../../application/commands/arrange-appointment.ts';
import { recordConsent } from '../../application/commands/record-consent.ts';
import { transferPerson } from '../../application/commands/transfer-person.ts';
import { withdrawReferral } from '../../application/commands/withdraw-referral.ts';
import { stepEntry, type StepKind } from '../../domain/pathways/catalogue.ts';
import type { FormField } from '../../domain/pathways/form-field.ts';
import type { Cast } from '../../domain/pathways/cast.ts';
import { addDays, type IsoDate } from '../../domain/law/time.ts';
import { CONSENT_ANSWERS, CONSENT_PURPOSES } from '../../domain/record/consent.ts';
import { usualAnswer } from '../../local/officer-script.ts';
import { EASTMOOR, WESTHAVEN } from './agencies.ts';
import { OFFICER, type JourneyWorld } from './journey-world.ts';
import type { Chances } from './random-life.ts';
import { OFFICERS } from './stages.ts';

const CAST: Cast = { ...OFFICERS, authorities: [EASTMOOR.id, WESTHAVEN.id] };

/** What may happen to anybody on any day besides the answers and dates of a random life. What is refused changes nothing. */
export async function anythingElse(world: JourneyWorld, chances: Chances): Promise<void> {
  await answerAnything(world, chances);
  const journey = await world.journey();
  if (journey.phase === 'closed') return;
  const { services } = world;
  const today = world.today();
  const happens: readonly [() => Promise<unknown>, ...(() => Promise<unknown>)[]] = [
    () =>
      world.tryHold({
        reason: chances.of([
          'COURT',
          'ESCAPE',
          'HOSPITAL',
          'IMMIGRATION_DETENTION',
          'REMAND',
          'TEMPORARY_ABSENCE',
        ] as const),
        since: today,
      }),
    () => world.tryResume(today),
    () => transferPerson(services, OFFICER, world.id, { prison: chances.of(['LEI', 'MDI', 'SWI', 'NHI']) }),
    () =>
      changeOfficers(services, OFFICER, world.id, {
        pom: 'p.taylor',
        com: chances.of(['c.ahmed', 'c.new']),
      }),
    () =>
      recordConsent(services, OFFICER, world.id, {
        purpose: chances.of(CONSENT_PURPOSES),
        answer: chances.of(CONSENT_ANSWERS),
        how: 'SPOKEN',
        reason: 'So they said',
      }),
    () =>
      makeAppointment(services, OFFICER, world.id, {
        on: addDays(today, chances.below(20)),
        at: '14:00',
        place: 'The office',
      }),
    () =>
      offerMentor(services, OFFICER, world.id, {
        role: 'MENTOR',
        name: 'Sam',
        helpsWith: chances.of(['gate', 'health', 'accommodation']),
      }),
    async () => {
      const [referral] = (await world.referrals()).filter(({ answer }) => answer === undefined);
      if (referral !== undefined)
        await withdrawReferral(services, OFFICER, world.id, referral.id, {
          reason: 'OTHER',
          text: 'A mistake',
        });
    },
  ];
  if (chances.oneIn(4)) await chances.of(happens)();
  if (chances.oneIn(400)) await world.tryDeath({ on: today });
  await world.settle();
}

/** Some open steps are answered, as people usually do or in another way that is offered, with some fields of the form. */
async function answerAnything(world: JourneyWorld, chances: Chances): Promise<void> {
  for (const step of await world.openSteps()) {
    if (!chances.oneIn(2)) continue;
    const today = world.today();
    const { outcomes } = stepEntry(step.kind);
    const usual = usualAnswer(step.kind, CAST, today);
    const offered = Object.keys(outcomes).filter((each) => outcomes[each]?.system !== true);
    const any = offered[chances.below(offered.length)];
    const asUsual = usual !== undefined && chances.oneIn(2);
    const outcome = asUsual ? usual.outcome : any;
    if (outcome === undefined) continue;
    const details = asUsual ? usual.details : someDetails(step.kind, chances, today);
    await world.tryComplete(step.key.slice(step.key.indexOf('.') + 1), outcome, details);
    await world.settle();
  }
}

function someDetails(kind: StepKind, chances: Chances, today: IsoDate): Readonly<Record<string, unknown>> {
  const fields = stepEntry(kind).form.filter(() => !chances.oneIn(3));
  return Object.fromEntries(fields.map((field) => [field.name, valueOf(field, chances, today)]));
}

function valueOf(field: FormField, chances: Chances, today: IsoDate): unknown {
  switch (field.kind) {
    case 'text':
    case 'textarea':
      return field.name === 'postcode' ? 'LS1 4AP' : 'So it was';
    case 'date':
      return addDays(today, chances.below(60) - 20);
    case 'radios':
    case 'select':
      return field.choices[chances.below(field.choices.length)]?.value;
    case 'number':
      return field.least + chances.below(field.most - field.least + 1);
    case 'checkbox':
      return chances.oneIn(2);
    case 'officer':
      return { POM: 'p.taylor', COM: 'c.new', YOT: 'y.young' }[field.duty];
    case 'service':
      return 'harbour-house';
    case 'authority':
      return EASTMOOR.id;
    case 'authorities':
      return [EASTMOOR.id, WESTHAVEN.id].slice(0, field.most);
  }
}
