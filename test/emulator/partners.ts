import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { randomBytes } from 'node:crypto';
import { dynamoTable } from '../../adapters/dynamodb/dynamodb-table.ts';
import { agencyWrites } from '../../application/agencies.ts';
import type { Agency } from '../../application/ports/agencies.ts';
import { NAMES } from './stage.ts';

/** Makes the agencies known to the stage, whose endpoint is this receiver's. @returns the key they sign-check with. */
export async function registerPartners(url: string): Promise<string> {
  const table = dynamoTable({ client: new DynamoDBClient({}), tableName: NAMES.prefix });
  const key = `whsec_${randomBytes(32).toString('base64')}`;
  const parameters = new SSMClient({});
  const agencies: readonly Agency[] = [
    agency('stepping-stones', 'Stepping Stones', ['CRS', 'CAS3'], url),
    agency('eastmoor-council', 'Eastmoor Council', ['DTR'], url),
  ];
  for (const each of agencies) {
    await table.transact(agencyWrites(each, ['national']));
    await parameters.send(
      new PutParameterCommand({
        Name: `${NAMES.signingKeysPrefix}${each.id}`,
        Type: 'SecureString',
        Value: JSON.stringify({ keys: [key] }),
        Overwrite: true,
      }),
    );
  }
  return key;
}

function agency(id: string, name: string, services: Agency['services'], url: string): Agency {
  return { id, name, services, endpoint: { url, state: 'live' }, agreementExpiresOn: '2035-12-31' };
}
