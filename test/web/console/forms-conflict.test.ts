import { afterEach, describe, expect, it } from '@jest/globals';
import { changeAppointment } from '../../../application/commands/arrange-appointment.ts';
import { recordPersonDetails } from '../../../application/commands/record-details.ts';
import { addDays } from '../../../domain/law/time.ts';
import { FORMS, formOf } from '../../support/console-forms.ts';
import { Visitor } from '../../support/console-visitor.ts';
import { closeWorlds, ok, OFFICER, type JourneyWorld } from '../../support/journey-world.ts';

afterEach(closeWorlds);

async function movesDate(world: JourneyWorld): Promise<void> {
  const { releaseDateInForce = '' } = await world.journey();
  await world.moveReleaseDate(addDays(releaseDateInForce, 7));
}

const HEADINGS: Readonly<Record<string, string>> = {
  // The day that it moves to is no Friday.
  'the release day': 'There is no release day to decide',
};

/** What somebody else changes of the record that a form shows. */
const CHANGES: Readonly<Record<string, (world: JourneyWorld) => Promise<void>>> = {
  'personal details': async (world) => {
    ok(await recordPersonDetails(world.services, OFFICER, world.id, { tier: 'C3' }));
  },
  'what came of an appointment': async (world) => {
    const { appointments = [] } = await world.journey();
    const given = { on: '2027-01-21', at: '10:00', place: '5 Park Row, Leeds' };
    ok(await changeAppointment(world.services, OFFICER, world.id, appointments[0]?.id ?? '', given));
  },
  'a release': movesDate,
  'the release day': movesDate,
  'the removal of a date': movesDate,
  'who may see the person': movesDate,
  'a hold': movesDate,
};

describe('a form of which somebody else has changed the record', () => {
  it.each(FORMS.filter(({ form }) => form in CHANGES))(
    'records nothing of $form, shows what was changed, and keeps what was typed',
    async (given) => {
      const { world, path } = await given.fill();
      const visitor = await Visitor.signedInAs(given.who, world);
      const { $ } = await visitor.open(path);
      if (given.confirmed) await visitor.send(formOf($), given.typed);
      await CHANGES[given.form]?.(world);
      const before = await world.facts();
      const typed = given.confirmed ? { action: 'confirm' } : given.typed;
      const page = await visitor.send(formOf(visitor.seen().$), typed);
      const heading = HEADINGS[given.form] ?? 'This has changed since you opened it';
      expect(page).toMatchObject({ status: 409, heading });
      if (given.form !== 'what came of an appointment') expect(page.words).toContain(given.keeps);
      if (HEADINGS[given.form] === undefined) expect(page.words).toContain('Pat Taylor');
      expect(await world.facts()).toEqual(before);
    },
  );
});
