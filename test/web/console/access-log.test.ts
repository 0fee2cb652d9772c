import { afterEach, describe, expect, it } from '@jest/globals';
import { getJourney } from '../../../application/queries/get-journey.ts';
import { listSteps } from '../../../application/queries/list-steps.ts';
import { listJourneys } from '../../../application/queries/list-journeys.ts';
import { Visitor } from '../../support/console-visitor.ts';
import { closeWorlds, ok, PRISON, refused } from '../../support/journey-world.ts';
import { ADMIN_USER, COM, ELSEWHERE, POM } from '../../support/people.ts';
import { daysBeforeRelease } from '../../support/stages.ts';

afterEach(closeWorlds);

describe('the page of the access log', () => {
  it('says who consulted what on a day, why, and whom it was about', async () => {
    const world = await daysBeforeRelease(60);
    ok(await getJourney(world.services, COM, world.id));
    ok(await listJourneys(world.services, POM, { prison: PRISON, attention: true }));
    ok(await listSteps(world.services, COM, { waitingFor: 'role:PDU@N54' }));
    const visitor = await Visitor.signedInAs(ADMIN_USER, world);
    const { words, heading, $ } = await visitor.open('/access-log');
    expect(heading).toBe('Access log');
    expect(words).toContain('Consultations on Friday 8 January 2027');
    expect(words).toContain('Cass Ahmed The record Zebedee Quillfeather As the person’s supervising officer');
    expect(words).toContain('Pat Taylor The caseload, 0 rows prison: HMP Moorland, needs attention: yes');
    expect(words).toContain(
      'Cass Ahmed A list of open steps, 0 rows waiting for: the probation delivery unit',
    );
    expect($(`a[href="/journeys/${world.id}"]`).text()).toBe('Zebedee Quillfeather');
  });

  it('shows denials with their reason', async () => {
    const world = await daysBeforeRelease(60);
    const { detail } = refused(await getJourney(world.services, ELSEWHERE, world.id));
    const visitor = await Visitor.signedInAs(ADMIN_USER, world);
    await visitor.open('/access-log');
    const link = visitor.seen().$('a:contains("Denials")').attr('href') ?? '';
    expect((await visitor.open(link)).words).toContain(
      `Reading the record Zebedee Quillfeather ${detail} As nothing to do with the person`,
    );
  });

  it('names what was refused in plain words, and no action by its code', async () => {
    const world = await daysBeforeRelease(60);
    const { accessLog } = world.services;
    const reason = 'For others only.';
    const actions = { 'complete-step': 'Answering a step', 'pause-agency': 'Pausing messages to an agency' };
    for (const action of Object.keys(actions)) accessLog.denied({ user: COM, action, reason });
    accessLog.denied({ user: POM, action: 'GET /api/journeys', reason });
    accessLog.denied({ user: ELSEWHERE, action: 'an-action-of-before', reason });
    await accessLog.settled();
    const visitor = await Visitor.signedInAs(ADMIN_USER, world);
    const { words } = await visitor.open('/access-log?kind=denial');
    for (const said of [...Object.values(actions), 'A request to the API', 'Something else'])
      expect(words).toContain(`${said} ${reason}`);
    expect(words).not.toMatch(/omplete step|an action of before/i);
  });

  it('lists no denial for an officer who opens what is linked for them', async () => {
    const world = await daysBeforeRelease(60);
    const officer = await Visitor.signedInAs(POM, world);
    for (const href of ['/caseload', '/steps', '/stuck', '/messages', '/absences', `/journeys/${world.id}`])
      expect((await officer.open(href)).status).toBe(200);
    const visitor = await Visitor.signedInAs(ADMIN_USER, world);
    expect((await visitor.open('/access-log?kind=denial')).words).toContain('There are no denials');
  });

  it('leads from a person and from an officer to what was consulted', async () => {
    const world = await daysBeforeRelease(60);
    ok(await getJourney(world.services, COM, world.id));
    const visitor = await Visitor.signedInAs(ADMIN_USER, world);
    const { $ } = await visitor.open(`/journeys/${world.id}`);
    const ofPerson = $('a:contains("Who consulted this record")').attr('href') ?? '';
    expect((await visitor.open(ofPerson)).words).toContain('Consultations of Zebedee Quillfeather');
    expect(visitor.seen().title).toMatch(/^Access log: consultations of Zebedee Quillfeather/);
    const by = visitor.seen().$('td a:contains("Cass Ahmed")').attr('href') ?? '';
    expect((await visitor.open(by)).words).toContain('Consultations by Cass Ahmed');
  });

  it('shows another day, and says what is wrong with one', async () => {
    const world = await daysBeforeRelease(60);
    const visitor = await Visitor.signedInAs(ADMIN_USER, world);
    const typed = await visitor.open('/access-log?day-day=7&day-month=1&day-year=2027');
    expect(typed.words).toContain('Consultations on Thursday 7 January 2027');
    expect(typed.words).toContain('There are no consultations on Thursday 7 January 2027.');
    const next = typed.$('a:contains("The day after")').attr('href') ?? '';
    expect((await visitor.open(next)).words).toContain('Consultations on Friday 8 January 2027');
    expect(visitor.seen().$('a:contains("The day after")').length).toBe(0);
    const wrong = await visitor.open('/access-log?day-day=31&day-month=2&day-year=2027');
    expect(wrong.words).toContain('The day must be a real date');
    expect((await visitor.open('/access-log?day=nonsense')).words).toContain('on Friday 8 January 2027');
  });

  it('goes on to the next page', async () => {
    const world = await daysBeforeRelease(60);
    for (let limit = 1; limit <= 52; limit += 1) ok(await listJourneys(world.services, POM, { limit }));
    const visitor = await Visitor.signedInAs(ADMIN_USER, world);
    const { $ } = await visitor.open(`/access-log?by=${POM.id}`);
    expect($('tbody tr').length).toBe(50);
    expect((await visitor.open($('a[rel=next]').attr('href') ?? '')).$('tbody tr').length).toBe(2);
  });

  it('is for administrators only, and so are its links', async () => {
    const world = await daysBeforeRelease(60);
    const visitor = await Visitor.signedInAs(POM, world);
    expect((await visitor.open('/access-log')).status).toBe(403);
    expect((await visitor.open(`/journeys/${world.id}`)).$('a[href^="/access-log"]').length).toBe(0);
  });
});
