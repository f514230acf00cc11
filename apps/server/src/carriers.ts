import { createApplicantJobs } from './modules/merchants/index.ts';
import { type Carriers, createNotificationsJobs } from './modules/notifications/index.ts';
import { createReportMailJobs } from './modules/reports/index.ts';
import type { Config } from './platform/config.ts';
import type { AnyJob } from './platform/jobs.ts';
import { createMessaging } from './platform/messaging/messaging.ts';
import { createPushSender } from './platform/messaging/web-push.ts';
import { createOutbound } from './platform/outbound.ts';
import type { SecretBox } from './platform/secret-box.ts';

/** How notices leave this installation. Push services are told whom to write to when we trouble them: the sender of our letters. */
export function createCarriers(parts: { config: Config; secrets: SecretBox; clock: () => Date }): Carriers {
  const { config, secrets, clock } = parts;
  const outbound = createOutbound({ privateHosts: config.outboundPrivateHosts });
  const outboxes = [config.smsOutbox, config.mailOutbox];
  const contact = `mailto:${/<([^>]+)>/.exec(config.mailFrom)?.[1] ?? config.mailFrom}`;
  return { ...createMessaging(config, clock), push: createPushSender({ outbound, contact, clock }), secrets, publicUrl: config.publicUrl, outboxes };
}

/** What leaves by a carrier: notices, letters with reports, and messages to applicants. */
export function createCarrierJobs(carriers: Carriers): AnyJob[] {
  return [...createNotificationsJobs(carriers), ...createReportMailJobs(carriers), ...createApplicantJobs(carriers)];
}
