-- contradiction_of: one row is a fact of which a file says something else than a worker
-- recorded, and of which nobody said yet which is right. in_scope leaves out who left or
-- died, of whom it may speak, so the limits of the scope are asked here.
SELECT told.*, label.label
FROM live_contradiction AS told
JOIN (
    SELECT
        client_id,
        arg_max(service, (said_on, row_id)) FILTER (WHERE service IS NOT NULL) AS service,
        arg_max(keyworker, (said_on, row_id)) FILTER (WHERE keyworker IS NOT NULL) AS keyworker
    FROM live_client
    GROUP BY client_id
) AS person ON person.client_id = told.client_id
JOIN label ON label.client_id = told.client_id
WHERE told.settled IS NULL
    AND ($services IS NULL OR list_contains($services, person.service))
    AND ($keyworkers IS NULL OR list_contains($keyworkers, person.keyworker))
    AND ($clients IS NULL OR list_contains($clients, told.client_id))
ORDER BY label.label, told.said_on, told.row_id
