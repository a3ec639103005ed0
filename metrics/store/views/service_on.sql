-- service_on: the services of the clients in scope.
SELECT DISTINCT arg_max(person.service, (person.said_on, person.row_id)) AS service
FROM live_client AS person
JOIN in_scope USING (client_id)
WHERE person.service IS NOT NULL
GROUP BY client_id
ORDER BY service
