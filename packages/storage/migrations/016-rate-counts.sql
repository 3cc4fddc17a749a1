-- What several servers have admitted of one client, counted in parts of the limit's window. Only clients that come near
-- their limit are counted here. Unlogged: losing it in a crash lets a client start anew, and nothing of it is worth a write
-- to disk.
create unlogged table rate_counts (
  -- A hash: an address is nobody's to read here.
  key bytea not null,
  part bigint not null,
  count integer not null,
  expires_at timestamptz(3) not null,
  primary key (key, part)
);
create index rate_counts_erasure on rate_counts (expires_at);
