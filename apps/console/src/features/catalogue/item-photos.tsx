import type { CatalogueItem } from '@tessera/contract';
import { usePhoto, usePhotoQueue } from '@tessera/ui/photos/index.ts';
import { App, Button, Modal, Upload } from 'antd';
import { useState } from 'react';
import { client } from '../../shared/api.ts';
import { useConfirm } from '../../shared/confirm.tsx';
import { Icon } from '../../shared/icons.tsx';
import { ErrorNotice } from '../../shared/notices.tsx';
import { Panel } from '../../shared/page.tsx';
import { useCan, useSession } from '../../shared/session.tsx';
import { useTexts } from '../../shared/texts.ts';
import { useAddPhoto, useOrderPhotos, useRemovePhoto } from './use-items.ts';

type PhotoId = CatalogueItem['photoIds'][number];
const PHOTOS_MAX = 6;

/** What members see of an item, in their order; the first stands in lists. */
export function ItemPhotos({ item }: { item: CatalogueItem }) {
  const t = useTexts();
  const mayWrite = useCan()('catalogue.write');
  const order = useOrderPhotos();
  const { photoIds } = item;
  const move = (at: number, by: -1 | 1) => {
    const [one, other] = [photoIds[at], photoIds[at + by]];
    if (one && other) order.mutate({ itemId: item.id, itemPhotoIds: photoIds.with(at, other).with(at + by, one) });
  };
  return (
    <Panel title={t('items.photos')} testId="item-photos" extra={<span className="quiet number">{`${photoIds.length} / ${PHOTOS_MAX}`}</span>}>
      {photoIds.length === 0 && <p className="quiet">{t('items.noPhotos')}</p>}
      <ul className="item-photos">
        {photoIds.map((photoId, at) => {
          const name = t('items.photoOf', { name: item.name, number: at + 1 });
          return (
            <li key={photoId}>
              <Photo photoId={photoId} name={name} />
              {mayWrite && (
                <div className="item-photo-acts">
                  <MoveButton name={name} by={-1} isOff={order.isPending || at === 0} onMove={() => move(at, -1)} />
                  <MoveButton name={name} by={1} isOff={order.isPending || at === photoIds.length - 1} onMove={() => move(at, 1)} />
                  <RemoveButton photoId={photoId} name={name} />
                </div>
              )}
            </li>
          );
        })}
      </ul>
      <ErrorNotice error={order.error} />
      {mayWrite && <AddPhotos item={item} />}
    </Panel>
  );
}

/** A click shows it large. */
function Photo({ photoId, name }: { photoId: PhotoId; name: string }) {
  const t = useTexts();
  const [isOpen, setOpen] = useState(false);
  const photo = usePhoto(photoId, () => client.catalogue.getItemPhoto({ itemPhotoId: photoId }));
  if (photo.isError) {
    return (
      <Button size="small" onClick={photo.again} aria-label={`${t('photo.again')}: ${name}`}>
        {t('photo.again')}
      </Button>
    );
  }
  const picture = photo.address && <img src={photo.address} alt={name} data-testid="item-photo" />;
  return (
    <>
      <button type="button" className="item-photo" aria-label={`${t('photo.open')}: ${name}`} onClick={() => setOpen(true)} disabled={!picture}>
        {picture}
      </button>
      <Modal open={isOpen} width={880} title={name} footer={null} onCancel={() => setOpen(false)}>
        <div className="item-photo-whole">{picture}</div>
      </Modal>
    </>
  );
}

function MoveButton({ name, by, isOff, onMove }: { name: string; by: -1 | 1; isOff: boolean; onMove: () => void }) {
  const t = useTexts();
  const words = t(by < 0 ? 'items.photoEarlier' : 'items.photoLater');
  return (
    <Button
      size="small"
      icon={<Icon name={by < 0 ? 'left' : 'right'} size={14} />}
      aria-label={`${words}: ${name}`}
      title={words}
      disabled={isOff}
      onClick={onMove}
      data-testid={by < 0 ? 'photo-earlier' : 'photo-later'}
    />
  );
}

function RemoveButton({ photoId, name }: { photoId: PhotoId; name: string }) {
  const t = useTexts();
  const confirm = useConfirm();
  const { message } = App.useApp();
  const remove = useRemovePhoto();
  const ask = () =>
    confirm({
      title: t('items.removePhotoTitle'),
      changes: [t('items.removePhotoChange')],
      ok: t('items.removePhoto'),
      danger: true,
      run: async () => {
        await remove.mutateAsync(photoId);
        message.success(t('saved'));
      },
    });
  return (
    <Button
      size="small"
      icon={<Icon name="close" size={14} />}
      aria-label={`${t('items.removePhoto')}: ${name}`}
      title={t('items.removePhoto')}
      onClick={ask}
      data-testid="remove-photo"
    />
  );
}

/** Photos are made small enough in the browser, and sent one after the other. */
function AddPhotos({ item }: { item: CatalogueItem }) {
  const t = useTexts();
  const add = useAddPhoto();
  const queue = usePhotoQueue((file) => add.mutateAsync({ itemId: item.id, file }));
  const isOperator = useSession().staff?.organizationKind === 'operator';
  const room = PHOTOS_MAX - item.photoIds.length;
  return (
    <div className="item-photos-add">
      <Upload
        accept="image/*"
        multiple
        showUploadList={false}
        disabled={room <= 0 || queue.isBusy}
        beforeUpload={(file, files) => {
          if (file === files[0]) void queue.add(files.slice(0, room));
          return false;
        }}
      >
        <Button icon={<Icon name="upload" size={16} />} loading={queue.isBusy} disabled={room <= 0} data-testid="add-photo">
          {t('photo.add')}
        </Button>
      </Upload>
      <span className="quiet fine">{t(room <= 0 ? 'items.photosFull' : 'items.photosHint', { most: PHOTOS_MAX })}</span>
      {item.state === 'on' && !isOperator && <p className="item-photos-note quiet fine">{t('items.looksAgain')}</p>}
      <ErrorNotice error={queue.error} {...(queue.waitingCount > 0 && !queue.isBusy && { onRetry: () => void queue.again() })} />
    </div>
  );
}
