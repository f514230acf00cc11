create index redemption_day_idx on redemptions.redemption (business_on);
