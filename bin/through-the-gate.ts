import { App } from 'aws-cdk-lib';
import { FLAGS } from '../lib/flags.ts';
import { DestinationError, refuseNobodysRegion } from '../lib/region.ts';
import { stageConfig } from '../lib/stages.ts';

/** `npx cdk synth -c stage=prod`; `dev` unless another stage is named. */
const app = new App({ postCliContext: FLAGS, analyticsReporting: false });
const named: unknown = app.node.tryGetContext('stage') ?? 'dev';
try {
  refuseNobodysRegion(process.env);
  const stage = stageConfig(String(named));
  // The stacks are read in once it is known that they are wanted.
  const { addStage } = await import('../lib/app.ts');
  addStage(app, stage);
} catch (error) {
  if (!(error instanceof RangeError || error instanceof DestinationError)) throw error;
  console.error(error.message);
  process.exit(1);
}
