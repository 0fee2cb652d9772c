import { describe, expect, it } from '@jest/globals';
import { personMessage, type AboutAppointment } from '../../domain/messages/person-message.ts';
import { APPOINTMENT_NOTICES } from '../../domain/record/notice.ts';

const appointment = { on: '2027-03-10', at: '14:30', place: 'Eastmoor probation office' };

describe('a message to the person', () => {
  it.each<{ readonly kind: AboutAppointment['kind']; readonly body: string }>([
    {
      kind: 'appointment-made',
      body: 'You have an appointment at 2:30pm on Wednesday 10 March 2027, at Eastmoor probation office.',
    },
    {
      kind: 'appointment-changed',
      body: 'Your appointment has changed. It is now at 2:30pm on Wednesday 10 March 2027, at Eastmoor probation office.',
    },
    {
      kind: 'appointment-soon',
      body: 'A reminder: you have an appointment at 2:30pm on Wednesday 10 March 2027, at Eastmoor probation office.',
    },
    {
      kind: 'appointment-cancelled',
      body: 'You need not come: your appointment at 2:30pm on Wednesday 10 March 2027, at Eastmoor probation office is cancelled.',
    },
    {
      kind: 'appointment-missed',
      body: 'You were expected at 2:30pm on Wednesday 10 March 2027, at Eastmoor probation office. Please tell your officer why you could not come, and agree another time.',
    },
  ])('says of an $kind when and where, and what to do', ({ kind, body }) => {
    expect(personMessage([{ kind, appointment }])).toEqual({ subject: 'Your appointment', body });
  });

  it('has a paragraph for each of several appointments', () => {
    const other = { on: '2027-03-11', at: '12:00', place: 'the Jobcentre' };
    expect(
      personMessage([
        { kind: 'appointment-soon', appointment },
        { kind: 'appointment-made', appointment: other },
      ]),
    ).toEqual({
      subject: 'Your appointments',
      body: [
        'A reminder: you have an appointment at 2:30pm on Wednesday 10 March 2027, at Eastmoor probation office.',
        'You have an appointment at midday on Thursday 11 March 2027, at the Jobcentre.',
      ].join('\n\n'),
    });
  });

  it('says nothing else of an appointment, because others may read a telephone', () => {
    const known = {
      ...appointment,
      id: 'a-1',
      with: 'Dr Osei',
      about: 'methadone',
      withWhom: 'c.ahmed',
    };
    for (const kind of APPOINTMENT_NOTICES) {
      const { subject, body } = personMessage([{ kind, appointment: known }]);
      expect(`${subject} ${body}`).not.toMatch(/Osei|methadone|ahmed|a-1|prison|licence/);
    }
  });
});
