-- The member's number goes with the member who is forgotten.
grant update (member_number) on closures.closure to tessera_app;
