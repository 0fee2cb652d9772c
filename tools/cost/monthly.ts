import { resourcesOf, type Resource, type Stage } from '../architecture/parts.ts';
import type { PriceList } from './data.ts';

/** What a stage's resources of one type cost a month, however little they are used. */
export interface MonthlyCost {
  readonly what: string;
  readonly quantity: number;
  readonly usd: number;
}

/** Something is deployed whose price nobody has looked up. */
export class UnpricedResourceError extends Error {
  override readonly name = 'UnpricedResourceError';
}

/** An alarm is charged for each metric, an ACL as five rules and its own, an interface endpoint in each zone. */
const QUANTITY: Readonly<Record<string, (properties: Readonly<Record<string, unknown>>) => number>> = {
  'AWS::CloudWatch::Alarm': ({ Metrics }) =>
    Math.max(1, listOf(Metrics).filter((metric) => metric.MetricStat !== undefined).length),
  'AWS::WAFv2::WebACL': ({ Rules }) => 5 + listOf(Rules).length,
  'AWS::EC2::VPCEndpoint': ({ VpcEndpointType, SubnetIds }) =>
    VpcEndpointType === 'Interface' ? Math.max(1, listOf(SubnetIds).length) : 0,
};

/**
 * What the templates of a stage cost by the month, in the order of the price list.
 *
 * @throws UnpricedResourceError for each type of resource that is not in the price list, so that no cost is left out.
 */
export function monthlyCosts(stage: Stage, { monthly, notByTheMonth }: PriceList): readonly MonthlyCost[] {
  const resources = resourcesOf(stage);
  const known = new Set([...Object.keys(monthly), ...notByTheMonth]);
  const unpriced = new Set(resources.map(({ Type }) => Type).filter((type) => !known.has(type)));
  if (unpriced.size > 0) {
    throw new UnpricedResourceError(
      `Add these to data/cost/aws-prices.json, under monthly or notByTheMonth: ${[...unpriced].sort().join(', ')}.`,
    );
  }
  return Object.entries(monthly).flatMap(([type, { what, usd }]) => {
    const quantity = resources
      .filter(({ Type }) => Type === type)
      .reduce((sum, resource) => sum + quantityOf(resource), 0);
    return quantity === 0 ? [] : [{ what, quantity, usd: quantity * usd }];
  });
}

function quantityOf({ Type, Properties = {} }: Resource): number {
  return QUANTITY[Type]?.(Properties) ?? 1;
}

function listOf(value: unknown): readonly { readonly MetricStat?: unknown }[] {
  return Array.isArray(value) ? (value as readonly { readonly MetricStat?: unknown }[]) : [];
}
