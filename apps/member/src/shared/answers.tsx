import type { Help } from '@tessera/contract';
import { useNamed } from '@tessera/ui';
import styles from './answers.module.css';

/** Help articles, closed until one is asked for. */
export function Answers({ items, testId }: { items: readonly Pick<Help, 'id' | 'title' | 'body'>[]; testId: string }) {
  const named = useNamed();
  return items.map((one) => (
    <details key={one.id} className={styles.answer} data-testid={testId}>
      <summary>{named(one.title)}</summary>
      <p>{named(one.body)}</p>
    </details>
  ));
}
