import type { IsoDate } from '../law/time.ts';
import type {
  ClosingReason,
  ConditionAnswer,
  ConditionKind,
  ContactBasis,
  Entitlement,
  Means,
  PassingOutcome,
} from './contact.ts';

/** What the unit records. `case` and `condition` are ids. */
export type ContactChange =
  | {
      readonly do: 'open-case';
      readonly basis: ContactBasis;
      readonly entitlements: readonly Entitlement[];
      readonly officer: string;
      readonly reference?: string | undefined;
      readonly note?: string | undefined;
    }
  | {
      readonly do: 'change-case';
      readonly case: string;
      readonly entitlements: readonly Entitlement[];
      readonly officer: string;
      readonly note?: string | undefined;
    }
  | { readonly do: 'close-case'; readonly case: string; readonly reason: ClosingReason }
  | {
      readonly do: 'pass-on';
      readonly case: string;
      /** What the page showed, which must still be so. */
      readonly standing: string;
      readonly outcome: PassingOutcome;
      readonly means?: Means | undefined;
      readonly on: IsoDate;
    }
  | {
      readonly do: 'ask-condition';
      readonly case: string;
      readonly kind: ConditionKind;
      readonly text: string;
    }
  | { readonly do: 'put-condition'; readonly case: string; readonly condition: string }
  | {
      readonly do: 'answer-condition';
      readonly case: string;
      readonly condition: string;
      readonly answer: ConditionAnswer;
    };
