/** Refusals about venues and seat plans. `at` is a place in the file. */
export const venueErrorsEn = {
  'venues.unknown': 'This venue does not exist. Go back to the list of venues.',
  'venues.name_taken': 'This merchant has a venue of that name. Give it another one.',
  'venues.changed_meanwhile': 'Somebody changed this meanwhile, so nothing was done. Reload the page and do it again.',
  'venues.gate_twice': 'Two gates have the same code. Each code stands for one gate.',
  'venues.too_many_plans': 'A venue takes {count} versions of plans at most. Throw drafts away that nobody needs, or enter a second venue.',
  'venues.plan_unknown': 'This seat plan does not exist, or was thrown away. Go back to its venue.',
  'venues.plan_published': 'This version is published and never changes. Begin a new version as a copy of it.',
  'venues.draft_open': 'This plan has a draft already. Publish it or throw it away before another one begins.',
  'venues.plan_not_ready':
    '{count, plural, one {One thing keeps} other {# things keep}} this plan from being published. Open the plan: its list of problems names the seats.',
  'venues.file_unreadable': 'This file is not JSON in UTF-8. Export it anew from where it was drawn.',
  'venues.file_not_a_plan': 'This file is no seat plan: neither pretix’s nor one of ours.',
  'venues.file_key_missing':
    '“{at}” is missing in the file. Correct it where it was drawn and export it anew{count, plural, one {} other {; # places are wrong in all}}.',
  'venues.file_key_unknown':
    '“{at}” is not a key of a seat plan. Correct it where it was drawn and export it anew{count, plural, one {} other {; # places are wrong in all}}.',
  'venues.file_value_wrong':
    'The value at “{at}” is not what stands there in a seat plan. Correct it where it was drawn and export it anew{count, plural, one {} other {; # places are wrong in all}}.',
  'venues.file_number_not_finite':
    'The number at “{at}” is not finite. Correct it where it was drawn and export it anew{count, plural, one {} other {; # places are wrong in all}}.',
  'venues.file_number_too_large':
    'The number at “{at}” is out of bounds. Correct it where it was drawn and export it anew{count, plural, one {} other {; # places are wrong in all}}.',
  'venues.file_text_too_long':
    'The text at “{at}” is longer than 190 characters. Correct it where it was drawn and export it anew{count, plural, one {} other {; # places are wrong in all}}.',
  'venues.file_shapes_mixed': 'The file has keys of both shapes of pretix’s format, which no tool writes. Export it anew.',
  'venues.file_too_large': 'The plan is too large at “{at}”: 40,000 seats, 4,000 rows in a zone and 200 zones are the most.',
  'venues.file_category_twice':
    'The category at “{at}” occurs twice. Correct it where it was drawn and export it anew{count, plural, one {} other {; # places are wrong in all}}.',
  'venues.file_category_unknown':
    '“{at}” names a category that the plan does not have. Correct it where it was drawn and export it anew{count, plural, one {} other {; # places are wrong in all}}.',
  'venues.file_guid_twice':
    'The seat’s guid at “{at}” occurs twice. Correct it where it was drawn and export it anew{count, plural, one {} other {; # places are wrong in all}}.',
  'venues.file_uuid_twice':
    'The uuid at “{at}” occurs twice. Correct it where it was drawn and export it anew{count, plural, one {} other {; # places are wrong in all}}.',
  'venues.file_seat_unknown':
    '“{at}” speaks of a seat that the plan does not have. Correct it where it was drawn and export it anew{count, plural, one {} other {; # places are wrong in all}}.',
  'venues.file_area_unknown':
    '“{at}” speaks of an area that the plan does not have. Correct it where it was drawn and export it anew{count, plural, one {} other {; # places are wrong in all}}.',
};
