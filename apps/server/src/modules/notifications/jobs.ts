import { every } from '../../platform/events.ts';
import { forgetting } from '../../platform/forgetting.ts';
import { type AnyJob, defineDirectJob, defineJob } from '../../platform/jobs.ts';
import { TELL_SPENDERS, tellSpenders } from './alert-spenders.ts';
import { PUBLISH_SCHEDULED, publishScheduled } from './publish-announcement.ts';
import { SEND_DELIVERY } from './queue-deliveries.ts';
import { REACH_AUDIENCE, reachAudience } from './reach-audience.ts';
import { type Carriers, sendDelivery } from './send-delivery.ts';
import { forgetNotices, forgetOutboxes, settleLostDeliveries } from './tidy-up.ts';

export function createNotificationsJobs(carriers: Carriers): AnyJob[] {
  return [
    defineDirectJob(SEND_DELIVERY.name, SEND_DELIVERY.schema, (errand, input) => sendDelivery(errand, input, carriers)),
    defineJob(TELL_SPENDERS.name, TELL_SPENDERS.schema, tellSpenders),
    defineJob(REACH_AUDIENCE.name, REACH_AUDIENCE.schema, reachAudience),
    defineJob(PUBLISH_SCHEDULED.name, PUBLISH_SCHEDULED.schema, publishScheduled),
    every('*/5 * * * *', 'notifications.settleLostDeliveries', settleLostDeliveries),
    every('50 * * * *', 'notifications.forgetOutboxes', (ctx) => forgetOutboxes(ctx, carriers.outboxes)),
    forgetting({ name: 'notifications.forgetNotices', cron: '20 4 * * *', forget: forgetNotices }),
  ];
}
