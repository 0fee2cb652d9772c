import * as z from 'zod';
import type { HmppsCredentials } from '../hmpps/rest-get.ts';
import { parameterJson, type ParameterOptions } from './parameter-json.ts';

const credentials = z.strictObject({ id: z.string().min(1), secret: z.string().min(1) });

/** This product's credentials at HMPPS: a parameter of `{"id": "...", "secret": "..."}`. */
export function parameterCredentials(options: ParameterOptions): () => Promise<HmppsCredentials> {
  return parameterJson(options, credentials, 'credentials');
}
