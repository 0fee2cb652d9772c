import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { secretText } from '../../adapters/aws/secret-text.ts';
import { EDGE_HEADER } from '../../web/http/edge.ts';
import { EDGE_SERVICES, type EdgeService } from '../../lib/names.ts';
import { EMULATOR, NAMES } from './stage.ts';

const client = new SecretsManagerClient({});
const secrets = new Map(
  EDGE_SERVICES.map((service) => {
    const secretId = NAMES.edgeSecret(service);
    return [service, secretText({ client, secretId, now: () => performance.now() })] as const;
  }),
);

/** The header that CloudFront sends to what is behind it. The emulator runs none; in a real account it does so itself. */
export async function asCloudFront(service: EdgeService): Promise<Readonly<Record<string, string>>> {
  if (EMULATOR === undefined) return {};
  return { [EDGE_HEADER]: (await secrets.get(service)?.()) ?? '' };
}
