-- client_on: one row is one client in scope, as known on $on.
--
-- A block gives the recorded parts that speak of one fact, one row a part: client_id,
-- value, said_on (its own date), until (last usable day, inclusive; null = it does not
-- age), state (asked_not_answered where it was asked and value is null), detail (words
-- that its date completes, or null). How parts are weighed stands in the header:
--   newest    the last word decides, and may then be out of date
--   any yes   one yes that is still usable decides; else the newest usable part
-- A fourth part of a header names the code list of the value or detail.
-- From that, x, x_on, x_until, x_state and x_detail are generated for each fact, as they
-- are for every plain column and event kind named here. known_<table> holds the rows of
-- a table that stand on $on, of clients in scope, with said_on and known_on (said_on, or
-- the later day to which a snapshot renewed it).
--
-- columns: client
-- columns: outcome
-- columns: prescription from newest_prescription
-- events: event
-- answers: group_offer

-- shared: newest_prescription
-- The ORT record of the newest date. Two medicines on that date leave all of it not
-- known: which one holds is for a person to say.
SELECT known.*
FROM known_prescription AS known
JOIN (
    SELECT client_id, max(said_on) AS said_on
    FROM known_prescription
    GROUP BY client_id
) AS newest ON newest.client_id = known.client_id AND newest.said_on = known.said_on
QUALIFY count(*) OVER (PARTITION BY known.client_id) = 1

-- fact: on_ort | newest | on ORT
-- Yes with an ORT record within its limit and no later stop; no after a later stop.
SELECT
    client_id,
    true AS value,
    max(said_on) AS said_on,
    max(known_on) + $days_prescription_medicine AS until,
    NULL AS state,
    'ORT recorded,' AS detail
FROM known_prescription
GROUP BY client_id
UNION ALL
SELECT client_id, false, said_on, NULL, NULL, 'ORT stopped,'
FROM known_event
WHERE kind = 'ort_stop' AND state = 'yes'

-- fact: daily_mg | newest | recorded dose in mg a day
-- Of a daily medicine in mg, or a liquid in ml whose strength is recorded. A depot has
-- no daily dose, and nothing is converted between products.
SELECT
    client_id,
    CASE
        WHEN interval = 'daily' AND unit = 'mg' THEN dose
        WHEN interval = 'daily' AND unit = 'ml' THEN dose * strength
    END AS value,
    said_on,
    known_on + $days_prescription_dose AS until,
    NULL AS state,
    NULL AS detail
FROM newest_prescription

-- fact: heroin_reported | any yes | illicit opiates or heroin reported
-- The newest outcome form (any opioid not prescribed), or a positive urine screen.
SELECT
    client_id,
    opiate_days >= 1 AS value,
    said_on,
    known_on + $days_outcome_opiate_days AS until,
    opiate_days_state AS state,
    'illicit opiates, ' || opiate_days || ' of the 28 days before' AS detail
FROM known_outcome
WHERE opiate_days IS NOT NULL OR opiate_days_state IS NOT NULL
QUALIFY row_number() OVER (PARTITION BY client_id ORDER BY said_on DESC, row_id DESC) = 1
UNION ALL
SELECT
    client_id,
    true,
    said_on,
    said_on + $days_event_urine_heroin,
    NULL,
    coalesce(date_words, 'urine screen positive for heroin,')
FROM known_event
WHERE kind = 'urine_heroin' AND state = 'yes'

-- fact: mental_health_condition | any yes | current mental health condition recorded | condition
-- Yes with any current condition of the group. No only where "none recorded" or "no
-- mental health need" stands; a no to one diagnosis says nothing of the others.
SELECT
    newest.client_id,
    CASE
        WHEN newest.state = 'yes' THEN true
        WHEN newest.state = 'no' THEN false
    END AS value,
    newest.said_on,
    newest.known_on + $days_condition_state AS until,
    nullif(nullif(newest.state, 'yes'), 'no') AS state,
    CASE
        WHEN newest.state = 'yes' THEN newest.condition
        WHEN newest.state = 'no' THEN 'mental health: asked, none recorded,'
    END AS detail
FROM (
    SELECT *
    FROM known_condition
    QUALIFY row_number() OVER (
        PARTITION BY client_id, condition ORDER BY said_on DESC, row_id DESC
    ) = 1
) AS newest
JOIN code ON code.list = 'condition' AND code.code = newest.condition
WHERE (newest.state = 'yes' AND code.code_group = 'mental_health' AND newest.status IS DISTINCT FROM 'past')
    OR (newest.state <> 'yes' AND newest.condition IN ('any', 'mental_health_need'))

-- fact: naloxone_kit | newest | naloxone kit at home
-- A kit past its expiry date is a no that does not age: it stands until a new kit does.
SELECT
    client_id,
    CASE
        WHEN state = 'yes' THEN coalesce(expires_on >= $on, true)
        WHEN state = 'no' THEN false
    END AS value,
    said_on,
    CASE
        WHEN state = 'yes' AND expires_on < $on THEN NULL
        WHEN state = 'yes' AND expires_on IS NOT NULL THEN expires_on
        ELSE said_on + $days_event_naloxone_kit
    END AS until,
    nullif(nullif(state, 'yes'), 'no') AS state,
    CASE
        WHEN state = 'yes' AND expires_on < $on THEN 'naloxone kit past its expiry date, given'
    END AS detail
FROM known_event
WHERE kind = 'naloxone_kit'

-- fact: network_planning | newest | network planning | permission_state
SELECT client_id, state AS value, said_on, NULL AS until, NULL AS state, NULL AS detail
FROM known_permission
WHERE purpose = 'network_planning'

-- fact: group_invitation | newest | being invited to a group | permission_state
SELECT client_id, state AS value, said_on, NULL AS until, NULL AS state, NULL AS detail
FROM known_permission
WHERE purpose = 'group_invitation'

-- fact: last_review | newest | last review
-- The newest review held or outcome form.
SELECT
    client_id,
    said_on AS value,
    said_on,
    NULL AS until,
    NULL AS state,
    NULL AS detail
FROM known_event
WHERE kind = 'review' AND state = 'yes'
UNION ALL
SELECT client_id, said_on, said_on, NULL, NULL, NULL
FROM known_outcome
