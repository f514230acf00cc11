/** Rights of ticketing. */
export const eventPermissionsEn = {
  'permissionModule.venues': 'Venues and seat plans',
  'permission.venues.read': 'See venues',
  'permissionNote.venues.read': 'A merchant sees its own',
  'permission.venues.write': 'Edit venues',
  'permissionNote.venues.write': 'Enter venues, bring in and publish seat plans',
  'permissionModule.events': 'Events',
  'permission.events.read': 'See events',
  'permissionNote.events.read': 'A merchant sees its own',
  'permission.events.write': 'Edit events',
  'permissionNote.events.write': 'Enter and publish events, set prices, quotas and windows of sale',
};
