import { Stack } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { CfnWebACL } from 'aws-cdk-lib/aws-wafv2';
import { Construct } from 'constructs';
import { type AlarmBell, FIVE_MINUTES } from './alarm-bell.ts';

export interface WebAclProps {
  /** CloudFront's are made in us-east-1 and nowhere else; a regional one protects what is in its own region. */
  readonly scope: 'CLOUDFRONT' | 'REGIONAL';
  readonly name: string;
  /** What one address may ask in five minutes. */
  readonly requestsPerAddress: number;
  readonly bell: AlarmBell;
  /** What it stands before, for whoever hears the alarm. */
  readonly before: string;
}

/** So many requests blocked in five minutes are more than a scanner that passes by. */
const SURGE = 500;
const TOO_MANY = 'TooMany';

/**
 * AWS's own groups of rules, and those of their rules that only count. What officers write and partners send is up to
 * 256 KB, and full of text about people that reads like anything; it is checked, field by field, where it is read.
 * A partner's program need not say what it is, and some identity providers send staff back with a long query.
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
 * A firewall: so many requests an address, nobody of ill repute, and nothing that looks like a known attack. It keeps
 * no samples and no log, for paths name journeys; what it blocks is counted.
 */
export class WebAcl extends Construct {
  readonly arn: string;

  constructor(
    scope: Construct,
    id: string,
    { scope: reach, name, requestsPerAddress, bell, before }: WebAclProps,
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
    bell.ringWhen(this, 'Blocked', {
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
      says: `The firewall before ${before} blocks a surge of requests: an attack, or a rule or limit that is wrong. See which rule blocks them.`,
      runbook: 'firewall-blocks',
    });
  }
}

function countedAs(metricName: string) {
  return { metricName, cloudWatchMetricsEnabled: true, sampledRequestsEnabled: false };
}
