import type { NoticePreferences } from '@tessera/contract';
import { errorKey } from '@tessera/ui';
import { App, Checkbox, Input, Segmented, Skeleton } from 'antd';
import { Link } from 'react-router';
import { ErrorNotice } from '../../shared/notices.tsx';
import { PageHeader, Panel } from '../../shared/page.tsx';
import { useTexts } from '../../shared/texts.ts';
import './notice-settings.css';
import { useNoticePreferences, useSetNoticePreferences } from './use-own-notices.ts';

const QUIET_MODES = ['operator', 'own', 'off'] as const;
const LANGUAGE_NAMES = { 'zh-CN': '中文', en: 'English' } as const;

/** How the signed-in person wants to be told of what; every change is kept at once. */
export function NoticeSettingsPage() {
  const t = useTexts();
  const preferences = useNoticePreferences();
  return (
    <>
      <PageHeader title={t('ownSettings.title')} note={t('ownSettings.note')} back={{ to: '/notices', label: t('ownNotices.title') }} />
      <ErrorNotice error={preferences.error} />
      {preferences.isPending && <Skeleton active />}
      {preferences.data && <Choices held={preferences.data} />}
    </>
  );
}

type Choice = Parameters<ReturnType<typeof useSetNoticePreferences>['mutate']>[0];
type Part = { held: NoticePreferences; choose: (choice: Choice) => void };

function Choices({ held }: { held: NoticePreferences }) {
  const { message } = App.useApp();
  const t = useTexts();
  const save = useSetNoticePreferences();
  const choose = (choice: Choice) =>
    save.mutate(choice, {
      onSuccess: () => void message.success(t('ownSettings.saved')),
      onError: (error) => void message.error(t(errorKey(error))),
    });
  return (
    <div className="notice-settings" data-testid="notice-settings">
      <WaysPart held={held} choose={choose} />
      <QuietPart held={held} choose={choose} />
      <Panel title={t('ownSettings.language')}>
        <p className="notice-settings-note">{t('ownSettings.languageNote')}</p>
        <Segmented<'usual' | 'zh-CN' | 'en'>
          aria-label={t('ownSettings.language')}
          value={held.language ?? 'usual'}
          options={[
            { value: 'usual', label: t('ownSettings.usual') },
            { value: 'zh-CN', label: LANGUAGE_NAMES['zh-CN'] },
            { value: 'en', label: LANGUAGE_NAMES.en },
          ]}
          onChange={(language) => choose({ language: language === 'usual' ? null : language })}
        />
      </Panel>
    </div>
  );
}

/** Each group with its ways; of a kept group the last one cannot be taken off. */
function WaysPart({ held, choose }: Part) {
  const t = useTexts();
  return (
    <Panel title={t('ownSettings.ways')}>
      <p className="notice-settings-note">{t('ownSettings.waysNote')}</p>
      {!held.reachable.email && (
        <p className="notice-settings-missing" role="status" data-testid="no-address">
          {t('ownSettings.noAddress')} <Link to="/security">{t('ownSettings.addAddress')}</Link>
        </p>
      )}
      {held.groups.map(({ group, kept }) => {
        const switches = held.channels[group];
        const onCount = held.ways.filter((way) => switches[way]).length;
        return (
          <fieldset key={group} className="notice-settings-group">
            <legend>{t(`noticeGroup.${group}`)}</legend>
            <span aria-hidden="true">{t(`noticeGroup.${group}`)}</span>
            <span>
              {held.ways.map((way) => (
                <Checkbox
                  key={way}
                  checked={switches[way]}
                  disabled={kept && switches[way] && onCount === 1}
                  onChange={({ target }) => choose({ channels: { ...held.channels, [group]: { ...switches, [way]: target.checked } } })}
                  data-testid={`way-${group}-${way}`}
                >
                  {t(`noticeChannel.${way}`)}
                </Checkbox>
              ))}
              {kept && <small>{t('ownSettings.kept')}</small>}
            </span>
          </fieldset>
        );
      })}
    </Panel>
  );
}

function QuietPart({ held: { quiet }, choose }: Part) {
  const t = useTexts();
  return (
    <Panel title={t('ownSettings.quiet')}>
      <p className="notice-settings-note">
        {quiet.mode === 'operator' ? t('ownSettings.quietUsual', { from: quiet.from, to: quiet.to }) : t('ownSettings.quietNote')}
      </p>
      <Segmented
        aria-label={t('ownSettings.quiet')}
        value={quiet.mode}
        options={QUIET_MODES.map((value) => ({ value, label: t(`ownSettings.quiet.${value}`) }))}
        onChange={(mode) => choose({ quiet: { ...quiet, mode } })}
      />
      {quiet.mode === 'own' && (
        <div className="notice-settings-hours">
          {(['from', 'to'] as const).map((end) => (
            <div key={end}>
              <label htmlFor={`quiet-${end}`}>{t(`ownSettings.${end}`)}</label>
              <Input
                id={`quiet-${end}`}
                type="time"
                defaultValue={quiet[end]}
                onBlur={({ target }) => target.value && target.value !== quiet[end] && choose({ quiet: { ...quiet, [end]: target.value } })}
                data-testid={`quiet-${end}`}
              />
            </div>
          ))}
        </div>
      )}
    </Panel>
  );
}
