grant update (content_sealed) on imports.piece to tessera_app;
