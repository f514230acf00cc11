import type { ReadyTexts } from './ready-texts.ts';

export const READY_EN: ReadyTexts = {
  'wallet.paid': {
    subject: 'You paid {amount}',
    body: '{amount} at {merchant}, {at}. Your balance is {balance}. Not you? Report your card lost in the app at once.',
    sms: '{amount} paid at {merchant}, {at}. Balance {balance}. Not you? Report your card lost at once.',
  },
  'wallet.closed': {
    subject: 'Your wallet is closed',
    body: 'Your wallet is closed, and {amount} was paid back. The service counter answers questions.',
  },
  'wallet.toppedUpByIssuer': { subject: '{name} topped you up', body: '{name} put {amount} into your wallet. Balance {balance}.' },
  'wallet.takenBackByIssuer': {
    subject: '{name} took a top-up back',
    body: '{name} took {amount} back from your wallet: {reason}. Balance {balance}.',
  },
  'wallet.gifted': { subject: 'A gift of {amount}', body: 'You paid {paid} and were given {amount} on top. Your balance is {balance}.' },
  'wallet.toppedUp': { subject: '{amount} added', body: 'Your top-up of {amount} arrived on {at}. Your balance is {balance}.' },
  'wallet.topUpReturned': {
    subject: '{amount} is going back to you',
    body: 'Your top-up of {amount} could not be added: the card would hold too much, or the wallet is out of use. It goes back to where it came from, usually within 1 to 3 working days.',
  },
  'wallet.withdrawn': {
    subject: '{amount} withdrawn',
    body: '{amount} has left your wallet; your balance is {balance}. What goes back to an account usually arrives within 1 to 3 working days.',
  },
  'wallet.withdrawalFailed': {
    subject: '{amount} was not withdrawn',
    body: 'Your withdrawal of {amount} did not go out. The money stayed in your wallet; your balance is {balance}.',
  },
  'wallet.refunded': { subject: '{amount} refunded', body: '{merchant} gave back {amount} on {at}. Your balance is {balance}.' },
  'wallet.daySpend': {
    subject: '{amount} spent today',
    body: 'You have spent {amount} today, more than the {threshold} at which we tell you. Was that not you? Report your card lost in the app at once.',
    sms: '{amount} spent today, more than {threshold}. Not you? Report your card lost at once.',
  },
  'wallet.lowBalance': {
    subject: '{balance} left: tomorrow may fall short',
    body: 'You usually spend about {usual} a day and have {balance} left. Top up in time for tomorrow.',
  },
  'child.daySpend': {
    subject: '{name}: {amount} spent today',
    body: '{name} has spent {amount} today, more than the {threshold} at which we tell you. You can freeze the card or set limits in the app.',
    sms: '{name} spent {amount} today, more than {threshold}.',
  },
  'child.lowBalance': {
    subject: '{name}: {balance} left',
    body: '{name} usually spends about {usual} a day and has {balance} left. You can top up in the app.',
  },
  'child.cardFrozen': {
    subject: '{name}: card frozen',
    body: 'The card of {name} ending in {tail} was reported lost or frozen on {at}, and no online terminal takes it any more. The balance is safe; ask the child or the counter what happened.',
    sms: 'The card of {name} ending in {tail} was frozen on {at}. The balance is safe.',
  },
  'child.cardUnfrozen': {
    subject: '{name}: card works again',
    body: 'The card of {name} ending in {tail} was found or unfrozen on {at} and can be used. In doubt, freeze it in the app.',
  },
  'guardian.entered': {
    subject: '{name} looks after your card',
    body: '{name} is now your guardian here: they see your balance and payments, can top up, freeze your card and set limits.',
  },
  'guardian.childEntered': {
    subject: 'You look after {name}',
    body: 'You now see the balance and payments of {name}, and can top up, freeze the card and set limits. Switch between cards at the top of the app.',
  },
  'guardian.limitsSet': { subject: 'New limits for your card', body: '{name} has set what you may spend. The app shows it under limits.' },
  'guardian.ended': { subject: 'A guardianship has ended', body: '{name} no longer sees your card. Limits go with the last guardian.' },
  'guardian.childEnded': { subject: 'A guardianship has ended', body: 'You no longer see the card of {name}.' },
  'guardian.erased': { subject: 'A guardianship has ended', body: 'It ended because the other account was erased.' },
  'points.granted': { subject: '{nameEn}: {points} points for you', body: '{points} points of {nameEn} are yours, good until {day}.' },
  'giftCard.received': { subject: 'A gift card of {amount}', body: '{sender} sent you {nameEn}, worth {amount}. Open the app to take it.' },
  'giftCard.taken': { subject: 'Your gift card was taken', body: '{nameEn} of {amount}, which you gave, was taken.' },
  'points.ending': { subject: '{points} points end soon', body: '{points} points of {nameEn} end on {day}. Spend them before.' },
  'wallet.subsidised': { subject: '{nameEn}: {amount} for you', body: '{amount} of {nameEn} is in your wallet and pays before your own money.' },
  'wallet.subsidyEnding': {
    subject: '{nameEn} ends soon',
    body: 'You have {balance} of {nameEn} left. Its last day is {day}; what is left then goes back.',
  },
  'redemption.paid': { subject: 'Redeemed: {item}', body: 'You redeemed {item} at {merchant}: {points} points, {amount}. Number {number}.' },
  'redemption.asked': {
    subject: 'Booking asked for: {item}',
    body: 'You asked {merchant} for {item}: {points} points, {amount}. Your voucher comes as soon as they say yes. Number {number}.',
  },
  'redemption.confirmed': {
    subject: '{merchant} confirmed your booking',
    body: 'Your booking of {item} is confirmed; show the voucher there. Number {number}.',
  },
  'redemption.refused': {
    subject: '{merchant} cannot take your booking',
    body: 'Your booking of {item} was refused: {reason}. {points} points and {amount} are back.{lostEn} Number {number}.',
  },
  'redemption.unanswered': {
    subject: 'Your booking was not answered',
    body: '{merchant} did not answer your booking of {item} in time; {points} points and {amount} are back.{lostEn} Number {number}.',
  },
  'coupon.thanks': { subject: 'Thank you', body: 'Thank you for choosing {item}. A coupon is yours: {nameEn}. You find it under My coupons.' },
  'redemption.taken': { subject: 'Your voucher was taken', body: '{merchant} took your voucher for {item}. Number {number}.' },
  'redemption.returned': { subject: 'A redemption came back', body: '{item}: {points} points and {amount} are back.{lostEn} Number {number}.' },
  'redemption.expired': {
    subject: 'A voucher ended',
    body: 'Nobody used your voucher for {item}; {points} points and {amount} are back.{lostEn} Number {number}.',
  },
  'redemption.merchantSuspended': {
    subject: '{merchant} has paused',
    body: 'Your voucher for {item} cannot be used for now. Wait, or cancel it in the app: points and money come back in full. Number {number}.',
  },
  'ticket.issued': { subject: 'Your tickets are here', body: '{count} × {title}, {at}. Open «My tickets» to show them at the gate.' },
  'ticket.reissued': {
    subject: 'Your ticket was issued anew',
    body: '{title}, ticket {number}: a new code has taken the old one’s place. Paper printed before lets nobody in.',
  },
  'ticket.voided': { subject: 'A ticket of yours was voided', body: '{title}, ticket {number} lets nobody in any more: {reason}' },
  'card.issued': { subject: 'Your new card works', body: 'The card ending in {tail} is ready to use.' },
  'card.frozen': {
    subject: 'Your card is frozen',
    body: 'The card ending in {tail} was frozen on {at}, and no online terminal takes it any more. Found it? Unfreeze it in the app. Not you? Come to the counter.',
    sms: 'Your card ending in {tail} was frozen on {at}. Not you? Come to the counter.',
  },
  'card.unfrozen': {
    subject: 'Your card works again',
    body: 'The card ending in {tail} was unfrozen on {at} and can be used. Not you? Report it lost at once.',
  },
  'card.voided': {
    subject: 'Your card is void',
    body: 'The card ending in {tail} was made void on {at} and cannot be used again. Your wallet and its balance stay as they are.',
  },
  'card.ordered': {
    subject: 'A new card is on its way',
    body: 'The card ending in {tail} is void for ever and a new one is being made; the fee was {fee}. Your wallet stays as it is. See under Cards how far it is.',
  },
  'card.ready': {
    subject: 'Your new card is ready',
    body: 'Your new card (order {number}) is ready. Pick it up in person, with an identity document: {place}.',
    sms: 'Your new card ({number}) is ready: {place}. Bring an identity document.',
  },
  'card.oldEnding': {
    subject: 'Your old card ends on {day}',
    body: 'Your old card with the ending {tail} pays until {day}. Pick up the new one at the card counter before then; your balance stays as it is.',
    sms: 'Your old card {tail} pays until {day}. Pick up the new one at the card counter.',
  },
  'card.orderCancelled': {
    subject: 'The new card was cancelled',
    body: 'Order {number} was cancelled; {returned} of the fee came back. A card that it was to replace stays void.',
  },
  'card.emergencySet': {
    subject: 'New emergency code',
    body: 'Your emergency code was renewed on {at}; the one before is worth nothing. Not you? Report your cards lost and come to the counter.',
  },
  'card.emergencyUsed': {
    subject: 'Emergency code paid {amount}',
    body: '{amount} was paid with your emergency code on {at}. Not you? Make a new code and come to the counter.',
  },
  'privacy.exportReady': {
    subject: 'Your data is ready',
    body: 'The file with everything that is held on you can be fetched in the app under Me, Privacy, until {until}. Only you can fetch it.',
  },
  'security.passwordChanged': { subject: 'Password changed', body: 'Your password was changed on {at}. Not you? Come to the counter at once.' },
  'security.pinChanged': {
    subject: 'Payment PIN changed',
    body: 'Your payment PIN was changed on {at}. Not you? Report your card lost and come to the counter.',
  },
  'security.emailChanged': {
    subject: 'E-mail for signing in changed',
    body: 'The e-mail address that you sign in with was changed on {at}. Not you? Change your password and come to the counter at once.',
  },
  'security.factorChanged': {
    subject: 'Second step of signing in changed',
    body: 'The second step of your sign-in was changed on {at}. Not you? Tell the security administrator at once.',
  },
  announcement: { subject: '{title}', body: '{text}', sms: '{title}. Open the app to read more.' },
  'alert.daySpend': {
    subject: 'Unusual spending: {name}',
    body: '{name} ({number}) has spent {amount} today, more than {threshold}. Look into it on the Alerts page.',
  },
  'dispute.news': {
    subject: 'News of your case {number}',
    body: 'There is an answer or a step forward in your case {number}. See “Me – Problems and complaints” in the app.',
  },
  'dispute.consent': {
    subject: 'May we charge {amount}?',
    body: 'In case {number} it turned out that you were charged {amount} too little. Please agree or not in the app; nothing is charged before.',
  },
  'dispute.decided': {
    subject: 'Your case {number} is decided',
    body: 'See what was decided in your case {number} under “Me – Problems and complaints” in the app.',
  },
  'review.opened': {
    subject: 'A review of {stars} stars',
    body: 'A member rated your shop with {stars} of 5 stars. Read and answer it on the page “Reviews”.',
  },
  'deposit.low': {
    subject: 'Low deposit: {name}',
    body: 'Of the deposit of {name}, {amount} is left, which is below {threshold}. Please have it filled up.',
  },
  'deposit.waiting': { subject: 'A transfer slip of {name} waits', body: 'A transfer slip of {name} over {amount} waits to be confirmed.' },
  'quality.low': {
    subject: 'Low quality: {name}',
    body: 'The quality score of {name} fell to {score}. See the page “Merchant quality” for the reviews and complaints behind it.',
  },
  'review.answered': {
    subject: '{name} answered your review',
    body: 'Read the answer of {name} under “Me – My reviews” in the app.',
  },
  'survey.asked': { subject: 'Tell us what you think', body: '“{titleEn}” asks for your answers until {day}. Open the app to answer.' },
  'chat.waiting': { subject: 'A member waits to chat', body: 'A member waits for an answer. See the page “Chats”.' },
  'chat.answered': { subject: 'The service desk answered you', body: 'Read the answer under “Me – Help – Chat with us” in the app.' },
  'dispute.unanswered': {
    subject: 'No answer yet in case {number}',
    body: 'The time for a first answer in case {number} is over, and the member has heard nothing. See the page “Complaints and cases”.',
  },
  'booking.waiting': {
    subject: 'A booking waits for you: {item}',
    body: 'A member booked {item}. Confirm or refuse it by {until}; after that everything goes back. Number {number}.',
  },
  'dispute.opened': {
    subject: 'News of case {number}',
    body: 'There is something new in case {number}. See the page “Cases”.',
  },
  'dispute.asked': {
    subject: 'Please answer case {number}',
    body: 'A member says that something is wrong with a payment ({number}). Please say what happened on the page “Cases” by {until}.',
  },
  'dispute.waiting': {
    subject: 'Goodwill in case {number} to approve',
    body: 'A colleague proposed a payment in case {number}. Check it on the page “Cases”, then approve it or send it back.',
  },
  'dispute.refunded': {
    subject: 'Case {number}: {amount} given back',
    body: 'The operator decided case {number}: {amount} of a payment at your shop went back to the member. See why on the page “Cases”.',
  },
  'dispute.overdue': {
    subject: 'Case {number} is overdue',
    body: 'Case {number} is past its day. Please see to it.',
  },
  'reconciliation.differences': {
    subject: '{day}: {count} to reconcile',
    body: 'The channels’ bills and our books disagree on {count} movements. Open {day} on the Reconciliation page, and ask, adjust or park each.',
  },
  'reconciliation.dayOpen': {
    subject: 'The books of {day} are still open',
    body: 'It is past {time}, and the day {day} is not closed. The Reconciliation page says what is missing: a bill, a decision, or only the close.',
  },
  'channel.alarm': {
    subject: 'A channel order needs a person',
    body: 'What became of channel order {number} cannot be settled by itself. Look into it on the Channel orders page; no money moves before.',
  },
  'import.finished': {
    subject: 'Import finished: {file}',
    body: '{done} rows were taken in and {refused} refused. The report by row can be downloaded from the import page.',
  },
  'backup.failed': {
    subject: 'Backup failed',
    body: 'The backup {name} did not succeed on {at}. See the reason on the backup page, and make one by hand.',
  },
  'backup.drillFailed': {
    subject: 'Restore drill failed',
    body: 'The backup {name} did not stand the restore drill on {at}. See what was found on the backup page, and make a new backup.',
  },
};
