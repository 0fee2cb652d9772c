import { arrowsOf } from './arrows.ts';
import { resourcesOf, type Stage } from './parts.ts';
import { referencesOf } from './references.ts';

/** The deployed product as a Mermaid flowchart, with a box per stack. */
export function drawArchitecture(stage: Stage, prefix: string): string {
  const resources = resourcesOf(stage);
  const references = referencesOf(stage, prefix);
  const arrows = arrowsOf(resources, references);
  const lines = ['flowchart LR'];
  for (const stack of Object.keys(stage).sort()) {
    const inside = references.parts.filter((part) => part.stack === stack);
    if (inside.length === 0) continue;
    lines.push(`  subgraph ${stack}`);
    for (const { id, label, frame } of inside) lines.push(`    ${id}${frame[0]}"${label}"${frame[1]}`);
    lines.push('  end');
  }
  for (const { from, to, label } of arrows) lines.push(`  ${from.id} -- ${label} --> ${to.id}`);
  return lines.join('\n');
}
