import { afterEach, expect, it } from '@jest/globals';
import { makeAppointment } from '../../application/commands/arrange-appointment.ts';
import { changeMentor, offerMentor } from '../../application/commands/arrange-mentor.ts';
import { correctRelease } from '../../application/commands/correct-release.ts';
import { limitAccess } from '../../application/commands/limit-access.ts';
import { mergeRecords } from '../../application/commands/merge-records.ts';
import { openInEmergency } from '../../application/commands/open-in-emergency.ts';
import { recordConsent } from '../../application/commands/record-consent.ts';
import { recordPersonDetails } from '../../application/commands/record-details.ts';
import { removeSentenceDate } from '../../application/commands/remove-sentence-date.ts';
import { respondToReferral } from '../../application/commands/respond-to-referral.ts';
import { undoRecall } from '../../application/commands/undo-recall.ts';
import { varyLicence } from '../../application/commands/vary-licence.ts';
import { withdrawReferral } from '../../application/commands/withdraw-referral.ts';
import { getTimeline } from '../../application/queries/get-timeline.ts';
import type { Item, Write } from '../../application/ports/table.ts';
import { addDays } from '../../domain/law/time.ts';
import { verifyChain } from '../../domain/record/facts.ts';
import { EASTMOOR } from '../support/agencies.ts';
import { agencyUser, closeWorlds, OFFICER, ok, type JourneyWorld } from '../support/journey-world.ts';
import { user } from '../support/people.ts';
import { SENTENCE } from '../support/recalls.ts';
import {
  councilsAsked,
  daysBeforeRelease,
  PLAIN_RELEASE,
  released,
  releasedAfter,
} from '../support/stages.ts';

afterEach(closeWorlds);

/** Nothing in the product is called this. */
const PLANTED = 'Wobblethwaite';
const said = { reason: `${PLANTED} said so.` };

/** Everything a world writes from now on. */
function written(world: JourneyWorld): readonly Item[] {
  const items: Item[] = [];
  world.beforeTable = (call, about) => {
    if (call !== 'transact') return;
    const writes = JSON.parse(about) as readonly Write[];
    items.push(...writes.flatMap((write) => (write.kind === 'put' ? [write.item] : [])));
  };
  return items;
}

/** What leaves the table: the facts, the outbox with what it starts and sends, and what agencies and officers were sent. */
function leaves(world: JourneyWorld, items: readonly Item[]): string {
  const chained = items.flatMap(({ fact }) => (fact === undefined ? [] : [fact]));
  const outbox = items.filter(({ pk, sk }) => /OUTBOX|DELIVERY/.test(`${pk} ${sk}`));
  expect(chained.length).toBeGreaterThan(0);
  return JSON.stringify([chained, outbox, world.sender.sent, world.inbox.tried, world.problems]);
}

/** Who reads the timeline is shown it, so many times, and nothing else has it. */
async function isPrivate(world: JourneyWorld, items: readonly Item[], times: number): Promise<void> {
  await world.settle();
  expect(leaves(world, items)).not.toContain(PLANTED);
  const timeline = ok(await getTimeline(world.services, OFFICER, world.id, { limit: 500 }));
  expect(timeline.items.filter(({ sentence }) => sentence.includes(PLANTED))).toHaveLength(times);
  expect(verifyChain(await world.facts())).toEqual({ ok: true });
}

it('keeps the reasons of work before release private', async () => {
  const world = await daysBeforeRelease(60);
  const items = written(world);
  const { services, id } = world;
  ok(await limitAccess(services, OFFICER, id, { change: 'EXCLUDE', officer: 'c.new', ...said }));
  ok(await limitAccess(services, OFFICER, id, { change: 'LIFT', ...said }));
  ok(await recordPersonDetails(services, OFFICER, id, { dateOfBirth: '1987-01-31', ...said }));
  const consent = { purpose: 'CRS', answer: 'REFUSED', how: 'SPOKEN', ...said } as const;
  ok(await recordConsent(services, OFFICER, id, consent));
  ok(await mergeRecords(services, OFFICER, id, { otherNumber: 'A9999ZZ', survives: 'OTHER', ...said }));
  await world.restart(`${PLANTED} asked for it`);
  const mentor = { role: 'PEER', name: PLANTED, helpsWith: 'gate' } as const;
  const offered = ok(await offerMentor(services, OFFICER, id, mentor));
  ok(await changeMentor(services, OFFICER, id, offered.mentor, { change: 'DECLINED', ...said }));
  const place = { on: addDays(world.today(), 3), at: '10:30', place: `House of ${PLANTED}` };
  ok(await makeAppointment(services, OFFICER, id, place));
  const stranger = user('z.stranger', { duties: ['COM'], regions: ['N99'] });
  ok(await openInEmergency(services, stranger, id, said));
  await isPrivate(world, items, 7);
  const chained = leaves(world, items);
  expect(items.some(({ sk }) => sk.startsWith('OUTBOX#'))).toBe(true);
  for (const identifier of ['1987-01-31', 'A9999ZZ', 'A1234BC']) expect(chained).not.toContain(identifier);
});

it('keeps what an agency writes, and why a referral is withdrawn, private', async () => {
  const world = await councilsAsked();
  const items = written(world);
  const { id: referralId } = await world.referral('DTR-1');
  const asks = { referralId, answer: 'MORE_INFORMATION', officer: PLANTED, note: PLANTED } as const;
  ok(await respondToReferral(world.services, agencyUser(EASTMOOR.id), { ...asks, reference: PLANTED }));
  await world.settle();
  await world.complete('referral-more-information.DTR-1', 'PROVIDED', { note: `${PLANTED} knows.` });
  const withdrawal = { reason: 'OTHER', text: `${PLANTED} found a place` } as const;
  ok(await withdrawReferral(world.services, OFFICER, world.id, referralId, withdrawal));
  await isPrivate(world, items, 4);
});

it('keeps the reasons of a release, its correction, a recall and its undoing private', async () => {
  const world = await daysBeforeRelease(3);
  const items = written(world);
  await world.advanceTo(PLAIN_RELEASE);
  await world.release({ ground: 'IN_ERROR', ...said });
  const { services, id } = world;
  const correction = { correction: 'NOT_RELEASED', ...said } as const;
  const wrong = ok(await correctRelease(services, OFFICER, id, correction));
  ok(await world.answerProposal(wrong.proposal, { decision: 'DECLINE', reason: `${PLANTED} was seen` }));
  const right = ok(await correctRelease(services, OFFICER, id, correction));
  ok(await world.answerProposal(right.proposal));
  await world.settle();
  await released(world);
  await world.recall({ explanation: PLANTED, alternatives: `Talks with ${PLANTED}` });
  const undone = ok(await undoRecall(services, OFFICER, id, said));
  ok(await world.answerProposal(undone.proposal));
  await isPrivate(world, items, 5);
});

it('keeps what a changed licence says, and why, private', async () => {
  const world = await releasedAfter(3, { sentence: SENTENCE });
  const items = written(world);
  const { services, id } = world;
  const zone = { variation: 'ADD', condition: 'RESTRICTION_ZONE', from: world.today(), ...said } as const;
  const asked = ok(await varyLicence(services, OFFICER, id, { ...zone, text: `The street of ${PLANTED}` }));
  ok(await world.answerProposal(asked.proposal));
  const removal = ok(await varyLicence(services, OFFICER, id, { ...zone, variation: 'REMOVE' }));
  ok(await world.answerProposal(removal.proposal, { decision: 'DECLINE', reason: `${PLANTED} lives there` }));
  await isPrivate(world, items, 1);
});

it('keeps why a date was removed private', async () => {
  const world = await daysBeforeRelease(200);
  const items = written(world);
  ok(await removeSentenceDate(world.services, OFFICER, world.id, { dateType: 'CRD', ...said }));
  await isPrivate(world, items, 1);
});

it('finds a private part that was edited in the table', async () => {
  const world = await daysBeforeRelease(60);
  const items = written(world);
  await world.restart('It stood still');
  const row = items.find((item) => item['private'] !== undefined);
  const kept = row?.['private'] as { readonly salt: string } | undefined;
  if (row === undefined || kept === undefined) throw new Error('There is no private part');
  const edited = { ...row, private: { salt: kept.salt, data: { reason: 'It was asked for' } } };
  await world.table.transact([{ kind: 'put', item: edited }]);
  expect(verifyChain(await world.facts())).toMatchObject({
    ok: false,
    why: 'its private part is not what was recorded',
  });
});
