import type { OwnPrivacy } from '@tessera/contract';
import { errorKey, useSettings } from '@tessera/ui';
import { useId, useState } from 'react';
import { Button } from '../../shared/button.tsx';
import { Chip } from '../../shared/controls.tsx';
import inputs from '../../shared/input.module.css';
import { Row, RowGroup } from '../../shared/rows.tsx';
import { Sheet } from '../../shared/sheet.tsx';
import { useTexts } from '../../shared/texts.ts';
import { useToast } from '../../shared/toast.tsx';
import { dayInWords } from './day.ts';
import styles from './privacy.module.css';
import { useCancelErasure, useRequestErasure, useRequestExport, useSaveExport } from './use-privacy.ts';

/** Asks for the file, says that it is being made, and hands it over. */
export function ExportPart({ newest }: { newest: OwnPrivacy['exports'][number] | undefined }) {
  const t = useTexts();
  const { locale } = useSettings();
  const request = useRequestExport();
  const save = useSaveExport();
  const ask = () => {
    if (!request.isPending) request.mutate();
  };
  return (
    <RowGroup>
      {newest?.status === 'waiting' ? <Row title={t('privacy.exportWaiting')} note={t('privacy.exportWaitingNote')} testId="export-waiting" /> : null}
      {newest?.status === 'ready' ? (
        <Row
          title={t('privacy.exportReady', { size: sizeOf(newest.bytes ?? 0) })}
          note={t('privacy.exportReadyNote', { day: dayInWords(newest.expiresAt, locale) })}
          aside={
            <Button look="secondary" busy={save.isPending} onClick={() => save.mutate(newest.id)} data-testid="export-save">
              {t('privacy.download')}
            </Button>
          }
          testId="export-ready"
        />
      ) : null}
      {newest?.status === 'failed' ? <Row title={t('privacy.exportFailed')} /> : null}
      {newest?.status === 'waiting' ? null : <Row title={t('privacy.export')} note={t('privacy.exportNote')} onClick={ask} testId="export-ask" />}
    </RowGroup>
  );
}

function sizeOf(bytes: number): string {
  return bytes < 1_000_000 ? `${Math.max(1, Math.round(bytes / 1_000))} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

export function ErasurePart({ privacy }: { privacy: OwnPrivacy }) {
  const t = useTexts();
  const [asking, setAsking] = useState(false);
  const { erasure, erasureObstacles: obstacles } = privacy;
  if (erasure) return <UnderWay erasure={erasure} />;
  const why = obstacles.map((obstacle) => t(`obstacle.${obstacle}`)).join(' ');
  return (
    <>
      <RowGroup>
        <Row
          title={t('privacy.erase')}
          note={obstacles.length > 0 ? why : t('privacy.eraseNote')}
          aside={obstacles.length > 0 ? <Chip tone="plain">{t('privacy.eraseBlocked')}</Chip> : null}
          danger={obstacles.length === 0}
          wrap={obstacles.length > 0}
          {...(obstacles.length === 0 && { onClick: () => setAsking(true) })}
          testId="erase"
        />
      </RowGroup>
      {asking ? <EraseSheet days={privacy.coolingOffDays} onClose={() => setAsking(false)} /> : null}
    </>
  );
}

function UnderWay({ erasure }: { erasure: NonNullable<OwnPrivacy['erasure']> }) {
  const t = useTexts();
  const toast = useToast();
  const { locale } = useSettings();
  const cancel = useCancelErasure();
  if (erasure.status === 'proposed') {
    return (
      <RowGroup>
        <Row title={t('privacy.eraseProposed')} note={t('privacy.eraseProposedNote')} testId="erase-proposed" />
      </RowGroup>
    );
  }
  const why = erasure.obstacles.map((obstacle) => t(`obstacle.${obstacle}`)).join(' ');
  return (
    <RowGroup>
      <Row
        title={erasure.dueAt ? t('privacy.eraseDue', { day: dayInWords(erasure.dueAt, locale) }) : t('privacy.erase')}
        note={why ? t('privacy.eraseStuck', { why }) : null}
        wrap
        aside={
          <Button
            look="secondary"
            busy={cancel.isPending}
            onClick={() => cancel.mutate(undefined, { onSuccess: () => toast(t('privacy.eraseKept')) })}
            data-testid="erase-cancel"
          >
            {t('privacy.eraseCancel')}
          </Button>
        }
        testId="erase-due"
      />
    </RowGroup>
  );
}

function EraseSheet(props: { days: number; onClose: () => void }) {
  const t = useTexts();
  const toast = useToast();
  const id = useId();
  const [password, setPassword] = useState('');
  const request = useRequestErasure();
  const ask = () =>
    request.mutate(password, {
      onSuccess: () => {
        toast(t('privacy.eraseAsked'));
        props.onClose();
      },
    });
  return (
    <Sheet title={t('privacy.eraseTitle')} onClose={props.onClose} testId="erase-sheet">
      <form
        className={styles.sheetBody}
        onSubmit={(event) => {
          event.preventDefault();
          if (password && !request.isPending) ask();
        }}
      >
        <p>{t('privacy.eraseWhat')}</p>
        <p>{t('privacy.eraseCooling', { days: props.days })}</p>
        <div className={styles.password}>
          <label htmlFor={id}>{t('privacy.erasePassword')}</label>
          <input
            className={inputs.input}
            id={id}
            type="password"
            autoComplete="current-password"
            value={password}
            onChange={(event) => setPassword(event.target.value)}
            aria-invalid={request.isError}
            data-first-focus
            data-testid="erase-password"
          />
          {request.isError ? (
            <p className={styles.problem} role="alert">
              {t(errorKey(request.error))}
            </p>
          ) : (
            <p className={styles.rule}>{t('privacy.eraseNoPassword')}</p>
          )}
        </div>
        <Button type="submit" look="danger" wide disabled={!password} busy={request.isPending} data-testid="erase-confirm">
          {t('privacy.eraseDo')}
        </Button>
        <Button look="quiet" wide onClick={props.onClose}>
          {t('action.cancel')}
        </Button>
      </form>
    </Sheet>
  );
}
