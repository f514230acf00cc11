import type { DisputeEntry } from '@tessera/contract';
import { exactTime } from '@tessera/ui';
import { usePhoto } from '@tessera/ui/photos/index.ts';
import { Button, Modal } from 'antd';
import { useState } from 'react';
import { client } from '../../shared/api.ts';
import { useTexts } from '../../shared/texts.ts';

/** One photo of the timeline; a click shows it large. */
export function EntryPhoto(props: { entry: DisputeEntry }) {
  const t = useTexts();
  const { entry } = props;
  if (!entry.photo) return <p className="timeline-words quiet">{t('photo.gone')}</p>;
  return <Kept entry={entry} size={entry.photo} />;
}

function Kept({ entry, size }: { entry: DisputeEntry; size: NonNullable<DisputeEntry['photo']> }) {
  const t = useTexts();
  const [isOpen, setOpen] = useState(false);
  const photo = usePhoto(entry.id, () => client.disputes.getDisputePhoto({ photoId: entry.id }));
  const author = entry.authorName ?? t(`disputeAuthor.${entry.author}`);
  const words = t('photo.of', { author, time: exactTime(entry.at) });
  if (photo.isError) {
    return (
      <p className="timeline-words">
        {t('photo.notLoaded')}{' '}
        <Button size="small" onClick={photo.again}>
          {t('photo.again')}
        </Button>
      </p>
    );
  }
  const picture = photo.address && <img src={photo.address} width={size.widthPx} height={size.heightPx} alt={words} data-testid="photo" />;
  return (
    <>
      <button
        type="button"
        className="entry-photo"
        style={{ aspectRatio: `${size.widthPx} / ${size.heightPx}` }}
        aria-label={`${t('photo.open')}: ${words}`}
        onClick={() => setOpen(true)}
        disabled={!picture}
      >
        {picture}
      </button>
      <Modal open={isOpen} width={880} title={t('disputeEntry.photo')} footer={null} onCancel={() => setOpen(false)} data-testid="photo-dialog">
        <div className="entry-photo-whole">{picture}</div>
        <p className="quiet">{words}</p>
      </Modal>
    </>
  );
}
