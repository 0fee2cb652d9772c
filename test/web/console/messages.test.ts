import { afterEach, describe, expect, it } from '@jest/globals';
import { readContact } from '../../../application/mailbox-items.ts';
import { addDays } from '../../../domain/law/time.ts';
import { Visitor } from '../../support/console-visitor.ts';
import { closeWorlds, type JourneyWorld } from '../../support/journey-world.ts';
import { ELSEWHERE, POM } from '../../support/people.ts';
import { daysBeforeRelease, PLAIN_RELEASE, released } from '../../support/stages.ts';

afterEach(closeWorlds);

/** Two days before a step of the prison officer is due, in the morning after their message. */
async function reminded(): Promise<JourneyWorld> {
  const world = await daysBeforeRelease(60);
  const { dueOn = '' } = await world.step('housing-need');
  await world.advanceTo(addDays(dueOn, -2));
  return world;
}

describe('the page of my messages', () => {
  it('says that nothing is sent to somebody without an address, and shows what would have been', async () => {
    const world = await reminded();
    const visitor = await Visitor.signedInAs(POM, world);
    const { $, heading, words } = await visitor.open('/messages');
    expect(heading).toBe('Messages');
    expect(words).toContain('Nothing is sent to you: you have recorded no email address or mobile number.');
    expect(words).toContain('Not sent: you have recorded no email address or mobile number.');
    const [first] = $('main li a').toArray();
    expect($(first).attr('href')).toBe(`/journeys/${world.id}`);
    expect($(first).parent().text()).toContain('due soon');
  });

  it('says why a message names nobody, once the reader may not see the person any more', async () => {
    const world = await reminded();
    await released(world);
    const visitor = await Visitor.signedInAs(POM, world);
    const gone = 'About people whom you can no longer see';
    expect((await visitor.open('/messages')).words).not.toContain(gone);
    await world.advanceTo(addDays(PLAIN_RELEASE, 8));
    const { $ } = await visitor.open('/messages');
    expect(
      $('main li')
        .toArray()
        .map((each) => $(each).text()),
    ).toContain(gone);
  });

  it('records an address, and says of the next message that it was sent there', async () => {
    const world = await daysBeforeRelease(60);
    const visitor = await Visitor.signedInAs(POM, world);
    await visitor.open('/messages/contact');
    const saved = await visitor.send('main form', {
      email: 'pat@justice.example',
      by: 'EMAIL',
      when: 'DAILY',
    });
    expect(saved.words).toContain('Where your messages are sent is recorded.');
    expect(await readContact(world.table, POM.id)).toEqual({
      email: 'pat@justice.example',
      by: 'EMAIL',
      when: 'DAILY',
    });
    const { dueOn = '' } = await world.step('housing-need');
    await world.advanceTo(addDays(dueOn, -2));
    expect((await visitor.open('/messages')).words).toContain('Sent by email');
  });

  it.each([
    [{ email: 'pat at justice', mobile: '' }, 'Enter an email address, such as name@justice.gov.uk'],
    [{ email: '', mobile: '0113 496 0000' }, 'Enter a UK mobile number, such as 07700 900123'],
    [{ email: 'pat@justice.example', mobile: '', by: 'TEXT' }, 'Enter a mobile number, or choose email'],
    [{ email: '', mobile: '07700 900123' }, 'Enter an email address, or choose text'],
  ])('refuses %j, keeps what was typed, and records nothing', async (given, problem) => {
    const world = await daysBeforeRelease(60);
    const visitor = await Visitor.signedInAs(POM, world);
    await visitor.open('/messages/contact');
    const refused = await visitor.send('main form', { by: 'EMAIL', when: 'DAILY', ...given });
    expect(refused.words).toContain(problem);
    expect(refused.$('input#email').attr('value') ?? '').toBe(given.email);
    expect(await readContact(world.table, POM.id)).toBeUndefined();
  });

  it('is everybody’s own', async () => {
    const world = await reminded();
    const visitor = await Visitor.signedInAs(ELSEWHERE, world);
    const { words } = await visitor.open('/messages');
    expect(words).toContain('There is no message yet.');
    expect(words).not.toContain('Quillfeather');
  });

  it('has everybody’s messages only where the product is a local copy', async () => {
    const world = await reminded();
    const visitor = await Visitor.signedInAs(POM, world);
    expect((await visitor.open('/messages/arrived')).heading).toBe('Page not found');
  });
});
