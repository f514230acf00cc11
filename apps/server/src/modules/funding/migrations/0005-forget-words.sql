-- Of somebody who is forgotten the sums stay for the books; words and numbers of vouchers beside them go.
grant update (reason) on funding.withdrawal to tessera_app;
