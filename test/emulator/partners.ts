import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { CreateSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { randomBytes } from 'node:crypto';
import { dynamoTable } from '../../adapters/dynamodb/dynamodb-table.ts';
import { agencyWrites } from '../../application/agencies.ts';
import type { Agency } from '../../application/ports/agencies.ts';
import { NAMES } from './stage.ts';

/** Makes the agencies known to the stage, whose endpoint is this receiver's. @returns the key they sign-check with. */
export async function registerPartners(url: string): Promise<string> {
  const table = dynamoTable({ client: new DynamoDBClient({}), tableName: NAMES.prefix });
  const key = `whsec_${randomBytes(32).toString('base64')}`;
  const secrets = new SecretsManagerClient({});
  const agencies: readonly Agency[] = [
    agency('stepping-stones', 'Stepping Stones', ['CRS', 'CAS3'], url),
    agency('eastmoor-council', 'Eastmoor Council', ['DTR'], url),
  ];
  for (const each of agencies) {
    await table.transact(agencyWrites(each, ['national']));
    await secrets.send(
      new CreateSecretCommand({
        Name: `${NAMES.signingKeysPrefix}${each.id}`,
        SecretString: JSON.stringify({ keys: [key] }),
      }),
    );
  }
  return key;
}

function agency(id: string, name: string, services: Agency['services'], url: string): Agency {
  return { id, name, services, endpoint: { url, state: 'live' }, agreementExpiresOn: '2035-12-31' };
}
