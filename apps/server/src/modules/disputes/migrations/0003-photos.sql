-- Pictures that were added to a case. Each belongs to a line of the timeline, and is seen by whoever may read that line.
create table disputes.photo (
  entry_id uuid not null constraint photo_pkey primary key constraint photo_entry_fkey references disputes.entry (id),
  content_type text not null constraint photo_type_known check (content_type in ('image/jpeg', 'image/png', 'image/webp')),
  width_px integer not null constraint photo_width_positive check (width_px > 0),
  height_px integer not null constraint photo_height_positive check (height_px > 0),
  content_sealed text not null               -- the picture in base64
);

grant select, insert, delete on disputes.photo to tessera_app;
grant update (content_sealed) on disputes.photo to tessera_app;

alter table disputes.photo enable row level security;
alter table disputes.photo force row level security;
create policy photo_of_reader on disputes.photo using (exists (select from disputes.entry e where e.id = entry_id));
