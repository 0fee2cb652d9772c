import { build } from 'esbuild';
import { join } from 'node:path';
import { type FunctionName, namesOf } from '../../lib/names.ts';
import { AS_DEPLOYED } from '../bundle.ts';
import { templatesIn } from './assembly.ts';

const ROOT = join(import.meta.dirname, '..', '..');

/** Functions that reach other systems, as the emulator gets them. No setting on AWS allows any of this. */
const STAND_INS: Readonly<Partial<Record<FunctionName, string>>> = {
  /** May also send to this machine. */
  'deliver-webhook': `
    import { createHttpsSender } from './adapters/webhooks/https-sender.ts';
    import { webhookFunction } from './lambdas/deliver-webhook/webhook-function.ts';
    export const handler = webhookFunction(createHttpsSender({ allowLoopback: true }));
  `,
  /** Takes what HMPPS's services answer from rows of the table. */
  'domain-events': `
    import { hmppsData } from './adapters/hmpps/hmpps-data.ts';
    import { hmppsStandIn } from './adapters/hmpps/stand-in.ts';
    import { eventsFunction } from './lambdas/domain-events/events-function.ts';
    export const handler = eventsFunction((_tracer, _logger, table) => hmppsData(hmppsStandIn(table).get));
  `,
};

/**
 * Replaces the bundles of functions that reach other systems in a synthesised product.
 * @throws Error when one of them is not in it.
 */
export async function useStandIns(folder: string): Promise<void> {
  for (const [name, contents] of Object.entries(STAND_INS)) {
    await build({
      ...AS_DEPLOYED,
      stdin: { contents, resolveDir: ROOT, loader: 'ts' },
      outfile: join(assetOf(folder, name as FunctionName), 'index.mjs'),
    });
  }
}

function assetOf(folder: string, name: FunctionName): string {
  const functionName = namesOf('dev').function(name);
  for (const { Resources = {} } of templatesIn(folder).values()) {
    for (const { Properties, Metadata } of Object.values(Resources)) {
      const asset = Metadata?.['aws:asset:path'];
      if (Properties?.['FunctionName'] === functionName && typeof asset === 'string')
        return join(folder, asset);
    }
  }
  throw new Error(`There is no ${functionName} in what was synthesised`);
}
