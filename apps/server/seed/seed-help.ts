import { createArticle } from '../src/modules/faq/index.ts';
import type { Ctx } from '../src/platform/ctx.ts';

const ARTICLES = [
  {
    topic: 'cards',
    title: { zh: '卡丢了怎么办？', en: 'I lost my card. What now?' },
    body: {
      zh: '在应用“我的－挂失”里立即冻结，或拨打服务台电话。冻结后任何人都不能用这张卡付款，余额仍在。找到后可以自己解冻；确认丢失请带证件到卡务中心补办。',
      en: 'Freeze it at once under “Me – Report a loss” in the app, or call the desk. Nobody can pay with it then, and your balance stays. If you find it, unfreeze it yourself; otherwise come to the card counter with an identity document.',
    },
  },
  {
    topic: 'top_up',
    title: { zh: '充值后余额没有增加？', en: 'My top-up has not arrived' },
    body: {
      zh: '一般一分钟内到账。超过半小时仍未到账，请在“我的－投诉与争议”提交“充值未到账”，附上支付记录的截图。',
      en: 'It is usually there within a minute. After half an hour, report it under “Me – Problems and complaints”, with a screenshot of the payment.',
    },
  },
  {
    topic: 'complaints',
    title: { zh: '怎样投诉或评价商户？', en: 'How do I complain about a shop, or rate it?' },
    body: {
      zh: '打开那笔消费：想说说感受，选“这次怎么样？”；要投诉或退款，选“对这笔交易有疑问”。商户看不到是谁写的评价。',
      en: 'Open the sale in your records: “How was it?” rates it, “Something wrong?” starts a complaint or asks for money back. Shops do not see who wrote a review.',
    },
  },
] as const;

/** What members of a campus ask most. */
export async function seedHelp(ctx: Ctx): Promise<Record<string, never>> {
  for (const article of ARTICLES) await createArticle(ctx, { ...article, state: 'published' });
  return {};
}
