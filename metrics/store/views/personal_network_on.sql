-- personal_network_on: one row is the newest finished interview of a client in scope, as
-- known on $on, with its measures. They are empty for one that nobody measured.
SELECT
    newest.said_on AS asked_on,
    newest.said_on + $days_interview_asked_on AS usable_until,
    newest.interview,
    measure.* EXCLUDE (interview)
FROM (
    SELECT *
    FROM known_interview
    WHERE finished = 'yes'
    QUALIFY row_number() OVER (
        PARTITION BY client_id ORDER BY said_on DESC, interview DESC, row_id DESC
    ) = 1
) AS newest
JOIN known_network_measure AS measure
    ON measure.client_id = newest.client_id AND measure.interview = newest.interview
