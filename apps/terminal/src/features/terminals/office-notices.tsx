import type { Terminal } from '@tessera/contract';
import { formatMoney } from '@tessera/kernel';
import { friendlyTime, useSettings } from '@tessera/ui';
import { useEffect, useState } from 'react';
import { isRecord, readStored, writeStored } from '../../device/store.ts';
import { useLinkEvents } from '../../link/terminal-session.tsx';
import { Banner } from '../../parts/banner.tsx';
import { Icon } from '../../parts/icons.tsx';
import { useTexts } from '../../texts.ts';

type OfficeMessage = { text: string; sentAt: string };
const MESSAGES_MAX = 5;
const POLICY_FOR_MS = 6_000;

/** Messages of the back office, one at a time and kept over a reload until acknowledged; and a change of what this till may do, briefly. */
export function OfficeNotices(props: { onMessage: () => void }) {
  const t = useTexts();
  const { locale } = useSettings();
  const [messages, setMessages] = useState(readMessages);
  const [policy, setPolicy] = useState<Terminal['policy'] | null>(null);
  useLinkEvents((event) => {
    if (event.type === 'message') {
      setMessages((before) => [...before, { text: event.text, sentAt: event.sentAt }].slice(-MESSAGES_MAX));
      props.onMessage();
    }
    if (event.type === 'policy') setPolicy(event.terminal.policy);
  });
  useEffect(() => void writeStored('messages', messages.length > 0 ? messages : undefined), [messages]);
  useEffect(() => {
    if (!policy) return;
    const timer = setTimeout(() => setPolicy(null), POLICY_FOR_MS);
    return () => clearTimeout(timer);
  }, [policy]);

  const [message] = messages;
  const more = messages.length - 1;
  return (
    <>
      {message && (
        <Banner
          icon="message"
          act={t('message.seen')}
          onAct={() => setMessages((before) => before.slice(1))}
          note={`${t('message.from')} · ${friendlyTime(message.sentAt, locale)}${more > 0 ? ` · ${t('message.more', { count: more })}` : ''}`}
          testId="office-message"
        >
          {message.text}
        </Banner>
      )}
      {policy && (
        <p className="policy" role="status" data-testid="policy">
          <Icon name="gear" />
          {t(policy.refundsAllowed ? 'policy.withRefunds' : 'policy.withoutRefunds', { amount: formatMoney(policy.maxAmountMinor) })}
        </p>
      )}
    </>
  );
}

function readMessages(): readonly OfficeMessage[] {
  const stored = readStored('messages');
  return Array.isArray(stored) ? stored.filter(isMessage).slice(-MESSAGES_MAX) : [];
}

function isMessage(value: unknown): value is OfficeMessage {
  return isRecord(value) && typeof value.text === 'string' && typeof value.sentAt === 'string';
}
