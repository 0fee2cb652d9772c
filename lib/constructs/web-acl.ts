import { Stack } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { CfnWebACL } from 'aws-cdk-lib/aws-wafv2';
import { Construct } from 'constructs';
import { type AlarmTopic, FIVE_MINUTES } from './alarm-topic.ts';

export interface WebAclProps {
  /** CloudFront's firewall must be in us-east-1; a regional one protects resources of its own region. */
  readonly scope: 'CLOUDFRONT' | 'REGIONAL';
  readonly name: string;
  /** Requests in five minutes. */
  readonly requestsPerAddress: number;
  readonly alarms: AlarmTopic;
  /** What it protects, for the alarm's message. */
  readonly before: string;
}

/** More blocked requests in five minutes than a passing scanner makes. */
const SURGE = 500;
const TOO_MANY = 'TooMany';

/**
 * AWS's managed rule groups, and the rules in them that only count. Bodies are up to 256 KB of free text, which is
 * validated field by field; partners' programs need no user agent; some identity providers redirect with long queries.
 */
const MANAGED: readonly { readonly group: string; readonly onlyCount: readonly string[] }[] = [
  { group: 'AWSManagedRulesAmazonIpReputationList', onlyCount: [] },
  {
    group: 'AWSManagedRulesCommonRuleSet',
    onlyCount: [
      'SizeRestrictions_BODY',
      'CrossSiteScripting_BODY',
      'NoUserAgent_HEADER',
      'SizeRestrictions_QUERYSTRING',
    ],
  },
  { group: 'AWSManagedRulesKnownBadInputsRuleSet', onlyCount: [] },
];

/**
 * A firewall: a limit of requests per address, no addresses with a bad reputation, and no known attacks. It keeps no
 * samples and no log, because paths contain journey ids.
 */
export class WebAcl extends Construct {
  readonly arn: string;

  constructor(
    scope: Construct,
    id: string,
    { scope: reach, name, requestsPerAddress, alarms, before }: WebAclProps,
  ) {
    super(scope, id);
    const managed = MANAGED.map(({ group, onlyCount }, index) => ({
      name: group,
      priority: index + 1,
      overrideAction: { none: {} },
      visibilityConfig: countedAs(group),
      statement: {
        managedRuleGroupStatement: {
          vendorName: 'AWS',
          name: group,
          ...(onlyCount.length > 0 && {
            ruleActionOverrides: onlyCount.map((rule) => ({ name: rule, actionToUse: { count: {} } })),
          }),
        },
      },
    }));
    const acl = new CfnWebACL(this, 'Acl', {
      name,
      scope: reach,
      defaultAction: { allow: {} },
      visibilityConfig: countedAs(name),
      customResponseBodies: {
        [TOO_MANY]: {
          contentType: 'TEXT_PLAIN',
          content: 'Too many requests came from your network. Try again in five minutes.',
        },
      },
      rules: [
        {
          name: 'RequestsPerAddress',
          priority: 0,
          action: {
            block: {
              customResponse: {
                responseCode: 429,
                customResponseBodyKey: TOO_MANY,
                responseHeaders: [{ name: 'retry-after', value: '300' }],
              },
            },
          },
          visibilityConfig: countedAs('RequestsPerAddress'),
          statement: {
            rateBasedStatement: {
              aggregateKeyType: 'IP',
              limit: requestsPerAddress,
              evaluationWindowSec: FIVE_MINUTES.toSeconds(),
            },
          },
        },
        ...managed,
      ],
    });
    this.arn = acl.attrArn;
    alarms.raiseWhen(this, 'Blocked', {
      metric: new Metric({
        namespace: 'AWS/WAFV2',
        metricName: 'BlockedRequests',
        dimensionsMap: {
          WebACL: name,
          Rule: 'ALL',
          ...(reach === 'REGIONAL' && { Region: Stack.of(this).region }),
        },
        statistic: 'Sum',
        period: FIVE_MINUTES,
      }),
      atLeast: SURGE,
      message: `The firewall of ${before} blocks many requests: an attack, or a wrong rule or limit. Find out which rule blocks them.`,
      runbook: 'firewall-blocks',
    });
  }
}

function countedAs(metricName: string) {
  return { metricName, cloudWatchMetricsEnabled: true, sampledRequestsEnabled: false };
}
