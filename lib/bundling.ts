/** How functions are bundled: one file each, with everything in it that Node does not bring. */
export const BUNDLE = {
  target: 'node24',
  mainFields: ['module', 'main'],
  /** What an ES module needs for the CommonJS packages inside it. */
  banner: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);",
} as const;
