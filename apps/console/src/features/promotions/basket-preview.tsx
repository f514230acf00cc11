import { formatMoney, parseAmount, toMinor } from '@tessera/kernel';
import { type Campaign as Priceable, price } from '@tessera/rules';
import { Money, skipWords } from '@tessera/ui';
import { Form, Input } from 'antd';
import { useState } from 'react';
import { Panel } from '../../shared/page.tsx';
import { useTexts } from '../../shared/texts.ts';
import { benefitOf, type Values } from './campaign-values.ts';

const EXAMPLE = '38 25.5 12';
const LINES_MAX = 12;

/** What an example basket would cost, by the rule that the server prices by; whom, where and when it is for is taken as met. */
export function BasketPreview(props: { values: Values }) {
  const t = useTexts();
  const [typed, setTyped] = useState(EXAMPLE);
  const prices = typed
    .split(/[\s,，、]+/)
    .flatMap((one) => parseAmount(one) ?? [])
    .slice(0, LINES_MAX);
  const campaign = exampleOf(props.values);
  const priced = campaign && prices.length > 0 ? priceExample(prices, campaign) : undefined;
  const [skipped] = priced?.skipped ?? [];
  const [applied] = priced?.applied ?? [];
  return (
    <Panel title={t('promotions.preview')} testId="campaign-preview">
      <Form.Item label={t('promotions.previewPrices')} extra={t('promotions.previewHint')}>
        <Input value={typed} onChange={(event) => setTyped(event.target.value)} inputMode="decimal" autoComplete="off" data-testid="preview-prices" />
      </Form.Item>
      <div aria-live="polite">
        {priced ? (
          <>
            <ul className="fine">
              {priced.lines.map((line) => (
                <li key={line.id}>{t('promotions.previewLine', { gross: formatMoney(line.grossMinor), net: formatMoney(line.netMinor) })}</li>
              ))}
            </ul>
            <p>
              {t('promotions.previewTotal')} <Money minor={priced.totalMinor} />{' '}
              {priced.discountMinor > 0 && <span className="quiet">{t('promotions.previewLess', { less: formatMoney(priced.discountMinor) })}</span>}
            </p>
            {applied?.gift && <p>{t('benefit.gift', applied.gift)}</p>}
            {applied?.cutBy && <p className="quiet">{t(`cut.${applied.cutBy}`)}</p>}
            {skipped && <p className="quiet">{skipWords(t, skipped.reason)}</p>}
          </>
        ) : (
          <p className="quiet">{t('promotions.previewNothing')}</p>
        )}
      </div>
    </Panel>
  );
}

const EVERYBODY = { merchantIds: [], merchantCategories: [], productIds: [], productCategories: [], memberKinds: [], groupIds: [], levelIds: [] };

function exampleOf(values: Values): Priceable | undefined {
  const benefit = benefitOf(values);
  const amountOf = (text: string | undefined) => parseAmount(text || '-') ?? null;
  return (
    benefit && {
      id: 'example',
      trigger: 'open',
      benefit,
      beginsAtMs: 0,
      endsAtMs: null,
      hours: [],
      scope: EVERYBODY,
      minSpendMinor: amountOf(values.min) ?? toMinor(0),
      budgetMinor: amountOf(values.budget),
      perMemberMinor: amountOf(values.perMember),
      perMemberCount: values.perMemberCount ?? null,
      places: values.places ?? null,
      bearer: 'platform',
      bearerId: null,
      priority: 1,
      standing: 'joint',
      // Draws another sum than the campaign itself will.
      secret: 'example',
    }
  );
}

function priceExample(prices: readonly ReturnType<typeof toMinor>[], campaign: Priceable) {
  const lines = prices.map((unitMinor, index) => ({ id: String(index), productId: null, category: null, quantity: 1, unitMinor }));
  const member = { id: 'example', kind: 'student', groupIds: [], levelIds: [], issuerId: null };
  const facts = { atMs: 1, businessOn: '2026-01-05', timeOfDay: '12:00', drawKey: 'example', member, usage: new Map(), shown: new Map() };
  return price({ merchantId: 'example', merchantCategory: null, lines }, [campaign], facts);
}
