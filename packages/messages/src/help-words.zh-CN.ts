/** Words of help articles that phone and console share. */
export const helpWordsZhCn = {
  'helpTopic.paying': '付款与明细',
  'helpTopic.cards': '卡片与挂失',
  'helpTopic.top_up': '充值与退款',
  'helpTopic.points': '积分与兑换',
  'helpTopic.account': '账户与隐私',
  'helpTopic.complaints': '投诉与争议',
  'helpTopic.other': '其他',
};
