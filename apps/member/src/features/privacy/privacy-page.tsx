import type { Notice, OptionalPurpose, OwnPrivacy } from '@tessera/contract';
import { errorKey, useSettings } from '@tessera/ui';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { Button } from '../../shared/button.tsx';
import { Blank, Chip, PageHeader, Skeleton, Switch } from '../../shared/controls.tsx';
import { Row, RowGroup } from '../../shared/rows.tsx';
import { useTexts } from '../../shared/texts.ts';
import { dayInWords } from './day.ts';
import { ConsentsSheet, VersionsSheet } from './history-sheets.tsx';
import { AnswerSheet, ReadSheet } from './notice-sheet.tsx';
import { ErasurePart, ExportPart } from './own-holdings.tsx';
import styles from './privacy.module.css';
import { useOwnPrivacy, useSetConsent } from './use-privacy.ts';

/** What the member was told, what they allow, and their data. */
export function PrivacyPage() {
  const t = useTexts();
  const navigate = useNavigate();
  const privacy = useOwnPrivacy();
  return (
    <main data-testid="privacy-page">
      <PageHeader title={t('privacy.title')} onBack={() => navigate('/me')} />
      {privacy.data ? <Parts privacy={privacy.data} /> : null}
      {privacy.isPending ? <Skeleton height="20rem" /> : null}
      {privacy.isError && !privacy.data ? (
        <Blank icon="offline" title={t('problem.notRead')} text={t(errorKey(privacy.error))}>
          <Button onClick={() => privacy.refetch()}>{t('action.retry')}</Button>
        </Blank>
      ) : null}
    </main>
  );
}

type Open = { sheet: 'answer' | 'consents' | 'versions' } | { sheet: 'read'; notice: Notice } | null;

function Parts({ privacy }: { privacy: OwnPrivacy }) {
  const t = useTexts();
  const [open, setOpen] = useState<Open>(null);
  const close = () => setOpen(null);
  const { notice } = privacy;
  return (
    <>
      <NoticeRow privacy={privacy} onOpen={() => notice && setOpen(privacy.needsAnswer ? { sheet: 'answer' } : { sheet: 'read', notice })} />
      <h2 className={styles.heading}>{t('privacy.purposes')}</h2>
      <Purposes privacy={privacy} />
      <RowGroup>
        <Row title={t('privacy.history')} note={t('privacy.historyNote')} onClick={() => setOpen({ sheet: 'consents' })} testId="privacy-history" />
        <Row
          title={t('privacy.versions')}
          note={t('privacy.versionsNote')}
          onClick={() => setOpen({ sheet: 'versions' })}
          testId="privacy-versions"
        />
      </RowGroup>
      <h2 className={styles.heading}>{t('privacy.data')}</h2>
      <ExportPart newest={privacy.exports[0]} />
      <ErasurePart privacy={privacy} />
      {open?.sheet === 'answer' && notice ? <AnswerSheet notice={notice} onClose={close} /> : null}
      {open?.sheet === 'read' ? <ReadSheet notice={open.notice} onClose={close} /> : null}
      {open?.sheet === 'consents' ? <ConsentsSheet onClose={close} /> : null}
      {open?.sheet === 'versions' ? <VersionsSheet onClose={close} onRead={(one) => setOpen({ sheet: 'read', notice: one })} /> : null}
    </>
  );
}

function NoticeRow(props: { privacy: OwnPrivacy; onOpen: () => void }) {
  const t = useTexts();
  const { locale } = useSettings();
  const { notice, needsAnswer, upcoming } = props.privacy;
  if (!notice) return <p className={styles.rule}>{t('privacy.noticeNone')}</p>;
  const since = t('privacy.noticeVersion', { version: notice.version, day: dayInWords(notice.effectiveAt, locale) });
  return (
    <>
      <RowGroup>
        <Row
          icon="info"
          title={t('privacy.notice')}
          note={needsAnswer ? t('privacy.noticeNew') : since}
          aside={needsAnswer ? <Chip tone="warn">{t('privacy.new')}</Chip> : null}
          onClick={props.onOpen}
          testId="privacy-notice"
        />
      </RowGroup>
      {upcoming?.effectiveAt ? (
        <p className={styles.rule}>{t('privacy.upcoming', { version: upcoming.version, day: dayInWords(upcoming.effectiveAt, locale) })}</p>
      ) : null}
    </>
  );
}

function Purposes({ privacy }: { privacy: OwnPrivacy }) {
  const t = useTexts();
  const setConsent = useSetConsent();
  const isLocked = privacy.notice === null || privacy.needsAnswer;
  return (
    <>
      <RowGroup>
        {privacy.purposes.map(({ purpose, necessary, given }) => (
          <Row
            key={purpose}
            title={t(`purpose.${purpose}`)}
            note={t(`purposeNote.${purpose}`)}
            aside={
              necessary || isLocked ? (
                <Chip tone="plain">{necessary ? t('privacy.always') : '—'}</Chip>
              ) : (
                <Switch
                  label={t(`purpose.${purpose}`)}
                  on={given}
                  onChange={(on) => setConsent.mutate({ purpose: optional(purpose), given: on })}
                  testId={`purpose-${purpose}`}
                />
              )
            }
          />
        ))}
      </RowGroup>
      {isLocked && privacy.notice ? <p className={styles.rule}>{t('privacy.answerFirst')}</p> : null}
    </>
  );
}

/** The switch of the necessary purpose is never drawn. */
function optional(purpose: OwnPrivacy['purposes'][number]['purpose']): OptionalPurpose {
  if (purpose === 'service') throw new Error('the necessary purpose has no switch');
  return purpose;
}
