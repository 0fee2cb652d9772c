import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

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

export interface Synthesised {
  readonly dev: Readonly<Record<string, Template>>;
  readonly prod: Readonly<Record<string, Template>>;
}

export interface Examined extends Synthesised {
  readonly devAgain: Readonly<Record<string, Template>>;
  readonly findings: Readonly<Record<string, readonly Rule[]>>;
  readonly acknowledged: readonly Rule[];
  readonly findingsWithoutAcknowledgement: readonly Rule[];
}

/** The templates of a stage where nobody is real, and of one where everybody is. */
export function synthesise(): Synthesised {
  return run([]) as Synthesised;
}

/** The templates, and what cdk-nag finds in them: four times as long. */
export function examine(): Examined {
  return run(['examine']) as Examined;
}

function run(words: readonly string[]): unknown {
  const script = join(import.meta.dirname, 'synthesise.ts');
  const output = execFileSync(process.execPath, [script, ...words], {
    encoding: 'utf8',
    // What CloudFormation's own rules say is heard at every real synthesis; asking them takes seconds.
    env: { ...process.env, CDK_VALIDATION: 'false' },
    maxBuffer: 64 * 1024 * 1024,
  });
  return JSON.parse(output);
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
