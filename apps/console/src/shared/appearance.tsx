import { useSettings } from '@tessera/ui';
import { Button, Segmented } from 'antd';
import { Icon } from './icons.tsx';
import { useTexts } from './texts.ts';
import './appearance.css';

/** Language and theme, before anyone is known. */
export function Appearance() {
  const t = useTexts();
  const settings = useSettings();
  const dark = settings.scheme === 'dark';
  return (
    <div className="appearance">
      <Segmented
        aria-label={t('setting.language')}
        value={settings.locale}
        options={[
          { value: 'zh-CN', label: '中文' },
          { value: 'en', label: 'English' },
        ]}
        onChange={(locale) => settings.setLocale(locale === 'en' ? 'en' : 'zh-CN')}
      />
      <Button type="text" icon={<Icon name="theme" />} onClick={() => settings.setTheme(dark ? 'light' : 'dark')}>
        {dark ? t('theme.light') : t('theme.dark')}
      </Button>
    </div>
  );
}
