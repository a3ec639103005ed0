-- caseload_of: one row is one worker's label at one service, with the number of clients in
-- scope who are theirs. A client without a worker counts under null.
SELECT service, keyworker, count(*) AS people
FROM (
    SELECT
        arg_max(service, (said_on, row_id)) FILTER (WHERE service IS NOT NULL) AS service,
        arg_max(keyworker, (said_on, row_id)) FILTER (WHERE keyworker IS NOT NULL) AS keyworker
    FROM known_client
    GROUP BY client_id
) AS person
GROUP BY service, keyworker
