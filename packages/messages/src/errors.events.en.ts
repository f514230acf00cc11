/** Refusals about events that are sold. */
export const eventErrorsEn = {
  'events.unknown': 'This event does not exist, or is not offered any more. Go back to the list of events.',
  'events.session_unknown': 'This session does not exist, or is not offered any more. Go back to its event.',
  'events.picture_unknown': 'This event has no picture.',
  'events.picture_unreadable': 'This is not a whole JPEG, PNG or WebP picture. Choose another file.',
  'events.venue_unknown': 'This venue is not one of the organizer’s. Choose another one, or write where the event is.',
  'events.plan_unknown': 'This seat plan is not one of the organizer’s. Choose another one.',
  'events.changed_meanwhile': 'Somebody changed this event meanwhile, so nothing was saved. Reload the page and do it again.',
  'events.not_now': 'That is not possible in the state in which this is now. Reload the page to see what happened.',
  'events.not_ready':
    '{count, plural, one {One thing is} other {# things are}} missing before this can be sold. The event’s page lists {count, plural, one {it} other {them}} with the place to mend.',
  'events.ticket_kind_unknown': 'A kind of ticket that is named here is not one of this event. Reload the page.',
  'events.quota_unknown': 'A quota that is named here is not one of this event. Reload the page.',
  'events.price_twice': '“{name}” has two prices for the same category. Leave one of them.',
  'events.code_twice': 'Two parts of “{name}” have the same code. Each code stands for one.',
  'events.time_wrong': 'These times do not follow one another: doors, start, stops and end, and days that are not too far off.',
  'events.too_many_sessions': 'An event takes {count} sessions at most. Make fewer, or begin a second event.',
  'events.allocation_unknown': 'An allocation that is named here is not one of this session. Reload the page.',
  'events.seat_twice': 'A seat is kept for two at once. Keep it for one of them.',
  'events.seat_unknown': 'A seat that is named here does not stand in this session’s plan, which has {count} seats.',
};
