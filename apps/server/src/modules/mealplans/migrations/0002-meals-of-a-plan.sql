-- A plan that is bought again gives no meal a second time: what counts are the meals of member and plan, whichever holding paid.
create index meal_of_plan_idx on mealplans.meal (member_id, plan_id, meal_on) where returned_at is null;
