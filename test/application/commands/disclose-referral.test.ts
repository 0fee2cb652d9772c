import { afterEach, describe, expect, it } from '@jest/globals';
import { agencyWrites } from '../../../application/agencies.ts';
import { TableUnavailableError } from '../../../application/ports/table.ts';
import { discloseReferral } from '../../../application/commands/disclose-referral.ts';
import { EASTMOOR } from '../../support/agencies.ts';
import { closeWorlds, ok, refused } from '../../support/journey-world.ts';
import { ADMIN_USER, COUNCIL, POM, SHELTER } from '../../support/people.ts';
import { councilsAsked, PLAIN_RELEASE, released } from '../../support/stages.ts';

afterEach(closeWorlds);

describe('a referral, read by its agency', () => {
  it('shows a council what section 213B(3) requires, and the reading is a fact that lists the fields only', async () => {
    const world = await councilsAsked();
    const { id } = await world.referral('DTR-1');
    expect(ok(await discloseReferral(world.services, COUNCIL, id))).toEqual({
      id,
      service: 'DTR',
      serviceName: 'duty to refer',
      state: 'delivered',
      sequence: 1,
      releaseDate: PLAIN_RELEASE,
      name: 'Zebedee Quillfeather',
      contact: { by: 'PHONE', at: '07700 900 456' },
      opinion: 'In our opinion the person is or may become homeless on release from prison.',
    });
    const facts = JSON.stringify(await world.facts());
    for (const value of ['Quillfeather', '07700', 'In our opinion']) expect(facts).not.toContain(value);
    expect((await world.facts()).at(-1)).toMatchObject({
      type: 'referral-disclosed',
      by: { kind: 'partner', id: EASTMOOR.id },
      data: {
        referral: id,
        agency: EASTMOOR.id,
        service: 'DTR',
        fields: ['service', 'state', 'sequence', 'releaseDate', 'name', 'contact', 'opinion'],
      },
    });
  });

  it('shows another service nothing about the person but the release date', async () => {
    const world = await councilsAsked();
    const { id } = await world.referral('CRS-1');
    const shown = ok(await discloseReferral(world.services, SHELTER, id));
    expect(Object.keys(shown).sort()).toEqual([
      'id',
      'releaseDate',
      'sequence',
      'service',
      'serviceName',
      'state',
    ]);
  });

  it('shows the day of release once the person is out', async () => {
    const world = await councilsAsked();
    await world.agencyAnswers('DTR-1', 'ACCEPTED', 'PRIORITY_NEED');
    await released(world);
    const { id } = await world.referral('DTR-1');
    const shown = ok(await discloseReferral(world.services, COUNCIL, id));
    expect(shown).toMatchObject({
      releasedOn: PLAIN_RELEASE,
      opinion: 'In our opinion the person is or may become homeless.',
    });
  });

  it('shows nothing about the person once it is too old to count', async () => {
    const world = await councilsAsked();
    await world.moveReleaseDate('2027-12-07');
    await world.advanceTo('2027-07-14');
    const { id } = await world.referral('DTR-1');
    const shown = ok(await discloseReferral(world.services, COUNCIL, id));
    expect([shown.name, shown.contact, shown.releaseDate]).toEqual([undefined, undefined, undefined]);
  });

  it('no longer says who or when once it has been declined', async () => {
    const world = await councilsAsked();
    const { id } = await world.referral('DTR-1');
    await world.agencyAnswers('DTR-1', 'DECLINED');
    const shown = ok(await discloseReferral(world.services, COUNCIL, id));
    expect([shown.name, shown.contact, shown.releaseDate]).toEqual([undefined, undefined, undefined]);
    expect((await world.facts()).at(-1)?.data['fields']).not.toContain('releaseDate');
  });

  it.each([
    ['another agency', SHELTER, 'NOT_FOUND'],
    ['an officer', POM, 'NOT_PERMITTED'],
    ['an administrator', ADMIN_USER, 'NOT_PERMITTED'],
  ])('is refused to %s, and nothing is recorded', async (_case, who, code) => {
    const world = await councilsAsked();
    const { id } = await world.referral('DTR-1');
    const { count } = (await world.journey()).facts;
    expect(refused(await discloseReferral(world.services, who, id)).code).toBe(code);
    expect((await world.journey()).facts.count).toBe(count);
  });

  it('of another agency looks just like none at all', async () => {
    const world = await councilsAsked();
    const { id } = await world.referral('DTR-1');
    const others = refused(await discloseReferral(world.services, SHELTER, id));
    expect(refused(await discloseReferral(world.services, SHELTER, 'nothing'))).toEqual(others);
  });

  it('is refused when the information-sharing agreement has expired', async () => {
    const world = await councilsAsked();
    const { id } = await world.referral('DTR-1');
    await world.table.transact(agencyWrites({ ...EASTMOOR, agreementExpiresOn: '2027-01-01' }, []));
    expect(refused(await discloseReferral(world.services, COUNCIL, id)).code).toBe('NOT_PERMITTED');
  });

  it('is not disclosed when the disclosure cannot be recorded', async () => {
    const world = await councilsAsked();
    const { id } = await world.referral('DTR-1');
    world.beforeTable = (call) => {
      if (call === 'transact') throw new TableUnavailableError('down');
    };
    await expect(discloseReferral(world.services, COUNCIL, id)).rejects.toThrow(TableUnavailableError);
  });
});
