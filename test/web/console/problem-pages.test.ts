import { afterEach, describe, expect, it } from '@jest/globals';
import { PROBLEM_CODES, PROBLEMS } from '../../../web/http/problem.ts';
import { problemPage } from '../../../web/console/page-response.ts';
import { Visitor } from '../../support/console-visitor.ts';
import { closeWorlds } from '../../support/journey-world.ts';
import { POM } from '../../support/people.ts';
import { daysBeforeRelease } from '../../support/stages.ts';

afterEach(closeWorlds);

/** A code, an ISO date or a word of the machinery: nothing that an officer is shown. */
const NOT_FOR_OFFICERS = /\b[A-Z_]{3,}\b|\d{4}-\d{2}-\d{2}|\b(workflow|cursor)\b/;

describe('a page about a problem', () => {
  it.each([
    ['/nowhere', 404, 'Page not found'],
    ['/journeys/none', 404, 'Page not found'],
    ['/journeys/%00', 404, 'Page not found'],
    ['/sign-out', 405, 'That could not be done'],
    ['/caseload?cursor=garbled', 400, 'That could not be done'],
    ['/stuck?cursor=garbled', 400, 'That could not be done'],
    ['/steps?cursor=garbled', 400, 'That could not be done'],
    ['/caseload?prison=LEI', 403, 'You cannot see or do this'],
  ])('%s is %i, in words and without a code or an ISO date', async (path, status, heading) => {
    const world = await daysBeforeRelease(60);
    const visitor = await Visitor.signedInAs(POM, world);
    const page = await visitor.open(path);
    expect(page).toMatchObject({ status, heading });
    expect(page.words).not.toMatch(NOT_FOR_OFFICERS);
  });

  it('about a garbled place in a timeline is no failure', async () => {
    const world = await daysBeforeRelease(60);
    const visitor = await Visitor.signedInAs(POM, world);
    const page = await visitor.open(`/journeys/${world.id}?facts=garbled`);
    expect(page.status).toBe(400);
    expect(page.words).toContain('This link to the next page of a list does not work any more.');
  });

  it.each(PROBLEM_CODES.map((code) => ({ code })))(
    'has the status of $code and never shows it',
    ({ code }) => {
      const shown = problemPage({ code, detail: 'In plain words.' });
      expect(shown).toMatchObject({ kind: 'page', status: PROBLEMS[code].status });
      expect(JSON.stringify(shown.kind === 'page' && shown.data)).not.toMatch(NOT_FOR_OFFICERS);
    },
  );
});
