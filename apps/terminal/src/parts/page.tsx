import type { ReactNode } from 'react';
import { useNavigate } from 'react-router';
import { useTexts } from '../texts.ts';
import { Icon } from './icons.tsx';
import { useKeys } from './use-keys.ts';

type Props = {
  title: string;
  acts?: ReactNode;
  children: ReactNode;
  /** To the sell screen unless told; null while something is open that has to end first. */
  onBack?: (() => void) | null;
};

/** A page beside the sell screen: its title, and the way back, by touch, Escape or the numpad's slash. */
export function Page(props: Props) {
  const t = useTexts();
  const navigate = useNavigate();
  const { onBack = () => void navigate('/') } = props;
  useKeys(onBack ? { Escape: onBack, '/': onBack } : {});
  return (
    <main className="page">
      <div className="page-head">
        {onBack && (
          <button type="button" className="button button-quiet page-back" onClick={onBack} data-testid="page-back">
            <Icon name="back" />
            {t('action.back')}
          </button>
        )}
        <h1>{props.title}</h1>
        <div className="page-acts">{props.acts}</div>
      </div>
      <div className="page-body">{props.children}</div>
    </main>
  );
}
