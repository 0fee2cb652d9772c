import { stripTypeScriptTypes } from 'node:module';
import ts from 'typescript';

/** One small change of a source file that a test should notice. */
export interface Mutant {
  /** The part of the text that is replaced: UTF-16 offsets, the end left out. */
  readonly start: number;
  readonly end: number;
  readonly replacement: string;
  readonly original: string;
  /** From 1. */
  readonly line: number;
}

type Change = readonly [replaced: ts.Node, by: string];
type Rule = (node: ts.Node, text: (node: ts.Node) => string) => readonly Change[];

const OPERATORS: ReadonlyMap<ts.SyntaxKind, readonly string[]> = new Map([
  [ts.SyntaxKind.LessThanToken, ['<=', '>=']],
  [ts.SyntaxKind.LessThanEqualsToken, ['<', '>']],
  [ts.SyntaxKind.GreaterThanToken, ['>=', '<=']],
  [ts.SyntaxKind.GreaterThanEqualsToken, ['>', '<']],
  [ts.SyntaxKind.EqualsEqualsEqualsToken, ['!==']],
  [ts.SyntaxKind.ExclamationEqualsEqualsToken, ['===']],
  [ts.SyntaxKind.AmpersandAmpersandToken, ['||']],
  [ts.SyntaxKind.BarBarToken, ['&&']],
  [ts.SyntaxKind.PlusToken, ['-']],
  [ts.SyntaxKind.MinusToken, ['+']],
  [ts.SyntaxKind.AsteriskToken, ['/']],
  [ts.SyntaxKind.SlashToken, ['*']],
  [ts.SyntaxKind.PercentToken, ['*']],
]);

/** A method that does another thing with the same arguments; an empty name leaves the call out. */
const METHODS: ReadonlyMap<string, string> = new Map([
  ['some', 'every'],
  ['every', 'some'],
  ['min', 'max'],
  ['max', 'min'],
  ['add', 'subtract'],
  ['subtract', 'add'],
  ['startsWith', 'endsWith'],
  ['filter', ''],
  ['toSorted', ''],
  ['toReversed', ''],
]);

/** Conditions that another rule already turns round. */
const negatedElsewhere = (node: ts.Node): boolean =>
  (ts.isBinaryExpression(node) && OPERATORS.has(node.operatorToken.kind)) ||
  (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken);

const isText = (node: ts.Node) => ts.isStringLiteralLike(node) || ts.isTemplateExpression(node);

/** A key, a module's name or a tag's template: text that is no value. */
function isName(node: ts.Node): boolean {
  const { parent } = node;
  return (
    ts.isImportDeclaration(parent) ||
    ts.isExportDeclaration(parent) ||
    ts.isImportAttribute(parent) ||
    ts.isTaggedTemplateExpression(parent) ||
    ('name' in parent && parent.name === node)
  );
}

const inFunction = (node: ts.Node): boolean => ts.findAncestor(node, ts.isFunctionLike) !== undefined;

const RULES: readonly Rule[] = [
  (node, text) =>
    ts.isBinaryExpression(node) && !(isText(node.left) || isText(node.right))
      ? (OPERATORS.get(node.operatorToken.kind) ?? []).map((operator) => [
          node,
          `(${text(node.left)} ${operator} ${text(node.right)})`,
        ])
      : [],
  (node, text) =>
    ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.QuestionQuestionToken
      ? [
          [node, text(node.left)],
          [node, `(${text(node.right)})`],
        ]
      : [],
  (node, text) =>
    ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken
      ? [[node, text(node.operand)]]
      : [],
  (node, text) =>
    (ts.isIfStatement(node) || ts.isWhileStatement(node)) && !negatedElsewhere(node.expression)
      ? [[node.expression, `!(${text(node.expression)})`]]
      : [],
  (node, text) =>
    ts.isConditionalExpression(node)
      ? [
          [node, `(${text(node.whenTrue)})`],
          [node, `(${text(node.whenFalse)})`],
        ]
      : [],
  (node) => (node.kind === ts.SyntaxKind.TrueKeyword ? [[node, 'false']] : []),
  (node) => (node.kind === ts.SyntaxKind.FalseKeyword ? [[node, 'true']] : []),
  (node) => (ts.isNumericLiteral(node) && !isName(node) ? [[node, String(Number(node.text) + 1)]] : []),
  (node) => (isText(node) && !isName(node) && node.getText().length > 2 ? [[node, "''"]] : []),
  (node) => (ts.isArrayLiteralExpression(node) && node.elements.length > 0 ? [[node, '[]']] : []),
  (node) =>
    (ts.isExpressionStatement(node) ||
      ts.isIfStatement(node) ||
      ts.isForOfStatement(node) ||
      ts.isThrowStatement(node) ||
      ts.isContinueStatement(node)) &&
    ts.isBlock(node.parent)
      ? [[node, ';']]
      : [],
  (node) =>
    ts.isReturnStatement(node) && ts.isBlock(node.parent) && node.expression !== undefined
      ? [[node, 'return;']]
      : [],
  (node, text) => (ts.isAwaitExpression(node) ? [[node, text(node.expression)]] : []),
  (node) =>
    ts.isPropertyAccessExpression(node) && node.questionDotToken !== undefined
      ? [[node.questionDotToken, '.']]
      : [],
  // A whole property, with the comma after it; what a table declares outside a function is left to the other rules.
  (node) =>
    ts.isObjectLiteralExpression(node) && node.properties.length > 1 && inFunction(node)
      ? node.properties.map((property): Change => [property, '...{}'])
      : [],
  (node, text) => {
    if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return [];
    const { expression: on, name } = node.expression;
    const other = METHODS.get(name.text);
    if (other === undefined) return [];
    return other === '' ? [[node, text(on)]] : [[name, other]];
  },
];

/** Every mutant of a TypeScript source, in the order of the text. Throws Error for a text that cannot be parsed. */
export function mutantsOf(path: string, source: string): readonly Mutant[] {
  const file = ts.createSourceFile(path, source, ts.ScriptTarget.ESNext, true);
  const text = (node: ts.Node) => node.getText(file);
  const found = new Map<string, Mutant>();

  const walk = (node: ts.Node): void => {
    // What Node leaves out when it runs the file changes nothing.
    if (ts.isTypeNode(node) || ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) return;
    for (const rule of RULES) {
      for (const [replaced, replacement] of rule(node, text)) {
        const start = replaced.getStart(file);
        const end = replaced.getEnd();
        const original = source.slice(start, end);
        const line = file.getLineAndCharacterOfPosition(start).line + 1;
        const mutant = { start, end, replacement, original, line };
        if (original !== replacement && isReadable(changed(source, mutant)))
          found.set(`${start} ${end} ${replacement}`, mutant);
      }
    }
    ts.forEachChild(node, walk);
  };
  walk(file);
  return [...found.values()].sort((a, b) => a.start - b.start || a.end - b.end);
}

/** The text of a file with the change in it. */
export const changed = (
  source: string,
  { start, end, replacement }: Pick<Mutant, 'start' | 'end' | 'replacement'>,
): string => source.slice(0, start) + replacement + source.slice(end);

function isReadable(source: string): boolean {
  try {
    stripTypeScriptTypes(source);
    return true;
  } catch {
    return false;
  }
}

/** `count` of the mutants, chosen by the seed, in the order of the text. */
export function sampleOf(mutants: readonly Mutant[], count: number, seed: number): readonly Mutant[] {
  let state = seed;
  const next = () => {
    // The linear congruential generator of Numerical Recipes: enough to choose, and the same everywhere.
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state;
  };
  const keyed = mutants.map((mutant) => ({ mutant, key: next() }));
  const chosen = new Set(
    keyed
      .sort((a, b) => a.key - b.key)
      .slice(0, count)
      .map(({ mutant }) => mutant),
  );
  return mutants.filter((mutant) => chosen.has(mutant));
}
