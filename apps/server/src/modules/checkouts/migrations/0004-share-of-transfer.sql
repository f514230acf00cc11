-- Settlement asks who bore what a transfer brought.

create index share_transfer_idx on checkouts.share (transfer_id) where transfer_id is not null;
