import {
  findForUnit,
  getVictimConditions,
  getVictimContact,
  type VictimContactView,
} from '../../../application/queries/get-victim-contact.ts';
import { listVictimContact, type VictimUnitView } from '../../../application/queries/list-victim-contact.ts';
import { placeCalled } from '../directory.ts';
import { formatCount, formatInstant } from '../formats.ts';
import { NO_PROBLEMS, problemsOf, type Problems } from '../forms/problems.ts';
import { textOf } from '../forms/text.ts';
import type { PageHandler, SignedInRequest } from '../page-request.ts';
import { page, problemPage, redirect, type PageResponse } from '../page-response.ts';
import {
  BASIS_WORDS,
  CLOSING_WORDS,
  CONDITION_WORDS,
  conditionState,
  ENTITLEMENT_WORDS,
  entryWords,
  passedOnWords,
} from '../victim-contact-words.ts';

/** What the reader's victim liaison unit has to pass on. */
export const datesToPassOn: PageHandler = (request) => drawList(request, NO_PROBLEMS);

/** Finds the person of a prison number, to record a case about them. */
export const findPerson: PageHandler = async (request) => {
  const { services, user, form } = request;
  const found = await findForUnit(services, user, textOf(form, 'prisonNumber').toUpperCase());
  if (found.ok) return redirect(`/journeys/${found.value.journeyId}/victim-contact`);
  if (found.code !== 'NOT_FOUND') return problemPage(found);
  return drawList(request, problemsOf([{ field: 'prisonNumber', problem: found.detail }]), 400);
};

async function drawList(
  { services, user, form }: SignedInRequest,
  problems: Problems,
  status = 200,
): Promise<PageResponse> {
  const listed = await listVictimContact(services, user);
  if (!listed.ok) return problemPage(listed);
  const data = { title: 'Dates to pass on', prisonNumber: form.get('prisonNumber') ?? '', ...problems };
  return page('dates-to-pass-on', { ...data, ...listWords(listed.value) }, status);
}

function listWords({ toPassOn, people, hidden, more }: VictimUnitView) {
  return {
    rows: toPassOn.map(({ journeyId, person, region, says, passOnBy, overdue, cases }) => ({
      person,
      says,
      overdue,
      href: `/journeys/${journeyId}/victim-contact`,
      region: placeCalled(region),
      by: formatInstant(passOnBy),
      cases: formatCount(cases, 'case', 'cases'),
    })),
    people: people.map(({ journeyId, person, region, says }) => ({
      person,
      says,
      href: `/journeys/${journeyId}/victim-contact`,
      region: placeCalled(region),
    })),
    more,
    ...(hidden > 0 && { hidden: formatCount(hidden, 'person', 'people') }),
  };
}

/** Victim contact about a person. */
export const victimContact: PageHandler = async ({ services, user, params, names }) => {
  const found = await getVictimContact(services, user, params['id'] ?? '');
  if (!found.ok) return problemPage(found, '/dates-to-pass-on');
  const officer = (id: string): string => names.officer?.(id) ?? id;
  return page('victim-contact', {
    title: `Victim contact: ${found.value.person.name}`,
    ...contactWords(found.value, officer),
  });
};

function contactWords(view: VictimContactView, officer: (id: string) => string) {
  const { journeyId, person, standing, passOnBy, overdue, cases, history, historyChanged, closed } = view;
  const base = `/journeys/${journeyId}/victim-contact`;
  return {
    person,
    standing: standing.says,
    ...(passOnBy !== undefined && { by: formatInstant(passOnBy) }),
    overdue,
    historyChanged,
    ...(!closed && { open: `${base}/open` }),
    region: placeCalled(view.region),
    cases: cases.map((each, index) => ({
      called: each.reference === undefined ? `Case ${index + 1}` : `Case ${each.reference}`,
      closed: each.closed && CLOSING_WORDS[each.closed.reason],
      basis: BASIS_WORDS[each.basis],
      officer: officer(each.officer),
      entitlements: each.entitlements.map((name) => ENTITLEMENT_WORDS[name]),
      note: each.note,
      toPassOn: each.toPassOn,
      ...(each.passedOn && { passedOn: passedOnWords(each.passedOn, officer) }),
      conditions: each.conditions.map((condition) => ({
        kind: CONDITION_WORDS[condition.kind],
        text: condition.text,
        state: conditionState(condition),
        href: `${base}/${each.id}/conditions/${condition.id}`,
      })),
      href: `${base}/${each.id}`,
    })),
    consulted: [...new Set(view.consulted.map((each) => readWords(each, officer)))],
    history: history.toReversed().map((entry) => ({
      says: entryWords(entry),
      who: entry.by.kind === 'system' ? 'Through the Gate' : officer(entry.by.id),
      when: formatInstant(entry.at),
    })),
  };
}

function readWords(
  { at, user, action }: { readonly at: string; readonly user: string; readonly action: string },
  officer: (id: string) => string,
): string {
  const what =
    action === 'read-victim-conditions' ? ': read the licence conditions that were put to them' : '';
  return `${officer(user)}, ${formatInstant(at)}${what}`;
}

/** Licence conditions that victims asked for, for those who supervise the person. */
export const victimConditions: PageHandler = async ({ services, user, params }) => {
  const id = params['id'] ?? '';
  const found = await getVictimConditions(services, user, id);
  if (!found.ok) return problemPage(found);
  const { name, conditions } = found.value;
  return page('victim-conditions', {
    title: `Licence conditions asked for: ${name}`,
    name,
    back: `/journeys/${id}`,
    conditions: conditions.map((condition) => ({
      kind: CONDITION_WORDS[condition.kind],
      text: condition.text,
      state: conditionState(condition),
    })),
  });
};
