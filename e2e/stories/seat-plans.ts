import type { Page } from 'playwright-core';
import { confirm, openDesk, tells, visit } from '../actors/desk.ts';
import { seen, shows } from '../frame/expect.ts';
import { type Stage, story } from '../frame/stage.ts';

export const seatPlans = [story('an organizer’s hall is drawn seat by seat, saved, published and shown as buyers see it', drawsAHall)];

async function drawsAHall(stage: Stage): Promise<void> {
  const desk = await openDesk(stage, { locale: 'zh-CN', userName: 'admin' });
  const { page, t } = desk;
  await visit(desk, 'nav.venues');
  await page.getByTestId('venues-table').getByRole('link').first().click();

  stage.step('a plan with nothing on it');
  await page.getByTestId('empty-plan').click();
  await page.getByTestId('plan-name').fill('小厅');
  await page.getByTestId('begin-plan').click();
  await seen(page.getByTestId('seat-canvas'));

  stage.step('two rows of six, put where the plan is touched, and one step back and forth');
  await fill(page, 'add-rows', '2');
  await fill(page, 'add-seatsPerRow', '6');
  await page.getByTestId('add-by-touch').click();
  await touch(page, 0.5, 0.4);
  await shows(selectedTab(page), '12');
  await page.getByTestId('plan-undo').click();
  await page.getByTestId('plan-redo').click();

  stage.step('another category for all of them, and odd numbers');
  await page.getByRole('tab', { name: t('planEditor.tab.categories') }).click();
  await page.getByTestId('category-name').fill('B');
  await page.getByTestId('category-add').click();
  await page.getByTestId('seat-canvas').focus();
  await page.keyboard.press('Control+a');
  await selectedTab(page).click();
  await page.getByTestId('selected-category').click();
  await page.locator('.ant-select-item-option', { hasText: 'B' }).last().click();
  await page.getByTestId('odd-seats').click();
  await page.getByTestId('renumber-seats').click();

  stage.step('saved, published, and shown as buyers see it');
  await page.getByTestId('plan-save').click();
  await tells(desk, t('planEditor.saved'));
  await page.getByTestId('plan-publish').click();
  await confirm(desk);
  await seen(page.getByTestId('seats-as-list'));
  await page.getByTestId('seats-as-list').click();
  await seen(page.getByRole('button', { name: /1 排 11 座 · B · 可选/ }));
}

const selectedTab = (page: Page) => page.getByRole('tab').nth(1);

async function fill(page: Page, field: string, value: string): Promise<void> {
  await page.getByTestId(field).fill(value);
  await page.getByTestId(field).blur();
}

/** A point of the canvas, in shares of its sides. */
async function touch(page: Page, across: number, down: number): Promise<void> {
  const box = await page.getByTestId('seat-canvas').boundingBox();
  if (!box) throw new Error('the plan is not drawn');
  await page.mouse.click(box.x + box.width * across, box.y + box.height * down);
}
