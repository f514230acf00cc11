import { useMutation } from '@tanstack/react-query';
import { errorKey, Mark, useSettings } from '@tessera/ui';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { useTerminalSession } from '../../link/terminal-session.tsx';
import { useTexts } from '../../texts.ts';
import { cleanCode, ENROLMENT_CODE_LENGTH, showCode } from './enrolment-code.ts';

/** The first screen of a new device: the one-time code makes it a till. */
export function EnrolPage() {
  const t = useTexts();
  const [params] = useSearchParams();
  const [code, setCode] = useState(() => cleanCode(params.get('enrol') ?? ''));
  const { enrolment, submit } = useEnrolment(code);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  const left = ENROLMENT_CODE_LENGTH - code.length;
  return (
    <main className="lone">
      <LanguageSwitch />
      <form className="lone-card" onSubmit={submit}>
        <Mark size={56} title={t('brand.name')} />
        <h1>{t('enrol.title')}</h1>
        <p className="lone-lead" id="enrol-lead">
          {t('enrol.lead')}
        </p>
        <label htmlFor="enrol-code">{t('enrol.code')}</label>
        <input
          ref={field}
          id="enrol-code"
          className="enrol-code"
          data-testid="enrol-code"
          autoComplete="off"
          autoCapitalize="characters"
          autoCorrect="off"
          spellCheck={false}
          maxLength={16}
          placeholder="XXXX-XXXX"
          aria-describedby="enrol-lead enrol-state"
          aria-invalid={enrolment.isError}
          value={showCode(code)}
          onChange={(event) => {
            setCode(cleanCode(event.target.value));
            enrolment.reset();
          }}
        />
        <p id="enrol-state" className={enrolment.isError ? 'enrol-state is-wrong' : 'enrol-state'} role={enrolment.isError ? 'alert' : undefined}>
          {enrolment.isError ? t(errorKey(enrolment.error)) : t('enrol.left', { left })}
        </p>
        <button type="submit" className="charge" disabled={left > 0 || enrolment.isPending} data-testid="enrol-submit">
          {enrolment.isPending ? t('state.working') : t('enrol.submit')}
        </button>
      </form>
    </main>
  );
}

function useEnrolment(code: string) {
  const { client, enrol } = useTerminalSession();
  const navigate = useNavigate();
  const enrolment = useMutation({
    mutationFn: () => client.terminals.enrolTerminal({ enrolmentCode: code }),
    onSuccess: (session) => {
      enrol(session);
      void navigate('/', { replace: true });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (code.length === ENROLMENT_CODE_LENGTH && !enrolment.isPending) enrolment.mutate();
  };
  return { enrolment, submit };
}

/** The other language, in its own words, for whoever cannot read this one. */
export function LanguageSwitch() {
  const { locale, setLocale } = useSettings();
  const other = locale === 'en' ? ({ locale: 'zh-CN', name: '中文' } as const) : ({ locale: 'en', name: 'English' } as const);
  return (
    <button
      type="button"
      lang={other.locale}
      className="button button-quiet lone-language"
      onClick={() => setLocale(other.locale)}
      data-testid="language"
    >
      {other.name}
    </button>
  );
}
