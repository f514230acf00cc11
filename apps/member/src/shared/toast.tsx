import { createContext, type ReactNode, useCallback, useContext, useEffect, useRef, useState } from 'react';
import { Icon } from './icon.tsx';
import styles from './toast.module.css';

const SHOWN_MS = 3_500;
const ToastContext = createContext<(text: string) => void>(() => undefined);

/** Short news at the lower edge, over a sheet at the upper one; read out by screen readers, gone by itself. */
export function ToastProvider(props: { children: ReactNode }) {
  const [toast, setToast] = useState<{ text: string; id: number } | null>(null);
  const show = useCallback((text: string) => setToast((before) => ({ text, id: (before?.id ?? 0) + 1 })), []);
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!toast) return;
    // As a popover it lies above an open sheet too.
    place.current?.hidePopover();
    place.current?.showPopover();
    const timer = setTimeout(() => setToast(null), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [toast]);
  return (
    <ToastContext value={show}>
      {props.children}
      <div ref={place} popover="manual" className={styles.toast} role="status" data-testid="toast">
        {toast ? (
          <span key={toast.id} className={styles.bubble}>
            <Icon name="check" size="1.25rem" />
            {toast.text}
          </span>
        ) : null}
      </div>
    </ToastContext>
  );
}

export function useToast(): (text: string) => void {
  return useContext(ToastContext);
}
