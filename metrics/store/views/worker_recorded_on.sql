-- worker_recorded_on: one row is an interview that a worker wrote down without asking the
-- client, in scope and as known on $on. It is kept with that said beside it; no rule, list,
-- circle or plan reads it, which is why known_interview leaves it out.
SELECT live.client_id, live.said_on
FROM live_interview AS live
JOIN in_scope USING (client_id)
WHERE live.mode = 'worker_recorded'
