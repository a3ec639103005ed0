-- separated_on: two people whom the planner never puts together, as known on $on.
--
-- One row is two people in scope for network planning; one stands before other, and
-- nothing says why. A separation (in force past its review date too, until it is ended:
-- the newest word on a pair speaks), a pair check that did not clear them, or a disclosure
-- about somebody mentioned who is linked. It is read by the planner and the safeguarding
-- lead's own pages, and by nothing else. Empty for any other purpose.
WITH newest_check AS (
    SELECT client_id, other_client_id, cleared
    FROM live_pair_check
    QUALIFY row_number() OVER (
        PARTITION BY
            least(client_id, other_client_id), greatest(client_id, other_client_id)
        ORDER BY said_on DESC, row_id DESC
    ) = 1
),

newest_separation AS (
    SELECT client_id, other_client_id, ended_on
    FROM live_separation
    QUALIFY row_number() OVER (
        PARTITION BY
            least(client_id, other_client_id), greatest(client_id, other_client_id)
        ORDER BY said_on DESC, row_id DESC
    ) = 1
),

apart AS (
    SELECT client_id AS a, other_client_id AS b FROM newest_separation
    WHERE ended_on IS NULL OR ended_on > $on
    UNION ALL
    SELECT client_id, other_client_id FROM newest_check WHERE cleared = 'no'
    UNION ALL
    SELECT told.client_id, person.linked_client_id
    FROM live_disclosure AS told
    JOIN live_person AS person
        ON person.client_id = told.client_id AND person.person_id = told.person_id
    WHERE told.state = 'yes' AND person.linked_client_id IS NOT NULL
)

SELECT DISTINCT least(apart.a, apart.b) AS one, greatest(apart.a, apart.b) AS other
FROM apart
JOIN in_scope AS here ON here.client_id = apart.a
JOIN in_scope AS there ON there.client_id = apart.b
WHERE apart.a <> apart.b AND $purpose = 'network_planning'
