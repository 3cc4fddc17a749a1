-- What a person has chosen for themselves, and whether they have been welcomed. People who are here already know the place.
alter table users
  -- The lifetime that the composer offers first, in the words of the contract. Null until one is chosen.
  add column default_lifetime text
    check (default_lifetime in ('30-days', '7-days', '3-days', '1-day', '12-hours', '3-hours', '1-hour')),
  add column welcomed_at timestamptz(3);
alter table users alter default_lifetime set statistics 0;
update users set welcomed_at = now();

-- The password of the browser's own sign-up, encrypted as sealed_password is, whether Cognito has it already or not.
-- Whoever types the code in that browser is signed in with it.
alter table auth.cognito_sign_ups add column sign_in_password text;
alter table auth.cognito_sign_ups alter sign_in_password set statistics 0;
