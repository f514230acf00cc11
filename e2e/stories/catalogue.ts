import { newId } from '../../packages/kernel/src/index.ts';
import { confirm, openDesk, visit } from '../actors/desk.ts';
import { goTo, phoneOf } from '../actors/phone.ts';
import { seen, shows } from '../frame/expect.ts';
import { type Stage, story } from '../frame/stage.ts';

export const catalogue = [story('a merchant enters a service, the operator agrees on its price and approves it, and a member finds it', entersOffer)];

async function entersOffer(stage: Stage): Promise<void> {
  const offer = `臭氧除味 ${newId().slice(-5)}`;
  const [member, operator, merchant] = await Promise.all([
    stage.office.member({ name: '韩十五', balanceMinor: 0 }),
    openDesk(stage, { locale: 'zh-CN', userName: 'merchants' }),
    openDesk(stage, { locale: 'zh-CN', userName: 'carwash' }),
  ]);

  stage.step('the merchant enters it and proposes what it is paid');
  await visit(merchant, 'nav.items');
  await merchant.page.getByTestId('create-item').click();
  await merchant.page.getByTestId('item-name').fill(offer);
  await merchant.page.getByTestId('item-category').click();
  await merchant.page.locator('.ant-select-tree').getByText('美容', { exact: true }).click();
  await merchant.page.getByTestId('item-points').fill('40');
  await merchant.page.getByTestId('item-submit').click();
  await shows(merchant.page.getByRole('heading', { level: 1 }), offer);
  await merchant.page.getByTestId('propose-price').click();
  await merchant.page.getByTestId('propose-amount').fill('28.5');
  await merchant.page.getByTestId('propose-submit').click();
  await shows(merchant.page.getByTestId('item-prices'), merchant.t('items.waitsFor.operator'));

  stage.step('the operator finds it among the prices to answer, and agrees');
  await visit(operator, 'nav.items');
  await operator.page.getByTestId('waiting-asked').click();
  await operator.page.getByTestId('items-table').getByRole('link', { name: offer }).click();
  await shows(operator.page.getByTestId('price-proposal'), '¥28.50');
  await operator.page.getByTestId('accept-price').click();
  await confirm(operator);
  await shows(operator.page.getByTestId('item-prices'), operator.t('items.priceHolds'));

  stage.step('the merchant hands it in, the operator’s page says so, and it is approved');
  await merchant.page.getByTestId('item-on').click();
  await confirm(merchant);
  await seen(merchant.page.getByTestId('item-waits'));
  await operator.page.getByTestId('item-approve').click();
  await confirm(operator);
  await shows(merchant.page.getByRole('heading', { level: 1 }), merchant.t('itemState.on'));

  stage.step('a member finds it');
  const phone = await phoneOf(stage, member.memberNumber);
  await goTo(phone, 'me');
  await phone.page.getByTestId('me-services').click();
  await phone.page.getByTestId('services-search').fill(offer);
  await shows(phone.page.getByTestId('service').filter({ hasText: offer }), '40 积分');
}
