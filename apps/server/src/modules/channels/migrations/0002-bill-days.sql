-- What a day's bill is compared with: money that came, and money that went back, in the order of its instants.
create index order_paid_idx on channels."order" (channel_key, paid_at, id) where paid_at is not null;
create index order_booked_idx on channels."order" (channel_key, settled_at) where state = 'paid';
create index refund_settled_idx on channels.refund (settled_at, id) where state = 'refunded';
create index refund_asked_idx on channels.refund (asked_at) where state <> 'failed';
