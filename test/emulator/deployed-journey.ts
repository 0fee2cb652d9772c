import { setTimeout as sleep } from 'node:timers/promises';
import { Temporal } from 'temporal-polyfill';
import type { JourneyView } from '../../application/queries/get-journey.ts';
import type { OpenStepView } from '../../application/queries/journey-views.ts';
import { scriptedAnswer, usualRelease } from '../../local/officer-script.ts';
import { api, type Answer, eventually, invoke } from './deployed.ts';
import type { Tokens } from './staff.ts';

const SCRIPT = { pom: 'p.taylor', com: 'c.ahmed', deputy: 'd.evans', authorities: ['eastmoor-council'] };

/** When nothing has changed for so long, everything that was set off has come to rest. */
const QUIET_MS = 500;

/** Starts the journey of somebody in the first days of a long sentence, up to their immediate needs. */
export async function startInReception(person: object, tokens: Tokens): Promise<DeployedJourney> {
  const today = Temporal.Now.plainDateISO('Europe/London');
  const started = await api.post(
    '/api/journeys',
    {
      ...person,
      sentence: {
        startDate: today.subtract({ days: 10 }).toString(),
        releaseKind: 'DETERMINATE',
        supervisionEndsOn: today.add({ years: 3 }).toString(),
      },
      release: { date: today.add({ years: 2 }).toString(), dateType: 'CRD' },
    },
    tokens.officer,
  );
  if (started.status !== 201) throw new Error(`No journey was started: ${JSON.stringify(started)}`);
  const journey = new DeployedJourney(String(started.body['id']), tokens);
  await journey.complete('allocate-officers');
  await journey.openStep('immediate-needs');
  return journey;
}

/** One journey of the deployed product, driven over HTTP by those whose tokens these are. */
export class DeployedJourney {
  readonly id: string;
  readonly #tokens: Tokens;

  constructor(id: string, tokens: Tokens) {
    this.id = id;
    this.#tokens = tokens;
  }

  async read(): Promise<JourneyView> {
    return (await this.get()).body as unknown as JourneyView;
  }

  get(): Promise<Answer> {
    return api.get(`/api/journeys/${this.id}`, this.#tokens.admin);
  }

  /** Waits until a step of a kind is open. */
  openStep(kind: string, withinMs?: number): Promise<OpenStepView> {
    const ask = async (): Promise<OpenStepView | undefined> => {
      const { steps } = await this.read();
      return steps.find((step) => step.kind === kind && step.state === 'OPEN');
    };
    return eventually(`${kind} to be open`, ask, withinMs);
  }

  /** Changes the journey as it stands; again, when it changes under our hands. */
  change(path: string, body: object, token = this.#tokens.officer): Promise<Answer> {
    return eventually(`${path} not to meet another change`, async () => {
      const { version } = await this.read();
      const answer = await api.post(
        `/api/journeys/${this.id}/${path}`,
        { ...body, expectedVersion: version },
        token,
      );
      return answer.status === 409 ? undefined : answer;
    });
  }

  /** Answers the open step of a kind, once there is one: as given, or as people who do their work in good time do. */
  async complete(kind: string, outcome?: string): Promise<Answer> {
    const step = await this.openStep(kind);
    return outcome === undefined
      ? this.#answer(step)
      : this.change(`steps/${step.key}/complete`, { outcome, details: {} });
  }

  async #answer({ key, kind }: OpenStepView): Promise<Answer> {
    const answer = scriptedAnswer(kind, SCRIPT, await this.#today());
    if (answer === undefined) throw new Error(`Nobody knows what to answer to ${kind}`);
    return this.change(`steps/${key}/complete`, { outcome: answer.outcome, details: answer.details ?? {} });
  }

  /** Moves the clock to the next thing due and fires it, again and again, until this is so. */
  async passTimeUntil(what: string, isSo: (journey: JourneyView) => boolean): Promise<JourneyView> {
    for (let moves = 0; moves < 300; moves += 1) {
      const journey = await this.atRest();
      if (isSo(journey)) return journey;
      await this.#passTime();
    }
    throw new Error(`Not after moving the clock 300 times: ${what}`);
  }

  /** Everybody does their work in good time until this is so; an agency accepts, unless it is said to decline. */
  async playUntil(
    what: string,
    isSo: (journey: JourneyView) => boolean,
    declined: readonly string[] = [],
  ): Promise<JourneyView> {
    for (let turns = 0; turns < 500; turns += 1) {
      const journey = await this.atRest();
      if (isSo(journey)) return journey;
      const today = await this.#today();
      const next = journey.steps.find((step) => this.#isAnswerable(step, journey, today));
      if (next === undefined) await this.#passTime();
      else if (next.kind === 'referral-answer')
        await this.respond(next.subject ?? '', {
          answer: declined.includes(next.subject ?? '') ? 'DECLINED' : 'ACCEPTED',
        });
      else if (next.kind === 'release-confirmed') await this.#release(today);
      else if (next.kind === 'release-approval') await this.#approve();
      else await this.#answer(next);
    }
    throw new Error(`Not after 500 turns: ${what}`);
  }

  #isAnswerable({ kind, state }: OpenStepView, { releaseDate }: JourneyView, today: string): boolean {
    if (state !== 'OPEN') return false;
    if (kind === 'release-confirmed') return releaseDate !== undefined && today >= releaseDate;
    return (
      kind === 'referral-answer' ||
      kind === 'release-approval' ||
      scriptedAnswer(kind, SCRIPT, today) !== undefined
    );
  }

  #release(today: string): Promise<Answer> {
    const { on, ground, identityConfirmed, inHand } = usualRelease(today);
    const items = Object.fromEntries(inHand.map((item) => [item, 'IN_HAND']));
    return this.change('release', { on, ground, identityConfirmed, items });
  }

  /** The second officer at the gate confirms it. */
  async #approve(): Promise<Answer> {
    const { proposals } = await this.read();
    const path = `proposals/${proposals[0]?.id ?? ''}/decision`;
    return this.change(path, { decision: 'APPROVE' }, this.#tokens.second);
  }

  /** The agency that a referral was made to answers it. */
  async respond(subject: string, answer: object): Promise<Answer> {
    const referral = (await this.read()).referrals.find((each) => each.subject === subject);
    if (referral === undefined) throw new Error(`There is no referral ${subject}`);
    const token = referral.agencyId === 'eastmoor-council' ? this.#tokens.council : this.#tokens.provider;
    return api.post(`/api/referrals/${referral.id}/responses`, answer, token);
  }

  async #passTime(): Promise<void> {
    const move = () => api.post('/api/clock/advance', { to: 'next' }, this.#tokens.admin);
    let moved = await move();
    if (moved.body['happened'] !== true) {
      // Something was due already, and is fired first.
      await invoke('sweep');
      moved = await move();
    }
    if (moved.body['happened'] !== true) throw new Error(`Nothing is due: ${JSON.stringify(moved.body)}`);
    await invoke('sweep');
  }

  async #today(): Promise<string> {
    const { body } = await api.get('/api/health');
    return Temporal.Instant.from(String(body['now']))
      .toZonedDateTimeISO('Europe/London')
      .toPlainDate()
      .toString();
  }

  /** The journey once it has not changed for a while. */
  async atRest(): Promise<JourneyView> {
    let journey = await this.read();
    for (let since = performance.now(); performance.now() - since < QUIET_MS;) {
      await sleep(100);
      const now = await this.read();
      if (now.version !== journey.version) since = performance.now();
      journey = now;
    }
    return journey;
  }
}
