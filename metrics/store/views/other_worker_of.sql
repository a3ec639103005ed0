-- other_worker_of: one row is a worker's own label at the services of the clients in scope,
-- without those who work with these clients now. No row of a client leaves it.
SELECT DISTINCT colleague.keyworker
FROM live_client AS colleague
WHERE colleague.keyworker IS NOT NULL
    AND colleague.service IN (
        SELECT arg_max(service, (said_on, row_id)) FILTER (WHERE service IS NOT NULL)
        FROM known_client
        GROUP BY client_id
    )
    AND colleague.keyworker NOT IN (
        SELECT arg_max(keyworker, (said_on, row_id)) FILTER (WHERE keyworker IS NOT NULL)
        FROM known_client
        GROUP BY client_id
        HAVING max(keyworker) IS NOT NULL
    )
