import type { ReactNode } from 'react';
import { useNavigate } from 'react-router';
import { useTexts } from '../texts.ts';
import { Icon } from './icons.tsx';
import { useKeys } from './use-keys.ts';

/** A page beside the sell screen: its title, and the way back, by touch, Escape or the numpad's slash. */
export function Page(props: { title: string; acts?: ReactNode; children: ReactNode; onBack?: () => void }) {
  const t = useTexts();
  const navigate = useNavigate();
  const back = props.onBack ?? (() => void navigate('/'));
  useKeys({ Escape: back, '/': back });
  return (
    <main className="page">
      <div className="page-head">
        <button type="button" className="button button-quiet page-back" onClick={back} data-testid="page-back">
          <Icon name="back" />
          {t('action.back')}
        </button>
        <h1>{props.title}</h1>
        <div className="page-acts">{props.acts}</div>
      </div>
      <div className="page-body">{props.children}</div>
    </main>
  );
}
