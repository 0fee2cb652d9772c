import { USUAL_HOME } from '../../domain/pathways/accommodation/found-place.ts';
import { printsPlan } from './plan-acts.ts';
import { endedInAHome, essentials, hasFact } from './scene.ts';
import type { Story } from './story.ts';

export const welshSpeaker: Story = {
  about: 'Someone who speaks Welsh leaves with a printed plan in Welsh.',
  begins: '2026-11-02',
  person: {
    firstName: 'Eleri',
    lastName: 'Morris',
    sex: 'FEMALE',
    prison: 'CFI',
    region: 'N03',
    sentence: { startDate: '2026-11-02', releaseKind: 'DETERMINATE', supervisionEndsOn: '2027-12-17' },
    release: { date: '2027-03-09', dateType: 'CRD' },
  },
  part: {
    answers: {
      'housing-need': {
        outcome: 'HAS_ADDRESS',
        details: { ...USUAL_HOME, addressLines: '4 Heol y Bont\nCaerdydd', postcode: 'CF10 1AA' },
      },
      'met-at-the-gate': { outcome: 'ARRANGED', details: { who: 'Mari, mentor' } },
      'arrange-first-appointment': {
        outcome: 'NEXT_WORKING_DAY',
        details: { place: 'Swyddfa Brawf Caerdydd' },
      },
    },
  },
  days: [
    {
      on: '2027-03-08',
      does: [
        printsPlan('cy', [
          'Eich cynllun rhyddhau',
          'Y diwrnod y byddwch yn gadael y carchar: dydd Mawrth 9 Mawrth 2027.',
          'Mae gennych le i aros:',
          '4 Heol y Bont, Caerdydd, CF10 1AA',
          'Wrth y giât: Mari, mentor.',
          'dydd Mercher 10 Mawrth 2027 am 14:00: Swyddfa Brawf Caerdydd',
          'Eich cyfweliad yn y Ganolfan Byd Gwaith: dydd Mawrth 9 Mawrth 2027.',
          'Mewn argyfwng: 999',
        ]),
        printsPlan('en', ['You leave prison', '4 Heol y Bont, Caerdydd, CF10 1AA']),
      ],
      then: {
        'What the plan says is ready: an address, an appointment, and someone at the gate.': (now) => {
          const { address, appointment, met } = essentials(now);
          return [address, appointment, met].every((state) => state === 'READY');
        },
      },
    },
  ],
  ends: {
    'They left on Tuesday 9 March 2027 with the printed plan in hand.': (now) =>
      now.journey.releasedOn === '2027-03-09' &&
      hasFact(now, 'step-completed', { step: 'release-checklist', outcome: 'READY' }),
    'No English duty to refer was made.': (now) => !now.referrals.some(({ service }) => service === 'DTR'),
    'Supervision ended with a home, and with nothing left open.': endedInAHome,
  },
};
