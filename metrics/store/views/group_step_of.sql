-- group_step_of: one row is one person invited to one group from $start to $on, as known
-- on $told, and how far they came with it by $on.
--
-- step: 1 invited, 2 and said no, 3 said yes, 4 and came at least once, 5 and was in the
-- group to its last day. A group is a number of a plan in whichever version, so that a
-- plan that was saved anew does not make two groups of one. ran: it met by $on.
WITH invited AS (
    SELECT
        client_id,
        plan_id,
        group_number,
        version,
        CASE WHEN answered_on <= $on THEN answer END AS answer,
        left_on
    FROM membership
    WHERE invited_on BETWEEN $start AND $on
        AND group_number IS NOT NULL
        AND CAST(saved_at AS DATE) <= $told
        AND (superseded_by IS NULL OR superseded_at > $told)
),

came AS (
    SELECT DISTINCT client_id, plan_id, group_number
    FROM attendance
    WHERE came = 'yes' AND held_on BETWEEN $start AND $on
        AND (superseded_by IS NULL OR superseded_at > $told)
),

met AS (
    SELECT DISTINCT plan_id, group_number
    FROM session
    WHERE took_place = 'yes' AND held_on BETWEEN $start AND $on
        AND (superseded_by IS NULL OR superseded_at > $told)
),

ended AS (
    SELECT plan_id, group_number, version, ends_on
    FROM planned_group
    WHERE superseded_by IS NULL OR superseded_at > $told
)

SELECT
    invited.client_id,
    invited.plan_id,
    invited.group_number,
    max(
        CASE
            WHEN invited.answer IS DISTINCT FROM 'yes' AND invited.answer IS DISTINCT FROM 'no' THEN 1
            WHEN invited.answer = 'no' THEN 2
            WHEN came.client_id IS NULL THEN 3
            WHEN ended.ends_on <= $on AND (invited.left_on IS NULL OR invited.left_on >= ended.ends_on) THEN 5
            ELSE 4
        END
    ) AS step,
    bool_or(met.plan_id IS NOT NULL) AS ran
FROM invited
LEFT JOIN came
    ON came.client_id = invited.client_id
    AND came.plan_id = invited.plan_id
    AND came.group_number = invited.group_number
LEFT JOIN met
    ON met.plan_id = invited.plan_id AND met.group_number = invited.group_number
LEFT JOIN ended
    ON ended.plan_id = invited.plan_id
    AND ended.group_number = invited.group_number
    AND ended.version = invited.version
GROUP BY invited.client_id, invited.plan_id, invited.group_number
