-- Points that come back to a lot are held against the payment that earned it.
create index earning_lot_idx on loyalty.earning (lot_id) where lot_id is not null;
