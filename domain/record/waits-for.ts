/** The owner of a step: `officer:<id>`, `role:<duty>@<place>`, `agency:<id>`, `date` or `event`. */
export type WaitsFor = `officer:${string}` | `role:${string}` | `agency:${string}` | 'date' | 'event';

export type WaitsForParts =
  | { readonly kind: 'officer' | 'agency'; readonly id: string }
  | { readonly kind: 'desk'; readonly duty: string; readonly place: string }
  | { readonly kind: 'date' | 'event' };

export function officerWaitedFor(id: string): WaitsFor {
  return `officer:${id}`;
}

export function agencyWaitedFor(id: string): WaitsFor {
  return `agency:${id}`;
}

/** A duty desk of a prison or a probation region, or of the whole country (`national`). */
export function deskWaitedFor(duty: string, place: string): WaitsFor {
  return `role:${duty}@${place}`;
}

export const ADMINISTRATORS = deskWaitedFor('ADMINISTRATOR', 'national');

/** The agency that a step waits for; undefined for a step that waits for anything else. */
export function agencyIn(waitsFor: string): string | undefined {
  const parts = readWaitsFor(waitsFor);
  return parts?.kind === 'agency' ? parts.id : undefined;
}

/** The parts of the text above; undefined for text that is not one. */
export function readWaitsFor(text: string): WaitsForParts | undefined {
  if (text === 'date' || text === 'event') return { kind: text };
  const [, kind, rest = ''] = /^(officer|agency|role):(.+)$/s.exec(text) ?? [];
  if (kind === 'officer' || kind === 'agency') return { kind, id: rest };
  const [, duty = '', place = ''] = /^([^@]+)@(.+)$/s.exec(rest) ?? [];
  return place === '' ? undefined : { kind: 'desk', duty, place };
}

export function isWaitsFor(text: string): text is WaitsFor {
  return readWaitsFor(text) !== undefined;
}
