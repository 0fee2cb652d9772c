import { Logger } from '@aws-lambda-powertools/logger';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { eventBridgeBus } from '../../adapters/aws/event-bus.ts';
import { settings } from '../shared/environment.ts';
import { observed } from '../shared/observed.ts';
import { logProblems } from '../shared/problems.ts';
import { xrayTracer } from '../shared/tracer.ts';
import { announceHandler } from './handler.ts';

const logger = new Logger();
const tracer = xrayTracer(process.env);
const { EVENT_BUS_NAME } = settings(['EVENT_BUS_NAME'], process.env);
const client = tracer.follow(new EventBridgeClient({}));
const bus = eventBridgeBus({ client, busName: EVENT_BUS_NAME });

/** Called by the table's stream with new facts. */
export const handler = observed(announceHandler(bus, logProblems(logger)), { logger, tracer });
