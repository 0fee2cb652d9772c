import type { ExecutionInput, RootMachine } from './machines.ts';
import type { Notice } from './notice.ts';

/** What must happen outside the record because of a change; written with it, in the same transaction, to the outbox. */
export type Effect =
  | {
      readonly kind: 'answer-task';
      readonly token: string;
      readonly outcome: string;
      readonly subject: string;
      readonly number: number;
    }
  | {
      readonly kind: 'start-execution';
      readonly machine: RootMachine;
      readonly name: string;
      readonly input: ExecutionInput;
    }
  | {
      readonly kind: 'stop-execution';
      readonly machine: RootMachine;
      readonly name: string;
      readonly cause: string;
    }
  | {
      /** Notices for officers, from one change. */
      readonly kind: 'tell';
      readonly journeyId: string;
      /** Of the outbox row, so that its notices have the same ids when it is sent twice. */
      readonly number: number;
      readonly notices: readonly Notice[];
    }
  | {
      readonly kind: 'deliver';
      readonly agencyId: string;
      readonly deliveryId: string;
      readonly again?: true;
    };
