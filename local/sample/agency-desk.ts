import { Webhook } from 'standardwebhooks';
import type { Temporal } from 'temporal-polyfill';
import * as z from 'zod';
import { instantIn, sorts } from '../../application/keys.ts';
import type { Table } from '../../application/ports/table.ts';
import { isoInstant } from '../../domain/law/time.ts';
import type { DueSource } from '../due-source.ts';
import { SAMPLE_AGENCIES, type SampleAgency } from './agencies.ts';

/** Where the desks' own notes are kept: they are other organisations, and share only the file. */
const NOTES = 'SAMPLE-AGENCIES';

const ReferralEvent = z.object({ type: z.string(), subject: z.string(), dataref: z.url() });
const ReferralDetail = z.object({ service: z.enum(['CRS', 'DTR', 'CAS3']) });
const Note = z.object({
  agencyId: z.string(),
  referralId: z.string(),
  answer: z.string(),
  code: z.string().optional(),
  reference: z.string().optional(),
  officer: z.string().optional(),
});

export interface AgencyDesks extends DueSource {
  /** One webhook as it came: the agency's id, the headers, and the body to the byte. Answers an HTTP status. */
  receive(agencyId: string, headers: Readonly<Record<string, string>>, body: string): Promise<number>;
}

export interface AgencyDeskOptions {
  readonly table: Table;
  readonly now: () => Temporal.Instant;
  readonly apiUrl: () => string;
  /** The bearer token of an agency, as its own integration would get it. */
  readonly tokenOf: (agency: SampleAgency) => Promise<string>;
  /** The signing secret an agency was given when it registered. */
  readonly secretOf: (agencyId: string) => string;
}

/**
 * Four invented agencies that behave as real ones would: they check each webhook's signature, fetch the detail with a
 * token of their own, and answer over the API some days later, or never.
 */
export function agencyDesks(options: AgencyDeskOptions): AgencyDesks {
  const { table } = options;

  async function call(agency: SampleAgency, url: string, body?: object): Promise<Response> {
    const token = await options.tokenOf(agency);
    return fetch(url, {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  }

  async function planAnswer(agency: SampleAgency, referralId: string, dataref: string): Promise<void> {
    const detail = ReferralDetail.parse(await (await call(agency, dataref)).json());
    const planned = agency.answers[detail.service];
    if (planned === undefined) return;
    const at = options.now().add({ hours: 24 * planned.afterDays });
    const item = {
      pk: NOTES,
      sk: sorts.byInstant(isoInstant(at), referralId),
      agencyId: agency.id,
      referralId,
      answer: planned.answer,
      ...(planned.code !== undefined && { code: planned.code }),
      ...(planned.reference !== undefined && { reference: planned.reference }),
      ...(planned.officer !== undefined && { officer: planned.officer }),
    };
    await table.transact([{ kind: 'put', item }]);
  }

  return {
    async receive(agencyId, headers, body) {
      const agency = SAMPLE_AGENCIES.find(({ id }) => id === agencyId);
      if (agency === undefined) return 404;
      try {
        new Webhook(options.secretOf(agencyId)).verify(body, { ...headers });
      } catch {
        return 401;
      }
      const event = ReferralEvent.parse(JSON.parse(body));
      if (event.type === 'through-the-gate.referral.created')
        await planAnswer(agency, event.subject, event.dataref);
      return 202;
    },
    async nextDueAt() {
      const { items } = await table.query({ partition: NOTES, limit: 1 });
      return instantIn(items[0]?.sk);
    },
    async fireDue(now) {
      const { items } = await table.query({ partition: NOTES, to: `${isoInstant(now)}~`, limit: 100 });
      for (const item of items) {
        const { agencyId, referralId, ...answer } = Note.parse(item);
        const agency = SAMPLE_AGENCIES.find(({ id }) => id === agencyId);
        if (agency) {
          const url = `${options.apiUrl()}/api/referrals/${referralId}/responses`;
          const answered = await call(agency, url, answer);
          // Withdrawn or answered by other means meanwhile: the desk crosses it off, as a person would.
          if (!answered.ok && answered.status !== 409)
            throw new Error(`${agencyId} could not answer: ${answered.status}`);
        }
        await table.transact([{ kind: 'delete', key: { pk: item.pk, sk: item.sk } }]);
      }
    },
  };
}
