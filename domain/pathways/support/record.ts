import type { PathwayDraft, PersonRecord } from '../person-record.ts';
import { setPathway } from '../statuses.ts';
import type { Need, Support } from './data.ts';
import type { SupportPathway } from './pathways.ts';

export function setSupport(draft: PathwayDraft, patch: Partial<Support>): void {
  draft.update({ support: { ...draft.journey.support, ...patch } });
}

/** Keeps what is known of a need, beside what was known. */
export function setNeed(draft: PathwayDraft, pathway: SupportPathway, patch: Partial<Need>): void {
  const { today } = draft.context;
  const needs = draft.journey.support?.needs ?? {};
  const known = needs[pathway] ?? { answer: 'NEEDED', on: today };
  setSupport(draft, { needs: { ...needs, [pathway]: { ...known, ...patch } } });
}

/** The person wants none, for now. */
export function declineSupport(draft: PathwayDraft, pathway: SupportPathway): void {
  setNeed(draft, pathway, { answer: 'DECLINED', on: draft.context.today });
  setPathway(draft, pathway, 'SUPPORT_DECLINED');
}

/** A women’s service has the need already: it takes one referral for all of them. */
export function hasWomensService(
  { support }: Pick<PersonRecord, 'support'>,
  pathway: SupportPathway,
): boolean {
  const service = support?.womensService;
  return service !== undefined && !(service.without ?? []).includes(pathway);
}

/** The need goes to the women’s service together with the others. */
export function coverNeed(draft: PathwayDraft, pathway: SupportPathway): void {
  const service = draft.journey.support?.womensService;
  if (service !== undefined) setNeed(draft, pathway, { referred: { to: service.to, on: service.on } });
  setPathway(draft, pathway, 'IN_PROGRESS');
}

/** Help has ended too early or never began, so another referral is asked about. */
export function needAnotherService(draft: PathwayDraft, pathway: SupportPathway): void {
  const { support } = draft.journey;
  const { [pathway]: need, ...others } = support?.needs ?? {};
  if (need !== undefined) {
    const { referred: _ended, ...kept } = need;
    setSupport(draft, { needs: { ...others, [pathway]: kept } });
  }
  const service = support?.womensService;
  if (service !== undefined && hasWomensService(draft.journey, pathway))
    setSupport(draft, {
      womensService: { ...service, without: [...(service.without ?? []), pathway] },
    });
  setPathway(draft, pathway, 'SUPPORT_REQUIRED');
}
