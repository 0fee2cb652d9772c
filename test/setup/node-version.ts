/**
 * Stops the run where the project's own Node is not the one running. Under another version the product's
 * TypeScript may load and behave differently, so results would say nothing about the product.
 */
export default function requireNode24(): void {
  const [major] = process.versions.node.split('.');
  if (major === '24') return;
  throw new Error(
    `These tests need Node 24, which "npm install" brings, but Node ${process.versions.node} is running them ` +
      `(${process.execPath}). Run them with "npm test".`,
  );
}
