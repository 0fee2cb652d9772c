import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { madeOnce } from '../../tools/architecture/made-once.ts';
import { WITHOUT_CFN_RULES } from '../../tools/architecture/synthesised.ts';

export interface Resource {
  readonly Type: string;
  readonly Properties: Readonly<Record<string, unknown>>;
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
  readonly UpdatePolicy?: unknown;
  readonly DependsOn?: string | readonly string[];
}

export interface Found extends Resource {
  readonly stack: string;
  readonly logicalId: string;
}

export interface Template {
  readonly Resources: Readonly<Record<string, Resource>>;
  readonly Outputs?: Readonly<Record<string, { readonly Value: unknown }>>;
}

/** A rule of cdk-nag and the construct it is about. */
export interface Rule {
  readonly path: string;
  readonly rule: string;
}

/** What stages synthesise to, by the names of their stacks. */
export interface Synthesised {
  readonly dev: Readonly<Record<string, Template>>;
  readonly prod: Readonly<Record<string, Template>>;
  /** As prod, with domain names of its own, an issuer of somebody else's, and events that a topic delivers. */
  readonly elsewhere: Readonly<Record<string, Template>>;
  /** As dev, on a table that was restored. */
  readonly restored: Readonly<Record<string, Template>>;
  readonly checked: Checked;
}

/** What cdk-nag says, by stage; and of dev, what is acknowledged and what would be said without. */
export interface Checked {
  readonly findings: Readonly<Record<string, readonly Rule[]>>;
  readonly acknowledged: readonly Rule[];
  readonly findingsWithoutAcknowledgement: readonly Rule[];
}

/** The templates of stages where nobody is real, and where everybody is. */
export function synthesise(): Synthesised {
  return JSON.parse(
    madeOnce('synthesise.ts', () =>
      execFileSync(process.execPath, [join(import.meta.dirname, 'synthesise.ts')], {
        encoding: 'utf8',
        env: { ...process.env, ...WITHOUT_CFN_RULES },
        maxBuffer: 64 * 1024 * 1024,
      }),
    ),
  ) as Synthesised;
}

/** All resources of a type, over the stacks of a stage. */
export function allIn(stage: Readonly<Record<string, Template>>): (type: string) => readonly Found[] {
  return (type) =>
    Object.entries(stage).flatMap(([stack, { Resources }]) =>
      Object.entries(Resources)
        .filter(([, resource]) => resource.Type === type)
        .map(([logicalId, resource]) => ({ ...resource, stack, logicalId })),
    );
}
