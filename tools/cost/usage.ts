/** The calls of AWS a function makes: each is waited for, and some are paid for. */
export const CALLS = [
  'get',
  'query',
  'put',
  'delete',
  'transaction',
  'start-execution',
  'answer-task',
  'stop-execution',
  'list-executions',
  'ask-after-task',
  'send-message',
  'webhook',
  'put-events',
] as const;
export type Call = (typeof CALLS)[number];

/** What one function, or everything together, came to. */
export interface Usage {
  readonly invocations: number;
  readonly calls: Readonly<Record<Call, number>>;
  /** Transactions and conditional writes that lost a race, and were paid for all the same. */
  readonly refused: number;
  readonly readUnits: number;
  readonly writeUnits: number;
  /** Write units of the indexes, which come on top. */
  readonly indexWriteUnits: number;
  /** Processor time of the handler in this process. */
  readonly cpuMs: number;
}

export const NO_USAGE: Usage = {
  invocations: 0,
  calls: Object.fromEntries(CALLS.map((call) => [call, 0])) as Record<Call, number>,
  refused: 0,
  readUnits: 0,
  writeUnits: 0,
  indexWriteUnits: 0,
  cpuMs: 0,
};

export function plus(one: Usage, other: Partial<Usage>): Usage {
  const { calls } = other;
  return {
    invocations: one.invocations + (other.invocations ?? 0),
    calls:
      calls === undefined
        ? one.calls
        : (Object.fromEntries(CALLS.map((call) => [call, one.calls[call] + calls[call]])) as Usage['calls']),
    refused: one.refused + (other.refused ?? 0),
    readUnits: one.readUnits + (other.readUnits ?? 0),
    writeUnits: one.writeUnits + (other.writeUnits ?? 0),
    indexWriteUnits: one.indexWriteUnits + (other.indexWriteUnits ?? 0),
    cpuMs: one.cpuMs + (other.cpuMs ?? 0),
  };
}

export function times(usage: Usage, factor: number): Usage {
  return {
    invocations: usage.invocations * factor,
    calls: Object.fromEntries(CALLS.map((call) => [call, usage.calls[call] * factor])) as Usage['calls'],
    refused: usage.refused * factor,
    readUnits: usage.readUnits * factor,
    writeUnits: usage.writeUnits * factor,
    indexWriteUnits: usage.indexWriteUnits * factor,
    cpuMs: usage.cpuMs * factor,
  };
}

export function minus(one: Usage, other: Usage): Usage {
  return plus(one, times(other, -1));
}

/** One call of a kind. */
export function call(kind: Call): Pick<Usage, 'calls'> {
  return { calls: { ...NO_USAGE.calls, [kind]: 1 } };
}

/** Usage by the name of the function it is for. */
export class Ledger {
  readonly #entries = new Map<string, Usage>();

  add(name: string, usage: Partial<Usage>): void {
    this.#entries.set(name, plus(this.of(name), usage));
  }

  of(name: string): Usage {
    return this.#entries.get(name) ?? NO_USAGE;
  }

  names(): readonly string[] {
    return [...this.#entries.keys()].sort();
  }
}
