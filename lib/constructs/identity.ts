import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { HttpJwtAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import {
  AccountRecovery,
  FeaturePlan,
  Mfa,
  OAuthScope,
  ResourceServerScope,
  StandardThreatProtectionMode,
  UserPool,
  type UserPoolClient,
} from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import type { Names } from '../names.ts';
import { refuseTooManyAgencies, type StageConfig } from '../stages.ts';

/** The resource server's identifier; the API recognises agencies' scopes by it. */
const PARTNERS = 'through-the-gate';

export interface IdentityProps {
  readonly stage: StageConfig;
  readonly names: Names;
}

/**
 * The issuer of tokens: an external OpenID Connect issuer, or a user pool of the stage. In the pool, groups
 * (`role:officer`, `duty:GOVERNOR`, `prison:MDI`, `region:N54`) describe staff, and scopes (`agency.<id>`) name a
 * client's agency.
 */
export class Identity extends Construct {
  readonly authorizer: HttpJwtAuthorizer;
  readonly issuer: string;
  /** The stage's own user pool; undefined with an external issuer. */
  readonly staff: UserPool | undefined;

  constructor(scope: Construct, id: string, { stage, names }: IdentityProps) {
    super(scope, id);
    if (stage.identity.kind === 'external') {
      this.issuer = stage.identity.issuer;
      this.staff = undefined;
      this.authorizer = new HttpJwtAuthorizer('Authorizer', this.issuer, {
        jwtAudience: [...stage.identity.audience],
      });
      return;
    }
    refuseTooManyAgencies(stage.identity.agencies);
    const pool = this.#userPool(stage, names);
    this.staff = pool;
    this.issuer = `https://cognito-idp.${Stack.of(this).region}.amazonaws.com/${pool.userPoolId}`;
    const clients = [
      this.#staffClient(pool, names),
      ...this.#partnerClients(pool, names, stage.identity.agencies),
    ];
    this.authorizer = new HttpJwtAuthorizer('Authorizer', this.issuer, {
      jwtAudience: clients.map((client) => client.userPoolClientId),
    });
  }

  #userPool({ keepsData }: StageConfig, names: Names): UserPool {
    const pool = new UserPool(this, 'Staff', {
      userPoolName: names.prefix,
      // Staff are invited.
      selfSignUpEnabled: false,
      signInAliases: { email: true },
      signInCaseSensitive: false,
      mfa: Mfa.REQUIRED,
      mfaSecondFactor: { sms: false, otp: true },
      passwordPolicy: {
        minLength: 14,
        requireLowercase: true,
        requireUppercase: true,
        requireDigits: true,
        requireSymbols: true,
      },
      accountRecovery: AccountRecovery.EMAIL_ONLY,
      featurePlan: FeaturePlan.PLUS,
      standardThreatProtectionMode: StandardThreatProtectionMode.FULL_FUNCTION,
      deletionProtection: keepsData,
      removalPolicy: keepsData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    pool.addDomain('Domain', {
      // Domain prefixes are shared by everybody in the region.
      cognitoDomain: { domainPrefix: `${names.prefix}-${Stack.of(this).account}` },
    });
    return pool;
  }

  /** For staff who call the API directly. The console has its own client, whose tokens the API does not accept. */
  #staffClient(pool: UserPool, names: Names): UserPoolClient {
    return pool.addClient('Staff', {
      userPoolClientName: `${names.prefix}-staff`,
      authFlows: { userSrp: true },
      disableOAuth: true,
      preventUserExistenceErrors: true,
      enableTokenRevocation: true,
      accessTokenValidity: Duration.minutes(15),
      idTokenValidity: Duration.minutes(15),
      refreshTokenValidity: Duration.hours(8),
    });
  }

  /** One client per agency, with that agency's scope only. */
  #partnerClients(pool: UserPool, names: Names, agencies: readonly string[]): UserPoolClient[] {
    if (agencies.length === 0) return [];
    const scopes = agencies.map(
      (id) => new ResourceServerScope({ scopeName: `agency.${id}`, scopeDescription: `Acts as ${id}` }),
    );
    const server = pool.addResourceServer('Partners', { identifier: PARTNERS, scopes });
    return scopes.map((scope, index) =>
      pool.addClient(`Partner${String(agencies[index])}`, {
        userPoolClientName: `${names.prefix}-${String(agencies[index])}`,
        generateSecret: true,
        oAuth: { flows: { clientCredentials: true }, scopes: [OAuthScope.resourceServer(server, scope)] },
        // Each token costs money and only names the agency. Its rights are read at every call, so the end of an
        // agreement takes effect at once.
        accessTokenValidity: Duration.hours(12),
      }),
    );
  }
}
