/** The dev stage as it is put in service again after a table was lost: on the restored table. */
import { App } from 'aws-cdk-lib';
import { addStage } from '../../lib/app.ts';
import { FLAGS } from '../../lib/flags.ts';
import { stageConfig } from '../../lib/stages.ts';

const { RESTORED_TABLE: tableName = '', RESTORED_STREAM: streamArn = '' } = process.env;
const app = new App({ postCliContext: FLAGS, analyticsReporting: false });
addStage(app, { ...stageConfig('dev'), restored: { tableName, streamArn } });
