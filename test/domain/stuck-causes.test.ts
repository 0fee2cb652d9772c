import { describe, expect, it } from '@jest/globals';
import { stuckCauses } from '../../domain/journey/stuck-causes.ts';
import type { Journey } from '../../domain/journey/journey.ts';
import type { StepKind } from '../../domain/pathways/catalogue.ts';
import { aJourney } from '../support/drafts.ts';

const TODAY = '2027-01-25';
const open = (kind: StepKind, escalation = 0, subject?: string, dueOn?: string) => ({
  key: `1.${kind}${subject === undefined ? '' : `.${subject}`}`,
  kind,
  escalation,
  ...(dueOn !== undefined && { dueOn }),
});
const referral = { id: 'r-1', subject: 'DTR-1', agencyId: 'eastmoor-council', live: true };

describe('the causes for which a journey is stuck', () => {
  it.each<{ case: string; patch: Partial<Journey>; causes: readonly object[] }>([
    {
      case: 'are none where nothing is late or alarming',
      patch: { open: [open('bank-account', 1)] },
      causes: [],
    },
    {
      case: 'are lateness, with the pathway, since the first deadline and how many steps are late',
      patch: {
        open: [open('bank-account', 2, undefined, '2027-01-20'), open('debts', 2, undefined, '2027-01-18')],
      },
      causes: [{ code: 'OVERDUE', pathway: 'finance-benefits-id', steps: 2, late: 2, since: '2027-01-19' }],
    },
    {
      case: 'are apart for what has gone above its owner',
      patch: { open: [open('bank-account', 2), open('debts', 3)] },
      causes: [
        { code: 'OVERDUE', pathway: 'finance-benefits-id', steps: 1, late: 1 },
        { code: 'ESCALATED', pathway: 'finance-benefits-id', steps: 1, late: 1 },
      ],
    },
    {
      case: 'name the agency of the referral that a step is about',
      patch: { open: [open('referral-unanswered', 0, 'DTR-1')], referrals: [referral] },
      causes: [
        {
          code: 'REFERRAL_UNANSWERED',
          pathway: 'accommodation',
          agencyId: 'eastmoor-council',
          steps: 1,
          late: 0,
        },
      ],
    },
    {
      case: 'are alarms since they were opened, whatever their deadline',
      patch: { open: [{ ...open('late-answer', 2, 'CRS-1', '2027-01-20'), openedOn: '2027-01-18' }] },
      causes: [{ code: 'LATE_ANSWER', pathway: 'accommodation', steps: 1, late: 1, since: '2027-01-18' }],
    },
    {
      case: 'name the agency that messages could not be delivered to',
      patch: { open: [open('delivery-parked', 2, 'agency.eastmoor-council')] },
      causes: [{ code: 'DELIVERY_PARKED', agencyId: 'eastmoor-council', steps: 1, late: 1 }],
    },
    {
      case: 'name no agency for a referral that the head does not know',
      patch: { open: [open('referral-unanswered', 0, 'DTR-2')], referrals: [referral] },
      causes: [{ code: 'REFERRAL_UNANSWERED', pathway: 'accommodation', steps: 1, late: 0 }],
    },
  ])('$case', ({ patch, causes }) => {
    expect(stuckCauses(aJourney(patch), TODAY)).toEqual(causes);
  });
});
