-- wanted_on: whom a client would want in a group, of those who agreed, as known on $on.
--
-- One row is what a client in scope for network planning said, in their newest interview
-- of the last $days_circle days, of somebody linked: wanted or not, and whether they were
-- asked alone. What one said of another is never shown where groups are planned: a no
-- keeps two people apart in silence, and a yes breaks a tie between equally good plans.
-- Empty for any other purpose.
WITH newest_interview AS (
    SELECT client_id, interview, alone
    FROM known_interview
    WHERE said_on + $days_circle >= $on AND $purpose = 'network_planning'
    QUALIFY row_number() OVER (
        PARTITION BY client_id ORDER BY said_on DESC, interview DESC, row_id DESC
    ) = 1
)

SELECT
    person.client_id,
    person.linked_client_id AS other_id,
    person.wanted,
    coalesce(newest.alone = 'yes', false) AS asked_alone
FROM newest_interview AS newest
JOIN known_person AS person
    ON person.client_id = newest.client_id AND person.interview = newest.interview
WHERE person.linked_client_id IS NOT NULL AND person.wanted IN ('yes', 'no')
