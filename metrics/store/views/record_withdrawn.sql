-- record_withdrawn: one row is a person on whom this user ($seen_by) decided something and
-- of whom no client record stands any more: the load that brought it was undone. What was
-- decided is kept, and is told to whoever decided it.
SELECT label.label, max(CAST(told.decided_at AS DATE)) AS decided_on
FROM live_decision AS told
JOIN label ON label.client_id = told.client_id
WHERE told.decided_by = $seen_by
    AND NOT EXISTS (SELECT 1 FROM live_client AS held WHERE held.client_id = told.client_id)
GROUP BY label.label
ORDER BY label.label
