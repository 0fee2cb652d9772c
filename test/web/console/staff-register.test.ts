import { afterEach, describe, expect, it } from '@jest/globals';
import { Visitor } from '../../support/console-visitor.ts';
import { closeWorlds } from '../../support/journey-world.ts';
import { ADMIN_USER, POM } from '../../support/people.ts';
import { daysBeforeRelease, releasedAfter } from '../../support/stages.ts';

afterEach(closeWorlds);

const LEFT = 'id,name,duties,prisons,regions,left\nc.ahmed,Cass Ahmed,COM,,N54,yes\nx,Nobody,COM,,N54,';

describe('the page of the staff register', () => {
  it('imports lines, and says which were refused and why', async () => {
    const world = await daysBeforeRelease(60);
    const visitor = await Visitor.signedInAs(ADMIN_USER, world);
    await visitor.open('/staff');
    const { words } = await visitor.send('main form', { csv: LEFT });
    expect(words).toContain('0 added; 1 changed, of whom 1 has left; 0 as before. 1 line was refused.');
    expect(words).toContain('Line 3: id: The id is like ann.ash.');
  });

  it('keeps what was typed where there is no line in it', async () => {
    const visitor = await Visitor.signedInAs(ADMIN_USER, await daysBeforeRelease(60));
    await visitor.open('/staff');
    const refused = await visitor.send('main form', { csv: 'id,name' });
    expect(refused.errors).toEqual(['Send from 1 to 1000 lines at a time.']);
    expect(refused.$('#csv').text()).toBe('id,name');
  });

  it.each(['/staff', '/unattended'])('is not shown to officers: %s', async (path) => {
    const visitor = await Visitor.signedInAs(POM, await daysBeforeRelease(60));
    expect((await visitor.open(path)).status).toBe(403);
  });
});

describe('the page of steps with nobody to act on them', () => {
  it('lists them with what to do, and is counted on the page of stuck journeys', async () => {
    const world = await releasedAfter(3);
    const visitor = await Visitor.signedInAs(ADMIN_USER, world);
    expect((await visitor.open('/stuck')).words).toContain('Steps with nobody to act on them: 0');
    expect((await visitor.open('/unattended')).words).toContain('Every step has somebody to act on it.');
    await visitor.open('/staff');
    await visitor.send('main form', { csv: LEFT });
    const { words } = await visitor.open('/unattended');
    expect(words).toContain('Zebedee Quillfeather');
    expect(words).toContain('Cass Ahmed has left. Have the offender management unit');
    expect((await visitor.open('/stuck')).words).toMatch(/Steps with nobody to act on them: [1-9]/);
  });
});
