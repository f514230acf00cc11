-- What members read before they ask.
create table faq.article (
  id uuid not null constraint article_pkey primary key,
  topic text not null,
  place int not null,                        -- within its topic
  title_zh text not null,
  title_en text not null,
  body_zh text not null,
  body_en text not null,
  state text not null constraint article_state_known check (state in ('draft', 'published')),
  updated_at timestamptz not null,
  updated_by_name text not null
);
create index article_order_idx on faq.article (topic, place, id);

grant usage on schema faq to tessera_app;
grant select, insert, update, delete on faq.article to tessera_app;

alter table faq.article enable row level security;
alter table faq.article force row level security;
create policy article_of_operator on faq.article using ((select platform.is_operator() or platform.is_system()));
create policy article_published on faq.article for select using ((select platform.actor_kind()) = 'member' and state = 'published');
