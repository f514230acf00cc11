import type { Config } from '../config.ts';
import { createOutbound } from '../outbound.ts';
import { createFileOutbox } from './file-outbox.ts';
import type { Email, EmailPort, Sms, SmsPort } from './ports.ts';
import { createSmsGateway, SMS_GATEWAY_BODY } from './sms-gateway.ts';
import { createSmtp } from './smtp.ts';

export type Messaging = { sms: SmsPort; email: EmailPort };

type MessagingConfig = Pick<Config, 'smsOutbox' | 'mailOutbox' | 'mailFrom' | 'smtpUrl' | 'smsGateway' | 'outboundPrivateHosts'>;

/** How messages leave this installation: through the carriers that its configuration names, else into the outboxes. */
export function createMessaging(config: MessagingConfig, clock: () => Date): Messaging {
  const { smtpUrl, smsGateway, mailFrom } = config;
  const outbound = createOutbound({ privateHosts: config.outboundPrivateHosts });
  return {
    email: smtpUrl === undefined ? createFileOutbox<Email>(config.mailOutbox, clock) : createSmtp({ url: smtpUrl, from: mailFrom }),
    sms:
      smsGateway === undefined
        ? createFileOutbox<Sms>(config.smsOutbox, clock)
        : createSmsGateway({ ...smsGateway, body: smsGateway.body ?? SMS_GATEWAY_BODY, outbound, clock }),
  };
}
