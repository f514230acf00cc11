import type { NoticePreferences, OuterChannel } from '@tessera/contract';
import { formatDecimal, parseAmount, toMinor } from '@tessera/kernel';
import { errorKey } from '@tessera/ui';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { Button } from '../../shared/button.tsx';
import { Blank, PageHeader, Segmented, Skeleton } from '../../shared/controls.tsx';
import inputs from '../../shared/input.module.css';
import { Row, RowGroup } from '../../shared/rows.tsx';
import { useTexts } from '../../shared/texts.ts';
import { useToast } from '../../shared/toast.tsx';
import styles from './notices.module.css';
import { PushPart } from './push-part.tsx';
import { useNoticePreferences, useSetNoticePreferences } from './use-notices.ts';

const WAYS = ['push', 'email', 'sms'] as const satisfies readonly OuterChannel[];
const QUIET_MODES = ['operator', 'own', 'off'] as const;
const SPEND_MODES = ['off', 'over', 'always'] as const;
const LANGUAGE_NAMES = { 'zh-CN': '中文', en: 'English' } as const;
const OVER_MAX_MINOR = 1_000_000;

/** How the member wants to be told of what; every change is kept at once. */
export function NoticeSettingsPage() {
  const t = useTexts();
  const navigate = useNavigate();
  const preferences = useNoticePreferences();
  return (
    <main data-testid="notice-settings-page">
      <PageHeader title={t('noticeSettings.title')} onBack={() => navigate('/notices')} />
      {preferences.isPending ? <Skeleton height="20rem" /> : null}
      {preferences.isError && !preferences.data ? (
        <Blank icon="offline" title={t('problem.notRead')} text={t(errorKey(preferences.error))}>
          <Button onClick={() => preferences.refetch()}>{t('action.retry')}</Button>
        </Blank>
      ) : null}
      {preferences.data ? <Choices held={preferences.data} /> : null}
    </main>
  );
}

type Choice = Parameters<ReturnType<typeof useSetNoticePreferences>['mutate']>[0];
type Part = { held: NoticePreferences; choose: (choice: Choice) => void };

function Choices({ held }: { held: NoticePreferences }) {
  const t = useTexts();
  const toast = useToast();
  const save = useSetNoticePreferences();
  const choose = (choice: Choice) =>
    save.mutate(choice, { onSuccess: () => toast(t('noticeSettings.saved')), onError: (error) => toast(t(errorKey(error))) });
  return (
    <>
      <PushPart />
      <SpendPart held={held} choose={choose} />
      <QuietPart held={held} choose={choose} />
      <RowGroup>
        <Row
          icon="language"
          title={t('noticeSettings.language')}
          note={t('noticeSettings.languageNote')}
          wrap
          aside={
            <Segmented
              label={t('noticeSettings.language')}
              value={held.language ?? 'usual'}
              choices={[
                { value: 'usual' as const, label: t('noticeSettings.languageUsual') },
                { value: 'zh-CN' as const, label: LANGUAGE_NAMES['zh-CN'] },
                { value: 'en' as const, label: LANGUAGE_NAMES.en },
              ]}
              onChange={(language) => choose({ language: language === 'usual' ? null : language })}
            />
          }
        />
      </RowGroup>
      <WaysPart held={held} choose={choose} />
    </>
  );
}

function SpendPart({ held, choose }: Part) {
  const t = useTexts();
  const { mode, overMinor } = held.spendAlert;
  const [text, setText] = useState(formatDecimal(toMinor(overMinor)));
  const amount = parseAmount(text);
  const isWrong = amount === undefined || amount < 1 || amount > OVER_MAX_MINOR;
  return (
    <RowGroup>
      <Row
        icon="charge"
        title={t('noticeSettings.spend')}
        note={t('noticeSettings.spendNote')}
        wrap
        aside={
          <Segmented
            label={t('noticeSettings.spend')}
            value={mode}
            choices={SPEND_MODES.map((value) => ({ value, label: t(`noticeSettings.spend.${value}`) }))}
            onChange={(next) => choose({ spendAlert: { mode: next, overMinor } })}
          />
        }
      />
      {mode === 'over' ? (
        <div className={styles.fields}>
          <label>
            {t('noticeSettings.spendOver')}
            <input
              className={inputs.input}
              inputMode="decimal"
              value={text}
              aria-invalid={isWrong}
              onChange={(event) => setText(event.target.value)}
              onBlur={() => !isWrong && amount !== overMinor && choose({ spendAlert: { mode, overMinor: amount } })}
              data-testid="spend-over"
            />
            {isWrong ? <span role="alert">{t('noticeSettings.amountWrong')}</span> : null}
          </label>
        </div>
      ) : null}
    </RowGroup>
  );
}

function QuietPart({ held, choose }: Part) {
  const t = useTexts();
  const { quiet } = held;
  return (
    <RowGroup>
      <Row
        icon="sound"
        title={t('noticeSettings.quiet')}
        note={quiet.mode === 'operator' ? t('noticeSettings.quietUsual', { from: quiet.from, to: quiet.to }) : t('noticeSettings.quietNote')}
        wrap
        aside={
          <Segmented
            label={t('noticeSettings.quiet')}
            value={quiet.mode}
            choices={QUIET_MODES.map((value) => ({ value, label: t(`noticeSettings.quiet.${value}`) }))}
            onChange={(mode) => choose({ quiet: { ...quiet, mode } })}
          />
        }
      />
      {quiet.mode === 'own' ? (
        <div className={styles.fields}>
          {(['from', 'to'] as const).map((end) => (
            <label key={end}>
              {t(`noticeSettings.${end}`)}
              <input
                className={inputs.input}
                type="time"
                defaultValue={quiet[end]}
                onBlur={(event) =>
                  event.target.value && event.target.value !== quiet[end] && choose({ quiet: { ...quiet, [end]: event.target.value } })
                }
                data-testid={`quiet-${end}`}
              />
            </label>
          ))}
        </div>
      ) : null}
    </RowGroup>
  );
}

/** Each group with its ways; of a kept group the last one cannot be taken off. */
function WaysPart({ held, choose }: Part) {
  const t = useTexts();
  const groups = held.groups.filter(({ group }) => group !== 'spending');
  return (
    <>
      <h2 className={styles.heading}>{t('noticeSettings.ways')}</h2>
      <p className={styles.hint}>{t('noticeSettings.waysNote')}</p>
      <RowGroup>
        {groups.map(({ group, kept }) => {
          const switches = held.channels[group];
          const onCount = WAYS.filter((way) => switches[way]).length;
          return (
            <fieldset key={group} className={styles.way} style={{ border: 0, margin: 0 }}>
              <legend>
                {t(`noticeGroup.${group}`)} {kept ? <small>{t('noticeSettings.kept')}</small> : null}
              </legend>
              <div>
                {WAYS.map((way) => (
                  <label key={way}>
                    <input
                      type="checkbox"
                      checked={switches[way]}
                      disabled={kept && switches[way] && onCount === 1}
                      onChange={(event) => choose({ channels: { ...held.channels, [group]: { ...switches, [way]: event.target.checked } } })}
                      data-testid={`way-${group}-${way}`}
                    />
                    {t(`noticeChannel.${way}`)}
                    {held.reachable[way] ? null : <small>{t('noticeSettings.unreachable')}</small>}
                  </label>
                ))}
              </div>
              {group === 'announcements' ? (
                <p className={styles.consent}>
                  {t('noticeSettings.needsConsent')} <Link to="/privacy">{t('noticeSettings.consents')}</Link>
                </p>
              ) : null}
            </fieldset>
          );
        })}
      </RowGroup>
    </>
  );
}
