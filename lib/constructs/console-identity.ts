import { Duration, RemovalPolicy, SecretValue } from 'aws-cdk-lib';
import { type CfnUserPoolClient, OAuthScope, type UserPool, UserPoolClient } from 'aws-cdk-lib/aws-cognito';
import { type IKey, Key } from 'aws-cdk-lib/aws-kms';
import { Secret, type SecretProps } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import type { Names } from '../names.ts';
import type { StageConfig } from '../stages.ts';
import { acknowledge } from './acknowledge.ts';
import type { Identity } from './identity.ts';

export interface ConsoleIdentityProps {
  readonly stage: StageConfig;
  readonly names: Names;
  readonly key: IKey;
  readonly identity: Identity;
  /** The console's address. */
  readonly url: string;
}

/** The console's client at the identity provider, and its secrets. */
export class ConsoleIdentity extends Construct {
  readonly callbackUrl: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly secretArns: readonly string[];

  constructor(scope: Construct, id: string, { stage, names, key, identity, url }: ConsoleIdentityProps) {
    super(scope, id);
    this.callbackUrl = `${url}/sign-in/callback`;
    const client =
      stage.identity.kind === 'external'
        ? { id: stage.identity.consoleClientId }
        : this.#client(identity.staff, names, url);
    const kept = {
      // By ARN only: the key's own policy allows readers of a secret to use it.
      encryptionKey: Key.fromKeyArn(this, 'Key', key.keyArn),
      removalPolicy: stage.keepsData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    } satisfies SecretProps;
    const session = new Secret(this, 'SessionSecret', {
      ...kept,
      secretName: `${names.prefix}/console/session`,
      description: 'Seals the console’s refresh tokens, sign-ins in progress and list cursors.',
      generateSecretString: { passwordLength: 64, excludePunctuation: true },
    });
    const clientSecret = new Secret(this, 'ClientSecret', {
      ...kept,
      secretName: `${names.prefix}/console/oidc-client`,
      description: 'The console’s client secret at the identity provider, as plain text.',
      ...('secret' in client && { secretStringValue: client.secret }),
    });
    acknowledge(session, {
      'AwsSolutions-SMG4':
        'A new one ends sessions within five minutes, so it is changed by hand when needed.',
    });
    acknowledge(clientSecret, {
      'AwsSolutions-SMG4': 'It is changed at the identity provider first.',
    });
    this.environment = {
      OIDC_ISSUER: identity.issuer,
      OIDC_CLIENT_ID: client.id,
      OIDC_CLIENT_SECRET_ID: clientSecret.secretArn,
      SESSION_SECRET_ID: session.secretArn,
    };
    this.secretArns = [session.secretArn, clientSecret.secretArn];
  }

  #client(
    pool: UserPool | undefined,
    names: Names,
    url: string,
  ): { readonly id: string; readonly secret: SecretValue } {
    if (pool === undefined) throw new Error('The user pool of this stage is missing');
    const client = new UserPoolClient(this, 'Client', {
      userPool: pool,
      userPoolClientName: `${names.prefix}-console`,
      generateSecret: true,
      authFlows: { userSrp: true },
      oAuth: {
        flows: { authorizationCodeGrant: true },
        scopes: [OAuthScope.OPENID, OAuthScope.PROFILE],
        callbackUrls: [this.callbackUrl],
        logoutUrls: [`${url}/signed-out`],
      },
      preventUserExistenceErrors: true,
      enableTokenRevocation: true,
      accessTokenValidity: Duration.minutes(15),
      idTokenValidity: Duration.minutes(15),
      // The console reads roles again with it for as long as a session lasts.
      refreshTokenValidity: Duration.hours(8),
    });
    // CDK would read the client's secret with a custom resource whose role is wider than any here.
    const { attrClientSecret } = client.node.defaultChild as CfnUserPoolClient;
    return { id: client.userPoolClientId, secret: SecretValue.resourceAttribute(attrClientSecret) };
  }
}
