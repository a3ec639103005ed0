-- disputed_death_of: one row is somebody recorded as died of whom a newer record says
-- something else. in_scope leaves out whoever died, so the limits of the scope are asked
-- here: a person is listed to who works with them, and nobody else.
SELECT person.client_id, label.label, person.died_on, person.listed_on
FROM (
    SELECT
        client_id,
        arg_max(service, (said_on, row_id)) FILTER (WHERE service IS NOT NULL) AS service,
        arg_max(keyworker, (said_on, row_id)) FILTER (WHERE keyworker IS NOT NULL) AS keyworker,
        arg_max(status, (said_on, row_id)) FILTER (WHERE status IS NOT NULL) AS status,
        min(said_on) FILTER (WHERE status = 'died') AS died_on,
        max(said_on) FILTER (WHERE status <> 'died') AS listed_on
    FROM live_client
    GROUP BY client_id
) AS person
JOIN label ON label.client_id = person.client_id
WHERE person.died_on IS NOT NULL
    AND person.status <> 'died'
    AND ($services IS NULL OR list_contains($services, person.service))
    AND ($keyworkers IS NULL OR list_contains($keyworkers, person.keyworker))
    AND ($clients IS NULL OR list_contains($clients, person.client_id))
ORDER BY label.label
