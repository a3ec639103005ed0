-- couple_on: couples among those who agreed, as known on $on.
--
-- One row is two people in scope for network planning, at any services, each of whom
-- called the other "partner" in the newest interview of the last $days_circle days. One
-- who says so alone, or says it of somebody not linked, gives no row. one stands before
-- other. Empty for any other purpose.
WITH newest_interview AS (
    SELECT client_id, interview
    FROM known_interview
    WHERE said_on + $days_circle >= $on AND $purpose = 'network_planning'
    QUALIFY row_number() OVER (
        PARTITION BY client_id ORDER BY said_on DESC, interview DESC, row_id DESC
    ) = 1
),

said AS (
    SELECT DISTINCT person.client_id, person.linked_client_id AS other_id
    FROM newest_interview AS newest
    JOIN known_person AS person
        ON person.client_id = newest.client_id AND person.interview = newest.interview
    WHERE person.role = 'partner' AND person.linked_client_id IS NOT NULL
)

SELECT one.client_id AS one, other.client_id AS other
FROM said AS one
JOIN said AS other ON other.client_id = one.other_id AND other.other_id = one.client_id
WHERE one.client_id < other.client_id
