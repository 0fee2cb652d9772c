import { describe, expect, it } from '@jest/globals';
import { FIRST_HASH, verifyChain } from '../../domain/record/facts.ts';
import type { Head } from '../../domain/record/head.ts';
import { NotLoadedError } from '../../domain/record/not-loaded-error.ts';
import { RecordDraft } from '../../domain/record/record-draft.ts';
import type { Referral } from '../../domain/record/referral.ts';
import { aJourney, NO_HOLIDAYS } from '../support/drafts.ts';
import { THE_LAW } from '../support/law.ts';
import { OFFICER, RECORDED_AT } from '../support/record.ts';

const NOW = '2027-01-15T09:00:00.000Z';

function draftOf(patch: Partial<Head> = {}): RecordDraft {
  let count = 0;
  return new RecordDraft<Head>(
    { ...aJourney(), ...patch },
    {
      now: NOW,
      today: '2027-01-15',
      by: OFFICER,
      calendar: NO_HOLIDAYS,
      law: THE_LAW,
      newId: () => `salt-${(count += 1)}`,
      publicUrl: 'https://gate.example',
    },
  );
}

const referral = (id: string, patch: Partial<Referral> = {}): Referral => ({
  id,
  journeyId: 'journey-1',
  cycle: 1,
  service: 'DTR',
  subject: 'DTR-1',
  agencyId: 'eastmoor-council',
  sequence: 1,
  createdAt: RECORDED_AT,
  ...patch,
});
const answered = (answer: 'ACCEPTED' | 'DECLINED') => ({ answer: { answer, at: RECORDED_AT, by: OFFICER } });

describe('a record being changed', () => {
  it.each<{ readonly by: string; readonly act: (draft: RecordDraft) => void }>([
    { by: 'an update', act: (draft) => draft.update({ prison: 'LEI' }) },
    { by: 'a field that is forgotten', act: (draft) => draft.forget('release') },
    { by: 'a fact', act: (draft) => draft.record('released') },
    { by: 'an effect', act: (draft) => draft.cause({ kind: 'deliver', agencyId: 'a', deliveryId: 'd' }) },
    { by: 'a notice', act: (draft) => draft.tell({ kind: 'step-due', to: 'officer:p.taylor' }) },
    { by: 'a machine that starts', act: (draft) => draft.start('reception') },
    { by: 'a referral', act: (draft) => draft.addReferral(referral('r1')) },
  ])('is changed by $by', ({ act }) => {
    const draft = draftOf();
    expect(draft.changed).toBe(false);
    act(draft);
    expect(draft.changed).toBe(true);
  });

  it.each<{ readonly by: string; readonly act: (draft: RecordDraft) => void }>([
    { by: 'a referral that is only loaded', act: (draft) => draft.loadReferrals([referral('r1')]) },
    {
      by: 'the end of an execution that is not its own',
      act: (draft) => draft.finish('reception', 'unknown'),
    },
    { by: 'a look at its referrals', act: (draft) => draft.hasReferral('r1') },
  ])('is not changed by $by', ({ act }) => {
    const draft = draftOf();
    act(draft);
    expect(draft.changed).toBe(false);
  });

  it('keeps every field but those that are updated or forgotten', () => {
    const draft = draftOf();
    draft.update({ prison: 'LEI', region: 'N07' });
    draft.forget('release', 'releaseDateInForce');
    const { release: _release, releaseDateInForce: _inForce, ...rest } = aJourney();
    expect(draft.journey).toEqual({ ...rest, prison: 'LEI', region: 'N07' });
    expect(Object.hasOwn(draft.journey, 'release')).toBe(false);
  });

  it.each([
    { was: 'community', is: 'closed', closes: true },
    { was: 'community', is: 'recalled', closes: false },
    { was: 'closed', is: 'closed', closes: false },
    { was: 'closed', is: 'community', closes: false },
  ] as const)('from $was to $is closes the journey: $closes', ({ was, is, closes }) => {
    const draft = draftOf({ phase: was });
    expect(draft.closes).toBe(false);
    draft.update({ phase: is });
    expect(draft.closes).toBe(closes);
  });
});

describe('the facts of a change', () => {
  it('are numbered from the last one, name who acts and when, and follow from each other', () => {
    const draft = draftOf();
    draft.record('phase-entered', { phase: 'custody' });
    draft.record('restarted', {}, { kind: 'admin', id: 'a.admin' });
    expect(draft.facts.map(({ sequence, at, by, type }) => ({ sequence, at, by, type }))).toEqual([
      { sequence: 1, at: NOW, by: OFFICER, type: 'phase-entered' },
      { sequence: 2, at: NOW, by: { kind: 'admin', id: 'a.admin' }, type: 'restarted' },
    ]);
    expect(draft.facts[0]?.previousHash).toBe(FIRST_HASH);
    expect(verifyChain(draft.facts)).toEqual({ ok: true });
    expect(draft.journey.facts).toEqual({ count: 2, lastHash: draft.facts[1]?.hash });
  });

  it('go on from the facts that the record has', () => {
    const draft = draftOf({ facts: { count: 7, lastHash: 'f'.repeat(64) } });
    draft.record('released');
    expect(draft.facts[0]).toMatchObject({ sequence: 8, previousHash: 'f'.repeat(64) });
  });

  it('have the same hash in whatever order their data are given', () => {
    const hashes = [
      { kind: 'referral', outcome: 'DONE', subject: 'DTR-1' },
      { subject: 'DTR-1', outcome: 'DONE', kind: 'referral' },
      { outcome: 'DONE', subject: 'DTR-1', kind: 'referral', reason: undefined },
    ].map((data) => {
      const draft = draftOf();
      draft.record('step-completed', data);
      return draft.facts[0]?.hash;
    });
    expect(new Set(hashes).size).toBe(1);
  });

  it('say of a timeline what does not follow', () => {
    const draft = draftOf();
    for (let count = 0; count < 3; count += 1) draft.record('restarted');
    const [first, second, third] = draft.facts;
    if (first === undefined || second === undefined || third === undefined) throw new Error('No facts');
    expect(verifyChain([first, third])).toEqual({ ok: false, sequence: 3, why: 'expected fact 2' });
    expect(verifyChain([first, { ...second, previousHash: FIRST_HASH }])).toEqual({
      ok: false,
      sequence: 2,
      why: 'does not follow the fact before it',
    });
    expect(verifyChain([first, { ...second, type: 'released' }])).toEqual({
      ok: false,
      sequence: 2,
      why: 'its text is not what was recorded',
    });
  });
});

describe('the machine of a phase', () => {
  it('starts under a name with its cycle and its attempt, and is caused to', () => {
    const draft = draftOf({ attempts: 4, cycle: 2 });
    draft.start('community');
    const name = 'journey-1-community-2-5';
    expect(draft.journey).toMatchObject({
      attempts: 5,
      executions: [{ machine: 'community', name, attempt: 5, startedAt: NOW }],
    });
    expect(draft.effects).toEqual([
      {
        kind: 'start-execution',
        machine: 'community',
        name,
        input: {
          journeyId: 'journey-1',
          cycle: 2,
          subject: 'none',
          incident: { outcome: 'NONE', number: 0 },
        },
      },
    ]);
  });

  it('replaces its own run only', () => {
    const draft = draftOf();
    draft.start('reception');
    draft.start('pre-release');
    draft.start('reception');
    expect(draft.journey.executions.map(({ name }) => name)).toEqual([
      'journey-1-pre-release-1-2',
      'journey-1-reception-1-3',
    ]);
  });

  it.each([
    { case: 'its own run', machine: 'reception', name: 'journey-1-reception-1-1', left: 1 },
    { case: 'a run that was replaced', machine: 'reception', name: 'journey-1-reception-1-0', left: 2 },
    { case: 'the name of another machine', machine: 'community', name: 'journey-1-reception-1-1', left: 2 },
  ] as const)('after the end of $case leaves $left running', ({ machine, name, left }) => {
    const draft = draftOf();
    draft.start('reception');
    draft.start('pre-release');
    draft.finish(machine, name);
    expect(draft.journey.executions).toHaveLength(left);
  });
});

describe('the referrals of a change', () => {
  it('are in the head as soon as they are made', () => {
    const draft = draftOf();
    const made = referral('r1');
    draft.addReferral(made);
    expect(draft.isNew(made)).toBe(true);
    expect(draft.referral('r1')).toBe(made);
    expect(draft.changedReferrals()).toEqual([made]);
    expect(draft.journey.referrals).toEqual([
      { id: 'r1', subject: 'DTR-1', agencyId: 'eastmoor-council', live: true },
    ]);
  });

  it.each([
    { case: 'accepted', patch: answered('ACCEPTED'), summary: { live: true, answer: 'ACCEPTED' } },
    { case: 'declined', patch: answered('DECLINED'), summary: { live: false, answer: 'DECLINED' } },
    { case: 'not answered in time', patch: { expiredAt: NOW }, summary: { live: true, unanswered: true } },
    {
      case: 'withdrawn',
      patch: { withdrawn: { reason: 'NO_CONSENT' as const, at: NOW, by: OFFICER } },
      summary: { live: false, withdrawn: true },
    },
  ])('are summed up when $case', ({ patch, summary }) => {
    const draft = draftOf();
    draft.loadReferrals([referral('r1')]);
    draft.putReferral(referral('r1', patch));
    expect(draft.journey.referrals).toEqual([
      { id: 'r1', subject: 'DTR-1', agencyId: 'eastmoor-council', ...summary },
    ]);
    expect(draft.isNew(draft.referral('r1'))).toBe(false);
  });

  it('of an earlier cycle are kept as rows, and not in the head', () => {
    const draft = draftOf({ cycle: 2 });
    draft.addReferral(referral('r1', { cycle: 1 }));
    expect(draft.journey.referrals).toEqual([]);
    expect(draft.changedReferrals().map(({ id }) => id)).toEqual(['r1']);
  });

  it('replace their own summary and no other', () => {
    const draft = draftOf();
    draft.addReferral(referral('r1'));
    draft.addReferral(referral('r2', { subject: 'DTR-2' }));
    draft.putReferral(referral('r1', answered('DECLINED')));
    expect(draft.journey.referrals.map(({ id, live }) => [id, live])).toEqual([
      ['r2', true],
      ['r1', false],
    ]);
    expect(draft.liveReferrals().map(({ id }) => id)).toEqual(['r2']);
    expect(draft.changedReferrals().map(({ id }) => id)).toEqual(['r1', 'r2']);
  });

  it('are known as the table had them, whatever was changed', () => {
    const draft = draftOf();
    const before = referral('r1');
    draft.loadReferrals([before]);
    draft.putReferral(referral('r1', answered('ACCEPTED')));
    expect(draft.referralBefore('r1')).toBe(before);
    expect(draft.referralBefore('r2')).toBeUndefined();
    expect([draft.hasReferral('r1'), draft.hasReferral('r2')]).toEqual([true, false]);
  });

  it('cannot be read or replaced before they are loaded', () => {
    const summary = { id: 'r1', subject: 'DTR-1', agencyId: 'eastmoor-council', live: true };
    const draft = draftOf({ referrals: [summary] });
    const problem = 'The referral r1 of the journey journey-1 was not loaded before a rule asked for it.';
    expect(() => draft.referral('r1')).toThrow(new NotLoadedError('referral', 'r1', 'journey-1'));
    expect(() => draft.referral('r1')).toThrow(problem);
    expect(() => draft.liveReferrals()).toThrow(problem);
    expect(() => draft.putReferral(referral('r1'))).toThrow(problem);
    expect(draft.changed).toBe(false);
  });

  it('that ended need not be loaded to find those that stand', () => {
    const ended = { id: 'r0', subject: 'DTR-0', agencyId: 'eastmoor-council', live: false };
    expect(draftOf({ referrals: [ended] }).liveReferrals()).toEqual([]);
  });
});
