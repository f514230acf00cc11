import { useRef, useState } from 'react';
import { Field } from '../parts/field.tsx';
import { Icon } from '../parts/icons.tsx';
import { useTexts } from '../texts.ts';
import { CameraPanel } from './camera-panel.tsx';
import { ScanField } from './scan-field.tsx';
import { type Credential, isRepeat, routeText } from './scan-router.ts';

/** What a member may be known by who uses something of theirs: a card or a code. */
export type Shown = Extract<Credential, { kind: 'code' | 'card' }>;
type Reading = { label: string; hint: string; busy: boolean; onText: (text: string, source: 'scan' | 'typed') => void; wrong?: string | undefined };

/** A code by scan box, reader, camera or keyboard, whichever the device has. */
export function ReadStep(props: Reading) {
  const t = useTexts();
  const [isFilming, setFilming] = useState(false);
  const [typed, setTyped] = useState('');
  const last = useRef<{ text: string; atMs: number } | null>(null);
  const scanned = (text: string) => {
    const atMs = performance.now();
    if (props.busy || isRepeat(last.current, text, atMs)) return;
    last.current = { text, atMs };
    props.onText(text, 'scan');
  };
  return (
    <section className="redeem-scan">
      {!isFilming && (
        <p className="redeem-hint" role="status">
          <Icon name="scan" size={56} stroke={1.4} />
          <span>{props.hint}</span>
        </p>
      )}
      {isFilming ? (
        <CameraPanel onScan={scanned} />
      ) : (
        <ScanField label={props.label} scene="redeem" onScan={scanned} onTyped={setTyped} onEnter={() => {}} />
      )}
      <button type="button" className="button" aria-pressed={isFilming} onClick={() => setFilming(!isFilming)} data-testid="redeem-camera">
        <Icon name="camera" />
        <span>{t(isFilming ? 'redeem.noCamera' : 'redeem.camera')}</span>
      </button>
      <form
        className="redeem-typed"
        onSubmit={(event) => {
          event.preventDefault();
          if (typed.trim()) props.onText(typed.trim(), 'typed');
        }}
      >
        <Field label={props.label} value={typed} maxLength={40} inputMode="numeric" onText={setTyped} wrong={props.wrong} data-testid="redeem-code" />
        <button type="submit" className="button button-primary" disabled={props.busy || typed.trim() === ''} data-testid="redeem-read">
          {t(props.busy ? 'state.loading' : 'redeem.read')}
        </button>
      </form>
    </section>
  );
}

/** The member's card or code; a number that anybody may have read is not enough. */
export function ScanStep(props: Omit<Reading, 'onText' | 'wrong'> & { onShown: (credential: Shown) => void }) {
  const t = useTexts();
  const [wrong, setWrong] = useState<string>();
  const read = (text: string, source: 'scan' | 'typed') => {
    const route = routeText(text, source);
    const isShown = route.kind === 'credential' && (route.credential.kind === 'code' || route.credential.kind === 'card');
    setWrong(isShown ? undefined : t('redeem.unreadable'));
    if (route.kind === 'credential' && (route.credential.kind === 'code' || route.credential.kind === 'card')) props.onShown(route.credential);
  };
  return <ReadStep {...props} onText={read} wrong={wrong} />;
}
