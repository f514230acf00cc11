-- What is printed on a card names the order that it was made for, and how often what was printed was retired since.
alter table cards.card add column print_id uuid constraint card_print_key unique;
alter table cards.card add column print_generation integer not null default 1 constraint card_print_generation_positive check (print_generation > 0);
grant update (print_generation) on cards.card to tessera_app;
