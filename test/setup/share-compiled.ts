/**
 * Lets the test files that one process runs share what V8 compiles of packages. Jest gives each file fresh modules, and
 * its way of compiling them makes V8 begin again each time, which took a quarter of the whole run. V8 itself keeps a
 * script with the same text and name.
 */
import { enableCompileCache } from 'node:module';
import { join } from 'node:path';
import vm from 'node:vm';

const { compileFunction } = vm;
/** Such code needs Jest's own callback, with which V8 keeps nothing. */
const DYNAMIC_IMPORT = /\bimport\b\s*\(/;

Object.assign(vm, {
  compileFunction(
    code: string,
    names: readonly string[] = [],
    options: vm.CompileFunctionOptions = {},
  ): unknown {
    const { filename, parsingContext } = options;
    if (filename === undefined || parsingContext === undefined || DYNAMIC_IMPORT.test(code)) {
      return compileFunction(code, names, options);
    }
    const head = `(function(${names.join()}){`;
    // The offset, so that the first line's columns stay as they are.
    return new vm.Script(`${head}${code}\n})`, { filename, columnOffset: -head.length }).runInContext(
      parsingContext,
    );
  },
});

/** What Node compiles besides, kept for the many processes that the tests start: the product and its tools. */
const KEPT = join(import.meta.dirname, '..', '..', '.cache', 'node');
enableCompileCache(KEPT);
process.env['NODE_COMPILE_CACHE'] ??= KEPT;
