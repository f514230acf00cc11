-- What somebody spent on a day is forgotten with them, and by itself once no warning needs it. The desk's words about them go as well.
create index spending_day_business_on_idx on alerts.spending_day (business_on);
grant delete on alerts.spending_day to tessera_app;
