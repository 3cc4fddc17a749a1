-- The number 009 was never used. Numbers only order the files, so the gap does no harm.

-- mutes_reversed (muted_uuid, user_uuid) of 006 serves every query that this index serves: one write less a mute.
drop index mutes_of_muted;
