-- What came to nothing is forgotten after a while, with its papers.
grant delete on merchants.application to tessera_app;
create index application_idle_idx on merchants.application (changed_at) where state in ('refused', 'incomplete');
