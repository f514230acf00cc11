/** 会员端：对话或争议单结束后的一问。 */
export const memberSatisfactionZhCn = {
  'verdict.ask': '这次服务怎么样？',
  'verdict.score': '{count} 分',
  'verdict.text': '想说点什么（可不填）',
  'verdict.send': '提交',
  'verdict.thanks': '谢谢你的评价',
  'verdict.own': '你给这次服务打了 {count} 分',
  'verdict.unsure': '没有收到回应，请再试一次，不会重复。',
};
