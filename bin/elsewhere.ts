import { App } from 'aws-cdk-lib';
import { addStage } from '../lib/app.ts';
import { FLAGS } from '../lib/flags.ts';
import { stageConfig } from '../lib/stages.ts';

/** Production without a user pool: staff and agencies sign in at an issuer of the organisation's own. */
const app = new App({ postCliContext: FLAGS, analyticsReporting: false });
addStage(app, {
  ...stageConfig('prod'),
  identity: {
    kind: 'external',
    issuer: 'https://identity.example',
    audience: ['gate'],
    consoleClientId: 'gate-console',
  },
});
app.synth();
