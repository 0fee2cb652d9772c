import { capitalised } from '../../domain/law/capitalised.ts';
import type { JourneyView } from '../../application/queries/get-journey.ts';
import { sayDate } from '../../domain/law/say-date.ts';
import { appointmentLines } from '../../domain/pathways/health/care.ts';
import type { Condition, HealthNeeds } from '../../domain/pathways/health/data.ts';
import { recordRow, type RecordRow } from './record-rows.ts';

const NEEDS: Readonly<Record<keyof HealthNeeds, string>> = {
  medicine: 'medicine',
  opioidSubstitution: 'opioid substitution treatment',
  mentalHealth: 'mental health care',
  socialCare: 'social care',
  neurodiversity: 'neurodiversity',
};

const CONDITIONS: Readonly<Record<Condition, string>> = {
  adhd: 'ADHD',
  autism: 'autism',
  learningDisability: 'a learning disability or difficulty',
  brainInjury: 'a brain injury',
  other: 'another need',
};

/** The person's health, a row for each thing recorded; none for readers who may not see it. */
export function healthRows({ health, whatHelps }: JourneyView): readonly RecordRow[] {
  if (health === undefined)
    return whatHelps === undefined ? [] : [{ key: 'What helps them', lines: [whatHelps] }];
  const { needs, gp, gpSeenOn, planMadeOn, medicine, care, careKeptOn, socialCare } = health;
  return [
    recordRow('Needs', needs && needLines(needs)),
    recordRow('GP', [
      ...(gp === undefined ? [] : [`${gp.practice}, registered on ${sayDate(gp.on)}`]),
      ...(gpSeenOn === undefined ? [] : [`Seen on ${sayDate(gpSeenOn)}`]),
    ]),
    recordRow('Plan for healthcare', planMadeOn === undefined ? [] : [`Made on ${sayDate(planMadeOn)}`]),
    recordRow(
      'Medicine for release',
      medicine && [`${medicine.days} days, ${medicine.as === 'SUPPLY' ? 'in hand' : 'by prescription'}`],
    ),
    recordRow('Continued care', [
      ...appointmentLines(care?.appointments ?? {}).map((line) => capitalised(line)),
      ...(careKeptOn === undefined ? [] : [`Kept, by ${sayDate(careKeptOn)}`]),
    ]),
    recordRow('Social care', socialCare && [`Referred to ${socialCare.to} on ${sayDate(socialCare.on)}`]),
    recordRow('Neurodiversity', health.whatHelps && neurodiversityLines(health.whatHelps)),
  ].flat();
}

function needLines(needs: HealthNeeds): readonly string[] {
  const found = Object.entries(NEEDS).flatMap(([name, words]) =>
    needs[name as keyof HealthNeeds] ? [capitalised(words)] : [],
  );
  return found.length === 0 ? ['None was found'] : found;
}

function neurodiversityLines({
  conditions,
  text,
  staffMayKnow,
}: NonNullable<NonNullable<JourneyView['health']>['whatHelps']>): readonly string[] {
  return [
    ...(conditions.length === 0 ? [] : [capitalised(conditions.map((each) => CONDITIONS[each]).join(', '))]),
    `What helps: ${text}`,
    staffMayKnow ? 'They agree that staff may read what helps them.' : 'Staff are not shown what helps them.',
  ];
}
