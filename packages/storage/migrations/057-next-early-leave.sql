-- What visitors are shown is kept while no reply leaves before its parent: which one is the next must be found at once.
create index activities_next_early_leave on activities (expires_at) where leaves_early;
