-- The language to tell a person in that their account is deleted, when that is finished later than asked for. Null once it is.
alter table deleted_accounts add column language text check (language in ('en', 'de', 'ar'));
alter table deleted_accounts alter language set statistics 0;
