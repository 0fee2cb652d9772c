import { call } from '../../tools/emulator/aws-call.ts';

/** Where the product is deployed. Set by `npm run test:emulator`, which starts what is there. */
export const ENDPOINT = process.env['AWS_ENDPOINT_URL'] ?? '';

const FIRST_PASSWORD = 'Only-Until-The-First-1';
const PASSWORD = 'Correct-Horse-Battery-1';

interface Named {
  readonly ClientId: string;
  readonly ClientName: string;
}

const cognito = (operation: string, input: object): Promise<unknown> =>
  call(ENDPOINT, 'cognito-idp', operation, input);

async function pool(): Promise<{ readonly UserPoolId: string; readonly clients: readonly Named[] }> {
  const { UserPools } = (await cognito('ListUserPools', { MaxResults: 10 })) as {
    readonly UserPools: readonly { readonly Id: string }[];
  };
  const UserPoolId = UserPools[0]?.Id ?? '';
  const { UserPoolClients } = (await cognito('ListUserPoolClients', { UserPoolId, MaxResults: 60 })) as {
    readonly UserPoolClients: readonly Named[];
  };
  return { UserPoolId, clients: UserPoolClients };
}

/**
 * A token of the user pool for a new member of staff in these groups. The pool asks for a second factor and for a
 * secure remote password, which a test cannot give: both are switched off here, in the emulator's pool alone.
 */
export async function staffToken(email: string, groups: readonly string[]): Promise<string> {
  const { UserPoolId, clients } = await pool();
  const ClientId = clients.find(({ ClientName }) => ClientName.endsWith('-staff'))?.ClientId ?? '';
  const { UserPoolClient } = (await cognito('DescribeUserPoolClient', { UserPoolId, ClientId })) as {
    readonly UserPoolClient: object;
  };
  const ExplicitAuthFlows = ['ALLOW_ADMIN_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'];
  await cognito('UpdateUserPoolClient', { ...UserPoolClient, ExplicitAuthFlows });
  await cognito('SetUserPoolMfaConfig', { UserPoolId, MfaConfiguration: 'OFF' });
  const user = { UserPoolId, Username: email };
  await cognito('AdminCreateUser', {
    ...user,
    MessageAction: 'SUPPRESS',
    TemporaryPassword: FIRST_PASSWORD,
    UserAttributes: [{ Name: 'email', Value: email }],
  });
  await cognito('AdminSetUserPassword', { ...user, Password: PASSWORD, Permanent: true });
  for (const GroupName of groups) {
    await cognito('CreateGroup', { UserPoolId, GroupName }).catch(unlessThere);
    await cognito('AdminAddUserToGroup', { ...user, GroupName });
  }
  const { AuthenticationResult } = (await cognito('AdminInitiateAuth', {
    UserPoolId,
    ClientId,
    AuthFlow: 'ADMIN_USER_PASSWORD_AUTH',
    AuthParameters: { USERNAME: email, PASSWORD },
  })) as { readonly AuthenticationResult: { readonly IdToken: string } };
  return AuthenticationResult.IdToken;
}

/** A token for an agency's own client, by its id and secret: the client credentials grant. */
export async function agencyToken(agencyId: string): Promise<string> {
  const { UserPoolId, clients } = await pool();
  const ClientId = clients.find(({ ClientName }) => ClientName.endsWith(`-${agencyId}`))?.ClientId ?? '';
  const { UserPoolClient } = (await cognito('DescribeUserPoolClient', { UserPoolId, ClientId })) as {
    readonly UserPoolClient: { readonly ClientSecret: string };
  };
  const answer = await fetch(`${ENDPOINT}/oauth2/token`, {
    method: 'POST',
    headers: {
      authorization: `Basic ${Buffer.from(`${ClientId}:${UserPoolClient.ClientSecret}`).toString('base64')}`,
    },
    body: new URLSearchParams({ grant_type: 'client_credentials' }),
  });
  const { access_token: token } = (await answer.json()) as { readonly access_token?: string };
  if (token === undefined) throw new Error(`The pool gave ${agencyId} no token: ${answer.status}`);
  return token;
}

function unlessThere(error: unknown): void {
  if (!String(error).includes('GroupExistsException')) throw error;
}
