import { afterEach, describe, expect, it } from '@jest/globals';
import { agencyWrites } from '../../../application/agencies.ts';
import { TableUnavailableError } from '../../../application/ports/table.ts';
import { discloseReferral } from '../../../application/commands/disclose-referral.ts';
import { EASTMOOR } from '../../support/agencies.ts';
import { closeWorlds, ok, refused } from '../../support/journey-world.ts';
import { ADMIN_USER, COUNCIL, POM, SHELTER } from '../../support/people.ts';
import { councilsAsked, PLAIN_RELEASE } from '../../support/stages.ts';

afterEach(closeWorlds);

describe('a referral, read by its agency', () => {
  it('says what is asked and nothing about the person, and the reading is a fact', async () => {
    const world = await councilsAsked();
    const { id } = await world.referral('DTR-1');
    expect(ok(await discloseReferral(world.services, COUNCIL, id))).toEqual({
      id,
      service: 'DTR',
      serviceName: 'duty to refer',
      state: 'delivered',
      sequence: 1,
      releaseDate: PLAIN_RELEASE,
    });
    expect((await world.facts()).at(-1)).toMatchObject({
      type: 'referral-disclosed',
      by: { kind: 'partner', id: EASTMOOR.id },
      data: {
        referral: id,
        agency: EASTMOOR.id,
        service: 'DTR',
        fields: ['service', 'state', 'sequence', 'releaseDate'],
      },
    });
  });

  it('no longer says when release is once it has been declined', async () => {
    const world = await councilsAsked();
    const { id } = await world.referral('DTR-1');
    await world.agencyAnswers('DTR-1', 'DECLINED');
    expect(ok(await discloseReferral(world.services, COUNCIL, id))).not.toHaveProperty('releaseDate');
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
