import { exactTime } from '@tessera/ui';
import { Button, Modal, QRCode } from 'antd';
import { CopyButton } from '../../shared/copy-button.tsx';
import { useTexts } from '../../shared/texts.ts';
import type { Enrolment } from './use-terminals.ts';
import './enrolment.css';

/** The one-time code, large enough to read across a counter, with the address that does it in one step. */
export function EnrolmentDialog(props: { enrolment: Enrolment; onClose: () => void }) {
  const t = useTexts();
  const { enrolmentCode, expiresAt, terminal } = props.enrolment;
  const url = `${location.origin}/terminal/?enrol=${encodeURIComponent(enrolmentCode)}`;
  return (
    <Modal
      open
      title={t('enrolment.title', { name: terminal.name })}
      onCancel={props.onClose}
      mask={{ closable: false }}
      width={520}
      footer={
        <Button autoFocus type="primary" onClick={props.onClose} data-testid="enrolment-close">
          {t('enrolment.done')}
        </Button>
      }
    >
      <p className="quiet">{t('enrolment.steps', { merchant: terminal.organizationName })}</p>
      <div className="enrolment">
        <div className="enrolment-code">
          <small>{t('enrolment.code')}</small>
          <output data-testid="enrolment-code">{enrolmentCode}</output>
          <span className="fine">{t('enrolment.expires', { at: exactTime(expiresAt) })}</span>
          <CopyButton withWord size="middle" text={enrolmentCode} label={t('enrolment.copyCode')} />
        </div>
        <div className="enrolment-qr" role="img" aria-label={t('enrolment.qr')}>
          <div aria-hidden="true">
            <QRCode value={url} size={148} type="svg" color="#16202a" bgColor="#ffffff" bordered={false} marginSize={2} />
          </div>
        </div>
      </div>
      <div className="enrolment-link">
        <a href={url} target="_blank" rel="noreferrer" data-testid="enrolment-link">
          {url}
        </a>
        <CopyButton text={url} label={t('enrolment.copyLink')} />
      </div>
    </Modal>
  );
}
