import type { DisputeEntry, WholeDispute } from '@tessera/contract';
import { Money } from '@tessera/ui';
import { App, Button, Input, Select } from 'antd';
import { useState } from 'react';
import { ErrorNotice } from '../../shared/notices.tsx';
import { Panel } from '../../shared/page.tsx';
import { useCan } from '../../shared/session.tsx';
import { Time } from '../../shared/status.tsx';
import { useTexts } from '../../shared/texts.ts';
import { AUDIENCES, useWrite, WORDS_MAX } from './use-disputes.ts';

/** Their words stand elsewhere: the claim above, the name in the heading. */
const WITHOUT_WORDS: readonly DisputeEntry['kind'][] = ['opened', 'assigned'];
const ENDED: readonly string[] = ['closed', 'withdrawn'];

/** Everything that was said and done, in order, and a field for the next word. */
export function Timeline(props: { whole: WholeDispute }) {
  const t = useTexts();
  const can = useCan();
  const { dispute, entries } = props.whole;
  return (
    <Panel title={t('disputes.timeline')}>
      <ol className="timeline" data-testid="dispute-timeline">
        {entries.map((entry) => (
          <Entry key={entry.id} entry={entry} isDesk={can('disputes.write')} />
        ))}
      </ol>
      {can('disputes.write') && !ENDED.includes(dispute.state) && <Write whole={props.whole} />}
    </Panel>
  );
}

function Entry(props: { entry: DisputeEntry; isDesk: boolean }) {
  const t = useTexts();
  const { entry } = props;
  const isSaid = entry.kind === 'message' || entry.kind === 'asked';
  return (
    <li className={`timeline-${entry.kind} timeline-${entry.audience}`} data-testid="dispute-entry">
      <div className="timeline-head">
        <strong>{t(`disputeEntry.${entry.kind}`)}</strong>
        {entry.kind === 'assigned' && <span>{entry.text ?? t('disputes.nobody')}</span>}
        {entry.amountMinor !== null && <Money minor={entry.amountMinor} />}
        <small>
          {entry.authorName ?? t(`disputeAuthor.${entry.author}`)}
          {props.isDesk && isSaid && entry.author === 'desk' && ` → ${t(`disputeAudience.${entry.audience}`)}`}
        </small>
        <small>
          <Time at={entry.at} />
        </small>
      </div>
      {entry.text && !WITHOUT_WORDS.includes(entry.kind) && <p className="timeline-words">{entry.text}</p>}
    </li>
  );
}

/** Begins as a note for the desk: nothing goes out by mistake. */
function Write(props: { whole: WholeDispute }) {
  const t = useTexts();
  const { message } = App.useApp();
  const write = useWrite();
  const [text, setText] = useState('');
  const [audience, setAudience] = useState<DisputeEntry['audience']>('desk');
  const { dispute } = props.whole;
  const audiences = AUDIENCES.filter((each) => dispute.merchantId !== null || each === 'member' || each === 'desk');
  const send = async () => {
    await write.mutateAsync({ disputeId: dispute.id, audience, text: text.trim() });
    setText('');
    message.success(t('disputes.sent'));
  };
  return (
    <div className="dispute-write">
      <Input.TextArea
        aria-label={t('disputes.write')}
        placeholder={t('disputes.write')}
        autoSize={{ minRows: 2, maxRows: 8 }}
        maxLength={WORDS_MAX}
        value={text}
        onChange={(event) => setText(event.target.value)}
        data-testid="dispute-message"
      />
      <div className="dispute-write-row">
        <span className="inline-field">
          {t('disputes.to')}
          <Select
            aria-label={t('disputes.to')}
            value={audience}
            onChange={setAudience}
            popupMatchSelectWidth={false}
            options={audiences.map((each) => ({ value: each, label: t(`disputeAudience.${each}`) }))}
            data-testid="dispute-audience"
          />
        </span>
        <Button disabled={text.trim() === ''} loading={write.isPending} onClick={() => void send().catch(() => undefined)} data-testid="dispute-send">
          {t('disputes.send')}
        </Button>
      </div>
      <ErrorNotice error={write.error} />
    </div>
  );
}
