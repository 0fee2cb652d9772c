import {
  BatchWriteItemCommand,
  CreateBackupCommand,
  DescribeTableCommand,
  DynamoDBClient,
  RestoreTableFromBackupCommand,
  ScanCommand,
  UpdateContinuousBackupsCommand,
  UpdateTableCommand,
  UpdateTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { join } from 'node:path';
import { deploy } from '../../tools/emulator/deploy.ts';
import { eventually, invoke } from './deployed.ts';
import { type DeployedJourney, startInReception } from './deployed-journey.ts';
import { EMULATOR, NAMES, notHere, WORK } from './stage.ts';
import { tokensOf } from './staff.ts';

const RESTORED = `${NAMES.prefix}-restored`;
/** The emulator's feed of a restored table is not always there at first. What it lost, the sweep carries out. */
const WITH_THE_SWEEP_MS = 180_000;
const PERSON = {
  prisonNumber: 'A9999ZZ',
  firstName: 'Ottoline',
  lastName: 'Restoria',
  dateOfBirth: '1985-03-02',
  prison: 'MDI',
  region: 'N54',
};

if (EMULATOR === undefined) notHere('losing the table');

/**
 * The drill of docs/operations/backup-and-restore.md, as far as the emulator goes: it restores from a backup, where a
 * real account restores to an instant.
 */
(EMULATOR === undefined ? describe.skip : describe)('a table that is lost', () => {
  const dynamodb = new DynamoDBClient({});
  let journey: DeployedJourney;
  let backup: string | undefined;

  beforeAll(async () => {
    journey = await startInReception(PERSON, await tokensOf());
  });

  it('is backed up during a journey, which then ends its phase', async () => {
    const { BackupDetails } = await dynamodb.send(
      new CreateBackupCommand({ TableName: NAMES.prefix, BackupName: 'drill' }),
    );
    backup = BackupDetails?.BackupArn;
    await journey.complete('immediate-needs');
    await eventually('the journey to be asleep', async () =>
      (await journey.read()).phase === 'custody' ? true : undefined,
    );
  });

  it('takes every journey with it', async () => {
    await emptyTable(dynamodb, NAMES.prefix);
    expect((await journey.get()).status).toBe(404);
  });

  it('is restored, and put in service in its place', async () => {
    await dynamodb.send(new RestoreTableFromBackupCommand({ TargetTableName: RESTORED, BackupArn: backup }));
    await dynamodb.send(
      new UpdateTableCommand({
        TableName: RESTORED,
        StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_IMAGE' },
      }),
    );
    await dynamodb.send(
      new UpdateTimeToLiveCommand({
        TableName: RESTORED,
        TimeToLiveSpecification: { Enabled: true, AttributeName: 'expiresAt' },
      }),
    );
    await dynamodb.send(
      new UpdateContinuousBackupsCommand({
        TableName: RESTORED,
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      }),
    );
    const { Table } = await dynamodb.send(new DescribeTableCommand({ TableName: RESTORED }));
    await deploy({
      folder: join(WORK, 'cdk.out.restored'),
      app: 'test/lib/restored-app.ts',
      told: { RESTORED_TABLE: RESTORED, RESTORED_STREAM: Table?.LatestStreamArn ?? '' },
    });
    expect(await journey.read()).toMatchObject({ phase: 'reception' });
  }, 180_000);

  it('has drivers for its journeys again once it is reconciled', async () => {
    await invoke('reconcile', { settledMinutes: 0 });
    expect(await journey.complete('immediate-needs')).toMatchObject({ status: 200 });
    const asleep = async (): Promise<true | undefined> =>
      (await journey.read()).phase === 'custody' ? true : undefined;
    await eventually('the journey to be asleep again', asleep, WITH_THE_SWEEP_MS);
  }, 200_000);
});

async function emptyTable(dynamodb: DynamoDBClient, name: string): Promise<void> {
  for (;;) {
    const { Items = [] } = await dynamodb.send(
      new ScanCommand({ TableName: name, ProjectionExpression: 'pk, sk', Limit: 25 }),
    );
    if (Items.length === 0) return;
    const requests = Items.flatMap(({ pk, sk }) =>
      pk && sk ? [{ DeleteRequest: { Key: { pk, sk } } }] : [],
    );
    await dynamodb.send(new BatchWriteItemCommand({ RequestItems: { [name]: requests } }));
  }
}
