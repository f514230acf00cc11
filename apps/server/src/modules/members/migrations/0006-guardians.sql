-- A guardian of members who are minors is entered like everybody else, and has a wallet of their own.
alter table members.member drop constraint member_kind_known;
alter table members.member add constraint member_kind_known check (kind in ('student', 'staff', 'visitor', 'customer', 'guardian'));
