-- What a person asked to be given about themselves is not their guardian's to read.
create policy export_not_for_guardians on privacy.export as restrictive using (not (select platform.is_in_childs_place()));
create policy export_piece_not_for_guardians on privacy.export_piece as restrictive using (not (select platform.is_in_childs_place()));
create policy erasure_not_for_guardians on privacy.erasure as restrictive using (not (select platform.is_in_childs_place()));
