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
import { FIVE_MINUTES } from './alarm-bell.ts';
import type { GateFunction, Surroundings } from './gate-function.ts';

export interface EdgeProps {
  readonly surroundings: Surroundings;
  readonly service: EdgeService;
  readonly api: HttpApi;
  readonly webAclArn: string;
  /** Paths of files that are the same for everybody, which alone are kept by CloudFront. */
  readonly files?: string;
}

/** Statuses that CloudFront would otherwise keep for ten seconds, and give to whoever asks next. */
const ERRORS = [400, 403, 404, 405, 414, 500, 501, 502, 503, 504] as const;

/**
 * CloudFront, with the firewall, before an HTTP API, which can have none itself. The API's own address stays public;
 * so CloudFront sends a secret along, and the function behind refuses whatever comes without it.
 */
export class Edge extends Construct {
  /** Where visitors find it, without a slash at the end. */
  readonly url: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly #secret: Secret;

  constructor(scope: Construct, id: string, { surroundings, service, api, webAclArn, files }: EdgeProps) {
    super(scope, id);
    const { stage, names } = surroundings;
    const { domain, originSecretRound } = stage.edge;
    this.#secret = this.#makeSecret(surroundings, service);
    this.environment = { EDGE_SECRET_ID: this.#secret.secretArn };
    const origin = new HttpOrigin(Fn.parseDomainName(api.apiEndpoint), {
      customHeaders: { [EDGE_HEADER]: this.#secret.secretValue.unsafeUnwrap() },
    });
    const distribution = new Distribution(this, 'Distribution', {
      // CloudFormation reads the secret again when something else of the distribution changes: the round.
      comment: `${names.prefix}: ${service}, origin secret of round ${originSecretRound}`,
      webAclId: webAclArn,
      httpVersion: HttpVersion.HTTP2_AND_3,
      // The edges of Europe and North America: users are in England and Wales.
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
      'AwsSolutions-CFR1':
        'Partners’ programs run wherever their providers do; staff and partners alike prove who they are.',
      'AwsSolutions-CFR3':
        'Its log would hold paths, which name journeys, and addresses. The HTTP API behind logs each request without them.',
      ...(!domain && {
        'AwsSolutions-CFR4':
          'At an address of CloudFront’s own, CloudFront’s own rule on versions of TLS holds.',
      }),
    });
    this.#ringOnRefusals(surroundings, service);
    new CfnOutput(scope, 'Origin', {
      value: api.apiEndpoint,
      description: 'Where CloudFront finds it. It answers nobody else.',
    });
    new CfnOutput(scope, 'CloudFrontAddress', {
      value: distribution.distributionDomainName,
      description: 'Where a domain name of our own points to',
    });
  }

  /** Lets a function know what came through here. */
  letKnow(gate: GateFunction): void {
    gate.allow('ReadTheEdgeSecret', ['secretsmanager:GetSecretValue'], [this.#secret.secretArn]);
  }

  #makeSecret({ stage, names, key }: Surroundings, service: EdgeService): Secret {
    const secret = new Secret(this, 'Secret', {
      // Known by its ARN only: the key's own policy lets whoever may read a secret use it for that.
      encryptionKey: Key.fromKeyArn(this, 'Key', key.keyArn),
      removalPolicy: stage.keepsData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
      secretName: names.edgeSecret(service),
      description: 'What CloudFront proves itself with to what is behind it. The one before it is taken too.',
      generateSecretString: { passwordLength: 64, excludePunctuation: true },
    });
    acknowledge(secret, {
      'AwsSolutions-SMG4':
        'Changing it takes a deployment as well, for CloudFront to send the new one: by hand, as docs/deploy.md says.',
    });
    return secret;
  }

  /** Kept for as long as the console says, by the version in its address. Nothing about who asks goes with it. */
  #kept(origin: IOrigin, prefix: string): BehaviorOptions {
    return {
      origin,
      viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
      allowedMethods: AllowedMethods.ALLOW_GET_HEAD,
      cachePolicy: new CachePolicy(this, 'Files', {
        // The account's, in all regions: named by what it is for, as CDK's own name is not.
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

  #ringOnRefusals({ names, bell }: Surroundings, service: EdgeService): void {
    bell.ringWhen(this, 'AroundTheEdge', {
      metric: new Metric({
        namespace: names.metricNamespace,
        metricName: AROUND_THE_EDGE,
        dimensionsMap: { service },
        statistic: 'Sum',
        period: FIVE_MINUTES,
      }),
      atLeast: 20,
      periods: 2,
      says: `Much reaches the ${service} without CloudFront’s secret and is refused: somebody goes around the firewall, or CloudFront sends a secret that is too old.`,
      runbook: 'around-the-firewall',
    });
  }
}

/** Passed on as it came, and never kept. A token must not travel in the clear even once; a person's first click may. */
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
