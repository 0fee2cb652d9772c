import { afterEach, describe, expect, it } from '@jest/globals';
import { contactItem } from '../../application/mailbox-items.ts';
import type { ContactDetails } from '../../domain/messages/contact.ts';
import { addDays } from '../../domain/law/time.ts';
import { describeFact } from '../../domain/journey/describe.ts';
import { closeWorlds, type JourneyWorld } from '../support/journey-world.ts';
import { THE_LAW } from '../support/law.ts';
import { daysBeforeRelease } from '../support/stages.ts';

afterEach(closeWorlds);

const FIGURES = THE_LAW.onRelease('2027-03-09');

async function reachable(world: JourneyWorld, officer: string, more: Partial<ContactDetails> = {}) {
  const contact = { email: `${officer}@justice.example`, by: 'EMAIL', when: 'DAILY', ...more } as const;
  await world.table.transact([{ kind: 'put', item: contactItem(officer, contact) }]);
}

async function told(world: JourneyWorld): Promise<readonly string[]> {
  const facts = await world.facts();
  return facts
    .filter(({ type }) => type.startsWith('message-'))
    .map((fact) => describeFact(fact, FIGURES, { officer: (id) => id }));
}

describe('a message to an officer', () => {
  it('reminds of a step before its deadline, with a first name and a link, and is recorded as told', async () => {
    const world = await daysBeforeRelease(60);
    await reachable(world, 'p.taylor');
    const { dueOn = '' } = await world.step('housing-need');
    await world.advanceTo(addDays(dueOn, -2));
    const [message] = world.inbox.arrived.slice(-1);
    expect(message).toMatchObject({ by: 'EMAIL', to: 'p.taylor@justice.example' });
    expect(message?.body).toContain('Zebedee: ');
    expect(message?.body).toContain(`https://pages.example/journeys/${world.id}`);
    expect(message?.body).not.toMatch(/Quillfeather|A1234BC|live/);
    expect((await told(world)).at(-1)).toContain('.taylor was told by email: ');
    expect((await told(world)).at(-1)).toContain('“Where will they live?” is due soon');
    expect(world.problems).toEqual([]);
  });
});
