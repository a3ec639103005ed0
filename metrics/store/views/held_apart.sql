-- held_apart: the separations of clients of these services, as known on $on, for the lead.
--
-- One row is two clients, one before other, with the newest word on them. In force
-- whatever its review date, and until it is ended: an ended one says when, why and by
-- whom. Who left or died stands here too, since they may come back.
-- Read by the safeguarding lead's own page, and by nothing else: the planner reads
-- separated_on.
WITH newest_service AS (
    SELECT
        client_id,
        arg_max(service, (said_on, row_id)) FILTER (WHERE service IS NOT NULL) AS service
    FROM live_client
    GROUP BY client_id
),

newest AS (
    SELECT
        least(client_id, other_client_id) AS one,
        greatest(client_id, other_client_id) AS other,
        category,
        review_on,
        ended_on,
        ended_because,
        ended_by,
        said_on,
        row_id
    FROM live_separation
    QUALIFY row_number() OVER (
        PARTITION BY least(client_id, other_client_id), greatest(client_id, other_client_id)
        ORDER BY said_on DESC, row_id DESC
    ) = 1
)

SELECT
    newest.row_id,
    one.label AS one,
    other.label AS other,
    newest.category,
    newest.review_on,
    newest.ended_on,
    newest.ended_because,
    newest.ended_by,
    newest.said_on AS recorded_on
FROM newest
LEFT JOIN label AS one ON one.client_id = newest.one
LEFT JOIN label AS other ON other.client_id = newest.other
LEFT JOIN newest_service AS here ON here.client_id = newest.one
LEFT JOIN newest_service AS there ON there.client_id = newest.other
WHERE $services IS NULL
    OR list_contains($services, here.service)
    OR list_contains($services, there.service)
