import { NOTHING_LOADED } from '@tessera/messages';
import { Component, type ReactNode } from 'react';
import { Button } from '../shared/button.tsx';
import styles from './load-failed.module.css';

/** What a phone shows when a part of the app did not arrive, or broke: in both languages, since none may be there. */
export class LoadFailed extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override render() {
    if (!this.state.failed) return this.props.children;
    return (
      <main className={styles.page} role="alert" data-testid="load-failed">
        {NOTHING_LOADED.says.map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
        <Button onClick={() => location.reload()}>{NOTHING_LOADED.again}</Button>
      </main>
    );
  }
}
