import { openDesk, visit } from '../actors/desk.ts';
import { goTo, phoneOf } from '../actors/phone.ts';
import { charge, openTill } from '../actors/till.ts';
import { same, seen, shows } from '../frame/expect.ts';
import { type Stage, story } from '../frame/stage.ts';

export const mealPlans = [story('the canteen office gives a meal plan, which pays for a part of the lunch at the till', givesAndFeeds)];

const PERIODS = ['breakfast', 'lunch', 'dinner', 'night'] as const;
/** Together they are the whole day, so that the story can be played at any time. */
const QUARTERS = ['00:00', '06:00', '12:00', '18:00', '00:00'];

async function givesAndFeeds(stage: Stage): Promise<void> {
  const member = await stage.office.member({ name: '韩十', balanceMinor: 5_000 });
  const till = await openTill(stage, { locale: 'zh-CN', ...(await stage.office.till('套餐食堂')) });
  const phone = await phoneOf(stage, member.memberNumber);
  const desk = await openDesk(stage, { locale: 'zh-CN', userName: 'admin' });
  const { page, t } = desk;

  stage.step('a plan with a meal in each part of the day, worth 15.00');
  await visit(desk, 'nav.mealplans');
  await page.getByTestId('create-plan').first().click();
  const name = `教工套餐 ${member.memberNumber}`;
  await page.getByTestId('plan-zh').fill(name);
  await page.getByTestId('plan-en').fill(`Staff meals ${member.memberNumber}`);
  for (const [index, period] of PERIODS.entries()) {
    await page.getByTestId(`period-${period}`).check();
    await page.getByLabel(t('mealplans.periodFrom', { period: t(`meal.${period}`) })).fill(QUARTERS[index] ?? '');
    await page.getByLabel(t('mealplans.periodUntil', { period: t(`meal.${period}`) })).fill(QUARTERS[index + 1] ?? '');
    await page.getByTestId(`worth-${period}`).fill('15');
  }
  await page.getByTestId('plan-per-day').fill('3');
  await page.getByTestId('plan-submit').click();

  stage.step('given to one member, who sees it by itself');
  await page.getByTestId('give-plan').click();
  await page.getByTestId('member-search').last().fill(member.memberNumber);
  await page.keyboard.press('Enter');
  await page.getByTestId('give-submit').click();
  await shows(page.getByTestId('holdings-table'), t('holdingStatus.active'));
  await shows(phone.page.getByTestId('home-meals'), name);
  await shows(phone.page.getByTestId('home-meal-plan'), '0/3');

  stage.step('a dish for 20.00: the meal bears 15.00 of it, cash the rest');
  await charge(till, '20.00', member.cardUid);
  const result = till.page.getByTestId('result-approved');
  await shows(result, name);
  await shows(result, '15.00');
  await shows(result, '45.00');
  await till.page.getByTestId('result-next').click();
  await shows(phone.page.getByTestId('home-meal-plan'), '1/3');
  await phone.page.getByTestId('home-meal-plan').click();
  await shows(phone.page.getByTestId('meal-row').first(), '15.00');
  await goTo(phone, 'records');
  await phone.page.getByTestId('payment-row').filter({ hasText: '20.00' }).first().click();
  await shows(phone.page.getByTestId('payment-detail'), name);
  await seen(phone.page.getByTestId('payment-leg').nth(1));
  same('cash in fen', await stage.office.balanceMinor(member), 4_500);

  stage.step('the office sees the meal of the day');
  await shows(page.getByTestId('holdings-table'), t('mealplans.takenToday', { taken: 1, most: 3 }));
  await page.getByRole('link', { name: t('mealplans.totals') }).click();
  await shows(page.getByTestId('meals-sum'), '15.00');
  await shows(page.getByTestId('meals-table'), '套餐食堂');
}
