-- Direct messages in DynamoDB leave no row here that a trigger could count when they end. So each leaves a deadline and nothing
-- else: the end of the minute whose key sealed it, when its words are gone. DynamoDB removes the item itself later.
create table message_endings (expires_at timestamptz(3) not null);
create index message_endings_erasure on message_endings (expires_at);
create trigger tally_erased after delete on message_endings
  referencing old table as gone for each statement execute function tally_erased();
