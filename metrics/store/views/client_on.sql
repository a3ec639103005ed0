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
-- answers: network
-- answers: couples
-- answers: prison
-- answers: coping
-- answers: health
-- answers: scales

-- shared: newest_prescription
-- The ORT record of the newest date. Two medicines on that date leave all of it not
-- known: which one holds is for a person to say. A supplement is no dose of its own.
SELECT known.*
FROM known_prescription AS known
JOIN (
    SELECT client_id, max(said_on) AS said_on
    FROM known_prescription
    WHERE form IS DISTINCT FROM 'depot_supplement'
    GROUP BY client_id
) AS newest ON newest.client_id = known.client_id AND newest.said_on = known.said_on
WHERE known.form IS DISTINCT FROM 'depot_supplement'
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
-- The newest outcome form (any opioid not prescribed), or a positive urine screen. Of
-- forms of one day without an order the larger number counts, as `opiate_days` has it.
SELECT
    client_id,
    form.opiate_days >= 1 AS value,
    form.said_on,
    form.said_on + $days_outcome_opiate_days AS until,
    form.opiate_days_state AS state,
    'illicit opiates, ' || form.opiate_days || ' of the 28 days before' AS detail
FROM (
    SELECT
        client_id,
        arg_max(
            struct_pack(
                opiate_days := opiate_days,
                opiate_days_state := opiate_days_state,
                said_on := said_on
            ),
            (
                said_on,
                sequence IS NOT NULL,
                sequence,
                opiate_days IS NOT NULL,
                opiate_days,
                row_id
            )
        ) AS form
    FROM known_outcome
    WHERE (opiate_days IS NOT NULL OR opiate_days_state IS NOT NULL)
        AND said_on + $days_outcome_opiate_days >= $weighed_from
    GROUP BY client_id
) AS newest
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

-- fact: last_injection | newest | last depot injection
-- The day itself, which does not age: the longer ago, the more it matters.
SELECT
    client_id,
    said_on AS value,
    said_on,
    NULL AS until,
    NULL AS state,
    NULL AS detail
FROM known_event
WHERE kind = 'depot_injection' AND state = 'yes'

-- fact: missed_in_a_row | any yes | three or more days of doses missed in a row
-- Told by the pharmacy as an event, or by the newest ORT record as a number of days.
SELECT
    client_id,
    CASE
        WHEN state = 'yes' THEN true
        WHEN state = 'no' THEN false
    END AS value,
    said_on,
    said_on + $days_event_missed_doses AS until,
    nullif(nullif(state, 'yes'), 'no') AS state,
    CASE
        WHEN state = 'no' THEN 'no three days of doses missed in a row, asked'
        ELSE 'three or more days of doses missed in a row (' || date_words || '),'
    END AS detail
FROM known_event
WHERE kind = 'missed_doses'
UNION ALL
SELECT
    client_id,
    missed_days >= 3,
    said_on,
    known_on + $days_prescription_missed_days,
    NULL,
    'days of doses missed in a row: ' || missed_days || ', recorded'
FROM newest_prescription
WHERE missed_days IS NOT NULL

-- fact: ever_injected | any yes | ever injected
-- A yes lasts, from whichever form or answer; a no is asked again.
SELECT
    client_id,
    true AS value,
    said_on,
    NULL AS until,
    NULL AS state,
    'injecting reported in the 28 days before' AS detail
FROM known_outcome
WHERE inject_days >= 1
UNION ALL
SELECT
    client_id,
    CASE
        WHEN value = 'yes' THEN true
        WHEN value = 'no' THEN false
    END,
    said_on,
    CASE
        WHEN value IS DISTINCT FROM 'yes' THEN known_on + $days_answer_ever_injected
    END,
    state,
    CASE WHEN value = 'no' THEN 'never injected, asked' END
FROM known_answer
WHERE survey = 'health' AND question = 'ever_injected'

-- fact: hepatitis_c_test | any yes | test for hepatitis C
-- A test longer ago than its limit is a no that does not age, like a kit past its date.
SELECT
    client_id,
    CASE
        WHEN state = 'yes' THEN said_on + $days_event_hepatitis_c_test >= $on
        WHEN state = 'no' THEN false
    END AS value,
    said_on,
    CASE
        WHEN state = 'yes' AND said_on + $days_event_hepatitis_c_test < $on THEN NULL
        ELSE said_on + $days_event_hepatitis_c_test
    END AS until,
    nullif(nullif(state, 'yes'), 'no') AS state,
    CASE WHEN state = 'yes' THEN 'last tested for hepatitis C' END AS detail
FROM known_event
WHERE kind = 'hepatitis_c_test'

-- fact: hepatitis_b_test | any yes | test for hepatitis B
SELECT
    client_id,
    CASE
        WHEN state = 'yes' THEN said_on + $days_event_hepatitis_b_test >= $on
        WHEN state = 'no' THEN false
    END AS value,
    said_on,
    CASE
        WHEN state = 'yes' AND said_on + $days_event_hepatitis_b_test < $on THEN NULL
        ELSE said_on + $days_event_hepatitis_b_test
    END AS until,
    nullif(nullif(state, 'yes'), 'no') AS state,
    CASE WHEN state = 'yes' THEN 'last tested for hepatitis B' END AS detail
FROM known_event
WHERE kind = 'hepatitis_b_test'

-- fact: hiv_test | any yes | test for HIV
-- Whoever lives with HIV has been tested, and is not asked again.
SELECT
    client_id,
    CASE
        WHEN state = 'yes' THEN said_on + $days_event_hiv_test >= $on
        WHEN state = 'no' THEN false
    END AS value,
    said_on,
    CASE
        WHEN state = 'yes' AND said_on + $days_event_hiv_test < $on THEN NULL
        ELSE said_on + $days_event_hiv_test
    END AS until,
    nullif(nullif(state, 'yes'), 'no') AS state,
    CASE WHEN state = 'yes' THEN 'last tested for HIV' END AS detail
FROM known_event
WHERE kind = 'hiv_test'
UNION ALL
SELECT client_id, true, said_on, NULL, NULL, 'HIV status known,'
FROM known_condition
WHERE condition = 'hiv' AND state = 'yes'

-- shared: newest_condition
-- The newest word on each condition.
SELECT *
FROM known_condition
QUALIFY row_number() OVER (
    PARTITION BY client_id, condition ORDER BY said_on DESC, row_id DESC
) = 1

-- fact: lung_liver_or_heart_disease | any yes | lung, liver or heart disease recorded | condition
-- No only where "none recorded" stands; a no to one of them says nothing of the others.
SELECT
    client_id,
    CASE
        WHEN state = 'yes' THEN true
        WHEN state = 'no' THEN false
    END AS value,
    said_on,
    known_on + $days_condition_state AS until,
    nullif(nullif(state, 'yes'), 'no') AS state,
    CASE
        WHEN state = 'yes' THEN condition
        WHEN state = 'no' THEN 'physical health: asked, none recorded,'
    END AS detail
FROM newest_condition
WHERE (
        state = 'yes'
        AND condition IN ('lung_disease', 'liver_disease', 'heart_disease')
        AND status IS DISTINCT FROM 'past'
    )
    OR (state <> 'yes' AND condition = 'any')

-- fact: psychosis_untreated | any yes | current psychosis, not treated
-- Where treatment is not recorded, it is not known. "None recorded" is a no to all.
SELECT
    client_id,
    CASE
        WHEN state = 'no' OR status = 'past' OR treated = 'yes' THEN false
        WHEN state = 'yes' AND treated = 'no' THEN true
    END AS value,
    said_on,
    known_on + $days_condition_state AS until,
    CASE
        WHEN 'asked_not_answered' IN (state, treated) THEN 'asked_not_answered'
    END AS state,
    CASE
        WHEN condition <> 'psychosis' THEN 'mental health: asked, none recorded,'
        WHEN state = 'no' THEN 'no psychosis, asked'
        WHEN status = 'past' THEN 'psychosis in the past, recorded'
        WHEN treated = 'yes' THEN 'psychosis, treated, recorded'
        WHEN treated = 'no' THEN 'psychosis, not treated, recorded'
    END AS detail
FROM newest_condition
WHERE condition = 'psychosis'
    OR (condition IN ('any', 'mental_health_need') AND state <> 'yes')

-- fact: mania_untreated | any yes | current bipolar disorder, not treated
SELECT
    client_id,
    CASE
        WHEN state = 'no' OR status = 'past' OR treated = 'yes' THEN false
        WHEN state = 'yes' AND treated = 'no' THEN true
    END AS value,
    said_on,
    known_on + $days_condition_state AS until,
    CASE
        WHEN 'asked_not_answered' IN (state, treated) THEN 'asked_not_answered'
    END AS state,
    CASE
        WHEN condition <> 'bipolar_disorder' THEN 'mental health: asked, none recorded,'
        WHEN state = 'no' THEN 'no bipolar disorder, asked'
        WHEN status = 'past' THEN 'bipolar disorder in the past, recorded'
        WHEN treated = 'yes' THEN 'bipolar disorder, treated, recorded'
        WHEN treated = 'no' THEN 'bipolar disorder, not treated, recorded'
    END AS detail
FROM newest_condition
WHERE condition = 'bipolar_disorder'
    OR (condition IN ('any', 'mental_health_need') AND state <> 'yes')

-- shared: newest_interview
-- The newest interview that was finished: without ties it says "asked, none".
SELECT *
FROM known_interview
WHERE finished = 'yes'
QUALIFY row_number() OVER (
    PARTITION BY client_id ORDER BY said_on DESC, interview DESC, row_id DESC
) = 1

-- fact: role_types | newest | kinds of people around them
-- Different roles, without those who supply. Where nothing is known of what they are,
-- neither is how many.
SELECT
    newest.client_id,
    CASE
        WHEN count(person.person_id) = 0 THEN 0
        WHEN count(nullif(person.role, 'asked_not_answered')) > 0 THEN
            count(DISTINCT person.role) FILTER (
                WHERE person.role NOT IN ('supplies', 'asked_not_answered')
            )
    END AS value,
    newest.said_on,
    newest.said_on + $days_interview_asked_on AS until,
    NULL AS state,
    NULL AS detail
FROM newest_interview AS newest
LEFT JOIN known_person AS person
    ON person.client_id = newest.client_id AND person.interview = newest.interview
GROUP BY newest.client_id, newest.said_on

-- fact: supportive_people | newest | people who support stopping or cutting down
-- Where nobody is named and somebody was asked about and not answered, it is not known.
SELECT
    newest.client_id,
    CASE
        WHEN count(*) FILTER (WHERE tie.state = 'yes') > 0
            OR count(*) FILTER (WHERE tie.state = 'asked_not_answered') = 0
            THEN count(DISTINCT tie.person_id) FILTER (WHERE tie.state = 'yes')
    END AS value,
    newest.said_on,
    newest.said_on + $days_interview_asked_on AS until,
    NULL AS state,
    NULL AS detail
FROM newest_interview AS newest
LEFT JOIN known_tie AS tie
    ON tie.client_id = newest.client_id
    AND tie.interview = newest.interview
    AND tie.kind = 'supports'
GROUP BY newest.client_id, newest.said_on

-- fact: opiate_days_at_start | newest | days of illicit opiates at the start of treatment
-- Of the newest form of a start: what later forms are held against. It does not age.
SELECT
    client_id,
    opiate_days AS value,
    said_on,
    NULL AS until,
    opiate_days_state AS state,
    'illicit opiates at the start, ' || opiate_days || ' of the 28 days before' AS detail,
    coalesce(sequence, 0) AS place
FROM known_outcome
WHERE stage = 'start' AND (opiate_days IS NOT NULL OR opiate_days_state IS NOT NULL)

-- fact: peer_survey | newest | the questions about peers asked
-- Any question of the survey, answered or not: that it was asked, never what was said.
SELECT
    client_id,
    true AS value,
    said_on,
    known_on + $days_answer_st1 AS until,
    NULL AS state,
    'asked about peers,' AS detail
FROM known_answer
WHERE survey = 'peers' AND (value IS NOT NULL OR state IS NOT NULL)

-- fact: circle_uses | newest | somebody they buy or use with uses heroin
-- One who uses is enough. No needs an answer about each of them; nobody they buy or use
-- with is a no.
SELECT
    newest.client_id,
    CASE
        WHEN bool_or(tied.said_yes AND code.code_group = 'using') THEN true
        WHEN count(tied.person_id) = count(tied.person_id) FILTER (
            WHERE tied.said_yes AND person.uses IN ('on_ort_not_using', 'no')
        ) THEN false
    END AS value,
    newest.said_on,
    newest.said_on + $days_interview_asked_on AS until,
    NULL AS state,
    NULL AS detail
FROM newest_interview AS newest
LEFT JOIN (
    SELECT client_id, interview, person_id, bool_or(state = 'yes') AS said_yes
    FROM known_tie
    WHERE kind IN ('buys_with', 'pools_money', 'uses_with')
        AND state IN ('yes', 'asked_not_answered')
    GROUP BY client_id, interview, person_id
) AS tied ON tied.client_id = newest.client_id AND tied.interview = newest.interview
LEFT JOIN known_person AS person
    ON person.client_id = tied.client_id
    AND person.interview = tied.interview
    AND person.person_id = tied.person_id
LEFT JOIN code ON code.list = 'person_uses' AND code.code = person.uses
GROUP BY newest.client_id, newest.said_on

-- fact: used_on_form_before | newest | illicit opiates on the outcome form before the newest
-- It stands twice as long as a form, so that it can still be read beside the next one.
SELECT
    client_id,
    opiate_days >= 1 AS value,
    said_on,
    said_on + 2 * $days_outcome_opiate_days AS until,
    NULL AS state,
    'illicit opiates, ' || opiate_days || ' of the 28 days before' AS detail
FROM known_outcome
WHERE opiate_days IS NOT NULL
QUALIFY row_number() OVER (
    PARTITION BY client_id
    ORDER BY said_on DESC, sequence DESC NULLS LAST, opiate_days DESC, row_id DESC
) = 2

-- fact: overdose_count | newest | overdoses recorded in those 6 months
-- How many days with one are recorded. None recorded says nothing: it is not known.
SELECT
    client_id,
    count(DISTINCT said_on) AS value,
    max(said_on) AS said_on,
    max(said_on) + $days_event_overdose AS until,
    NULL AS state,
    NULL AS detail
FROM known_event
WHERE kind = 'overdose' AND state = 'yes' AND said_on + $days_event_overdose >= $on
GROUP BY client_id

-- fact: mental_health_untreated | any yes | untreated mental health condition
-- Of those recorded as current: one that is not treated is enough. Where treatment is
-- not recorded, it is not known.
SELECT
    newest.client_id,
    CASE newest.treated WHEN 'no' THEN true WHEN 'yes' THEN false END AS value,
    newest.said_on,
    newest.known_on + $days_condition_state AS until,
    CASE WHEN newest.treated = 'asked_not_answered' THEN newest.treated END AS state,
    CASE newest.treated
        WHEN 'no' THEN 'mental health condition, not treated, recorded'
        WHEN 'yes' THEN 'mental health condition, treated, recorded'
    END AS detail
FROM newest_condition AS newest
JOIN code ON code.list = 'condition' AND code.code = newest.condition
WHERE code.code_group = 'mental_health'
    AND newest.state = 'yes'
    AND newest.status IS DISTINCT FROM 'past'
