import type { DisputeEntry, WholeDispute } from '@tessera/contract';
import { Money } from '@tessera/ui';
import { type Line, linesOf, usePhotoQueue } from '@tessera/ui/photos/index.ts';
import { App, Button, Input, Select, Upload } from 'antd';
import { useState } from 'react';
import { ErrorNotice } from '../../shared/notices.tsx';
import { Panel } from '../../shared/page.tsx';
import { useCan } from '../../shared/session.tsx';
import { Time } from '../../shared/status.tsx';
import { useTexts } from '../../shared/texts.ts';
import { EntryPhoto } from './entry-photo.tsx';
import { AUDIENCES, PHOTOS_MAX, useAddPhoto, useWrite, WORDS_MAX } from './use-disputes.ts';

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
        {linesOf(entries).map((line) => (
          <Entry key={line.entry.id} line={line} isDesk={can('disputes.write')} />
        ))}
      </ol>
      {can('disputes.write') && !ENDED.includes(dispute.state) && <Write whole={props.whole} />}
    </Panel>
  );
}

function Entry(props: { line: Line; isDesk: boolean }) {
  const t = useTexts();
  const { entry, photos } = props.line;
  const isSaid = entry.kind === 'message' || entry.kind === 'photo' || entry.kind === 'asked';
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
      {photos.length > 0 && (
        <div className="entry-photos">
          {photos.map((photo) => (
            <EntryPhoto key={photo.id} entry={photo} />
          ))}
        </div>
      )}
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
        <span className="dispute-acts">
          <AddPhotos whole={props.whole} audience={audience} />
          <Button
            disabled={text.trim() === ''}
            loading={write.isPending}
            onClick={() => void send().catch(() => undefined)}
            data-testid="dispute-send"
          >
            {t('disputes.send')}
          </Button>
        </span>
      </div>
      <ErrorNotice error={write.error} />
    </div>
  );
}

/** For whom the words beside it would be. */
function AddPhotos(props: { whole: WholeDispute; audience: DisputeEntry['audience'] }) {
  const t = useTexts();
  const add = useAddPhoto();
  const { dispute, entries } = props.whole;
  const queue = usePhotoQueue((file) => add.mutateAsync({ disputeId: dispute.id, audience: props.audience, file }));
  const isFull = entries.filter(({ kind }) => kind === 'photo').length >= PHOTOS_MAX;
  const choose = (file: File, all: readonly File[]) => {
    if (file === all[0]) void queue.add(all);
    return false;
  };
  return (
    <>
      <ErrorNotice error={queue.error} {...(queue.waitingCount > 0 && !queue.isBusy && { onRetry: () => void queue.again() })} />
      <Upload accept="image/*" multiple showUploadList={false} beforeUpload={choose} disabled={isFull || queue.isBusy}>
        <Button
          loading={queue.isBusy}
          disabled={isFull}
          title={isFull ? t('photo.full', { most: PHOTOS_MAX }) : undefined}
          data-testid="dispute-add-photos"
        >
          {t('photo.add')}
        </Button>
      </Upload>
    </>
  );
}
