export const inventoryErrors = {
  'inventory.session_unknown': 404,
  'inventory.seats_taken': 409,
  'inventory.legs_fixed': 409,
  'inventory.counter_elsewhere': 409,
} as const;
