import { useTerminalSession } from '../../link/terminal-session.tsx';
import { Icon } from '../../parts/icons.tsx';
import { useTexts } from '../../texts.ts';
import { LanguageSwitch } from './enrol-page.tsx';

/** The back office ended this terminal: says so, and leads to a new enrolment. */
export function RevokedPage(props: { openSales: number }) {
  const t = useTexts();
  const { leave } = useTerminalSession();
  return (
    <main className="lone" data-testid="revoked">
      <LanguageSwitch />
      <div className="lone-card" role="alert">
        <span className="lone-sign">
          <Icon name="lock" size={40} />
        </span>
        <h1>{t('revoked.title')}</h1>
        <p className="lone-lead">{t('revoked.lead')}</p>
        {props.openSales > 0 && <p className="lone-warning">{t('revoked.openSales', { count: props.openSales })}</p>}
        <button type="button" className="charge" onClick={() => leave('forgotten')} data-testid="enrol-again">
          {t('revoked.enrol')}
        </button>
      </div>
    </main>
  );
}
