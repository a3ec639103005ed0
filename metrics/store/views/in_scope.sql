-- in_scope: one row is one client whom this scope may reach on $on.
--
-- Left out: who is recorded as left on that date, or as died at any time up to it (a
-- death stands until its record is withdrawn); whoever lies outside the services,
-- keyworkers or clients of the scope (null = not narrowed); and, for any purpose but
-- direct care, whoever has not given that permission or took it back.
SELECT person.client_id
FROM (
    SELECT
        client_id,
        arg_max(service, (said_on, row_id)) FILTER (WHERE service IS NOT NULL) AS service,
        arg_max(keyworker, (said_on, row_id)) FILTER (WHERE keyworker IS NOT NULL) AS keyworker,
        arg_max(status, (said_on, row_id)) FILTER (WHERE status IS NOT NULL) AS status,
        bool_or(status = 'died') AS died
    FROM live_client
    GROUP BY client_id
) AS person
LEFT JOIN (
    SELECT client_id, arg_max(state, (said_on, row_id)) AS state
    FROM live_permission
    WHERE purpose = $purpose
    GROUP BY client_id
) AS agreed ON agreed.client_id = person.client_id
WHERE person.died IS NOT TRUE
    AND person.status IS DISTINCT FROM 'left'
    AND ($services IS NULL OR list_contains($services, person.service))
    AND ($keyworkers IS NULL OR list_contains($keyworkers, person.keyworker))
    AND ($clients IS NULL OR list_contains($clients, person.client_id))
    AND ($purpose = 'direct_care' OR agreed.state = 'given')
