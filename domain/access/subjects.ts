import type { IsoDate } from '../law/time.ts';
import type { Asked } from '../pathways/asked.ts';
import type { Head } from '../record/head.ts';
import type { User } from './user.ts';

/** The journey facts that a decision about one journey needs. */
export interface JourneySubject {
  readonly journey: Pick<
    Head,
    | 'prison'
    | 'region'
    | 'phase'
    | 'officers'
    | 'releasedOn'
    | 'recordedRelease'
    | 'limitedAccess'
    | 'emergencyAccess'
  >;
  readonly today: IsoDate;
}

/** Everything a user can ask for. */
export interface Subjects {
  readonly 'use-pages': undefined;
  readonly 'read-journey': JourneySubject;
  readonly 'read-health': JourneySubject;
  readonly 'list-journeys': { readonly prison?: string };
  readonly 'list-steps': { readonly waitingFor?: string };
  readonly 'list-stuck': undefined;
  /** Everybody's messages, and where they are sent, are their own. */
  readonly 'use-mailbox': { readonly officer: string };
  /** When a member of staff is away. */
  readonly 'record-absence': { readonly officer: Pick<User, 'id' | 'duties' | 'prisons' | 'regions'> };
  readonly 'start-journey': { readonly prison: string };
  readonly 'record-sentence': JourneySubject;
  readonly 'set-release-date': JourneySubject;
  readonly 'decide-release-day': JourneySubject;
  readonly 'record-release': JourneySubject;
  readonly 'correct-release': JourneySubject;
  readonly 'recall-person': JourneySubject;
  /** To propose a change of the conditions after release. */
  readonly 'vary-licence': JourneySubject;
  /** `arrivedAt` is the prison in which the recalled person is now. */
  readonly 'record-return': JourneySubject & { readonly arrivedAt?: string };
  /** Of a recalled person whom nobody has looked for yet: the prison in which they are. */
  readonly 'record-arrival': { readonly prison: string };
  readonly 'record-details': JourneySubject;
  readonly 'transfer-person': JourneySubject;
  readonly 'change-officers': JourneySubject;
  readonly 'hold-journey': JourneySubject;
  readonly 'record-death': JourneySubject;
  /** `notBy` are those whose own act the step asks about. */
  readonly 'complete-step': JourneySubject & { readonly asked: Asked; readonly notBy?: readonly string[] };
  /** Another officer proposed it; `asked` is the role that approves it. */
  readonly 'decide-proposal': JourneySubject & { readonly asked: Asked; readonly proposedBy: string };
  /** Only the officer who proposed it. */
  readonly 'withdraw-proposal': JourneySubject & { readonly proposedBy: string };
  readonly 'withdraw-referral': JourneySubject;
  /** Appointments, and where the person is sent messages about them. */
  readonly 'arrange-appointment': JourneySubject;
  /** Mentors, volunteers and peers. */
  readonly 'arrange-mentor': JourneySubject;
  readonly 'limit-access': JourneySubject;
  /** What is noted of the safeguarding of children. */
  readonly 'read-safeguarding': JourneySubject;
  readonly 'record-consent': JourneySubject;
  /** Victim contact, whether there is any or not. */
  readonly 'read-victim-contact': JourneySubject;
  readonly 'record-victim-contact': JourneySubject;
  /** Licence conditions that victims asked for, as far as they were put to the supervising officer. */
  readonly 'read-victim-conditions': JourneySubject;
  /** What a victim liaison unit has to pass on. */
  readonly 'list-victim-contact': { readonly region: string };
  /** A record that the user may not see. */
  readonly 'open-in-emergency': JourneySubject;
  readonly 'merge-records': JourneySubject;
  readonly 'restart-journey': JourneySubject;
  readonly reconcile: undefined;
  readonly 'move-clock': undefined;
  /** The definitions of the machines, and the journeys on each. */
  readonly 'list-definitions': undefined;
  /** How the service runs: its background work, what waits, and how many journeys are stuck for each cause. */
  readonly 'see-service-health': undefined;
  /** To have messages to an agency wait, and to have them sent again. */
  readonly 'pause-agency': undefined;
  /** The staff register: to import it, and to see steps with nobody to act on them. */
  readonly 'administer-staff': undefined;
  /** Events of other systems: to take one in by hand, and to see those that wait. */
  readonly 'administer-events': undefined;
  /** Who consulted which record, and who was refused. */
  readonly 'read-access-log': undefined;
  readonly 'read-referral': { readonly agencyId: string | undefined };
  readonly 'answer-referral': { readonly agencyId: string | undefined };
}
export type Action = keyof Subjects;
