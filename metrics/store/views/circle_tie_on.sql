-- circle_tie_on: who buys with whom among those who agreed, as known on $on.
--
-- The shared query circle_tie is the heart of it: one row is one confirmed buying tie.
-- It exists where both people are in scope for network planning (so both hold that
-- permission on $on), at the same service, and the newest interview of each in the last
-- $days_circle days says that they buy or pool money with the other. Who was not linked,
-- said nothing, or said no, gives no row: a single report, or two that differ, must never
-- be drawn, listed or counted by anybody (design.md section 6, safety.md IG-23).
-- For any other purpose it is empty. Of the same day the later reference is the newer.

-- shared: circle_tie
-- a stands before b. What each said keeps its side: a_... is what a said of b; days are
-- those of 28 before that person's interview, the kind with more of them.
WITH newest_interview AS (
    SELECT client_id, interview, said_on
    FROM known_interview
    WHERE said_on + $days_circle >= $on AND $purpose = 'network_planning'
    QUALIFY row_number() OVER (
        PARTITION BY client_id ORDER BY said_on DESC, interview DESC, row_id DESC
    ) = 1
),

newest_service AS (
    SELECT
        client_id,
        arg_max(service, (said_on, row_id)) FILTER (WHERE service IS NOT NULL) AS service
    FROM known_client
    GROUP BY client_id
),

said AS (
    SELECT
        person.client_id,
        person.linked_client_id AS other_id,
        newest.said_on,
        bool_or(tie.kind = 'buys_with') AS buys_with,
        bool_or(tie.kind = 'pools_money') AS pools_money,
        max(tie.days) AS days
    FROM newest_interview AS newest
    JOIN known_person AS person
        ON person.client_id = newest.client_id AND person.interview = newest.interview
    JOIN known_tie AS tie
        ON tie.client_id = person.client_id
        AND tie.interview = person.interview
        AND tie.person_id = person.person_id
    JOIN code ON code.list = 'tie_kind' AND code.code = tie.kind AND code.code_group = 'buying'
    WHERE tie.state = 'yes' AND person.linked_client_id IS NOT NULL
    GROUP BY person.client_id, person.linked_client_id, newest.said_on
)

SELECT
    one.client_id AS a,
    other.client_id AS b,
    one.buys_with AS a_buys_with,
    one.pools_money AS a_pools_money,
    one.days AS a_days,
    other.buys_with AS b_buys_with,
    other.pools_money AS b_pools_money,
    other.days AS b_days,
    least(one.said_on, other.said_on) AS asked_on
FROM said AS one
JOIN said AS other ON other.client_id = one.other_id AND other.other_id = one.client_id
JOIN newest_service AS here ON here.client_id = one.client_id
JOIN newest_service AS there ON there.client_id = other.client_id
WHERE one.client_id < other.client_id
    AND here.service IS NOT DISTINCT FROM there.service

-- fact: confirmed_tie | newest | a confirmed buying tie
-- Yes, or nothing at all: what is not confirmed is not known, and never a no.
SELECT
    a AS client_id,
    true AS value,
    asked_on AS said_on,
    asked_on + $days_circle AS until,
    NULL AS state,
    NULL AS detail
FROM circle_tie
UNION ALL
SELECT b, true, asked_on, asked_on + $days_circle, NULL, NULL
FROM circle_tie
