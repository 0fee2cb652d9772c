import { beforeAll, describe, expect, it } from '@jest/globals';
import { histories } from '../../tools/emulator/executions.ts';
import { complete, day, deployed, type Deployed, openStep } from './deployed.ts';
import { ENDPOINT, staffToken } from './staff.ts';

const PERSON = {
  prisonNumber: 'A1234BC',
  firstName: 'Zebedee',
  lastName: 'Quillfeather',
  dateOfBirth: '1990-05-17',
  prison: 'MDI',
  region: 'N54',
};

describe('the product as it is deployed', () => {
  let api: Deployed;
  let officer: string;
  let id: string;

  beforeAll(async () => {
    api = await deployed();
    officer = await staffToken('officer@prison.example', [
      'role:officer',
      'duty:OMU',
      'duty:GOVERNOR',
      'prison:MDI',
      'region:N54',
    ]);
  });

  it('says without a token that it is well', async () => {
    const { status, body } = await api.get('/api/health');
    expect([status, body['status']]).toEqual([200, 'ok']);
  });

  it('shows nothing of anybody without a token', async () => {
    expect((await api.get('/api/journeys')).status).toBe(401);
  });

  it('starts a journey for an officer the user pool knows', async () => {
    const started = await api.post(
      '/api/journeys',
      {
        ...PERSON,
        sentence: { startDate: day(-60), releaseKind: 'DETERMINATE', supervisionEndsOn: day(400) },
        release: { date: day(30), dateType: 'CRD' },
      },
      officer,
    );
    expect(started).toMatchObject({ status: 201, body: { version: 1 } });
    id = String(started.body['id']);
  });

  it('opens the first steps of reception through the stream, Step Functions and a function', async () => {
    expect(await openStep(api, officer, id, 'allocate-officers')).toMatchObject({
      kind: 'allocate-officers',
    });
  });

  it('goes on to the next step when an officer answers', async () => {
    const answer = await complete(api, officer, id, 'allocate-officers', 'ALLOCATED', {
      pom: 'p.taylor',
      com: 'c.ahmed',
      deputy: 'd.evans',
    });
    expect(answer).toMatchObject({ status: 200, body: { outcome: 'ALLOCATED' } });
    expect(await openStep(api, officer, id, 'immediate-needs')).toMatchObject({ kind: 'immediate-needs' });
  });

  it('keeps everything about the person out of the executions', async () => {
    const all = await histories(ENDPOINT);
    expect(JSON.stringify(all)).toContain(id);
    for (const word of [PERSON.prisonNumber, PERSON.firstName, PERSON.lastName, PERSON.dateOfBirth]) {
      expect(JSON.stringify(all)).not.toContain(word);
    }
  });
});
