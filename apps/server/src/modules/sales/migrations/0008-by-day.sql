-- Reports sum a day's sales and what came back of them.
create index sale_business_idx on sales.sale (business_on) where state = 'paid';
create index refund_business_idx on sales.refund (business_on);
