import { setTimeout } from 'node:timers/promises';
import { SSMClient } from '@aws-sdk/client-ssm';
import { parameterCredentials } from '../../adapters/aws/parameter-credentials.ts';
import { hmppsData } from '../../adapters/hmpps/hmpps-data.ts';
import { restGet } from '../../adapters/hmpps/rest-get.ts';
import { settings } from '../shared/environment.ts';
import { eventsFunction } from './events-function.ts';

/** Called by the queue of HMPPS's events. */
export const handler = eventsFunction((tracer, logger) => {
  const { HMPPS_ADDRESSES, HMPPS_CLIENT_PARAMETER } = settings(
    ['HMPPS_ADDRESSES', 'HMPPS_CLIENT_PARAMETER'],
    process.env,
  );
  const now = (): number => performance.now();
  const client = tracer.follow(new SSMClient({}));
  const get = restGet({
    addresses: HMPPS_ADDRESSES,
    credentials: parameterCredentials({ client, name: HMPPS_CLIENT_PARAMETER, now }),
    now,
    wait: (ms) => setTimeout(ms),
    onFailure: (system, why) => {
      logger.warn('A service of HMPPS did not answer as it should', { system, why });
    },
  });
  return hmppsData(get);
});
