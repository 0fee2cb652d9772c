import type { Role } from './user.ts';

/** `as` is the role that allowed it, for the record to name. `reason` is a sentence for the person who asked. */
export type Decision =
  { readonly allowed: true; readonly as: Role } | { readonly allowed: false; readonly reason: string };

export function allowed(as: Role): Decision {
  return { allowed: true, as };
}

export function denied(reason: string): Decision {
  return { allowed: false, reason };
}

export function when(condition: boolean, as: Role, otherwise: string): Decision {
  return condition ? allowed(as) : denied(otherwise);
}
