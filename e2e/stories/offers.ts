import { goTo, phoneOf } from '../actors/phone.ts';
import { gone, seen, shows } from '../frame/expect.ts';
import { type Stage, story } from '../frame/stage.ts';

export const offers = [story('a member looks through what merchants offer, and finds the shops of one service', looksThrough)];

async function looksThrough(stage: Stage): Promise<void> {
  const member = await stage.office.member({ name: '蒋十四', balanceMinor: 0 });
  const phone = await phoneOf(stage, member.memberNumber);
  const { page } = phone;

  stage.step('by category, and by search');
  await goTo(phone, 'me');
  await page.getByTestId('me-services').click();
  await page.getByTestId('services-category').filter({ hasText: '电影' }).click();
  await seen(page.getByTestId('service').filter({ hasText: '2D 电影票' }));
  // The list of before stays until the narrower one is there.
  await gone(page.getByTestId('service').filter({ hasText: '标准洗车' }));
  await page.getByTestId('services-category').first().click();
  await page.getByTestId('services-search').fill('标准');
  await shows(page.getByTestId('service').filter({ hasText: '标准洗车' }), '30 积分');
  await shows(page.getByTestId('service').filter({ hasText: '标准洗车' }), '¥35.00');

  stage.step('in a region');
  await page.getByTestId('services-search').fill('');
  await page.getByTestId('services-region').selectOption('徐汇区');
  await seen(page.getByTestId('service').filter({ hasText: '道路救援' }));
  await gone(page.getByTestId('service').filter({ hasText: '2D 电影票' }));
  await seen(page.getByTestId('service').filter({ hasText: '标准洗车' }));

  stage.step('where it is to be had; what waits for the operator is not shown');
  await page.getByTestId('service').filter({ hasText: '标准洗车' }).click();
  await seen(page.getByTestId('service-shop').filter({ hasText: '净驰大学路店' }));
  await page.goBack();
  await page.getByTestId('services-search').fill('发动机舱');
  await seen(page.getByText('没有找到'));
}
