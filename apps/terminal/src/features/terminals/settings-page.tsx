import { formatMoney } from '@tessera/kernel';
import { LOCALES } from '@tessera/messages';
import { exactTime, THEMES, useSettings } from '@tessera/ui';
import { type ReactNode, useState } from 'react';
import { useTerminal, useTerminalSession } from '../../link/terminal-session.tsx';
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx';
import { Icon } from '../../parts/icons.tsx';
import { Page } from '../../parts/page.tsx';
import { useTexts } from '../../texts.ts';
import { CameraChoice, SoundChoice } from './device-choices.tsx';

const LANGUAGE_NAMES = { 'zh-CN': '简体中文', en: 'English' } as const;

export function SettingsPage() {
  const t = useTexts();
  const { locale, setLocale, theme, setTheme } = useSettings();
  return (
    <Page title={t('bar.settings')}>
      <div className="settings">
        <Group title={t('settings.look')}>
          <Segments label={t('setting.language')} choices={LOCALES} chosen={locale} name={(choice) => LANGUAGE_NAMES[choice]} onChoose={setLocale} />
          <Segments label={t('setting.theme')} choices={THEMES} chosen={theme} name={(choice) => t(`theme.${choice}`)} onChoose={setTheme} />
        </Group>
        <Group title={t('settings.device')}>
          <SoundChoice />
          <CameraChoice />
          <div className="setting">
            <span className="setting-label">{t('settings.display')}</span>
            <button
              type="button"
              className="button"
              onClick={() => window.open('/terminal/display', 'tessera-display', 'popup')}
              data-testid="open-display"
            >
              <Icon name="screen" />
              {t('settings.openDisplay')}
            </button>
          </div>
        </Group>
        <TerminalFacts />
      </div>
    </Page>
  );
}

function TerminalFacts() {
  const t = useTexts();
  const terminal = useTerminal();
  const { leave, status } = useTerminalSession();
  const [leaving, setLeaving] = useState(false);
  const facts: readonly (readonly [string, string])[] = [
    [t('settings.terminal'), terminal.name],
    [t('settings.merchant'), terminal.organizationName],
    [t('settings.limit'), formatMoney(terminal.policy.maxAmountMinor)],
    [t('settings.refunds'), t(terminal.policy.refundsAllowed ? 'settings.allowed' : 'settings.notAllowed')],
    [t('settings.since'), exactTime(terminal.createdAt)],
    [t('settings.line'), t(`link.${status}`)],
  ];
  return (
    <Group title={t('settings.about')}>
      <dl className="facts">
        {facts.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <button type="button" className="button button-void settings-forget" onClick={() => setLeaving(true)} data-testid="forget">
        {t('settings.forget')}
      </button>
      {leaving && (
        <ConfirmDialog
          title={t('settings.forgetTitle')}
          confirm={t('settings.forget')}
          danger
          onCancel={() => setLeaving(false)}
          onConfirm={() => leave('forgotten')}
        >
          <p>{t('settings.forgetText')}</p>
        </ConfirmDialog>
      )}
    </Group>
  );
}

function Group(props: { title: string; children: ReactNode }) {
  return (
    <section className="group">
      <h2>{props.title}</h2>
      {props.children}
    </section>
  );
}

type SegmentsProps<Choice extends string> = {
  label: string;
  choices: readonly Choice[];
  chosen: Choice;
  name: (choice: Choice) => string;
  onChoose: (choice: Choice) => void;
};

function Segments<Choice extends string>(props: SegmentsProps<Choice>) {
  return (
    <div className="setting">
      <span className="setting-label">{props.label}</span>
      <fieldset className="segments" aria-label={props.label}>
        {props.choices.map((choice) => (
          <button
            key={choice}
            type="button"
            className="segment"
            aria-pressed={choice === props.chosen}
            onClick={() => props.onChoose(choice)}
            data-testid={`choose-${choice}`}
          >
            {props.name(choice)}
          </button>
        ))}
      </fieldset>
    </div>
  );
}
