-- Whoever sums a day finds its payments without a look at the others. Payments are written in the order of their days, so a summary of each
-- block is enough and costs a charge nothing.
create index payment_day_idx on payments.payment using brin (business_on) with (pages_per_range = 32, autosummarize = on);
