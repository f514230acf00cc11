import type { ReadyTexts } from './ready-texts.ts';

export const READY_ZH_CN: ReadyTexts = {
  'wallet.paid': {
    subject: '消费 {amount}',
    body: '{at} 在{merchant}消费 {amount}，余额 {balance}。不是本人消费？请立即在应用中挂失。',
    sms: '{at} 在{merchant}消费 {amount}，余额 {balance}。如非本人操作，请立即挂失。',
  },
  'wallet.closed': { subject: '钱包已销户', body: '您的钱包已销户，退还 {amount}。如有疑问请联系服务窗口。' },
  'wallet.toppedUpByIssuer': { subject: '{name}为您充值', body: '{name}为您的钱包充值 {amount}，余额 {balance}。' },
  'wallet.takenBackByIssuer': { subject: '{name}收回充值', body: '{name}收回了 {amount} 充值：{reason}。余额 {balance}。' },
  'wallet.gifted': { subject: '赠送 {amount}', body: '充值 {paid}，另赠 {amount} 已到账，余额 {balance}。' },
  'wallet.toppedUp': { subject: '充值到账 {amount}', body: '{at} 充值 {amount} 已到账，余额 {balance}。' },
  'wallet.topUpReturned': {
    subject: '充值 {amount} 已退回',
    body: '您充值的 {amount} 无法入账（超出余额上限或钱包已停用），已原路退回，一般 1 至 3 个工作日到账。',
  },
  'wallet.withdrawn': {
    subject: '提现 {amount} 已付出',
    body: '提现的 {amount} 已付出，余额 {balance}。退回原付款账户的，一般 1 至 3 个工作日到账。',
  },
  'wallet.withdrawalFailed': { subject: '提现 {amount} 没有成功', body: '提现的 {amount} 没有付出，已留在余额里，余额 {balance}。' },
  'wallet.refunded': { subject: '退款到账 {amount}', body: '{at} {merchant}退回 {amount}，余额 {balance}。' },
  'wallet.daySpend': {
    subject: '今日消费已达 {amount}',
    body: '你今天的消费合计 {amount}，超过提醒线 {threshold}。不是本人消费？请立即在应用中挂失。',
    sms: '今日消费合计 {amount}，超过 {threshold}。如非本人操作，请立即挂失。',
  },
  'wallet.lowBalance': {
    subject: '余额 {balance}，明天可能不够',
    body: '你最近每天约消费 {usual}，余额 {balance} 明天可能不够，请及时充值。',
  },
  'child.daySpend': {
    subject: '{name}今日已消费 {amount}',
    body: '{name}今日已消费 {amount}，超过提醒线 {threshold}。你可以在应用中冻结卡片或设置限额。',
    sms: '{name}今日已消费 {amount}，超过提醒线 {threshold}。',
  },
  'child.lowBalance': {
    subject: '{name}余额 {balance}，明天可能不够',
    body: '{name}最近每天约消费 {usual}，余额 {balance} 明天可能不够。你可以在应用中为其充值。',
  },
  'child.cardFrozen': {
    subject: '{name}的卡已冻结',
    body: '{name}尾号 {tail} 的卡已于 {at} 挂失或冻结，所有联网终端都不再受理。余额不受影响；如需了解情况，请问孩子或联系服务窗口。',
    sms: '{name}尾号 {tail} 的卡已于 {at} 冻结，终端不再受理，余额不受影响。',
  },
  'child.cardUnfrozen': {
    subject: '{name}的卡已恢复使用',
    body: '{name}尾号 {tail} 的卡已于 {at} 找回或解冻，可以正常使用。如有疑问，你可以在应用中冻结卡片。',
  },
  'guardian.entered': {
    subject: '{name}已成为你的监护人',
    body: '{name}现在可以查看你的余额和消费，为你充值、冻结卡片并设置限额。',
  },
  'guardian.childEntered': {
    subject: '已关联{name}',
    body: '你现在可以查看{name}的余额和消费，为其充值、冻结卡片并设置限额。在应用顶部切换卡片。',
  },
  'guardian.limitsSet': { subject: '消费限额有变动', body: '{name}设置了你的消费限额，可在应用的限额页查看。' },
  'guardian.ended': { subject: '监护关系已结束', body: '{name}不再能查看你的卡片。最后一位监护人解除后，其设置的限额一并取消。' },
  'guardian.childEnded': { subject: '监护关系已结束', body: '你不再能查看{name}的卡片。' },
  'guardian.erased': { subject: '监护关系已结束', body: '对方的账户已注销，监护关系随之结束。' },
  'points.granted': { subject: '{nameZh}：到账 {points} 积分', body: '{nameZh} {points} 积分已到账，有效期至 {day}。' },
  'giftCard.received': { subject: '收到礼品卡 {amount}', body: '{sender} 送你一张{nameZh}，面值 {amount}。打开应用即可领取。' },
  'giftCard.taken': { subject: '礼品卡已被领取', body: '你送出的{nameZh}（{amount}）已被领取。' },
  'points.ending': { subject: '{points} 积分即将到期', body: '{nameZh} {points} 积分将于 {day} 到期，请及时使用。' },
  'wallet.subsidised': { subject: '{nameZh}到账 {amount}', body: '{nameZh} {amount} 已存入你的补贴钱包，付款时优先使用。' },
  'wallet.subsidyEnding': { subject: '{nameZh}即将到期', body: '{nameZh}还有 {balance}，最后一天是 {day}，过期收回。' },
  'redemption.paid': { subject: '已兑换{item}', body: '您在{merchant}兑换了{item}：{points} 积分，{amount}。兑换号 {number}。' },
  'redemption.asked': {
    subject: '预约已提交：{item}',
    body: '已向{merchant}预约{item}：{points} 积分，{amount}。商户确认后可凭券使用。兑换号 {number}。',
  },
  'redemption.confirmed': { subject: '{merchant}已确认预约', body: '您的{item}预约已确认，请凭兑换券使用。兑换号 {number}。' },
  'redemption.refused': {
    subject: '{merchant}未能接受预约',
    body: '{item}预约未被接受：{reason}。已退回 {points} 积分，{amount}。{lostZh}兑换号 {number}。',
  },
  'redemption.unanswered': {
    subject: '预约超时退回',
    body: '{merchant}未及时答复您的{item}预约，已退回 {points} 积分，{amount}。{lostZh}兑换号 {number}。',
  },
  'coupon.thanks': { subject: '感谢光临', body: '感谢您选择{item}，送您一张优惠券：{nameZh}。请在“我的优惠券”中查看。' },
  'redemption.taken': { subject: '兑换券已使用', body: '{merchant}已核销您的{item}兑换券。兑换号 {number}。' },
  'redemption.returned': { subject: '兑换已退回', body: '{item}已退回：{points} 积分，{amount}。{lostZh}兑换号 {number}。' },
  'redemption.expired': { subject: '兑换券到期退回', body: '{item}兑换券到期未使用，已退回 {points} 积分，{amount}。{lostZh}兑换号 {number}。' },
  'redemption.merchantSuspended': {
    subject: '{merchant}暂停服务',
    body: '你的{item}兑换券暂时不能使用。可以等待恢复，也可以在应用中取消，积分和款项全额退回。兑换号 {number}。',
  },
  'ticket.issued': { subject: '出票成功', body: '{title}，{at}，共 {count} 张。打开“我的票”即可出示入场。' },
  'ticket.reissued': { subject: '电子票已补发', body: '{title}，票号 {number}：已换新票码，之前打印的票不能再入场。' },
  'ticket.voided': { subject: '电子票已作废', body: '{title}，票号 {number} 已作废，不能入场：{reason}' },
  'card.issued': { subject: '新卡已开通', body: '尾号 {tail} 的卡已开通，现在就能使用。' },
  'card.frozen': {
    subject: '卡片已冻结',
    body: '尾号 {tail} 的卡已于 {at} 冻结，所有联网终端都不再受理。找到卡后可以在应用中解冻；不是你操作的，请联系服务窗口。',
    sms: '尾号 {tail} 的卡已于 {at} 冻结，终端不再受理。如非本人操作，请联系服务窗口。',
  },
  'card.unfrozen': { subject: '卡片已解冻', body: '尾号 {tail} 的卡已于 {at} 解冻，可以正常使用。不是你操作的，请立即挂失。' },
  'card.voided': { subject: '卡片已作废', body: '尾号 {tail} 的卡已于 {at} 作废，不能再使用。钱包和余额不受影响。' },
  'card.ordered': {
    subject: '补卡已受理',
    body: '尾号 {tail} 的卡已永久作废，新卡正在制作，工本费 {fee}。余额和积分不受影响，进度可在应用“我的卡”查看。',
  },
  'card.ready': {
    subject: '新卡可以领取了',
    body: '你的新卡（制卡单 {number}）已制好，请本人带证件领取：{place}。',
    sms: '新卡已制好（{number}），请本人带证件领取：{place}。',
  },
  'card.oldEnding': {
    subject: '旧卡将于 {day} 停用',
    body: '尾号 {tail} 的旧卡可用到 {day}。请在此之前到一卡通服务窗口换领新卡，余额不变。',
    sms: '尾号 {tail} 的旧卡可用到 {day}，请到一卡通服务窗口换领新卡。',
  },
  'card.orderCancelled': { subject: '新卡已取消', body: '制卡单 {number} 已取消，退回工本费 {returned}。补卡前的旧卡仍然作废。' },
  'card.emergencySet': {
    subject: '应急码已更新',
    body: '你的应急码已于 {at} 更新，旧应急码失效。不是你？请立即挂失并联系服务窗口。',
  },
  'card.emergencyUsed': { subject: '应急码付款 {amount}', body: '{at} 使用应急码付款 {amount}。不是你？请立即更换应急码并联系服务窗口。' },
  'privacy.exportReady': {
    subject: '你的数据已可下载',
    body: '包含你全部数据的文件可在“我的－隐私”中下载，{until} 前有效，只有你能下载。',
  },
  'security.passwordChanged': {
    subject: '登录密码已修改',
    body: '你的登录密码已于 {at} 修改。不是你？请立即联系服务窗口。',
  },
  'security.pinChanged': { subject: '支付密码已修改', body: '你的支付密码已于 {at} 修改。不是你？请立即挂失并联系服务窗口。' },
  'security.emailChanged': { subject: '登录邮箱已变动', body: '你的登录邮箱已于 {at} 变动。不是你？请立即修改密码，并联系服务窗口。' },
  'security.factorChanged': { subject: '二次验证方式有变动', body: '你的二次验证方式已于 {at} 变动。不是你？请立即联系安全管理员。' },
  announcement: { subject: '{title}', body: '{text}', sms: '{title}。详情请打开应用查看。' },
  'alert.daySpend': { subject: '日消费异常：{name}', body: '{name}（{number}）今天的消费合计 {amount}，超过 {threshold}。请在“预警”页面核实。' },
  'dispute.news': {
    subject: '争议单 {number} 有新动态',
    body: '你的争议单 {number} 有新的答复或进展，请在应用“我的－投诉与争议”查看。',
  },
  'dispute.consent': {
    subject: '需要你同意补收 {amount}',
    body: '争议单 {number} 查明少收了 {amount}，请在应用中选择同意或不同意。同意前不会扣款。',
  },
  'dispute.decided': {
    subject: '争议单 {number} 有结果了',
    body: '你的争议单 {number} 已有处理结果，请在应用“我的－投诉与争议”查看。',
  },
  'review.opened': {
    subject: '收到 {stars} 星评价',
    body: '有会员给了 {stars} 星（满分 5 星）。请在“评价”页面查看并回复。',
  },
  'deposit.low': {
    subject: '预付款偏低：{name}',
    body: '{name} 的预付款可用余额为 {amount}，低于预警线 {threshold}。请及时转账补足。',
  },
  'deposit.waiting': { subject: '转账回单待复核：{name}', body: '{name} 的一张 {amount} 的转账回单待复核。' },
  'quality.low': {
    subject: '质量分偏低：{name}',
    body: '{name} 的质量分降到 {score} 分。请在“商户质量”页面查看相关的评价和投诉。',
  },
  'review.answered': {
    subject: '{name} 回复了你的评价',
    body: '请在应用“我的－我的评价”查看 {name} 的回复。',
  },
  'survey.asked': { subject: '邀请你填写问卷', body: '问卷“{titleZh}”邀请你填写，{day} 截止，打开应用即可作答。' },
  'chat.waiting': { subject: '有会员在等待对话', body: '有会员在“在线客服”等待接待。' },
  'chat.answered': { subject: '客服回复了你', body: '请在应用“我的－常见问题－在线客服”查看客服的回复。' },
  'dispute.unanswered': {
    subject: '争议单 {number} 逾期未答复',
    body: '争议单 {number} 已过首次答复期限，会员还没有收到任何答复。请在“投诉与争议”页面处理。',
  },
  'booking.waiting': { subject: '新预约待确认：{item}', body: '有会员预约了{item}，请在 {until} 前确认或拒绝，逾期自动退回。兑换号 {number}。' },
  'dispute.opened': {
    subject: '争议单 {number} 有新动态',
    body: '争议单 {number} 有新的内容，请在“争议单”页面查看。',
  },
  'dispute.asked': {
    subject: '请说明争议单 {number}',
    body: '会员对一笔交易有疑问（{number}），请在 {until} 前到“争议单”页面说明情况。',
  },
  'dispute.waiting': {
    subject: '争议单 {number} 的补偿待复核',
    body: '同事对争议单 {number} 提出了补偿，请在“争议单”页面核对后通过或退回。',
  },
  'dispute.refunded': {
    subject: '争议单 {number} 已退款 {amount}',
    body: '运营方已处理争议单 {number}，贵店的一笔交易退回会员 {amount}。原因请在“争议单”页面查看。',
  },
  'dispute.overdue': {
    subject: '争议单 {number} 已逾期',
    body: '争议单 {number} 超过了处理期限，请尽快处理。',
  },
  'reconciliation.differences': {
    subject: '{day} 对账有 {count} 笔差异',
    body: '渠道账单与我们的账对不上，共 {count} 笔。请打开“对账”页面的 {day}，逐笔查询、调账或挂账。',
  },
  'reconciliation.dayOpen': {
    subject: '{day} 还没有关账',
    body: '已过 {time}，{day} 的账还没有关。请打开“对账”页面，看还差什么：账单、差异，或只差关账。',
  },
  'channel.alarm': {
    subject: '渠道订单需要人工处理',
    body: '渠道订单 {number} 的结果无法自动确定。请在“渠道订单”页面核实并处理，资金在此之前不会变动。',
  },
  'import.finished': { subject: '导入完成：{file}', body: '已处理 {done} 行，{refused} 行未通过。可以在导入页面下载逐行报告。' },
  'backup.failed': { subject: '备份失败', body: '备份 {name} 于 {at} 失败。请在备份页面查看原因，并手动备份一次。' },
  'backup.drillFailed': {
    subject: '恢复演练失败',
    body: '备份 {name} 于 {at} 未通过恢复演练。请在备份页面查看发现的问题，并重新备份。',
  },
};
