import { build } from 'esbuild';
import { join } from 'node:path';
import { namesOf } from '../../lib/names.ts';
import { AS_DEPLOYED } from '../bundle.ts';
import { templatesIn } from './assembly.ts';

const ROOT = join(import.meta.dirname, '..', '..');

/** The webhook sender's function, which may also reach this machine. No setting on AWS allows that. */
const SENDER = `
  import { createHttpsSender } from './adapters/webhooks/https-sender.ts';
  import { webhookFunction } from './lambdas/deliver-webhook/webhook-function.ts';
  export const handler = webhookFunction(createHttpsSender({ allowLoopback: true }));
`;

/**
 * Replaces the sender's bundle in a synthesised product by one that may call this machine.
 * @throws Error when there is no sender in it.
 */
export async function useLoopbackSender(folder: string): Promise<void> {
  await build({
    ...AS_DEPLOYED,
    stdin: { contents: SENDER, resolveDir: ROOT, loader: 'ts' },
    outfile: join(senderAsset(folder), 'index.mjs'),
  });
}

function senderAsset(folder: string): string {
  const name = namesOf('dev').function('deliver-webhook');
  for (const { Resources = {} } of templatesIn(folder).values()) {
    for (const { Properties, Metadata } of Object.values(Resources)) {
      const asset = Metadata?.['aws:asset:path'];
      if (Properties?.['FunctionName'] === name && typeof asset === 'string') return join(folder, asset);
    }
  }
  throw new Error(`There is no ${name} in what was synthesised`);
}
