-- person_in_period: one row is one person in treatment on any day from $start to $on, as
-- known on $told (the day a release is made): the service, the sex, ethnic group and age
-- band recorded last, the first day of treatment and, of who left or died, the last.
--
-- Stands in the place of in_scope for counts that are protected before anybody sees
-- them, so no scope narrows it: who left or died since is counted where they were in
-- treatment. Treatment runs from the recorded start (else the first record) to the exit
-- of whoever is recorded as left or died (else the first record that says so). A person
-- counts at one service: as recorded last up to $on, else first after it.
SELECT *
FROM (
    SELECT
        person.client_id,
        coalesce(person.service_then, person.service_after) AS service,
        person.sex,
        person.ethnic_group,
        person.age_band,
        person.started_on,
        CASE
            WHEN NOT person.has_ended THEN NULL
            WHEN recorded.exit_on >= person.started_on THEN recorded.exit_on
            ELSE person.ended_as_at
        END AS ended_on,
        person.died
    FROM (
        SELECT
            client_id,
            arg_max(service, place) FILTER (WHERE service IS NOT NULL AND as_at <= $on) AS service_then,
            arg_min(service, place) FILTER (WHERE service IS NOT NULL AND as_at > $on) AS service_after,
            arg_max(sex, place) FILTER (WHERE sex IS NOT NULL) AS sex,
            arg_max(ethnic_group, place) FILTER (WHERE ethnic_group IS NOT NULL) AS ethnic_group,
            arg_max(age_band, place) FILTER (WHERE age_band IS NOT NULL) AS age_band,
            coalesce(
                arg_max(treatment_start, place) FILTER (WHERE treatment_start IS NOT NULL),
                min(as_at)
            ) AS started_on,
            coalesce(bool_or(status = 'died'), false) AS died,
            coalesce(
                bool_or(status = 'died')
                    OR arg_max(status, place) FILTER (WHERE status IS NOT NULL) = 'left',
                false
            ) AS has_ended,
            min(as_at) FILTER (WHERE status IN ('left', 'died')) AS ended_as_at
        FROM (
            -- The later row by its day and then its number: as one number, which is
            -- twice as quick to compare as a pair.
            SELECT *, (as_at - DATE '1900-01-01') * 1000000000000 + row_id AS place
            FROM client
            WHERE as_at <= $told AND (superseded_by IS NULL OR superseded_at > $told)
        ) AS told
        GROUP BY client_id
    ) AS person
    LEFT JOIN (
        SELECT client_id, max(happened_on) AS exit_on
        FROM event
        WHERE kind = 'treatment_exit' AND state = 'yes' AND happened_on <= $told
            AND (superseded_by IS NULL OR superseded_at > $told)
        GROUP BY client_id
    ) AS recorded ON recorded.client_id = person.client_id
) AS treated
WHERE started_on <= $on AND (ended_on IS NULL OR ended_on >= $start)
