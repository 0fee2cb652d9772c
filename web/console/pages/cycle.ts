import { capitalised } from '../../../domain/law/capitalised.ts';
import { getCycle } from '../../../application/queries/get-cycle.ts';
import { RECALL_REASON_WORDS } from '../../../domain/journey/describe-recall-fact.ts';
import { describeActor, officerName } from '../../../domain/journey/words.ts';
import { dateTypeName } from '../../../domain/law/date-type-names.ts';
import { sayDate } from '../../../domain/law/say-date.ts';
import { PATHWAY_ENTRIES, PATHWAYS } from '../../../domain/pathways/catalogue.ts';
import { supervisorOf } from '../../../domain/record/head.ts';
import { placeCalled } from '../directory.ts';
import { formatInstant, formatShortDate } from '../formats.ts';
import { REFERRAL_STATES, STATUSES } from '../journey-words.ts';
import type { PageHandler } from '../page-request.ts';
import { page, problemPage } from '../page-response.ts';
import { SOURCE_TITLES } from '../release-words.ts';

/** A cycle of a journey that has ended, to be read. */
export const cycle: PageHandler = async ({ services, user, params, names }) => {
  const id = params['id'] ?? '';
  const back = `/journeys/${id}`;
  const found = await getCycle(services, user, id, Number(params['cycle']));
  if (!found.ok) return problemPage(found, back);
  const ended = found.value;
  const { officers, recall, releasedOn, endedOn, because } = ended;
  const named = (officer: string | undefined): string =>
    officer === undefined ? 'Nobody' : officerName(officer, names);
  return page('cycle', {
    title: `Before ${sayDate(endedOn)}: ${ended.person.name}`,
    heading: `Before ${sayDate(endedOn)}`,
    person: ended.person,
    back,
    summary: [
      ...(recall
        ? [{ key: 'Began with', value: `A recall on ${sayDate(recall.revokedOn)}` }]
        : [{ key: 'Began with', value: `The sentence of ${sayDate(ended.sentence.startDate)}` }]),
      { key: 'Prison', value: placeCalled(ended.prison) },
      { key: 'Released', value: releasedOn === undefined ? 'Not released' : sayDate(releasedOn) },
      {
        key: 'Ended',
        value: `${sayDate(endedOn)}, with ${because === 'RECALL' ? 'a recall' : 'a new sentence'}`,
      },
      { key: 'Supervising officer', value: named(supervisorOf(ended)) },
      { key: 'Prison offender manager', value: named(officers.pom) },
      ...(recall ? [{ key: 'Reason for the recall', value: RECALL_REASON_WORDS[recall.reason] }] : []),
    ],
    dates: ended.dates.map(({ dateType, date, source }) => ({
      key: capitalised(dateTypeName(dateType)),
      value: `${sayDate(date)}. Comes from: ${SOURCE_TITLES[source]}`,
    })),
    pathways: PATHWAYS.map((pathway) => ({
      name: PATHWAY_ENTRIES[pathway].name,
      status: STATUSES[ended.pathways[pathway]],
    })),
    answered: ended.answered.map(({ key, title, answer, at, by }) => ({
      title,
      answer,
      when: formatInstant(at),
      who: describeActor(by, names),
      href: `${back}/steps/${encodeURIComponent(key)}`,
    })),
    unanswered: ended.unanswered,
    referrals: ended.referrals.map(({ serviceName, agency, createdAt, state }) => ({
      service: capitalised(serviceName),
      agency,
      made: formatShortDate(createdAt.slice(0, 10)),
      state: REFERRAL_STATES[state],
    })),
  });
};
