import type { Notice } from '@tessera/contract';
import { OPTIONAL_PURPOSES, type OptionalPurpose } from '@tessera/contract/purposes';
import { NoticeText, useSettings } from '@tessera/ui';
import { useState } from 'react';
import { useLocation } from 'react-router';
import { Button } from '../../shared/button.tsx';
import { Switch } from '../../shared/controls.tsx';
import { Row, RowGroup } from '../../shared/rows.tsx';
import { Sheet } from '../../shared/sheet.tsx';
import { useTexts } from '../../shared/texts.ts';
import { useToast } from '../../shared/toast.tsx';
import styles from './privacy.module.css';
import { useAnswerNotice, useOwnPrivacy } from './use-privacy.ts';

const PUT_OFF_KEY = 'tessera.notice-put-off';

/** On the home page, while the notice that holds has no answer: a card, not a wall. Put off, it comes back when the app is opened anew. */
export function NoticeOnArrival() {
  const t = useTexts();
  const privacy = useOwnPrivacy();
  const [reading, setReading] = useState(false);
  const [putOff, setPutOff] = useState(false);
  const { pathname } = useLocation();
  const { notice, needsAnswer } = privacy.data ?? {};
  if (pathname !== '/' || !notice || !needsAnswer || putOff || sessionStorage.getItem(PUT_OFF_KEY) === String(notice.version)) return null;
  const later = () => {
    sessionStorage.setItem(PUT_OFF_KEY, String(notice.version));
    setPutOff(true);
  };
  return (
    <section className={styles.arrival} aria-label={t('privacy.notice')} data-testid="notice-card">
      <strong>{t('privacy.sheetTitle')}</strong>
      <p>{t('privacy.arrivalText')}</p>
      <div className={styles.arrivalActs}>
        <Button look="secondary" onClick={() => setReading(true)} data-testid="notice-open">
          {t('privacy.arrivalRead')}
        </Button>
        <Button look="quiet" onClick={later} data-testid="notice-later">
          {t('privacy.later')}
        </Button>
      </div>
      {reading ? <AnswerSheet notice={notice} onClose={() => setReading(false)} /> : null}
    </section>
  );
}

/** What is new, the whole text on demand, and a choice for each purpose that is not necessary; nothing is chosen beforehand. */
export function AnswerSheet(props: { notice: Notice; onClose: () => void }) {
  const t = useTexts();
  const toast = useToast();
  const answer = useAnswerNotice();
  const [chosen, setChosen] = useState<readonly OptionalPurpose[]>([]);
  const { notice, onClose } = props;
  const save = (purposes: readonly OptionalPurpose[]) =>
    answer.mutate(
      { version: notice.version, purposes: [...purposes] },
      {
        onSuccess: () => {
          toast(t('privacy.saved'));
          onClose();
        },
      },
    );
  const toggle = (purpose: OptionalPurpose, on: boolean) => setChosen((now) => (on ? [...now, purpose] : now.filter((one) => one !== purpose)));
  return (
    <Sheet title={t('privacy.sheetTitle')} onClose={onClose} testId="notice-sheet">
      <p className={styles.lead}>{t('privacy.sheetLead')}</p>
      <NoticeWords notice={notice} />
      <h3 className={styles.heading}>{t('privacy.purposes')}</h3>
      <RowGroup>
        <Row title={t('purpose.service')} note={t('purposeNote.service')} aside={t('privacy.always')} />
        {OPTIONAL_PURPOSES.map((purpose) => (
          <Row
            key={purpose}
            title={t(`purpose.${purpose}`)}
            note={t(`purposeNote.${purpose}`)}
            aside={
              <Switch
                label={t(`purpose.${purpose}`)}
                on={chosen.includes(purpose)}
                onChange={(on) => toggle(purpose, on)}
                testId={`choose-${purpose}`}
              />
            }
          />
        ))}
      </RowGroup>
      <div className={styles.acts}>
        <Button wide busy={answer.isPending} onClick={() => save(chosen)} data-testid="notice-agree">
          {t('privacy.agree')}
        </Button>
        <Button look="secondary" wide disabled={answer.isPending} onClick={() => save([])} data-testid="notice-necessary">
          {t('privacy.onlyNecessary')}
        </Button>
      </div>
    </Sheet>
  );
}

/** The summary first; the text itself opens below it. */
function NoticeWords({ notice }: { notice: Notice }) {
  const t = useTexts();
  const { locale } = useSettings();
  const [whole, setWhole] = useState(false);
  const isChinese = locale === 'zh-CN';
  return (
    <section className={styles.words}>
      <strong>{t('privacy.changed')}</strong>
      <p>{isChinese ? notice.summaryZh : notice.summaryEn}</p>
      <button type="button" className={styles.link} aria-expanded={whole} onClick={() => setWhole(!whole)} data-testid="read-notice">
        {t(whole ? 'privacy.hide' : 'privacy.read')}
      </button>
      {whole ? <NoticeText className={styles.text} text={isChinese ? notice.bodyZh : notice.bodyEn} /> : null}
    </section>
  );
}

export function ReadSheet(props: { notice: Notice; onClose: () => void }) {
  const t = useTexts();
  const { locale } = useSettings();
  const { notice } = props;
  return (
    <Sheet title={t('privacy.readNotice', { version: notice.version })} onClose={props.onClose} testId="read-sheet">
      <NoticeText className={styles.text} text={locale === 'zh-CN' ? notice.bodyZh : notice.bodyEn} />
    </Sheet>
  );
}
