import { useRef } from 'react';
import { Icon } from '../../parts/icons.tsx';
import { useTexts } from '../../texts.ts';
import { type PhotoId, useAddPhoto, useRefusal } from './use-redeem.ts';

const PHOTOS_MAX = 3;

type Props = { photoIds: readonly PhotoId[]; isNeeded: boolean; onChange: (photoIds: PhotoId[]) => void };

/** Takes photos of the work with the device's camera, each sent at once; what was taken can be dropped again. */
export function PhotoField(props: Props) {
  const t = useTexts();
  const refusal = useRefusal();
  const adding = useAddPhoto();
  const camera = useRef<HTMLInputElement>(null);
  const { photoIds } = props;
  const add = (file: File | undefined) => {
    if (file) adding.mutate(file, { onSuccess: (photoId) => props.onChange([...photoIds, photoId]) });
  };
  return (
    <section className="redeem-photos" aria-label={t('redeem.photos')}>
      <p className="redeem-label">{t(props.isNeeded ? 'redeem.photoNeeded' : 'redeem.photoOffered')}</p>
      <div className="redeem-tabs">
        {photoIds.map((photoId, index) => (
          <button
            key={photoId}
            type="button"
            className="chip"
            aria-label={t('redeem.photoDrop', { number: index + 1 })}
            onClick={() => props.onChange(photoIds.filter((one) => one !== photoId))}
            data-testid="redeem-photo-taken"
          >
            <Icon name="check" size={18} />
            <span>{t('redeem.photoTaken', { number: index + 1 })}</span>
            <Icon name="cross" size={16} />
          </button>
        ))}
        <button
          type="button"
          className="button"
          disabled={adding.isPending || photoIds.length >= PHOTOS_MAX}
          onClick={() => camera.current?.click()}
          data-testid="redeem-photo-take"
        >
          <Icon name="camera" />
          <span>{t(adding.isPending ? 'redeem.photoSending' : 'redeem.photoTake')}</span>
        </button>
      </div>
      <input
        ref={camera}
        className="unseen"
        tabIndex={-1}
        aria-hidden="true"
        type="file"
        accept="image/*"
        capture="environment"
        onChange={(event) => {
          add(event.target.files?.[0]);
          event.target.value = '';
        }}
        data-testid="redeem-photo"
      />
      {adding.isError && (
        <p role="alert" className="field-wrong">
          {refusal(adding.error)}
        </p>
      )}
    </section>
  );
}
