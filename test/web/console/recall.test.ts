import { afterEach, describe, expect, it } from '@jest/globals';
import { Visitor } from '../../support/console-visitor.ts';
import { closeWorlds, type JourneyWorld } from '../../support/journey-world.ts';
import { COM, HEAD_OF_PDU, POM } from '../../support/people.ts';
import { onLicence, REVOKED } from '../../support/recalls.ts';

afterEach(closeWorlds);

const FORM = 'main form';
const date = (name: string, iso: string): Record<string, string> => {
  const [year = '', month = '', day = ''] = iso.split('-');
  return { [`${name}-day`]: day, [`${name}-month`]: month, [`${name}-year`]: year };
};
const RECALL = {
  type: 'FIXED_TERM',
  reason: 'LOST_CONTACT',
  explanation: 'Nobody has reached them for two weeks',
  alternatives: 'Letters, and calls at their address',
  ...date('revokedOn', REVOKED),
};

async function recalled(): Promise<JourneyWorld> {
  const world = await onLicence();
  await world.recall();
  return world;
}

describe('asking for a recall', () => {
  it('goes from the person’s page to the head of the delivery unit, who sees what was tried', async () => {
    const world = await onLicence();
    const visitor = await Visitor.signedInAs(COM, world);
    const person = await visitor.open(`/journeys/${world.id}`);
    expect(person.$(`a[href="/journeys/${world.id}/recall"]`)).toHaveLength(1);
    await visitor.open(`/journeys/${world.id}/recall`);
    const sent = await visitor.send(FORM, RECALL);
    expect(sent.words).toContain('must approve the recall before it counts');
    const asked = await visitor.open(`/journeys/${world.id}`);
    expect(asked.$(`a[href="/journeys/${world.id}/recall"]`)).toHaveLength(0);
    const head = await Visitor.signedInAs(HEAD_OF_PDU, world);
    const proposal = (await world.journey()).proposals?.[0]?.id ?? 'none';
    const approval = await head.open(`/journeys/${world.id}/proposals/${proposal}`);
    expect(approval.words).toContain('Reason: Lost contact with probation.');
    expect(approval.words).toContain('Tried before: Letters, and calls at their address.');
    const after = await head.send(FORM, { decision: 'APPROVE' });
    expect(after.words).toContain('The licence was revoked on Monday 29 March 2027');
    expect((await world.journey()).phase).toBe('recalled');
  });

  it.each([
    { given: { type: '' }, problem: 'Choose the kind of recall' },
    { given: { reason: '' }, problem: 'Choose the reason' },
    { given: { explanation: '' }, problem: 'Enter what happened' },
    { given: { alternatives: ' ' }, problem: 'Enter what was tried before' },
    { given: { explanation: 'x'.repeat(2_001) }, problem: 'Use 2,000 characters or fewer' },
    { given: date('revokedOn', '2027-02-31'), problem: 'The day of revocation must be a real date' },
    {
      given: date('revokedOn', '2027-03-01'),
      problem: 'The licence is revoked on or after Tuesday 9 March 2027, the day of release.',
    },
  ])('shows the problem $problem, and keeps what was typed', async ({ given, problem }) => {
    const world = await onLicence();
    const visitor = await Visitor.signedInAs(COM, world);
    await visitor.open(`/journeys/${world.id}/recall`);
    const shown = await visitor.send(FORM, { ...RECALL, ...given });
    expect(shown.status).toBe(400);
    expect(shown.errors).toEqual([problem]);
    expect((await world.journey()).proposals ?? []).toEqual([]);
  });

  it('is not offered to the prison, nor for a person in prison', async () => {
    const world = await onLicence();
    const visitor = await Visitor.signedInAs(COM, world);
    await world.recall();
    expect((await visitor.open(`/journeys/${world.id}/recall`)).status).toBe(409);
    const prison = await Visitor.signedInAs(POM, world);
    const person = await prison.open(`/journeys/${world.id}`);
    expect(person.$(`a[href="/journeys/${world.id}/recall"]`)).toHaveLength(0);
  });
});

describe('recording the return to prison', () => {
  it('shows the release date that follows, and links to what was before', async () => {
    const world = await recalled();
    const visitor = await Visitor.signedInAs(POM, world);
    const address = `/journeys/${world.id}/return-to-custody`;
    const person = await visitor.open(`/journeys/${world.id}`);
    expect(person.$(`a[href="${address}"]`).length).toBeGreaterThan(0);
    await visitor.open(address);
    const after = await visitor.send(FORM, { what: 'RETURNED', prison: 'MDI', ...date('on', REVOKED) });
    expect(after.words).toContain('The return is recorded. The release date is Sunday 23 May 2027.');
    expect(after.words).toContain('Back in prison on Monday 29 March 2027.');
    expect(after.words).toContain('Released on Tuesday 9 March 2027, recalled on Monday 29 March 2027');
    const before = await visitor.open(`/journeys/${world.id}/cycles/1`);
    expect(before.heading).toBe('Before Monday 29 March 2027');
    expect(before.words).toContain('Where will they live?');
    expect(before.words).toContain('Never answered');
    expect(before.words).toContain('Eastmoor');
    const step = await visitor.open(`/journeys/${world.id}/steps/1.first-appointment`);
    expect(step.words).toContain('The person was recalled or sentenced again');
  });

  it('may instead record that they are at large', async () => {
    const world = await recalled();
    const visitor = await Visitor.signedInAs(COM, world);
    await visitor.open(`/journeys/${world.id}/return-to-custody`);
    const after = await visitor.send(FORM, { what: 'AT_LARGE', ...date('since', REVOKED) });
    expect(after.words).toContain('Unlawfully at large since Monday 29 March 2027.');
    expect((await visitor.open('/stuck')).words).toContain('Unlawfully at large');
  });

  it.each([
    { given: {}, problem: 'Choose what is to be recorded' },
    { given: { what: 'RETURNED', prison: 'MDI' }, problem: 'Enter the day of return' },
    { given: { what: 'RETURNED', prison: '', ...date('on', REVOKED) }, problem: 'Choose the prison' },
    {
      given: { what: 'RETURNED', prison: 'MDI', ...date('on', '2027-03-28') },
      problem: 'The return to custody is on or after the day of revocation.',
    },
    {
      given: { what: 'RETURNED', prison: 'MDI', ...date('on', REVOKED), 'arrestedOn-day': '1' },
      problem: 'The day of arrest must include a month and a year',
    },
    { given: { what: 'AT_LARGE' }, problem: 'Enter the day from which they are at large' },
    {
      given: { what: 'AT_LARGE', ...date('since', '2027-03-28') },
      problem: 'The day must be on or after Monday 29 March 2027, the revocation.',
    },
  ])('shows the problem: $problem', async ({ given, problem }) => {
    const world = await recalled();
    const visitor = await Visitor.signedInAs(POM, world);
    await visitor.open(`/journeys/${world.id}/return-to-custody`);
    const shown = await visitor.send(FORM, given);
    expect(shown.errors).toEqual([problem]);
    expect((await world.journey()).phase).toBe('recalled');
  });

  it('is refused when no recall waits for it, and an earlier cycle that there was not is not found', async () => {
    const world = await onLicence();
    const visitor = await Visitor.signedInAs(COM, world);
    expect((await visitor.open(`/journeys/${world.id}/return-to-custody`)).status).toBe(409);
    for (const cycle of ['1', '7', 'x'])
      expect((await visitor.open(`/journeys/${world.id}/cycles/${cycle}`)).status).toBe(404);
  });
});
