import type { GiftCard } from '@tessera/contract';
import { formatMoney, toMinor } from '@tessera/kernel';
import { formatGiftCode } from '@tessera/rules';
import { useNamed } from '@tessera/ui';
import { Button, Modal, QRCode } from 'antd';
import { CopyButton } from '../../shared/copy-button.tsx';
import { Icon } from '../../shared/icons.tsx';
import { type TextKey, useTexts } from '../../shared/texts.ts';

export type ShownCode = {
  title: TextKey;
  card: GiftCard;
  code: string;
  greeting: { senderName: string; recipientName: string; message: string };
};

/** Where a phone takes it; the code stands behind the `#`, which browsers do not send to servers. */
function linkOf(code: string): string {
  return `${location.origin}/member/gift-card#${code}`;
}

/** What is handed over the counter: shown this once, and printable. */
export function CodeSheet({ shown, onClose }: { shown: ShownCode; onClose: () => void }) {
  const t = useTexts();
  const named = useNamed();
  const { card, code, greeting } = shown;
  return (
    <Modal
      open
      title={t(shown.title)}
      onCancel={onClose}
      mask={{ closable: false }}
      width={520}
      footer={
        <>
          <Button icon={<Icon name="print" size={16} />} onClick={() => print()} data-testid="gift-print">
            {t('action.print')}
          </Button>
          <Button type="primary" onClick={onClose} data-testid="gift-given">
            {t('giftCards.given')}
          </Button>
        </>
      }
    >
      <p className="quiet gift-note no-print">{t('giftCards.codeOnce')}</p>
      <div className="gift-slip" data-testid="gift-slip">
        <div className="gift-slip-words">
          <small>{named(card.name)}</small>
          <strong>{formatMoney(toMinor(card.faceMinor))}</strong>
          {greeting.recipientName && <span>{t('giftCards.to', { name: greeting.recipientName })}</span>}
          {greeting.message && <q>{greeting.message}</q>}
          {greeting.senderName && <span>{t('giftCards.from', { name: greeting.senderName })}</span>}
          <small>{card.expiresOn ? t('giftCards.until', { day: card.expiresOn }) : t('giftCards.validForever')}</small>
        </div>
        <div className="gift-slip-qr" role="img" aria-label={t('giftCards.qr')}>
          <div aria-hidden="true">
            <QRCode value={linkOf(code)} size={148} type="svg" color="#16202a" bgColor="#ffffff" bordered={false} marginSize={2} />
          </div>
        </div>
        <p className="gift-slip-code">
          <span className="fine">{t('giftCards.code')}</span>
          <output data-testid="gift-code">{formatGiftCode(code)}</output>
          <span className="no-print">
            <CopyButton text={code} label={t('giftCards.copyCode')} />
          </span>
        </p>
        <p className="fine gift-slip-how">{t('giftCards.how')}</p>
      </div>
    </Modal>
  );
}
