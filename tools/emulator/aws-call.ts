import { REGION } from './emulator.ts';

/** The services called here, with the prefix of their calls. */
const PREFIXES = {
  'cognito-idp': 'AWSCognitoIdentityProviderService',
  logs: 'Logs_20140328',
  states: 'AWSStepFunctions',
} as const;

/** Calls a service of the emulator, which wants to be told whom it is for, but checks no signature. */
export async function call(
  endpoint: string,
  service: keyof typeof PREFIXES,
  operation: string,
  input: object,
): Promise<unknown> {
  const answer = await fetch(endpoint, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': `${PREFIXES[service]}.${operation}`,
      authorization: `AWS4-HMAC-SHA256 Credential=test/20260101/${REGION}/${service}/aws4_request, SignedHeaders=host, Signature=none`,
    },
    body: JSON.stringify(input),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${operation} answered ${answer.status}: ${text}`);
  return text === '' ? {} : JSON.parse(text);
}
