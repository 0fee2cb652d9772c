import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  AdminAddUserToGroupCommand,
  AdminCreateUserCommand,
  AdminInitiateAuthCommand,
  AdminSetUserPasswordCommand,
  CognitoIdentityProviderClient,
  CreateGroupCommand,
  DescribeUserPoolClientCommand,
  ListUserPoolClientsCommand,
  ListUserPoolsCommand,
  SetUserPoolMfaConfigCommand,
  UpdateUserPoolClientCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { dynamoTable } from '../../adapters/dynamodb/dynamodb-table.ts';
import { keepStaff } from '../support/staff.ts';
import { EMULATOR, NAMES } from './stage.ts';

const FIRST_PASSWORD = 'Only-Until-The-First-1';
const PASSWORD = 'Correct-Horse-Battery-1';

/** Whose tokens the tests act with. */
export interface Tokens {
  /** Of Moorland prison and its region: a governor who also sits in the offender management unit. */
  readonly officer: string;
  /** Of Moorland prison’s offender management unit: confirms what the first officer recorded at the gate. */
  readonly second: string;
  readonly admin: string;
  /** The agency `eastmoor-council`. */
  readonly council: string;
  /** The agency `stepping-stones`, which gives commissioned help and rooms. */
  readonly provider: string;
}

const GROUPS = {
  officer: ['role:officer', 'duty:OMU', 'duty:GOVERNOR', 'prison:MDI', 'region:N54'],
  second: ['role:officer', 'duty:OMU', 'prison:MDI'],
  admin: ['role:admin'],
} as const;

/**
 * Tokens of the stage's own user pool; officers who are named are put in the staff register. In a real account they are given: the pool there asks for a second factor.
 * @throws Error naming the one that is missing.
 */
export async function tokensOf(): Promise<Tokens> {
  await keepStaff(dynamoTable({ client: new DynamoDBClient({}), tableName: NAMES.prefix }));
  if (EMULATOR === undefined) {
    return {
      officer: given('OFFICER'),
      second: given('SECOND_OFFICER'),
      admin: given('ADMIN'),
      council: given('COUNCIL'),
      provider: given('PROVIDER'),
    };
  }
  const pool = await thePool();
  return {
    officer: await staffToken(pool, 'officer@prison.example', GROUPS.officer),
    second: await staffToken(pool, 'second@prison.example', GROUPS.second),
    admin: await staffToken(pool, 'admin@prison.example', GROUPS.admin),
    council: await agencyToken(pool, EMULATOR, 'eastmoor-council'),
    provider: await agencyToken(pool, EMULATOR, 'stepping-stones'),
  };
}

function given(whose: string): string {
  const token = process.env[`GATE_${whose}_TOKEN`];
  if (token === undefined)
    throw new Error(`Set GATE_${whose}_TOKEN: a real pool gives a test no token by itself.`);
  return token;
}

const cognito = new CognitoIdentityProviderClient({});

interface Pool {
  readonly UserPoolId: string;
  readonly clients: ReadonlyMap<string, string>;
}

async function thePool(): Promise<Pool> {
  const { UserPools = [] } = await cognito.send(new ListUserPoolsCommand({ MaxResults: 60 }));
  const UserPoolId = UserPools.find(({ Name }) => Name === NAMES.prefix)?.Id ?? '';
  const listed = await cognito.send(new ListUserPoolClientsCommand({ UserPoolId, MaxResults: 60 }));
  const clients = (listed.UserPoolClients ?? []).map(
    ({ ClientName = '', ClientId = '' }) => [ClientName, ClientId] as const,
  );
  return { UserPoolId, clients: new Map(clients) };
}

async function theClient({ UserPoolId, clients }: Pool, name: string) {
  const ClientId = clients.get(`${NAMES.prefix}-${name}`);
  const described = await cognito.send(new DescribeUserPoolClientCommand({ UserPoolId, ClientId }));
  if (described.UserPoolClient === undefined) throw new Error(`The pool has no client ${name}`);
  return described.UserPoolClient;
}

/**
 * A token for a new member of staff in these groups. The pool asks for a second factor and for a secure remote
 * password, which a test cannot give: both are switched off here, in the emulator's pool alone.
 */
async function staffToken(pool: Pool, email: string, groups: readonly string[]): Promise<string> {
  const { UserPoolId } = pool;
  const { ClientId, ClientName } = await theClient(pool, 'staff');
  await cognito.send(
    new UpdateUserPoolClientCommand({
      UserPoolId,
      ClientId,
      ClientName,
      ExplicitAuthFlows: ['ALLOW_ADMIN_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
    }),
  );
  await cognito.send(new SetUserPoolMfaConfigCommand({ UserPoolId, MfaConfiguration: 'OFF' }));
  const user = { UserPoolId, Username: email };
  const made = new AdminCreateUserCommand({
    ...user,
    MessageAction: 'SUPPRESS',
    TemporaryPassword: FIRST_PASSWORD,
    UserAttributes: [{ Name: 'email', Value: email }],
  });
  await cognito.send(made).catch(unlessThere('UsernameExistsException'));
  await cognito.send(new AdminSetUserPasswordCommand({ ...user, Password: PASSWORD, Permanent: true }));
  for (const GroupName of groups) {
    await cognito
      .send(new CreateGroupCommand({ UserPoolId, GroupName }))
      .catch(unlessThere('GroupExistsException'));
    await cognito.send(new AdminAddUserToGroupCommand({ ...user, GroupName }));
  }
  const { AuthenticationResult } = await cognito.send(
    new AdminInitiateAuthCommand({
      UserPoolId,
      ClientId,
      AuthFlow: 'ADMIN_USER_PASSWORD_AUTH',
      AuthParameters: { USERNAME: email, PASSWORD },
    }),
  );
  if (AuthenticationResult?.IdToken === undefined) throw new Error(`The pool gave ${email} no token`);
  return AuthenticationResult.IdToken;
}

/** Each of the test files asks for tokens of the same people. */
function unlessThere(name: string): (error: unknown) => void {
  return (error) => {
    if (!(error instanceof Error && error.name === name)) throw error;
  };
}

/** A token for an agency's own client, by its id and secret: the client credentials grant. */
async function agencyToken(pool: Pool, endpoint: string, agencyId: string): Promise<string> {
  const { ClientId = '', ClientSecret = '' } = await theClient(pool, agencyId);
  const answer = await fetch(`${endpoint}/oauth2/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(`${ClientId}:${ClientSecret}`).toString('base64')}` },
    body: new URLSearchParams({ grant_type: 'client_credentials' }),
  });
  const { access_token: token } = (await answer.json()) as { readonly access_token?: string };
  if (token === undefined) throw new Error(`The pool gave ${agencyId} no token: ${answer.status}`);
  return token;
}
