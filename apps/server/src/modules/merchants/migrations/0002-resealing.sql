-- A new key seals anew what was sealed before.
grant update (phone_sealed) on merchants.application to tessera_app;
grant update (content_sealed) on merchants.document to tessera_app;
grant update (payout_sealed) on merchants.contract to tessera_app;
