import type { careErrorsZhCn } from './errors.care.zh-CN.ts';

/** Reviews, and whatever else members tell us. */
export const careErrorsEn: Record<keyof typeof careErrorsZhCn, string> = {
  'reviews.unknown': 'This review does not exist.',
  'reviews.subject_unknown': 'There is no such record. Open it from your records and try again.',
  'reviews.not_reviewable': 'This cannot be rated: only sales that stand and redemptions that were taken can.',
  'reviews.window_over': 'This can be rated for {days} days, which are over.',
  'reviews.done_already': 'You have rated this already. You can edit your review for some days.',
  'reviews.edit_over': 'The time for editing is over, or the merchant has answered, so the review stays as it is.',
  'reviews.answered_already': 'This review was answered already; each is answered once.',
  'reviews.not_now': 'The review has changed meanwhile. Reload it.',
  'reviews.photo_unknown': 'This photo does not exist, or is no longer kept.',
  'reviews.photo_unreadable': 'This is not a whole JPEG, PNG or WebP picture, so it was not added. Take the photo again, or choose another.',
  'reviews.too_many_photos': 'A review takes {count} photos at most.',
  'faq.unknown': 'This article does not exist any more. Reload the list.',
  'faq.too_many': 'There are {count} articles, which is all there is room for. Remove one first.',
  'chats.unknown': 'This chat does not exist. Reload the list.',
  'chats.closed': 'This chat has ended.',
  'chats.not_yours': 'A colleague has this chat. Take it over first.',
  'chats.taken_meanwhile': 'A colleague has just taken this chat. Look at it, then decide whether to take it over.',
  'chats.not_at_desk': 'This colleague cannot take chats at the moment. Choose another.',
  'chats.desk_away': 'Nobody is there to chat now. Send a case, and it is answered when the desk opens.',
  'chats.open_already': 'You have a chat under way. Go on in that one.',
  'chats.too_many_words': 'You have written {count} times in this chat. Wait for an answer, or send a case.',
  'satisfaction.not_ended': 'It has not ended yet. Tell us when it has.',
  'satisfaction.too_late': 'It ended more than {days} days ago, so it is no longer rated.',
  'satisfaction.told_already': 'You have told us already. Thank you.',
};
