import { afterAll } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';

/**
 * A client class whose commands are answered by the test file. It is as before after the file: the next file of the
 * process has the same class.
 */
export const mockedClient: typeof mockClient = (client) => {
  const mock = mockClient(client);
  afterAll(() => {
    mock.restore();
  });
  return mock;
};
