import type { Condition } from '../../application/ports/table.ts';

/** The parts of a request that make it conditional. */
export interface ConditionParts {
  readonly ConditionExpression?: string;
  readonly ExpressionAttributeNames?: Record<string, string>;
  readonly ExpressionAttributeValues?: Record<string, string | number | boolean>;
}

/** A condition of the Table port as DynamoDB's expression. */
export function conditionParts(when: Condition | undefined): ConditionParts {
  if (when === undefined) return {};
  switch (when.kind) {
    case 'absent':
      return { ConditionExpression: 'attribute_not_exists(pk)' };
    case 'version':
      return equals('version', when.equals);
    case 'attribute':
      return equals(when.name, when.equals);
  }
}

function equals(name: string, value: string | number | boolean): Required<ConditionParts> {
  return {
    ConditionExpression: '#name = :value',
    ExpressionAttributeNames: { '#name': name },
    ExpressionAttributeValues: { ':value': value },
  };
}
