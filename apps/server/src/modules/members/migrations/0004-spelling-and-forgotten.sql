-- How a name is typed on a keyboard of Latin letters: 李小雨 is lixiaoyu, lxy, and xiaoyu without its first syllable. Computed by the
-- application with each name; '' until it was, as in all rows of before, which a job fills.
alter table members.member
  add column search_spelling text collate "C" not null default '',
  add column search_initials text collate "C" not null default '',
  add column search_given_spelling text collate "C" not null default '',
  add column forgotten_at timestamptz;            -- the person asked to be forgotten: what stands here is a pseudonym, for good
create index member_search_spelling_idx on members.member (search_spelling, id);
create index member_search_initials_idx on members.member (search_initials);
create index member_search_given_spelling_idx on members.member (search_given_spelling);
create index member_unspelled_idx on members.member (id) where search_spelling = '';

grant update (search_spelling, search_initials, search_given_spelling, forgotten_at) on members.member to tessera_app;

-- Who was forgotten before bears the number of a pseudonym.
select set_config('app.actor_kind', 'system', true);
update members.member set forgotten_at = created_at where status = 'closed' and member_number ~ '^X-[0-9a-f]{12}$';
