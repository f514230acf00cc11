-- Whoever holds an anonymous card: a member without a name, made with the card, whom nobody signs in as.
alter table members.member drop constraint member_kind_known;
alter table members.member add constraint member_kind_known check (kind in ('student', 'staff', 'visitor', 'customer', 'guardian', 'anonymous'));
