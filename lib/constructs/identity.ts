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
import type { StageConfig } from '../stages.ts';

/** Also how the API knows which scopes are an agency's. */
const PARTNERS = 'through-the-gate';

export interface IdentityProps {
  readonly stage: StageConfig;
  readonly names: Names;
}

/**
 * Who says who somebody is: an OpenID Connect issuer by configuration, or a user pool of our own, in which groups
 * (`role:officer`, `duty:GOVERNOR`, `prison:MDI`, `region:N54`) say what a member of staff is there for, and a
 * resource server's scopes (`agency.<id>`) say which agency a partner's client answers for.
 */
export class Identity extends Construct {
  readonly authorizer: HttpJwtAuthorizer;

  constructor(scope: Construct, id: string, { stage, names }: IdentityProps) {
    super(scope, id);
    this.authorizer =
      stage.identity.kind === 'external'
        ? new HttpJwtAuthorizer('Authorizer', stage.identity.issuer, {
            jwtAudience: [...stage.identity.audience],
          })
        : this.#userPool(stage, names, stage.identity.agencies);
  }

  #userPool({ keepsData }: StageConfig, names: Names, agencies: readonly string[]): HttpJwtAuthorizer {
    const pool = new UserPool(this, 'Staff', {
      userPoolName: names.prefix,
      // Staff are invited: nobody makes an account for themselves.
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
    const staff = pool.addClient('Console', {
      userPoolClientName: `${names.prefix}-console`,
      authFlows: { userSrp: true },
      oAuth: { flows: { authorizationCodeGrant: true }, scopes: [OAuthScope.OPENID, OAuthScope.PROFILE] },
      preventUserExistenceErrors: true,
      enableTokenRevocation: true,
      accessTokenValidity: Duration.minutes(15),
      idTokenValidity: Duration.minutes(15),
      refreshTokenValidity: Duration.hours(8),
    });
    pool.addDomain('Domain', {
      // Domains share one name space with everybody's in the region.
      cognitoDomain: { domainPrefix: `${names.prefix}-${Stack.of(this).account}` },
    });
    const partners = this.#partnerClients(pool, names, agencies);
    const { region } = Stack.of(this);
    const issuer = `https://cognito-idp.${region}.amazonaws.com/${pool.userPoolId}`;
    return new HttpJwtAuthorizer('Authorizer', issuer, {
      jwtAudience: [staff, ...partners].map((client) => client.userPoolClientId),
    });
  }

  /** A client an agency, allowed the scope of that agency and nothing else. */
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
        accessTokenValidity: Duration.minutes(15),
      }),
    );
  }
}
