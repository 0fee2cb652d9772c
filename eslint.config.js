import { defineConfig } from 'eslint/config';
import prettier from 'eslint-config-prettier';
import tseslint from 'typescript-eslint';

const typescript = ['**/*.ts'];
const toolConfigs = ['*.config.{js,ts}', '*.cjs', 'test/setup/**', 'tools/mutation/jest/**'];

export default defineConfig(
  { ignores: ['node_modules/', 'cdk.out/', 'coverage/', '.cache/', '.local/', 'console/assets/'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },

  {
    name: 'types',
    files: typescript,
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: true }],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      // A switch without a default must meet every member of its union. A written default counts as an answer:
      // ending in `never` where each member matters, or saying what the many others share.
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true, requireDefaultForNonUnion: true },
      ],
      // `answer['settledType']` marks a name that the type does not promise.
      '@typescript-eslint/dot-notation': ['error', { allowIndexSignaturePropertyAccess: true }],
      // A name kept only to be left out (`const { token, ...shown } = step`) or to match a signature is no mistake.
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
      // Numbers and Temporal values have one obvious text; objects, null and undefined stay refused.
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        {
          allowNumber: true,
          allow: [
            { from: 'package', package: 'temporal-polyfill', name: ['PlainDate', 'Instant', 'Duration'] },
          ],
        },
      ],
      // `() => stop()` as a callback reads better than braces round a call, and loses nothing.
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      // `while (true)` with a return inside is how a retry from the read is written.
      '@typescript-eslint/no-unnecessary-condition': [
        'error',
        { allowConstantLoopConditions: 'only-allowed-literals' },
      ],

      // Off: ports are asynchronous; an adapter over SQLite or memory answers them without ever waiting, and
      // `async` is what turns its exceptions into rejections.
      '@typescript-eslint/require-await': 'off',
      // Off: an interface is not assignable to a type with an index signature, which stored items need, so
      // whether a shape is a type or an interface is not a matter of taste here.
      '@typescript-eslint/consistent-type-definitions': 'off',
      // Off: `{ [agencyId: string]: Agency }` says what the key is; Record<string, Agency> does not.
      '@typescript-eslint/consistent-indexed-object-style': 'off',
    },
  },

  {
    name: 'everywhere',
    files: ['**/*.{ts,js,cjs}'],
    rules: {
      eqeqeq: 'error',
      'no-var': 'error',
      'prefer-const': 'error',
      'object-shorthand': 'error',
      'no-console': 'error',
      'no-restricted-syntax': [
        'error',
        {
          selector: 'ExportDefaultDeclaration',
          message: 'Export by name: one name for one thing everywhere.',
        },
        {
          selector:
            'BinaryExpression[operator=/^[!=]==$/][left.property.name=/^(detail|problem|reason|sentence|title)$/][right.type="Literal"]',
          message: 'Decide by a code: a sentence is for its reader, and may be reworded.',
        },
        {
          selector: 'ExportAllDeclaration',
          message: 'No barrel files: import from the file that says the thing.',
        },
        {
          selector:
            "ImportDeclaration[source.value='zod'] > :matches(ImportSpecifier, ImportDefaultSpecifier)",
          message: "Write `import * as z from 'zod'`: bundles then hold what is used, not every language.",
        },
      ],
    },
  },

  {
    name: 'one thing a file',
    files: typescript,
    // Tables of cases may be as long as the cases are.
    ignores: ['test/**'],
    rules: { 'max-lines': ['error', 250] },
  },

  {
    name: 'no clock, no chance and no context in the rules',
    files: ['domain/**/*.ts', 'application/**/*.ts'],
    rules: {
      'no-restricted-globals': [
        'error',
        { name: 'Date', message: 'Use Temporal.PlainDate or Temporal.Instant, given by the Clock port.' },
        { name: 'performance', message: 'Time comes from the Clock port.' },
        { name: 'setTimeout', message: 'Every wait is a row; nothing here waits in memory.' },
        { name: 'setInterval', message: 'Every wait is a row; nothing here waits in memory.' },
        { name: 'process', message: 'Settings are given by the composition root.' },
        { name: 'fetch', message: 'Other services are reached through a port.' },
      ],
      'no-restricted-properties': [
        'error',
        { object: 'Temporal', property: 'Now', message: 'Now and today come from the Clock port.' },
        {
          object: 'Math',
          property: 'random',
          message: 'Chance comes from a port, so that a test can repeat it.',
        },
        { object: 'globalThis', property: 'Date', message: 'Use Temporal, given by the Clock port.' },
      ],
    },
  },

  {
    name: 'programs a person runs in a terminal',
    files: ['local/**', 'tools/**', 'bin/**'],
    rules: { 'no-console': 'off' },
  },

  {
    name: 'tests',
    files: ['test/**/*.ts'],
    rules: {
      // `expect.any(String)` and its like are typed `any` by jest, wherever they stand.
      '@typescript-eslint/no-unsafe-assignment': 'off',
      // `expect(port.send).not.toHaveBeenCalled()` names a method without calling it, on purpose.
      '@typescript-eslint/unbound-method': 'off',
      // A fake that does nothing is often the whole point of it.
      '@typescript-eslint/no-empty-function': 'off',
      // `it.each` titles and property-based failures print whatever the case holds.
      '@typescript-eslint/restrict-template-expressions': 'off',
    },
  },

  {
    name: 'what a tool loads by its default export',
    files: toolConfigs,
    rules: { 'no-restricted-syntax': 'off' },
  },

  prettier,
);
