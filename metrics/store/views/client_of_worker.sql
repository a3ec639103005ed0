-- client_of_worker: one row is one client in scope whose worker now is the one labelled
-- $label at $service.
SELECT client_id
FROM known_client
GROUP BY client_id
HAVING arg_max(service, (said_on, row_id)) FILTER (WHERE service IS NOT NULL) = $service
    AND arg_max(keyworker, (said_on, row_id)) FILTER (WHERE keyworker IS NOT NULL) = $label
