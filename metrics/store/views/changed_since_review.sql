-- changed_since_review: what is dated after the newest review or outcome form of each
-- client in scope, one row a kind of change. A record that says again what the one before
-- it said is no change, nor is what a first client record says; a client without a review
-- has no row.
SELECT DISTINCT told.client_id, told.what, told.kind
FROM (
    SELECT client_id, max(said_on) AS reviewed_on
    FROM (
        SELECT client_id, said_on FROM known_event WHERE kind = 'review' AND state = 'yes'
        UNION ALL
        SELECT client_id, said_on FROM known_outcome
    ) AS held
    GROUP BY client_id
) AS review
JOIN (
    SELECT client_id, 'event' AS what, kind, said_on FROM known_event WHERE state = 'yes'
    UNION ALL
    SELECT client_id, what, NULL, said_on
    FROM (
        SELECT
            client_id,
            'prescription' AS what,
            said_on,
            concat_ws('|', medicine, form, dose, unit, "interval") AS says,
            lag(concat_ws('|', medicine, form, dose, unit, "interval"))
                OVER (PARTITION BY client_id ORDER BY said_on, row_id) AS before
        FROM known_prescription
        UNION ALL
        SELECT
            client_id,
            'condition',
            said_on,
            concat_ws('|', state, status, treated),
            lag(concat_ws('|', state, status, treated))
                OVER (PARTITION BY client_id, condition ORDER BY said_on, row_id)
        FROM known_condition
        UNION ALL
        SELECT
            client_id,
            'permission',
            said_on,
            state,
            lag(state) OVER (PARTITION BY client_id, purpose ORDER BY said_on, row_id)
        FROM known_permission
    ) AS recorded
    WHERE before IS NULL OR says <> before
    UNION ALL
    SELECT client_id, what, NULL, said_on
    FROM (
        SELECT
            client_id,
            'housing' AS what,
            said_on,
            housing AS says,
            lag(housing) OVER (PARTITION BY client_id ORDER BY said_on, row_id) AS before
        FROM known_client
        WHERE housing IS NOT NULL
        UNION ALL
        SELECT
            client_id,
            'employment',
            said_on,
            employment,
            lag(employment) OVER (PARTITION BY client_id ORDER BY said_on, row_id)
        FROM known_client
        WHERE employment IS NOT NULL
        UNION ALL
        SELECT
            client_id,
            'keyworker',
            said_on,
            keyworker,
            lag(keyworker) OVER (PARTITION BY client_id ORDER BY said_on, row_id)
        FROM known_client
        WHERE keyworker IS NOT NULL
        UNION ALL
        SELECT
            client_id,
            'status',
            said_on,
            status,
            lag(status) OVER (PARTITION BY client_id ORDER BY said_on, row_id)
        FROM known_client
        WHERE status IS NOT NULL
    ) AS circumstance
    WHERE says <> before
) AS told ON told.client_id = review.client_id AND told.said_on > review.reviewed_on
