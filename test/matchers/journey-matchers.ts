import { expect } from '@jest/globals';
import type { Fact, FactType } from '../../domain/record/facts.ts';
import type { Step } from '../../domain/journey/step.ts';

/** What the matchers look at: any world that can say which steps are open and which facts there are. */
interface Looked {
  openSteps(): Promise<readonly Step[]>;
  facts(): Promise<readonly Fact[]>;
}

declare module 'expect' {
  interface Matchers<R extends void | Promise<void>, T = unknown> {
    /** An open step of that kind, or kind and subject (`referral-answer.DTR-1`). */
    toBeWaitingFor(this: Matchers<R, T>, ...names: readonly string[]): Promise<void>;
    /** A fact of that type whose data has at least these entries. */
    toHaveFact(this: Matchers<R, T>, type: FactType, data?: Fact['data']): Promise<void>;
  }
}

const nameOf = ({ kind, subject }: Step): string => (subject === undefined ? kind : `${kind}.${subject}`);

expect.extend({
  async toBeWaitingFor(world: unknown, ...names: readonly string[]) {
    const open = (await (world as Looked).openSteps()).map(nameOf);
    const missing = names.filter((name) => !open.includes(name));
    const wrong = this.isNot ? names.filter((name) => open.includes(name)) : missing;
    return {
      pass: this.isNot ? wrong.length > 0 : missing.length === 0,
      message: () =>
        `expected ${this.isNot ? 'nothing to wait' : 'the journey to wait'} for ${wrong.join(', ')}; it waits for ${open.join(', ')}`,
    };
  },
  async toHaveFact(world: unknown, type: FactType, data: Fact['data'] = {}) {
    const ofType = (await (world as Looked).facts()).filter((fact) => fact.type === type);
    const wanted = Object.entries(data);
    const pass = ofType.some((fact) => wanted.every(([name, value]) => this.equals(fact.data[name], value)));
    const told = ofType.map((fact) => JSON.stringify(fact.data)).join('\n  ');
    return {
      pass,
      message: () =>
        `expected ${this.isNot ? 'no' : 'a'} fact ${type} with ${JSON.stringify(data)}; of that type there are:\n  ${told}`,
    };
  },
});
