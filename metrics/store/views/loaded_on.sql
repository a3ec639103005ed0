-- loaded_on: one row: how recent and how complete the store is, whoever asks.
-- client_as_at is the newest day for which a client record speaks; clients are those not
-- recorded as left or died; expected is what the steward stated at the newest load that
-- says so, else the open clients of the last snapshot.
SELECT
    (SELECT max(as_at) FROM live_client) AS client_as_at,
    (
        SELECT count(*)
        FROM (
            SELECT client_id
            FROM live_client
            GROUP BY client_id
            HAVING bool_or(status = 'died') IS NOT TRUE
                AND arg_max(status, (said_on, row_id)) FILTER (WHERE status IS NOT NULL)
                    IS DISTINCT FROM 'left'
        ) AS still_open
    ) AS clients,
    coalesce(
        (
            SELECT arg_max(expected, id) FROM batch
            WHERE undone_at IS NULL AND expected IS NOT NULL
        ),
        (
            SELECT count(DISTINCT client_id) FROM live_client
            WHERE as_at = (SELECT max(as_at) FROM live_client WHERE batch > 0)
                AND batch > 0
                AND (status IS NULL OR status NOT IN ('left', 'died'))
        )
    ) AS expected,
    (SELECT max(loaded_at) FROM batch WHERE undone_at IS NULL) AS loaded_at
