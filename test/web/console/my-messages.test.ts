import { afterEach, describe, expect, it } from '@jest/globals';
import { messageItem } from '../../../application/mailbox-items.ts';
import type { EndedMessage } from '../../../domain/messages/mailbox.ts';
import type { WaitingNotice } from '../../../domain/record/notice.ts';
import { localInbox } from '../../../local/local-inbox.ts';
import { consoleOver, Visitor } from '../../support/console-visitor.ts';
import { closeWorlds, type JourneyWorld } from '../../support/journey-world.ts';
import { POM } from '../../support/people.ts';
import { daysBeforeRelease } from '../../support/stages.ts';

afterEach(closeWorlds);

/** A message to the prison offender manager that ended so. */
async function ended(world: JourneyWorld, id: string, how: Omit<EndedMessage, 'at'>): Promise<void> {
  const at = world.clock.now().toString({ smallestUnit: 'millisecond' });
  const notice: WaitingNotice = {
    kind: 'step-due',
    to: `officer:${POM.id}`,
    step: '1.housing-need',
    id: `${id}.0`,
    journeyId: world.id,
    at,
  };
  const item = messageItem({
    owner: `officer:${POM.id}`,
    id,
    notices: [notice],
    tries: [],
    ended: { ...how, at },
  });
  await world.table.transact([{ kind: 'put', item }]);
}

describe('the page of my messages', () => {
  it.each<readonly [Omit<EndedMessage, 'at'>, string]>([
    [{ outcome: 'HANDED_OVER', by: 'TEXT' }, 'Sent by text'],
    [{ outcome: 'HANDED_OVER', by: 'EMAIL' }, 'Sent by email'],
    [
      { outcome: 'REFUSED', by: 'EMAIL' },
      'Not sent: your email address or mobile number was refused. Correct it.',
    ],
    [{ outcome: 'GAVE_UP', by: 'EMAIL' }, 'Not sent: GOV.UK Notify did not take it within a day.'],
    [{ outcome: 'NO_CONTACT' }, 'Not sent: you have recorded no email address or mobile number.'],
  ])('says of a message that ended with %j: %s', async (how, words) => {
    const world = await daysBeforeRelease(60);
    await ended(world, 'm1', how);
    const visitor = await Visitor.signedInAs(POM, world);
    expect((await visitor.open('/messages')).words).toContain(words);
  });

  it('has in its form what was recorded', async () => {
    const visitor = await Visitor.signedInAs(POM, await daysBeforeRelease(60));
    await visitor.open('/messages/contact');
    const given = { email: 'pat@justice.example', mobile: '07700 900123', by: 'TEXT', when: 'AT_ONCE' };
    await visitor.send('main form', given);
    const { $ } = await visitor.open('/messages/contact');
    expect($('#email').val()).toBe(given.email);
    expect($('#mobile').val()).toBe('07700900123');
    expect($('input[name=by]:checked').val()).toBe('TEXT');
    expect($('input[name=when]:checked').val()).toBe('AT_ONCE');
  });
});

describe('the page of messages as they would arrive', () => {
  it('has each with its time, its address and every line of it', async () => {
    const world = await daysBeforeRelease(60);
    const inbox = localInbox(world.table, world.clock);
    await inbox.send({
      reference: 'r1',
      by: 'EMAIL',
      to: 'pat@justice.example',
      subject: 'Zebedee: 1 step due soon',
      body: 'To Pat Taylor\nOne step is due soon.',
    });
    await inbox.send({ reference: 'r2', by: 'TEXT', to: '07700900123', subject: '', body: 'One step.' });
    const visitor = new Visitor(consoleOver(world.services, { localInbox: inbox }).pages);
    await visitor.signIn(POM);
    const { words, heading, $ } = await visitor.open('/messages/arrived');
    expect(heading).toBe('Messages as they would arrive');
    for (const said of [
      'Zebedee: 1 step due soon',
      'pat@justice.example',
      'One step is due soon.',
      'Text',
      '07700900123',
      'Friday 8 January 2027 at 9:00am',
    ])
      expect(words).toContain(said);
    const parts = $('dl')
      .toArray()
      .map((message) =>
        $(message)
          .find('dt')
          .toArray()
          .map((part) => [$(part).text(), $(part).next('dd').text()]),
      );
    expect(parts).toEqual([
      [
        ['To', '07700900123'],
        ['Message', 'One step.'],
      ],
      [
        ['To', 'pat@justice.example'],
        ['Subject', 'Zebedee: 1 step due soon'],
        ['Message', 'To Pat Taylor One step is due soon.'],
      ],
    ]);
  });
});
