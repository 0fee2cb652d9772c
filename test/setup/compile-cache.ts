/** Keeps what Node compiles for the next process: the tests start many, of the product and of its tools. */
import { enableCompileCache } from 'node:module';
import { join } from 'node:path';

const KEPT = join(import.meta.dirname, '..', '..', '.cache', 'node');
enableCompileCache(KEPT);
process.env['NODE_COMPILE_CACHE'] ??= KEPT;
