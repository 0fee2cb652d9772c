import type { IndexName } from '../../application/ports/table.ts';
import { fixedUnits, type FixedUnits } from './fixed-units.ts';
import { at, listAt, textAt, type Resource, type Template } from './template.ts';
import type { Projection, Projections } from './units.ts';

/** What is deployed, as far as it decides what is paid for. */
export interface Deployed {
  readonly fixed: FixedUnits;
  /** Memory in MB, by a function's name without the stage. */
  readonly memory: ReadonlyMap<string, number>;
  /** How often a month the clock calls a function. */
  readonly schedules: readonly { readonly function: string; readonly perMonth: number }[];
  /** Queues that functions read: they are asked for messages all the time. */
  readonly polledQueues: number;
  readonly eventBuses: number;
  readonly distributions: number;
  readonly logGroups: number;
  readonly logRetentionMonths: number;
  /** What is logged of each HTTP request, by the name of its API. */
  readonly accessLogs: readonly string[];
  readonly traced: boolean;
  readonly pointInTimeRecovery: boolean;
  readonly projections: Projections;
  /** The feature plan of the pool of staff; absent where staff sign in elsewhere. */
  readonly userPoolPlan: string | undefined;
}

const DAYS_A_MONTH = 365 / 12;
const MINUTES = { minute: 1, hour: 60, day: 1_440 } as const;

export function deployedBy(templates: readonly Template[]): Deployed {
  const all = templates.flatMap((template) =>
    Object.values(template).map((resource) => ({ resource, template })),
  );
  const of = (type: string): readonly Resource[] =>
    all.flatMap(({ resource }) => (resource.Type === type ? [resource] : []));
  const [table] = of('AWS::DynamoDB::Table');
  const retention = of('AWS::Logs::LogGroup').map((group) =>
    Number(at(group, 'Properties', 'RetentionInDays')),
  );
  return {
    fixed: fixedUnits(templates),
    memory: new Map(
      of('AWS::Lambda::Function').flatMap((each) => {
        const name = nameOf(each);
        return name === undefined ? [] : [[name, Number(at(each, 'Properties', 'MemorySize'))] as const];
      }),
    ),
    schedules: all.flatMap(({ resource, template }) => schedulesOf(resource, template)),
    polledQueues: of('AWS::Lambda::EventSourceMapping').filter(isOfAQueue).length,
    eventBuses: of('AWS::Events::EventBus').length,
    distributions: of('AWS::CloudFront::Distribution').length,
    logGroups: retention.length,
    logRetentionMonths: Math.max(...retention) / DAYS_A_MONTH,
    accessLogs: of('AWS::ApiGatewayV2::Stage').flatMap(
      (stage) => textAt(stage, 'Properties', 'AccessLogSettings', 'Format') ?? [],
    ),
    traced: of('AWS::Lambda::Function').some(
      (each) => at(each, 'Properties', 'TracingConfig', 'Mode') === 'Active',
    ),
    pointInTimeRecovery:
      at(table, 'Properties', 'PointInTimeRecoverySpecification', 'PointInTimeRecoveryEnabled') === true,
    projections: projectionsOf(table),
    userPoolPlan: textAt(of('AWS::Cognito::UserPool')[0], 'Properties', 'UserPoolTier'),
  };
}

/** `through-the-gate-prod-open-step` -> `open-step`. */
function nameOf(lambda: Resource | undefined): string | undefined {
  return textAt(lambda, 'Properties', 'FunctionName')?.replace(/^through-the-gate-[a-z]+-/, '');
}

function schedulesOf(rule: Resource, template: Template): Deployed['schedules'] {
  const [, count, unit] =
    /^rate\((\d+) (minute|hour|day)s?\)$/.exec(textAt(rule, 'Properties', 'ScheduleExpression') ?? '') ?? [];
  if (rule.Type !== 'AWS::Events::Rule' || count === undefined) return [];
  const minutes = Number(count) * MINUTES[unit as keyof typeof MINUTES];
  return listAt(rule, 'Properties', 'Targets').flatMap((target) => {
    const alias = template[textAt(target, 'Arn', 'Ref') ?? ''];
    const name = nameOf(template[textAt(alias, 'Properties', 'FunctionName', 'Ref') ?? '']);
    return name === undefined ? [] : [{ function: name, perMonth: (DAYS_A_MONTH * MINUTES.day) / minutes }];
  });
}

/** Streams have a place to start from; queues have none. */
function isOfAQueue(mapping: Resource): boolean {
  return at(mapping, 'Properties', 'StartingPosition') === undefined;
}

function projectionsOf(table: Resource | undefined): Projections {
  const indexes = listAt(table, 'Properties', 'GlobalSecondaryIndexes');
  return Object.fromEntries(
    indexes.map((index) => [textAt(index, 'IndexName') as IndexName, projectionOf(index)]),
  );
}

function projectionOf(index: unknown): Projection {
  const type = textAt(index, 'Projection', 'ProjectionType');
  if (type === 'KEYS_ONLY') return 'KEYS_ONLY';
  if (type !== 'INCLUDE') return 'ALL';
  return {
    include: listAt(index, 'Projection', 'NonKeyAttributes').filter((each) => typeof each === 'string'),
  };
}
