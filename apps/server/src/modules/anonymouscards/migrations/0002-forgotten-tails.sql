-- A member who is forgotten takes along what a chip is told by: '****' in its place, on the cards that were registered to them.
grant update (tail) on anonymouscards.card to tessera_app;
