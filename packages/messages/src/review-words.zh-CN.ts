/** Words of reviews that phone, console and tables share. */
export const reviewWordsZhCn = {
  'reviewTag.good_quality': '品质好',
  'reviewTag.fast': '速度快',
  'reviewTag.friendly': '态度好',
  'reviewTag.clean': '干净',
  'reviewTag.good_value': '实惠',
  'reviewTag.poor_quality': '品质差',
  'reviewTag.slow': '等太久',
  'reviewTag.unfriendly': '态度差',
  'reviewTag.unclean': '不干净',
  'reviewTag.pricey': '偏贵',
  'reviewState.shown': '显示',
  'reviewState.hidden': '已隐藏',
  'review.stars': '{count} 星',
};
