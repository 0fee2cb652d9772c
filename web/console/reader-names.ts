import type { Names } from '../../domain/journey/words.ts';
import type { SignedInRequest } from './page-request.ts';

/** Names in which the reader is “you”, for what a step waits for: "Waiting for you to ...". */
export function readerNames({ names, user }: Pick<SignedInRequest, 'names' | 'user'>): Names {
  return { ...names, officer: (id) => (id === user.id ? 'you' : names.officer?.(id)) };
}
