import { describe, expect, it } from '@jest/globals';
import { ROOT_MACHINES } from '../../domain/record/machines.ts';
import { GATE_ITEMS } from '../../domain/record/recorded-release.ts';
import { SERVICES } from '../../domain/record/referral.ts';
import { readStepKey, stepKey } from '../../domain/record/step-key.ts';
import {
  agencySubject,
  appointmentSubject,
  emergencySubject,
  eventSubject,
  isSubject,
  itemSubject,
  readReferralSubject,
  readSubject,
  reconcileSubject,
  referralSubject,
} from '../../domain/record/subjects.ts';
import {
  ADMINISTRATORS,
  agencyIn,
  agencyWaitedFor,
  deskWaitedFor,
  isWaitsFor,
  officerWaitedFor,
  readWaitsFor,
} from '../../domain/record/waits-for.ts';

describe('what a step is about', () => {
  it.each([
    ...SERVICES.map((service) => ({
      subject: referralSubject(service, 2),
      text: `${service}-2`,
      parts: { about: 'referral', service, choice: 2 },
    })),
    ...ROOT_MACHINES.map((machine) => ({
      subject: reconcileSubject(machine),
      text: `reconcile.${machine}`,
      parts: { about: 'reconcile', machine },
    })),
    ...GATE_ITEMS.map((item) => ({
      subject: itemSubject(item),
      text: `item.${item}`,
      parts: { about: 'item', item },
    })),
    { subject: emergencySubject(12), text: 'emergency-12', parts: { about: 'emergency', number: 12 } },
    {
      subject: agencySubject('eastmoor.council'),
      text: 'agency.eastmoor.council',
      parts: { about: 'agency', agencyId: 'eastmoor.council' },
    },
    { subject: eventSubject('ev.1-2'), text: 'event.ev.1-2', parts: { about: 'event', eventId: 'ev.1-2' } },
    {
      subject: appointmentSubject('a-1'),
      text: 'appointment.a-1',
      parts: { about: 'appointment', id: 'a-1' },
    },
  ])('is written as $text and read back', ({ subject, text, parts }) => {
    expect(subject).toBe(text);
    expect(readSubject(subject)).toEqual(parts);
    expect(isSubject(subject)).toBe(true);
  });

  it.each([
    { text: 'week-4', parts: { about: 'week', week: 4 } },
    { text: 'week-12', parts: { about: 'week', week: 12 } },
    { text: 'reception.Reception', parts: { about: 'failure', machine: 'reception', state: 'Reception' } },
    { text: 'pre-release.Make2', parts: { about: 'failure', machine: 'pre-release', state: 'Make2' } },
    {
      text: 'referral.Make.DTR-1',
      parts: { about: 'failure', machine: 'referral', state: 'Make', on: 'DTR-1' },
    },
    {
      text: 'essentials.Ask.item.medicine',
      parts: { about: 'failure', machine: 'essentials', state: 'Ask', on: 'item.medicine' },
    },
    {
      text: 'referral.Make.something else',
      parts: { about: 'failure', machine: 'referral', state: 'Make' },
    },
  ])('$text is read', ({ text, parts }) => {
    expect(readSubject(text)).toEqual(parts);
  });

  it.each([
    '',
    'DTR',
    'DTR-',
    'DTR-two',
    'XYZ-1',
    'dtr-1',
    'DTR-1x',
    'x DTR-1',
    'item.passport',
    'reconcile.referral',
    'Referral.Make',
    'pre--release.Make',
    '-release.Make',
    'release-.Make',
    'referral.',
    'referral.2Make',
    'referral.Make it',
    '.Make',
  ])('is not read from "%s"', (text) => {
    expect(readSubject(text)).toBeUndefined();
    expect(isSubject(text)).toBe(false);
  });

  it('is nothing where there is none', () => {
    expect(readSubject(undefined)).toBeUndefined();
    expect(isSubject(undefined)).toBe(false);
  });

  it('is a referral for its own parts only', () => {
    expect(readReferralSubject('CAS3-1')).toMatchObject({ service: 'CAS3', choice: 1 });
    for (const other of ['week-4', 'agency.eastmoor', 'referral.Make.DTR-1', undefined])
      expect(readReferralSubject(other)).toBeUndefined();
  });
});

describe('the key of a step', () => {
  it.each([
    { parts: { cycle: 1, kind: 'referral-answer', subject: 'DTR-2' }, key: '1.referral-answer.DTR-2' },
    { parts: { cycle: 12, kind: 'review-at-4-weeks' }, key: '12.review-at-4-weeks' },
    {
      parts: { cycle: 1, kind: 'incident', subject: 'referral.Make.DTR-1' },
      key: '1.incident.referral.Make.DTR-1',
    },
  ])('$key is made of its parts and read back', ({ parts, key }) => {
    expect(stepKey(parts.cycle, parts.kind, parts.subject)).toBe(key);
    expect(readStepKey(key)).toEqual(parts);
  });

  it.each(['', '1', 'one.kind', '1.Kind', '1.kind.', '.kind', '1..DTR-1', 'x1.kind'])(
    'is not read from "%s"',
    (text) => {
      expect(readStepKey(text)).toBeUndefined();
    },
  );
});

describe('the owner of a step', () => {
  it.each([
    {
      owner: officerWaitedFor('c.ahmed'),
      text: 'officer:c.ahmed',
      parts: { kind: 'officer', id: 'c.ahmed' },
    },
    {
      owner: agencyWaitedFor('eastmoor'),
      text: 'agency:eastmoor',
      parts: { kind: 'agency', id: 'eastmoor' },
    },
    { owner: officerWaitedFor('a@b.uk'), text: 'officer:a@b.uk', parts: { kind: 'officer', id: 'a@b.uk' } },
    {
      owner: deskWaitedFor('OMU', 'MDI'),
      text: 'role:OMU@MDI',
      parts: { kind: 'desk', duty: 'OMU', place: 'MDI' },
    },
    {
      owner: ADMINISTRATORS,
      text: 'role:ADMINISTRATOR@national',
      parts: { kind: 'desk', duty: 'ADMINISTRATOR', place: 'national' },
    },
    { owner: 'date', text: 'date', parts: { kind: 'date' } },
    { owner: 'event', text: 'event', parts: { kind: 'event' } },
  ])('$text is read', ({ owner, text, parts }) => {
    expect(owner).toBe(text);
    expect(readWaitsFor(text)).toEqual(parts);
    expect(isWaitsFor(text)).toBe(true);
  });

  it.each([
    '',
    'officer:',
    'agency',
    'role:OMU',
    'role:@MDI',
    'role:OMU@',
    'person:p.taylor',
    'dates',
    'x officer:y',
  ])('is not read from "%s"', (text) => {
    expect(readWaitsFor(text)).toBeUndefined();
    expect(isWaitsFor(text)).toBe(false);
  });

  it('is an agency only where it says so', () => {
    expect(agencyIn('agency:eastmoor')).toBe('eastmoor');
    for (const other of ['officer:eastmoor', 'role:OMU@MDI', 'date', 'eastmoor'])
      expect(agencyIn(other)).toBeUndefined();
  });
});
