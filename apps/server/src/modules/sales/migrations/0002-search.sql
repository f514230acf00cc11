-- A sale is looked for by the last four digits of its bank card.
create index sale_card_idx on sales.sale (card_last_four, opened_at desc, id desc) where card_last_four is not null;
