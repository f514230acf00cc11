import type { ApplicantApplication } from '@tessera/contract';
import { Mark } from '@tessera/ui';
import { useContactCode } from '@tessera/ui/security/contact-code.tsx';
import { Alert, Button, Form, Input, Skeleton, Space } from 'antd';
import { useEffect, useState } from 'react';
import { Link } from 'react-router';
import { client } from '../../shared/api.ts';
import { Appearance } from '../../shared/appearance.tsx';
import { ErrorNotice } from '../../shared/notices.tsx';
import { useTexts } from '../../shared/texts.ts';
import { OwnDocuments } from './apply-documents.tsx';
import { ApplyForm } from './apply-form.tsx';
import { ApplicationStatus } from './merchant-words.tsx';
import { useCloseVisit, useOpenVisit, useVisit } from './use-apply.ts';
import './merchants.css';

/** Where a company asks to become a merchant, and looks later how it stands; nobody signs in here. */
export function ApplyPage() {
  const t = useTexts();
  const visit = useVisit();
  useEffect(() => {
    document.title = `${t('apply.title')} · ${t('app.title')}`;
  }, [t]);
  return (
    <main className="apply" data-testid="apply-page">
      <div className="apply-card">
        <Mark size={40} title={t('brand.name')} />
        <h1>{t('apply.title')}</h1>
        <p className="quiet">{t('apply.intro')}</p>
        <Link to="/">{t('apply.toSignIn')}</Link>
      </div>
      {visit.isPending && (
        <div className="apply-card">
          <Skeleton active />
        </div>
      )}
      {visit.error && <ErrorNotice error={visit.error} onRetry={() => visit.refetch()} />}
      {visit.data === null && <Prove />}
      {visit.data && <Applications items={visit.data.items} phoneMasked={visit.data.phoneMasked} />}
      <Appearance />
    </main>
  );
}

const CODE_LENGTH = 6;

/** The phone is the applicant's key: whoever has it sees what was handed in with it. */
function Prove() {
  const t = useTexts();
  const open = useOpenVisit();
  const of = useContactCode((phone) => client.merchants.sendApplicantCode({ phone }));
  const isPhone = of.isGood && !of.contact.includes('@');
  return (
    <section className="apply-card" aria-label={t('apply.prove')}>
      <h2>{t('apply.prove')}</h2>
      <Form layout="vertical" size="large" onFinish={() => open.mutate({ phone: of.contact, code: of.code })}>
        <Form.Item label={t('apply.phone')} htmlFor="apply-phone">
          <Input
            id="apply-phone"
            inputMode="tel"
            autoComplete="tel"
            maxLength={20}
            value={of.text}
            onChange={(event) => of.setText(event.target.value)}
            data-testid="apply-phone"
          />
        </Form.Item>
        <Form.Item label={t('signIn.code')} htmlFor="apply-code">
          <Space.Compact block>
            <Input
              id="apply-code"
              inputMode="numeric"
              autoComplete="one-time-code"
              maxLength={CODE_LENGTH}
              value={of.code}
              onChange={(event) => of.setCode(event.target.value.replace(/\D/g, ''))}
              data-testid="apply-code"
            />
            <Button
              onClick={() => of.sending.mutate(undefined)}
              disabled={!isPhone || of.waitSeconds > 0}
              loading={of.sending.isPending}
              data-testid="apply-send-code"
            >
              {of.waitSeconds > 0 ? t('signIn.resendIn', { seconds: of.waitSeconds }) : t('signIn.send')}
            </Button>
          </Space.Compact>
        </Form.Item>
        <p className="sign-in-sent" role="status">
          {of.sending.isSuccess && !open.error ? t('signIn.sent') : ''}
        </p>
        <ErrorNotice error={open.error ?? of.sending.error} />
        <Button
          type="primary"
          htmlType="submit"
          block
          loading={open.isPending}
          disabled={!isPhone || of.code.length !== CODE_LENGTH}
          data-testid="apply-go"
        >
          {t('apply.go')}
        </Button>
      </Form>
    </section>
  );
}

function Applications({ items, phoneMasked }: { items: readonly ApplicantApplication[]; phoneMasked: string }) {
  const t = useTexts();
  const close = useCloseVisit();
  const [writing, setWriting] = useState(false);
  const isWriting = writing || items.length === 0;
  return (
    <>
      <p className="quiet">
        {t('apply.visitOf', { phone: phoneMasked })}{' '}
        <Button type="link" size="small" onClick={() => close.mutate()} data-testid="apply-close">
          {t('apply.close')}
        </Button>
      </p>
      {items.map((application) => (
        <OwnApplication key={application.id} application={application} />
      ))}
      {isWriting ? (
        <section className="apply-card">
          <h2>{t('apply.new')}</h2>
          <ApplyForm onSaved={() => setWriting(false)} />
        </section>
      ) : (
        <Button onClick={() => setWriting(true)}>{t('apply.another')}</Button>
      )}
    </>
  );
}

function OwnApplication({ application }: { application: ApplicantApplication }) {
  const t = useTexts();
  const [editing, setEditing] = useState(false);
  const { state } = application;
  const isOpen = state === 'submitted' || state === 'incomplete';
  return (
    <section className="apply-card" data-testid="own-application">
      <div className="apply-head">
        <h2>{application.companyName}</h2>
        <ApplicationStatus state={state} />
      </div>
      <p className="quiet">{t(`apply.state.${state}`)}</p>
      {application.message && (
        <Alert
          className="apply-message"
          type={state === 'refused' ? 'error' : 'warning'}
          title={t(state === 'refused' ? 'apply.refusedBecause' : 'apply.askedFor')}
          description={application.message}
        />
      )}
      <OwnDocuments application={application} isOpen={isOpen} />
      {isOpen && !editing && (
        <div className="apply-acts">
          <Button onClick={() => setEditing(true)} data-testid="apply-edit">
            {t(state === 'incomplete' ? 'apply.handIn' : 'action.edit')}
          </Button>
        </div>
      )}
      {isOpen && editing && <ApplyForm application={application} onSaved={() => setEditing(false)} />}
    </section>
  );
}
