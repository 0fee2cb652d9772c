import { afterEach, describe, expect, it } from '@jest/globals';
import { addDays } from '../../../domain/law/time.ts';
import { stateOf } from '../../../domain/record/referral.ts';
import { EASTMOOR, WESTHAVEN } from '../../support/agencies.ts';
import { Visitor } from '../../support/console-visitor.ts';
import { closeWorlds, type JourneyWorld } from '../../support/journey-world.ts';
import { ADMIN_USER, COM, ELSEWHERE, POM } from '../../support/people.ts';
import { councilsAsked, PLAIN_RELEASE } from '../../support/stages.ts';

afterEach(closeWorlds);

async function opened(world: JourneyWorld, query = '', user = POM) {
  const address = `/journeys/${world.id}/consents`;
  const visitor = await Visitor.signedInAs(user, world);
  return { visitor, form: `form[action="${address}"]`, page: await visitor.open(address + query) };
}

const councils = (): Promise<JourneyWorld> => councilsAsked([EASTMOOR.id, WESTHAVEN.id]);
const WITHDRAWN = { purpose: 'DTR', answer: 'WITHDRAWN', how: 'WRITTEN' };

describe('recording consent', () => {
  it('is reached from the person’s page, shows what it would do, and counts only once confirmed', async () => {
    const world = await councils();
    const { visitor, form } = await opened(world);
    const person = await visitor.open(`/journeys/${world.id}`);
    const [withdraw] = person.$('a[href*="/consents?purpose=DTR"]').toArray();
    const page = await visitor.open(person.$(withdraw).attr('href') ?? '');
    expect(page.$('input[name="purpose"]:checked').attr('value')).toBe('DTR');
    expect(page.$('input[name="answer"]:checked').attr('value')).toBe('WITHDRAWN');

    const check = await visitor.send(form, { ...WITHDRAWN, heardBy: COM.id, reason: 'They said no' });
    for (const sentence of [
      'A referral to a council under the duty to refer',
      'They no longer agree',
      'Every agency',
      'A message goes to Eastmoor Council: the referral is withdrawn. It is given no reason',
      'The step “Agency’s answer (duty to refer)” closes.',
      'No council is asked, or shown how to contact the person, before they agree again.',
    ])
      expect(check.words).toContain(sentence);
    expect(stateOf(await world.referral('DTR-1'))).toBe('delivered');

    const after = await visitor.send(form, { action: 'confirm' });
    await world.settle();
    expect(after.words).toContain('The person’s answer is recorded.');
    expect(stateOf(await world.referral('DTR-1'))).toBe('withdrawn');
    for (const words of ['Withdrawn', 'They said no', 'In writing, received by'])
      expect(after.words).toContain(words);
  });

  it.each([
    [
      'one council',
      { ...WITHDRAWN, agency: WESTHAVEN.id },
      ['No referral relies on it now.', 'No new referral is made to it before the person agrees.'],
    ],
    [
      'messages',
      { purpose: 'MESSAGES', answer: 'REFUSED', how: 'SPOKEN' },
      ['No message is sent to the person, and their address and number are removed.'],
    ],
    ['messages agreed to', { purpose: 'MESSAGES', answer: 'GIVEN', how: 'SPOKEN' }, ['Messages may be sent']],
    ['a council agreed to', { ...WITHDRAWN, answer: 'GIVEN' }, ['A council may be asked.']],
    ['a service agreed to', { purpose: 'CRS', answer: 'GIVEN', how: 'SPOKEN' }, ['A referral may be made.']],
  ])('says what it would do (%s)', async (_what, given, words) => {
    const { visitor, form } = await opened(await councils());
    const check = await visitor.send(form, given);
    for (const sentence of words) expect(check.words).toContain(sentence);
  });

  it('says that a bed is lost with it', async () => {
    const world = await councils();
    await world.advanceTo(addDays(PLAIN_RELEASE, -42));
    await world.complete('cas3-decision', 'REFER');
    await world.agencyAnswers('CAS3-1', 'ACCEPTED');
    const { visitor, form } = await opened(world);
    const check = await visitor.send(form, { purpose: 'CAS3', answer: 'WITHDRAWN', how: 'SPOKEN' });
    expect(check.words).toContain('The bed no longer counts as a place to sleep.');
  });

  it('says that contact is asked about when it is not known', async () => {
    const world = await councils();
    const { visitor, form } = await opened(world);
    await visitor.send(form, WITHDRAWN);
    await visitor.send(form, { action: 'confirm' });
    await world.settle();
    const again = await opened(world);
    const check = await again.visitor.send(again.form, { ...WITHDRAWN, answer: 'GIVEN' });
    expect(check.words).toContain('An officer is asked how a council may contact the person.');
  });

  it.each([
    [
      'nothing',
      {},
      ['Choose what it is about', 'Choose what the person said', 'Choose whether they said it or wrote it'],
    ],
    [
      'half a day',
      { ...WITHDRAWN, 'on-day': '4' },
      ['The day of the answer must include a month and a year'],
    ],
    [
      'too many words',
      { ...WITHDRAWN, reason: 'x'.repeat(2_001) },
      ['Use 2,000 characters or fewer for what they said'],
    ],
  ])('asks again for %s', async (_what, given, problems) => {
    const { visitor, form } = await opened(await councils());
    expect((await visitor.send(form, given)).errors).toEqual(problems);
  });

  it.each([
    [
      'an agency of another service',
      { ...WITHDRAWN, agency: 'shelter-first' },
      'Name an agency that gives this service.',
    ],
    [
      'a day to come',
      { ...WITHDRAWN, 'on-day': '1', 'on-month': '12', 'on-year': '2027' },
      'The day must be today or in the past.',
    ],
  ])('is refused for %s, with nothing lost', async (_what, given, problem) => {
    const { visitor, form } = await opened(await councils());
    await visitor.send(form, given);
    const after = await visitor.send(form, { action: 'confirm' });
    expect(after.errors).toEqual([problem]);
    expect(after.$('input[name="answer"]:checked').attr('value')).toBe('WITHDRAWN');
  });

  it('shows what changed when the council was refused by another officer meanwhile', async () => {
    const world = await councils();
    const first = await opened(world);
    const second = await opened(world, '', COM);
    await first.visitor.send(first.form, WITHDRAWN);
    await second.visitor.send(second.form, WITHDRAWN);
    await second.visitor.send(second.form, { action: 'confirm' });
    const after = await first.visitor.send(first.form, { action: 'confirm' });
    expect(after.status).toBe(409);
    expect(after.words).toContain('The person no longer agrees');
  });

  it.each([
    ['an administrator', ADMIN_USER],
    ['staff of another prison', ELSEWHERE],
  ])('is not for %s', async (_who, user) => {
    expect((await opened(await councils(), '', user)).page.status).toBe(403);
  });
});
