/** Reviews, and whatever else members tell us. */
export const careErrorsZhCn = {
  'reviews.unknown': '没有这条评价。',
  'reviews.subject_unknown': '没有这笔记录，请从明细中重新打开。',
  'reviews.not_reviewable': '这笔记录不能评价：只有完成的消费和已使用的兑换可以评价。',
  'reviews.window_over': '已超过 {days} 天的评价期限。',
  'reviews.done_already': '这笔已经评价过了，可以在期限内修改。',
  'reviews.edit_over': '修改期限已过，或商户已回复，评价不能再改。',
  'reviews.answered_already': '这条评价已经回复过，每条评价只能回复一次。',
  'reviews.not_now': '这条评价的状态已经变了，请刷新后再看。',
  'reviews.photo_unknown': '没有这张照片，或已不再保存。',
  'reviews.photo_unreadable': '这不是完整的 JPEG、PNG 或 WebP 图片，没有添加。请重拍或另选一张。',
  'reviews.too_many_photos': '一条评价最多 {count} 张照片。',
  'faq.unknown': '没有这篇文章，请刷新列表。',
  'faq.too_many': '最多 {count} 篇文章，请先删去一些。',
};
