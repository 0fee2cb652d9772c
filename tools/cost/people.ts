import { completeStep } from '../../application/commands/complete-step.ts';
import { decideJourneyReleaseDay } from '../../application/commands/decide-release-day.ts';
import { restartJourney } from '../../application/commands/restart-journey.ts';
import { changeReleaseDate } from '../../application/commands/set-release-date.ts';
import { startJourney, type NewJourney } from '../../application/commands/start-journey.ts';
import type { Actor } from '../../domain/record/actor.ts';
import type { Idempotency } from '../../application/change-journey.ts';
import { readJourney } from '../../application/items.ts';
import { keys } from '../../application/keys.ts';
import type { Result } from '../../application/refusal.ts';
import type { HttpRequest, HttpResponse } from '../../web/http/http.ts';
import type { User } from '../../domain/access/user.ts';
import { createApi } from '../../web/api/create-api.ts';
import type { AskedStep } from '../../local/asked-steps.ts';
import { scriptedAnswer } from '../../local/officer-script.ts';
import type { CostWorld } from './world.ts';

const OFFICER: Actor = { kind: 'officer', id: 'patricia.pomeroy' };
const ADMINISTRATOR: Actor = { kind: 'admin', id: 'ada.administrator' };
const SCRIPT = {
  pom: OFFICER.id,
  com: 'christopher.combes',
  deputy: 'deborah.deputyson',
  authorities: ['council-a', 'council-b'],
};
/** The first council declines, so that there is a second. */
const DECLINES = 'council-a';

/** Those who do something to a journey. */
export interface People {
  start(given: NewJourney): Promise<string>;
  /** Answers a step that asks somebody; anything else answers itself. */
  answer(step: AskedStep, needsHousing: boolean): Promise<void>;
  moveReleaseDate(journeyId: string, date: string): Promise<void>;
  restart(journeyId: string): Promise<void>;
  /** How often an officer has changed a journey so far. */
  officersActs(): number;
  /** How often an agency has answered a referral so far, having read it first. */
  agencyAnswers(): number;
}

/** Officers who send the console's forms, and agencies that call the API: each of them on the account of its function. */
export function peopleOf(world: CostWorld): People {
  const console = world.services('console');
  const callApi = apiOf(world);
  let acts = 0;
  let answers = 0;
  let submissions = 0;

  /** What the console sends with every form, so that pressing twice is one submission. */
  const idempotency = (request: unknown): Idempotency => {
    submissions += 1;
    const key = `submission${String(submissions).padStart(16, '0')}`;
    return { caller: `console:${OFFICER.id}`, key, request: JSON.stringify(request) };
  };

  async function act<T>(command: () => Promise<Result<T>>): Promise<T> {
    acts += 1;
    const result = await world.invoke('console', command);
    if (!result.ok) throw new Error(`An officer was refused: ${result.detail}`);
    return result.value;
  }

  async function answerReferral(step: AskedStep): Promise<void> {
    const head = await world.table.get(keys.journey(step.journeyId));
    const referral = head && readJourney(head).referrals.find(({ subject }) => subject === step.subject);
    if (referral === undefined) return;
    answers += 1;
    const path = `/api/referrals/${referral.id}`;
    const answer = referral.agencyId === DECLINES ? 'DECLINED' : 'ACCEPTED';
    await callApi(referral.agencyId, { method: 'GET', path, body: '' });
    await callApi(referral.agencyId, {
      method: 'POST',
      path: `${path}/responses`,
      body: JSON.stringify({ answer }),
    });
  }

  return {
    officersActs: () => acts,
    agencyAnswers: () => answers,
    async start(given) {
      const started = await act(() => startJourney(console, given, OFFICER, idempotency(given)));
      return started.id;
    },
    async answer(step, needsHousing) {
      const { journeyId, key, kind } = step;
      if (kind === 'referral-answer') return answerReferral(step);
      if (kind === 'release-day-decision') {
        const choice = { outcome: 'PRESUMPTIVE' } as const;
        const options = { by: OFFICER, idempotency: idempotency(choice) };
        await act(() => decideJourneyReleaseDay(console, journeyId, choice, options));
        return;
      }
      const scripted =
        kind === 'housing-need' && !needsHousing
          ? { outcome: 'HAS_ADDRESS', details: { settledType: 'SETTLED' } }
          : scriptedAnswer(kind, SCRIPT);
      if (scripted === undefined) return;
      const answer = { journeyId, key, outcome: scripted.outcome, details: scripted.details ?? {} };
      await act(() => completeStep(console, { ...answer, idempotency: idempotency(answer) }, OFFICER));
    },
    async moveReleaseDate(journeyId, date) {
      const given = { date, dateType: 'CRD' } as const;
      const options = { by: OFFICER, idempotency: idempotency(given) };
      await act(() => changeReleaseDate(console, journeyId, given, options));
    },
    async restart(journeyId) {
      const options = { by: ADMINISTRATOR, idempotency: idempotency(journeyId) };
      await act(() => restartJourney(console, journeyId, 'a mended definition', options));
    },
  };
}

type Asked = Pick<HttpRequest, 'method' | 'path' | 'body'>;

function apiOf(world: CostWorld): (agencyId: string, request: Asked) => Promise<void> {
  const failures: unknown[] = [];
  const api = createApi({
    services: world.services('api'),
    // The token is checked by API Gateway before the function is called; here it says which agency it is.
    verifier: { verify: (agencyId) => Promise.resolve(partner(agencyId)) },
    logger: { failed: (_what, _about, error) => failures.push(error), denied: () => undefined },
  });
  let requests = 0;
  return async (agencyId, request) => {
    requests += 1;
    const headers = {
      authorization: `Bearer ${agencyId}`,
      'content-type': 'application/json',
      'idempotency-key': `request-${requests}`,
    };
    const answer = await world.invoke('api', () =>
      api({ ...request, headers, query: new URLSearchParams() }),
    );
    if (answer.status >= 400)
      throw new Error(`The API answers ${answer.status}: ${textOf(answer)}`, { cause: failures[0] });
  };
}

function partner(agencyId: string): User {
  return { id: agencyId, name: agencyId, roles: ['partner'], duties: [], prisons: [], regions: [], agencyId };
}

function textOf({ body }: HttpResponse): string {
  return typeof body === 'string' ? body : Buffer.from(body).toString();
}
