import { CfnOutput, Duration, Fn, RemovalPolicy, Stack } from 'aws-cdk-lib';
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import {
  AllowedMethods,
  type BehaviorOptions,
  CacheCookieBehavior,
  CacheHeaderBehavior,
  CachePolicy,
  CacheQueryStringBehavior,
  Distribution,
  HttpVersion,
  type IOrigin,
  OriginRequestPolicy,
  PriceClass,
  SecurityPolicyProtocol,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { AROUND_THE_EDGE, EDGE_HEADER } from '../../web/http/edge.ts';
import type { EdgeService } from '../names.ts';
import { acknowledge } from './acknowledge.ts';
import { FIVE_MINUTES } from './alarm-topic.ts';
import type { GateFunction, StageContext } from './gate-function.ts';

export interface EdgeProps {
  readonly context: StageContext;
  readonly service: EdgeService;
  readonly api: HttpApi;
  readonly webAclArn: string;
  /** Paths of static files, which are all that CloudFront caches. */
  readonly files?: string;
}

/** Statuses that CloudFront would cache for ten seconds and return to other users. */
const ERRORS = [400, 403, 404, 405, 414, 500, 501, 502, 503, 504] as const;

/**
 * CloudFront with the firewall in front of an HTTP API. The API's own address stays public, so CloudFront sends a
 * secret, and the function refuses requests without it.
 */
export class Edge extends Construct {
  /** The public address, without a final slash. */
  readonly url: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly #secret: Secret;

  constructor(scope: Construct, id: string, { context, service, api, webAclArn, files }: EdgeProps) {
    super(scope, id);
    const { stage, names } = context;
    const { domain, originSecretRound } = stage.edge;
    this.#secret = this.#makeSecret(context, service);
    this.environment = { EDGE_SECRET_ID: this.#secret.secretArn };
    const origin = new HttpOrigin(Fn.parseDomainName(api.apiEndpoint), {
      customHeaders: { [EDGE_HEADER]: this.#secret.secretValue.unsafeUnwrap() },
    });
    const distribution = new Distribution(this, 'Distribution', {
      // CloudFormation reads the secret again only when another property changes: the round.
      comment: `${names.prefix}: ${service}, origin secret of round ${originSecretRound}`,
      webAclId: webAclArn,
      httpVersion: HttpVersion.HTTP2_AND_3,
      // Europe and North America: users are in England and Wales.
      priceClass: PriceClass.PRICE_CLASS_100,
      defaultBehavior: passedOn(origin, service),
      ...(files !== undefined && { additionalBehaviors: { [files]: this.#kept(origin, names.prefix) } }),
      errorResponses: ERRORS.map((httpStatus) => ({ httpStatus, ttl: Duration.seconds(0) })),
      ...(domain && {
        domainNames: [domain[service]],
        certificate: Certificate.fromCertificateArn(this, 'Certificate', domain.certificateArn),
        minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
      }),
    });
    this.url = `https://${domain?.[service] ?? distribution.distributionDomainName}`;
    acknowledge(distribution, {
      'AwsSolutions-CFR1': 'Partners’ programs may run in any country, and everybody authenticates.',
      'AwsSolutions-CFR3':
        'Its log would hold journey ids and addresses. The HTTP API logs each request without them.',
      ...(!domain && {
        'AwsSolutions-CFR4': 'CloudFront sets the TLS version for its own addresses.',
      }),
    });
    this.#raiseOnRefusals(context, service);
    new CfnOutput(scope, 'Origin', {
      value: api.apiEndpoint,
      description: 'CloudFront’s origin. It refuses other callers.',
    });
    new CfnOutput(scope, 'CloudFrontAddress', {
      value: distribution.distributionDomainName,
      description: 'The target of our own domain name',
    });
  }

  /** Allows a function to read the secret that CloudFront sends. */
  grantReadSecret(gate: GateFunction): void {
    gate.allow('ReadEdgeSecret', ['secretsmanager:GetSecretValue'], [this.#secret.secretArn]);
  }

  #makeSecret({ stage, names, key }: StageContext, service: EdgeService): Secret {
    const secret = new Secret(this, 'Secret', {
      // By ARN only: the key's own policy allows readers of a secret to use it.
      encryptionKey: Key.fromKeyArn(this, 'Key', key.keyArn),
      removalPolicy: stage.keepsData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
      secretName: names.edgeSecret(service),
      description: 'The secret that CloudFront sends to its origin. The previous one is accepted too.',
      generateSecretString: { passwordLength: 64, excludePunctuation: true },
    });
    acknowledge(secret, {
      'AwsSolutions-SMG4': 'Changing it also takes a deployment, so it is done by hand: see docs/deploy.md.',
    });
    return secret;
  }

  /** Cached by path and version, without cookies or headers. */
  #kept(origin: IOrigin, prefix: string): BehaviorOptions {
    return {
      origin,
      viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
      allowedMethods: AllowedMethods.ALLOW_GET_HEAD,
      cachePolicy: new CachePolicy(this, 'Files', {
        // Names of cache policies are shared by all regions of the account.
        cachePolicyName: `${prefix}-files-${Stack.of(this).region}`,
        comment: 'Files by path and version, for as long as their Cache-Control says',
        minTtl: Duration.seconds(0),
        defaultTtl: Duration.seconds(0),
        maxTtl: Duration.days(365),
        queryStringBehavior: CacheQueryStringBehavior.allowList('v'),
        headerBehavior: CacheHeaderBehavior.none(),
        cookieBehavior: CacheCookieBehavior.none(),
        enableAcceptEncodingGzip: true,
        enableAcceptEncodingBrotli: true,
      }),
    };
  }

  #raiseOnRefusals({ names, alarms }: StageContext, service: EdgeService): void {
    alarms.raiseWhen(this, 'AroundTheEdge', {
      metric: new Metric({
        namespace: names.metricNamespace,
        metricName: AROUND_THE_EDGE,
        dimensionsMap: { service },
        statistic: 'Sum',
        period: FIVE_MINUTES,
      }),
      atLeast: 20,
      periods: 2,
      message: `The ${service} refuses many requests without CloudFront’s secret: somebody bypasses the firewall, or CloudFront’s secret is too old.`,
      runbook: 'around-the-firewall',
    });
  }
}

/** Never cached. A token must not travel unencrypted even once, so the API does not redirect. */
function passedOn(origin: IOrigin, service: EdgeService): BehaviorOptions {
  return {
    origin,
    viewerProtocolPolicy:
      service === 'api' ? ViewerProtocolPolicy.HTTPS_ONLY : ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
    allowedMethods: AllowedMethods.ALLOW_ALL,
    cachePolicy: CachePolicy.CACHING_DISABLED,
    originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
  };
}
