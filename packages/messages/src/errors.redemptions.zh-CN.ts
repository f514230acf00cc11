import { BOOKING_NOTICE_MINUTES } from '@tessera/contract';

/** 兑换被拒绝的原因。 */
export const redemptionErrorsZhCn = {
  'redemptions.unknown': '没有这笔兑换，或者您无权查看。',
  'redemptions.not_for_sale': '这个项目现在不能兑换，可能已经下架。请选择别的项目，积分和余额都没有动。',
  'redemptions.not_at_this_shop': '本门店不提供这个项目。请到提供它的门店兑换，积分和余额都没有动。',
  'redemptions.points_not_taken': '这个项目不收积分，请用余额支付。',
  'redemptions.points_too_few': '这个项目只收积分，给出的积分不够。积分没有动，请换一个积分来源或减少数量。',
  'redemptions.points_too_many': '给出的积分比需要的多，或者同一个积分计划出现了两次。积分没有动，请重新填写。',
  'redemptions.price_changed': '价格刚刚变了。积分和余额都没有动，请看过新的价格再确认。',
  'redemptions.price_missing': '这个项目的结算价格还没有谈定，暂时不能用积分兑换。请联系运营方。',
  'redemptions.declined': '付款没有通过，积分和余额都没有动。请检查卡、付款码、密码、余额和限额后再试。',
  'redemptions.booking_needed': '这个项目要先预约，请选择希望的时间。',
  'redemptions.wish_out_of_time': `预约时间要在现在之后、兑换券到期之前；要商户确认的，至少提前 ${BOOKING_NOTICE_MINUTES} 分钟。请另选时间。`,
  'redemptions.photo_needed': '这个项目要附现场照片。请先拍照再提交，积分和余额都没有动。',
  'redemptions.photo_unreadable': '这张照片无法识别。请使用 JPEG、PNG 或 WebP 格式的照片重拍。',
  'redemptions.photo_unknown': '没有这张照片，它可能已经用于别的兑换。请重新拍照。',
  'redemptions.voucher_unknown': '本商户没有这张兑换券。请检查券码，或请会员确认要去的商户。',
  'redemptions.voucher_taken': '这张兑换券已经使用过，不能再用。',
  'redemptions.merchant_suspended': '该商户已停用，暂不能核销。会员可以取消兑换，积分和款项全额退回。',
  'redemptions.voucher_over': '这张兑换券已经取消或到期，积分和款项已经退回会员。',
  'redemptions.not_confirmed': '商户还没有确认这笔预约。请先在预约列表中确认，再核销。',
  'redemptions.answer_late': '答复时限已过，积分和款项将退回会员。请让会员重新预约。',
  'redemptions.not_now': '这笔兑换的状态已经变了，现在不能这样做。请刷新后再看。',
  'redemptions.return_too_much': '退回的数量超过了剩余的数量。什么都没有动，请改小数量。',
  'redemptions.return_changed': '可退金额与刚才显示的不同，什么都没有动。请重新核对。',
  'redemptions.return_not_allowed': '这台设备不允许退回。请到有权限的设备或联系商户负责人。',
} as const;
