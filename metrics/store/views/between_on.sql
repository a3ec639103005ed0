-- between_on: what both of two people who agreed said of each other, as known on $on.
--
-- One row is two people in scope for network planning, at any services, each of whom
-- mentioned the other in their newest interview of the last $days_circle days, and what
-- both said: that they are partners, that they use together, and that one lends to the
-- other (said by the one as lending and by the other as borrowing). What one says alone,
-- or says of somebody not linked, is false here like what nobody said. one stands before
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
    SELECT
        person.client_id,
        person.linked_client_id AS other_id,
        bool_or(person.role = 'partner') AS partner,
        bool_or(tie.state = 'yes' AND tie.kind = 'uses_with') AS uses_with,
        bool_or(tie.state = 'yes' AND tie.kind = 'lends') AS lends,
        bool_or(tie.state = 'yes' AND tie.kind = 'borrows') AS borrows
    FROM newest_interview AS newest
    JOIN known_person AS person
        ON person.client_id = newest.client_id AND person.interview = newest.interview
    LEFT JOIN known_tie AS tie
        ON tie.client_id = person.client_id
        AND tie.interview = person.interview
        AND tie.person_id = person.person_id
    WHERE person.linked_client_id IS NOT NULL
    GROUP BY person.client_id, person.linked_client_id
)

SELECT
    one.client_id AS one,
    other.client_id AS other,
    coalesce(one.partner AND other.partner, false) AS couple,
    coalesce(one.uses_with AND other.uses_with, false) AS use_together,
    coalesce(one.lends AND other.borrows, false) AS one_lends,
    coalesce(other.lends AND one.borrows, false) AS other_lends
FROM said AS one
JOIN said AS other ON other.client_id = one.other_id AND other.other_id = one.client_id
WHERE one.client_id < other.client_id
