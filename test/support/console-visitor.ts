import { load, type CheerioAPI } from 'cheerio';
import type { Request } from '../../web/http/request.ts';
import type { Response } from '../../web/http/response.ts';
import type { Services } from '../../application/services.ts';
import type { ClockControls } from '../../web/console/clock-controls.ts';
import { createConsole, type Console, type ConsoleOptions } from '../../web/console/console.ts';
import { readyMadeSignIn } from '../../web/console/sign-in.ts';
import type { User } from '../../domain/access/user.ts';
import { ALL_AGENCIES } from './agencies.ts';
import type { JourneyWorld } from './journey-world.ts';
import { pageWordProblems } from './page-words.ts';
import { EVERYONE } from './people.ts';

export const SESSION_KEY = Buffer.alloc(32, 's');

/** A page as its reader sees it. */
export interface SeenPage {
  readonly status: number;
  readonly headers: Response['headers'];
  readonly path: string;
  readonly html: string;
  readonly $: CheerioAPI;
  readonly title: string;
  readonly heading: string;
  /** All visible words of the main part, with single spaces. */
  readonly words: string;
  /** The problems listed at the top. */
  readonly errors: readonly string[];
}

export interface ConsoleWorld {
  readonly pages: Console;
  readonly problems: string[];
}

/** The console over some services, with everyone of the test world to sign in as. */
export function consoleOver(
  services: Services,
  options: Partial<ConsoleOptions> & { readonly clockControls?: ClockControls } = {},
): ConsoleWorld {
  const problems: string[] = [];
  const pages = createConsole({
    services,
    directory: {
      staff: () => Promise.resolve(EVERYONE.filter(({ roles }) => roles.includes('officer'))),
      agencies: () => Promise.resolve(ALL_AGENCIES),
    },
    signIn: readyMadeSignIn(
      EVERYONE.map((user) => ({
        user,
        role: (user.duties[0] ?? 'Other').replaceAll('_', ' '),
        place: user.prisons[0] ?? 'Elsewhere',
      })),
    ),
    sessionKey: SESSION_KEY,
    onProblem: (what, error) => problems.push(`${what}: ${String(error)}`),
    ...options,
  });
  return { pages, problems };
}

/** Someone with a browser that runs no script: keeps its cookie, follows links, fills in and sends forms. */
export class Visitor {
  readonly #pages: Console;
  cookie: string | undefined;
  page: SeenPage | undefined;
  /** The bare answer to the last form sent, before any redirect was followed. */
  posted: Response | undefined;

  constructor(pages: Console) {
    this.#pages = pages;
  }

  static async signedInAs(user: User, world: Pick<JourneyWorld, 'services'>): Promise<Visitor> {
    const visitor = new Visitor(consoleOver(world.services).pages);
    await visitor.signIn(user);
    return visitor;
  }

  async signIn(user: User): Promise<SeenPage> {
    await this.open('/sign-in');
    return this.send('form[action="/sign-in"]', { person: user.id });
  }

  /** Opens an address and follows redirects. @throws Error for a page whose words no page may show. */
  open(path: string): Promise<SeenPage> {
    return this.#arrive({ method: 'GET', path });
  }

  /** Sends the form of the page being looked at, with what is typed over what it holds. `null` leaves a field out. */
  async send(form: string, typed: Readonly<Record<string, string | null>> = {}): Promise<SeenPage> {
    const { $ } = this.seen();
    const found = $(form);
    if (found.length !== 1) throw new Error(`There are ${found.length} forms ${form} on this page`);
    const fields = new Map(found.serializeArray().map(({ name, value }) => [name, value]));
    for (const [name, value] of Object.entries(typed)) {
      if (value === null) fields.delete(name);
      else fields.set(name, value);
    }
    const body = new URLSearchParams([...fields]).toString();
    return this.#arrive({ method: 'POST', path: found.attr('action') ?? this.seen().path, body });
  }

  /** One request and its bare answer, nothing followed; cookies are sent but not kept. */
  ask(request: {
    readonly method: string;
    readonly path: string;
    readonly body?: string;
  }): Promise<Response> {
    return this.#pages(this.#requestOf(request));
  }

  seen(): SeenPage {
    if (this.page === undefined) throw new Error('No page has been opened');
    return this.page;
  }

  async #arrive(request: {
    readonly method: string;
    readonly path: string;
    readonly body?: string;
  }): Promise<SeenPage> {
    const answer = await this.ask(request);
    this.#keepCookie(answer);
    if (request.method === 'POST') this.posted = answer;
    const { location } = answer.headers;
    if (answer.status === 303 && location !== undefined) return this.open(location);
    this.page = seenPage(answer, request.path);
    const problems = pageWordProblems(this.page.$('body').text());
    if (problems.length > 0) throw new Error(`${request.path} shows ${problems.join('; ')}`);
    return this.page;
  }

  #keepCookie({ headers }: Response): void {
    const set = headers['set-cookie'];
    if (set === undefined) return;
    this.cookie = set.endsWith('Max-Age=0') ? undefined : set.split(';')[0];
  }

  #requestOf({ method, path, body = '' }: { method: string; path: string; body?: string }): Request {
    const url = new URL(path, 'https://gate.example');
    return { method, path: url.pathname, query: url.searchParams, headers: { cookie: this.cookie }, body };
  }
}

function seenPage(answer: Response, path: string): SeenPage {
  const html = answer.body.toString();
  // A line break parts words for whoever reads the page.
  const $ = load(html.replaceAll('<br>', ' <br>'));
  return {
    status: answer.status,
    headers: answer.headers,
    path,
    html,
    $,
    title: $('title').text(),
    heading: $('h1').text().trim(),
    words: $('main').text().replace(/\s+/g, ' ').trim(),
    errors: $('.govuk-error-summary__list a')
      .toArray()
      .map((each) => $(each).text().trim()),
  };
}
